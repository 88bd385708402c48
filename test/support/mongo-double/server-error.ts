/** Errors as a MongoDB server answers them: number, name and labels. */
const codes = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  CursorNotFound: 43,
  NamespaceExists: 48,
  CommandNotFound: 59,
  ImmutableField: 66,
  InvalidOptions: 72,
  IndexOptionsConflict: 85,
  WriteConflict: 112,
  TransactionTooOld: 225,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  BSONObjectTooLarge: 10_334,
  DuplicateKey: 11_000,
  UnknownField: 40_415,
} as const;

/** Name of an error. */
export type CodeName = keyof typeof codes;

/** What a command is answered with when it fails. */
export class ServerError extends Error {
  readonly codeName: CodeName;
  readonly labels: readonly string[];
  readonly more: object;

  constructor(codeName: CodeName, message: string, labels: readonly string[] = [], more: object = {}) {
    super(message);
    this.codeName = codeName;
    this.labels = labels;
    this.more = more;
  }

  get code(): number {
    return codes[this.codeName];
  }

  answer(): object {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName === "UnknownField" ? "Location40415" : this.codeName,
      ...(this.labels.length > 0 ? { errorLabels: this.labels } : {}),
      ...this.more,
    };
  }
}

/** Another transaction wrote the same document first. */
export function writeConflict(): ServerError {
  return new ServerError("WriteConflict", "Write conflict during plan execution; please retry your operation.", [
    "TransientTransactionError",
  ]);
}

/**
 * What MongoDB and its driver say, as errors a caller can act on. Messages of the driver are not passed on: they may hold an address with its
 * credentials.
 */
import { Error as MongooseErrors, mongo } from "mongoose";
import { DomainError, type ErrorValues } from "../../domain/shared/domain-error.ts";

/** Codes of the server. Source: https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
const ATLAS_ERROR = 8_000;
const WRITE_CONFLICT = 112;
const LOCK_TIMEOUT = 24;
const TRANSACTION_ENDED = [225, 246, 251, 290];
const OUT_OF_DISK_SPACE = 14_031;
const STEPPING_DOWN = [91, 189, 10_107, 11_600, 11_602, 13_435, 13_436];
const DUPLICATE_KEY = 11_000;

/** An address without user, password and options: for messages. What stands before the last `@` is left out. */
export function placeOf(uri: string): string {
  return uri.replace(/\/\/.*@/s, "//").replace(/\?.*$/s, "");
}

/** True when a document of the same unique key is there. */
export function isTaken(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/** The error as a `DomainError` when it is one of the database, as it is otherwise. */
export function translated(error: unknown, place: string): unknown {
  const because = (reason: string, more: ErrorValues = {}) =>
    new DomainError("database-unavailable", { place, reason, ...more });
  if (error instanceof MongooseErrors.MongooseServerSelectionError) return because("no-server-answers");
  if (isOfAddress(error)) return because("bad-address");
  if (isOfNames(error)) return because("no-server-answers");
  if (!(error instanceof mongo.MongoError)) return error;
  if (error instanceof mongo.MongoBulkWriteError && error.errorResponse instanceof Error) {
    return translated(error.errorResponse, place);
  }
  if (error.hasErrorLabel("UnknownTransactionCommitResult")) return because("outcome-unknown");
  if (error instanceof mongo.MongoServerSelectionError) return because("no-server-answers");
  if (error instanceof mongo.MongoNetworkError) return because("connection-lost");
  if (error instanceof mongo.MongoServerError) return translatedServerError(error, place, because);
  if (isOfClosed(error)) return because("closed");
  return error;
}

function translatedServerError(
  error: InstanceType<typeof mongo.MongoServerError>,
  place: string,
  because: (reason: string) => DomainError,
): unknown {
  const code = Number(error.code);
  if (code === OUT_OF_DISK_SPACE) return new DomainError("disk-full", { place });
  if (code === AUTHENTICATION_FAILED || code === ATLAS_ERROR) return because("wrong-credentials");
  if (code === UNAUTHORIZED) return because("not-authorised");
  if (code === WRITE_CONFLICT || code === LOCK_TIMEOUT) return because("busy");
  if (TRANSACTION_ENDED.includes(code)) return because("transaction-ended");
  if (STEPPING_DOWN.includes(code)) return because("no-primary");
  return error;
}

/** The parser of addresses throws errors of its own, of the same names as the driver's. */
function isOfAddress(error: unknown): boolean {
  const name = error instanceof Error ? error.name : "";
  if (["MongoParseError", "MongoMissingCredentialsError", "MongoInvalidArgumentError"].includes(name)) return true;
  // A port that is none, and a certificate named in the address that is not there.
  if (name === "MongoRuntimeError") return (error as Error).message.startsWith("Unable to parse");
  return (error as NodeJS.ErrnoException | undefined)?.syscall === "open";
}

/** The names of a mongodb+srv:// address are asked for before any server. */
function isOfNames(error: unknown): boolean {
  return /^query/.test(String((error as NodeJS.ErrnoException | undefined)?.syscall));
}

function isOfClosed(error: object): boolean {
  return (
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoExpiredSessionError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoClientClosedError
  );
}

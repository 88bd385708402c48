/** What is wrong with a call before any use case is asked: its form, its size, its number. Each side says it in its own way. */
import type { ErrorValues } from "../domain/shared/domain-error.ts";

/** Every code with its status. The sentences stand in the texts as `api.problem.<code>`. */
export const edgeStatuses = {
  "malformed-path": 400,
  "malformed-body": 400,
  "malformed-request": 400,
  "not-valid": 422,
  unauthenticated: 401,
  "unknown-address": 404,
  "method-not-allowed": 405,
  "stale-version": 412,
  "body-too-large": 413,
  "unknown-media-type": 415,
  "key-used-otherwise": 422,
  "version-needed": 428,
  "too-many-calls": 429,
  "not-serving": 503,
  unexpected: 500,
} as const satisfies Readonly<Record<string, number>>;

/** A stable name of what is wrong. */
export type EdgeCode = keyof typeof edgeStatuses;

/** One thing to correct, and where it stands in what was sent. */
export interface Issue {
  /** JSON pointer into the body; of a query, a parameter or a header, the name behind `?`, `:` or a dash. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** A call that is refused at the door. */
export class EdgeProblem extends Error {
  readonly code: EdgeCode;
  readonly status: number;
  readonly values: ErrorValues;
  readonly issues: readonly Issue[];
  /** Headers that tell the caller more. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: EdgeCode,
    values: ErrorValues = {},
    { issues = [], headers = {} }: { issues?: readonly Issue[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code);
    this.name = "EdgeProblem";
    this.code = code;
    this.status = edgeStatuses[code];
    this.values = values;
    this.issues = issues;
    this.headers = headers;
  }
}

/** What the reading of a body ends with, by the name the parsers give it. */
const ofParsers: Readonly<Record<string, EdgeCode>> = {
  "entity.too.large": "body-too-large",
  "entity.parse.failed": "malformed-body",
  "encoding.unsupported": "unknown-media-type",
  "charset.unsupported": "unknown-media-type",
  "parameters.too.many": "body-too-large",
};

/** The problem that an error of express or of its parsers stands for; undefined for any other error. */
export function edgeProblemOf(error: unknown): EdgeProblem | undefined {
  if (error instanceof EdgeProblem) return error;
  if (error instanceof URIError) return new EdgeProblem("malformed-path");
  const { type, status, limit } = (error ?? {}) as { type?: unknown; status?: unknown; limit?: unknown };
  if (typeof type === "string" && Object.hasOwn(ofParsers, type))
    return new EdgeProblem(ofParsers[type]!, typeof limit === "number" ? { limit } : {});
  return typeof type === "string" && typeof status === "number" && status < 500
    ? new EdgeProblem("malformed-request")
    : undefined;
}

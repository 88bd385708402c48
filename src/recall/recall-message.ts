/** What passes between the thread that serves and the one that recalls past runs; plain values only. */
import type { RecallAnswer, RecallQuestion } from "../domain/runs/recall.ts";
import type { DomainError, ErrorCode } from "../domain/shared/domain-error.ts";

/** What the thread begins with. */
export interface RecallStart {
  /** Address or file of the store. */
  readonly database: string;
}

/** A question with its number. */
export interface RecallOrder {
  readonly number: number;
  readonly question: RecallQuestion;
}

/** Why there is no answer. */
export interface RecallFailure {
  readonly code?: ErrorCode;
  readonly values: DomainError["values"];
  readonly message: string;
}

/** The answer to a question, or why there is none. */
export type RecallReply = { readonly number: number } & (
  | { readonly answer: RecallAnswer }
  | { readonly failure: RecallFailure }
);

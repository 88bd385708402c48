/** What of a refusal its own page shows again: what a person can put right, and where somebody was faster. */
import { DomainError, type ErrorKind } from "../domain/shared/domain-error.ts";

const correctable: readonly ErrorKind[] = ["invalid", "conflict", "refused"];

/** True for a refusal that belongs beside the form it came from; any other has a page of its own. */
export function isCorrectable(error: unknown): error is DomainError {
  return error instanceof DomainError && correctable.includes(error.kind);
}

/** The status of the page that shows the form again. */
export function correctableStatus({ kind }: DomainError): 409 | 422 {
  return kind === "conflict" ? 409 : 422;
}

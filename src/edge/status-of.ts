/** The status by which an error of the product is answered, on a page as in the API. */
import type { DomainError, ErrorKind } from "../domain/shared/domain-error.ts";

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  refused: 422,
  unavailable: 503,
};

/** The status of an error: by its kind, but for whoever must wait. */
export function statusOf({ kind, code }: Pick<DomainError, "kind" | "code">): number {
  return code === "too-many-attempts" ? 429 : statusOfKind[kind];
}

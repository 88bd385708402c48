/**
 * What in an imported row cannot be, beside shape and references: days in the wrong order, counts above their whole.
 * Requests are not asked: a pool may hold old ones as they are, and their validity is the clocks' business.
 */
import { contradictionsOf, type Declared, wrongOrder } from "../facts/declared-facts.ts";
import type { Vacancy } from "../facts/vacancy.ts";
import type { Problem } from "../shared/problem.ts";

/** The contradictions of a row of good shape. */
export function rowContradictions(kind: string, id: string, facts: object): readonly Problem[] {
  switch (kind) {
    case "vacancy": {
      const { availableOn, temporaryUntil } = facts as Vacancy;
      return wrongOrder(kind, id, ["availableOn", availableOn], ["temporaryUntil", temporaryUntil]);
    }
    case "request":
    case "pin":
    case "struck":
      return [];
    default:
      return contradictionsOf({ kind, facts } as Declared, id);
  }
}

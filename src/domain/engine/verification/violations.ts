/**
 * What a verification says when something does not hold: a sentence as key and values, kept in a stable order, the first ones whole.
 */
import { compareText } from "../../shared/order.ts";

/** The eight properties, in the order in which they are told. */
export const PROPERTY_IDS = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"] as const;
/** One of the eight properties. */
export type PropertyId = (typeof PROPERTY_IDS)[number];

/** Keys of the sentences; the texts live in the catalogues. The values each takes stand beside it. */
export type ViolationKey =
  /** P1. A candidate the snapshot does not hold. */
  | "unknown-request"
  /** P1. A candidate who is not eligible: `rules`. */
  | "not-eligible"
  /** P1. Interpreter and second evaluator disagree about a pair; the fault may be in the verification itself. */
  | "readings-differ"
  /** P2. `shown`, `recomputed`. */
  | "points-differ"
  /** P2. `shown`, `recomputed`. */
  | "priority-class-differs"
  /** P2. A candidate who stands behind somebody lower in the order: `behind`. */
  | "out-of-order"
  /** P2. `shown`, `recomputed`: ids in order. */
  | "next-differs"
  /** P3. `candidates`, `places`, `pinned`. */
  | "list-too-long"
  /** P3. `shown`, `recomputed`. */
  | "places-differ"
  /** P3. */
  | "stands-twice"
  /** P3. `lists`, `pinned`, `allowed`. */
  | "too-many-lists"
  /** P3. A vacancy without a proposal. */
  | "proposal-missing"
  /** P3. */
  | "proposal-twice"
  /** P3. Proposals are sorted by vacancy: `behind`. */
  | "proposals-out-of-order"
  /** P3. */
  | "unknown-vacancy"
  /** P3. `shown`, `recomputed`. */
  | "rule-set-differs"
  /** P4. Somebody lower stands on the list: `last`, `points`, `lastPoints`. */
  | "passed-over"
  /** P5. The list has a free place: `candidates`, `places`. */
  | "free-place"
  /** P6. `shown`, `recomputed`: ids. */
  | "pinned-differs"
  /** P6. A pinned request among the candidates or next. */
  | "pinned-proposed"
  /** P6. */
  | "struck-proposed"
  /** P7. `shown`, `recomputed`: target ids, empty for none. */
  | "mode-differs"
  /** P7. `ruleSet`, `target`, `territory`, `member`, `shown`, `recomputed`. */
  | "target-differs"
  /** P7. `ruleSet`, `target`, `territory`. */
  | "target-missing"
  /** P7. `ruleSet`, `target`, `territory`. */
  | "target-unknown"
  /** P8. `member`, `shown`, `recomputed`. */
  | "record-differs";

/** One place where a property does not hold. */
export interface Violation {
  readonly property: PropertyId;
  readonly key: ViolationKey;
  readonly vacancyId?: string;
  readonly requestId?: string;
  /** Values of the sentence, the two ids included. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Violations told in full, per property; all of them are counted. */
export const TOLD_PER_PROPERTY = 100;

/** How often a property was asked and failed, with the first violations, sorted. */
export interface PropertyTally {
  checked: number;
  violated: number;
  readonly told: Violation[];
}

/** What one part of a verification found. Plain values, so that it can cross from another thread. */
export class Tally {
  readonly properties: Record<PropertyId, PropertyTally>;
  /** Vacancies that a violation is about, by id. */
  readonly vacancyIds = new Set<string>();
  /** Requests that a violation is about, by id. */
  readonly requestIds = new Set<string>();

  constructor() {
    const entries = PROPERTY_IDS.map((id) => [id, { checked: 0, violated: 0, told: [] }]);
    this.properties = Object.fromEntries(entries) as Record<PropertyId, PropertyTally>;
  }

  checked(property: PropertyId, times = 1): void {
    this.properties[property].checked += times;
  }

  /** Takes in a violation; `concerned` are vacancies it casts doubt on beside its own. */
  violation(violation: Violation, concerned: readonly string[] = []): void {
    const tally = this.properties[violation.property];
    const { vacancyId, requestId, values } = violation;
    tally.violated++;
    insert(tally.told, {
      ...violation,
      values: {
        ...(vacancyId === undefined ? {} : { vacancyId }),
        ...(requestId === undefined ? {} : { requestId }),
        ...values,
      },
    });
    if (vacancyId !== undefined) this.vacancyIds.add(vacancyId);
    if (requestId !== undefined) this.requestIds.add(requestId);
    for (const id of concerned) this.vacancyIds.add(id);
  }

  /** Takes in what another part found. */
  add(other: Pick<Tally, "properties" | "vacancyIds" | "requestIds">): void {
    for (const id of PROPERTY_IDS) {
      const own = this.properties[id];
      const theirs = other.properties[id];
      own.checked += theirs.checked;
      own.violated += theirs.violated;
      for (const violation of theirs.told) insert(own.told, violation);
    }
    for (const id of other.vacancyIds) this.vacancyIds.add(id);
    for (const id of other.requestIds) this.requestIds.add(id);
  }
}

/** Puts a violation at its place among the first ones, or leaves it out behind them. */
function insert(told: Violation[], violation: Violation): void {
  let at = told.length;
  while (at > 0 && compareViolations(violation, told[at - 1]!) < 0) at--;
  told.splice(at, 0, violation);
  told.length = Math.min(told.length, TOLD_PER_PROPERTY);
}

/** The stable order of violations: property, vacancy, request, key, values. */
export function compareViolations(a: Violation, b: Violation): number {
  return (
    compareText(a.property, b.property) ||
    compareText(a.vacancyId ?? "", b.vacancyId ?? "") ||
    compareText(a.requestId ?? "", b.requestId ?? "") ||
    compareText(a.key, b.key) ||
    compareText(JSON.stringify(a.values), JSON.stringify(b.values))
  );
}

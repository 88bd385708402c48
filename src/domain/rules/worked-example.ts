/**
 * A worked example of a rule set: facts in, verdict and points out. Kept beside the rules and run whenever they are checked.
 */
import type { RuleOutcome } from "./judgement.ts";
import type { Journey, Records } from "./records.ts";

/** What an example says must come out; only what it names is compared. */
export interface Expectation {
  readonly verdict?: "eligible" | "refused" | "incomplete";
  readonly rules?: Readonly<Record<string, RuleOutcome>>;
  readonly reasonCodes?: readonly string[];
  readonly missing?: readonly string[];
  readonly points?: number;
  readonly criteria?: Readonly<Record<string, number | "pending" | "not-applicable">>;
  readonly headings?: Readonly<Record<string, number>>;
  readonly flags?: readonly string[];
  readonly defined?: Readonly<Record<string, number | boolean | string>>;
  readonly priorityClass?: Readonly<Record<string, number>>;
}

/** One example, its defaults already merged in. Invariant: the people in it are invented. */
export interface WorkedExample {
  /** Path inside the rules folder, and pointer to the example in that file. */
  readonly file: string;
  readonly pointer: string;
  readonly id: string;
  readonly title: string;
  /** Ids of the rules and criteria it stands for. */
  readonly covers: readonly string[];
  /** Reference day, where it is not that of the check. */
  readonly asOf?: string;
  readonly records: Records;
  readonly journeys: readonly Journey[];
  readonly expect: Expectation;
}

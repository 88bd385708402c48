/**
 * Rule files as they are read: their shapes, once `rules/schema/` has found nothing wrong with them.
 * The reader hands over only files of the right shape; what is wrong with the others stands in `problems`.
 */
import type { Finding } from "./finding.ts";
import type { Bilingual, Source, Standing } from "./rule-set.ts";
import type { Expectation } from "./worked-example.ts";

/** One file of a rule set; `path` is inside the rules folder: `als-2026/eligibility.json`. */
export interface RuleFile {
  readonly path: string;
  readonly content: unknown;
}

/** The files of one rule set. `id` is the name of its folder. */
export interface RuleFiles {
  readonly id: string;
  readonly files: readonly RuleFile[];
  /** What was wrong while reading; a file named here may be missing from `files`. */
  readonly problems: readonly Finding[];
}

/** `manifest.json`: what the rule set is and which vacancies it governs. */
export interface ManifestFile {
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly authority: string;
  readonly source?: Source;
  readonly scope: { readonly fact: string; readonly values: readonly string[] };
  readonly checkWithinMonths: number;
}

/** A key of a table, as written. */
export type TableKeyEntry =
  | { readonly name: string; readonly values: readonly string[]; readonly other?: boolean }
  | { readonly name: string; readonly from: number; readonly to: number; readonly beyond?: "increment" | "last" };

/** A table, as written. */
export interface TableEntry {
  readonly keys: readonly TableKeyEntry[];
  readonly rows: readonly {
    readonly at: readonly (string | number)[];
    readonly cells: readonly (number | string)[];
    readonly increment?: number;
  }[];
  readonly scale?: number;
}

/** A value or table that counts from a day on, with its source. */
export interface DatedValue {
  readonly from: string;
  readonly to?: string;
  readonly value?: number | boolean | string | readonly (number | string)[];
  readonly table?: TableEntry;
  readonly source?: Source;
  readonly checkedOn: string;
}

/** A parameter with its values over time. */
export interface ParameterEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  readonly standing: Standing;
  readonly note?: string;
  readonly values: readonly DatedValue[];
}

/** A named expression of `definitions.json`. */
export interface DefinitionEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly value: string;
  readonly source?: Source;
  readonly legalBasis?: Source;
}

/** A rule of `eligibility.json`. */
export interface RuleEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly effect?: "exclude" | "flag";
  readonly require: string;
  readonly needs?: readonly string[];
  readonly reasonCode: string;
  readonly reason: Bilingual;
  readonly shows?: { readonly value: string; readonly threshold?: string; readonly unit: string };
  readonly source?: Source;
  readonly legalBasis?: Source;
}

/** A criterion of `scoring.json`; exactly one of its four scales is given. */
export interface CriterionEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly maximumPoints: number;
  readonly minimumPoints?: number;
  readonly when?: { readonly condition: string; readonly points: number };
  readonly bands?: {
    readonly value: string;
    readonly bands: readonly { readonly from?: number; readonly to?: number; readonly points: number }[];
  };
  readonly curve?: {
    readonly value: string;
    readonly at: readonly { readonly value: number; readonly points: number }[];
  };
  readonly perMonth?: {
    readonly months: string;
    readonly points: number;
    readonly cap: number;
    readonly bonus?: { readonly moreThanMonths: number; readonly points: number };
  };
  readonly onlyIf?: string;
  readonly proof?: string;
  readonly proofSentence?: Bilingual;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly expiry?: { readonly from: string; readonly months: number };
  readonly declaredAs?: string;
  readonly sentence: Bilingual;
  readonly source?: Source;
  readonly legalBasis?: Source;
}

/** A heading of `scoring.json`. */
export interface HeadingEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly combine: "sum" | "highest" | "declared";
  readonly declaredIn?: string;
  readonly onlyIf?: string;
  readonly maximumPoints?: number;
  readonly criteria: readonly CriterionEntry[];
}

/** A key of `preferences.json`. */
export interface PreferenceEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly value: string;
  readonly ascending: boolean;
}

/** A target of `assignment.json`. */
export interface TargetEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly share: { readonly parameter: string };
  readonly territory: string;
  readonly appliesTo: string;
  readonly priorityClass: string;
  readonly source?: Source;
  readonly legalBasis?: Source;
}

/** A lever of `assignment.json`; exactly one change is given. */
export interface LeverEntry {
  readonly id: string;
  readonly fact: string;
  readonly add?: readonly string[];
  readonly addFrom?: string;
  readonly raise?: { readonly step: number; readonly bound: number };
  readonly lower?: { readonly step: number; readonly bound: number };
  readonly set?: boolean | string;
  readonly sentence: Bilingual;
}

/** Which lettings are counted apart from any target: conditions over facts of the request. */
export interface CountedApartEntry {
  readonly dalo: string;
  readonly provenPriority: string;
  readonly labelledPriority: string;
  readonly source?: Source;
  readonly legalBasis?: Source;
}

/** `assignment.json`: places, order, targets and levers. */
export interface AssignmentFile {
  readonly places: string;
  readonly next: number;
  readonly listsPerRequest: { readonly parameter: string };
  readonly seniority: string;
  readonly clock: string;
  readonly targets: readonly TargetEntry[];
  readonly countedApart?: CountedApartEntry;
  readonly levers: readonly LeverEntry[];
}

/** An entry of a closed list of `procedure.json`. */
export interface GroundEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly source?: Source;
}

/** A ground of refusal of `procedure.json`: with a condition over the facts that contradict it, and the sentence then shown. */
export interface MotiveEntry extends GroundEntry {
  readonly contradictedWhen?: string;
  readonly contradiction?: Bilingual;
}

/** A reason of `procedure.json`. */
export interface ReasonEntry extends GroundEntry {
  readonly for: readonly string[];
}

/** What a landlord is told of the rules for a candidate: whether these hold, and the figure of the first where it is told. */
export interface PassedOnEntry {
  readonly title: Bilingual;
  readonly rules: readonly string[];
  readonly tellsValue?: boolean;
}

/** `procedure.json`: what binds committee, landlord and candidate after a run. Every part may be left out. */
export interface ProcedureFile {
  readonly quorum?: { readonly present: number; readonly source?: Source };
  readonly secondSignature?: {
    readonly kinds: readonly string[];
    readonly reasonCodes: readonly string[];
    readonly source?: Source;
  };
  readonly reasons?: readonly ReasonEntry[];
  readonly designation?: {
    readonly leastCandidates: number;
    readonly passesOn?: readonly PassedOnEntry[];
    readonly source?: Source;
  };
  readonly offer?: {
    readonly leastDays: number;
    readonly calendar: "calendar" | "civil";
    readonly silence: "refusal";
    readonly source?: Source;
  };
  readonly answers?: { readonly allowed: readonly string[]; readonly withinDays?: number; readonly source?: Source };
  readonly motives?: readonly MotiveEntry[];
  readonly conditionProofs?: readonly GroundEntry[];
  readonly warningDays?: { readonly days: readonly number[]; readonly source?: Source };
}

/** Facts of a case by namespace; `defaults` names where to start from, `travelTimes` holds imported journeys. */
export interface CaseFacts {
  readonly defaults?: string;
  readonly travelTimes?: readonly {
    readonly fromCommuneCode: string;
    readonly toCommuneCode: string;
    readonly minutes: number;
  }[];
  readonly [namespace: string]: unknown;
}

/** A worked example of `cases/`, its defaults not yet merged in. */
export interface CaseEntry {
  readonly id: string;
  readonly title: string | Bilingual;
  readonly covers: readonly string[];
  readonly asOf?: string;
  readonly invented: true;
  readonly facts: CaseFacts;
  readonly expect: Expectation;
}

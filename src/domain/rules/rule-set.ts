/**
 * The compiled rule set: what `compile.ts` makes of the files when it finds nothing wrong.
 * Everything is resolved for the day of the run; no file, no date lookup and no CEL text is needed after it.
 */
import type { CheckedExpression, ValueType } from "./expression.ts";

/** A text in both languages of the product. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Where a value or a rule comes from. */
export interface Source {
  readonly text: string;
  readonly article?: string;
  readonly date?: string;
  readonly url?: string;
}

/** How sure a value is: read in its source, derived by a stated method, or still to be confirmed. */
export type Standing = "confirmed" | "derived" | "unconfirmed";

/** A dated parameter as it stands on the day of the run. */
export interface Parameter {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  readonly source: Source;
  readonly validFrom: string;
  readonly checkedOn: string;
  readonly standing: Standing;
  readonly note?: string;
}

/** One key of a table: a closed set of texts (with a last slot for any other text when `hasOther`), or a range of whole numbers. */
export type TableKey =
  | { readonly kind: "texts"; readonly values: readonly string[]; readonly hasOther: boolean }
  | { readonly kind: "range"; readonly from: number; readonly to: number };

/**
 * A table, flat: the cell of keys k0, k1, ... stands at ((i0 * n1) + i1) * n2 + ... where i is the slot of the key.
 * Rows that go "one more of" were already written out to the largest reachable key.
 */
export interface Table extends Parameter {
  readonly keys: readonly TableKey[];
  readonly type: "int" | "text";
  readonly cells: readonly (number | string)[];
}

/** A named expression, computed once per side where it can be. */
export interface Definition {
  readonly id: string;
  readonly title: Bilingual;
  readonly type: ValueType;
  readonly value: CheckedExpression;
  readonly source: Source;
  readonly legalBasis?: Source;
}

/** A rule that decides who may be considered. `flag` rules never exclude; they are shown. */
export interface EligibilityRule {
  readonly id: string;
  readonly title: Bilingual;
  readonly effect: "exclude" | "flag";
  /** True: holds. False: refused with `reason`. Unknown: incomplete, listing the absent facts among `needs`. */
  readonly require: CheckedExpression;
  /** Catalogue indexes of the optional facts whose absence must not decide. */
  readonly needs: readonly number[];
  /** Code of the refusal: `income-above-ceiling`. */
  readonly reasonCode: string;
  /** Sentence when it fails; `{value}` and `{threshold}` are filled from `shows`. */
  readonly reason: Bilingual;
  /** Expressions shown in the explanation: value against threshold. */
  readonly shows?: { readonly value: CheckedExpression; readonly threshold?: CheckedExpression; readonly unit: string };
  readonly source: Source;
  readonly legalBasis?: Source;
}

/** How a criterion makes points. All arithmetic is whole numbers, half up where it divides. */
export type Scale =
  | { readonly kind: "when"; readonly condition: CheckedExpression; readonly points: number }
  | {
      readonly kind: "bands";
      readonly value: CheckedExpression;
      readonly bands: readonly { readonly from?: number; readonly to?: number; readonly points: number }[];
    }
  | {
      readonly kind: "curve";
      readonly value: CheckedExpression;
      readonly at: readonly { readonly value: number; readonly points: number }[];
    }
  | {
      readonly kind: "per-month";
      readonly months: CheckedExpression;
      readonly points: number;
      /** Cap on the months' points, before the bonus. */
      readonly cap: number;
      readonly bonus?: { readonly moreThanMonths: number; readonly points: number };
    };

/** What gives points for one thing. */
export interface Criterion {
  readonly id: string;
  readonly title: Bilingual;
  readonly scale: Scale;
  readonly maximumPoints: number;
  /** 0, or negative for a penalty. */
  readonly minimumPoints: number;
  /** Applies only where true; unknown is not. */
  readonly onlyIf?: CheckedExpression;
  /** True when the day of the run is outside the criterion's own dates; `onlyIf` is then the constant false. */
  readonly outsideDates?: boolean;
  /** Points count only where true; otherwise they are pending. */
  readonly proof?: CheckedExpression;
  readonly proofSentence?: Bilingual;
  /** A penalty ends so many months after the day given by `from`: on that day it no longer counts. Unknown `from`: pending. */
  readonly expiry?: { readonly from: CheckedExpression; readonly months: number };
  /** Text that must be among the declared items of a heading with `declared`. */
  readonly declaredAs: string;
  readonly sentence: Bilingual;
  readonly source: Source;
  readonly legalBasis?: Source;
}

/**
 * Criteria that belong together. `sum` adds up, `highest` takes the highest of all their points (0 for one that does not count),
 * `declared` takes the one declared (the first in file order). The heading's points are then held between its minimum and its maximum.
 */
export interface Heading {
  readonly id: string;
  readonly title: Bilingual;
  readonly combine: "sum" | "highest" | "declared";
  /** For `declared`: the list of declared items, an expression that reads one fact of type texts. */
  readonly declaredIn?: CheckedExpression;
  readonly onlyIf?: CheckedExpression;
  readonly maximumPoints: number;
  readonly minimumPoints: number;
  readonly criteria: readonly Criterion[];
}

/** One key of an applicant's own order: smaller is dearer when `ascending`; unknown comes last. */
export interface PreferenceKey {
  readonly id: string;
  readonly title: Bilingual;
  readonly value: CheckedExpression;
  readonly ascending: boolean;
}

/** A share to reach over a territory and a year. */
export interface Target {
  readonly id: string;
  readonly title: Bilingual;
  readonly shareBasisPoints: number;
  /** Text over facts of the vacancy: the territory the target is counted in. */
  readonly territory: CheckedExpression;
  /** Vacancies the target is a share of. */
  readonly appliesTo: CheckedExpression;
  /** Whole number over facts of the request: 0 does not count; in a priority-first vacancy a higher class comes first. */
  readonly priorityClass: CheckedExpression;
  readonly source: Source;
  readonly legalBasis?: Source;
}

/** Something an applicant can lawfully change; used by the smallest change. */
export interface Lever {
  readonly id: string;
  /** Catalogue index of a changeable, unprotected fact. */
  readonly fact: number;
  /** `add` a text to a list, `raise` or `lower` a number by steps to a bound, `set` a boolean or text. */
  readonly change:
    | { readonly kind: "add"; readonly values: readonly string[] }
    | { readonly kind: "add-from"; readonly fact: number }
    | { readonly kind: "raise" | "lower"; readonly step: number; readonly bound: number }
    | { readonly kind: "set"; readonly value: boolean | string };
  readonly sentence: Bilingual;
}

/** What decides how candidates are ordered, listed and targeted. */
export interface AssignmentRules {
  /** Places per list, whole number over facts of the vacancy. */
  readonly places: CheckedExpression;
  /** How many are named next, beyond the places. */
  readonly next: number;
  /** Lists per request; the same in every rule set of a run. */
  readonly listsPerRequest: number;
  /** Seniority, a day over facts of the request: earlier comes first; unknown last. */
  readonly seniority: CheckedExpression;
  /** End of the designation clock, a day over facts of the vacancy: orders the vacancies of a target. */
  readonly clock: CheckedExpression;
  readonly targets: readonly Target[];
  /** Lettings counted apart beside each target: truths over facts of the request. Absent where the files say nothing of it. */
  readonly countedApart?: CountedApart;
  readonly levers: readonly Lever[];
}

/** DALO, proven and self-labelled priority, never added up. */
export interface CountedApart {
  readonly dalo: CheckedExpression;
  readonly provenPriority: CheckedExpression;
  readonly labelledPriority: CheckedExpression;
}

/** One entry of a closed list that a person chooses from: a code, what it says, where it comes from. */
export interface ListedGround {
  readonly id: string;
  readonly title: Bilingual;
  readonly source: Source;
}

/** What a landlord is told of some rules for a candidate: whether they hold, and the figure of the first where it is told. */
export interface PassedOn {
  readonly title: Bilingual;
  readonly rules: readonly string[];
  readonly tellsValue?: boolean;
}

/** A lawful ground of a landlord's refusal. */
export interface Motive extends ListedGround {
  /** Truth over facts of the pair: the ground is not so. Where it is unknown, the ground stands. */
  readonly contradictedWhen?: CheckedExpression;
  /** What the facts say instead. */
  readonly contradiction?: Bilingual;
}

/** A reason a person may give; `for` names the decisions it may be given for, or the withdrawal of a member. */
export interface Reason extends ListedGround {
  readonly for: readonly string[];
}

/**
 * What binds the people after a run: committee, landlord, candidate. Each member is absent where the files do not state it;
 * what needs it then says so instead of assuming a value. Words such as `replace` are those of the decisions and answers of the product.
 */
export interface Procedure {
  /** Members who must be present. */
  readonly quorum?: { readonly present: number; readonly source: Source };
  /** Decisions that a second person must sign: by kind, or by the code of their reason. */
  readonly secondSignature?: {
    readonly kinds: readonly string[];
    readonly reasonCodes: readonly string[];
    readonly source: Source;
  };
  readonly reasons?: readonly Reason[];
  /** The fewest candidates a designation may name without a certificate. */
  readonly designation?: {
    readonly leastCandidates: number;
    /** What the landlord is told of the rules for a candidate; nothing where it is absent. */
    readonly passesOn?: readonly PassedOn[];
    readonly source: Source;
  };
  /** The shortest delay of an offer, how it is counted, and what silence is. */
  readonly offer?: {
    readonly leastDays: number;
    readonly calendar: "calendar" | "civil";
    readonly silence: "refusal";
    readonly source: Source;
  };
  /** Outcomes the landlord may give, and within how many days of the designation it is asked to. */
  readonly answers?: { readonly allowed: readonly string[]; readonly withinDays?: number; readonly source: Source };
  /** Lawful grounds of a landlord's refusal. */
  readonly motives?: readonly Motive[];
  /** Documents that a conditional award may wait for. */
  readonly conditionProofs?: readonly ListedGround[];
  /** Days before the end of a clock on which a warning goes out, the first warning first. */
  readonly warningDays?: { readonly days: readonly number[]; readonly source: Source };
}

/** A rule set for one day: everything a run reads of it. */
export interface RuleSet {
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly programmes: readonly string[];
  /** Catalogue index of the fact that names the programme of a vacancy. */
  readonly programmeFact: number;
  readonly authority: string;
  readonly source: Source;
  /** SHA-256 over the canonical files. */
  readonly digest: string;
  /** Reference day for which parameters were resolved. */
  readonly asOf: string;
  readonly parameters: readonly Parameter[];
  readonly tables: readonly Table[];
  readonly definitions: readonly Definition[];
  readonly eligibility: readonly EligibilityRule[];
  readonly headings: readonly Heading[];
  readonly maximumPoints: number;
  readonly minimumPoints: number;
  readonly preferences: readonly PreferenceKey[];
  readonly assignment: AssignmentRules;
  readonly procedure: Procedure;
}

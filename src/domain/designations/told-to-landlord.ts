/**
 * What a landlord is told of a candidate: no more than its answer needs. A social landlord's award commission examines requests and gets what it examines by;
 * a private owner lets one dwelling to one household and gets less. Neither gets a name, an income, an employer or a state of health before the answer.
 * Source: GDPR art. 5 (1) c; CCH art. R441-3.
 */
import type { Explanation } from "../facts/explanation.ts";
import type { Landlord } from "../facts/landlord.ts";
import type { Request } from "../facts/request.ts";
import type { Bilingual, Procedure } from "../rules/rule-set.ts";
import { completedMonths, dayNumberOf } from "../shared/dates.ts";
import type { CandidateState, DesignationDocument } from "./designation-record.ts";

/** What is kept back before the answer, in the order in which it is told. */
export const withheldBefore = ["name", "income", "health", "documents"] as const;

/** A line about rules: whether they hold, and the figure where it is told. */
export interface PassedRules {
  readonly title: Bilingual;
  readonly outcome: "holds" | "refused" | "incomplete";
  readonly value?: number | boolean | string;
  readonly unit?: string;
}

/** What is told of one candidate. Members that a track does not need are absent. */
export interface LeastData {
  readonly persons: number;
  readonly adults?: number;
  readonly children?: number;
  readonly seniorityMonths?: number;
  /** The kind of priority, never its ground. */
  readonly priority?: "dalo" | "proven" | "none";
  /** Present where the household needs it. */
  readonly needsAccessibleDwelling?: true;
  readonly rules: readonly PassedRules[];
  /** Codes of the documents that were checked. */
  readonly checkedProofs: readonly string[];
}

/** What is told of a candidate, from the facts of the request and from the explanation kept with the decision. */
export function leastData(
  kind: Landlord["kind"],
  facts: Request,
  {
    explanation,
    procedure,
    today,
  }: {
    readonly explanation: Explanation | undefined;
    readonly procedure: Procedure;
    readonly today: string;
  },
): LeastData {
  const { persons, needsAccessibleDwelling } = facts.household;
  const children = persons.filter(({ role }) => role === "dependant").length;
  const common = {
    persons: persons.length,
    ...(needsAccessibleDwelling ? { needsAccessibleDwelling: true as const } : {}),
    rules: passedRules(procedure, explanation),
    checkedProofs: facts.validatedProofs ?? [],
  };
  if (kind === "private") return common;
  const priority = facts.isDaloRecognised ? "dalo" : (facts.provenPriorities ?? []).length > 0 ? "proven" : "none";
  const seniorityMonths = completedMonths(dayNumberOf(facts.filedOn)!, dayNumberOf(today)!);
  return { ...common, adults: persons.length - children, children, seniorityMonths, priority };
}

function passedRules({ designation }: Procedure, explanation: Explanation | undefined): readonly PassedRules[] {
  if (!explanation) return [];
  return (designation?.passesOn ?? []).flatMap(({ title, rules, tellsValue }): PassedRules[] => {
    const found = explanation.rules.filter(({ id }) => rules.includes(id));
    const [first] = found;
    if (!first) return [];
    const outcomes = found.map(({ outcome }) => outcome);
    const outcome = outcomes.includes("refused") ? "refused" : outcomes.includes("incomplete") ? "incomplete" : "holds";
    const { value, unit } = first;
    return [{ title, outcome, ...(tellsValue && value !== undefined ? { value, ...(unit ? { unit } : {}) } : {}) }];
  });
}

/** States in which the landlord has to reach the candidate: there is an offer or more. */
const reachedStates: readonly CandidateState[] = ["offered", "accepted"];

/** True while the landlord may open a candidate's name: from the offer on, and no longer once it is over. */
export function mayBeNamed(
  designation: Pick<DesignationDocument, "state">,
  candidate: { readonly state: CandidateState },
): boolean {
  return designation.state === "answered" && reachedStates.includes(candidate.state);
}

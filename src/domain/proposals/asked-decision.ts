/**
 * What a person asks of a proposal, held against the proposal and the procedure: who is designated, who is passed over and why, and whether a second
 * person must sign. Promises that nobody is passed over in silence and that every problem is told at once.
 */
import { procedurePart, reasonsFor } from "../rules/procedure-part.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import type { KeptProposal } from "../runs/run-record.ts";
import type { Problem } from "../shared/problem.ts";
import type { DecisionKind } from "./proposal-record.ts";

/** A candidate to be passed over, and why; the words are absent where they were checked when it was asked and are sealed since. */
interface NamedSkip {
  readonly requestId: string;
  readonly reasonCode: string;
  readonly reason?: string;
}

/** A candidate to be passed over: why, as a code and in words about this one candidate. */
export interface AskedSkip extends NamedSkip {
  readonly reason: string;
}

/** What is asked. */
export interface AskedDecision {
  readonly kind: DecisionKind;
  /** For `replace`: the requests to designate, best first; any that is eligible, whether the proposal names it or not. */
  readonly requestIds?: readonly string[];
  /** For `replace`: everybody who is passed over, with the reason. */
  readonly skipped?: readonly NamedSkip[];
  readonly reasonCode?: string;
  /** In words, kept in clear: about the vacancy, with no name of a candidate and nothing about one. */
  readonly reason?: string;
}

/** What a request is at the moment of the decision. */
export interface CandidateNow {
  readonly verdict: "eligible" | "refused" | "incomplete";
  /** State of the request. */
  readonly state: string;
  /** Other vacancies on whose lists it has a place for certain. */
  readonly pinnedOn: readonly string[];
  /** Why the pair may not be proposed again, where it may not. */
  readonly struck?: string;
}

/** What the decision is about. */
export interface DecisionGround {
  readonly proposed: KeptProposal;
  readonly ruleSet: Pick<RuleSet, "id" | "procedure" | "assignment">;
  /** By request id, for those that the proposal names and those that are asked for. */
  readonly now: ReadonlyMap<string, CandidateNow>;
  /** Requests that were asked for and cannot be judged, with what is wrong: unknown, erased, submitted after the run. */
  readonly absent: ReadonlyMap<string, Problem>;
}

/** The engine's order: candidates, then those who are next. */
export function engineOrder({ candidates, next }: KeptProposal): readonly string[] {
  return [...candidates, ...next].map(({ requestId }) => requestId);
}

/** The requests that a decision designates, best first; none where it designates nobody. */
export function chosenBy({ kind, requestIds = [] }: AskedDecision, proposed: KeptProposal): readonly string[] {
  if (kind === "confirm") return proposed.candidates.map(({ requestId }) => requestId);
  return kind === "replace" ? requestIds : [];
}

/** The requests asked for that the proposal does not name. */
export function requestsBeside(
  { requestIds = [] }: Pick<AskedDecision, "requestIds">,
  proposed: KeptProposal,
): readonly string[] {
  const order = engineOrder(proposed);
  return [...new Set(requestIds)].filter((requestId) => !order.includes(requestId));
}

/**
 * Whoever the choice passes over: candidates that are not chosen, and everybody whom a chosen one overtakes; in the engine's order. A request that the
 * proposal does not name overtakes all that it names.
 */
export function passedOver(proposed: KeptProposal, chosen: readonly string[]): readonly string[] {
  const order = engineOrder(proposed);
  const places = new Map(order.map((requestId, place) => [requestId, place]));
  return order.filter((requestId, place) => {
    const at = chosen.indexOf(requestId);
    if (at < 0 && place < proposed.candidates.length) return true;
    const before = at < 0 ? chosen : chosen.slice(0, at);
    return before.some((other) => (places.get(other) ?? order.length) > place);
  });
}

/** Everything that is wrong with what is asked. Throws: `procedure-missing`. */
export function problemsOf(asked: AskedDecision, ground: DecisionGround): readonly Problem[] {
  return [...reasonProblems(asked, ground), ...choiceProblems(asked, ground), ...skippedProblems(asked, ground)];
}

/** True where the procedure asks a second person to sign. Throws: `procedure-missing`. */
export function needsSecondSignature(asked: AskedDecision, ruleSet: DecisionGround["ruleSet"]): boolean {
  const { kinds, reasonCodes } = procedurePart(ruleSet, "secondSignature");
  const given = [asked.reasonCode, ...(asked.skipped ?? []).map(({ reasonCode }) => reasonCode)];
  return kinds.includes(asked.kind) || given.some((code) => code !== undefined && reasonCodes.includes(code));
}

/** A choice that passes nobody over still says why it is not the engine's. */
function reasonProblems({ kind, reasonCode, skipped = [] }: AskedDecision, { ruleSet }: DecisionGround): Problem[] {
  if (kind === "confirm" || (kind === "replace" && reasonCode === undefined && skipped.length > 0)) return [];
  if (reasonCode === undefined) return [{ code: "reason-required", values: { field: "reasonCode" } }];
  return codeProblems("reasonCode", reasonCode, kind, ruleSet);
}

function codeProblems(field: string, sent: string, kind: DecisionKind, ruleSet: DecisionGround["ruleSet"]): Problem[] {
  const allowed = reasonsFor(ruleSet, kind).map(({ id }) => id);
  return allowed.includes(sent) ? [] : [{ code: "not-allowed", values: { field, sent, allowed: allowed.join(", ") } }];
}

function choiceProblems(asked: AskedDecision, { proposed, ruleSet, now, absent }: DecisionGround): Problem[] {
  const { kind, requestIds = [] } = asked;
  if (kind !== "replace" && kind !== "confirm") return listGiven("requestIds", requestIds, kind);
  const chosen = chosenBy(asked, proposed);
  const problems: Problem[] = kind === "confirm" ? listGiven("requestIds", requestIds, kind) : [];
  const { places, pinned, vacancyId } = proposed;
  if (chosen.length === 0) problems.push({ code: "too-few-candidates", values: { needed: 1, found: 0 } });
  if (chosen.length + pinned.length > places)
    problems.push({ code: "too-many-candidates", values: { places, pinned: chosen.length + pinned.length } });
  const same = proposed.candidates.map(({ requestId }) => requestId);
  if (kind === "replace" && chosen.join(" ") === same.join(" "))
    problems.push({ code: "not-allowed", values: { field: "kind", sent: kind, allowed: "confirm" } });
  const order = engineOrder(proposed);
  chosen.forEach((requestId, place) => {
    const field = `requestIds/${place}`;
    const problem = absent.get(requestId);
    if (chosen.indexOf(requestId) < place) {
      const allowed = order.filter((one) => !chosen.slice(0, place).includes(one)).join(", ");
      problems.push({ code: "not-allowed", values: { field, sent: requestId, allowed } });
    } else if (pinned.includes(requestId))
      problems.push({
        code: "candidate-taken",
        values: { requestId, vacancyIds: vacancyId, lists: ruleSet.assignment.listsPerRequest },
      });
    else if (problem) problems.push({ ...problem, values: { ...problem.values, field } });
    else problems.push(...candidateProblems(requestId, vacancyId, now.get(requestId), ruleSet));
  });
  return problems;
}

function candidateProblems(
  requestId: string,
  vacancyId: string,
  candidate: CandidateNow | undefined,
  { assignment: { listsPerRequest: lists } }: DecisionGround["ruleSet"],
): Problem[] {
  if (!candidate) return [{ code: "erased", values: { kind: "request", id: requestId } }];
  const { verdict, state, pinnedOn, struck } = candidate;
  const problems: Problem[] = [];
  if (state !== "active" && state !== "designated")
    problems.push({ code: "candidate-gone", values: { requestId, state } });
  if (verdict !== "eligible")
    problems.push({ code: "candidate-not-eligible", values: { requestId, vacancyId, verdict } });
  if (pinnedOn.length >= lists)
    problems.push({ code: "candidate-taken", values: { requestId, vacancyIds: pinnedOn.join(", "), lists } });
  if (struck !== undefined)
    problems.push({ code: "candidate-struck", values: { requestId, vacancyId, reason: struck } });
  return problems;
}

function listGiven(field: string, given: readonly string[], kind: DecisionKind): Problem[] {
  if (given.length === 0) return [];
  return [{ code: "not-allowed", values: { field, sent: given.join(", "), allowed: `none (${kind})` } }];
}

function skippedProblems(asked: AskedDecision, { proposed, ruleSet }: DecisionGround): Problem[] {
  const { kind, skipped = [] } = asked;
  const named = skipped.map(({ requestId }) => requestId);
  if (kind !== "replace") return listGiven("skipped", named, kind);
  const passed = passedOver(proposed, chosenBy(asked, proposed));
  const silent = passed.filter((requestId) => !named.includes(requestId));
  const problems: Problem[] =
    silent.length > 0 ? [{ code: "skipped-unnamed", values: { requestIds: silent.join(", ") } }] : [];
  skipped.forEach(({ requestId, reasonCode, reason }, place) => {
    const field = `skipped/${place}`;
    if (!passed.includes(requestId) || named.indexOf(requestId) < place)
      problems.push({ code: "not-allowed", values: { field, sent: requestId, allowed: passed.join(", ") } });
    if (reason?.trim() === "") problems.push({ code: "reason-required", values: { field: `${field}/reason` } });
    problems.push(...codeProblems(`${field}/reasonCode`, reasonCode, kind, ruleSet));
  });
  return problems;
}

/**
 * The course of a designation after it was sent: answers, offers in the order of the ranks, replies, silence, lease. Each step gives the designation as it
 * then is and what follows for the pairs, and leaves records to its caller. Promises one live offer at a time, and that every lapse and every refusal offers
 * the dwelling to the next rank or ends the designation.
 */
import { type RunningClock, startClock } from "../clocks/clock.ts";
import type { Struck } from "../facts/snapshot.ts";
import type { Procedure } from "../rules/rule-set.ts";
import { DomainError } from "../shared/domain-error.ts";
import { type Transition, transitionTo } from "../shared/transition.ts";
import { type GivenAnswers, isAward, type KeptAnswer } from "./answer-rules.ts";
import type { CandidateState, DesignatedCandidate, DesignationDocument } from "./designation-record.ts";
import { candidateTransitions, designationTransitions } from "./transitions.ts";

/** How offers run. */
export interface OfferTerms extends Pick<NonNullable<Procedure["offer"]>, "leastDays" | "calendar"> {
  /** Decides the public holidays. */
  readonly departementCode?: string;
}

/** A pair that is over: its place is given back, and it is struck. */
export interface EndedPair {
  readonly requestId: string;
  readonly reason: Struck["reason"];
}

/** What a step came to. */
export interface DesignationStep {
  readonly designation: DesignationDocument;
  readonly ended: readonly EndedPair[];
  /** Who is offered the dwelling by this step. */
  readonly offered?: { readonly requestId: string; readonly endsOn: string };
}

/** The use case of a step. */
export type StepCommand =
  | "record-answer"
  | "record-reply"
  | "act-on-clocks"
  | "record-lease"
  | "withdraw-request"
  | "deregister-request";

/** What moves a designation on. */
export interface StepContext {
  readonly designationId: string;
  readonly by: StepCommand;
  /** The day from which a following offer runs. */
  readonly day: string;
  readonly terms: OfferTerms;
}

/** The answers recorded, lawful ones. */
export function withAnswers(
  designation: DesignationDocument,
  { answers, answeredOn, offer }: Omit<GivenAnswers, "answers"> & { readonly answers: readonly KeptAnswer[] },
  step: StepContext,
): DesignationStep {
  const given = new Map(answers.map((answer) => [answer.requestId, answer]));
  const candidates = designation.candidates.map((candidate) => {
    const answer = given.get(candidate.requestId);
    return answer ? answered(candidate, answer, answeredOn, step) : candidate;
  });
  const ended = answers
    .filter(({ answer }) => !isAward(answer))
    .map(({ requestId }): EndedPair => ({ requestId, reason: "refused-by-landlord" }));
  const day = offer?.notifiedOn ?? answeredOn;
  return goOn({ ...designation, candidates }, ended, { ...step, day }, offer?.days);
}

/** What a candidate says. */
export type Reply = "accepted" | "refused" | "withdrawn";

/** A candidate's reply recorded. Throws: `wrong-state`; also for whoever was refused by the landlord and has nothing to withdraw from. */
export function withReply(
  designation: DesignationDocument,
  { requestId, reply, repliedOn }: { readonly requestId: string; readonly reply: Reply; readonly repliedOn: string },
  step: StepContext,
): DesignationStep {
  const moved = moveOne(designation, requestId, reply, step, { repliedOn });
  if (!liveCandidates(designation).some((one) => one.requestId === requestId))
    throw overFor(designation, requestId, step);
  if (reply === "accepted") return { designation: moved, ended: [] };
  return goOn(moved, [{ requestId, reason: "refused-by-candidate" }], step);
}

/** Silence at the end of an offer: a refusal. Source: CCH art. R441-10. */
export function withSilence(designation: DesignationDocument, requestId: string, step: StepContext): DesignationStep {
  const moved = moveOne(designation, requestId, "silent", step, {});
  return goOn(moved, [{ requestId, reason: "refused-by-candidate" }], step);
}

/** Candidates whose conditional award waited in vain: the landlord's day is over and the document did not come. */
export function documentsAway(designation: DesignationDocument, today: string): readonly string[] {
  return liveCandidates(designation)
    .filter(({ conditionUntil, conditionMetOn }) => conditionUntil !== undefined && conditionMetOn === undefined)
    .filter(({ conditionUntil }) => conditionUntil! < today)
    .map(({ requestId }) => requestId);
}

/** Awards that lapse since their document stayed away, wherever their offers stand: they were the landlord's under that condition only. */
export function withoutDocuments(
  designation: DesignationDocument,
  requestIds: readonly string[],
  step: StepContext,
): DesignationStep {
  const moved = requestIds.reduce((before, requestId) => moveOne(before, requestId, "lapsed", step, {}), designation);
  const ended = requestIds.map((requestId): EndedPair => ({ requestId, reason: "refused-by-landlord" }));
  return goOn(moved, ended, step);
}

/** The document that a conditional award waits for, come in time. Throws: `not-allowed`. */
export function withDocument(
  designation: DesignationDocument,
  requestId: string,
  givenOn: string,
): DesignationDocument {
  const awaited = liveCandidates(designation).filter(
    ({ conditionUntil, conditionMetOn }) => conditionUntil !== undefined && conditionMetOn === undefined,
  );
  const candidate = awaited.find((one) => one.requestId === requestId);
  if (!candidate) {
    const allowed = awaited.map((one) => one.requestId).join(", ") || "none";
    throw new DomainError("not-allowed", { field: "requestId", sent: requestId, allowed });
  }
  const { answeredOn = "", conditionUntil = "" } = candidate;
  if (givenOn < answeredOn || givenOn > conditionUntil)
    throw new DomainError("not-allowed", {
      field: "givenOn",
      sent: givenOn,
      allowed: `${answeredOn} - ${conditionUntil}`,
    });
  const candidates = designation.candidates.map((one) =>
    one.requestId === requestId ? { ...one, conditionMetOn: givenOn } : one,
  );
  return { ...designation, candidates };
}

/** The lease signed: the designation is over, and the other candidates are free again without being struck. */
export function withLease(designation: DesignationDocument, requestId: string, step: StepContext): DesignationDocument {
  const moved = moveOne(designation, requestId, "leased", step, {});
  return { ...moved, state: transitionOf(moved, "let", step) };
}

/** Candidates who still hold their place, best first: not answered, awarded, offered or accepted. */
export function liveCandidates({
  candidates,
}: Pick<DesignationDocument, "candidates">): readonly DesignatedCandidate[] {
  return candidates.filter(({ state, answer }) => {
    if (state === "answered") return isAward(answer);
    return state === "sent" || state === "offered" || state === "accepted";
  });
}

function overFor(
  { candidates }: DesignationDocument,
  requestId: string,
  { designationId, by }: StepContext,
): DomainError {
  const state = candidates.find((one) => one.requestId === requestId)?.answer ?? "none";
  const allowed = "sent, offered, accepted";
  return new DomainError("wrong-state", {
    kind: "candidate",
    id: `${designationId}~${requestId}`,
    state,
    command: by,
    allowed,
  });
}

function answered(
  candidate: DesignatedCandidate,
  { answer, rank, conditionProof, conditionUntil, motiveCode, motiveText }: KeptAnswer,
  answeredOn: string,
  step: StepContext,
): DesignatedCandidate {
  return {
    ...candidate,
    state: candidateState(candidate, "answered", step),
    answer,
    answeredOn,
    ...(rank === undefined ? {} : { awardedRank: rank }),
    ...(conditionProof === undefined ? {} : { conditionProof }),
    ...(conditionUntil === undefined ? {} : { conditionUntil }),
    ...(motiveCode === undefined ? {} : { motiveCode }),
    ...(motiveText === undefined ? {} : { motiveText }),
  };
}

/** Where a designation stands once somebody has fallen away or been answered: an offer to the next rank when all are answered and none is live. */
function goOn(
  designation: DesignationDocument,
  ended: readonly EndedPair[],
  step: StepContext,
  days?: number,
): DesignationStep {
  const live = liveCandidates(designation);
  if (live.length === 0)
    return { designation: { ...designation, state: transitionOf(designation, "failed", step) }, ended };
  if (live.some(({ state }) => state === "sent"))
    return { designation: { ...designation, state: transitionOf(designation, "sent", step) }, ended };
  const state = transitionOf(designation, "answered", step);
  if (live.some((candidate) => candidate.state !== "answered"))
    return { designation: { ...designation, state }, ended };
  const [first] = [...live].sort((a, b) => (a.awardedRank ?? 0) - (b.awardedRank ?? 0));
  const { requestId } = first!;
  const offer = offerFrom(designation, step, days);
  const candidates = designation.candidates.map((candidate) =>
    candidate.requestId === requestId
      ? { ...candidate, state: candidateState(candidate, "offered", step), offer }
      : candidate,
  );
  return { designation: { ...designation, state, candidates }, ended, offered: { requestId, endsOn: offer.endsOn } };
}

/** As long as the offer before it, or the shortest lawful one. */
function offerFrom({ candidates }: DesignationDocument, { day, terms }: StepContext, days?: number): RunningClock {
  const earlier = candidates.flatMap(({ offer }) => offer ?? []).at(-1);
  const count = days ?? earlier?.length.count ?? terms.leastDays;
  return startClock({
    startedOn: day,
    length: { unit: "days", count },
    calendar: terms.calendar,
    effect: "offer-refused",
    departementCode: terms.departementCode,
  });
}

function moveOne(
  designation: DesignationDocument,
  requestId: string,
  to: CandidateState,
  step: StepContext,
  more: Partial<DesignatedCandidate>,
): DesignationDocument {
  const candidates = designation.candidates.map((candidate) =>
    candidate.requestId === requestId
      ? { ...candidate, ...more, state: candidateState(candidate, to, step) }
      : candidate,
  );
  return { ...designation, candidates };
}

function candidateState(
  { requestId, state }: DesignatedCandidate,
  to: CandidateState,
  { designationId, by }: StepContext,
): CandidateState {
  const table: readonly Transition<CandidateState, string>[] = candidateTransitions;
  return transitionTo(table, { kind: "candidate", id: `${designationId}~${requestId}`, state }, by, to).to;
}

function transitionOf(
  { state }: DesignationDocument,
  to: DesignationDocument["state"],
  { designationId, by }: StepContext,
): DesignationDocument["state"] {
  const table: readonly Transition<DesignationDocument["state"], string>[] = designationTransitions;
  return transitionTo(table, { kind: "designation", id: designationId, state }, by, to).to;
}

/**
 * Whether a landlord's answers are lawful: the outcomes of its track, a ground for every refusal, a document of the closed list for a conditional award,
 * a rank of its own for each of several awards, an offer that is not too short. Every problem is told at once.
 * Source: CCH art. R441-3 and R441-10; the lists themselves come from the procedure.
 */

import { parisTimeOf } from "../clocks/paris-time.ts";
import { type Proceeding, procedurePart } from "../rules/procedure-part.ts";
import { dayNumberOf } from "../shared/dates.ts";
import type { Problem } from "../shared/problem.ts";
import type { SealedText } from "../shared/sealed-text.ts";
import type { Answer, DesignationDocument } from "./designation-record.ts";

/** The landlord's outcome for one candidate. */
export interface GivenAnswer {
  readonly requestId: string;
  readonly answer: Answer;
  readonly rank?: number;
  readonly conditionProof?: string;
  readonly conditionUntil?: string;
  readonly motiveCode?: string;
  /** The ground in words, about this one candidate. */
  readonly motive?: string;
}

/** An answer as it is kept: what was typed is sealed with the candidate's key. */
export interface KeptAnswer extends Omit<GivenAnswer, "motive"> {
  readonly motiveText?: SealedText;
}

/** The offer that follows from an award; the shortest lawful delay, from the day of the answer, where it says nothing. */
export interface GivenOffer {
  /** Day on which the candidate was told. */
  readonly notifiedOn?: string;
  readonly days?: number;
}

/** What a landlord answers. */
export interface GivenAnswers {
  readonly answeredOn: string;
  readonly answers: readonly GivenAnswer[];
  readonly offer?: GivenOffer;
}

/** What each answer means: an award, one that needs a rank, a document; or a refusal with its ground. */
export const meanings = {
  awarded: { isAward: true, takes: [] },
  "awarded-ranked": { isAward: true, takes: ["rank"] },
  "awarded-conditional": { isAward: true, takes: ["conditionProof", "conditionUntil", "rank"] },
  "not-awarded": { isAward: false, takes: ["motiveCode", "motive"] },
  "rejected-inadmissible": { isAward: false, takes: ["motiveCode", "motive"] },
  "accepted-by-owner": { isAward: true, takes: [] },
  "refused-by-owner": { isAward: false, takes: ["motiveCode", "motive"] },
} as const satisfies Readonly<Record<Answer, { readonly isAward: boolean; readonly takes: readonly Detail[] }>>;

type Detail = Exclude<keyof GivenAnswer, "requestId" | "answer">;
const details: readonly Detail[] = ["rank", "conditionProof", "conditionUntil", "motiveCode", "motive"];

/** True for an answer that leads to an offer. */
export function isAward(answer: Answer | undefined): boolean {
  return answer !== undefined && meanings[answer].isAward;
}

/** A day on which something was done about a designation, where it cannot have been: before the names were sent, or still to come. */
export function outsideDays(
  field: string,
  sent: string,
  { sentAt }: Pick<DesignationDocument, "sentAt">,
  today: string,
): readonly Problem[] {
  const problems = dayProblems(field, sent);
  const { day: sentOn } = parisTimeOf(sentAt);
  if (problems.length > 0 || (sentOn <= sent && sent <= today)) return problems;
  return [notAllowed(field, sent, [`${sentOn} - ${today}`])];
}

/** Everything that is wrong with the answers, given today. Throws: `procedure-missing`. */
export function answerProblems(
  designationId: string,
  designation: DesignationDocument,
  given: GivenAnswers,
  ruleSet: Proceeding,
  today: string,
): readonly Problem[] {
  const ids = given.answers.map(({ requestId }) => requestId);
  const waiting = designation.candidates.filter(({ state }) => state === "sent").map(({ requestId }) => requestId);
  const problems: Problem[] = [...outsideDays("answeredOn", given.answeredOn, designation, today)];
  if (ids.length === 0)
    problems.push({ code: "value-required", values: { kind: "designation", id: designationId, field: "answers" } });
  given.answers.forEach((answer, place) => {
    const field = `answers/${place}`;
    if (!waiting.includes(answer.requestId) || ids.indexOf(answer.requestId) < place)
      problems.push(notAllowed(`${field}/requestId`, answer.requestId, waiting));
    problems.push(...oneAnswer(designationId, field, answer, given.answeredOn, ruleSet));
  });
  return [...problems, ...rankProblems(designation, given.answers), ...offerProblems(given, ruleSet)];
}

function oneAnswer(
  id: string,
  field: string,
  answer: GivenAnswer,
  answeredOn: string,
  ruleSet: Proceeding,
): readonly Problem[] {
  const { allowed } = procedurePart(ruleSet, "answers");
  if (!allowed.includes(answer.answer)) return [notAllowed(`${field}/answer`, answer.answer, allowed)];
  const takes: readonly Detail[] = meanings[answer.answer].takes;
  const problems = details
    .filter((detail) => answer[detail] !== undefined && !takes.includes(detail))
    .map((detail) => notAllowed(`${field}/${detail}`, String(answer[detail]), [`none (${answer.answer})`]));
  const required = (detail: Detail, listed: readonly string[] = []): Problem[] => {
    if (!takes.includes(detail) || answer[detail] !== undefined) return [];
    const values = { kind: "designation", id, field: `${field}/${detail}` };
    return [{ code: "value-required", values: listed.length > 0 ? { ...values, allowed: listed.join(", ") } : values }];
  };
  if (takes.includes("motiveCode")) {
    const motives = procedurePart(ruleSet, "motives").map((motive) => motive.id);
    problems.push(...required("motiveCode", motives), ...listed(`${field}/motiveCode`, answer.motiveCode, motives));
  }
  if (takes.includes("conditionProof")) {
    const proofs = procedurePart(ruleSet, "conditionProofs").map((proof) => proof.id);
    problems.push(
      ...required("conditionProof", proofs),
      ...listed(`${field}/conditionProof`, answer.conditionProof, proofs),
    );
    problems.push(...required("conditionUntil"), ...untilProblems(`${field}/conditionUntil`, answer, answeredOn));
  }
  return problems;
}

function listed(field: string, sent: string | undefined, allowed: readonly string[]): readonly Problem[] {
  return sent === undefined || allowed.includes(sent) ? [] : [notAllowed(field, sent, allowed)];
}

function untilProblems(field: string, { conditionUntil }: GivenAnswer, answeredOn: string): readonly Problem[] {
  if (conditionUntil === undefined) return [];
  const problems = dayProblems(field, conditionUntil);
  if (problems.length === 0 && conditionUntil < answeredOn)
    return [notAllowed(field, conditionUntil, [`>= ${answeredOn}`])];
  return problems;
}

/** Several awards of one dwelling are ranked, each with a rank of its own, those of earlier answers included. */
function rankProblems({ candidates }: DesignationDocument, answers: readonly GivenAnswer[]): readonly Problem[] {
  const given = answers.map(({ requestId }) => requestId);
  const before = candidates
    .filter(({ requestId, answer }) => isAward(answer) && !given.includes(requestId))
    .map(({ requestId, awardedRank: rank }) => ({ requestId, rank }));
  const awards = [...before, ...answers.filter(({ answer }) => isAward(answer))];
  const problems: Problem[] = [];
  const isRanked = ({ answer, rank }: GivenAnswer) => answer === "awarded-ranked" && rank === undefined;
  const unranked = awards.filter(({ rank }) => rank === undefined).map(({ requestId }) => requestId);
  if ((awards.length > 1 && unranked.length > 0) || answers.some(isRanked))
    problems.push({ code: "rank-required", values: { requestIds: unranked.join(", ") } });
  const byRank = new Map<number, string[]>();
  for (const { requestId, rank } of awards) {
    if (rank === undefined) continue;
    if (!Number.isSafeInteger(rank) || rank < 1) problems.push(notAllowed("rank", String(rank), ["1, 2, 3, ..."]));
    byRank.set(rank, [...(byRank.get(rank) ?? []), requestId]);
  }
  for (const [rank, requestIds] of byRank) {
    if (requestIds.length > 1)
      problems.push({ code: "rank-taken", values: { rank, requestIds: requestIds.join(", ") } });
  }
  return problems;
}

function offerProblems({ answers, offer, answeredOn }: GivenAnswers, ruleSet: Proceeding): readonly Problem[] {
  if (!answers.some(({ answer }) => isAward(answer)) && !offer) return [];
  const { leastDays: least } = procedurePart(ruleSet, "offer");
  const { days: sent = least, notifiedOn = answeredOn } = offer ?? {};
  const problems: Problem[] = notifiedOn === answeredOn ? [] : dayProblems("offer/notifiedOn", notifiedOn);
  if (!Number.isSafeInteger(sent) || sent < least) problems.push({ code: "offer-too-short", values: { sent, least } });
  if (problems.length === 0 && notifiedOn < answeredOn)
    problems.push(notAllowed("offer/notifiedOn", notifiedOn, [`>= ${answeredOn}`]));
  return problems;
}

function dayProblems(field: string, sent: string): Problem[] {
  return dayNumberOf(sent) === undefined ? [notAllowed(field, sent, ["yyyy-mm-dd"])] : [];
}

function notAllowed(field: string, sent: string, allowed: readonly string[]): Problem {
  return { code: "not-allowed", values: { field, sent, allowed: allowed.join(", ") } };
}

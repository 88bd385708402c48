/**
 * What happened to a request, in order of time, from the records that are stored: its own days, its proofs, the decisions about it and its
 * designations. Says codes, days and ids; names nobody.
 */
import type { Answer } from "../../domain/designations/designation-record.ts";
import type { ProofState } from "../../domain/persons/proof.ts";
import type { DecisionKind } from "../../domain/proposals/proposal-record.ts";
import type { RequestState } from "../../domain/requests/request-record.ts";
import { hasEnded } from "../../domain/requests/request-state.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { finalDecisionsAbout } from "../proposals/decisions-about.ts";
import { type GroundTitle, groundTitles } from "../proposals/ground-titles.ts";
import { listAll } from "../records/list-all.ts";
import { recordNow } from "../records/read-as-of.ts";

/** One thing that happened; `at` is an instant or a day. */
export type RequestHappening = { readonly at: string } & (
  | { readonly what: "submitted" | "renewed" | "warned" | "erased" }
  | { readonly what: "proof-recorded"; readonly proofId: string; readonly code?: string }
  | {
      readonly what: "proof-judged";
      readonly proofId: string;
      readonly code?: string;
      readonly verdict: ProofState;
      readonly reason?: string;
    }
  /** The committee chose it, or passed it over with a reason of the rules, in the words of these. */
  | {
      readonly what: "chosen" | "passed-over";
      readonly vacancyId: string;
      readonly decisionId: string;
      readonly decision: DecisionKind;
      readonly reasonCode?: string;
      readonly titleFr?: string;
      readonly titleEn?: string;
    }
  | { readonly what: "designated"; readonly vacancyId: string; readonly designationId: string; readonly rank: number }
  | {
      readonly what: "answered";
      readonly vacancyId: string;
      readonly designationId: string;
      readonly answer: Answer;
      readonly motiveCode?: string;
      readonly titleFr?: string;
      readonly titleEn?: string;
    }
  | {
      readonly what: "offered";
      readonly vacancyId: string;
      readonly designationId: string;
      readonly endsOn: string;
    }
  | {
      readonly what: "replied";
      readonly vacancyId: string;
      readonly designationId: string;
      readonly reply: "accepted" | "refused" | "silent" | "withdrawn";
    }
);

/** How a request ended, where it has. */
export interface RequestEnd {
  readonly state: RequestState;
  readonly reasonCode?: string;
  readonly mergedInto?: string;
}

/** What happened, the earliest first. `designations` are those that name it. */
export async function historyOf(
  context: Context,
  request: Stored<"request">,
  proofs: readonly Stored<"proof">[],
): Promise<readonly RequestHappening[]> {
  const { submittedAt, renewedOn, warnedOn, erasedAt } = request.document;
  const own: RequestHappening[] = [
    { at: submittedAt, what: "submitted" },
    ...(renewedOn === undefined ? [] : [{ at: renewedOn, what: "renewed" } as const]),
    ...(warnedOn === undefined ? [] : [{ at: warnedOn, what: "warned" } as const]),
    ...(erasedAt === undefined ? [] : [{ at: erasedAt, what: "erased" } as const]),
  ];
  const happenings = [
    ...own,
    ...proofs.flatMap(ofProof),
    ...(await ofDecisions(context, request.id)),
    ...(await ofDesignations(context, request.id)),
  ];
  // What happened on one day with and without an hour stays in the order of the steps.
  return happenings
    .map((one, step) => ({ one, step }))
    .sort(
      (a, b) => compareText(a.one.at.slice(0, 10), b.one.at.slice(0, 10)) || byHour(a.one, b.one) || a.step - b.step,
    )
    .map(({ one }) => one);
}

/** The end of a request; undefined while it lives. */
export function endOf({ document }: Stored<"request">): RequestEnd | undefined {
  const { state, endReason, mergedInto } = document;
  if (!hasEnded(document) && state !== "expired") return undefined;
  return {
    state,
    ...(endReason === undefined ? {} : { reasonCode: endReason }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
  };
}

function byHour(a: RequestHappening, b: RequestHappening): number {
  return a.at.length > 10 && b.at.length > 10 ? compareText(a.at, b.at) : 0;
}

function ofProof({ id, document }: Stored<"proof">): RequestHappening[] {
  const { recordedAt, judgedAt, state, reason, facts } = document;
  const about = { proofId: id, ...(facts ? { code: facts.code } : {}) };
  const recorded: RequestHappening = { at: recordedAt, what: "proof-recorded", ...about };
  if (judgedAt === undefined) return [recorded];
  const judged = { ...about, verdict: state, ...(reason === undefined ? {} : { reason }) };
  return [recorded, { at: judgedAt, what: "proof-judged", ...judged }];
}

async function ofDecisions(context: Context, requestId: string): Promise<RequestHappening[]> {
  const happened: RequestHappening[] = [];
  for (const { id, document } of await finalDecisionsAbout(context, [requestId])) {
    const { vacancyId, kind: decision, decidedAt: at, requestIds, skipped, proposalId } = document;
    const about = { at, vacancyId, decisionId: id, decision };
    if (requestIds.includes(requestId)) happened.push({ ...about, what: "chosen" });
    const skip = requestIds.includes(requestId) ? undefined : skipped.find((one) => one.requestId === requestId);
    if (!skip) continue;
    const { reasonCode } = skip;
    const title = await groundTitles(context, proposalId, { reasons: [reasonCode] });
    happened.push({ ...about, what: "passed-over", reasonCode, ...title });
  }
  return happened;
}

async function ofDesignations(context: Context, requestId: string): Promise<RequestHappening[]> {
  const vacancyIds = new Set<string>();
  for await (const { document } of listAll(context, { kind: "pin", by: "byRequest", equals: [requestId] }))
    vacancyIds.add(document.facts.vacancyId);
  const found: RequestHappening[] = [];
  for (const vacancyId of vacancyIds) {
    for await (const designation of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] }))
      found.push(...ofDesignation(designation, requestId, await motiveTitle(context, designation, requestId)));
  }
  return found;
}

async function motiveTitle(
  context: Context,
  { document: { candidates, decisionId } }: Stored<"designation">,
  requestId: string,
): Promise<GroundTitle> {
  const code = candidates.find((one) => one.requestId === requestId)?.motiveCode;
  if (code === undefined) return {};
  const { proposalId } = (await recordNow(context, "decision", decisionId)).document;
  return groundTitles(context, proposalId, { motives: [code] });
}

const replies = ["accepted", "refused", "silent", "withdrawn"] as const;

function ofDesignation(
  { id, document }: Stored<"designation">,
  requestId: string,
  title: GroundTitle,
): RequestHappening[] {
  const candidate = document.candidates.find((one) => one.requestId === requestId);
  if (!candidate) return [];
  const { rank, answer, answeredOn, motiveCode, offer, repliedOn, state } = candidate;
  const about = { vacancyId: document.vacancyId, designationId: id };
  const reply = state === "leased" ? "accepted" : replies.find((one) => one === state);
  return [
    { at: document.sentAt, what: "designated", ...about, rank },
    ...(answer === undefined || answeredOn === undefined
      ? []
      : [
          {
            at: answeredOn,
            what: "answered",
            ...about,
            answer,
            ...(motiveCode === undefined ? {} : { motiveCode }),
            ...title,
          } as const,
        ]),
    ...(offer ? [{ at: offer.startedOn, what: "offered", ...about, endsOn: offer.endsOn } as const] : []),
    ...(repliedOn !== undefined && reply ? [{ at: repliedOn, what: "replied", ...about, reply } as const] : []),
  ];
}

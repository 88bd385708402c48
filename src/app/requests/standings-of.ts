/**
 * Where requests stand today: on which undecided proposals, decided and not sent yet, with which landlord, with an offer until when, or housed.
 * From the places they hold, the designations of those vacancies and the undecided proposals that name them. Names nobody.
 */
import type { Answer, CandidateState } from "../../domain/designations/designation-record.ts";
import type { Context, Stored } from "../ports.ts";
import { proposalsNaming } from "../proposals/proposals-naming.ts";
import { listAll } from "../records/list-all.ts";

/** Where a request stands before one vacancy. */
export type RequestStanding =
  /** On the engine's list, or among those who come next; nobody has decided yet. */
  | {
      readonly kind: "candidate" | "next";
      readonly vacancyId: string;
      readonly proposalId: string;
      readonly place: number;
      readonly designateBy: string;
      /** The agenda on which it is to be decided. */
      readonly agendaId?: string;
      /** True while the verification holds the proposal back. */
      readonly isWithheld: boolean;
    }
  /** The committee decided; the names were not sent yet. */
  | { readonly kind: "decided"; readonly vacancyId: string; readonly designateBy: string }
  /** Named to the landlord. */
  | {
      readonly kind: "designated";
      readonly vacancyId: string;
      readonly designationId: string;
      /** At which it was read: a reply is given on what was seen. */
      readonly designationVersion: number;
      readonly rank: number;
      readonly sentAt: string;
      readonly candidateState: CandidateState;
      readonly answer?: Answer;
      readonly awardedRank?: number;
      /** Day by which the document of a conditional award is awaited. */
      readonly conditionUntil?: string;
      /** Last day of an open offer. */
      readonly offerUntil?: string;
    }
  | { readonly kind: "housed"; readonly vacancyId: string };

/** Where each request stands, by request id; what is furthest comes first. Cost: a few reads by key per request, whatever the size of the store. */
export async function standingsOf(
  context: Context,
  requests: readonly Stored<"request">[],
): Promise<ReadonlyMap<string, readonly RequestStanding[]>> {
  const ids = requests.map(({ id }) => id);
  const naming = await proposalsNaming(context, ids);
  const standings = new Map<string, readonly RequestStanding[]>();
  for (const { id, document } of requests) {
    const held = await heldBy(context, id, document.state === "housed");
    const proposed = (naming.get(id) ?? []).map((proposal) => standingOn(proposal, id));
    const promised = new Set(held.map(({ vacancyId }) => vacancyId));
    standings.set(id, [...held, ...proposed.filter(({ vacancyId }) => !promised.has(vacancyId))]);
  }
  return standings;
}

/** What the places it holds say; one on an open agenda alone is told by its proposal. */
async function heldBy(context: Context, requestId: string, isHoused: boolean): Promise<RequestStanding[]> {
  const found: RequestStanding[] = [];
  for await (const { document } of listAll(context, { kind: "pin", by: "byRequest", equals: [requestId] })) {
    const { vacancyId, kind } = document.facts;
    if (document.state !== "held" || kind === "opened-agenda") continue;
    const vacancy = await context.store.get("vacancy", vacancyId);
    if (isHoused && vacancy?.document.letTo === requestId) found.push({ kind: "housed", vacancyId });
    else if (vacancy) found.push((await sentFor(context, vacancyId, requestId)) ?? decided(vacancy));
  }
  return found.sort((a, b) => furthest(a) - furthest(b));
}

function decided({ id, document }: Stored<"vacancy">): RequestStanding {
  return { kind: "decided", vacancyId: id, designateBy: document.facts.designateBy };
}

/** Housed, then an offer, then whoever waits for an answer, then whoever was only decided on. */
function furthest(standing: RequestStanding): number {
  if (standing.kind === "housed") return 0;
  if (standing.kind !== "designated") return 3;
  return standing.offerUntil === undefined ? 2 : 1;
}

async function sentFor(context: Context, vacancyId: string, requestId: string): Promise<RequestStanding | undefined> {
  let newest: RequestStanding | undefined;
  for await (const { id, version, document } of listAll(context, {
    kind: "designation",
    by: "byVacancy",
    equals: [vacancyId],
  })) {
    const candidate = document.candidates.find((one) => one.requestId === requestId);
    if (!candidate || document.state === "failed") continue;
    const { rank, state, answer, awardedRank, conditionUntil, offer } = candidate;
    newest = {
      kind: "designated",
      vacancyId,
      designationId: id,
      designationVersion: version,
      rank,
      sentAt: document.sentAt,
      candidateState: state,
      ...(answer === undefined ? {} : { answer }),
      ...(awardedRank === undefined ? {} : { awardedRank }),
      ...(conditionUntil === undefined ? {} : { conditionUntil }),
      ...(state === "offered" && offer ? { offerUntil: offer.endsOn } : {}),
    };
  }
  return newest;
}

function standingOn({ id, document }: Stored<"proposal">, requestId: string): RequestStanding {
  const { proposed, vacancyId, designateBy, agendaId, state } = document;
  const at = proposed.candidates.findIndex((one) => one.requestId === requestId);
  const nextAt = proposed.next.findIndex((one) => one.requestId === requestId);
  return {
    kind: at >= 0 ? "candidate" : "next",
    vacancyId,
    proposalId: id,
    place: (at >= 0 ? at : nextAt) + 1,
    designateBy,
    ...(agendaId === undefined ? {} : { agendaId }),
    isWithheld: state === "withheld",
  };
}

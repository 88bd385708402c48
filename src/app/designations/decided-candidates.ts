/**
 * Who of those that a final decision names is still there when it is acted on: whoever left the queue since, or gave the place back, is not sent.
 */
import type { DecisionDocument } from "../../domain/proposals/proposal-record.ts";
import { isInQueue } from "../../domain/requests/request-state.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Context, Stored } from "../ports.ts";
import { pinsOfVacancy } from "../proposals/pins.ts";
import { listAll } from "../records/list-all.ts";

/** The candidates of a decision as they are now. */
export interface DecidedCandidates {
  /** In the order of the decision. */
  readonly remaining: readonly Stored<"request">[];
  readonly left: readonly string[];
  /** Pins of the vacancy, by request id. */
  readonly pins: ReadonlyMap<string, Stored<"pin">>;
  /** Requests with a place for certain on the vacancy, by this decision or by another. */
  readonly certain: readonly string[];
}

/** Reads them. */
export async function decidedCandidates(
  context: Context,
  { vacancyId, requestIds }: Pick<DecisionDocument, "vacancyId" | "requestIds">,
): Promise<DecidedCandidates> {
  const pins = await pinsOfVacancy(context, vacancyId);
  const certain = [...pins.values()].flatMap(({ document: { state, facts } }) =>
    state === "held" && facts.kind !== "opened-agenda" ? [facts.requestId] : [],
  );
  const requests = await context.store.getMany("request", [...new Set([...requestIds, ...certain])]);
  const isThere = (id: string) => isInQueue(requests.get(id)?.document) && certain.includes(id);
  return {
    remaining: requestIds.filter(isThere).map((id) => requests.get(id)!),
    left: requestIds.filter((id) => !isThere(id)),
    pins,
    certain: certain.filter(isThere),
  };
}

/** Returns where the decision is final, names somebody and was neither sent nor ended. Throws: `wrong-state`; `id-taken` once it was sent. */
export async function requireUnsent(
  context: Context,
  { id, document }: Stored<"decision">,
  command: "designate" | "end-decision",
): Promise<void> {
  const { state, kind, requestIds, endedAt, vacancyId } = document;
  if (state !== "final" || requestIds.length === 0 || endedAt !== undefined) {
    const found = endedAt === undefined ? (state === "final" ? kind : state) : "ended";
    const allowed = "confirm, replace";
    throw new DomainError("wrong-state", { kind: "decision", id, state: found, command, allowed });
  }
  for await (const sent of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] }))
    if (sent.document.decisionId === id) throw new DomainError("id-taken", { kind: "designation", id: sent.id });
}

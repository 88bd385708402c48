/**
 * Opens an agenda: one session of the committee with the proposals it is to decide. Their candidates are pinned until each is decided, so that the runs of
 * the nights between neither lapse nor change what the members prepare.
 */

import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { DomainEvent } from "../domain/events.ts";
import type { AgendaDocument } from "../domain/proposals/proposal-record.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { isInQueue } from "../domain/requests/request-state.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { compareText } from "../domain/shared/order.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { commit, create, guard, replace, type Write } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { byRisk, freeProposals } from "./proposals/free-proposals.ts";
import { hold, pinsOfVacancy } from "./proposals/pins.ts";

/** What is put on it. */
export interface OpenAgenda {
  /** Day of the session. */
  readonly heldOn: string;
  /** All proposals to be decided in the actor's territory when absent. */
  readonly proposalIds?: readonly string[];
}

/** Opens it, the vacancies nearest to being lost first. Throws: everything that keeps a proposal from it at once. */
export async function openAgenda(
  context: Context,
  actor: Actor,
  command: OpenAgenda,
): Promise<{ readonly agendaId: string; readonly proposalIds: readonly string[]; readonly sequence: number }> {
  authoriseRole(actor, "open-agenda");
  const { heldOn } = command;
  if (dayNumberOf(heldOn) === undefined)
    throw new DomainError("not-allowed", { field: "heldOn", sent: heldOn, allowed: "yyyy-mm-dd" });
  const today = context.clock.today();
  if (heldOn < today) throw new DomainError("not-allowed", { field: "heldOn", sent: heldOn, allowed: `>= ${today}` });
  const proposals = command.proposalIds
    ? await namedProposals(context, command.proposalIds)
    : await freeProposals(context, actor, "proposed");
  const departementCodes = [...new Set(proposals.map(({ document }) => document.departementCode))].sort(compareText);
  for (const departementCode of departementCodes) authorise(actor, "open-agenda", { departementCode });
  refuseAll(proposals.flatMap(problemsOf));
  const agendaId = context.ids.newId();
  if (proposals.length === 0)
    throw new DomainError("value-required", { kind: "agenda", id: agendaId, field: "proposalIds" });
  const proposalIds = [...proposals].sort(byRisk).map(({ id }) => id);
  const agenda: AgendaDocument = {
    state: "open",
    heldOn,
    openedBy: actor.id,
    openedAt: context.clock.now(),
    proposalIds,
    members: [],
    withdrawals: [],
  };
  const { writes, relied } = await pinned(context, proposals);
  const { sequence } = await commit(context, {
    actor,
    command: "open-agenda",
    events: [
      { type: "agenda-opened", agendaId, heldOn, departementCodes, proposals: proposals.length },
      ...(await candidatesTold(context, proposals, { agendaId, heldOn })),
    ],
    writes: [
      create("agenda", agendaId, agenda),
      ...proposals.map((proposal) => replace(proposal, { ...proposal.document, agendaId })),
      ...writes,
    ],
    guards: relied.map(guard),
  });
  return { agendaId, proposalIds, sequence };
}

async function namedProposals(
  { store }: Context,
  proposalIds: readonly string[],
): Promise<readonly Stored<"proposal">[]> {
  const ids = [...new Set(proposalIds)];
  const found = await store.getMany("proposal", ids);
  refuseAll(
    ids.filter((id) => !found.has(id)).map((id): Problem => ({ code: "not-found", values: { kind: "proposal", id } })),
  );
  return ids.map((id) => found.get(id)!);
}

function problemsOf({ id, document }: Stored<"proposal">): readonly Problem[] {
  const { state, agendaId } = document;
  if (state === "proposed" && agendaId === undefined) return [];
  const found = agendaId === undefined ? state : `on-agenda ${agendaId}`;
  const values = { kind: "proposal", id, state: found, command: "open-agenda", allowed: "proposed" };
  return [{ code: "wrong-state", values }];
}

/** Pins of the candidates that are still in the queue, and the requests relied on. */
async function pinned(
  context: Context,
  proposals: readonly Stored<"proposal">[],
): Promise<{ readonly writes: readonly Write[]; readonly relied: readonly Stored<"request">[] }> {
  const listed = proposals.flatMap(({ document }) => document.proposed.candidates.map(({ requestId }) => requestId));
  const requests = await context.store.getMany("request", [...new Set(listed)]);
  const isNamable = (requestId: string) => isInQueue(requests.get(requestId)?.document);
  const writes: Write[] = [];
  for (const { document } of proposals) {
    const { vacancyId, proposed } = document;
    const pins = await pinsOfVacancy(context, vacancyId);
    for (const { requestId } of proposed.candidates) {
      const pin = pins.get(requestId);
      if (isNamable(requestId) && pin?.document.state !== "held")
        writes.push(...hold(pin, { vacancyId, requestId, kind: "opened-agenda" }));
    }
  }
  return { writes, relied: [...requests.values()].filter(({ id }) => isNamable(id)) };
}

/** Each request that is a candidate on one of the proposals, once. */
async function candidatesTold(
  context: Context,
  proposals: readonly Stored<"proposal">[],
  about: { readonly agendaId: string; readonly heldOn: string },
): Promise<readonly DomainEvent[]> {
  const ids = new Set(proposals.flatMap(({ document }) => document.proposed.candidates.map((one) => one.requestId)));
  const requests = await context.store.getMany("request", [...ids]);
  return [...ids].map((requestId): DomainEvent => {
    return { type: "request-on-agenda", requestId, ...employerOf(requests.get(requestId)?.document ?? {}), ...about };
  });
}

/** The undecided proposals of a vacancy, when its clock moves or it ends. */
import type { DomainEvent } from "../../domain/events.ts";
import { decisionTransitions, proposalTransitions } from "../../domain/proposals/transitions.ts";
import { transitionTo } from "../../domain/shared/transition.ts";
import { replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { recordNow } from "../records/read-as-of.ts";

/** What ends a vacancy. */
export type EndingVacancy = "withdraw-vacancy" | "act-on-clocks" | "record-lease";

/** Lapses them: they leave their agenda, and a decision that awaits its second signature is cancelled. */
export async function lapsedProposals(
  context: Context,
  vacancyId: string,
  by: EndingVacancy,
): Promise<{ readonly writes: readonly Write[]; readonly events: readonly DomainEvent[] }> {
  const writes: Write[] = [];
  const events: DomainEvent[] = [];
  for (const proposal of await undecided(context, vacancyId)) {
    const { agendaId: _, decisionId, ...document } = proposal.document;
    const moving = { kind: "proposal", id: proposal.id, state: document.state };
    const { to: state } = transitionTo(proposalTransitions, moving, by, "lapsed");
    writes.push(replace(proposal, { ...document, state }));
    if (decisionId === undefined) continue;
    writes.push(cancelled(await recordNow(context, "decision", decisionId), by));
    events.push({ type: "decision-cancelled", decisionId, vacancyId });
  }
  return { writes, events };
}

/** Writes that give them the vacancy's new last day, by which they are listed. */
export async function movedProposals(context: Context, vacancyId: string, designateBy: string): Promise<Write[]> {
  return (await undecided(context, vacancyId)).map((proposal) =>
    replace(proposal, { ...proposal.document, designateBy }),
  );
}

async function undecided(context: Context, vacancyId: string): Promise<Stored<"proposal">[]> {
  const found: Stored<"proposal">[] = [];
  for await (const proposal of listAll(context, { kind: "proposal", by: "byVacancy", equals: [vacancyId] })) {
    if (proposal.document.state === "proposed" || proposal.document.state === "withheld") found.push(proposal);
  }
  return found;
}

function cancelled(decision: Stored<"decision">, by: EndingVacancy): Write {
  const moving = { kind: "decision", id: decision.id, state: decision.document.state };
  const { to: state } = transitionTo(decisionTransitions, moving, by, "cancelled");
  return replace(decision, { ...decision.document, state, cancelReason: by });
}

/** The undecided proposals of a vacancy, when its clock moves or it ends. */
import { proposalTransitions } from "../domain/proposals/transitions.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { replace, type Write } from "./commit.ts";
import { listAll } from "./list-all.ts";
import type { Context, Stored } from "./ports.ts";

/** Writes that lapse them. */
export async function lapsedProposals(
  context: Context,
  vacancyId: string,
  by: "withdraw-vacancy" | "act-on-clocks",
): Promise<Write[]> {
  return (await undecided(context, vacancyId)).map((proposal) => {
    const moving = { kind: "proposal", id: proposal.id, state: proposal.document.state };
    const { to: state } = transitionTo(proposalTransitions, moving, by, "lapsed");
    return replace(proposal, { ...proposal.document, state });
  });
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

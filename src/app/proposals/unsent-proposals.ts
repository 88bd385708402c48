/** Decided proposals whose names have not gone to the landlord: the vacancy stands as proposed, and nothing about it is to be decided any more. */
import { type Actor, isInTerritory } from "../../domain/access/actor.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

const settled: readonly string[] = ["confirmed", "replaced"];
const open: readonly string[] = ["proposed", "withheld"];

/**
 * Those of the actor's territory, vacancies known to be undecided left out. Cost: the vacancies that are proposed now, and one read for each of them that
 * is not known.
 */
export async function unsentProposals(
  context: Context,
  actor: Actor,
  undecided: ReadonlySet<string>,
): Promise<readonly Stored<"proposal">[]> {
  const unsent: Stored<"proposal">[] = [];
  for await (const { id, document } of listAll(context, { kind: "vacancy", by: "byState", equals: ["proposed"] })) {
    if (undecided.has(id) || !isInTerritory(actor, document.departementCode)) continue;
    const { records } = await context.store.list({ kind: "proposal", by: "byVacancy", equals: [id], limit: 1_000 });
    if (records.some((one) => open.includes(one.document.state))) continue;
    const sent = await context.store.list({ kind: "designation", by: "byVacancy", equals: [id], limit: 1_000 });
    const isSent = (decisionId: string | undefined) =>
      sent.records.some((one) => one.document.decisionId === decisionId);
    const left = records.find(({ document }) => settled.includes(document.state) && !isSent(document.decisionId));
    if (left) unsent.push(left);
  }
  return unsent;
}

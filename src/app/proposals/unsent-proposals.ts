/** Decided proposals whose names have not gone to the landlord: the vacancy stands as proposed, and nothing about it is to be decided any more. */
import { type Actor, isInTerritory } from "../../domain/access/actor.ts";
import { dayNumberOf, dayText } from "../../domain/shared/dates.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

const settled: readonly string[] = ["confirmed", "replaced"];
const open: readonly string[] = ["proposed", "withheld"];

/** The right of a proposal whose last day is longer past is lost, whoever had it. Units: days. */
const SETTLED_DAYS = 92;

/**
 * Those of the actor's territory, vacancies known to be undecided left out. Cost: the proposals that were settled in the last months, and two reads for each
 * whose vacancy is still proposed; those that are undecided, many more, are not read.
 */
export async function unsentProposals(
  context: Context,
  actor: Actor,
  undecided: ReadonlySet<string>,
): Promise<readonly Stored<"proposal">[]> {
  const unsent: Stored<"proposal">[] = [];
  const vacancies = await context.store.getMany("vacancy", await settledVacancies(context));
  for (const { id, document } of vacancies.values()) {
    if (document.state !== "proposed" || undecided.has(id)) continue;
    if (!isInTerritory(actor, document.departementCode)) continue;
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

async function settledVacancies(context: Context): Promise<readonly string[]> {
  const found = new Set<string>();
  const oldest = dayText(dayNumberOf(context.clock.today())! - SETTLED_DAYS);
  for (const state of settled) {
    for await (const { document } of listAll(context, { kind: "proposal", by: "latestInState", equals: [state] })) {
      if (document.designateBy < oldest) break;
      found.add(document.vacancyId);
    }
  }
  return [...found].sort(compareText);
}

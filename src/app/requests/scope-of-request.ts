/** Who may read about a request: by its employer, or by the territory of a vacancy before which it stands. */
import type { Actor } from "../../domain/access/actor.ts";
import { authorise, type Command } from "../../domain/access/permissions.ts";
import type { Context, Stored } from "../ports.ts";
import type { RequestStanding } from "./standings-of.ts";

/** Returns where the actor may. Throws: `role-forbidden`; `scope-forbidden`. */
export async function authoriseOn(
  context: Context,
  actor: Actor,
  command: Command,
  { document }: Stored<"request">,
  standings: readonly RequestStanding[],
): Promise<void> {
  const codes = await departementsOf(context, standings);
  const held = actor.scope.departementCodes;
  const own = held === "all" ? "all" : codes.find((code) => held?.includes(code));
  authorise(actor, command, { employerId: document.facts?.employerId, departementCode: own ?? codes[0] });
}

async function departementsOf({ store }: Context, standings: readonly RequestStanding[]): Promise<readonly string[]> {
  const vacancies = await store.getMany("vacancy", [...new Set(standings.map(({ vacancyId }) => vacancyId))]);
  return [...vacancies.values()].map(({ document }) => document.departementCode);
}

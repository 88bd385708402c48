/**
 * Vacancies page by page, those nearest to their last day first: a landlord sees its own, a committee and its secretary those of their territory.
 * Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { type About, authorise, reachOf } from "../domain/access/permissions.ts";
import type { VacancyState } from "../domain/dwellings/vacancy-record.ts";
import type { Context, Page } from "./ports.ts";
import { listAcross, type PageAcross } from "./records/list-across.ts";

/** Which vacancies to list. Of landlord and département one at most is named; where none is, all that the actor may see. */
export interface ListVacancies extends PageAcross {
  readonly landlordId?: string;
  readonly departementCode?: string;
  readonly state?: VacancyState;
}

/** A page of vacancies, a landlord or a département after the other where the actor sees several. Throws: `scope-forbidden`. */
export async function listVacancies(
  context: Context,
  actor: Actor,
  command: ListVacancies = {},
): Promise<Page<"vacancy">> {
  const { landlordId, departementCode, state, ...page } = command;
  const part = partOf(actor, { landlordId, departementCode });
  if (part === "everything") {
    const query = { kind: "vacancy", ...page } as const;
    return state === undefined
      ? context.store.list({ ...query, by: "all", equals: [] })
      : context.store.list({ ...query, by: "byState", equals: [state] });
  }
  const isByLandlord = part.by === "landlordId";
  // What is named alone is not narrowed by the rest of a scope: then all of the rest must be in it.
  const check = (key: string) =>
    authorise(
      actor,
      "list-vacancies",
      isByLandlord ? { landlordId: key, departementCode: "all" } : { departementCode: key, landlordId: "all" },
    );
  return listAcross(part.keys, page, check, (key, asked) => {
    const query = { kind: "vacancy", ...asked } as const;
    if (state === undefined)
      return context.store.list({ ...query, by: isByLandlord ? "byLandlord" : "byTerritory", equals: [key] });
    const by = isByLandlord ? "byLandlordInState" : "byTerritoryInState";
    return context.store.list({ ...query, by, equals: [key, state] });
  });
}

/** By what the list goes: what was asked for, or else what the actor may see. */
function partOf(actor: Actor, { landlordId, departementCode }: About) {
  const reach = reachOf(actor, "list-vacancies");
  if (landlordId !== undefined) return { by: "landlordId", keys: [landlordId] } as const;
  if (departementCode !== undefined) return { by: "departementCode", keys: [departementCode] } as const;
  return reach;
}

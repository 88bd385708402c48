/**
 * Designations page by page, in the order in which they were sent: a landlord sees its own, a committee and its secretary those of their territory.
 * Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole, reachOf } from "../domain/access/permissions.ts";
import type { DesignationDocument } from "../domain/designations/designation-record.ts";
import type { Context, Page, Stored } from "./ports.ts";
import { listAcross, type PageAcross } from "./records/list-across.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which designations to list. Where no landlord is named, all that the actor may see. */
export interface ListDesignations extends PageAcross {
  readonly landlordId?: string;
  /** Only those for one vacancy; the other members are left aside. */
  readonly vacancyId?: string;
  readonly state?: DesignationDocument["state"];
}

/** A page of designations, a landlord after the other where the actor sees several. Throws: `role-forbidden`; `scope-forbidden`; `not-found` for a vacancy. */
export async function listDesignations(
  context: Context,
  actor: Actor,
  { landlordId, vacancyId, state, ...page }: ListDesignations = {},
): Promise<Page<"designation">> {
  if (vacancyId !== undefined) {
    authoriseRole(actor, "list-designations");
    authorise(actor, "list-designations", (await recordNow(context, "vacancy", vacancyId)).document);
    return context.store.list({ kind: "designation", by: "byVacancy", equals: [vacancyId], ...page });
  }
  const reach = reachOf(actor, "list-designations");
  if (reach !== "everything" && reach.by === "departementCode" && landlordId === undefined)
    return inTerritory(context, reach.keys, state, page);
  if (reach === "everything" && landlordId === undefined) {
    const query = { kind: "designation", ...page } as const;
    return state === undefined
      ? context.store.list({ ...query, by: "all", equals: [] })
      : context.store.list({ ...query, by: "byState", equals: [state] });
  }
  const keys = landlordId === undefined ? (reach === "everything" ? [] : reach.keys) : [landlordId];
  const check = (key: string) => authorise(actor, "list-designations", { landlordId: key, departementCode: "all" });
  return listAcross(keys, page, check, (key, asked) => {
    const query = { kind: "designation", ...asked } as const;
    return state === undefined
      ? context.store.list({ ...query, by: "byLandlord", equals: [key] })
      : context.store.list({ ...query, by: "byLandlordInState", equals: [key, state] });
  });
}

/** Those of some départements, which their vacancies name; a page may hold fewer than were asked for. */
async function inTerritory(
  context: Context,
  departementCodes: readonly string[],
  state: DesignationDocument["state"] | undefined,
  page: PageAcross,
): Promise<Page<"designation">> {
  const query = { kind: "designation", ...page } as const;
  const found = await (state === undefined
    ? context.store.list({ ...query, by: "all", equals: [] })
    : context.store.list({ ...query, by: "byState", equals: [state] }));
  const vacancyIds = [...new Set(found.records.map(({ document }) => document.vacancyId))];
  const vacancies = await context.store.getMany("vacancy", vacancyIds);
  const isInReach = ({ document }: Stored<"designation">) =>
    departementCodes.includes(vacancies.get(document.vacancyId)?.document.departementCode ?? "");
  return { ...found, records: found.records.filter(isInReach) };
}

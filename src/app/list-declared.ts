/**
 * Employers, landlords, agreements, rights and dwellings, page by page: an HR officer sees its employers, a landlord what hangs on it.
 * Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, reachOf } from "../domain/access/permissions.ts";
import { idsOfLandlords, type ReadableKind } from "./facts/declared-reach.ts";
import type { Context, List, Page, Stored } from "./ports.ts";
import type { PageAcross } from "./records/list-across.ts";

/** What to list. */
export interface ListDeclared<K extends ReadableKind = ReadableKind> extends PageAcross {
  readonly kind: K;
}

/** A page in order of id. Throws: `role-forbidden`; `scope-forbidden`. */
export async function listDeclared<K extends ReadableKind>(
  context: Context,
  actor: Actor,
  { kind, ...page }: ListDeclared<K>,
): Promise<Page<K>> {
  const member = kind === "employer" ? "employerId" : "landlordId";
  const reach = reachOf(actor, "list-declared", member);
  authorise(actor, "list-declared", { [member]: reach === "everything" ? "all" : reach.keys[0] });
  if (reach === "everything") {
    const query: List<ReadableKind> = { kind, by: "all", equals: [], ...page };
    return (await context.store.list(query)) as Page<K>;
  }
  const ids = kind === "employer" ? reach.keys : await idsOfLandlords(context, kind, reach.keys);
  return pageOfIds(context, kind, ids, page);
}

/** A page of records whose ids are known, in order of id; the key of a page is the last id of the one before. */
async function pageOfIds<K extends ReadableKind>(
  { store }: Context,
  kind: K,
  ids: readonly string[],
  { after = "", limit = 100 }: PageAcross,
): Promise<Page<K>> {
  const remaining = ids.filter((id) => id > after);
  const asked = remaining.slice(0, limit);
  const found = await store.getMany(kind, asked);
  const records: Stored<K>[] = asked.flatMap((id) => found.get(id) ?? []);
  return { records, ...(remaining.length > asked.length ? { next: asked.at(-1)! } : {}) };
}

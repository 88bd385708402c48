/**
 * The communes in which dwellings have been declared, by name: what a form offers where a household says which it wishes. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { compareText } from "../domain/shared/order.ts";
import type { Context, Store } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** A commune with the name its dwellings give it. */
export interface NamedCommune {
  readonly code: string;
  readonly title: string;
}

/** Dwellings looked at: a commune missing from the list can still be written by its code. */
const MOST_DWELLINGS = 20_000;
/** Communes change with new dwellings, seldom within this time. Units: milliseconds. */
const KEPT = 300_000;

const kept = new WeakMap<Store, { readonly at: number; readonly communes: readonly NamedCommune[] }>();

/** In order of name. Throws: `role-forbidden`. */
export async function listCommunes(context: Context, actor: Actor): Promise<readonly NamedCommune[]> {
  authorise(actor, "list-communes");
  const { store, clock } = context;
  const at = Date.parse(clock.now());
  const known = kept.get(store);
  if (known && at - known.at < KEPT) return known.communes;
  const titles = new Map<string, string>();
  let count = 0;
  for await (const { document } of listAll(context, { kind: "dwelling", by: "all", equals: [] })) {
    const { communeCode, communeTitle } = document.facts;
    if (communeTitle !== undefined) titles.set(communeCode, communeTitle);
    if (++count >= MOST_DWELLINGS) break;
  }
  const communes = [...titles]
    .map(([code, title]) => ({ code, title }))
    .sort((a, b) => compareText(a.title, b.title) || compareText(a.code, b.code));
  kept.set(store, { at, communes });
  return communes;
}

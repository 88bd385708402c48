/**
 * A closed query from its first page to its last.
 */
import type { Kind } from "../kinds.ts";
import type { Context, List, Stored } from "../ports.ts";

const LARGEST_PAGE = 1_000;

/** Every record of a closed query, page by page. */
export async function* listAll<K extends Kind>(
  { store }: Pick<Context, "store">,
  query: List<K>,
): AsyncIterable<Stored<K>> {
  let after = query.after;
  do {
    const page = await store.list({ ...query, limit: LARGEST_PAGE, ...(after === undefined ? {} : { after }) });
    yield* page.records;
    after = page.next;
  } while (after !== undefined);
}

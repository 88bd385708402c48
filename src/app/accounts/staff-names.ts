/** Names of colleagues by the ids that stand in records, joined when a page is rendered; ids without an account stay as they are. */
import type { Context } from "../ports.ts";

export async function staffNames(
  { store }: Pick<Context, "store">,
  ids: Iterable<string>,
): Promise<(id: string) => string> {
  const accounts = await store.getMany("account", [...new Set(ids)]);
  return (id) => accounts.get(id)?.document.name ?? id;
}

/** Whether anybody can log in yet: asked before anybody has. */
import type { Context } from "../ports.ts";

/** False for a product that nobody was let into yet. */
export async function hasAccounts({ store }: Pick<Context, "store">): Promise<boolean> {
  const { records } = await store.list({ kind: "account", by: "all", equals: [], limit: 1 });
  return records.length > 0;
}

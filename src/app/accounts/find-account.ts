/** An account by the name it logs in with. */
import { loginNameOf } from "../../domain/access/account-shape.ts";
import type { Context, Stored } from "../ports.ts";

/** Undefined where nobody has the name. */
export async function findAccount(
  { store }: Pick<Context, "store">,
  loginName: string,
): Promise<Stored<"account"> | undefined> {
  const name = loginNameOf(loginName);
  if (name === "") return undefined;
  const { records } = await store.list({ kind: "account", by: "byLoginName", equals: [name], limit: 1 });
  return records[0];
}

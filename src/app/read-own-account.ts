/** One's own account, as one may see it oneself. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { type AccountView, accountView } from "./accounts/account-view.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Reads it. Throws: `not-found` for somebody without an account, such as a command line. */
export async function readOwnAccount(context: Context, actor: Actor): Promise<AccountView> {
  authorise(actor, "read-own-account");
  return accountView(await recordNow(context, "account", actor.id), context.clock.now());
}

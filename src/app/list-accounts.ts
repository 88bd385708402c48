/** Who may log in, in order of the login names; or one of them. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { type AccountView, accountView } from "./accounts/account-view.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which page of the list. */
export interface ListAccounts {
  readonly after?: string;
  readonly limit?: number;
}

/** A page of accounts. */
export interface AccountsPage {
  readonly accounts: readonly AccountView[];
  readonly next?: string;
}

/** A page of them. Throws: `role-forbidden`. */
export async function listAccounts(
  { store, clock }: Context,
  actor: Actor,
  page: ListAccounts = {},
): Promise<AccountsPage> {
  authorise(actor, "list-accounts");
  const { records, next } = await store.list({ kind: "account", by: "all", equals: [], ...page });
  const now = clock.now();
  return { accounts: records.map((record) => accountView(record, now)), ...(next === undefined ? {} : { next }) };
}

/** One account. Throws: `not-found`. */
export async function readAccount(context: Context, actor: Actor, accountId: string): Promise<AccountView> {
  authorise(actor, "list-accounts");
  return accountView(await recordNow(context, "account", accountId), context.clock.now());
}

/** The tokens of an account, the oldest first; never a secret, which nobody has but who was given it. */
import { type ApiTokenDocument, stillStands } from "../domain/access/account.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { ownOrOperator } from "./accounts/own-or-operator.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** A token to be shown. */
export interface TokenView extends Omit<ApiTokenDocument, "generation"> {
  readonly id: string;
  readonly state: "live" | "revoked" | "expired" | "ended";
}

/** Lists. Throws: `scope-forbidden` for another's account, `not-found`. */
export async function listTokens(
  context: Context,
  actor: Actor,
  { accountId }: { readonly accountId: string },
): Promise<readonly TokenView[]> {
  authorise(actor, "list-tokens");
  ownOrOperator(actor, "list-tokens", accountId);
  const account = await recordNow(context, "account", accountId);
  const now = context.clock.now();
  const tokens: TokenView[] = [];
  for await (const { id, document } of listAll(context, { kind: "api-token", by: "byAccount", equals: [accountId] })) {
    const { generation: _, ...shown } = document;
    tokens.push({ id, ...shown, state: stateOf(document, stillStands(account.document, document, now), now) });
  }
  return tokens;
}

/** `ended` by another password or a disabled account. */
function stateOf(token: ApiTokenDocument, stands: boolean, now: string): TokenView["state"] {
  if (token.revokedAt !== undefined) return "revoked";
  if (stands) return "live";
  return now < token.expiresAt ? "ended" : "expired";
}

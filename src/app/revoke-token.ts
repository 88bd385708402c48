/** Ends a token before its day. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";

/** Revokes one of one's own tokens, or any as operator; one that was revoked stays so. Throws: `not-found`, also for another's token. */
export async function revokeToken(
  context: Context,
  actor: Actor,
  { tokenId }: { readonly tokenId: string },
): Promise<void> {
  authorise(actor, "revoke-token");
  const token = await context.store.get("api-token", tokenId);
  const isOwn = token?.document.accountId === actor.id || actor.roles.includes("operator");
  if (!token || !isOwn) throw new DomainError("not-found", { kind: "api-token", id: tokenId });
  if (token.document.revokedAt !== undefined) return;
  await commit(context, {
    actor,
    command: "revoke-token",
    events: [{ type: "token-revoked", accountId: token.document.accountId, tokenId }],
    writes: [replace(token, { ...token.document, revokedAt: context.clock.now() })],
  });
}

/** Ends a session before its time. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";

/** Ends one's own session; one that ended is left as it is. Throws: `not-found` for another's. */
export async function logOut(
  context: Context,
  actor: Actor,
  { sessionId }: { readonly sessionId: string },
): Promise<void> {
  authorise(actor, "log-out");
  const session = await context.store.get("session", sessionId);
  if (session?.document.accountId !== actor.id) throw new DomainError("not-found", { kind: "session", id: sessionId });
  if (session.document.endedAt !== undefined) return;
  await commit(context, {
    actor,
    command: "log-out",
    events: [{ type: "logged-out", accountId: actor.id, sessionId }],
    writes: [replace(session, { ...session.document, endedAt: context.clock.now() })],
  });
}

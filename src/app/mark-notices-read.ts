/** Somebody has seen what they were told: everything until now counts as read, for them alone. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { commit, create, replace } from "./commit.ts";
import type { Context } from "./ports.ts";

/** Until when. */
export interface MarkNoticesRead {
  /** The newest notice that was shown; what came since stays unread. */
  readonly readUntil: string;
}

/** Remembers it; an earlier time than the one remembered changes nothing. */
export async function markNoticesRead(context: Context, actor: Actor, { readUntil }: MarkNoticesRead): Promise<void> {
  authorise(actor, "mark-notices-read");
  const now = context.clock.now();
  const until = readUntil < now ? readUntil : now;
  const known = await context.store.get("notice-reading", actor.id);
  if (known && known.document.readUntil >= until) return;
  const document = { readUntil: until };
  await commit(context, {
    actor,
    command: "mark-notices-read",
    events: [],
    writes: [known ? replace(known, document) : create("notice-reading", actor.id, document)],
  });
}

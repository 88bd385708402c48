/** A person sends a dead letter again: whoever has it keeps it, the others are tried as if for the first time. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { triedByHand } from "../domain/notices/delivering.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which notice, at the version that was seen. */
export interface RetryNotice {
  readonly noticeId: string;
  readonly expected: number;
}

/** Puts it back into the outbox. Throws: `not-found`; `wrong-state` for one that is not dead; `conflict`. */
export async function retryNotice(context: Context, actor: Actor, { noticeId, expected }: RetryNotice): Promise<void> {
  authorise(actor, "retry-notice");
  const notice = await recordNow(context, "notice", noticeId);
  expectVersion(notice, expected);
  await commit(context, {
    actor,
    command: "retry-notice",
    events: [{ type: "notice-retried", noticeId }],
    writes: [replace(notice, triedByHand(noticeId, notice.document, context.clock.now()))],
  });
}

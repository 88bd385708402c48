/** Ends a subscription: its program is called no more, and its secret is gone. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { endedSubscription } from "../domain/notices/webhook-subscription.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which subscription to end. */
export interface EndWebhook {
  readonly subscriptionId: string;
}

/** Ends it. Throws: `not-found`; `wrong-state` where it has ended. */
export async function endWebhook(context: Context, actor: Actor, { subscriptionId }: EndWebhook): Promise<void> {
  authoriseRole(actor, "end-webhook");
  const subscription = await recordNow(context, "webhook-subscription", subscriptionId);
  const { to } = subscription.document;
  authorise(actor, "end-webhook", { landlordId: to.scopeId });
  const about = to.scopeId === undefined ? {} : { landlordId: to.scopeId };
  const at = context.clock.now();
  await commit(context, {
    actor,
    command: "end-webhook",
    events: [{ type: "webhook-ended", subscriptionId, ...about, reason: "by-hand" }],
    writes: [
      replace(subscription, endedSubscription(subscriptionId, subscription.document, { at, reason: "by-hand" })),
    ],
  });
}

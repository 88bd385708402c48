/** A program subscribes to the notices of a landlord, or of the operator. Its secret is given back once and stored sealed. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { checkedUrl, type WebhookSubscriptionDocument } from "../domain/notices/webhook-subscription.ts";
import { commit, create } from "./commit.ts";
import { newWebhookSecret, sealWebhookSecret } from "./notices/webhook-secret.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Who is to be called, and of what. */
export interface SubscribeWebhook {
  readonly url: string;
  /** The landlord whose notices it gets; where it is absent, those of the operator. */
  readonly landlordId?: string;
}

/** A subscription that was made. */
export interface SubscribedWebhook {
  readonly subscriptionId: string;
  /** Shown now and never again. */
  readonly secret: string;
}

/** Subscribes. Throws: `not-allowed` for an address that cannot be called; `not-found` for a landlord that is not there. */
export async function subscribeWebhook(
  context: Context,
  actor: Actor,
  { url, landlordId }: SubscribeWebhook,
): Promise<SubscribedWebhook> {
  authorise(actor, "subscribe-webhook", { landlordId });
  if (landlordId !== undefined) await recordNow(context, "landlord", landlordId);
  const subscriptionId = context.ids.newId();
  const secret = newWebhookSecret(context);
  const document: WebhookSubscriptionDocument = {
    state: "active",
    to: landlordId === undefined ? { role: "operator" } : { role: "landlord", scopeId: landlordId },
    url: checkedUrl(url),
    sealed: sealWebhookSecret(context, subscriptionId, secret),
    createdAt: context.clock.now(),
    createdBy: actor.id,
  };
  await commit(context, {
    actor,
    command: "subscribe-webhook",
    events: [{ type: "webhook-subscribed", subscriptionId, ...(landlordId === undefined ? {} : { landlordId }) }],
    writes: [create("webhook-subscription", subscriptionId, document)],
  });
  return { subscriptionId, secret };
}

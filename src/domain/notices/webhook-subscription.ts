/**
 * A program that wants notices: where it is called, for whom it listens. The secret that signs its calls is shown once and stored sealed.
 */
import { DomainError } from "../shared/domain-error.ts";
import type { NoticeRole } from "./notice.ts";

export const subscriptionStates = ["active", "ended"] as const;

/** A subscription as stored. */
export interface WebhookSubscriptionDocument {
  readonly state: (typeof subscriptionStates)[number];
  /** Whose notices it gets: a landlord's own, or those of the operator. */
  readonly to: { readonly role: Extract<NoticeRole, "landlord" | "operator">; readonly scopeId?: string };
  readonly url: string;
  /** The secret, sealed with the keyring's key; absent once it has ended. */
  readonly sealed?: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly endedAt?: string;
  /** Ended by a person, or because the program said that it is gone. */
  readonly endReason?: "by-hand" | "gone";
}

/** Returns where an address may be called at all, as far as its text says. Throws: `not-allowed`. */
export function checkedUrl(url: string): string {
  const allowed = "https://…";
  const refuse = () => new DomainError("not-allowed", { field: "url", sent: withoutSecrets(url), allowed });
  const parsed = URL.parse(url);
  if (!parsed || url.length > 500) throw refuse();
  const { protocol, username, password, hash } = parsed;
  if ((protocol !== "https:" && protocol !== "http:") || username !== "" || password !== "" || hash !== "")
    throw refuse();
  return parsed.href;
}

/** What was sent, without what may be a password in it. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//…@").slice(0, 100);
}

/** The subscription once it is over: what sealed its calls is gone. Throws: `wrong-state` where it is over already. */
export function endedSubscription(
  id: string,
  subscription: WebhookSubscriptionDocument,
  { at, reason }: { readonly at: string; readonly reason: NonNullable<WebhookSubscriptionDocument["endReason"]> },
): WebhookSubscriptionDocument {
  const { sealed: _, state, ...rest } = subscription;
  if (state === "ended")
    throw new DomainError("wrong-state", {
      kind: "webhook-subscription",
      id,
      state,
      command: "end-webhook",
      allowed: "active",
    });
  return { ...rest, state: "ended", endedAt: at, endReason: reason };
}

/** The programs that subscribed: those of one landlord, or of the operator; without their secrets. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { audienceOf } from "../domain/notices/notice.ts";
import type { WebhookSubscriptionDocument } from "../domain/notices/webhook-subscription.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** Whose programs to list. */
export interface ListWebhooks {
  /** The operator's own where it is absent. */
  readonly landlordId?: string;
}

/** A subscription as people see it. */
export interface WebhookRead extends Omit<WebhookSubscriptionDocument, "sealed"> {
  readonly id: string;
}

/** Lists them in order of id, ended ones included. */
export async function listWebhooks(
  context: Context,
  actor: Actor,
  { landlordId }: ListWebhooks = {},
): Promise<readonly WebhookRead[]> {
  authorise(actor, "list-webhooks", { landlordId });
  const to =
    landlordId === undefined ? ({ role: "operator" } as const) : { role: "landlord" as const, scopeId: landlordId };
  const found: WebhookRead[] = [];
  const query = { kind: "webhook-subscription", by: "byAudience", equals: [audienceOf(to)] } as const;
  for await (const { id, document } of listAll(context, query)) {
    const { sealed: _, ...rest } = document;
    found.push({ id, ...rest });
  }
  return found;
}

/** The secret that signs the calls to a program: 32 random bytes, as Standard Webhooks writes them, sealed with the keyring's key. */
import { sha256 } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Context, Stored } from "../ports.ts";

/** A new secret, to show once. */
export function newWebhookSecret({ ids }: Pick<Context, "ids">): string {
  const bytes = Buffer.from(sha256(`${ids.newId()} ${ids.newId()}`), "hex");
  return `whsec_${bytes.toString("base64")}`;
}

/** The secret as it is stored. */
export function sealWebhookSecret({ sealing }: Pick<Context, "sealing">, id: string, secret: string): string {
  return sealing.sealOwn(secret, placeOf(id));
}

/** The secret of an active subscription. Throws: `sealed-unreadable`. */
export function openWebhookSecret(
  { sealing }: Pick<Context, "sealing">,
  { id, document }: Stored<"webhook-subscription">,
): string {
  if (document.sealed === undefined) throw new DomainError("sealed-unreadable", { place: placeOf(id) });
  return sealing.openOwn(document.sealed, placeOf(id));
}

function placeOf(id: string): string {
  return `webhook-subscription/${id}`;
}

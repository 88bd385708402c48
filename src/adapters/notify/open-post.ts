/** How notices leave the house: by the mail server, where there is one, and by signed calls. */
import type { MailWords, Post } from "../../app/ports.ts";
import { type MailServer, openMailNotifier } from "./mail-notifier.ts";
import { openWebhookNotifier } from "./webhook-notifier.ts";

/** A post that can be ended. */
export interface OpenPost extends Post {
  close(): void;
}

/** Opens it; nothing is connected before the first message. */
export function openPost(how: {
  readonly words: MailWords;
  readonly mail?: MailServer;
  readonly allowsPrivateWebhooks?: boolean;
  readonly now: () => string;
}): OpenPost {
  const { words, allowsPrivateWebhooks = false, now } = how;
  const mail = how.mail && openMailNotifier(how.mail);
  const webhook = openWebhookNotifier({ allowsPrivate: allowsPrivateWebhooks, now: () => new Date(now()) });
  return { words, ...(mail ? { mail } : {}), webhook, close: () => mail?.close() };
}

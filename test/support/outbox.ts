/** A product whose notices have readers: accounts of invented people, notices made by hand, a post that notes or really sends. */
import { openPost } from "../../src/adapters/notify/open-post.ts";
import { commit, create } from "../../src/app/commit.ts";
import type { Mail, Notifier, Post, Stored, WebhookCall } from "../../src/app/ports.ts";
import type { AccountDocument } from "../../src/domain/access/account.ts";
import type { Handed } from "../../src/domain/notices/delivering.ts";
import type { NoticeDocument } from "../../src/domain/notices/notice.ts";
import { noticeMail } from "../../src/markup/notice-mail.ts";
import { type App, actorOf } from "./open-app.ts";

export const publicUrl = "https://contingent.example.org";
const words: Post["words"] = (notice, reader) => noticeMail(notice, reader, publicUrl);

/** A notifier that keeps what it was handed and answers as it is told. */
export class RecordingNotifier<Message extends { readonly id: string }> implements Notifier<Message> {
  readonly handed: Message[] = [];
  answer: (message: Message) => Handed | { readonly outcome: "gone" } = () => ({ outcome: "sent" });

  async hand(message: Message): Promise<Handed | { readonly outcome: "gone" }> {
    this.handed.push(message);
    return this.answer(message);
  }
}

/** A post that goes nowhere. */
export function recordingPost(): Post & {
  readonly mail: RecordingNotifier<Mail>;
  readonly webhook: RecordingNotifier<WebhookCall>;
} {
  return { words, mail: new RecordingNotifier<Mail>(), webhook: new RecordingNotifier<WebhookCall>() };
}

/** A post that goes to servers on this machine. */
export function realPost(mailPort: number, now: () => string) {
  const mail = {
    host: "127.0.0.1",
    port: mailPort,
    security: "none" as const,
    from: "ne-pas-repondre@example.org",
    patienceMs: 5_000,
  };
  return openPost({ words, mail, allowsPrivateWebhooks: true, now });
}

/** An account of somebody invented. */
export async function account(
  { context }: App,
  id: string,
  more: Pick<AccountDocument, "roles" | "scope"> & Partial<AccountDocument>,
): Promise<void> {
  const document: AccountDocument = {
    state: "active",
    loginName: `${id}@example.invalid`,
    name: `Personne-Inventée ${id}`,
    language: "fr",
    passwordHash: "none",
    generation: 1,
    failedLogIns: 0,
    createdAt: context.clock.now(),
    passwordChangedAt: context.clock.now(),
    ...more,
  };
  await commit(context, {
    actor: actorOf("operator"),
    command: "add-account",
    events: [],
    writes: [create("account", id, document)],
  });
}

/** Notices that wait in the outbox. */
export async function waiting(
  { context }: App,
  ...notices: readonly Pick<NoticeDocument, "to" | "subject" | "values">[]
): Promise<readonly string[]> {
  const ids = notices.map(() => context.ids.newId());
  const createdAt = context.clock.now();
  await commit(context, {
    actor: actorOf("system"),
    command: "act-on-clocks",
    events: [],
    writes: notices.map((notice, place) =>
      create("notice", ids[place]!, { state: "pending", ...notice, createdAt, attempts: 0 }),
    ),
  });
  return ids;
}

export async function noticeAt({ context }: App, id: string): Promise<Stored<"notice">> {
  return (await context.store.get("notice", id))!;
}

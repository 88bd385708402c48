/**
 * Empties the outbox: each notice that is due goes to every account that follows it, as a mail, and to every program that subscribed, as a signed call.
 * What was handed over is written reader by reader, so that a process that dies in between repeats at most one message, under the same id, and loses none;
 * a notice is claimed while it is being sent, so that several processes send it once.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { DomainEvent } from "../domain/events.ts";
import { afterTrying, awaiting, type Handed, handed, keptOnPages } from "../domain/notices/delivering.ts";
import { type NoticeDocument, vacancyOf } from "../domain/notices/notice.ts";
import { endedSubscription } from "../domain/notices/webhook-subscription.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace, type Write } from "./commit.ts";
import { dwellingsOfVacancies } from "./dwellings/dwellings-of-vacancies.ts";
import { follows, type MailReader, mailReaders, type WebhookReader, webhookReaders } from "./notices/readers.ts";
import { openWebhookSecret } from "./notices/webhook-secret.ts";
import type { Claim, Context, Post, Stored } from "./ports.ts";
import { claimJob, leaseFrom } from "./records/claim-job.ts";
import { recordNow } from "./records/read-as-of.ts";

/** What became of the notices that were due. */
export interface SentTally {
  readonly sent: number;
  /** Tried again later. */
  readonly later: number;
  /** Dead letters: a person must look. */
  readonly failed: number;
  /** For the pages only: nobody to send them to. */
  readonly kept: number;
}

const nothingSent: SentTally = { sent: 0, later: 0, failed: 0, kept: 0 };

/** Under this name a notice is claimed while it is sent. */
const JOB = "deliver-notice";
/** Renewed after each reader. */
const LEASE_MINUTES = 5;
const PAGE = 100;
/** So many at a time: the rest is for the next minute. */
const MOST = 1_000;

/** True where a notice is waiting whose time has come. */
export async function hasDueNotices({ store, clock }: Pick<Context, "store" | "clock">): Promise<boolean> {
  return (await store.list({ ...dueNow(clock.now()), limit: 1 })).records.length > 0;
}

function dueNow(upTo: string) {
  return { kind: "notice", by: "due", equals: ["pending"], upTo } as const;
}

/** Sends what is due. A notice that fails in itself keeps no other back. */
export async function sendNotices(context: Context, actor: Actor): Promise<SentTally> {
  authorise(actor, "send-notices");
  const due = await dueNotices(context);
  if (due.length === 0) return nothingSent;
  const accounts = await mailReaders(context);
  if (!(await canLeave(context))) return { ...nothingSent, kept: await keepAll({ context, actor, accounts }, due) };
  const tally = { ...nothingSent };
  for (const notice of due) {
    const state = await sendOne({ context, actor, accounts }, notice);
    if (state) tally[state === "pending" ? "later" : state]++;
  }
  return tally;
}

/** Who sends, and to whom they may. */
interface Sending {
  readonly context: Context;
  readonly actor: Actor;
  readonly accounts: readonly MailReader[];
}

async function dueNotices({ store, clock }: Context): Promise<readonly Stored<"notice">[]> {
  const due: Stored<"notice">[] = [];
  const query = { ...dueNow(clock.now()), limit: PAGE };
  for (let after: string | undefined; due.length < MOST; ) {
    const page = await store.list({ ...query, ...(after === undefined ? {} : { after }) });
    due.push(...page.records);
    if (page.next === undefined) break;
    after = page.next;
  }
  return due;
}

/** True where there is a mail server, or a program that subscribed to anything. */
async function canLeave({ post, store }: Context): Promise<boolean> {
  if (post?.mail) return true;
  const subscribed = { kind: "webhook-subscription", by: "byState", equals: ["active"], limit: 1 } as const;
  return post !== undefined && (await store.list(subscribed)).records.length > 0;
}

/** Keeps notices for the pages, many in one change. What another process was faster with is looked at again in the next minute. */
async function keepAll({ context, actor, accounts }: Sending, due: readonly Stored<"notice">[]): Promise<number> {
  let kept = 0;
  for (let from = 0; from < due.length; from += PAGE) {
    const some = due.slice(from, from + PAGE);
    const writes = some.map((notice) => {
      const isFollowed = accounts.some(({ account }) => follows(account, notice.document.to));
      return replace(notice, keptOnPages(notice.document, isFollowed ? "no-mail-server" : "no-recipient"));
    });
    const events = some.map(({ id: noticeId }) => ({ type: "notice-kept", noticeId }) as const);
    try {
      await commit(context, { actor, command: "send-notices", events, writes });
      kept += some.length;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "conflict")) throw error;
    }
  }
  return kept;
}

/** Sends one notice under a claim; undefined where somebody else has it. */
async function sendOne(sending: Sending, found: Stored<"notice">): Promise<NoticeDocument["state"] | undefined> {
  const { context } = sending;
  const { id, document } = found;
  const key = `${id} ${document.nextAttemptAt ?? document.createdAt}`;
  const claim = await claimJob(context, JOB, key, LEASE_MINUTES);
  if (!claim) return undefined;
  try {
    const notice = await recordNow(context, "notice", id);
    const state = notice.version === found.version ? await deliver(sending, notice, claim) : undefined;
    // What is not sent may be claimed again at once: a person may try it again by hand.
    const end = state === "sent" ? "done" : "failed";
    await context.store.finish(claim, { now: context.clock.now(), state: end });
    return state;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "unavailable") throw error;
    context.log.error("notice-not-sent", { noticeId: id, code: error instanceof DomainError ? error.code : "error" });
    return undefined;
  }
}

async function deliver(sending: Sending, notice: Stored<"notice">, claim: Claim): Promise<NoticeDocument["state"]> {
  const { context, accounts } = sending;
  const { post, store, clock } = context;
  const { to } = notice.document;
  const following = accounts.filter(({ account }) => follows(account, to));
  const readers = [...(post?.mail ? following : []), ...(post ? await webhookReaders(context, to) : [])];
  if (!post || readers.length === 0) {
    const why = following.length === 0 ? "no-recipient" : "no-mail-server";
    return (await write(sending, notice, keptOnPages(notice.document, why))).document.state;
  }
  let current = notice;
  const open = awaiting<MailReader | WebhookReader>(readers, notice.document);
  for (const [place, reader] of open.entries()) {
    const result = await handOver(context, post, current, reader);
    const at = clock.now();
    const isGone = result.outcome === "gone";
    const told = isGone ? current.document : handed(current.document, reader, result, at);
    const isLast = place === open.length - 1;
    const ended = isGone && reader.channel === "webhook" ? [endOf(reader, at)] : [];
    current = await write(sending, current, isLast ? afterTrying(told, at) : told, ended);
    if (!isLast) await store.renew(claim, leaseFrom(at, LEASE_MINUTES));
  }
  if (open.length === 0) current = await write(sending, current, afterTrying(current.document, clock.now()));
  return current.document.state;
}

interface Ended {
  readonly write: Write;
  readonly event: DomainEvent;
}

/** The end of a subscription whose program said that it is gone. */
function endOf({ subscription }: WebhookReader, at: string): Ended {
  const { id, document } = subscription;
  return {
    write: replace(subscription, endedSubscription(id, document, { at, reason: "gone" })),
    event: {
      type: "webhook-ended",
      subscriptionId: id,
      ...(document.to.scopeId === undefined ? {} : { landlordId: document.to.scopeId }),
      reason: "gone",
    },
  };
}

async function handOver(
  context: Context,
  { words, mail, webhook }: Post,
  { id, document }: Stored<"notice">,
  reader: MailReader | WebhookReader,
): Promise<Handed | { readonly outcome: "gone" }> {
  const { to, subject, values, createdAt } = document;
  if (reader.channel === "webhook") {
    const { subscription } = reader;
    return webhook.hand({
      id,
      url: subscription.document.url,
      secret: openWebhookSecret(context, subscription),
      body: JSON.stringify({ type: subject, timestamp: createdAt, data: { noticeId: id, to, ...values } }),
    });
  }
  const { name, loginName: address, language } = reader.account;
  const vacancyId = vacancyOf(document) ?? "";
  const dwelling = (await dwellingsOfVacancies(context, [vacancyId])).get(vacancyId);
  const written = words({ to, subject, values, ...(dwelling ? { dwelling } : {}) }, { name, language });
  return mail!.hand({ id: `${id}.${reader.to}`, to: { name, address }, language, ...written });
}

/** Writes how far a notice is, in one change. */
async function write(
  { context, actor }: Sending,
  notice: Stored<"notice">,
  document: NoticeDocument,
  ended: readonly Ended[] = [],
): Promise<Stored<"notice">> {
  const { id: noticeId, version } = notice;
  const types = { sent: "notice-sent", failed: "notice-failed", kept: "notice-kept" } as const;
  const event: DomainEvent[] = document.state === "pending" ? [] : [{ type: types[document.state], noticeId }];
  const { sequence } = await commit(context, {
    actor,
    command: "send-notices",
    events: [...event, ...ended.map((one) => one.event)],
    writes: [replace(notice, document), ...ended.map((one) => one.write)],
  });
  return { ...notice, version: version + 1, sequence, document };
}

/**
 * Warnings before clocks end: for vacancies to the secretary, for requests and proofs to the employer, for answers to the landlord, for offers to landlord and
 * employer. Each goes out exactly once: its notice has the clock, its last day and the warning for an id, so that whoever tries again after a crash, or at
 * the same time, finds it there. A claim on the day saves the work; a day on which nobody looked is made up for by the next.
 */
import type { Actor } from "../../domain/access/actor.ts";
import { warningsDue } from "../../domain/clocks/clock.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { keysOf } from "../../domain/notices/notices-of.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { dayNumberOf, dayText } from "../../domain/shared/dates.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { commit } from "../commit.ts";
import type { Context } from "../ports.ts";
import { claimJob } from "../records/claim-job.ts";
import { listAll } from "../records/list-all.ts";
import type { ClockWork } from "./clock-work.ts";

const JOB = "warn-of-clocks";
const LEASE_MINUTES = 15;
/** Warnings in one change. */
const AT_ONCE = 500;

/** Sends the day's warnings and gives their number; undefined where they were sent before, or are being sent. */
export async function warnOfClocks(
  { context, actor, day }: ClockWork,
  daysBefore: readonly number[],
): Promise<number | undefined> {
  const { store, clock } = context;
  const lookedOn = (await store.jobs(JOB, 10)).find(({ key, state }) => state === "done" && key < day)?.key;
  const claim = await claimJob(context, JOB, day, LEASE_MINUTES);
  if (!claim) return undefined;
  const upTo = dayText(dayNumberOf(day)! + Math.max(...daysBefore));
  const question = { daysBefore, today: day, ...(lookedOn === undefined ? {} : { lastLookOn: lookedOn }) };
  const events: DomainEvent[] = [];
  for await (const { warning, endsOn } of candidates({ context, actor, day, lastOver: day }, upTo)) {
    const due = warningsDue({ endsOn }, question);
    if (due.length === 0) continue;
    const daysLeft = dayNumberOf(endsOn)! - dayNumberOf(day)!;
    events.push({ type: "clock-warned", endsOn, daysLeft, mark: due.at(-1)!, ...warning });
  }
  let sent = 0;
  for (let from = 0; from < events.length; from += AT_ONCE)
    sent += await warnOnce(context, actor, events.slice(from, from + AT_ONCE));
  await store.finish(claim, { now: clock.now(), state: "done", outcome: String(sent) });
  return sent;
}

/** Sends those that were not sent before, and gives their number; where another sent some meanwhile, the rest. */
async function warnOnce(context: Context, actor: Actor, events: readonly DomainEvent[]): Promise<number> {
  for (;;) {
    const sent = await context.store.getMany("notice", events.flatMap(keysOf));
    const fresh = events.filter((event) => !keysOf(event).some((key) => sent.has(key)));
    if (fresh.length === 0) return 0;
    try {
      await commit(context, { actor, command: "act-on-clocks", events: fresh });
      return fresh.length;
    } catch (error) {
      const isSentMeanwhile =
        error instanceof DomainError && error.code === "conflict" && error.values.kind === "notice";
      if (!isSentMeanwhile) throw error;
    }
  }
}

type Warning = Omit<Extract<DomainEvent, { type: "clock-warned" }>, "type" | "endsOn" | "daysLeft" | "mark">;

/** Records whose clock ends until a day, with whom a warning is about. */
async function* candidates(
  { context }: ClockWork,
  upTo: string,
): AsyncIterable<{ readonly warning: Warning; readonly endsOn: string }> {
  for (const state of ["declared", "open", "proposed"])
    for await (const { id, document } of listAll(context, { kind: "vacancy", by: "byState", equals: [state], upTo })) {
      const { landlordId, departementCode } = document;
      yield { warning: { kind: "vacancy", id, landlordId, departementCode }, endsOn: document.facts.designateBy };
    }
  for (const state of ["submitted", "active", "designated"])
    for await (const request of listAll(context, { kind: "request", by: "byState", equals: [state], upTo })) {
      const { facts } = request.document;
      if (facts)
        yield { warning: { kind: "request", id: request.id, ...employerOf({ facts }) }, endsOn: facts.validUntil };
    }
  yield* designationClocks(context);
  for await (const { id, document } of listAll(context, {
    kind: "proof",
    by: "byState",
    equals: ["validated"],
    upTo,
  })) {
    const request = await context.store.get("request", document.requestId);
    const endsOn = document.facts?.validUntil;
    if (request && endsOn !== undefined)
      yield { warning: { kind: "proof", id, ...employerOf(request.document) }, endsOn };
  }
}

/** Answers that are awaited, and offers that wait for a reply. */
async function* designationClocks(
  context: Context,
): AsyncIterable<{ readonly warning: Warning; readonly endsOn: string }> {
  for await (const { id, document } of listAll(context, { kind: "designation", by: "byState", equals: ["sent"] })) {
    const { landlordId, vacancyId, answerClock } = document;
    if (answerClock) yield { warning: { kind: "designation", id, landlordId, vacancyId }, endsOn: answerClock.endsOn };
  }
  for await (const { id, document } of listAll(context, { kind: "designation", by: "byState", equals: ["answered"] })) {
    const { landlordId, vacancyId } = document;
    const offered = document.candidates.find(({ state }) => state === "offered");
    if (!offered?.offer) continue;
    const { requestId, offer } = offered;
    const request = await context.store.get("request", requestId);
    const about = { landlordId, vacancyId, requestId, ...employerOf(request?.document ?? {}) };
    yield { warning: { kind: "offer", id: `${id}~${requestId}`, ...about }, endsOn: offer.endsOn };
  }
}

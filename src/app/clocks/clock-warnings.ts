/**
 * Warnings before clocks end, once a day: for vacancies to the secretary, for requests and proofs to the employer. A claim on the day keeps a
 * second run from warning again; a day on which nobody looked is made up for by the next.
 */
import { warningsDue } from "../../domain/clocks/clock.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { dayNumberOf, dayText } from "../../domain/shared/dates.ts";
import { commit } from "../commit.ts";
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
    events.push({ type: "clock-warned", endsOn, daysLeft: dayNumberOf(endsOn)! - dayNumberOf(day)!, ...warning });
  }
  for (let from = 0; from < events.length; from += AT_ONCE)
    await commit(context, { actor, command: "act-on-clocks", events: events.slice(from, from + AT_ONCE) });
  await store.finish(claim, { now: clock.now(), state: "done", outcome: String(events.length) });
  return events.length;
}

type Warning = Omit<Extract<DomainEvent, { type: "clock-warned" }>, "type" | "endsOn" | "daysLeft">;

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

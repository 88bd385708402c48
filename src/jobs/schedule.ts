/**
 * What the product does by itself: one line a job, a night in the order of its lines. When a line is due, and what becomes of a missed night, is
 * said in domain/jobs/job-plan.ts; how it is claimed and run in start-jobs.ts.
 */
import { actOnClocks } from "../app/act-on-clocks.ts";
import { warningDaysOf } from "../app/clocks/warning-days.ts";
import type { Context } from "../app/ports.ts";
import { publishSeed } from "../app/publish-seed.ts";
import { isRepairAwaited, reassign } from "../app/reassign.ts";
import { recordAuditRoot } from "../app/record-audit-root.ts";
import { runAllocation } from "../app/run-allocation.ts";
import { hasDueNotices, sendNotices } from "../app/send-notices.ts";
import type { Actor } from "../domain/access/actor.ts";
import type { JobLine } from "../domain/jobs/job-plan.ts";
import { dayNumberOf, dayText } from "../domain/shared/dates.ts";
import { DomainError } from "../domain/shared/domain-error.ts";

/** What a job works with: its key is a day, or a minute. */
export interface JobWork {
  readonly context: Context;
  readonly actor: Actor;
  readonly key: string;
}

/** A line with what it does. */
export interface Job extends JobLine {
  /** Does it, and says in a few codes and numbers what it came to. */
  readonly run: (work: JobWork) => Promise<string>;
  /** Of a job that runs every minute: false where there is nothing to do, and nothing is claimed. */
  readonly hasWork?: (work: Omit<JobWork, "key">) => Promise<boolean>;
}

const timeZone = "Europe/Paris";
const night = { cron: "30 2 * * *", timeZone } as const;

/** The table. */
export const schedule: readonly Job[] = [
  { name: "act-on-clocks", ...night, leaseMinutes: 30, missedDays: "each-in-order", run: clocks },
  {
    name: "run-allocation",
    ...night,
    leaseMinutes: 60,
    needs: "act-on-clocks",
    missedDays: "newest-only",
    run: allocation,
  },
  { name: "publish-seed", ...night, leaseMinutes: 5, missedDays: "newest-only", run: seedOfTomorrow },
  { name: "record-audit-root", ...night, leaseMinutes: 30, missedDays: "newest-only", run: auditRoot },
  {
    name: "send-notices",
    cron: "* * * * *",
    timeZone,
    leaseMinutes: 15,
    missedDays: "newest-only",
    run: notices,
    hasWork: ({ context }) => hasDueNotices(context),
  },
  {
    name: "reassign",
    cron: "* * * * *",
    timeZone,
    leaseMinutes: 15,
    missedDays: "newest-only",
    run: repairs,
    hasWork: ({ context }) => isRepairAwaited(context),
  },
];

/** The clocks of a day, a missed one as of that day; who was not warned then is warned by the next look. */
async function clocks({ context, actor, key: day }: JobWork): Promise<string> {
  const report = await actOnClocks(context, actor, { day, warningDays: await warningDaysOf(context) });
  const { expiredRequests, lostVacancies, lapsedOffers, lapsedConditions, warnings = 0 } = report;
  const lapsed = lapsedOffers.length + lapsedConditions.length;
  return `expired ${expiredRequests.done.length}, lost ${lostVacancies.done.length}, lapsed ${lapsed}, warned ${warnings}`;
}

/** The allocation of the newest day. A refused one stays refused until a person has corrected what stopped it: trying again would say the same. */
async function allocation({ context, actor, key: day }: JobWork): Promise<string> {
  // A night without a dwelling would only keep the day from being run by hand once there is one.
  if (!(await isAnyVacant(context))) return "nothing";
  const outcome = await runAllocation(context, actor, { day });
  if (outcome.kind !== "not-claimed") return `${outcome.kind} ${outcome.run.id}`;
  const last = (await context.store.jobs("allocation", 5)).find(({ key }) => key === day);
  // Somebody runs it by hand at this moment: it is looked at again when the wait is over.
  if (last?.state !== "done") throw new DomainError("job-claimed", { day });
  return `completed ${last.outcome ?? day}`;
}

async function isAnyVacant({ store }: Context): Promise<boolean> {
  for (const state of ["open", "proposed", "declared"]) {
    const { records } = await store.list({ kind: "vacancy", by: "byState", equals: [state], limit: 1 });
    if (records.length > 0) return true;
  }
  return false;
}

/** A seed is drawn on the day before it is used and on no other: one that was missed cannot be made up for. */
async function seedOfTomorrow({ context, actor, key }: JobWork): Promise<string> {
  const day = dayText(dayNumberOf(key)! + 1);
  if (day <= context.clock.today()) return "too-late";
  await publishSeed(context, actor, { day });
  return `published ${day}`;
}

/** One time records every day that is over. */
async function auditRoot({ context, actor }: JobWork): Promise<string> {
  return `recorded ${(await recordAuditRoot(context, actor)).length}`;
}

/** Repairs that a town too large for them leaves to this job. */
async function repairs({ context, actor }: JobWork): Promise<string> {
  const { reassignmentIds, moves, proposals } = await reassign(context, actor);
  return `made ${reassignmentIds.length}, moves ${moves}, proposals ${proposals}`;
}

async function notices({ context, actor }: JobWork): Promise<string> {
  const { sent, later, failed, kept } = await sendNotices(context, actor);
  return `sent ${sent}, later ${later}, failed ${failed}, kept ${kept}`;
}

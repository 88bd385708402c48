/** What the operator must see: the jobs of a table, and what lies in the outbox. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { DayRoot } from "../domain/audit/day-root.ts";
import type { JobLine } from "../domain/jobs/job-plan.ts";
import { type Concern, concernsOf } from "./jobs/concerns.ts";
import { type JobsStanding, jobsStanding } from "./jobs/job-standing.ts";
import type { Context, Stored } from "./ports.ts";
import { recordedRoots } from "./record-audit-root.ts";

/** How the product stands without anybody looking after it. */
export interface Operations extends JobsStanding {
  readonly outbox: {
    /** Notices on their way; `isMore` where there are more than were counted. */
    readonly waiting: number;
    readonly isMore: boolean;
    /** Those whose time has come already. */
    readonly due: number;
    readonly dead: number;
    /** True where a mail server is configured. */
    readonly hasMail: boolean;
  };
  /** What is not well, the most pressing first. */
  readonly concerns: readonly Concern[];
  /** The last runs, the newest first. */
  readonly runs: readonly Stored<"run">[];
  /** The newest root of the audit log. */
  readonly lastRoot?: DayRoot;
  readonly entries: number;
  /** Where the store lies. */
  readonly place: string;
}

const COUNTED = 1_000;
const RUNS = 30;

/** Reads how everything stands. `lines` is the table of the jobs. */
export async function listJobs(context: Context, actor: Actor, lines: readonly JobLine[]): Promise<Operations> {
  authorise(actor, "list-jobs");
  const { store, clock, post } = context;
  const standing = await jobsStanding(context, lines);
  const count = { kind: "notice", by: "due", limit: COUNTED } as const;
  const waiting = await store.list({ ...count, equals: ["pending"] });
  const due = await store.list({ ...count, equals: ["pending"], upTo: clock.now() });
  const dead = await store.list({ ...count, equals: ["failed"] });
  const { records: runs } = await store.list({ kind: "run", by: "newest", equals: [], limit: RUNS });
  const lastRoot = (await recordedRoots(context)).at(-1);
  return {
    ...standing,
    concerns: concernsOf({ standing, ...(runs[0] ? { run: runs[0] } : {}), deadLetters: dead.records.length }),
    runs,
    outbox: {
      waiting: waiting.records.length,
      isMore: waiting.next !== undefined,
      due: due.records.length,
      dead: dead.records.length,
      hasMail: post?.mail !== undefined,
    },
    ...(lastRoot ? { lastRoot } : {}),
    entries: (await store.head()).sequence,
    place: store.place,
  };
}

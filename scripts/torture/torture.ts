/**
 * `npm run torture`: breaks the product on purpose and prints what it kept. Exit code 1 when a goal is missed.
 * Options: `--long` (the full figures; some seconds otherwise), `--only kill,decisions,night,backup`, `--store sqlite,mongo`.
 */
import { parseArgs } from "node:util";
import { isReached, Report } from "../bench/report.ts";
import { backupDuringWrites } from "./backup-during-writes.ts";
import { type DatabasePlaces, openPlaces, type StoreKind, storeKinds } from "./database-places.ts";
import { killInCommits } from "./kill-in-commits.ts";
import { decideAtOnce } from "./one-decision.ts";
import { killInNight, nightAtOnce } from "./one-night.ts";
import { killWorkers } from "./workers.ts";

/** How much is done. */
export interface TortureSize {
  readonly killRounds: number;
  readonly deciders: number;
  readonly decisionsPerProcess: number;
  readonly nights: number;
  readonly backups: number;
}

/** For tests and the continuous integration. */
export const short: TortureSize = { killRounds: 3, deciders: 2, decisionsPerProcess: 5, nights: 1, backups: 2 };
/** The figures of the report. */
export const long: TortureSize = { killRounds: 200, deciders: 4, decisionsPerProcess: 50, nights: 5, backups: 20 };

type Part = (places: DatabasePlaces, size: TortureSize, report: Report) => Promise<void>;

/** Exactly so many. */
function exactly(report: Report, what: string, reached: number, goal: number): void {
  report.goal({ what, reached, goal, kind: "exactly", unit: "" });
}

const parts: Readonly<Record<string, Part>> = {
  kill: async (places, { killRounds }, report) => {
    const { title } = places;
    const found = await timed(
      report,
      `kill -9 in the middle of commits, ${killRounds} rounds`,
      title,
      () => killInCommits(places, { rounds: killRounds }),
      ({ acknowledged, unacknowledged, versions }) =>
        `${acknowledged} commits acknowledged, ${unacknowledged} done when the kill came before the acknowledgement, ${versions} records`,
    );
    report.goal({
      what: `${title}: commits acknowledged before a kill`,
      reached: found.acknowledged,
      goal: killRounds,
      kind: "least",
      unit: "",
    });
    exactly(report, `${title}: acknowledged commits lost`, found.lost, 0);
    exactly(report, `${title}: commits half written`, found.halfWritten, 0);
    exactly(report, `${title}: problems of the audit log`, found.auditProblems, 0);
  },
  decisions: async (places, { deciders, decisionsPerProcess }, report) => {
    const { title } = places;
    const count = deciders * decisionsPerProcess;
    const found = await timed(
      report,
      `${count} decisions at once on one proposal, from ${deciders} processes`,
      title,
      () => decideAtOnce(places, { processes: deciders, decisionsPerProcess }),
      ({ others }) => (others.length > 0 ? `otherwise: ${others.slice(0, 3).join(" ")}` : ""),
    );
    exactly(report, `${title}: decisions made`, found.decided, 1);
    exactly(report, `${title}: conflicts that name the newer state`, found.conflictsNamingState, count - 1);
    exactly(report, `${title}: decisions stored`, found.stored, 1);
  },
  night: async (places, { nights }, report) => {
    const { title } = places;
    const all = { completed: 0, notClaimed: 0, runs: 0 };
    await timed(report, `two processes run one night, ${nights} times`, title, async () => {
      for (let i = 0; i < nights; i++) {
        const found = await nightAtOnce(places, 2);
        for (const name of ["completed", "notClaimed", "runs"] as const) all[name] += found[name];
      }
    });
    exactly(report, `${title}: nights completed`, all.completed, nights);
    exactly(report, `${title}: processes told that the night is another's`, all.notClaimed, nights);
    exactly(report, `${title}: runs stored`, all.runs, nights);
    const killed = await timed(
      report,
      "a process killed in the middle of a night",
      title,
      () => killInNight(places),
      ({ withinLease, afterLease }) => `another process within the lease: ${withinLease}; after it: ${afterLease}`,
    );
    exactly(
      report,
      `${title}: nights kept from others within the lease`,
      Number(killed.withinLease === "not-claimed"),
      1,
    );
    exactly(
      report,
      `${title}: nights finished by another after the lease`,
      Number(killed.afterLease === "completed"),
      1,
    );
    exactly(report, `${title}: runs stored after the kill`, killed.runs, 1);
  },
  backup: async (places, { backups }, report) => {
    if (places.kind !== "sqlite") return;
    const { title } = places;
    const found = await timed(
      report,
      `${backups} backups while two processes write`,
      title,
      () => backupDuringWrites(places, backups),
      ({ entries, versions }) => `${entries} commits and ${versions} records in the backups`,
    );
    exactly(report, `${title}: restored backups that verify and take a commit`, found.verified, backups);
    exactly(report, `${title}: commits acknowledged before a backup and not in it`, found.missing, 0);
    exactly(report, `${title}: commits half written in a backup`, found.halfWritten, 0);
  },
};

async function timed<T>(
  report: Report,
  what: string,
  size: string,
  work: () => Promise<T>,
  noteOf: (found: T) => string = () => "",
): Promise<T> {
  const start = performance.now();
  const found = await work();
  report.figure({ what, size, milliseconds: performance.now() - start, note: noteOf(found) });
  return found;
}

/** Tortures the product. */
export async function torture(
  size: TortureSize,
  wanted: { readonly stores?: readonly StoreKind[]; readonly parts?: readonly string[] } = {},
  report = new Report(),
): Promise<Report> {
  for (const kind of wanted.stores ?? storeKinds) {
    const places = await openPlaces(kind);
    try {
      for (const part of wanted.parts ?? Object.keys(parts)) await parts[part]!(places, size, report);
    } finally {
      await killWorkers();
      await places.close();
    }
  }
  return report;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      long: { type: "boolean", default: false },
      only: { type: "string", default: Object.keys(parts).join(",") },
      store: { type: "string", default: storeKinds.join(",") },
    },
  });
  const wantedParts = values.only.split(",");
  const stores = values.store.split(",") as StoreKind[];
  const unknown = [
    ...wantedParts.filter((part) => !(part in parts)),
    ...stores.filter((kind) => !storeKinds.includes(kind)),
  ];
  if (unknown.length > 0) {
    process.stderr.write(
      `${unknown.join(", ")}: parts are ${Object.keys(parts).join(", ")}; stores are ${storeKinds.join(", ")}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const report = await torture(values.long ? long : short, { stores, parts: wantedParts });
  process.stdout.write(`${report.markdown()}\n`);
  if (!report.goals.every(isReached)) process.exitCode = 1;
}

if (import.meta.main) await run();

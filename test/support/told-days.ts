/** Three days of a small database with a whole audit: an import, requests of invented people, a reading, an erasure, two roots of days. */
import { copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { amendRequest } from "../../src/app/amend-request.ts";
import { commitBulk, create } from "../../src/app/commit.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { readPerson } from "../../src/app/read-person.ts";
import { recordAuditRoot } from "../../src/app/record-audit-root.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { rootLine } from "../../src/domain/audit/day-root.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { employerFacts, personContents, requestFacts } from "./builders.ts";
import { type App, actorOf, openApp } from "./open-app.ts";

/** What a test needs to find its way in the days. */
export interface ToldDays {
  /** Lines of the roots of the first two days. */
  readonly roots: readonly string[];
  readonly personId: string;
  readonly erasedPersonId: string;
}

/** A database of the days. */
export interface ToldFile extends ToldDays {
  readonly app: App;
  /** A copy as it was at the end of the first day. */
  readonly firstDayFile: string;
}

/** The days in a file. */
export async function toldFile(): Promise<ToldFile> {
  const app = await openApp({ now: "2026-11-20T08:00:00.000Z" });
  const firstDayFile = `${app.file}.first-day`;
  return { ...(await toldDays(app, () => keepCopy(app.file, firstDayFile))), app, firstDayFile };
}

/**
 * Entries: 1 import of an employer and twenty requests, 2 submits Q-1, 3 submits Q-2, 4 amends Q-1, 5 reads who it is; the next day 6 root, 7 amends
 * Q-1, 8 erases who Q-2 was; the day after 9 root, 10 amends Q-1. The clock must stand on the morning of the first day, 20 November 2026.
 */
export async function toldDays(app: App, afterFirstDay: () => void = () => undefined): Promise<ToldDays> {
  const { context } = app;
  await importTown(app);
  const hr = actorOf("hr");
  const { personId } = await submitRequest(context, hr, { facts: requestFacts(), person: personContents() });
  const second = personContents({ familyName: "Autre-Inventée", email: "autre@example.invalid" });
  const erased = await submitRequest(context, hr, { facts: requestFacts({ id: "Q-2" }), person: second });
  await amend(app, { resourcesCentsPerMonth: 150_000 });
  await readPerson(context, actorOf("secretary"), { personIds: [personId], purpose: "judge-proof" });
  afterFirstDay();
  context.clock.moveTo("2026-11-21T08:00:00.000Z");
  const roots = await recordAuditRoot(context, actorOf("system"));
  await amend(app, { resourcesCentsPerMonth: 151_000 });
  await erasePerson(context, actorOf("dpo"), { personId: erased.personId, ground: "person-asked" });
  context.clock.moveTo("2026-11-22T08:00:00.000Z");
  const more = await recordAuditRoot(context, actorOf("system"));
  await amend(app, { resourcesCentsPerMonth: 152_000 });
  return { roots: [...roots, ...more].map(rootLine), personId, erasedPersonId: erased.personId };
}

async function importTown({ context }: App): Promise<void> {
  function* writes() {
    yield create("employer", "E-1", { facts: employerFacts() });
    for (let i = 1; i <= 20; i++) {
      const facts = requestFacts({ id: `I-${i}` });
      yield create("request", facts.id, {
        state: "active",
        submittedBy: "operator-1",
        submittedAt: context.clock.now(),
        facts,
      });
    }
  }
  await commitBulk(context, {
    actor: actorOf("operator"),
    command: "import-pool",
    writes: writes(),
    events: () => [{ type: "pool-imported", records: 21, unchanged: 0 }],
  });
}

async function amend({ context }: App, household: Partial<Request["household"]>): Promise<void> {
  const stored = (await context.store.get("request", "Q-1"))!;
  const before = stored.document.facts!;
  const facts = { ...before, household: { ...before.household, ...household } };
  await amendRequest(context, actorOf("hr"), { requestId: "Q-1", expected: stored.version, facts });
}

function keepCopy(file: string, to: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  db.prepare("VACUUM INTO ?").run(to);
  db.close();
}

/** A copy of a closed database, changed behind the product's back. */
export function alteredCopy(file: string, to: string, alter: (db: DatabaseSync) => void): string {
  copyFileSync(file, to);
  const db = new DatabaseSync(to);
  try {
    alter(db);
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
  return to;
}

import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import type { Store } from "../../src/app/ports.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { type AuditVerification, verifyAudit } from "../../src/app/verify-audit.ts";
import type { AuditEntry } from "../../src/domain/audit/audit-entry.ts";
import type { AuditProblem } from "../../src/domain/audit/audit-problem.ts";
import { DayRootBuilder, rootLine } from "../../src/domain/audit/day-root.ts";
import { digestDocument } from "../../src/domain/audit/record-digest.ts";
import { RowLeaves } from "../../src/domain/audit/row-leaves.ts";
import { canonicalJson, sha256 } from "../../src/domain/shared/digest.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { actorOf } from "../support/open-app.ts";
import { alteredCopy, type ToldFile, toldFile } from "../support/told-days.ts";

type Entry = { -readonly [member in keyof AuditEntry]: AuditEntry[member] };

const dpo = actorOf("dpo");

/** What is found first, in few words: `code at sequence`, and the version where it is one. */
function named({ code, sequence, record }: AuditProblem): string {
  return `${code} at ${sequence}${record ? `: ${record.kind} ${record.id} version ${record.version}` : ""}`;
}

function entryAt(db: DatabaseSync, sequence: number): Entry {
  const { entry } = db.prepare("SELECT entry FROM audit WHERE sequence = ?").get(sequence) as { entry: string };
  return JSON.parse(entry);
}

function keepEntry(db: DatabaseSync, entry: Entry, place = entry.sequence): void {
  const { at, hash } = entry;
  db.prepare("UPDATE audit SET at = ?, hash = ?, entry = ? WHERE sequence = ?").run(
    at,
    hash,
    canonicalJson(entry),
    place,
  );
}

function hashed({ hash: _, ...content }: Entry): Entry {
  return { ...content, hash: sha256(canonicalJson(content)) };
}

/** Changes an entry and leaves its hash. */
function edit(db: DatabaseSync, sequence: number, change: Partial<Entry>): void {
  keepEntry(db, { ...entryAt(db, sequence), ...change });
}

/** Makes every entry from one on anew, each with a hash that fits and chained to the one before. */
function chainAnew(db: DatabaseSync, from: number): void {
  const { last } = db.prepare("SELECT max(sequence) AS last FROM audit").get() as { last: number };
  for (let sequence = from; sequence <= last; sequence++) {
    const previous = sequence === 1 ? "0".repeat(64) : entryAt(db, sequence - 1).hash;
    keepEntry(db, hashed({ ...entryAt(db, sequence), previous }));
  }
}

function deleteEntries(db: DatabaseSync, condition: string): void {
  db.exec(`DELETE FROM audit WHERE ${condition}`);
}

/** Takes away everything that the entries after one wrote, as if they had never been. */
function cutAfter(db: DatabaseSync, sequence: number): void {
  deleteEntries(db, `sequence > ${sequence}`);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '% past'").all();
  for (const { name } of tables) {
    const kind = String(name).replace(/ past$/, "");
    const gone = db.prepare(`SELECT id FROM "${kind}" WHERE sequence > ?`).all(sequence) as { id: string }[];
    for (const { id } of gone) backTo(db, kind, id, sequence);
  }
}

/** Puts the version of a record that was current at a sequence back in its place. */
function backTo(db: DatabaseSync, kind: string, id: string, sequence: number): void {
  const past = db.prepare(`SELECT * FROM "${kind} past" WHERE id = ? AND sequence <= ? AND superseded_by > ?`);
  const found = past.get(id, sequence, sequence);
  if (found) {
    const { superseded_by: _, ...parts } = found;
    const set = Object.keys(parts).map((name) => `"${name}" = ?`);
    db.prepare(`UPDATE "${kind}" SET ${set.join(", ")} WHERE id = ?`).run(...Object.values(parts), id);
  } else {
    db.prepare(`DELETE FROM "${kind}" WHERE id = ?`).run(id);
  }
  db.prepare(`DELETE FROM "${kind} past" WHERE id = ? AND superseded_by > ?`).run(id, sequence);
}

function factsOf(db: DatabaseSync, table: string, condition: string): { facts: string; life: string } {
  return db.prepare(`SELECT facts, life FROM "${table}" WHERE ${condition}`).get() as { facts: string; life: string };
}

/** Other facts in a version, with digests that fit them. */
function forgeFacts(db: DatabaseSync, table: string, condition: string): void {
  const { facts, life } = factsOf(db, table, condition);
  const forged = digestDocument({ ...JSON.parse(life), facts: { ...JSON.parse(facts), hasUniqueNumber: false } });
  db.prepare(`UPDATE "${table}" SET facts = ?, facts_digest = ?, digest = ? WHERE ${condition}`).run(
    forged.facts!,
    Buffer.from(forged.factsDigest!, "hex"),
    Buffer.from(forged.digest, "hex"),
  );
}

const replaceIn =
  (table: string, column: string, from: string, to: string, condition: string) => (db: DatabaseSync) => {
    const { changes } = db
      .prepare(`UPDATE "${table}" SET ${column} = replace(${column}, ?, ?) WHERE ${condition}`)
      .run(from, to);
    if (changes !== 1) throw new Error(`${changes} rows were altered instead of one`);
  };

interface Alteration {
  readonly title: string;
  readonly alter: (db: DatabaseSync) => void;
  readonly firstWrong: string;
  /** Other things that must be named too. */
  readonly also?: readonly string[];
}

const q1 = "id = 'Q-1'";

const alterations: readonly Alteration[] = [
  {
    title: "an entry tells another event",
    alter: (db) => edit(db, 4, { events: [{ type: "request-amended", requestId: "Q-2", employerId: "E-1" }] }),
    firstWrong: "entry-altered at 4",
  },
  {
    title: "an entry tells another time",
    alter: (db) => edit(db, 5, { at: "2026-11-20T07:00:00.000Z" }),
    firstWrong: "entry-altered at 5",
    also: ["time-backwards at 5"],
  },
  {
    title: "an entry tells another actor",
    alter: (db) => edit(db, 7, { actorId: "somebody-else" }),
    firstWrong: "entry-altered at 7",
  },
  {
    title: "an entry tells another actor and got a hash that fits",
    alter: (db) => keepEntry(db, hashed({ ...entryAt(db, 7), actorId: "somebody-else" })),
    firstWrong: "chain-broken at 7",
  },
  {
    title: "an entry tells another purpose of a reading",
    alter: (db) => edit(db, 5, { purpose: "review-proposal" }),
    firstWrong: "entry-altered at 5",
  },
  {
    title: "an entry lost what every entry has",
    alter: (db) => {
      const { rows: _, ...rest } = entryAt(db, 4);
      keepEntry(db, hashed(rest as Entry), 4);
    },
    firstWrong: "entry-altered at 4",
  },
  {
    title: "an entry is no text that can be read any more",
    alter: (db) => db.exec("UPDATE audit SET entry = substr(entry, 1, 40) WHERE sequence = 4"),
    firstWrong: "entry-altered at 4",
  },
  {
    title: "an entry tells of other versions than its root",
    alter: (db) => {
      const entry = entryAt(db, 10);
      const changes = entry.changes!.map((change) => ({ ...change, id: "Q-9" }));
      keepEntry(db, hashed({ ...entry, changes }));
    },
    firstWrong: "changes-differ at 10",
  },
  {
    title: "an entry tells of a version that was never written, with a root that fits",
    alter: (db) => {
      const added = { kind: "request", id: "Q-9", version: 1, digest: "a".repeat(64) };
      const entry = entryAt(db, 10);
      keepEntry(db, hashed({ ...entry, changes: [...entry.changes!, added] }));
    },
    firstWrong: "changes-differ at 10",
  },
  {
    title: "an entry is deleted in the middle",
    alter: (db) => deleteEntries(db, "sequence = 5"),
    firstWrong: "entry-missing at 5",
  },
  {
    title: "entries are deleted in the middle with what they wrote",
    alter: (db) => {
      deleteEntries(db, "sequence IN (2, 3)");
      db.exec('DELETE FROM person WHERE sequence IN (2, 3); DELETE FROM "person-key" WHERE sequence IN (2, 3)');
    },
    firstWrong: "entry-missing at 2",
  },
  {
    title: "entries are deleted at the end and their versions stay",
    alter: (db) => deleteEntries(db, "sequence > 9"),
    firstWrong: "version-without-entry at 10: request Q-1 version 4",
  },
  {
    title: "an entry is inserted with the number of another",
    alter: (db) => {
      const inserted = hashed({ ...entryAt(db, 5), actorId: "somebody-else" });
      db.exec(
        "UPDATE audit SET sequence = -sequence WHERE sequence > 4; UPDATE audit SET sequence = 1 - sequence WHERE sequence < 0",
      );
      db.prepare("INSERT INTO audit VALUES (5, ?, ?, ?)").run(inserted.at, inserted.hash, canonicalJson(inserted));
    },
    firstWrong: "entry-out-of-place at 5",
    also: ["chain-broken at 5"],
  },
  {
    title: "an entry is added at the end that does not follow the last one",
    alter: (db) => {
      const added = hashed({ ...entryAt(db, 5), sequence: 11, at: "2026-11-22T08:00:00.000Z" });
      db.prepare("INSERT INTO audit VALUES (11, ?, ?, ?)").run(added.at, added.hash, canonicalJson(added));
    },
    firstWrong: "chain-broken at 10",
  },
  {
    title: "two entries are swapped",
    alter: (db) => {
      const [fourth, fifth] = [entryAt(db, 4), entryAt(db, 5)];
      keepEntry(db, fifth, 4);
      keepEntry(db, fourth, 5);
    },
    firstWrong: "entry-out-of-place at 4",
  },
  {
    title: "facts of a current version are edited",
    alter: replaceIn("request", "facts", "152000", "52000", q1),
    firstWrong: "content-differs at 10: request Q-1 version 4",
  },
  {
    title: "facts of an earlier version are edited",
    alter: replaceIn("request past", "facts", "150000", "50000", `${q1} AND version = 2`),
    firstWrong: "content-differs at 4: request Q-1 version 2",
  },
  {
    title: "facts of an imported record are edited",
    alter: replaceIn("request", "facts", "148000", "48000", "id = 'I-7'"),
    firstWrong: "content-differs at 1: request I-7 version 1",
  },
  {
    title: "the life of a version is edited",
    alter: replaceIn("request", "life", '"active"', '"housed"', q1),
    firstWrong: "content-differs at 10: request Q-1 version 4",
  },
  {
    title: "the life of an erased version is edited",
    alter: replaceIn("request", "life", '"deregistered"', '"housed"', "id = 'Q-2'"),
    firstWrong: "content-differs at 8: request Q-2 version 2",
  },
  {
    title: "a digest is edited together with the content",
    alter: (db) => forgeFacts(db, "request past", `${q1} AND version = 2`),
    firstWrong: "version-altered at 4: request Q-1 version 2",
  },
  {
    title: "a digest of an imported record is edited together with the content",
    alter: (db) => forgeFacts(db, "request", "id = 'I-7'"),
    firstWrong: "rows-differ at 1",
  },
  {
    title: "the digest of facts is edited where the facts were erased",
    alter: (db) => db.prepare("UPDATE request SET facts_digest = ? WHERE id = 'Q-2'").run(Buffer.alloc(32, 9)),
    firstWrong: "content-differs at 8: request Q-2 version 2",
  },
  {
    title: "a request is hidden from the runs by the column of its state",
    alter: (db) => db.exec(`UPDATE request SET state = 'housed' WHERE ${q1}`),
    firstWrong: "misfiled at 10: request Q-1 version 4",
  },
  {
    title: "an earlier version is removed",
    alter: (db) => db.exec(`DELETE FROM "request past" WHERE ${q1} AND version = 2`),
    firstWrong: "version-missing at 4: request Q-1 version 2",
  },
  {
    title: "the first version is removed",
    alter: (db) => db.exec(`DELETE FROM "request past" WHERE ${q1} AND version = 1`),
    firstWrong: "version-missing at 2: request Q-1 version 1",
  },
  {
    title: "a record is removed with all its versions",
    alter: (db) => db.exec("DELETE FROM person WHERE id = 'id-00000001'"),
    firstWrong: "version-missing at 2: person id-00000001 version 1",
  },
  {
    title: "an imported record is removed",
    alter: (db) => db.exec("DELETE FROM request WHERE id = 'I-7'"),
    firstWrong: "rows-differ at 1",
  },
  {
    title: "the newest version is removed and the one before put in its place",
    alter: (db) => backTo(db, "request", "Q-1", 9),
    firstWrong: "version-missing at 10: request Q-1 version 4",
  },
  {
    title: "a record is added",
    alter: (db) => copyRow(db, "request", "I-7", "'Q-9', 1, 5"),
    firstWrong: "version-without-entry at 5: request Q-9 version 1",
  },
  {
    title: "a record is added among the imported ones",
    alter: (db) => copyRow(db, "request", "I-7", "'Q-9', 1, 1"),
    firstWrong: "rows-differ at 1",
  },
  {
    title: "a version is added of an entry that does not exist",
    alter: (db) => copyRow(db, "request", "I-7", "'Q-9', 1, 77"),
    firstWrong: "version-without-entry at 77: request Q-9 version 1",
  },
  {
    title: "a version is said to be of another entry",
    alter: (db) => db.exec(`UPDATE "request past" SET sequence = 5 WHERE ${q1} AND version = 2`),
    firstWrong: "version-missing at 4: request Q-1 version 2",
    also: ["version-out-of-place at 5: request Q-1 version 2", "version-without-entry at 5: request Q-1 version 2"],
  },
  {
    title: "a request is marked as erased and emptied",
    alter: (db) => db.exec(`UPDATE request SET erased_by = 8, facts = NULL WHERE ${q1}`),
    firstWrong: "erased-without-entry at 10: request Q-1 version 4",
  },
  {
    title: "facts are taken out and nothing is marked",
    alter: (db) => db.exec("UPDATE request SET facts = NULL WHERE id = 'I-7'"),
    firstWrong: "content-differs at 1: request I-7 version 1",
  },
  {
    title: "a person's names are taken out and marked as erased",
    alter: (db) => db.exec("UPDATE person SET erased_by = 8, life = '{}' WHERE id = 'id-00000001'"),
    firstWrong: "erased-without-entry at 2: person id-00000001 version 1",
  },
  {
    title: "what was erased is put back",
    alter: (db) => {
      const { facts } = factsOf(db, "request", "id = 'I-7'");
      db.prepare("UPDATE \"request past\" SET facts = ?, erased_by = NULL WHERE id = 'Q-2'").run(
        facts.replace("I-7", "Q-2"),
      );
    },
    firstWrong: "erased-still-there at 3: request Q-2 version 1",
  },
  {
    title: "an erased key is put back",
    alter: (db) => db.exec(`UPDATE "person-key" SET life = '{"wrapped":"AAAA"}' WHERE id = 'id-00000002'`),
    firstWrong: "erased-still-there at 3: person-key id-00000002 version 1",
  },
];

function copyRow(db: DatabaseSync, table: string, id: string, idVersionSequence: string): void {
  const row = db.prepare(`SELECT * FROM "${table}" WHERE id = ?`).get(id)!;
  const rest = Object.keys(row).filter((name) => !["id", "version", "sequence"].includes(name));
  const names = rest.map((name) => `"${name}"`).join(", ");
  db.exec(
    `INSERT INTO "${table}" (id, version, sequence, ${names}) SELECT ${idVersionSequence}, ${names} FROM "${table}" WHERE id = '${id}'`,
  );
}

const flipped = (column: string) =>
  `${column} = CAST(substr(${column}, 1, 11) || x'00' || substr(${column}, 13) AS BLOB)`;
const replacedText = (column: string) =>
  `${column} = substr(${column}, 1, length(${column}) / 2) || '~' || substr(${column}, length(${column}) / 2 + 2)`;

/** What one alteration sets, by column; a number moves by one. */
const settings: Readonly<Record<string, string>> = {
  version: "version = version + 50",
  sequence: "sequence = sequence + 1",
  superseded_by: "superseded_by = superseded_by + 1",
  erased_by: "erased_by = erased_by + 1",
  digest: flipped("digest"),
  facts_digest: flipped("facts_digest"),
  life: replacedText("life"),
  facts: replacedText("facts"),
};

const ownColumns = new Set([...Object.keys(settings), "id", "schema_version", "at", "hash", "entry"]);

/**
 * One alteration for each column that the audit covers of each row, of one imported request instead of twenty. Left out: what remains of an erased
 * name or key, which is nothing.
 */
function singleAlterations(file: string): { readonly title: string; readonly sql: string }[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const made: { readonly title: string; readonly sql: string }[] = [];
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const name of tables.map((row) => String(row.name)).filter((each) => each !== "meta" && each !== "job")) {
    const columns = Object.keys(db.prepare(`SELECT * FROM "${name}" LIMIT 1`).get() ?? {});
    for (const row of db.prepare(`SELECT rowid AS place, * FROM "${name}"`).all()) {
      if (/^I-(?!7$)/.test(String(row.id))) continue;
      const where = `WHERE rowid = ${row.place}`;
      const filed = columns.filter((each) => !ownColumns.has(each) && typeof row[each] === "string");
      const sets =
        name === "audit"
          ? [replacedText("entry"), "sequence = sequence + 100"]
          : [
              ...columns.filter((each) => settings[each] && row[each] !== null).map((each) => settings[each]!),
              ...filed.map((each) => `"${each}" = "${each}" || 'x'`),
            ];
      for (const set of sets) {
        const isEmptied = /^person/.test(name) && row.erased_by !== null && set.startsWith("life");
        if (!isEmptied)
          made.push({
            title: `${name} ${row.id ?? row.sequence}: ${set}`,
            sql: `UPDATE "${name}" SET ${set} ${where}`,
          });
      }
      if (name !== "audit" && row.erased_by === null)
        made.push({ title: `${name} ${row.id}: marked`, sql: `UPDATE "${name}" SET erased_by = 7 ${where}` });
    }
  }
  db.close();
  return made;
}

describe("verifying the audit", () => {
  let days: ToldFile;
  let copies = 0;

  before(async () => {
    days = await toldFile();
    await days.app.context.store.close();
  });
  after(() => days.app.close());

  async function verifyCopy(
    alter: (db: DatabaseSync) => void,
    keptRoots: readonly string[] = [],
    from = days.app.file,
  ): Promise<AuditVerification> {
    const file = alteredCopy(from, join(dirname(days.app.file), `copy-${copies++}.db`), alter);
    const store = await openSqliteStore(file);
    try {
      return await verifyAudit({ store }, dpo, { keptRoots });
    } finally {
      await store.close();
    }
  }

  it("finds nothing wrong in a copy that nobody altered, after an erasure too", async () => {
    const found = await verifyCopy(() => undefined, days.roots);
    expect(found.problems).to.deep.equal([]);
    expect(found).to.deep.include({ ok: true, entries: 10, versions: 36, problemCount: 0, coveredThrough: 8 });
  });

  for (const { title, alter, firstWrong, also = [] } of alterations) {
    it(`names it when ${title}`, async () => {
      const found = await verifyCopy(alter);
      const names = found.problems.map(named);
      expect(found.ok).to.equal(false);
      expect(found.firstWrong, JSON.stringify(names)).to.equal(found.problems[0]);
      expect(names[0], JSON.stringify(names)).to.equal(firstWrong);
      expect(names).to.include.members([...also]);
    });
  }

  it("names every single value that is altered, whichever row and column of the log or of a version it is", async () => {
    const unseen: string[] = [];
    for (const { title, sql } of singleAlterations(days.app.file)) {
      const found = await verifyCopy((db) => {
        if (db.prepare(sql).run().changes !== 1) throw new Error(`${title}: not one row was altered`);
      });
      if (found.ok) unseen.push(title);
    }
    expect(unseen).to.deep.equal([]);
  });

  describe("with roots kept elsewhere", () => {
    const wholeLogAnew = (db: DatabaseSync) => {
      keepEntry(db, { ...entryAt(db, 4), actorId: "somebody-else" });
      chainAnew(db, 4);
    };

    it("sees an older copy put in the place of the database, and only by them", async () => {
      const alone = await verifyCopy(() => undefined, [], days.firstDayFile);
      expect(alone).to.deep.include({ ok: true, entries: 5, coveredThrough: 0 });
      const found = await verifyCopy(() => undefined, days.roots, days.firstDayFile);
      expect(found.problems.map(named)).to.deep.equal(["truncated at 6"]);
      expect(found.firstWrong!.values).to.deep.equal({ last: 5, day: "2026-11-21" });
    });

    it("sees an end that was cut off with what it wrote; an erasure that was cut off shows without them", async () => {
      const cut = (db: DatabaseSync) => cutAfter(db, 7);
      expect(named((await verifyCopy(cut)).firstWrong!)).to.equal(
        "version-without-entry at 8: person id-00000002 version 1",
      );
      const found = await verifyCopy(cut, days.roots);
      expect(named(found.firstWrong!)).to.equal("version-without-entry at 8: person id-00000002 version 1");
      expect(found.problems.map(named)).to.include("truncated at 8");
    });

    it("says up to where they vouch: an end cut off after that does not show", async () => {
      const found = await verifyCopy((db) => cutAfter(db, 9), days.roots);
      expect(found).to.deep.include({ ok: true, entries: 9, coveredThrough: 8 });
    });

    it("sees a beginning that was cut off", async () => {
      const found = await verifyCopy((db) => deleteEntries(db, "sequence < 3"), days.roots);
      expect(named(found.firstWrong!)).to.equal("entry-missing at 1");
    });

    it("sees a log that was chained anew after an edit, by the root recorded in it too", async () => {
      const alone = await verifyCopy(wholeLogAnew);
      expect(alone.problems.map(named)).to.deep.equal(["stored-root-differs at 5", "stored-root-differs at 8"]);
      const found = await verifyCopy(wholeLogAnew, days.roots);
      expect(named(found.firstWrong!)).to.equal("kept-root-differs at 5");
      expect(found.firstWrong!.values).to.deep.equal({ day: "2026-11-20", from: 1, to: 5 });
      expect(found.coveredThrough).to.equal(0);
    });

    it("sees a log that was chained anew with its own roots made anew", async () => {
      const found = await verifyCopy(allAnew, days.roots);
      expect((await verifyCopy(allAnew)).problems).to.deep.equal([]);
      expect(found.problems.map(named)).to.deep.equal(["kept-root-differs at 5", "kept-root-differs at 8"]);
    });

    it("names a kept root that was changed", async () => {
      const changed = days.roots.map((line, at) =>
        at === 1 ? `${line.slice(0, -1)}${line.endsWith("0") ? "1" : "0"}` : line,
      );
      const found = await verifyCopy(() => undefined, changed);
      expect(found.problems.map(named)).to.deep.equal(["kept-root-differs at 8"]);
      expect(found.coveredThrough).to.equal(5);
    });

    it("names a kept root of another day", async () => {
      const changed = days.roots.map((line) => line.replace("2026-11-21", "2026-11-19"));
      const found = await verifyCopy(() => undefined, changed);
      expect(found.problems.map(named)).to.deep.equal(["kept-root-differs at 8"]);
    });

    it("refuses lines that are no roots, naming the first", async () => {
      const lines = [days.roots[0]!, "", "2026-11-21 8 6 abc"];
      const error = await verifyCopy(() => undefined, lines).catch((caught: unknown) => caught);
      expect(error).to.include({ code: "not-allowed" });
      expect(error).to.have.nested.property("values.field", "line 3 of the kept roots");
    });
  });

  it("is not misled by what is committed while it reads: a change, an erasure, a person more", async () => {
    const { app, personId } = await toldFile();
    try {
      const { context } = app;
      let isCommitted = false;
      const busy = new Proxy(context.store, {
        get(target, name) {
          if (name === "versions") {
            return async function* (kind: Parameters<Store["versions"]>[0]) {
              if (!isCommitted) {
                isCommitted = true;
                await submitRequest(context, actorOf("hr"), {
                  facts: requestFacts({ id: "Q-3" }),
                  person: personContents(),
                });
                await erasePerson(context, dpo, { personId, ground: "person-asked" });
              }
              yield* target.versions(kind);
            };
          }
          const member: unknown = Reflect.get(target, name);
          return typeof member === "function" ? member.bind(target) : member;
        },
      });
      const found = await verifyAudit({ store: busy }, dpo);
      expect(found.problems).to.deep.equal([]);
      expect(found.entries).to.equal(10);
      expect((await verifyAudit(context, dpo)).entries).to.equal(12);
    } finally {
      await app.close();
    }
  });

  it("is not for everybody", async () => {
    const error = await verifyAudit(days.app.context, actorOf("hr")).catch((caught: unknown) => caught);
    expect(error).to.include({ code: "role-forbidden" });
  });
});

/** Makes the log anew from an edit on, and with it the recorded roots: whoever may write everything can make everything fit. */
function allAnew(db: DatabaseSync): void {
  keepEntry(db, { ...entryAt(db, 4), actorId: "somebody-else" });
  chainAnew(db, 4);
  for (const [sequence, from, to] of [
    [6, 1, 5],
    [9, 6, 8],
  ] as const) {
    const builder = new DayRootBuilder(entryAt(db, from));
    for (let each = from + 1; each <= to; each++) builder.add(entryAt(db, each));
    const root = builder.root();
    const made = digestDocument(root);
    const digest = Buffer.from(made.digest, "hex");
    db.prepare('UPDATE "audit-root" SET life = ?, digest = ? WHERE id = ?').run(made.life, digest, root.day);
    const entry = entryAt(db, sequence);
    const changes = [{ ...entry.changes![0]!, digest: made.digest }];
    const leaf = new RowLeaves();
    leaf.add("audit-root", root.day, 1, made.digest);
    const told = rootLine(root).split(" ")[3]!;
    const events = [{ type: "audit-root-recorded", day: root.day, root: told }] as const;
    keepEntry(db, { ...entry, events, changes, rows: leaf.rows() });
    chainAnew(db, sequence);
  }
}

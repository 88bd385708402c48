import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { jobsStatement } from "../../../src/adapters/store/sqlite-jobs.ts";
import { makeLayout } from "../../../src/adapters/store/sqlite-layout.ts";
import { entriesStatement, headStatement } from "../../../src/adapters/store/sqlite-reading.ts";
import {
  readingStatements,
  snapshotStatement,
  versionsStatement,
  writingStatements,
} from "../../../src/adapters/store/sqlite-statements.ts";
import { allKinds, shapeOf } from "../../../src/app/kinds.ts";

const db = new DatabaseSync(":memory:");
makeLayout(db, "memory");

function planOf(sql: string): string[] {
  return db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row.detail));
}

const scans = (plan: readonly string[]) => plan.filter((step) => step.startsWith("SCAN"));
const sorts = (plan: readonly string[]) => plan.filter((step) => step.includes("TEMP B-TREE"));

describe("the query plans of the SQLite store", () => {
  it("would tell a scan and a sort", () => {
    expect(scans(planOf('SELECT id FROM "request" WHERE life = ?'))).to.have.length(1);
    expect(sorts(planOf('SELECT id FROM "request" ORDER BY life'))).to.have.length(1);
  });

  for (const kind of allKinds) {
    it(`every record and every list of a ${kind} is found by an index, in its order`, () => {
      const statements = readingStatements(kind);
      expect(statements.size).to.be.at.least(2 + Object.keys(shapeOf(kind).queries).length);
      for (const [name, sql] of statements) {
        const plan = planOf(sql);
        expect(plan, name).to.have.length(1);
        expect(plan[0], name).to.match(/^SEARCH .* USING (COVERING )?INDEX /);
      }
    });

    it(`every write of a ${kind} finds its record by an index`, () => {
      for (const sql of Object.values(writingStatements(kind))) expect(scans(planOf(sql)), sql).to.deep.equal([]);
    });

    it(`a snapshot and a copy of every ${kind} go along an index, without sorting`, () => {
      const states = kind === "request" ? 2 : 0;
      for (const sql of [
        snapshotStatement(kind, true, states),
        snapshotStatement(kind, false, states),
        versionsStatement(kind),
      ]) {
        const plan = planOf(sql);
        expect(sorts(plan), sql).to.deep.equal([]);
        expect(
          scans(plan).filter((step) => !step.includes("USING INDEX")),
          sql,
        ).to.deep.equal([]);
      }
    });
  }

  it("the end of the log, entries from one on and the last jobs are found by an index", () => {
    expect(planOf(headStatement)).to.deep.equal(["SEARCH audit USING INTEGER PRIMARY KEY (rowid>?)"]);
    expect(planOf(entriesStatement)).to.deep.equal(["SEARCH audit USING INTEGER PRIMARY KEY (rowid>?)"]);
    expect(planOf(jobsStatement)).to.deep.equal(["SEARCH job USING INDEX sqlite_autoindex_job_1 (job=?)"]);
  });
});

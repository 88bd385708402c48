import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { timeQueries } from "../../scripts/bench/store-lists.ts";
import { insertRaw } from "../../scripts/bench/store-raw.ts";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { smallPool } from "../support/small-pool.ts";
import { inFolder } from "../support/temporary-folder.ts";

describe("the benchmark of the store", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await inFolder(smallPool, async (folder) =>
      importPool(app.context, actorOf("operator"), { source: await openPoolSource(folder) }),
    );
  });
  afterEach(() => app.close());

  for (const indexes of ["before", "after"] as const) {
    it(`compares an import with inserts of every row of the database, indexes made ${indexes}`, async () => {
      const copy = `${app.file}-${indexes}`;
      const { rows } = await insertRaw(app.file, copy, indexes);
      const [one, other] = [app.file, copy].map(contentsOf);
      expect(other).to.deep.equal(one);
      expect(rows).to.equal(Object.values(one!).reduce((sum, table) => sum + table.length, 0));
      expect(rows).to.be.greaterThan(8);
    });
  }

  it("asks every closed query of every kind that has records", async () => {
    const times = await timeQueries(app.context.store, 5);
    expect(Object.keys(times)).to.include.members([
      "agreement byLandlord (1 records)",
      "vacancy byState (1 records)",
      "request byState (2 records)",
      "request byEmployer (1 records)",
    ]);
  });
});

/** All rows and all indexes of a file. */
function contentsOf(file: string): Record<string, readonly unknown[]> {
  const db = new DatabaseSync(file, { readOnly: true });
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'").all();
  const tables = names.map(({ name }) => [name as string, db.prepare(`SELECT * FROM "${name}"`).all()] as const);
  const indexes = db.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE type = 'index'").get()!.count as number;
  db.close();
  expect(indexes).to.be.greaterThan(20);
  return Object.fromEntries(tables);
}

import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { upgradeDatabase } from "../../../src/adapters/store/sqlite-maintenance.ts";
import { openSqliteStore } from "../../../src/adapters/store/sqlite-store.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import type { Put } from "../../../src/app/ports.ts";
import { sampleOf } from "../../contract/sample-documents.ts";
import { draft, errorOf, everything, put, request, rowsAt, shuffledIds, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

function indexesIn(file: string): string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").all();
  db.close();
  return rows.map(({ sql }) => String(sql));
}

describe("the tables of the SQLite store", () => {
  afterEach(() => places.clean());

  it("a database made before a kind, a column or a query was added gets what it lacks, and keeps all it holds", async () => {
    const file = await places.file();
    const store = await openSqliteStore(file);
    const requests = Array.from({ length: 2_500 }, (_, n) =>
      put("request", `R-${n}`, request("active", { personId: `P-${n % 3}` })),
    );
    await write(store, ...requests, put("pin", "pin", sampleOf("pin", 0)));
    await write(store, put("request", "R-0", request("housed", { personId: "P-0" }), 1));
    const expected = await everything(store, allKinds);
    await store.close();
    const indexes = indexesIn(file);
    const older = new DatabaseSync(file);
    older.exec(`DROP INDEX "request byPerson"; DROP INDEX "request byState"; ALTER TABLE request DROP COLUMN personId;
      ALTER TABLE "request past" DROP COLUMN state; DROP TABLE notice; DROP TABLE "notice past";
      CREATE INDEX "request byMood" ON request (life); UPDATE meta SET value = 'older' WHERE name = 'layout'`);
    older.close();

    expect(await upgradeDatabase(file)).to.equal(true);
    expect(await upgradeDatabase(file)).to.equal(false);
    const again = await places.open(file);
    expect(await everything(again, allKinds)).to.deep.equal(expected);
    expect(indexesIn(file)).to.deep.equal(indexes);
    const { records } = await again.list({ kind: "request", by: "byPerson", equals: ["P-1"], limit: 1_000 });
    expect(records).to.have.length(833);
    expect(await rowsAt(again, "request", 1, ["active"])).to.have.length(2_500);
    await write(again, put("notice", "N", sampleOf("notice", 0)));
    expect((await again.list({ kind: "notice", by: "byState", equals: ["pending"] })).records).to.have.length(1);
  });

  it("an import makes its indexes at the end, and one that fails leaves them as they were", async () => {
    const file = await places.file();
    const store = await places.open(file);
    const indexes = indexesIn(file);
    const ids = shuffledIds(7_000).flatMap((id) => ["a", "b", "c", "d"].map((part) => `${id}-${part}`));
    const puts = () => ids.map((id, n) => put("request", id, request(n % 2 === 0 ? "active" : "submitted")));
    function* failing(): Iterable<Put> {
      yield* puts();
      throw new Error("line 28001 cannot be read");
    }
    await errorOf(store.commit({ puts: failing(), entry: () => draft() }));
    expect(indexesIn(file)).to.deep.equal(indexes);
    await store.commit({ puts: puts(), entry: () => draft() });
    expect(indexesIn(file)).to.deep.equal(indexes);
    const query = { kind: "request", by: "byState", equals: ["active"], limit: 1_000 } as const;
    let count = 0;
    for (let page = await store.list(query); ; page = await store.list({ ...query, after: page.next })) {
      count += page.records.length;
      if (page.next === undefined) break;
    }
    expect(count).to.equal(14_000);
    await write(store, put("request", ids[0]!, request("housed"), 1));
    expect((await store.list({ ...query, equals: ["housed"] })).records).to.have.length(1);
  });
});

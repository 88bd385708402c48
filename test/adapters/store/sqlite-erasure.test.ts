import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Documents } from "../../../src/app/kinds.ts";
import type { Put } from "../../../src/app/ports.ts";
import { sha256 } from "../../../src/domain/shared/digest.ts";
import { all, draft, landlord, put, request, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** True when a text stands anywhere in the database file or its journal. */
function isInFiles(file: string, text: string): boolean {
  return [file, `${file}-wal`].some((each) => existsSync(each) && readFileSync(each).includes(text));
}

/** Facts that hold a text many times, so that records are of many sizes. */
function marked(mark: string, times: number): Documents["request"] {
  const document = request("active", { employerId: mark });
  return { ...document, facts: { ...document.facts!, wishedCommunes: Array.from({ length: times }, () => mark) } };
}

describe("what the SQLite store has erased", () => {
  afterEach(() => places.clean());

  it("is nowhere in its file or journal, however often and however large it was written before", async () => {
    const store = await places.open(await places.file());
    const count = 150;
    const markOf = (n: number) => `mark-${sha256(`${n}`).slice(0, 24)}`;
    const timesOf = (n: number, version: number) => 1 + ((n * 37 + version * 101) % 160);
    const idOf = (n: number) => sha256(`id ${n}`);
    const puts = (version: number, every: number): Put[] =>
      Array.from({ length: count }, (_, n) => n)
        .filter((n) => n % every === 0)
        .map((n) => put("request", idOf(n), marked(markOf(n), timesOf(n, version)), version - 1));
    await write(store, ...puts(1, 1));
    await write(store, ...puts(2, 1));
    await write(store, ...puts(3, 3));
    const erased = Array.from({ length: count }, (_, n) => n).filter((n) => n % 5 === 0);
    expect(erased.filter((n) => isInFiles(store.place, markOf(n)))).to.deep.equal(erased);
    for (const part of [erased.slice(0, 1), erased.slice(1)]) {
      const erasures = part.map((n) => ({ kind: "request", id: idOf(n) }) as const);
      await store.commit({ puts: [], erasures, entry: () => draft() });
    }
    expect(erased.filter((n) => isInFiles(store.place, markOf(n)))).to.deep.equal([]);
    expect(isInFiles(store.place, markOf(1))).to.equal(true);
    await store.close();
    expect(erased.filter((n) => isInFiles(store.place, markOf(n)))).to.deep.equal([]);
  });

  it("leaves the journal as soon as readings have ended, and the operator is told until then", async () => {
    const told: object[] = [];
    const warn = (event: string, values: object) => told.push({ event, values });
    const store = await places.open(await places.file(), { journalWaitMs: 100, warn });
    await write(store, put("request", "R", marked("planted-mark", 20)));
    const reading = await store.snapshot();
    await store.commit({ puts: [], erasures: [{ kind: "request", id: "R" }], entry: () => draft() });
    expect(told).to.deep.equal([{ event: "journal-not-emptied", values: { place: store.place } }]);
    expect(isInFiles(store.place, "planted-mark")).to.equal(true);
    expect(await all(reading.rows("request"))).to.have.length(1);
    await reading.close();
    await write(store, put("landlord", "L", landlord("next")));
    expect(isInFiles(store.place, "planted-mark")).to.equal(false);
    expect(told).to.have.length(1);
  });
});

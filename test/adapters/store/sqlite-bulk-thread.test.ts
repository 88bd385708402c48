import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { commitBig } from "../../../src/adapters/store/sqlite-bulk-thread.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import type { Committed, Put } from "../../../src/app/ports.ts";
import { draft, errorOf, everything, expectError, landlord, put, request, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const RECORDS = 7_345;
const places = new SqlitePlaces();

let ended = 0;

async function* puts(last?: () => Put): AsyncGenerator<readonly Put[]> {
  try {
    yield* unendedPuts(last);
  } finally {
    ended++;
  }
}

async function* unendedPuts(last?: () => Put): AsyncGenerator<readonly Put[]> {
  for (let n = 0; n < RECORDS; n += 100) {
    yield Array.from({ length: Math.min(100, RECORDS - n) }, (_, at) => {
      return put("request", `R-${n + at}`, request("active", { employerId: `E-${at}` }));
    });
  }
  if (last) yield [last()];
}

const opened = async () => places.open(await places.file());

/** A thread that does what a text says. */
const threadOf = (text: string) => () => new Worker(text, { eval: true });

describe("a big change that a thread of its own writes", () => {
  afterEach(() => places.clean());

  it("is stored as by one thread, and what was asked meanwhile comes after it", async () => {
    const stores = [await opened(), await opened()];
    for (const [at, store] of stores.entries()) {
      await write(store, put("landlord", "L", landlord("first")));
      const guards = [{ kind: "landlord" as const, id: "L", expected: 1 }];
      const big = store.commit({ puts: puts(), isBig: at === 0, guards, entry: draft });
      const small = write(store, put("landlord", "L", landlord("second"), 1));
      expect([(await big).sequence, (await small).sequence]).to.deep.equal([2, 3]);
      expect((await big).entry.rows.count).to.equal(RECORDS);
    }
    const [one, other] = await Promise.all(stores.map((store) => everything(store, allKinds)));
    expect(one).to.deep.equal(other);
  });

  it("leaves nothing behind when a record conflicts or none can be read any more, and the store works on", async () => {
    const store = await opened();
    await write(store, put("landlord", "L", landlord("first")));
    const before = await everything(store, allKinds);
    const stale = puts(() => put("landlord", "L", landlord("second"), 0));
    await expectError(store.commit({ puts: stale, isBig: true, entry: draft }), "conflict", {
      kind: "landlord",
      id: "L",
      found: 1,
    });
    const guards = [{ kind: "landlord" as const, id: "L", expected: 4 }];
    await expectError(store.commit({ puts: puts(), isBig: true, guards, entry: draft }), "conflict", {
      id: "L",
      found: 1,
    });
    const error = new Error("line 7346 cannot be read");
    const broken = puts(() => {
      throw error;
    });
    expect(await errorOf(store.commit({ puts: broken, isBig: true, entry: draft }))).to.equal(error);
    const noEntry = () => {
      throw error;
    };
    expect(await errorOf(store.commit({ puts: puts(), isBig: true, entry: noEntry }))).to.equal(error);
    expect(await everything(store, allKinds)).to.deep.equal(before);
    expect((await write(store, put("landlord", "L", landlord("second"), 1))).sequence).to.equal(2);
  });

  it("is whole before the store is closed", async () => {
    const store = await opened();
    const big = store.commit({ puts: puts(), isBig: true, entry: draft });
    await store.close();
    expect((await big).sequence).to.equal(1);
    expect((await (await places.open(store.place)).get("request", `R-${RECORDS - 1}`))?.version).to.equal(1);
  });

  it("is written here where no thread can be started or it is lost at once, all of it", async () => {
    for (const text of ["throw new Error('no memory')", "process.exit(1)"]) {
      const store = await opened();
      const change = { puts: puts(), entry: draft };
      const start = { file: store.place, longestWaitMs: 1_000 };
      const { entry } = await commitBig(start, change, () => store.commit(change), threadOf(text));
      expect(entry.rows.count).to.equal(RECORDS);
    }
  });

  it("is not begun again where the thread is lost later: whether it was kept is told", async () => {
    const before = ended;
    const never = async (): Promise<Committed> => {
      throw new Error("written twice");
    };
    const start = { file: "contingent.db", longestWaitMs: 1_000 };
    const asking =
      "const { parentPort } = require('node:worker_threads'); const ask = () => parentPort.postMessage({ kind: 'next' });";
    const midway = `${asking} parentPort.on('message', () => process.exit(1)); ask();`;
    const atTheEnd = `${asking} parentPort.on('message', ({ kind }) => (kind === 'end' ? process.exit(1) : ask())); ask();`;
    for (const [text, reason] of [
      [midway, "transaction-ended"],
      [atTheEnd, "outcome-unknown"],
    ] as const) {
      const lost = commitBig(start, { puts: puts(), entry: draft }, never, threadOf(text));
      await expectError(lost, "database-unavailable", { reason });
    }
    expect(ended - before).to.equal(2);
  });
});

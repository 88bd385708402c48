import { expect } from "chai";
import { mongo } from "mongoose";
import { openMongoStore } from "../../../src/adapters/store/mongo-store.ts";
import { allKinds, shapeOf } from "../../../src/app/kinds.ts";
import type { Put, Store } from "../../../src/app/ports.ts";
import { DomainError } from "../../../src/domain/shared/domain-error.ts";
import { all, draft, errorOf, everything, expectError, landlord, put, request, write } from "../../contract/writing.ts";
import { type Fault, MongoDouble } from "../../support/mongo-double/mongo-double.ts";

/** Cuts the connection at the first command of a name, so many times. */
function faults(name: string, fault: Fault, times = 1): { readonly onCommand: MongoDouble["onCommand"]; seen: number } {
  const counting = {
    seen: 0,
    onCommand: (command: object) => (name in command && counting.seen++ < times ? fault : undefined),
  };
  return counting;
}

describe("the MongoDB store", () => {
  let double: MongoDouble;
  let stores: Store[];

  beforeEach(async () => {
    double = await MongoDouble.start();
    stores = [];
  });

  afterEach(async () => {
    double.onCommand = () => undefined;
    for (const store of stores) await store.close();
    await double.stop();
  });

  const open = async (uri = double.uri("store")) => {
    const store = await openMongoStore(uri);
    stores.push(store);
    return store;
  };

  /** What an operator sees with another tool. */
  const asOperator = async <T>(look: (db: InstanceType<typeof mongo.Db>) => Promise<T>): Promise<T> => {
    const client = await mongo.MongoClient.connect(double.uri("store"));
    try {
      return await look(client.db());
    } finally {
      await client.close();
    }
  };

  describe("at open", () => {
    it("refuses a server that belongs to no replica set, also where the address names one", async () => {
      const alone = await MongoDouble.start({ isReplicaSet: false });
      const place = `mongodb://127.0.0.1:${alone.port}/store`;
      await expectError(openMongoStore(place), "no-replica-set", { place });
      const named = `${place}?replicaSet=set&serverSelectionTimeoutMS=500`;
      await expectError(openMongoStore(named), "no-replica-set", { place });
      await alone.stop();
    });

    it("says within seconds that no server answers, and never who asked with which password", async () => {
      await double.stop();
      const uriOf = (credentials: string) => `mongodb://${credentials}@127.0.0.1:${double.port}/store?authSource=admin`;
      const uris = ["agent:s3cret", "agent:s3cr@t", "agent:s3cr%2Ft"].map(uriOf);
      const errors = (await Promise.all(uris.map((uri) => errorOf(openMongoStore(uri))))) as DomainError[];
      for (const error of errors) {
        expect(error).to.be.instanceOf(DomainError);
        expect(error).to.include({ code: "database-unavailable" });
        expect(error.values.place).to.equal(`mongodb://127.0.0.1:${double.port}/store`);
        expect(`${error.stack} ${JSON.stringify(error)}`).to.not.match(/agent|s3cr/);
        expect(error.cause).to.equal(undefined);
      }
      double = await MongoDouble.start();
    });

    it("says that an address is none", async () => {
      await expectError(openMongoStore("mongodb://a:b@/?x=1"), "database-unavailable", { reason: "bad-address" });
    });

    it("refuses a user that the server does not know", async () => {
      const uri = `mongodb://agent:s3cret@127.0.0.1:${double.port}/store?replicaSet=double`;
      const error = (await errorOf(openMongoStore(uri))) as DomainError;
      expect(error).to.be.instanceOf(DomainError);
      expect(error.values).to.include({ reason: "wrong-credentials" });
      expect(`${error.stack} ${JSON.stringify(error)}`).to.not.match(/agent|s3cret/);
    });

    it("names its database itself where the address names none", async () => {
      const store = await open(`mongodb://127.0.0.1:${double.port}/?replicaSet=double`);
      await write(store, put("landlord", "L", landlord("first")));
      const other = await open(double.uri("contingent"));
      expect((await other.get("landlord", "L"))?.version).to.equal(1);
    });

    it("refuses a database of something else, and leaves it as it was", async () => {
      await asOperator((db) => db.collection("books").insertOne({ title: "a book" }));
      await expectError(open(), "not-a-database", { reason: "other-collections" });
      expect(await asOperator((db) => db.listCollections().toArray())).to.have.length(1);
    });

    it("refuses a newer layout, a kind and a column that it does not know", async () => {
      await (await open()).close();
      const changes = [{ version: 2 }, { "columns.novelty": [] }, { "columns.landlord": ["novelty"] }];
      const found = [2, "novelty", "landlord.novelty"];
      for (const [at, change] of changes.entries()) {
        const layout = await asOperator(async (db) => {
          const before = await db.collection<{ _id: string }>("meta").findOne({ _id: "layout" });
          await db.collection<{ _id: string }>("meta").updateOne({ _id: "layout" }, { $set: change });
          return before!;
        });
        await expectError(open(), "newer-schema", { found: found[at]!, known: 1 });
        await asOperator((db) => db.collection<{ _id: string }>("meta").replaceOne({ _id: "layout" }, layout));
      }
      await open();
    });

    it("fills a column that was added since", async () => {
      const store = await open();
      await write(store, put("pin", "P", { state: "held", facts: { vacancyId: "V", requestId: "R" } as never }));
      await asOperator(async (db) => {
        await db.collection<{ _id: string }>("pin").updateOne({ _id: "P" }, { $unset: { "columns.vacancyId": "" } });
        const older = { digest: "older", "columns.pin": ["state", "requestId"] };
        await db.collection<{ _id: string }>("meta").updateOne({ _id: "layout" }, { $set: older });
      });
      const list = { kind: "pin", by: "byVacancy", equals: ["V"] } as const;
      expect((await store.list(list)).records).to.have.length(0);
      expect((await (await open()).list(list)).records).to.have.length(1);
    });

    it("refuses a database that another store was being taken over into, and so does whoever has it open", async () => {
      const store = await open();
      await asOperator((db) =>
        db.collection<{ _id: string }>("meta").updateOne({ _id: "head" }, { $set: { isReceiving: true } }),
      );
      await expectError(open(), "not-a-database", { reason: "copy-not-finished" });
      await expectError(write(store, put("landlord", "L", landlord("first"))), "not-a-database");
      await expectError(store.receive(store), "not-a-database");
    });

    it("makes the indexes of the closed queries and no others", async () => {
      await open();
      await asOperator(async (db) => {
        for (const kind of allKinds) {
          const names = (await db.collection(kind).listIndexes().toArray()).map(({ name }) => name as string);
          const { queries } = shapeOf(kind);
          const wanted = Object.keys(queries).filter((by) => {
            const { equals, order } = queries[by]!;
            return equals.length + order.length > 0;
          });
          expect(names.sort(), kind).to.have.members(["_id_", ...wanted]);
        }
      });
    });
  });

  it("a change reads one state, and is kept by a majority on disk", async () => {
    const store = await open();
    const seen: { readonly name: string; readonly readConcern?: object; readonly writeConcern?: object }[] = [];
    double.onCommand = (command) => {
      const [name] = Object.keys(command);
      if (command.autocommit === false) {
        const { readConcern, writeConcern } = command;
        seen.push({ name: name!, ...(readConcern && { readConcern }), ...(writeConcern && { writeConcern }) });
      }
      return undefined;
    };
    await write(store, put("landlord", "L", landlord("first")));
    expect(seen[0]).to.deep.equal({ name: "findAndModify", readConcern: { level: "snapshot" } });
    expect(seen.at(-1)?.name).to.equal("commitTransaction");
    expect(seen.at(-1)?.writeConcern).to.include({ w: "majority", j: true });
    expect(seen.slice(1, -1).every((command) => Object.keys(command).join() === "name")).to.equal(true);
  });

  describe("what an operator finds", () => {
    it("is the facts and the log as documents of the database", async () => {
      const store = await open();
      const { entry } = await write(store, put("landlord", "L", landlord("first")));
      await write(store, put("landlord", "L", landlord("second"), 1));
      await asOperator(async (db) => {
        expect(await db.collection("landlord").findOne({ "facts.title": "second" })).to.include({ version: 2 });
        expect(await db.collection("landlord.past").findOne({ "facts.title": "first" })).to.include({
          supersededBy: 2,
        });
        expect((await db.collection("audit").findOne({ "entry.command": "import-pool" }))?.entry).to.deep.equal(entry);
      });
    });
  });

  describe("when the connection is lost", () => {
    const cases: readonly (readonly [string, Fault, string])[] = [
      ["commitTransaction", "cut-before", "before the commit reaches the server"],
      ["commitTransaction", "cut-after", "after the commit, before it is answered"],
      ["findAndModify", "cut-before", "at the beginning of a change"],
      ["insert", "cut-before", "in the middle of a change"],
      ["insert", "cut-after", "in the middle of a change, after a write"],
    ];
    for (const [command, fault, when] of cases) {
      it(`${when}, the change is written once`, async () => {
        const store = await open();
        await write(store, put("landlord", "L", landlord("first")));
        const cut = faults(command, fault);
        double.onCommand = cut.onCommand;
        const { sequence } = await write(store, put("landlord", "L", landlord("second"), 1));
        double.onCommand = () => undefined;
        expect(cut.seen).to.be.greaterThan(1);
        expect(sequence).to.equal(2);
        expect((await all(store.entries())).map((entry) => entry.sequence)).to.deep.equal([1, 2]);
        expect((await all(store.versions("landlord"))).map(({ version }) => version)).to.deep.equal([1, 2]);
      });
    }

    it("in the middle of records that cannot be pulled again, the change fails and nothing of it is there", async () => {
      const store = await open();
      await write(store, put("landlord", "L", landlord("first")));
      const before = await everything(store, allKinds);
      let pulled = 0;
      async function* puts(): AsyncIterable<readonly Put[]> {
        for (; pulled < 2_500; pulled++) {
          if (pulled === 1_500) double.onCommand = faults("insert", "cut-before").onCommand;
          yield [put("request", `R-${pulled}`, request("active"))];
        }
      }
      const failing = store.commit({ puts: puts(), entry: () => draft() });
      await expectError(failing, "database-unavailable", { reason: "connection-lost" });
      expect(pulled).to.be.greaterThan(1_500);
      expect(await everything(store, allKinds)).to.deep.equal(before);
      expect((await write(store, put("landlord", "L", landlord("second"), 1))).sequence).to.equal(2);
    });

    it("a claim whose answer is lost is held by who asked", async () => {
      const store = await open();
      const times = { now: "2026-11-23T08:00:00.000Z", leaseUntil: "2026-11-23T09:00:00.000Z" };
      double.onCommand = faults("insert", "cut-after").onCommand;
      const claim = (await store.claim("night", "day", times))!;
      expect(claim.attempt).to.equal(1);
      expect(await store.claim("night", "day", times)).to.equal(undefined);
      await store.finish(claim, { now: times.now, state: "failed" });
      double.onCommand = faults("findAndModify", "cut-after").onCommand;
      expect((await store.claim("night", "day", times))?.attempt).to.equal(2);
    });

    it("for good while a commit is on its way, the change says that its outcome is not known", async () => {
      const store = await open(`${double.uri("store")}&serverSelectionTimeoutMS=500`);
      const stopped: Promise<void>[] = [];
      double.onCommand = (command) => {
        if (!("commitTransaction" in command)) return undefined;
        stopped.push(double.stop());
        return "cut-after";
      };
      const failing = write(store, put("landlord", "L", landlord("first")));
      await expectError(failing, "database-unavailable", { reason: "outcome-unknown" });
      await store.close();
      await Promise.all(stopped);
      double = await MongoDouble.start();
    });

    it("for good, reading and writing say so as soon as the address asks for", async () => {
      const store = await open(`${double.uri("store")}&serverSelectionTimeoutMS=500`);
      await write(store, put("landlord", "L", landlord("first")));
      await double.stop();
      const start = performance.now();
      await expectError(store.get("landlord", "L"), "database-unavailable");
      await expectError(write(store, put("landlord", "L", landlord("second"), 1)), "database-unavailable");
      await store.close();
      expect(performance.now() - start, "two waits of half a second, not of the five that are usual").to.be.lessThan(
        8_000,
      );
      double = await MongoDouble.start();
    });
  });

  for (const collection of ["request", "request.past"]) {
    it(`a record that moves on before ${collection} is read is in a snapshot once, as it was`, async () => {
      const [reader, writer] = [await open(), await open()];
      await write(reader, ...["A", "B", "C"].map((id) => put("request", id, request("active"))));
      const reading = await reader.snapshot();
      let moves = 0;
      double.onCommand = async (command) => {
        if (command.find !== collection || moves++ > 0) return undefined;
        await write(writer, put("request", "B", request("housed"), 1), put("request", "D", request("active")));
        await write(writer, put("request", "B", request("withdrawn"), 2));
        return undefined;
      };
      const rows = await all(reading.rows("request", ["active"]));
      expect(moves).to.be.greaterThan(0);
      expect(rows.map(({ id, version }) => `${id} v${version}`)).to.deep.equal(["A v1", "B v1", "C v1"]);
      await reading.close();
    });
  }

  it("a reading never goes back behind what it has seen, whoever is primary", async () => {
    const store = await open();
    await write(store, put("request", "R", request("active")));
    const reading = await store.snapshot();
    const concerns: (object | undefined)[] = [];
    double.onCommand = ({ find, readConcern }) => {
      if (find === "request" || find === "request.past") concerns.push(readConcern);
      return undefined;
    };
    expect(await all(reading.rows("request"))).to.have.length(1);
    await reading.close();
    expect(concerns).to.have.length(2);
    for (const concern of concerns)
      expect(concern).to.include({ level: "majority" }).and.to.have.property("afterClusterTime");
  });

  it("a reading fails where the primary of today does not know its sequence yet", async () => {
    const store = await open();
    await write(store, put("request", "R", request("active")));
    const reading = await store.snapshot();
    await asOperator((db) =>
      db.collection<{ _id: string }>("meta").updateOne({ _id: "head" }, { $set: { sequence: 0 } }),
    );
    await expectError(all(reading.rows("request")), "database-unavailable", { reason: "no-primary" });
    await reading.close();
  });

  it("twenty changes at once, of four openings, conflict on the head alone and are all written", async () => {
    const openings = [await open(), await open(), await open(), await open()];
    let [conflicts, heads] = [0, 0];
    double.onCommand = (command) => {
      if (command.abortTransaction !== undefined) conflicts++;
      if (command.findAndModify === "meta") heads++;
      return undefined;
    };
    const changes = Array.from({ length: 20 }, (_, n) =>
      write(openings[n % 4]!, put("landlord", `L-${n}`, landlord("first"))),
    );
    const sequences = (await Promise.all(changes)).map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(sequences).to.deep.equal(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(heads).to.be.greaterThan(20);
    expect(conflicts).to.equal(heads - 20);
  });

  it("what MongoDB would give back otherwise is refused, and nothing of its change is there", async () => {
    const store = await open();
    const holding = (content: unknown) => ({ ruleSetId: "rules", version: "1", files: [{ path: "a", content }] });
    const contents = ["half a pair: \ud83c", { $ref: "a", $id: "b" }, { "a\u0000b": 1 }, { _bsontype: "Long" }];
    for (const content of contents) {
      const change = write(store, put("landlord", "L", landlord("first")), put("rule-files", "F", holding(content)));
      await expectError(change, "not-allowed", { field: "rule-files F" });
    }
    const large = write(store, put("rule-files", "F", holding("é".repeat(8_500_000))));
    await expectError(large, "not-allowed", { field: "rule-files F" });
    expect((await store.head()).sequence).to.equal(0);
    await write(store, put("rule-files", "F", holding(["a \\ud83c written out", { $ref: "a" }, "\u0000"])));
    expect((await store.get("rule-files", "F"))?.version).to.equal(1);
  });
});

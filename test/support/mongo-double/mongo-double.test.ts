import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { mongo } from "mongoose";
import { MongoDouble } from "./mongo-double.ts";

/** What a command is refused with. */
async function refusal(doing: Promise<unknown>): Promise<InstanceType<typeof mongo.MongoServerError>> {
  try {
    await doing;
  } catch (error) {
    if (error instanceof mongo.MongoServerError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

interface Named {
  readonly _id: string;
  readonly city?: string;
  readonly count?: number;
  readonly nested?: { readonly a?: number; readonly b?: number };
}

describe("the double of a MongoDB server", () => {
  let double: MongoDouble;
  let client: InstanceType<typeof mongo.MongoClient>;
  let db: ReturnType<typeof client.db>;

  beforeEach(async () => {
    double = await MongoDouble.start();
    client = await mongo.MongoClient.connect(double.uri("test"));
    db = client.db();
  });

  afterEach(async () => {
    double.onCommand = () => undefined;
    await client.close();
    await double.stop();
  });

  const towns = () => db.collection<Named>("towns");

  it("presents itself as the primary of a replica set that knows sessions", async () => {
    const hello = await db.command({ hello: 1 });
    expect(hello).to.include({ setName: "double", isWritablePrimary: true, logicalSessionTimeoutMinutes: 30 });
    expect(hello.maxWireVersion).to.be.at.least(21);
    expect(await db.command({ ping: 1 })).to.include({ ok: 1 });
  });

  it("refuses a command that it does not know", async () => {
    const error = await refusal(db.command({ mapReduce: "towns" }));
    expect(error).to.include({ code: 59, codeName: "CommandNotFound" });
    expect(
      await refusal(
        towns()
          .aggregate([{ $match: {} }])
          .toArray(),
      ),
    ).to.include({ code: 59 });
  });

  it("refuses a member of a command that it does not know", async () => {
    const error = await refusal(
      towns()
        .find({}, { collation: { locale: "fr" } })
        .toArray(),
    );
    expect(error.code).to.equal(40_415);
    expect(error.message).to.contain("find.collation");
    const statement = { q: {}, u: { $set: { city: "Laon" } }, arrayFilters: [] };
    expect((await refusal(db.command({ update: "towns", updates: [statement] }))).message).to.contain("arrayFilters");
  });

  it("refuses operators that nobody knows, in filters, updates, orders and hints", async () => {
    await towns().insertOne({ _id: "a", city: "Laon" });
    const wrong = [
      towns()
        .find({ $nobody: 1 } as never)
        .toArray(),
      towns()
        .find({ city: { $nobody: 1 } } as never)
        .toArray(),
      towns().updateOne({}, { $nobody: { city: "Lille" } } as never),
      towns().updateOne({}, [{ $set: { city: "Lille" } }]),
      towns()
        .find({}, { hint: { city: 1 } })
        .toArray(),
      db.command({ find: "towns", sort: { city: "text" } }),
      db.command({ createIndexes: "towns", indexes: [{ key: { city: "hashed" }, name: "city" }] }),
    ];
    for (const error of await Promise.all(wrong.map(refusal))) expect([2, 9]).to.include(error.code);
    expect(await towns().findOne()).to.deep.equal({ _id: "a", city: "Laon" });
  });

  it("finds, orders, limits and pages through cursors", async () => {
    const all = Array.from({ length: 250 }, (_, i) => ({ _id: `t${String(i).padStart(3, "0")}`, count: i % 7 }));
    await towns().insertMany([...all].reverse());
    expect(await towns().find().sort({ _id: 1 }).batchSize(40).toArray()).to.deep.equal(all);
    const some = await towns()
      .find({ count: 3, _id: { $gt: "t100" } }, { sort: { _id: -1 }, limit: 2 })
      .toArray();
    expect(some.map(({ _id }) => _id)).to.deep.equal(["t248", "t241"]);
    const projected = towns().find({ _id: { $in: ["t001", "t002"] } }, { projection: { _id: 1 }, sort: { count: -1 } });
    expect(await projected.toArray()).to.deep.equal([{ _id: "t002" }, { _id: "t001" }]);
    expect(await towns().estimatedDocumentCount()).to.equal(250);
  });

  it("shows documents as they are when a batch is fetched: a cursor is no snapshot", async () => {
    await towns().insertMany([
      { _id: "a", count: 1 },
      { _id: "b", count: 1 },
      { _id: "c", count: 1 },
    ]);
    const cursor = towns().find({ count: { $lte: 1 } }, { sort: { _id: 1 }, batchSize: 1 });
    expect(await cursor.next()).to.include({ _id: "a" });
    await towns().updateOne({ _id: "b" }, { $set: { count: 2 } });
    expect(await cursor.next()).to.include({ _id: "c" });
    await cursor.close();
  });

  it("changes documents by operators, whole, and by making what is not there", async () => {
    await towns().insertOne({ _id: "a", city: "Laon", nested: { a: 1, b: 2 } });
    await towns().updateOne({ _id: "a" }, { $inc: { count: 2 }, $set: { "nested.a": 5 }, $unset: { city: "" } });
    expect(await towns().findOne({ _id: "a" })).to.deep.equal({ _id: "a", nested: { a: 5, b: 2 }, count: 2 });
    expect(await towns().replaceOne({ _id: "a" }, { city: "Lille" })).to.include({ matchedCount: 1, modifiedCount: 1 });
    expect(await towns().replaceOne({ _id: "a" }, { city: "Lille" })).to.include({ matchedCount: 1, modifiedCount: 0 });
    await towns().updateOne({ _id: "b" }, { $setOnInsert: { count: 1 }, $set: { city: "Nice" } }, { upsert: true });
    await towns().updateOne({ _id: "b" }, { $setOnInsert: { count: 9 } }, { upsert: true });
    expect(await towns().findOne({ _id: "b" })).to.deep.equal({ _id: "b", city: "Nice", count: 1 });
    const modified = await towns().findOneAndUpdate(
      { city: "Nice" },
      { $inc: { count: 1 } },
      { returnDocument: "after" },
    );
    expect(modified).to.include({ count: 2 });
    expect(await towns().findOneAndUpdate({ city: "Metz" }, { $inc: { count: 1 } })).to.equal(null);
    expect(await towns().deleteMany({ city: { $exists: true } })).to.include({ deletedCount: 2 });
    await towns().insertOne({ _id: "z" });
    const moved = await refusal(towns().updateOne({ _id: "z" }, { $set: { _id: "y" } as never }));
    expect(moved.code).to.be.oneOf([2, 66]);
  });

  it("refuses a second document of an id or of a unique index, and keeps those before it", async () => {
    await towns().createIndex({ city: 1, count: 1 }, { unique: true, name: "city" });
    const wrong = towns().insertMany([{ _id: "a", city: "Laon", count: 1 }, { _id: "a" }, { _id: "b" }]);
    expect(await wrong.catch((error) => error)).to.include({ code: 11_000 });
    expect((await towns().find().toArray()).map(({ _id }) => _id)).to.deep.equal(["a"]);
    const error = await refusal(towns().insertOne({ _id: "b", city: "Laon", count: 1 }));
    expect(error.message).to.contain("E11000").and.to.contain("index: city");
    expect(error.keyValue).to.deep.equal({ city: "Laon", count: 1 });
    await towns().insertOne({ _id: "b", city: "Laon", count: 2 });
    expect(await refusal(towns().updateOne({ _id: "b" }, { $set: { count: 1 } }))).to.include({ code: 11_000 });
    expect(await refusal(towns().createIndex({ city: 1 }, { unique: true }))).to.include({ code: 11_000 });
    expect((await towns().listIndexes().toArray()).map(({ name }) => name)).to.deep.equal(["_id_", "city"]);
  });

  it("refuses a document above 16 MiB", async () => {
    await towns().insertOne({ _id: "a", city: "x".repeat(1_000_000) });
    const error = await refusal(towns().updateOne({ _id: "a" }, { $set: { city: "x".repeat(16_777_200) } }));
    expect(error.code).to.equal(10_334);
  });

  describe("in transactions", () => {
    it("shows what is written to nobody else before the commit, and then all of it", async () => {
      await towns().insertOne({ _id: "a", count: 1 });
      const session = client.startSession();
      session.startTransaction();
      await towns().insertOne({ _id: "b", count: 1 }, { session });
      await towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session });
      expect(
        (
          await towns()
            .find({}, { session, sort: { _id: 1 } })
            .toArray()
        ).map(({ count }) => count),
      ).to.deep.equal([2, 1]);
      expect(await towns().find().toArray()).to.deep.equal([{ _id: "a", count: 1 }]);
      await session.commitTransaction();
      await session.endSession();
      expect((await towns().find().sort({ _id: 1 }).toArray()).map(({ count }) => count)).to.deep.equal([2, 1]);
    });

    it("reads the state of its beginning whatever is written meanwhile, also by an index", async () => {
      await towns().createIndex({ city: 1 });
      await towns().insertMany([
        { _id: "a", city: "Laon" },
        { _id: "b", city: "Laon" },
      ]);
      const session = client.startSession();
      session.startTransaction();
      await towns().findOne({ _id: "a" }, { session });
      await towns().updateOne({ _id: "a" }, { $set: { city: "Lille" } });
      await towns().deleteOne({ _id: "b" });
      await towns().insertOne({ _id: "c", city: "Laon" });
      const seen = await towns()
        .find({ city: "Laon" }, { session, sort: { _id: 1 } })
        .toArray();
      expect(seen.map(({ _id }) => _id)).to.deep.equal(["a", "b"]);
      await session.abortTransaction();
      await session.endSession();
      const now = await towns().find({ city: "Laon" }).toArray();
      expect(now.map(({ _id }) => _id)).to.deep.equal(["c"]);
    });

    it("leaves nothing behind when aborted", async () => {
      const session = client.startSession();
      session.startTransaction();
      await towns().insertOne({ _id: "b" }, { session });
      await session.abortTransaction();
      await session.endSession();
      expect(await towns().find().toArray()).to.deep.equal([]);
    });

    it("gives a write conflict to the second who writes a document, to be tried again", async () => {
      await towns().insertOne({ _id: "a", count: 1 });
      const [first, second] = [client.startSession(), client.startSession()];
      first.startTransaction();
      second.startTransaction();
      await towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session: first });
      const early = await refusal(towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session: second }));
      expect(early.code).to.equal(112);
      expect(early.hasErrorLabel("TransientTransactionError")).to.equal(true);
      await second.abortTransaction();
      second.startTransaction();
      await towns().findOne({ _id: "other" }, { session: second });
      await first.commitTransaction();
      const late = await refusal(towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session: second }));
      expect(late.code).to.equal(112);
      await Promise.all([first.endSession(), second.endSession()]);
      expect(await towns().findOne({ _id: "a" })).to.include({ count: 2 });
    });

    it("adds up the counts of twenty at once", async () => {
      await towns().insertOne({ _id: "a", count: 0 });
      const once = () =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            const { count = 0 } = (await towns().findOne({ _id: "a" }, { session })) ?? {};
            await towns().updateOne({ _id: "a" }, { $set: { count: count + 1 } }, { session });
          }),
        );
      await Promise.all(Array.from({ length: 20 }, once));
      expect(await towns().findOne({ _id: "a" })).to.include({ count: 20 });
    });

    it("refuses a concern of writing in the middle, as a server does", async () => {
      const session = client.startSession();
      session.startTransaction();
      await towns().insertOne({ _id: "a" }, { session });
      const lsid = session.id;
      const named = { lsid, txnNumber: mongo.Long.fromNumber(1), autocommit: false };
      const concern = { writeConcern: { w: "majority" } };
      const command = { insert: "towns", documents: [{ _id: "b" }], ...named, ...concern };
      const error = await refusal(client.db("test").admin().command(command));
      expect(error.code).to.equal(72);
      await session.abortTransaction();
      await session.endSession();
    });

    it("makes a write outside transactions wait for the one that holds the document", async () => {
      await towns().insertOne({ _id: "a", count: 0 });
      const session = client.startSession();
      session.startTransaction();
      await towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session });
      const outside = towns().updateOne({ _id: "a" }, { $inc: { count: 10 } });
      await session.commitTransaction();
      await outside;
      await session.endSession();
      expect(await towns().findOne({ _id: "a" })).to.include({ count: 11 });
    });

    it("ends a transaction whose client is gone when its time is over", async () => {
      const short = await MongoDouble.start({ transactionLifetimeMs: 30 });
      const other = await mongo.MongoClient.connect(short.uri("test"));
      const places = other.db().collection<Named>("towns");
      await places.insertOne({ _id: "a", count: 0 });
      const session = other.startSession();
      session.startTransaction();
      await places.updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session });
      await places.updateOne({ _id: "a" }, { $inc: { count: 10 } });
      expect((await refusal(session.commitTransaction())).code).to.equal(251);
      expect(await places.findOne({ _id: "a" })).to.include({ count: 10 });
      await session.endSession();
      await other.close();
      await short.stop();
    });

    it("commits once when the answer to the commit is lost", async () => {
      let cuts = 0;
      double.onCommand = (command) => ("commitTransaction" in command && cuts++ === 0 ? "cut-after" : undefined);
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await towns().updateOne({ _id: "a" }, { $inc: { count: 1 } }, { session, upsert: true });
        }),
      );
      expect(cuts).to.equal(2);
      expect(await towns().findOne({ _id: "a" })).to.include({ count: 1 });
    });
  });

  it("does a write once when its answer is lost and the driver sends it again", async () => {
    await towns().insertOne({ _id: "a", count: 0 });
    let cuts = 0;
    double.onCommand = (command) => ("update" in command && cuts++ === 0 ? "cut-after" : undefined);
    await towns().updateOne({ _id: "a" }, { $inc: { count: 1 } });
    expect(cuts).to.equal(2);
    expect(await towns().findOne({ _id: "a" })).to.include({ count: 1 });
  });

  it("can be no member of a replica set, and then refuses transactions", async () => {
    const alone = await MongoDouble.start({ isReplicaSet: false });
    const other = await mongo.MongoClient.connect(alone.uri("test"));
    expect((await other.db().command({ hello: 1 })).setName).to.equal(undefined);
    const session = other.startSession();
    session.startTransaction();
    const error = await refusal(other.db().collection("towns").insertOne({}, { session }));
    expect(error.message).to.contain("does not support");
    await session.endSession();
    await other.close();
    await alone.stop();
  });

  it("runs as a process of its own that says where it is", async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL("serve.ts", import.meta.url))]);
    const line = await new Promise<string>((resolve) => child.stdout.once("data", (bytes) => resolve(String(bytes))));
    const { uri, port } = JSON.parse(line) as { readonly uri: string; readonly port: number };
    expect(uri).to.contain(`:${port}/`);
    const other = await mongo.MongoClient.connect(uri);
    expect(await other.db().command({ ping: 1 })).to.include({ ok: 1 });
    await other.close();
    child.kill();
  });
});

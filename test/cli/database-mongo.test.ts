import { expect } from "chai";
import { CommandedDatabase } from "../support/database-commands.ts";
import { type MongoPlaces, openMongoPlaces } from "../support/mongo-places.ts";

const key = "5a".repeat(32);

describe("the same commands on the second store", () => {
  let places: MongoPlaces;
  let database: CommandedDatabase;
  let uri: string;

  before(async () => {
    places = await openMongoPlaces();
    database = await CommandedDatabase.open();
    uri = places.newUri();
  });
  after(async () => {
    await places.clean();
    await places.end();
    await database.close();
  });

  const onServer = (line: string) => database.run(line, { CONTINGENT_DATABASE: uri, CONTINGENT_MASTER_KEY: key });

  it("a server's database is made by import and nothing else, and never without a configured key", async () => {
    const read = await onServer("proposals");
    expect([read.exitCode, read.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes("contingent import <pool>"),
    );
    const keyless = await database.run(`import ${database.pool}`, { CONTINGENT_DATABASE: uri });
    expect([keyless.exitCode, keyless.out]).to.deep.equal([2, ""]);
    expect(keyless.err).to.contain("master key").and.to.contain("CONTINGENT_MASTER_KEY");
    const made = await onServer(`import ${database.pool}`);
    expect([made.exitCode, made.err]).to.deep.equal([0, ""]);
  });

  it("a night, a decision, a replay and a whole log", async () => {
    expect((await onServer("run")).exitCode).to.equal(0);
    expect((await onServer("agenda open 2026-11-24 V-LAON-1-02")).exitCode).to.equal(0);
    expect((await onServer("agenda attend --present m1,m2,m3")).exitCode).to.equal(0);
    expect((await onServer("decide V-LAON-1-02 confirm --as m1")).out).to.contain("confirmed");
    expect((await onServer("replay 2026-11-23-1")).out).to.contain("byte for byte");
    expect((await onServer("audit verify --lang fr")).out).to.contain("Le journal tient");
    expect((await onServer("db check")).out).to.contain("answers");
  });

  it("a database is moved to a file and is the same there", async () => {
    const moved = await onServer(`db copy ${uri} ${database.file}`);
    expect([moved.exitCode, moved.err]).to.deep.equal([0, ""]);
    expect(moved.out).to.contain("the same by digest");
    const shown = await database.run("proposals V-LAON-1-02", { CONTINGENT_MASTER_KEY: key });
    expect([shown.exitCode, shown.err]).to.deep.equal([0, ""]);
    expect(shown.out).to.contain("confirmed");
    expect((await database.run("audit verify")).exitCode).to.equal(0);
  });
});

import { expect } from "chai";
import { CommandedDatabase } from "../support/database-commands.ts";

describe("contingent requests why-not", () => {
  let database: CommandedDatabase;
  before(async () => {
    database = await CommandedDatabase.open();
    await database.done(["import", database.pool]);
  });
  after(() => database.close());

  it("says that there was no night yet, then what the night says of a request, vacancy by vacancy, and what would help", async () => {
    expect(await database.done("requests why-not PNE7")).to.include("No night has taken place yet");
    await database.done("run");
    const told = await database.done("requests why-not PNE7");
    expect(told).to.include("49 vacancies").and.include("Obtain the employer’s consent");
    const { outcomes, smallestChange, runId } = await database.json<{
      outcomes: object[];
      smallestChange: { kind: string };
      runId: string;
    }>("requests why-not PNE7");
    expect(outcomes).to.have.length(49);
    expect(smallestChange.kind).to.equal("change");
    expect(await database.json(`requests why-not PNE7 --run ${runId}`)).to.deep.include({ smallestChange });
  });

  it("names what does not exist", async () => {
    expect((await database.run("requests why-not NONE")).exitCode).to.equal(2);
    expect((await database.run("requests why-not PNE7 --run NONE")).exitCode).to.equal(2);
  });
}).timeout(60_000);

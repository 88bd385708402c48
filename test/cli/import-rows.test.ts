import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { CommandedDatabase } from "../support/database-commands.ts";
import { type Cells, csvOf, goodRow } from "../support/request-csv.ts";

interface Told {
  readonly sequence?: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly problemCount: number;
}

describe("files of employers and landlords on the command line", function () {
  this.timeout(60_000);
  let database: CommandedDatabase;
  before(async () => {
    database = await CommandedDatabase.open();
    await database.done(`import ${database.pool}`);
  });
  after(() => database.close());

  const file = async (name: string, rows: readonly Cells[]) => {
    await writeFile(database.path(name), csvOf(rows));
    return database.path(name);
  };

  it("hand in the requests of a file: checked first, then kept, and the same file again changes nothing", async () => {
    const pool = await import("../../scripts/demo/town.ts");
    const employer = pool.demoTown().employers![0]!.id;
    const rows = await file("salaries.csv", [goodRow, { ...goodRow, Matricule: "M-2", Nom: "Autre-Inventée" }]);
    const checked = await database.json<Told>(`requests import ${rows} --employer ${employer} --check`);
    expect(checked).not.to.have.property("sequence");
    expect(checked.counts).to.include({ created: 2, refused: 0 });
    const kept = await database.json<Told>(`requests import ${rows} --employer ${employer}`);
    expect(kept.sequence).to.be.a("number");
    expect(kept.counts).to.include({ created: 2 });
    const again = await database.run(`requests import ${rows} --employer ${employer} --lang fr`);
    expect(again.exitCode).to.equal(0);
    expect(again.out)
      .to.match(/inchangées +2/)
      .and.to.not.match(/\{\w+|undefined/);
  });

  it("refuse a file with its lines and columns, or keep its good rows", async () => {
    const pool = await import("../../scripts/demo/town.ts");
    const employer = pool.demoTown().employers![0]!.id;
    const good = { ...goodRow, Matricule: "M-3", Nom: "Troisième-Inventée" };
    const rows = await file("mixed.csv", [good, { ...good, Matricule: "M-4", "Date de naissance": "31/02/1996" }]);
    const refused = await database.run(`requests import ${rows} --employer ${employer}`);
    expect(refused.exitCode).to.equal(2);
    expect(refused.err).to.contain("mixed.csv:3");
    const some = await database.run(`requests import ${rows} --employer ${employer} --good-rows-only --json`);
    expect(some.exitCode).to.equal(1);
    expect((JSON.parse(some.out) as Told).counts).to.include({ created: 1, refused: 1 });
    const missing = await database.run("requests import nowhere.csv");
    expect(missing.exitCode).to.equal(2);
    expect(missing.err).to.contain("nowhere.csv");
  });

  it("declare the dwellings of a file, and say what is wrong with a row in words", async () => {
    const rows = await file("logements.csv", [{ Logement: "NO-SUCH-DWELLING", "Libre à partir du": "15/12/2026" }]);
    const refused = await database.run(`vacancies import ${rows} --lang fr`);
    expect(refused.exitCode).to.equal(2);
    expect(refused.err)
      .to.contain("logements.csv:2")
      .and.to.not.match(/\{\w+|undefined/);
    const checked = await database.run(`vacancies import ${rows} --check --json`);
    expect((JSON.parse(checked.out) as Told).counts).to.include({ declared: 0, refused: 1 });
  });
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { busyError, isBusy, translated } from "../../../src/adapters/store/sqlite-errors.ts";
import { DomainError } from "../../../src/domain/shared/domain-error.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** As `node:sqlite` throws: the extended result code, whose last byte is the primary one. */
const said = (errcode: number) => Object.assign(new Error("made up"), { code: "ERR_SQLITE_ERROR", errcode });

function codeOf(errcode: number, file: string): string {
  const error = translated(said(errcode), file) as DomainError;
  expect(error).to.be.instanceOf(DomainError);
  expect(error.values.place).to.equal(file);
  const { reason = "" } = error.values;
  return `${error.code} ${reason}`.trim();
}

describe("what SQLite says", () => {
  afterEach(() => places.clean());

  it("is told by its primary code, whatever the extended one", async () => {
    const file = await places.file();
    const told = Object.fromEntries(
      [5, 261, 6, 8, 1032, 11, 267, 13, 26].map((errcode) => [String(errcode), codeOf(errcode, file)]),
    );
    expect(told).to.deep.equal({
      5: "database-unavailable busy",
      261: "database-unavailable busy",
      6: "database-unavailable busy",
      8: "database-read-only",
      1032: "database-read-only",
      11: "not-a-database damaged",
      267: "not-a-database damaged",
      13: "disk-full",
      26: "not-a-database not-sqlite",
    });
    expect(isBusy(busyError())).to.equal(true);
  });

  it("of input and output is put down to the disk: full, protected, or failing", async function () {
    const shared = 4874;
    expect(codeOf(shared, await places.file())).to.equal("database-unavailable input-output");
    const disk = await places.smallDisk(100_000);
    if (disk === undefined) return this.skip();
    await writeFile(join(disk, "other"), Buffer.alloc(90_000));
    expect(codeOf(shared, join(disk, "contingent.db"))).to.equal("disk-full");
    places.writeProtect(disk);
    expect(codeOf(14, join(disk, "contingent.db"))).to.equal("database-read-only");
  });

  it("and is no matter of the database is thrown on as it is", async () => {
    const file = await places.file();
    const others = [new Error("line 3 cannot be read"), new DomainError("erased"), said(1), undefined, "text"];
    for (const error of others) expect(translated(error, file)).to.equal(error);
  });
});

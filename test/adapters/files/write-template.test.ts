import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readPool } from "../../../src/adapters/files/read-pool.ts";
import { writeTemplate } from "../../../src/adapters/files/write-template.ts";
import { inFolder } from "../../support/temporary-folder.ts";

describe("the template of a pool", () => {
  it("is read without a problem and says that it is invented", async () => {
    await inFolder({}, async (folder) => {
      const { written, problems } = await writeTemplate(join(folder, "new"));
      expect(problems).to.deep.equal([]);
      expect(await readdir(join(folder, "new"))).to.have.members(written);
      const reading = await readPool(join(folder, "new"));
      expect(reading.problems).to.deep.equal([]);
      expect(reading.snapshot!.note).to.match(/^Invented/);
      expect(reading.snapshot!.requests[0]!.household.persons).to.have.length(2);
      expect(reading.snapshot!.dwellings[0]!.position!.grid).to.equal("lambert-93");
    });
  });

  it("overwrites nothing: one file in the way and no file is written", async () => {
    await inFolder({}, async (folder) => {
      await writeFile(join(folder, "requests.csv"), "mine");
      const { written, problems } = await writeTemplate(folder);
      expect(written).to.deep.equal([]);
      expect(problems.map(({ file, code }) => [file, code])).to.deep.equal([["requests.csv", "template-in-the-way"]]);
      expect(await readdir(folder)).to.deep.equal(["requests.csv"]);
      expect(await readFile(join(folder, "requests.csv"), "utf8")).to.equal("mine");
    });
  });

  it("says so when the folder cannot be made", async () => {
    await inFolder({ file: "" }, async (folder) => {
      const { problems } = await writeTemplate(join(folder, "file", "inside"));
      expect(problems[0]!.sentence).to.match(/^The folder cannot be written/);
    });
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runCommand } from "../support/command-line.ts";

describe("the demonstration", () => {
  let parent: string;
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "contingent-"));
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("writes a pool, a bundle that verifies and a report, and may be run again", async () => {
    const out = join(parent, "demo");
    const first = await runCommand(["demo", "--no-serve", "--out", out, "--lang", "fr"]);
    expect([first.exitCode, first.err]).to.deep.equal([0, ""]);
    expect(first.out).to.not.match(/\{\w+[}|]|undefined|\[object/);
    expect((await readdir(out)).sort()).to.deep.equal(["bundle", "pool.json", "report.html"]);
    expect((await runCommand(["verify", join(out, "bundle")])).exitCode).to.equal(0);
    const again = await runCommand(["demo", "--no-serve", "--out", out]);
    expect([again.exitCode, again.err]).to.deep.equal([0, ""]);
  });

  it("overwrites nothing that is not its own", async () => {
    const out = join(parent, "mine");
    await mkdir(join(out, "bundle"), { recursive: true });
    await writeFile(join(out, "pool.json"), "mine");
    await writeFile(join(out, "bundle", "letter.txt"), "mine");
    const { exitCode, out: printed, err } = await runCommand(["demo", "--no-serve", "--out", out]);
    expect([exitCode, printed]).to.deep.equal([3, ""]);
    expect(err)
      .to.match(/^Nothing was written\./)
      .and.to.contain("pool.json")
      .and.to.contain("is no bundle");
    expect(await readFile(join(out, "pool.json"), "utf8")).to.equal("mine");
    expect(await readdir(join(out, "bundle"))).to.deep.equal(["letter.txt"]);
    const below = await runCommand(["demo", "--no-serve", "--out", join(out, "pool.json", "below")]);
    expect(below.exitCode).to.equal(3);
    expect(below.err).to.contain("cannot be written");
  });
});

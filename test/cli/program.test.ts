import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../src/cli.ts";
import { type Ran, runCommand, spawnProgram } from "../support/command-line.ts";

const oldestMajor = 24;

type Run = (argv: readonly string[]) => Promise<Ran>;

/** A Node on this machine that is too old, if there is one. */
function oldNode(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":").concat("/usr/bin", "/usr/local/bin");
  const nodes = folders.filter((folder) => folder.startsWith("/")).map((folder) => join(folder, "node"));
  return nodes.find((node) => {
    try {
      const version = execFileSync(node, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      return Number(/^v(\d+)/.exec(version)?.[1] ?? oldestMajor) < oldestMajor;
    } catch {
      return false;
    }
  });
}

describe("the program as a process", () => {
  let parent: string;
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "contingent-"));
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("ends with the exit code of what happened, and never with a stack trace", async () => {
    const template = join(parent, "mon dossier");
    const runs: readonly (readonly [run: Run, argv: readonly string[], exitCode: number])[] = [
      [runCommand, ["--help"], 0],
      [spawnProgram, ["--version"], 0],
      [runCommand, ["template", template], 0],
      [spawnProgram, ["template", template], 3],
      [runCommand, ["allocate", template, "--out", join(parent, "résultat")], 0],
      [spawnProgram, ["verify", join(parent, "résultat")], 0],
      [runCommand, ["allocate", join(parent, "nowhere")], 2],
      [spawnProgram, ["rules", "check", "rules/temporary-occupation-2026", "--as-of", "2001-01-01"], 1],
      [runCommand, ["nothing"], 2],
      [spawnProgram, [], 2],
    ];
    for (const [run, argv, wanted] of runs) {
      const { exitCode, out, err } = await run(argv);
      expect(exitCode, argv.join(" ")).to.equal(wanted);
      expect(out + err).to.not.match(/\n\s+at |Error:|node:internal/);
      expect(out + err, "no colours where nobody looks").to.not.contain(String.fromCharCode(27));
    }
  });

  it("says nothing when its reader stops early", async () => {
    for (const argv of [
      ["rules", "check"],
      ["rules", "plan", "--json"],
    ]) {
      const { exitCode, out, err } = await spawnProgram(argv, { isCutShort: true });
      expect([exitCode, err], argv.join(" ")).to.deep.equal([0, ""]);
      expect(out.length).to.be.greaterThan(0);
    }
  });

  it("tells an old Node what to do instead of failing on its syntax", async function () {
    const node = oldNode();
    if (node === undefined) return this.skip();
    const { exitCode, out, err } = await spawnProgram(["--help"], { node });
    expect([exitCode, out]).to.deep.equal([2, ""]);
    expect(err).to.match(/^contingent needs Node 24 or newer; this is Node \d+\.\d+\.\d+\.\n/);
  });

  it("says what it was when something inside goes wrong, with exit code 70", async () => {
    let told = "";
    const err = { write: (text: string) => void (told += text) };
    const broken = {
      write: () => {
        throw new TypeError("the printer is on fire");
      },
    };
    const exitCode = await main(["rules", "diff", "rules/als-2026", "rules/als-2026"], {
      out: broken,
      err,
      environment: {},
    });
    expect(exitCode).to.equal(70);
    expect(told).to.contain("An internal error occurred (the printer is on fire).").and.to.not.contain("    at ");
  });

  it("writes nothing where nothing may be written", async function () {
    if (process.getuid?.() === 0) return this.skip();
    await chmod(parent, 0o500);
    const { exitCode, err } = await runCommand(["template", join(parent, "locked")]);
    await chmod(parent, 0o700);
    expect([exitCode, readdirSync(parent).includes("locked")]).to.deep.equal([3, false]);
    expect(err).to.contain("access is not allowed");
  });
});

import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { demoTown } from "../../scripts/demo/town.ts";
import { type Ran, runCommand } from "../support/command-line.ts";

interface Verdict {
  readonly holds: boolean;
  readonly isReplayed: boolean;
  readonly problems: readonly { readonly file: string; readonly code: string; readonly sentence: string }[];
  readonly verification: {
    readonly violations: readonly {
      readonly property: string;
      readonly vacancyId?: string;
      readonly requestId?: string;
    }[];
  };
}

interface StoredResult {
  readonly proposals: { vacancyId: string; candidates: { requestId: string; points: number }[] }[];
}

/** The vacancies of one programme of the town, so that one small rule set governs them. */
function smallTown() {
  const { agreements, rights, vacancies, requests, ledger: _, pins: __, struck: ___, ...rest } = demoTown();
  const ofProgramme = new Set(agreements.filter((one) => one.programme === "temporary-occupation").map(({ id }) => id));
  const held = new Set(rights.filter(({ agreementId }) => ofProgramme.has(agreementId)).map(({ id }) => id));
  return {
    ...rest,
    agreements,
    rights,
    vacancies: vacancies.filter(({ rightId }) => held.has(rightId)),
    requests: requests.slice(0, 150),
  };
}

let parent: string;
let pool: string;
let whole: string;
let allocated: Ran;

/** A copy of the whole bundle with something done to it. */
async function altered(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(parent, "copy-"));
  await cp(whole, folder, { recursive: true });
  await change(folder);
  return folder;
}

async function inFile(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, "utf8");
  const after = change(text);
  expect(after, "the change finds something to change").to.not.equal(text);
  await writeFile(file, after);
}

/** Gives a candidate one point more, and tells the pair. */
async function addPoint(folder: string): Promise<{ vacancyId: string; requestId: string }> {
  const file = join(folder, "result.json");
  const result = JSON.parse(await readFile(file, "utf8")) as StoredResult;
  const { vacancyId, candidates } = result.proposals.find((proposal) => proposal.candidates.length > 0)!;
  candidates[0]!.points++;
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return { vacancyId, requestId: candidates[0]!.requestId };
}

/** Writes into the manifest what the files hold now, as somebody would who wants an alteration to go unseen. */
async function adjustManifest(folder: string): Promise<void> {
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as {
    files: { path: string; bytes: number; sha256: string }[];
  };
  for (const entry of manifest.files) {
    const content = await readFile(join(folder, entry.path));
    entry.bytes = content.length;
    entry.sha256 = createHash("sha256").update(content).digest("hex");
  }
  await writeFile(file, JSON.stringify(manifest));
}

async function verdictOn(folder: string): Promise<Verdict & { readonly exitCode: number }> {
  const { exitCode, out } = await runCommand(["verify", folder, "--json"]);
  return { exitCode, ...(JSON.parse(out) as Verdict) };
}

describe("a bundle on the command line", () => {
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "contingent-"));
    pool = join(parent, "dossier d’été.json");
    whole = join(parent, "résultat de l’été");
    await writeFile(pool, JSON.stringify(smallTown()));
    allocated = await runCommand(["allocate", pool, "--out", whole, "--lang", "fr"]);
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("is written where a path has spaces and accents, and verified from anywhere", async () => {
    expect([allocated.exitCode, allocated.err]).to.deep.equal([0, ""]);
    expect(allocated.out).to.contain(`Dossier de preuve écrit dans ${whole}`);
    for (const path of [whole, join(whole, "result.json")]) {
      const { exitCode, out } = await runCommand(["verify", path]);
      expect([exitCode, out.split("\n")[0]]).to.deep.equal([0, "The bundle is verified: all properties hold."]);
    }
    const { holds, isReplayed, problems } = await verdictOn(whole);
    expect({ holds, isReplayed, problems }).to.deep.equal({ holds: true, isReplayed: true, problems: [] });
  });

  it("with a result altered names the file, the first property and the pair that fails", async () => {
    let pair = { vacancyId: "", requestId: "" };
    const folder = await altered(async (copy) => {
      pair = await addPoint(copy);
    });
    const verdict = await verdictOn(folder);
    expect([verdict.exitCode, verdict.holds, verdict.isReplayed]).to.deep.equal([1, false, false]);
    expect(verdict.problems.map(({ file, code }) => [file, code])).to.deep.equal([["result.json", "file-altered"]]);
    const [first] = verdict.verification.violations;
    expect(first).to.include({ property: "P2", ...pair });
    const { exitCode, out } = await runCommand(["verify", folder, "--lang", "fr"]);
    expect(exitCode).to.equal(1);
    expect(out)
      .to.contain("1 fichier n’est plus celui qui avait été écrit")
      .and.to.contain("Première propriété en défaut\u00a0: P2");
    expect(out).to.contain(`vacance ${pair.vacancyId}, demande ${pair.requestId}`);
  });

  it("whose manifest was adjusted to the alteration is seen by the verification alone", async () => {
    const folder = await altered(async (copy) => {
      await addPoint(copy);
      await adjustManifest(copy);
    });
    const verdict = await verdictOn(folder);
    expect([verdict.exitCode, verdict.holds, verdict.problems]).to.deep.equal([1, false, []]);
    expect(verdict.verification.violations[0]!.property).to.equal("P2");
  });

  it("with a snapshot or a rule file altered names the file and the digest that no longer fits", async () => {
    const changes: readonly (readonly [file: string, change: (text: string) => string])[] = [
      [
        "snapshot/requests.ndjson",
        (text) => text.replace(/"rentLimitCentsPerMonth":\d+/, '"rentLimitCentsPerMonth":100'),
      ],
      ["rules/temporary-occupation-2026/scoring.json", (text) => text.replace(/"fr": "([^"]+)"/, '"fr": "$1 !"')],
    ];
    for (const [file, change] of changes) {
      const folder = await altered((copy) => inFile(join(copy, file), change));
      const verdict = await verdictOn(folder);
      expect([verdict.exitCode, verdict.isReplayed], file).to.deep.equal([1, false]);
      expect(verdict.problems.map((problem) => problem.file)).to.deep.equal([file]);
      expect(verdict.verification.violations.map(({ property }) => property)).to.include("P8");
    }
  });

  it("with a file added or taken away names it, and the rest is still checked", async () => {
    const added = await verdictOn(await altered((copy) => writeFile(join(copy, "rules/note.txt"), "x")));
    expect(added.problems.map(({ file, code }) => [file, code])).to.deep.equal([["rules/note.txt", "file-extra"]]);
    expect([added.exitCode, added.isReplayed]).to.deep.equal([1, true]);
    const missing = await verdictOn(await altered((copy) => unlink(join(copy, "verification.json"))));
    expect(missing.problems.map(({ file, code }) => [file, code])).to.deep.equal([
      ["verification.json", "file-missing"],
    ]);
    expect([missing.exitCode, missing.isReplayed]).to.deep.equal([1, true]);
  });

  it("that can no longer be read says what was altered beside what cannot be read", async () => {
    const changes: readonly (readonly [file: string, content: string, says: string])[] = [
      ["result.json", "{", "result.json"],
      ["snapshot/requests.ndjson", "{}\n", "snapshot/requests.ndjson:1"],
      ["rules/temporary-occupation-2026/eligibility.json", "{", "temporary-occupation-2026/eligibility.json"],
    ];
    for (const [file, content, says] of changes) {
      const folder = await altered((copy) => writeFile(join(copy, file), content));
      for (const command of [["verify"], ["explain", "--request", "a", "--vacancy", "b"]]) {
        const { exitCode, out, err } = await runCommand([command[0]!, folder, ...command.slice(1)]);
        expect(exitCode, file).to.equal(1);
        expect(out).to.equal("");
        expect(err).to.contain("no longer the one that was written").and.to.contain(says);
      }
    }
  });

  it("answers about nobody it does not know, and names who was meant", async () => {
    const [request, vacancy] = [smallTown().requests[0]!.id, smallTown().vacancies[0]!.id];
    const near = await runCommand(["explain", whole, "--request", `${request}X`, "--vacancy", vacancy]);
    expect([near.exitCode, near.out]).to.deep.equal([2, ""]);
    expect(near.err).to.contain(`No request "${request}X"`).and.to.contain(`Maybe "${request}"?`);
    for (const argv of [
      ["explain", whole, "--request", request, "--vacancy", "nowhere"],
      ["why-not", whole, "--request", request, "--vacancy", "nowhere"],
      ["compare", whole, "--requests", `${request},${request}`, "--vacancy", "nowhere"],
    ]) {
      const { exitCode, out } = await runCommand([...argv, "--json"]);
      expect(exitCode).to.equal(2);
      expect(out).to.contain('"unknown-vacancy"');
    }
  });

  it("explains, compares and says why not in both languages and as JSON", async () => {
    const [first, second] = smallTown().requests;
    const vacancy = smallTown().vacancies[0]!.id;
    for (const argv of [
      ["explain", whole, "--request", first!.id, "--vacancy", vacancy],
      ["why-not", whole, "--request", first!.id],
      ["compare", whole, "--requests", `${first!.id},${second!.id}`, "--vacancy", vacancy],
    ]) {
      for (const lang of ["fr", "en"]) {
        const { exitCode, out, err } = await runCommand([...argv, "--lang", lang]);
        expect([exitCode, err]).to.deep.equal([0, ""]);
        expect(out)
          .to.contain(first!.id)
          .and.to.not.match(/\{\w+[}|]|undefined|\[object/);
      }
      expect(JSON.parse((await runCommand([...argv, "--json"])).out)).to.be.an("object");
    }
  });

  it("is never written over something else; nothing is half written", async () => {
    const mine = join(parent, "mine");
    await mkdir(mine);
    await writeFile(join(mine, "letter.txt"), "mine");
    for (const [out, says] of [
      [mine, "exists and is no bundle"],
      [join(mine, "letter.txt"), "exists and is no bundle"],
      [join(mine, "letter.txt", "below"), "cannot be written"],
    ] as const) {
      const { exitCode, err } = await runCommand(["allocate", pool, "--out", out]);
      expect([exitCode, err.split("\n")[0]], out).to.deep.equal([3, "Nothing was written."]);
      expect(err).to.contain(says);
    }
    expect(await readdir(mine)).to.deep.equal(["letter.txt"]);
    expect(await readFile(join(mine, "letter.txt"), "utf8")).to.equal("mine");
    const copy = await altered(async () => undefined);
    const again = await runCommand(["allocate", pool, "--out", copy, "--seed", "another"]);
    expect(again.exitCode, "an earlier bundle is replaced").to.equal(0);
    expect((await runCommand(["verify", copy])).exitCode).to.equal(0);
  });
});

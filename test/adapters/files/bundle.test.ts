import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readBundle, writeBundle } from "../../../src/adapters/files/bundle.ts";
import { readPool } from "../../../src/adapters/files/read-pool.ts";
import { readRuleFiles } from "../../../src/adapters/rules/directory-rule-source.ts";
import type { Result } from "../../../src/domain/facts/result.ts";
import { snapshotDigest } from "../../../src/domain/facts/snapshot-digest.ts";
import { smallPool } from "../../support/small-pool.ts";
import { inFolder } from "../../support/temporary-folder.ts";

const shippedRules = join(import.meta.dirname, "../../../rules");

let shipped: ReturnType<typeof readRuleFiles> | undefined;

async function invented() {
  const { snapshot } = await inFolder(smallPool, (folder) => readPool(folder));
  const result: Result = {
    format: "contingent-result",
    schemaVersion: 1,
    run: {
      engineVersion: "0.1.0",
      asOf: "2026-11-23",
      seed: "invented seed",
      seedOrigin: "given",
      snapshotDigest: snapshotDigest(snapshot!),
      ruleSets: [],
      listsPerRequest: 1,
    },
    targets: [],
    proposals: [],
  };
  const ruleFiles = [await (shipped ??= readRuleFiles(shippedRules, "als-2026"))];
  return { snapshot: snapshot!, result, ruleFiles, verification: { violations: [] } };
}

async function withBundle(step: (folder: string, parent: string) => Promise<void>): Promise<void> {
  await inFolder({}, async (parent) => {
    expect(await writeBundle(join(parent, "night"), await invented())).to.deep.equal([]);
    await step(join(parent, "night"), parent);
  });
}

/** Files of a bundle; of the rules only two. */
const allFiles = [
  "manifest.json",
  "result.json",
  "rules/als-2026/eligibility.json",
  "rules/als-2026/manifest.json",
  "snapshot/agreements.ndjson",
  "snapshot/dwellings.ndjson",
  "snapshot/employers.ndjson",
  "snapshot/landlords.ndjson",
  "snapshot/requests.ndjson",
  "snapshot/rights.ndjson",
  "snapshot/run.json",
  "snapshot/vacancies.ndjson",
  "verification.json",
];

describe("a result bundle", () => {
  it("gives back what was written, named by its folder or by its result", async () => {
    const parts = await invented();
    await withBundle(async (folder, parent) => {
      expect(await readdir(parent), "nothing unfinished is left").to.deep.equal(["night"]);
      for (const path of [folder, join(folder, "result.json")]) {
        const { bundle, problems } = await readBundle(path);
        expect(problems).to.deep.equal([]);
        expect(bundle!.snapshot).to.deep.equal(parts.snapshot);
        expect(snapshotDigest(bundle!.snapshot)).to.equal(bundle!.manifest.snapshotDigest);
        expect(bundle!.result).to.deep.equal(parts.result);
        expect(bundle!.verification).to.deep.equal(parts.verification);
        expect(bundle!.ruleFiles).to.deep.equal(parts.ruleFiles);
        expect(bundle!.manifest.seed).to.equal("invented seed");
      }
    });
  });

  it("is the same bytes whatever the order of the records", async () => {
    const parts = await invented();
    const requests = [...parts.snapshot.requests].reverse();
    await withBundle(async (folder, parent) => {
      await writeBundle(join(parent, "other"), { ...parts, snapshot: { ...parts.snapshot, requests } });
      for (const file of allFiles) {
        expect(await readFile(join(parent, "other", file), "utf8"), file).to.equal(
          await readFile(join(folder, file), "utf8"),
        );
      }
    });
  });

  it("names each file that is missing, altered or added", async () => {
    await withBundle(async (folder) => {
      for (const file of allFiles.slice(1)) {
        const text = await readFile(join(folder, file), "utf8");
        await rm(join(folder, file));
        const missing = await readBundle(folder);
        expect(missing.problems.map((problem) => [problem.file, problem.code])).to.deep.include([file, "file-missing"]);
        await writeFile(join(folder, file), `${text} `);
        const altered = await readBundle(folder);
        expect(altered.problems.map((problem) => [problem.file, problem.code])).to.deep.equal([[file, "file-altered"]]);
        await writeFile(join(folder, file), text);
      }
      expect((await readBundle(folder)).problems).to.deep.equal([]);
    });
    await withBundle(async (folder) => {
      await writeFile(join(folder, "rules/als-2026/more.json"), "{}");
      const { bundle, problems } = await readBundle(folder);
      expect(problems.map(({ file, code }) => [file, code])).to.deep.equal([
        ["rules/als-2026/more.json", "file-extra"],
      ]);
      expect(bundle!.result, "what can be read can be checked further").to.not.equal(undefined);
    });
  }).timeout(60_000);

  it("turns everything broken into problems: no bundle, no JSON, another shape", async () => {
    const { problems: none } = await readBundle("/nowhere/at/all/result.json");
    expect(none.map(({ code }) => code)).to.deep.equal(["bundle-missing"]);
    for (const file of ["manifest.json", "result.json", "snapshot/requests.ndjson"]) {
      for (const content of ["{", "[]", "{}", "\u0000\u0000"]) {
        await withBundle(async (folder) => {
          await writeFile(join(folder, file), content);
          const { bundle, problems } = await readBundle(folder);
          expect(bundle).to.equal(undefined);
          expect(
            problems.map((problem) => problem.file),
            `${file} ${content}`,
          ).to.include(file);
        });
      }
    }
  });

  it("takes the place of an earlier bundle, and of nothing else", async () => {
    const parts = await invented();
    await withBundle(async (folder, parent) => {
      const result = { ...parts.result, run: { ...parts.result.run, seed: "another" } };
      expect(await writeBundle(folder, { ...parts, result })).to.deep.equal([]);
      expect((await readBundle(folder)).bundle!.result.run.seed).to.equal("another");
      await mkdir(join(parent, "mine"));
      await writeFile(join(parent, "mine", "letter.txt"), "mine");
      await writeFile(join(parent, "file"), "mine");
      for (const place of ["mine", "file"]) {
        const [problem] = await writeBundle(join(parent, place), parts);
        expect(problem!.code).to.equal("bundle-in-the-way");
      }
      expect((await readdir(parent)).filter((name) => name.startsWith("."))).to.deep.equal([]);
    });
  });

  it("leaves nothing behind when it cannot be finished", async () => {
    const parts = await invented();
    await withBundle(async (folder, parent) => {
      await cp(folder, join(parent, "before"), { recursive: true });
      const [problem] = await writeBundle(folder, {
        ...parts,
        ruleFiles: [{ id: "x", files: [{ path: "../outside.json", content: {} }], problems: [] }],
      });
      expect(problem!.code).to.equal("not-written");
      expect(await readdir(parent)).to.have.members(["night", "before"]);
      expect((await readBundle(folder)).problems).to.deep.equal([]);
    });
  });
});

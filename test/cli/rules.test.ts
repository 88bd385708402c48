import { cp, mkdtemp, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Ran, runCommand } from "../support/command-line.ts";

const ruleSet = "temporary-occupation-2026";
const shipped = fileURLToPath(new URL(`../../rules/${ruleSet}`, import.meta.url));

type Json = Record<string, unknown> & { [list: string]: Record<string, unknown>[] };

let parent: string;

/** A folder of rule sets with a copy of the smallest one, to which something was done. */
async function rulesWith(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(parent, "rules-"));
  await cp(shipped, join(folder, ruleSet), { recursive: true });
  await change(join(folder, ruleSet));
  return folder;
}

const edited = (file: string, edit: (content: Json) => void) => async (folder: string) => {
  const content = JSON.parse(await readFile(join(folder, file), "utf8")) as Json;
  edit(content);
  await writeFile(join(folder, file), JSON.stringify(content, undefined, 2));
};

async function check(change: (folder: string) => Promise<unknown>, ...words: string[]): Promise<Ran> {
  return runCommand(["rules", "check", await rulesWith(change), "--as-of", "2026-11-23", ...words]);
}

describe("rule sets on the command line", () => {
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "contingent-"));
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("are named by their folder or by the folder around it, and hold", async () => {
    for (const folder of [shipped, await rulesWith(async () => undefined)]) {
      const { exitCode, out, err } = await runCommand(["rules", "check", folder, "--as-of", "2026-11-23"]);
      expect([exitCode, err]).to.deep.equal([0, ""]);
      expect(out).to.match(/^temporary-occupation-2026: \d+ worked examples, 0 errors, \d+ warnings?\n/);
    }
  });

  it("with broken JSON name line and column first, in both languages, and nothing that follows from it", async () => {
    const cut = async (folder: string) => {
      const file = join(folder, "eligibility.json");
      const lines = (await readFile(file, "utf8")).split("\n");
      lines[4] = "?";
      await writeFile(file, lines.join("\n"));
    };
    const [fr, en] = [await check(cut, "--lang", "fr"), await check(cut)];
    expect([fr.exitCode, en.exitCode]).to.deep.equal([1, 1]);
    expect(fr.out.split("\n").slice(1, 3).join("\n")).to.contain(
      `${ruleSet}/eligibility.json [fichier illisible]\n    Ce n’est pas du JSON, ligne 5, colonne 1`,
    );
    expect(en.out).to.contain("This is not JSON, in line 5, column 1");
    expect(en.out).to.not.contain("no rule and no criterion");
  });

  it("with an expression of a hundred thousand characters, open parentheses or unknown facts are told so", async () => {
    const broken = edited("eligibility.json", ({ rules }) => {
      rules![0]!.require = `${"true && ".repeat(12_500)}true`;
      rules![1]!.require = "(((";
      rules![2]!.require = 'request.kindd == "transfer"';
    });
    const { exitCode, out } = await check(broken, "--lang", "fr");
    expect(exitCode).to.equal(1);
    expect(out).to.contain("L’expression a 100004 caractères\u202f; 2000 sont permis.");
    expect(out).to.contain("L’expression ne se lit plus à partir du caractère 4");
    expect(out).to.contain("Peut-être «\u00a0request.kind\u00a0»\u202f?");
    const json = await check(broken, "--json", "--lang", "fr");
    const [first] = JSON.parse(json.out) as [{ findings: { sentence: string; severity: string; phrase?: unknown }[] }];
    expect(json.exitCode).to.equal(1);
    expect(first.findings[0]!.sentence).to.match(/^L’expression /);
    expect(first.findings[0]).to.not.have.property("phrase");
  });

  it("out of their dates or without a manifest keep a run from being computed", async () => {
    const template = join(parent, "pool");
    await runCommand(["template", template]);
    const agreements = join(template, "agreements.csv");
    const text = await readFile(agreements, "utf8");
    await writeFile(agreements, text.replace("social-flow", "temporary-occupation"));
    for (const [change, says] of [
      [
        edited("manifest.json", (content) =>
          Object.assign(content, { effectiveFrom: "2030-01-01", effectiveTo: "2030-12-31" }),
        ),
        "à partir du 2030-01-01 jusqu’au 2030-12-31, pas le 2026-11-23",
      ],
      [(folder: string) => unlink(join(folder, "manifest.json")), `Le fichier ${ruleSet}/manifest.json manque.`],
    ] as const) {
      const folder = await rulesWith(change);
      const { exitCode, out, err } = await runCommand(["allocate", template, "--rules", folder, "--lang", "fr"]);
      expect([exitCode, out]).to.deep.equal([3, ""]);
      expect(err).to.contain("dans les règles\u202f; rien n’a été calculé.").and.to.contain(says);
    }
    for (const folder of [join(parent, "nowhere"), template]) {
      const { exitCode, err } = await runCommand(["allocate", template, "--rules", folder, "--lang", "fr"]);
      expect(exitCode).to.equal(2);
      expect(err).to.contain("Aucun jeu de règles lisible");
    }
  });

  it("say a worked example that no longer holds with what was expected", async () => {
    const change = edited("cases/rent-limit.json", ({ cases }) => {
      cases![0]!.expect = { rules: { "rent-limit": "refused" } };
    });
    const { exitCode, out } = await runCommand([
      "rules",
      "test",
      await rulesWith(change),
      "--lang",
      "fr",
      "--as-of",
      "2026-11-23",
    ]);
    expect(exitCode).to.equal(1);
    expect(out).to.match(/✗ .*\n {6}règle rent-limit\u00a0: attendu "refused", obtenu "holds"/);
  });

  it("say what changes in words, with titles and units", async () => {
    const folder = await rulesWith(async (copy) => {
      await edited("parameters/job.json", ({ parameters }) => {
        const [value] = parameters![0]!.values as [{ value: number }];
        value.value += 1;
      })(copy);
      await edited("eligibility.json", ({ rules }) => {
        rules![0]!.title = { fr: "Autre titre d'essai", en: "Another title" };
      })(copy);
    });
    const { exitCode, out } = await runCommand([
      "rules",
      "diff",
      shipped,
      join(folder, ruleSet),
      "--lang",
      "fr",
      "--as-of",
      "2026-11-23",
    ]);
    expect(exitCode).to.equal(0);
    expect(out).to.match(/ \([a-z-]+\), valeur\u00a0: \d+ mois → \d+ mois\n/);
    expect(out).to.contain("titre\u00a0: «\u00a0").and.to.contain("«\u00a0Autre titre d’essai\u00a0»");
    const same = await runCommand(["rules", "diff", shipped, shipped, "--as-of", "2026-11-23"]);
    expect([same.exitCode, same.out]).to.deep.equal([0, "No difference.\n"]);
  });

  it("say how they will be applied, in words of people", async () => {
    for (const lang of ["fr", "en"]) {
      const { exitCode, out } = await runCommand(["rules", "plan", shipped, "--lang", lang, "--as-of", "2026-11-23"]);
      expect(exitCode).to.equal(0);
      expect(out).to.not.match(/\{\w+[}|]|undefined|dwelling\.|request\./);
    }
  });
});

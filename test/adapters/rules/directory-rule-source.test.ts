import { expect } from "chai";
import { listRuleSets, readRuleFiles, readRuleSets } from "../../../src/adapters/rules/directory-rule-source.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import { inFolder } from "../../support/temporary-folder.ts";
import { type TinyChange, tinyAsOf, tinyCatalogue, tinyRuleFiles } from "../../support/tiny-rule-set.ts";

/** The tiny rule set as texts of files, after a change. */
function texts(change?: TinyChange): Record<string, string | Uint8Array> {
  return Object.fromEntries(
    tinyRuleFiles(change).files.map(({ path, content }) => [path, JSON.stringify(content, null, 2)]),
  );
}

async function problemsOf(files: Record<string, string | Uint8Array>) {
  const read = await inFolder(files, (folder) => readRuleFiles(folder, "tiny"));
  return {
    read,
    problems: read.problems.map(({ kind, file, pointer, sentence }) => ({ kind, at: `${file}${pointer}`, sentence })),
  };
}

interface Broken {
  readonly title: string;
  readonly change: TinyChange;
  readonly at: string;
  readonly says: string;
}

const broken: readonly Broken[] = [
  {
    title: "a property that does not exist, with the one that was meant",
    change: (files) => {
      files["eligibility.json"].rules[0].requires = "true";
    },
    at: "tiny/eligibility.json/rules/0/requires",
    says: 'Maybe "require"?',
  },
  {
    title: "a property that is missing",
    change: (files) => delete files["eligibility.json"].rules[0].reasonCode,
    at: "tiny/eligibility.json/rules/0/reasonCode",
    says: '"reasonCode" is missing',
  },
  {
    title: "a word that is none of the allowed ones",
    change: (files) => (files["scoring.json"].headings[0].combine = "summ"),
    at: "tiny/scoring.json/headings/0/combine",
    says: 'allowed: sum, highest, declared. Maybe "sum"?',
  },
  {
    title: "a day that does not exist",
    change: (files) => (files["manifest.json"].effectiveFrom = "2026-02-30"),
    at: "tiny/manifest.json/effectiveFrom",
    says: '"2026-02-30" is no day',
  },
  {
    title: "an id in another form",
    change: (files) => (files["definitions.json"].definitions[0].id = "needed-depth"),
    at: "tiny/definitions.json/definitions/0/id",
    says: "camelCase",
  },
  {
    title: "a number out of range",
    change: (files) => (files["manifest.json"].checkWithinMonths = 0),
    at: "tiny/manifest.json/checkWithinMonths",
    says: "0 is out of range: 1 to 120",
  },
  {
    title: "a fraction where a whole number is wanted",
    change: (files) => (files["scoring.json"].headings[0].criteria[0].maximumPoints = 1.5),
    at: "tiny/scoring.json/headings/0/criteria/0/maximumPoints",
    says: "1.5 is not allowed here; allowed is a whole number",
  },
  {
    title: "a value that is neither number, truth, text nor list",
    change: (files) => (files["parameters/numbers.json"].parameters[0].values[0].value = ["a", 1]),
    at: "tiny/parameters/numbers.json/parameters/0/values/0/value",
    says: "a list of texts or a list of whole numbers",
  },
  {
    title: "a key of a table that is neither texts nor a range",
    change: (files) => (files["parameters/tables.json"].parameters[0].values[0].table.keys[0] = { name: "coast" }),
    at: "tiny/parameters/tables.json/parameters/0/values/0/table/keys/0",
    says: 'A key: {"name", "values"}',
  },
  {
    title: "an empty list",
    change: (files) => (files["cases/rules.json"].cases[0].covers = []),
    at: "tiny/cases/rules.json/cases/0/covers",
    says: "The list has 0 entries; 1 to 50",
  },
  {
    title: "an empty text",
    change: (files) => (files["preferences.json"].keys[0].title.fr = ""),
    at: "tiny/preferences.json/keys/0/title/fr",
    says: "The text is empty",
  },
  {
    title: "a case that does not say that its people are invented",
    change: (files) => (files["cases/rules.json"].cases[0].invented = false),
    at: "tiny/cases/rules.json/cases/0/invented",
    says: "allowed: true",
  },
  {
    title: "a file that holds a list",
    change: (files) => (files["preferences.json"] = []),
    at: "tiny/preferences.json",
    says: "A list is not allowed here; allowed is an object in braces",
  },
];

describe("rule sets from a folder", () => {
  it("are read whole, and compile as they are", async () => {
    const { read, problems } = await problemsOf(texts());
    expect(problems).to.deep.equal([]);
    expect(read.files.map(({ path }) => path)).to.have.members(tinyRuleFiles().files.map(({ path }) => path));
    const { ruleSet } = compileRuleSet(read, { catalogue: tinyCatalogue, asOf: tinyAsOf });
    const fromMemory = compileRuleSet(tinyRuleFiles(), { catalogue: tinyCatalogue, asOf: tinyAsOf });
    expect(ruleSet!.digest).to.equal(fromMemory.ruleSet!.digest);
  });

  for (const { title, change, at, says } of broken) {
    it(`say where ${title} stands`, async () => {
      const { read, problems } = await problemsOf(texts(change));
      expect(problems, JSON.stringify(problems)).to.have.length(1);
      expect(problems[0]).to.include({ kind: "wrong-shape", at });
      expect(problems[0]!.sentence).to.contain(says);
      expect(read.files.map(({ path }) => path)).to.not.include(read.problems[0]!.file);
    });
  }

  it("list every difference of every file at once", async () => {
    const { problems } = await problemsOf(
      texts((files) => {
        files["manifest.json"].version = "1";
        files["manifest.json"].authority = 3;
        files["eligibility.json"].rules[0].effect = "forbid";
        delete files["preferences.json"].keys;
      }),
    );
    expect(problems.map(({ at }) => at)).to.deep.equal([
      "tiny/eligibility.json/rules/0/effect",
      "tiny/manifest.json/version",
      "tiny/manifest.json/authority",
      "tiny/preferences.json/keys",
    ]);
  });

  it("say in which line and column a text stops being JSON", async () => {
    const { problems } = await problemsOf({
      ...texts(),
      "tiny/scoring.json": '{\n  "headings": [\n    { "id": 1,, }\n  ]\n}',
    });
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ kind: "unreadable-file", at: "tiny/scoring.json" });
    expect(problems[0]!.sentence).to.contain("line 3, column 15");
    const cut = await problemsOf({ ...texts(), "tiny/scoring.json": '{\n  "headings": [' });
    expect(cut.problems[0]!.sentence).to.contain("line 2, column 16");
    const empty = await problemsOf({ ...texts(), "tiny/scoring.json": "" });
    expect(empty.problems[0]!.sentence).to.contain("line 1, column 1");
  });

  it("accept a byte order mark and refuse what is not UTF-8", async () => {
    const withMark = await problemsOf({
      ...texts(),
      "tiny/preferences.json": `\uFEFF${texts()["tiny/preferences.json"]}`,
    });
    expect(withMark.problems).to.deep.equal([]);
    const latin = new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]);
    const { problems } = await problemsOf({ ...texts(), "tiny/preferences.json": latin });
    expect(problems[0]).to.include({ kind: "unreadable-file", at: "tiny/preferences.json" });
    expect(problems[0]!.sentence).to.contain("UTF-8");
  });

  it("refuse a file that nothing would read, and pass over hidden ones", async () => {
    const { problems } = await problemsOf({
      ...texts(),
      "tiny/scorring.json": "{}",
      "tiny/notes.txt": "",
      "tiny/.DS_Store": "",
    });
    expect(problems.map(({ kind, at }) => `${kind} ${at}`)).to.deep.equal([
      "unreadable-file tiny/notes.txt",
      "unreadable-file tiny/scorring.json",
    ]);
  });

  it("refuse a file too large to be a rule file", async () => {
    const { problems } = await problemsOf({ ...texts(), "tiny/preferences.json": " ".repeat(8_000_001) });
    expect(problems[0]).to.include({ kind: "too-large", at: "tiny/preferences.json" });
  });

  it("say that there is no such rule set", async () => {
    const { problems } = await problemsOf({ "other/manifest.json": "{}" });
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ kind: "unreadable-file", at: "tiny" });
  });

  it("are listed by id, the schemas left out; none where there is no folder", async () => {
    const files = {
      "b/manifest.json": "{}",
      "a/manifest.json": "{}",
      "schema/x.json": "{}",
      ".git/x": "",
      "README.md": "",
    };
    expect(await inFolder(files, listRuleSets)).to.deep.equal(["a", "b"]);
    expect((await inFolder(files, readRuleSets)).map(({ id }) => id)).to.deep.equal(["a", "b"]);
    expect(await readRuleSets("/no/such/folder")).to.deep.equal([]);
  });

  it("may name their schema for editors, and carry notes", async () => {
    const { problems } = await problemsOf(
      texts((files) => {
        files["preferences.json"].$schema = "../schema/preferences.schema.json";
        files["preferences.json"].note = "A note.";
        files["preferences.json"].keys[0].note = "Another one.";
        files["parameters/tables.json"].parameters[0].values[0].table.rows[0].note = "From page 3.";
      }),
    );
    expect(problems).to.deep.equal([]);
  });
});

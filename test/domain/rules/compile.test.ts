import { expect } from "chai";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import { compileRun } from "../../../src/domain/rules/compile-run.ts";
import type { Finding, FindingKind } from "../../../src/domain/rules/finding.ts";
import { phrase, said } from "../../../src/domain/shared/phrase.ts";
import { type TinyChange, tinyAsOf, tinyCatalogue, tinyRuleFiles } from "../../support/tiny-rule-set.ts";

function compile(change?: TinyChange, asOf = tinyAsOf) {
  return compileRuleSet(tinyRuleFiles(change), { catalogue: tinyCatalogue, asOf });
}

interface Broken {
  readonly title: string;
  readonly change: TinyChange;
  readonly kind: FindingKind;
  /** File inside the folder and JSON pointer. */
  readonly at: string;
  readonly says: string;
  readonly position?: number;
  readonly asOf?: string;
  readonly severity?: Finding["severity"];
}

const longText = `${"true && ".repeat(300)}true`;

const broken: readonly Broken[] = [
  {
    title: "a file that is missing",
    change: (files) => delete files["scoring.json"],
    kind: "unreadable-file",
    at: "scoring.json",
    says: "missing",
  },
  {
    title: "a rule set that calls itself otherwise than its folder",
    change: (files) => (files["manifest.json"].id = "other"),
    kind: "wrong-shape",
    at: "manifest.json/id",
    says: '"other"',
  },
  {
    title: "a fact that does not exist, with the one that was meant",
    change: (files) => (files["eligibility.json"].rules[0].require = "true && ship.lenghtMetres <= 3"),
    kind: "unknown-fact",
    at: "eligibility.json/rules/0/require",
    says: 'Maybe "ship.lengthMetres"?',
    position: 8,
  },
  {
    title: "a fact in needs that does not exist",
    change: (files) => files["eligibility.json"].rules[1].needs.push("crew.sailors.bornon"),
    kind: "unknown-fact",
    at: "eligibility.json/rules/1/needs/1",
    says: 'Maybe "crew.sailors.bornOn"?',
  },
  {
    title: "a scope over a fact that does not exist",
    change: (files) => (files["manifest.json"].scope.fact = "charter.gild"),
    kind: "unknown-fact",
    at: "manifest.json/scope/fact",
    says: 'Maybe "charter.guild"?',
  },
  {
    title: "a scope over a fact of the request",
    change: (files) => (files["manifest.json"].scope.fact = "ship.cargo"),
    kind: "wrong-type",
    at: "manifest.json/scope/fact",
    says: "text of the vacancy",
  },
  {
    title: "a scope value that the fact cannot have",
    change: (files) => (files["manifest.json"].scope = { fact: "berth.coast", values: ["nord"] }),
    kind: "wrong-type",
    at: "manifest.json/scope/values/0",
    says: '"north"',
  },
  {
    title: "a parameter that does not exist",
    change: (files) => (files["eligibility.json"].rules[0].shows.threshold = "value('longst')"),
    kind: "unknown-name",
    at: "eligibility.json/rules/0/shows/threshold",
    says: 'Maybe "longest"?',
    position: 6,
  },
  {
    title: "a definition read before its place",
    change: (files) => (files["definitions.json"].definitions[0].value = "defined.neededDepth"),
    kind: "unknown-name",
    at: "definitions.json/definitions/0/value",
    says: "neededDepth",
    position: 0,
  },
  {
    title: "a parameter of lists per request that does not exist",
    change: (files) => (files["assignment.json"].listsPerRequest.parameter = "list"),
    kind: "unknown-name",
    at: "assignment.json/listsPerRequest/parameter",
    says: 'Maybe "lists"?',
  },
  {
    title: "a share that is no share",
    change: (files) => (files["parameters/numbers.json"].parameters[2].values[0].value = 10_001),
    kind: "wrong-type",
    at: "assignment.json/targets/0/share/parameter",
    says: "0 to 10000",
  },
  {
    title: "a condition that is no condition",
    change: (files) => (files["eligibility.json"].rules[0].require = "ship.lengthMetres"),
    kind: "wrong-type",
    at: "eligibility.json/rules/0/require",
    says: "true or false",
    position: 0,
  },
  {
    title: "an enumeration compared with a text it cannot have",
    change: (files) => (files["scoring.json"].headings[0].criteria[1].onlyIf = "ship.cargo != 'whine'"),
    kind: "wrong-type",
    at: "scoring.json/headings/0/criteria/1/onlyIf",
    says: 'Maybe "wine"?',
    position: 14,
  },
  {
    title: "places that read a fact of the request",
    change: (files) => (files["assignment.json"].places = "ship.lengthMetres"),
    kind: "wrong-type",
    at: "assignment.json/places",
    says: "Only facts of the vacancy",
    position: 0,
  },
  {
    title: "seniority that reads a fact of the vacancy through a definition",
    change: (files) => {
      files["definitions.json"].definitions.push({
        ...files["definitions.json"].definitions[0],
        id: "since",
        value: "berth.freeOn",
      });
      files["assignment.json"].seniority = "defined.since";
    },
    kind: "wrong-type",
    at: "assignment.json/seniority",
    says: "berth.freeOn",
    position: 0,
  },
  {
    title: "declared items that are read from something else than a fact",
    change: (files) => (files["scoring.json"].headings[2].declaredIn = "list('storm-harbours')"),
    kind: "wrong-type",
    at: "scoring.json/headings/2/declaredIn",
    says: "one fact",
    position: 0,
  },
  {
    title: "a table of texts and numbers",
    change: (files) => (files["parameters/tables.json"].parameters[1].values[0].table.rows[0].cells = ["cold", 3]),
    kind: "wrong-type",
    at: "parameters/tables.json/parameters/1/values/0/table/rows/0/cells",
    says: "all texts",
  },
  {
    title: "a text that is no CEL",
    change: (files) => (files["preferences.json"].keys[0].value = "rank(berth.harbour ship.harbours)"),
    kind: "syntax",
    at: "preferences.json/keys/0/value",
    says: "character 20",
    position: 19,
  },
  {
    title: "an expression of more than 2,000 characters",
    change: (files) => (files["eligibility.json"].rules[0].require = longText),
    kind: "too-large",
    at: "eligibility.json/rules/0/require",
    says: "2000",
    position: 2000,
  },
  {
    title: "a table of more cells than it may have",
    change: (files) => {
      const { table } = files["parameters/tables.json"].parameters[0].values[0];
      table.keys[1].from = -20_000;
    },
    kind: "too-large",
    at: "parameters/tables.json/parameters/0/values/0/table",
    says: "cells",
  },
  {
    title: "an expression outside the rule language",
    change: (files) => (files["eligibility.json"].rules[0].require = "berth.harbour.startsWith('os')"),
    kind: "not-compilable",
    at: "eligibility.json/rules/0/require",
    says: "startsWith",
    position: 0,
  },
  {
    title: "an optional fact that is neither guarded nor needed",
    change: (files) => delete files["eligibility.json"].rules[1].needs,
    kind: "unguarded-fact",
    at: "eligibility.json/rules/1/require",
    says: "ship.draughtMetres",
    position: 21,
  },
  {
    title: "a protected fact without a legal basis",
    change: (files) => (files["eligibility.json"].rules[2].require = "!has(ship.isCursed) || !ship.isCursed"),
    kind: "protected-fact",
    at: "eligibility.json/rules/2",
    says: "ship.isCursed",
  },
  {
    title: "a reachable key without a row",
    change: (files) => files["parameters/tables.json"].parameters[0].values[0].table.rows.pop(),
    kind: "table-without-key",
    at: "definitions.json/definitions/1/value",
    says: "south",
    position: 0,
  },
  {
    title: "a reachable key beyond the last cell",
    change: (files) => {
      const { table } = files["parameters/tables.json"].parameters[0].values[0];
      delete table.keys[1].beyond;
      for (const row of table.rows) delete row.increment;
    },
    kind: "table-without-key",
    at: "definitions.json/definitions/1/value",
    says: "3 to 5",
    position: 0,
  },
  {
    title: "a text without a row of its own and without a row for the others",
    change: (files) => {
      const { table } = files["parameters/tables.json"].parameters[1].values[0];
      delete table.keys[0].other;
      table.rows[0].cells.pop();
    },
    kind: "table-without-key",
    at: "definitions.json/definitions/2/value",
    says: "any other text",
    position: 0,
  },
  {
    title: "a gap between bands",
    change: (files) => (files["scoring.json"].headings[1].criteria[0].bands.bands[1].from = 21),
    kind: "gap-in-bands",
    at: "scoring.json/headings/1/criteria/0/bands/bands",
    says: "20",
  },
  {
    title: "bands that overlap",
    change: (files) => (files["scoring.json"].headings[1].criteria[0].bands.bands[1].from = 19),
    kind: "overlap-in-bands",
    at: "scoring.json/headings/1/criteria/0/bands/bands/1",
    says: "19",
  },
  {
    title: "a criterion that can exceed its maximum",
    change: (files) => (files["scoring.json"].headings[0].criteria[0].maximumPoints = 39),
    kind: "above-maximum",
    at: "scoring.json/headings/0/criteria/0/perMonth",
    says: "40",
  },
  {
    title: "a value that is not valid yet",
    change: (files) => (files["parameters/numbers.json"].parameters[0].values[0].from = "2026-11-24"),
    kind: "value-not-valid",
    at: "parameters/numbers.json/parameters/0",
    says: "starts on 2026-11-24",
  },
  {
    title: "a value that is no longer valid",
    change: (files) => (files["parameters/numbers.json"].parameters[0].values[0].to = "2026-11-22"),
    kind: "value-not-valid",
    at: "parameters/numbers.json/parameters/0/values/0",
    says: "ended on 2026-11-22",
  },
  {
    title: "a value that ends before it starts",
    change: (files) => (files["parameters/numbers.json"].parameters[0].values[0].to = "2025-12-31"),
    kind: "value-not-valid",
    at: "parameters/numbers.json/parameters/0/values/0",
    says: "before it starts",
  },
  {
    title: "a value that was checked too long ago",
    change: (files) => (files["parameters/numbers.json"].parameters[0].values[0].checkedOn = "2025-11-22"),
    kind: "value-unchecked",
    at: "parameters/numbers.json/parameters/0/values/0/checkedOn",
    says: "more than 12 months",
  },
  {
    title: "a rule set that is no longer valid",
    change: () => {},
    asOf: "2027-01-01",
    kind: "rule-set-not-valid",
    at: "manifest.json/effectiveFrom",
    says: "not on 2027-01-01",
  },
  {
    title: "a rule set that is not valid yet",
    change: (files) => (files["manifest.json"].effectiveFrom = "2026-11-24"),
    kind: "rule-set-not-valid",
    at: "manifest.json/effectiveFrom",
    says: "from 2026-11-24",
  },
  ...[
    "parameters/numbers.json/parameters",
    "definitions.json/definitions",
    "eligibility.json/rules",
    "scoring.json/headings",
    "preferences.json/keys",
    "assignment.json/targets",
    "assignment.json/levers",
    "cases/rules.json/cases",
  ].map((path): Broken => {
    const [file, list] = [path.slice(0, path.lastIndexOf("/")), path.slice(path.lastIndexOf("/") + 1)];
    return {
      title: `an id used twice in ${file}, ${list}`,
      change: (files) => files[file][list].push(files[file][list][0]),
      kind: "duplicate-id",
      at: `${path}/${tinyCount(file, list)}/id`,
      says: "used twice",
    };
  }),
  {
    title: "a criterion with the id of a rule",
    change: (files) => (files["scoring.json"].headings[0].criteria[2].id = "storm-warning"),
    kind: "duplicate-id",
    at: "scoring.json/headings/0/criteria/2/id",
    says: "rules/2",
  },
  {
    title: "a parameter with two values from one day",
    change: (files) => {
      const { values } = files["parameters/numbers.json"].parameters[0];
      values.push(values[0]);
    },
    kind: "duplicate-id",
    at: "parameters/numbers.json/parameters/0/values/1",
    says: "two values from 2026-01-01",
  },
  {
    title: "two rows of a table for one key",
    change: (files) => {
      const { rows } = files["parameters/tables.json"].parameters[0].values[0].table;
      rows.push(rows[1]);
    },
    kind: "duplicate-id",
    at: "parameters/tables.json/parameters/0/values/0/table/rows/2",
    says: '"south" stands twice',
  },
  ...[
    ["manifest.json", (files: Record<string, unknown>) => files["manifest.json"]],
    [
      "parameters/numbers.json/parameters/0/values/0",
      (files: Tree) => files["parameters/numbers.json"].parameters[0].values[0],
    ],
    ["definitions.json/definitions/0", (files: Tree) => files["definitions.json"].definitions[0]],
    ["eligibility.json/rules/0", (files: Tree) => files["eligibility.json"].rules[0]],
    ["scoring.json/headings/0/criteria/0", (files: Tree) => files["scoring.json"].headings[0].criteria[0]],
    ["assignment.json/targets/0", (files: Tree) => files["assignment.json"].targets[0]],
  ].flatMap(([at, find]): Broken[] => [
    {
      title: `an entry without source at ${at}`,
      change: (files) => delete (find as (files: Tree) => Tree)(files).source,
      kind: "no-source",
      at: at as string,
      says: "no source",
    },
  ]),
  {
    title: "a source without text",
    change: (files) => (files["eligibility.json"].rules[0].source = { text: "  " }),
    kind: "no-source",
    at: "eligibility.json/rules/0",
    says: "no source",
  },
  {
    title: "a condition that is never true",
    change: (files) => (files["eligibility.json"].rules[0].require = "ship.lengthMetres > 400"),
    kind: "unreachable-condition",
    at: "eligibility.json/rules/0/require",
    says: "never true",
    position: 0,
  },
  {
    title: "arithmetic that can leave the exact whole numbers",
    change: (files) => (files["preferences.json"].keys[0].value = "berth.depthMetres * 9007199254740991"),
    kind: "may-overflow",
    at: "preferences.json/keys/0/value",
    says: "exact whole numbers",
    position: 0,
  },
  {
    title: "a literal beyond the exact whole numbers",
    change: (files) => (files["preferences.json"].keys[0].value = "1 + 9007199254740992"),
    kind: "may-overflow",
    at: "preferences.json/keys/0/value",
    says: "9007199254740992",
    position: 4,
  },
  {
    title: "a divisor that can be 0",
    change: (files) => (files["preferences.json"].keys[0].value = "1 / (berth.depthMetres - 1)"),
    kind: "division-by-zero",
    at: "preferences.json/keys/0/value",
    says: "can be 0",
    position: 0,
  },
  {
    title: "a lever over a fact that does not exist",
    change: (files) => (files["assignment.json"].levers[0].fact = "ship.harbour"),
    kind: "unknown-fact",
    at: "assignment.json/levers/0/fact",
    says: 'Maybe "ship.harbours"?',
  },
  {
    title: "a lever over a protected fact",
    change: (files) =>
      (files["assignment.json"].levers[1] = {
        id: "lift",
        fact: "ship.isCursed",
        set: true,
        sentence: { fr: "", en: "" },
      }),
    kind: "lever-not-lawful",
    at: "assignment.json/levers/1",
    says: "protected",
  },
  {
    title: "a lever that changes nothing",
    change: (files) => delete files["assignment.json"].levers[1].lower,
    kind: "wrong-shape",
    at: "assignment.json/levers/1",
    says: "in one way",
  },
  {
    title: "a criterion with two scales",
    change: (files) => (files["scoring.json"].headings[0].criteria[0].when = { condition: "true", points: 1 }),
    kind: "wrong-shape",
    at: "scoring.json/headings/0/criteria/0",
    says: "here are 2",
  },
  {
    title: "a criterion without scale",
    change: (files) => delete files["scoring.json"].headings[0].criteria[0].perMonth,
    kind: "wrong-shape",
    at: "scoring.json/headings/0/criteria/0",
    says: "here are 0",
  },
  {
    title: "a curve whose points do not rise",
    change: (files) => (files["scoring.json"].headings[1].criteria[1].curve.at[1].value = 2),
    kind: "wrong-shape",
    at: "scoring.json/headings/1/criteria/1/curve/at/1",
    says: "rising order",
  },
  {
    title: "a maximum below the minimum",
    change: (files) => (files["scoring.json"].headings[0].criteria[2].maximumPoints = -11),
    kind: "wrong-shape",
    at: "scoring.json/headings/0/criteria/2",
    says: "below its minimum",
  },
  {
    title: "a heading that takes the declared one without saying where it is declared",
    change: (files) => delete files["scoring.json"].headings[2].declaredIn,
    kind: "wrong-shape",
    at: "scoring.json/headings/2",
    says: "declaredIn",
  },
  {
    title: "a sentence that asks for what the rule does not show",
    change: (files) => (files["eligibility.json"].rules[1].reason.en = "Only {value} metres."),
    kind: "wrong-shape",
    at: "eligibility.json/rules/1/reason/en",
    says: "{value}",
  },
  {
    title: "a row that names a value the key does not have",
    change: (files) => (files["parameters/tables.json"].parameters[0].values[0].table.rows[1].at = ["west"]),
    kind: "wrong-shape",
    at: "parameters/tables.json/parameters/0/values/0/table/rows/1/at/0",
    says: '"west"',
  },
  {
    title: "a row with too few cells",
    change: (files) => files["parameters/tables.json"].parameters[0].values[0].table.rows[1].cells.pop(),
    kind: "wrong-shape",
    at: "parameters/tables.json/parameters/0/values/0/table/rows/1/cells",
    says: "wants 2 cells",
  },
  {
    title: "a row without the increment its key goes on by",
    change: (files) => delete files["parameters/tables.json"].parameters[0].values[0].table.rows[1].increment,
    kind: "wrong-shape",
    at: "parameters/tables.json/parameters/0/values/0/table/rows/1",
    says: "increment",
  },
  {
    title: "a value still to be confirmed, as a warning",
    change: (files) =>
      Object.assign(files["parameters/numbers.json"].parameters[0], {
        standing: "unconfirmed",
        note: "Ask the admiral.",
      }),
    severity: "warning",
    kind: "to-confirm",
    at: "parameters/numbers.json/parameters/0",
    says: "Ask the admiral.",
  },
  {
    title: "a case that covers nothing there is",
    change: (files) => files["cases/rules.json"].cases[0].covers.push("deep-enuf"),
    kind: "unknown-name",
    at: "cases/rules.json/cases/0/covers/2",
    says: 'Maybe "deep-enough"?',
  },
  {
    title: "a case that starts from defaults that are not there",
    change: (files) => (files["cases/rules.json"].cases[0].facts.defaults = "slop"),
    kind: "unknown-name",
    at: "cases/rules.json/cases/0/facts/defaults",
    says: 'Maybe "sloop"?',
  },
  {
    title: "a case with a fact that does not exist",
    change: (files) => (files["cases/rules.json"].cases[0].facts.ship = { lengthMeters: 3 }),
    kind: "unknown-fact",
    at: "cases/rules.json/cases/0/facts/ship/lengthMeters",
    says: 'Maybe "ship.lengthMetres"?',
  },
  {
    title: "a case with a fact outside its range",
    change: (files) => (files["cases/rules.json"].cases[0].facts.ship = { lengthMetres: 401 }),
    kind: "wrong-type",
    at: "cases/rules.json/cases/0/facts/ship/lengthMetres",
    says: "1 to 400",
  },
  {
    title: "a case with a text that its fact cannot have",
    change: (files) => (files["cases/rules.json"].cases[0].facts.ship = { papers: ["log", "map"] }),
    kind: "wrong-type",
    at: "cases/rules.json/cases/0/facts/ship/papers",
    says: '"map"',
  },
  {
    title: "a case with a day that does not exist",
    change: (files) => (files["cases/rules.json"].cases[0].facts.ship = { askedOn: "2026-02-30" }),
    kind: "wrong-type",
    at: "cases/rules.json/cases/0/facts/ship/askedOn",
    says: "existing day",
  },
  {
    title: "a case with a person who has an unknown field",
    change: (files) => (files["cases/rules.json"].cases[0].facts.ship = { crew: { sailors: [{ pots: "cook" }] } }),
    kind: "unknown-fact",
    at: "cases/rules.json/cases/0/facts/ship/crew/sailors/0/pots",
    says: 'Maybe "post"?',
  },
];

// biome-ignore lint/suspicious/noExplicitAny: a test breaks files in ways that no type of theirs allows.
type Tree = Record<string, any>;

function tinyCount(file: string, list: string): number {
  const content = tinyRuleFiles().files.find(({ path }) => path === `tiny/${file}`)!.content as Tree;
  return content[list].length;
}

describe("compiling a rule set", () => {
  it("finds nothing wrong with the tiny one", () => {
    const { ruleSet, cases, findings } = compile();
    expect(findings).to.deep.equal([]);
    expect(cases).to.have.length(17);
    expect(ruleSet).to.include({ id: "tiny", version: "1.0.0", asOf: tinyAsOf, maximumPoints: 74, minimumPoints: -10 });
    expect(tinyCatalogue.facts[ruleSet!.programmeFact]!.name).to.equal("charter.guild");
  });

  for (const { title, change, kind, at, says, position, asOf, severity } of broken) {
    it(`finds ${title}`, () => {
      const { ruleSet, findings } = compile(change, asOf);
      const found = findings.filter(
        (finding) => `${finding.file}${finding.pointer}` === `tiny/${at}` && finding.kind === kind,
      );
      expect(found.map((finding) => finding.sentence).join(" "), JSON.stringify(findings, null, 1)).to.contain(says);
      expect(found[0]).to.include({ severity: severity ?? "error", ...(position === undefined ? {} : { position }) });
      expect(ruleSet === undefined).to.equal(severity !== "warning");
    });
  }

  it("lists everything at once: what is broken hides nothing beside it", () => {
    const { findings } = compile((files) => {
      files["manifest.json"].effectiveTo = "2026-06-30";
      files["definitions.json"].definitions[2].value = "berth.harbor";
      files["eligibility.json"].rules[0].require = "ship.lenghtMetres < 3";
      files["eligibility.json"].rules[1].needs = [];
      files["scoring.json"].headings[1].criteria[0].bands.bands[1].from = 21;
      files["preferences.json"].keys[0].value = "1 +";
      files["assignment.json"].places = "ship.lengthMetres";
      files["cases/rules.json"].cases[0].covers.push("nothing");
    });
    expect(findings.map(({ kind, file, pointer }) => `${kind} ${file}${pointer}`)).to.deep.equal([
      "wrong-type tiny/assignment.json/places",
      "unknown-name tiny/cases/rules.json/cases/0/covers/2",
      "unknown-fact tiny/definitions.json/definitions/2/value",
      "unknown-fact tiny/eligibility.json/rules/0/require",
      "unguarded-fact tiny/eligibility.json/rules/1/require",
      "rule-set-not-valid tiny/manifest.json/effectiveFrom",
      "syntax tiny/preferences.json/keys/0/value",
      "gap-in-bands tiny/scoring.json/headings/1/criteria/0/bands/bands",
    ]);
  });

  it("names the first of three equal ids in both findings", () => {
    const { findings } = compile((files) => {
      const { rules } = files["eligibility.json"];
      rules.push(rules[0], rules[0]);
    });
    const sentences = findings.filter(({ kind }) => kind === "duplicate-id").map(({ sentence }) => sentence);
    expect(sentences).to.have.length(2);
    for (const sentence of sentences) expect(sentence).to.contain("first at tiny/eligibility.json/rules/0.");
  });

  it("says where an entry behind a broken one stands in its file, not in what is left", () => {
    const { findings } = compile((files) => {
      files["eligibility.json"].rules[0].require = "1 +";
      delete files["eligibility.json"].rules[1].needs;
    });
    expect(findings.map(({ pointer }) => pointer)).to.deep.equal(["/rules/0/require", "/rules/1/require"]);
  });

  it("takes the value with the latest start that has begun", () => {
    const withNext = (from: string) => (files: Tree) => {
      const { values } = files["parameters/numbers.json"].parameters[0];
      values.unshift({ ...values[0], from, value: 100 });
    };
    const longest = (change: TinyChange) => compile(change).ruleSet!.eligibility[0]!.shows!.threshold!.tree;
    expect(longest(withNext("2026-11-23"))).to.include({ value: 100 });
    expect(longest(withNext("2026-11-24"))).to.include({ value: 200 });
    expect(compile(withNext("2026-11-23")).ruleSet!.parameters[0]).to.include({
      id: "longest",
      validFrom: "2026-11-23",
    });
  });

  it("takes a value on its last day, and one checked exactly so many months ago", () => {
    const { findings } = compile((files) => {
      Object.assign(files["parameters/numbers.json"].parameters[0].values[0], {
        to: "2026-11-23",
        checkedOn: "2025-11-23",
      });
    });
    expect(findings).to.deep.equal([]);
  });

  it("writes a table out to the largest key that can be asked for", () => {
    const [depths, waters] = compile().ruleSet!.tables;
    expect(depths!.keys[1]).to.deep.equal({ kind: "range", from: 1, to: 5 });
    expect(depths!.cells).to.deep.equal([3, 4, 5, 6, 7, 2, 3, 5, 7, 9]);
    expect(waters).to.deep.include({ type: "text", cells: ["cold", "warm"] });
  });

  it("multiplies cells by the scale, and lets the last cell hold on", () => {
    const { ruleSet } = compile((files) => {
      const { table } = files["parameters/tables.json"].parameters[0].values[0];
      table.scale = 100;
      table.keys[1].beyond = "last";
      for (const row of table.rows) delete row.increment;
      files["eligibility.json"].rules[1].require = "ship.draughtMetres * 100 <= defined.neededDepth";
    });
    expect(ruleSet!.tables[0]!.cells).to.deep.equal([300, 400, 400, 400, 400, 200, 300, 300, 300, 300]);
  });

  it("switches off a criterion outside its dates and says so", () => {
    const fog = compile().ruleSet!.headings[2]!.criteria[2]!;
    expect(fog).to.include({ id: "old-fog", outsideDates: true });
    expect(fog.onlyIf!.tree).to.include({ kind: "constant", value: false });
    const inJune = compile(undefined, "2026-06-30").ruleSet!.headings[2]!.criteria[2]!;
    expect(inJune).to.not.have.any.keys("outsideDates", "onlyIf");
  });

  it("gives the same digest whatever the order of files, and another one for another case", () => {
    const files = tinyRuleFiles();
    const turned = { ...files, files: [...files.files].reverse() };
    const digest = (input: typeof files) =>
      compileRuleSet(input, { catalogue: tinyCatalogue, asOf: tinyAsOf }).ruleSet!.digest;
    expect(digest(turned)).to.equal(digest(files));
    const changed = tinyRuleFiles((content) => (content["cases/rules.json"].cases[0].title = "Another title"));
    expect(digest(changed)).to.not.equal(digest(files));
    const other = tinyRuleFiles((content) => (content["parameters/numbers.json"].parameters[0].values[0].value = 199));
    expect(digest(other)).to.not.equal(digest(files));
  });

  it("freezes what it compiled and leaves the files alone", () => {
    const files = tinyRuleFiles();
    const { ruleSet } = compileRuleSet(files, { catalogue: tinyCatalogue, asOf: tinyAsOf });
    expect(() => ((ruleSet!.eligibility[0] as { id: string }).id = "x")).to.throw(TypeError);
    expect(() => ((ruleSet!.tables[0]!.cells as number[])[0] = 1)).to.throw(TypeError);
    const frozen: string[] = [];
    JSON.stringify(files.files, (key, value) => {
      if (value !== null && typeof value === "object" && Object.isFrozen(value)) frozen.push(key);
      return value;
    });
    expect(frozen).to.deep.equal([]);
  });

  it("keeps findings of the reader and does not call such a file missing", () => {
    const files = tinyRuleFiles((content) => delete content["scoring.json"]);
    const problem: Finding = {
      severity: "error",
      kind: "wrong-shape",
      file: "tiny/scoring.json",
      pointer: "/headings",
      ...said(phrase`No.`),
    };
    const { findings } = compileRuleSet(
      { ...files, problems: [problem] },
      { catalogue: tinyCatalogue, asOf: tinyAsOf },
    );
    expect(findings.filter(({ file }) => file === "tiny/scoring.json")).to.deep.equal([problem]);
    const aboutCovers = ({ pointer }: Finding) => pointer.includes("/covers/");
    expect(findings.filter(aboutCovers), "what it says is not called unknown").to.deep.equal([]);
    const missing = compileRuleSet(files, { catalogue: tinyCatalogue, asOf: tinyAsOf });
    expect(missing.findings.filter(aboutCovers)).to.not.deep.equal([]);
  });

  it("knows no fact by name: renamed facts give the same rule set", () => {
    const rename = (text: string) =>
      text.replace(/\b(ship|crew|berth|charter)\.(\w+)/g, (_, group, fact) => `${group}x.${fact}x`);
    const catalogue = {
      namespaces: tinyCatalogue.namespaces.map((one) => ({ ...one, name: `${one.name}x` })),
      facts: tinyCatalogue.facts.map((fact) => ({ ...fact, name: rename(fact.name), namespace: `${fact.namespace}x` })),
    };
    const files = tinyRuleFiles((content) => {
      for (const path of Object.keys(content)) {
        if (path.startsWith("cases/")) delete content[path];
        else content[path] = JSON.parse(rename(JSON.stringify(content[path])));
      }
    });
    const renamed = compileRuleSet(files, { catalogue, asOf: tinyAsOf });
    expect(renamed.findings).to.deep.equal([]);
    expect(withoutTexts(renamed.ruleSet)).to.deep.equal(withoutTexts(compile().ruleSet));
  });
});

/** What a rule set decides: without its digest, the texts of its expressions and their places. */
function withoutTexts(ruleSet: unknown): unknown {
  return JSON.parse(
    JSON.stringify(ruleSet, (key, value) => (["digest", "text", "span"].includes(key) ? undefined : value)),
  );
}

describe("the rule sets of one run", () => {
  const tiny = compile().ruleSet!;
  const other = {
    ...tiny,
    id: "other",
    programmes: ["traders"],
    assignment: { ...tiny.assignment, targets: tiny.assignment.targets.map((target) => ({ ...target, id: "noble" })) },
  };
  const sentences = (second: typeof tiny) =>
    compileRun([tiny, second]).map(({ kind, file, pointer }) => `${kind} ${file}${pointer}`);

  it("agree when keys and lists are equal and targets and programmes their own", () => {
    expect(compileRun([tiny])).to.deep.equal([]);
    expect(sentences(other)).to.deep.equal([]);
  });

  it("may not share a programme", () => {
    expect(sentences({ ...other, programmes: ["traders", "fishers"] })).to.deep.equal([
      "rule-sets-disagree other/manifest.json/scope/values",
    ]);
  });

  it("may not read their scope from two facts", () => {
    expect(sentences({ ...other, programmeFact: tiny.programmeFact - 1 })).to.deep.equal([
      "rule-sets-disagree other/manifest.json/scope/fact",
    ]);
  });

  it("may not order wishes in two ways", () => {
    const expected = ["rule-sets-disagree other/preferences.json/keys"];
    expect(sentences({ ...other, preferences: other.preferences.slice(1) })).to.deep.equal(expected);
    expect(sentences({ ...other, preferences: [...other.preferences].reverse() })).to.deep.equal(expected);
    const turned = other.preferences.map((key) => ({ ...key, ascending: false }));
    expect(sentences({ ...other, preferences: turned })).to.deep.equal(expected);
  });

  it("may not order wishes by definitions or tables that differ under one name", () => {
    const keyed = (change: TinyChange) => {
      const { ruleSet } = compile((files) => {
        files["preferences.json"].keys[0].value =
          "rank(defined.water, ship.harbours) + table('depths', berth.coast, defined.hands)";
        change(files);
      });
      return ruleSet!;
    };
    const first = keyed(() => {});
    const disagree = (change: TinyChange) => {
      const second = { ...keyed(change), id: "other", programmes: ["traders"] };
      return compileRun([first, second]).filter(({ file }) => file === "other/preferences.json").length;
    };
    expect(disagree(() => {})).to.equal(0);
    expect(
      disagree((files) => (files["preferences.json"].keys[1].value = " distanceMetres( ship.at,berth.at )")),
    ).to.equal(0);
    expect(disagree((files) => (files["definitions.json"].definitions[2].value = "berth.harbour"))).to.equal(1);
    expect(
      disagree((files) => (files["parameters/tables.json"].parameters[0].values[0].table.rows[0].cells[0] = 2)),
    ).to.equal(1);
  });

  it("may not allow two numbers of lists", () => {
    const assignment = { ...other.assignment, listsPerRequest: 2 };
    expect(sentences({ ...other, assignment })).to.deep.equal([
      "rule-sets-disagree other/assignment.json/listsPerRequest",
    ]);
  });

  it("may not count one target twice", () => {
    expect(sentences({ ...other, assignment: tiny.assignment })).to.deep.equal([
      "rule-sets-disagree other/assignment.json/targets",
    ]);
  });

  it("may not be given twice", () => {
    expect(sentences(tiny)).to.include("rule-sets-disagree tiny/manifest.json/id");
  });
});

import { expect } from "chai";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { type CaseRun, runCases } from "../../../src/domain/rules/cases.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import type { CaseEntry } from "../../../src/domain/rules/rule-files.ts";
import {
  criterionOf,
  definitionOf,
  headingOf,
  type RuleParts,
  ruleFilesOf,
  ruleOf,
  targetOf,
} from "../../support/rule-files.ts";

const income = "household.referenceIncomeCentsPerYear";
const ceiling = ruleOf(`${income} <= 100`, {
  id: "ceiling",
  needs: [income],
  reasonCode: "income-above-ceiling",
  shows: { value: income, threshold: "100", unit: "cents-per-year" },
});
const roomy = ruleOf("dwelling.rooms >= 2", { id: "roomy", effect: "flag" });
const first = criterionOf({
  id: "first-job",
  when: { condition: "job.isFirstJob", points: 10 },
  onlyIf: 'request.kind == "first-request"',
  proof: '"work-contract" in request.validatedProofs',
});

const PARTS: RuleParts = {
  rules: [ceiling, roomy],
  definitions: [definitionOf("half", `${income} / 2`), definitionOf("filed", "request.filedOn")],
  headings: [headingOf([first])],
  targets: [targetOf()],
  defaults: { one: { request: { kind: "first-request", job: { isFirstJob: true } }, dwelling: { rooms: 3 } } },
};

function caseOf(
  id: string,
  facts: CaseEntry["facts"],
  expected: CaseEntry["expect"],
  more: Partial<CaseEntry> = {},
): CaseEntry {
  return { id, title: id, covers: [], invented: true, facts, expect: expected, ...more };
}

function run(cases: readonly CaseEntry[], parts: RuleParts = PARTS): CaseRun {
  const {
    ruleSet,
    cases: compiled,
    findings,
  } = compileRuleSet(ruleFilesOf({ ...parts, cases }), {
    catalogue: factCatalogue,
    asOf: "2026-11-23",
  });
  expect(findings).to.deep.equal([]);
  return runCases(ruleSet!, compiled, factCatalogue, "2026-11-23");
}

/** Sentences of the failures of one example; what is missing elsewhere is left out. */
function failuresOf(facts: CaseEntry["facts"], expected: CaseEntry["expect"]): string[] {
  const { findings } = run([caseOf("case", facts, expected)]);
  const own = findings.filter((finding) => finding.file === "small/cases/all.json");
  return own.map((finding) => `${finding.kind} ${finding.pointer}: ${finding.sentence}`);
}

const withIncome = (cents: number, request: object = {}) => ({
  defaults: "one",
  request: { household: { referenceIncomeCentsPerYear: cents }, ...request },
});
const proven = { validatedProofs: ["work-contract"] };
const at = "/cases/0/expect";

describe("worked examples", () => {
  it("hold where everything they expect comes out", () => {
    const expected: CaseEntry["expect"] = {
      verdict: "eligible",
      rules: { ceiling: "holds", roomy: "holds" },
      reasonCodes: [],
      missing: [],
      points: 10,
      criteria: { "first-job": 10 },
      headings: { heading: 10 },
      flags: [],
      defined: { half: 50, filed: "2026-02-01" },
      priorityClass: { target: 1 },
    };
    const facts = withIncome(100, { ...proven, filedOn: "2026-02-01", isDaloRecognised: true });
    expect(failuresOf(facts, expected)).to.deep.equal([]);
  });

  it("see a refusal, a raised flag and absent facts", () => {
    expect(
      failuresOf(
        { ...withIncome(101), dwelling: { rooms: 1 } },
        { verdict: "refused", reasonCodes: ["income-above-ceiling"], flags: ["roomy"] },
      ),
    ).to.deep.equal([]);
    expect(
      failuresOf(
        { defaults: "one" },
        { verdict: "incomplete", missing: [income], criteria: { "first-job": "pending" } },
      ),
    ).to.deep.equal([]);
    expect(
      failuresOf(withIncome(1, { kind: "transfer" }), { criteria: { "first-job": "not-applicable" } }),
    ).to.deep.equal([]);
  });

  const wrong: [string, CaseEntry["facts"], CaseEntry["expect"], string][] = [
    [
      "a verdict, with the rule, its value and threshold",
      withIncome(101),
      { verdict: "eligible" },
      `case-fails ${at}/verdict: The case case: the verdict is expected to be "eligible", but is "refused": ceiling refused (101 against 100).`,
    ],
    [
      "the outcome of a rule, with what is missing",
      { defaults: "one" },
      { rules: { ceiling: "holds" } },
      `case-fails ${at}/rules/ceiling: The case case: rule ceiling is expected to be "holds", but is "incomplete" (missing ${income}).`,
    ],
    [
      "reason codes",
      withIncome(101),
      { reasonCodes: [] },
      `case-fails ${at}/reasonCodes: The case case: the list of reason codes is expected to be [], but is ["income-above-ceiling"].`,
    ],
    [
      "missing facts",
      { defaults: "one" },
      { missing: [] },
      `case-fails ${at}/missing: The case case: the list of missing facts is expected to be [], but is ["${income}"].`,
    ],
    [
      "points",
      withIncome(1, proven),
      { points: 9 },
      `case-fails ${at}/points: The case case: the total of points is expected to be 9, but is 10.`,
    ],
    [
      "points of a criterion that are pending",
      withIncome(1),
      { criteria: { "first-job": 10 } },
      `case-fails ${at}/criteria/first-job: The case case: criterion first-job is expected to be 10, but is 0 (pending) (missing request.validatedProofs).`,
    ],
    [
      "the state of a criterion",
      withIncome(1, proven),
      { criteria: { "first-job": "pending" } },
      `case-fails ${at}/criteria/first-job: The case case: criterion first-job is expected to be "pending", but is "counted".`,
    ],
    [
      "points of a heading",
      withIncome(1, proven),
      { headings: { heading: 0 } },
      `case-fails ${at}/headings/heading: The case case: heading heading is expected to be 0, but is 10.`,
    ],
    [
      "flags",
      { ...withIncome(1), dwelling: { rooms: 1 } },
      { flags: [] },
      `case-fails ${at}/flags: The case case: the list of flags is expected to be [], but is ["roomy"].`.replace(
        "list of flags",
        "list of raised flags",
      ),
    ],
    [
      "a definition",
      withIncome(9),
      { defined: { half: 5 } },
      `case-fails ${at}/defined/half: The case case: definition half is expected to be 5, but is 4.`,
    ],
    [
      "a definition that is unknown",
      { defaults: "one" },
      { defined: { half: 5 } },
      `case-fails ${at}/defined/half: The case case: definition half is expected to be 5, but is "unknown".`,
    ],
    [
      "a priority class",
      withIncome(9, { isDaloRecognised: true }),
      { priorityClass: { target: 0 } },
      `case-fails ${at}/priorityClass/target: The case case: target target is expected to be 0, but is 1.`,
    ],
    [
      "an id that does not exist",
      withIncome(9),
      { rules: { ceilling: "holds" } },
      `unknown-name ${at}/rules/ceilling: The case case: there is no rule ceilling. Maybe "ceiling"?`,
    ],
  ];
  for (const [what, facts, expected, sentence] of wrong) {
    it(`fail on ${what}`, () => {
      expect(failuresOf(facts, expected)).to.deep.equal([sentence]);
    });
  }

  it("read the rules as they stand on their own day", () => {
    const { ruleSet, cases } = compileRuleSet(
      ruleFilesOf({
        ...PARTS,
        cases: [caseOf("case", withIncome(1), { verdict: "eligible" }, { asOf: "2026-03-01" })],
      }),
      { catalogue: factCatalogue, asOf: "2026-11-23" },
    );
    const days: string[] = [];
    const { outcomes } = runCases(ruleSet!, cases, factCatalogue, "2026-11-23", (day) => {
      days.push(day);
      return undefined;
    });
    expect(days).to.deep.equal(["2026-03-01"]);
    expect(outcomes[0]?.differences[0]?.sentence).to.contain("does not compile for 2026-03-01");
  });
});

describe("coverage by worked examples", () => {
  const coverage = (cases: readonly CaseEntry[], parts: RuleParts = PARTS) =>
    run(cases, parts)
      .findings.filter((finding) => finding.file !== "small/cases/all.json")
      .map(({ kind, pointer, sentence }) => `${kind} ${pointer} ${sentence}`);
  const covers = { covers: ["ceiling", "roomy", "first-job"] };
  const full = [
    caseOf("under", withIncome(100, proven), { verdict: "eligible" }, covers),
    caseOf("above", { ...withIncome(101), dwelling: { rooms: 1 } }, { verdict: "refused" }, covers),
    caseOf("absent", { defaults: "one" }, { verdict: "incomplete" }, covers),
  ];

  it("is full with one example on each side of every boundary", () => {
    expect(coverage(full)).to.deep.equal([]);
  });

  it("lacks the side that no example shows", () => {
    expect(coverage(full.slice(0, 2))).to.deep.equal([
      "case-incomplete /rules/0 The cases of the rule ceiling show one side of its boundary only; wanted is also one where it is incomplete.",
    ]);
    expect(coverage([full[0]!, full[2]!]).map((line) => line.split(" ").slice(0, 2).join(" "))).to.deep.equal([
      "case-incomplete /rules/0",
      "case-incomplete /rules/1",
    ]);
    expect(coverage(full.slice(1)).map((line) => line.split(" ").slice(0, 2).join(" "))).to.include(
      "case-incomplete /headings/0/criteria/0",
    );
  });

  it("does not count an example that fails, nor one that does not say it covers the rule", () => {
    const failing = full.map((entry) => ({ ...entry, expect: { ...entry.expect, points: 99 } }));
    const silent = full.map((entry) => ({ ...entry, covers: [] }));
    for (const cases of [failing, silent, []]) {
      expect(coverage(cases).map((line) => line.split(" ").slice(0, 2).join(" "))).to.deep.equal([
        "no-cases /rules/0",
        "no-cases /rules/1",
        "no-cases /headings/0/criteria/0",
      ]);
    }
  });
});

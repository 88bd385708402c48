import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import type { Allocation } from "../../../src/domain/engine/allocate.ts";
import { explain } from "../../../src/domain/engine/explanation.ts";
import { type Explanation, explanationSchema } from "../../../src/domain/facts/explanation.ts";
import { FACT_KEYWORDS } from "../../../src/domain/facts/schema.ts";
import { cutTown, demoRuleSets, demoTown } from "../../support/demo-town.ts";
import { Choices } from "../../support/random-rules.ts";
import { criterionOf, headingOf, parameterOf, ruleOf, tableOf } from "../../support/rule-files.ts";
import { allocated, inputOf } from "../../support/run.ts";
import { daloTarget, pointsHeading, request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  .addVocabulary([...FACT_KEYWORDS])
  .compile(explanationSchema as object);

function expectValid(explanation: Explanation): void {
  expect(
    validate(explanation),
    JSON.stringify(validate.errors?.map(({ instancePath, message }) => [instancePath, message])),
  ).to.equal(true);
}

function explainById(allocation: Allocation, vacancyId: string, requestId: string): Explanation {
  const { table } = allocation.input;
  return explain(allocation, table.vacancyRow(vacancyId)!, table.requestRow(requestId)!);
}

const ruleSet = smallRuleSet({
  parameters: [
    parameterOf("most-rent", 60_000),
    tableOf("rooms-needed", {
      keys: [{ name: "size", from: 1, to: 2, beyond: "last" }],
      rows: [{ at: [], cells: [1, 2] }],
    }),
  ],
  rules: [
    ruleOf('dwelling.rentCentsPerMonth <= value("most-rent")', {
      id: "rent",
      reasonCode: "rent-too-high",
      shows: { value: "dwelling.rentCentsPerMonth", threshold: 'value("most-rent")', unit: "cents-per-month" },
    }),
    ruleOf('dwelling.rooms >= table("rooms-needed", least(size(household.persons), 2))', {
      id: "rooms",
      reasonCode: "too-small",
    }),
    ruleOf("request.hasUniqueNumber", { id: "number", needs: ["request.hasUniqueNumber"], reasonCode: "no-number" }),
  ],
  headings: [
    pointsHeading,
    headingOf(
      [
        criterionOf({
          id: "mobility",
          maximumPoints: 30,
          when: { condition: 'job.event == "transfer"', points: 30 },
          onlyIf: 'request.kind == "first-request"',
          proof: '"transfer-letter" in request.validatedProofs',
          proofSentence: { fr: "Lettre attendue.", en: "Letter awaited." },
        }),
      ],
      { id: "job" },
    ),
  ],
  targets: [daloTarget],
});

const mover = { job: { event: "transfer" as const }, validatedProofs: [] };
const town = smallTown({ v1: {}, dear: { rentCentsPerMonth: 70_000 } }, [
  request("a", 40, mover),
  request("b", 50, { job: { event: "transfer" }, validatedProofs: ["transfer-letter"] }),
]);
const run = allocated(smallInput(town, ruleSet));

describe("an explanation", () => {
  it("names every rule with value, threshold, unit and source", () => {
    const { rules, verdict } = explainById(run, "dear", "a");
    expect(verdict).to.equal("refused");
    expect(rules.map(({ id, outcome }) => [id, outcome])).to.deep.equal([
      ["rent", "refused"],
      ["rooms", "holds"],
      ["number", "holds"],
    ]);
    expect(rules[0]).to.include({
      value: 70_000,
      threshold: 60_000,
      unit: "cents-per-month",
      reasonCode: "rent-too-high",
    });
    for (const rule of rules) expect(rule.source.text).to.equal("Invented order of 1 January 2026");
  });

  it("names every criterion with points, maximum, what is pending and the facts it reads", () => {
    const { headings, points, maximumPoints } = explainById(run, "v1", "a");
    expect([points, maximumPoints]).to.deep.equal([40, 130]);
    expect(headings.map(({ id, points: own }) => [id, own])).to.deep.equal([
      ["heading", 40],
      ["job", 0],
    ]);
    const [mobility] = headings[1]!.criteria;
    expect(mobility).to.include({ state: "pending", points: 0, pendingPoints: 30, maximumPoints: 30, value: true });
    expect(mobility!.proofSentence).to.deep.equal({ fr: "Lettre attendue.", en: "Letter awaited." });
    expect(mobility!.facts).to.deep.equal([
      { name: "job.event", value: "transfer" },
      { name: "request.kind", value: "first-request" },
      { name: "request.validatedProofs", value: "" },
    ]);
    expect(explainById(run, "v1", "b").points).to.equal(80);
  });

  it("lists the facts that are missing only where they left a rule open", () => {
    const { hasUniqueNumber: _absent, ...open } = request("open", 10);
    const other = allocated(smallInput(smallTown({ v1: {} }, [open]), ruleSet));
    const { verdict, rules } = explainById(other, "v1", "open");
    expect(verdict).to.equal("incomplete");
    expect(rules.map(({ missing }) => missing)).to.deep.equal([[], [], ["request.hasUniqueNumber"]]);
  });

  it("holds the four items that a decision by algorithm must disclose", () => {
    const { disclosure } = explainById(run, "v1", "a");
    expect(disclosure.contribution).to.equal("proposal-confirmed-by-a-person");
    expect(disclosure.operations).to.deep.equal(["eligibility", "points", "order", "assignment", "verification"]);
    expect(disclosure.data.map(({ name, value, origin }) => [name, value, origin])).to.have.deep.members([
      ["request.kind", "first-request", "request"],
      ["request.filedOn", "2025-01-01", "request"],
      ["request.hasUniqueNumber", "true", "request"],
      ["request.searchRadiusMetres", "40", "request"],
      ["request.isDaloRecognised", "", "request"],
      ["request.validatedProofs", "", "request"],
      ["household.persons", disclosure.data.find(({ name }) => name === "household.persons")!.value, "request"],
      ["job.event", "transfer", "request"],
      ["dwelling.rooms", "2", "vacancy"],
      ["dwelling.rentCentsPerMonth", "40000", "vacancy"],
    ]);
    expect(disclosure.data.every(({ description }) => description.length > 0)).to.equal(true);
    expect(disclosure.parameters.map(({ id, value }) => [id, value])).to.deep.equal([
      ["most-rent", "60000"],
      ["rooms-needed", "1"],
    ]);
  });

  it("carries the digests of what it was computed from", () => {
    const { digests } = explainById(run, "v1", "a");
    expect(digests).to.deep.equal({ snapshot: run.result.run.snapshotDigest, ruleSet: ruleSet.digest });
  });

  it("is valid against its schema, for every pair of small towns with the rules of the product", async () => {
    const small = cutTown(demoTown(), new Choices(2), 18, 9);
    const input = inputOf(small, await demoRuleSets());
    const allocation = allocated(input);
    const states = new Set<string>();
    for (let vacancy = 0; vacancy < input.table.vacancyCount; vacancy++) {
      for (let row = 0; row < input.table.requestCount; row++) {
        const explanation = explain(allocation, vacancy, row);
        expectValid(explanation);
        states.add(explanation.standing.state);
      }
    }
    for (const id of ["a", "b"]) expectValid(explainById(run, "v1", id));
    expect([...states]).to.include.members(["proposed", "not-eligible"]);
    const unknownMember = { ...explainById(run, "v1", "a"), surprise: 1 };
    expect(validate(unknownMember)).to.equal(false);
  });
});

import { expect } from "chai";
import type { Allocation, RunInput } from "../../src/domain/engine/allocate.ts";
import { explain } from "../../src/domain/engine/explanation.ts";
import { type FactCatalogue, factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { FactTableBuilder, tableOfSnapshot } from "../../src/domain/facts/table/fact-table-builder.ts";
import { runCases } from "../../src/domain/rules/cases.ts";
import { compileRuleSet } from "../../src/domain/rules/compile.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { dayNumberOf } from "../../src/domain/shared/dates.ts";
import { compiled, cutTown, demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { Choices } from "../support/random-rules.ts";
import { randomRun } from "../support/random-run.ts";
import { newId, renamedCatalogue, renamedRecord, renamedRuleFiles } from "../support/renaming.ts";
import { allocated, inputOf, violationsOf } from "../support/run.ts";
import { tinyAsOf, tinyCatalogue, tinyRuleFiles } from "../support/tiny-rule-set.ts";

const isLong = process.env.CONTINGENT_LONG === "1";
const seedsUpTo = (count: number) => Array.from({ length: isLong ? 30 * count : count }, (_, at) => at + 1);

/** The rule set with no finding but warnings, all its worked examples holding. */
function sound(files: RuleFiles, catalogue: FactCatalogue, asOf: string): RuleSet {
  const { ruleSet, cases, findings } = compileRuleSet(files, { catalogue, asOf });
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.map(({ file, pointer, sentence }) => `${file}${pointer} ${sentence}`)).to.deep.equal([]);
  const ofTheDay = cases.filter((one) => (one.asOf ?? asOf) === asOf);
  expect(ofTheDay.length).to.be.greaterThan(0);
  expect(runCases(ruleSet!, ofTheDay, catalogue, asOf).findings.map(({ sentence }) => sentence)).to.deep.equal([]);
  return ruleSet!;
}

/** A result in which ids of rule sets and targets have their new names. */
function renamedResult(result: Result, ruleSets: readonly RuleSet[]): Result {
  return {
    ...result,
    run: { ...result.run, ruleSets: ruleSets.map(({ id, version, digest }) => ({ id, version, digest })) },
    targets: result.targets.map((target) => ({
      ...target,
      ruleSetId: newId(target.ruleSetId),
      targetId: newId(target.targetId),
    })),
    proposals: result.proposals.map((proposal) => ({
      ...proposal,
      ruleSetId: newId(proposal.ruleSetId),
      ...(proposal.priorityFirstFor === undefined ? {} : { priorityFirstFor: newId(proposal.priorityFirstFor) }),
    })),
  };
}

/** What an explanation says without any name. */
function bareExplanation(allocation: Allocation, vacancy: number, request: number): unknown {
  const { verdict, rules, points, headings, standing, disclosure } = explain(allocation, vacancy, request);
  return {
    verdict,
    points,
    rules: rules.map(({ outcome, value, threshold, missing }) => ({
      outcome,
      value,
      threshold,
      missing: missing.length,
    })),
    headings: headings.map((heading) => ({
      points: heading.points,
      criteria: heading.criteria.map(({ state, points: own, pendingPoints, value, facts }) => ({
        state,
        own,
        pendingPoints,
        value,
        facts: facts.map((fact) => fact.value),
      })),
    })),
    standing: { ...standing, priorityFirstFor: standing.priorityFirstFor !== undefined },
    data: disclosure.data.map(({ value, origin }) => ({ value, origin })),
    parameters: disclosure.parameters.map(({ value, unit }) => ({ value, unit })),
  };
}

function expectSame(plain: Allocation, renamed: Allocation, where: string): void {
  expect(renamed.result, where).to.deep.equal(renamedResult(plain.result, renamed.input.ruleSets));
  expect(violationsOf(renamed), where).to.deep.equal([]);
  for (const { vacancyId, candidates } of plain.result.proposals.slice(0, 4)) {
    const vacancy = plain.input.table.vacancyRow(vacancyId)!;
    const shown = [...candidates.map(({ requestId }) => plain.input.table.requestRow(requestId)!), 0];
    for (const request of shown) {
      const explanations = [plain, renamed].map((allocation) => bareExplanation(allocation, vacancy, request));
      expect(explanations[1], where).to.deep.equal(explanations[0]);
    }
  }
}

/** Ships and berths, with the fact that names the charter of a berth. */
const harbourCatalogue: FactCatalogue = {
  ...tinyCatalogue,
  facts: [
    ...tinyCatalogue.facts,
    {
      index: tinyCatalogue.facts.length,
      name: "berth.charterId",
      namespace: "berth",
      path: ["charterId"],
      side: "vacancy",
      type: { kind: "text" },
      optional: false,
      protected: false,
      changeable: false,
      description: "",
    },
  ],
};

describe("names", () => {
  it("of facts are nothing to the engine: random runs under other names give the same result", () => {
    for (const seed of seedsUpTo(25)) {
      const [plain, renamed] = ["", "other."].map((prefix) => randomRun(seed, prefix.replace(".", "")));
      expect(allocated(renamed!).result, `seed ${seed}`).to.deep.equal(allocated(plain!).result);
    }
  });

  it("of everything in a rule set and its catalogue are nothing to the engine: ships and berths", () => {
    const catalogue = renamedCatalogue(harbourCatalogue);
    const files = tinyRuleFiles();
    const [ruleSet, other] = [
      sound(files, harbourCatalogue, tinyAsOf),
      sound(renamedRuleFiles(files, harbourCatalogue), catalogue, tinyAsOf),
    ];
    expect(JSON.stringify(other)).not.to.match(/ship|berth|harbour|royal/i);
    let listed = 0;
    for (const seed of seedsUpTo(15)) {
      const harbour = randomHarbour(seed);
      const inputWith = (of: FactCatalogue, set: RuleSet, turn: (record: object) => unknown): RunInput => {
        const builder = new FactTableBuilder(of, dayNumberOf(tinyAsOf)!);
        builder.addReference("agreements", turn({ id: "charter", guild: "fishers" }) as never);
        for (const ship of harbour.ships) builder.addRequest(turn(ship) as never);
        for (const berth of harbour.berths) builder.addVacancy(turn(berth) as never);
        const targetId = set.assignment.targets[0]!.id;
        const ledger = [{ targetId, territory: "north", year: 2026, lettings: 9, counted: 1 }];
        return {
          table: builder.build(),
          ruleSets: [set],
          ledger,
          pins: [],
          struck: [],
          snapshotDigest: "0".repeat(64),
        };
      };
      const plain = allocated(inputWith(harbourCatalogue, ruleSet, (record) => record));
      const renamed = allocated(inputWith(catalogue, other, renamedRecord as (record: object) => unknown));
      expectSame(plain, renamed, `harbour ${seed}`);
      listed += plain.result.proposals.reduce((sum, { candidates }) => sum + candidates.length, 0);
    }
    expect(listed).to.be.greaterThan(30);
  });

  it("of everything in the rule sets of the product and in their catalogue are nothing to the engine: a town", async () => {
    const catalogue = renamedCatalogue(factCatalogue);
    const all = await demoRuleFiles();
    const ruleSets = all.map((files) => compiled(files));
    const others = all.map((files) => sound(renamedRuleFiles(files, factCatalogue), catalogue, "2026-11-23"));
    const town = demoTown();
    for (const seed of seedsUpTo(2)) {
      const small = cutTown(town, new Choices(seed), 60, 14);
      const input = inputOf(small, ruleSets, "seed");
      const plain = allocated(input);
      const renamed = allocated({
        ...input,
        ruleSets: others,
        table: tableOfSnapshot(renamedTown(small), catalogue),
        ledger: input.ledger.map((line) => ({ ...line, targetId: newId(line.targetId) })),
      });
      expectSame(plain, renamed, `town ${seed}`);
      expect(plain.result.proposals.filter(({ priorityFirstFor }) => priorityFirstFor).length).to.be.greaterThan(0);
    }
  });
});

/** The records of a town under new names. */
function renamedTown(town: Snapshot): Snapshot {
  const names = ["landlords", "agreements", "rights", "dwellings", "vacancies", "employers", "requests"] as const;
  const parts = Object.fromEntries(names.map((name) => [name, renamedRecord(town[name])]));
  return { ...town, ...parts } as Snapshot;
}

/** Ships that ask for berths, all invented. */
function randomHarbour(seed: number) {
  const choices = new Choices(seed);
  const harbours = ["oslo", "brest", "bergen"];
  const maybe = (record: object) => (choices.chance(0.7) ? record : {});
  const place = () => ({ grid: "sea", eastMetres: choices.below(90_000), northMetres: choices.below(90_000) });
  const day = (year: number) => `${year - choices.below(6)}-0${choices.between(1, 9)}-1${choices.below(9)}`;
  const ships = Array.from({ length: choices.between(8, 20) }, (_, at) => ({
    id: `s${at}`,
    lengthMetres: choices.between(5, 220),
    askedOn: day(2026),
    cargo: choices.of(["grain", "wine", "none"]),
    ...maybe({ draughtMetres: choices.between(1, 8) }),
    ...maybe({ lastStormOn: day(2026) }),
    ...maybe({ harbours: choices.several(3, () => choices.of(harbours)) }),
    ...maybe({ papers: choices.of([["log"], ["log", "seal"], []]) }),
    ...maybe({ troubles: choices.of([["leak"], ["fire", "fog"], []]) }),
    ...maybe({ isRoyal: choices.chance(0.4) }),
    ...maybe({ at: place() }),
    crew: {
      sailors: Array.from({ length: choices.between(1, 4) }, () => ({ post: choices.of(["captain", "cook", "hand"]) })),
    },
  }));
  const berths = Array.from({ length: choices.between(3, 7) }, (_, at) => ({
    id: `b${at}`,
    charterId: "charter",
    harbour: choices.of(harbours),
    coast: choices.of(["north", "south"]),
    depthMetres: choices.between(3, 12),
    freeOn: `2026-12-0${choices.between(1, 9)}`,
    ...maybe({ places: choices.between(1, 2) }),
    ...maybe({ at: place() }),
  }));
  return { ships, berths };
}

import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { tableOfSnapshot } from "../../src/domain/facts/table/fact-table-builder.ts";
import { readerOfRows } from "../../src/domain/facts/table/table-reader.ts";
import { compileRuleSet } from "../../src/domain/rules/compile.ts";
import { evaluate, scopeOf } from "../../src/domain/rules/interpreter.ts";
import { judge } from "../../src/domain/rules/judge.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { Criterion, Heading, RuleSet } from "../../src/domain/rules/rule-set.ts";
import { compiled, cutTown, demoRuleSets, demoTown, sample } from "../support/demo-town.ts";
import { preferenceValues } from "../support/preference-values.ts";
import { Choices } from "../support/random-rules.ts";
import { allocated, inputOf } from "../support/run.ts";
import { twinsOf, withoutLegalBasis } from "../support/twins.ts";

const isLong = process.env.CONTINGENT_LONG === "1";

const town = demoTown();
const folders = await readRuleSets(fileURLToPath(new URL("../../rules", import.meta.url)));
const all = folders.map((files) => compiled(files));

/** Some requests of the town. */
const requests = sample(new Choices(11), town.requests, isLong ? 200 : 4);
const vacancies = ["V-LAON-1-02", "V-59350-02", "V-59350-04", "V-LILLE-OT-01"];

/** Everything a rule set says of a pair, piece by piece, by name. */
function saidOf(ruleSet: RuleSet, table: ReturnType<typeof tableOfSnapshot>, vacancy: number, request: number) {
  const reader = readerOfRows(table, vacancy, request);
  const { rules, headings, priorityClasses } = judge(ruleSet, table.catalogue, reader);
  const said = new Map<string, string>();
  for (const { id, outcome, missing } of rules) said.set(`rule ${id}`, JSON.stringify([outcome, missing]));
  for (const { criteria } of headings) {
    for (const { id, state, points, pendingPoints } of criteria) {
      said.set(`criterion ${id}`, JSON.stringify([state, points, pendingPoints]));
    }
  }
  for (const [id, priorityClass] of Object.entries(priorityClasses)) said.set(`target ${id}`, String(priorityClass));
  for (const [at, value] of preferenceValues(ruleSet, reader).entries()) {
    said.set(`preference ${ruleSet.preferences[at]!.id}`, String(value));
  }
  said.set("seniority", String(evaluate(ruleSet.assignment.seniority.tree, scopeOf(ruleSet, reader))));
  return said;
}

/** What changes when a protected fact changes: rule set, piece and fact, each once. */
function unequalTreatment(ruleSets: readonly RuleSet[], of: readonly Request[]): string[] {
  const found = new Set<string>();
  const table = tableOfSnapshot(town, factCatalogue);
  const rows = vacancies.map((id) => table.vacancyRow(id)!);
  for (const request of of) {
    const own = table.requestRow(request.id)!;
    twinsOf(factCatalogue, request).forEach((twin, at) => {
      const row = table.appendRequest({ ...twin.request, id: `${request.id}-twin-${at}` });
      for (const ruleSet of ruleSets) {
        for (const vacancy of rows) {
          const twinSaid = saidOf(ruleSet, table, vacancy, row);
          for (const [piece, text] of saidOf(ruleSet, table, vacancy, own)) {
            if (twinSaid.get(piece) !== text) found.add(`${ruleSet.id}: ${piece} changes with ${twin.fact}`);
          }
        }
      }
    });
  }
  return [...found];
}

/** Criteria with a legal basis; where a heading takes one of several, the others give way to it. */
function lawfullyUnequal({ combine, criteria }: Heading): readonly Criterion[] {
  const named = criteria.filter(({ legalBasis }) => legalBasis);
  return combine === "sum" || named.length === 0 ? named : criteria;
}

/** The files of a rule set with one more criterion that gives points for an age. */
function withAgeCriterion(files: RuleFiles, more: object): RuleFiles {
  const title = { fr: "Jeunesse", en: "Youth" };
  const source = { text: "Invented." };
  const criterion = {
    id: "planted-youth",
    title,
    maximumPoints: 10,
    when: { condition: 'household.persons.exists(p, p.role == "applicant" && age(p.bornOn, asOf) < 30)', points: 10 },
    sentence: title,
    source,
    ...more,
  };
  const example = (id: string, bornOn: string, points: number) => ({
    id,
    title: id,
    covers: ["planted-youth"],
    asOf: "2026-11-23",
    invented: true,
    facts: { request: { household: { persons: [{ role: "applicant", bornOn }] } } },
    expect: { criteria: { "planted-youth": points } },
  });
  const cases = [example("planted-young", "2000-01-01", 10), example("planted-old", "1970-01-01", 0)];
  const content = (path: string, old: unknown) =>
    path.endsWith("/scoring.json")
      ? {
          headings: [
            ...(old as { headings: object[] }).headings,
            { id: "planted", title, combine: "sum", criteria: [criterion] },
          ],
        }
      : old;
  return {
    ...files,
    files: [
      ...files.files.map((file) => ({ ...file, content: content(file.path, file.content) })),
      { path: `${files.id}/cases/planted.json`, content: { cases } },
    ],
  };
}

describe("twins that differ by one protected fact", () => {
  it("are many, and differ in every protected fact and field of a person", () => {
    const protectedFacts = factCatalogue.facts.flatMap(({ name, type, protected: isProtected }) => [
      ...(isProtected ? [name] : []),
      ...(type.kind === "persons"
        ? type.fields.filter((field) => field.protected).map((field) => `${name}.${field.name}`)
        : []),
    ]);
    const facts = new Set(requests.flatMap((request) => twinsOf(factCatalogue, request).map(({ fact }) => fact)));
    expect([...facts]).to.have.members(protectedFacts);
    expect(protectedFacts.length).to.be.greaterThan(15);
  });

  it("are judged alike by every rule, criterion, target, preference and seniority without a legal basis", () => {
    expect(unequalTreatment(all.map(withoutLegalBasis), requests)).to.deep.equal([]);
  });

  it("are judged otherwise only where a legal basis is named", () => {
    const differences = unequalTreatment(all, requests.slice(0, 2));
    expect(differences.length).to.be.greaterThan(5);
    for (const difference of differences) {
      const [id, piece] = difference.split(/: | changes/) as [string, string];
      const ruleSet = all.find((one) => one.id === id)!;
      const named = [
        ...ruleSet.eligibility.filter(({ legalBasis }) => legalBasis).map((rule) => `rule ${rule.id}`),
        ...ruleSet.headings.flatMap((heading) => lawfullyUnequal(heading).map((one) => `criterion ${one.id}`)),
        ...ruleSet.assignment.targets.filter(({ legalBasis }) => legalBasis).map((target) => `target ${target.id}`),
      ];
      expect(named, difference).to.include(piece);
    }
  });

  it("have the same run once everything with a legal basis is taken out of the rules", async () => {
    const ruleSets = (await demoRuleSets()).map(withoutLegalBasis);
    const small = cutTown(town, new Choices(5), 40, 12);
    const ofTown = (changed: readonly Request[]) =>
      allocated(inputOf({ ...small, requests: [...changed] }, ruleSets, "seed"));
    const { proposals } = ofTown(small.requests).result;
    expect(proposals.flatMap(({ candidates }) => candidates).length).to.be.greaterThan(8);
    const choices = new Choices(6);
    for (let round = 0; round < (isLong ? 60 : 3); round++) {
      const twins = small.requests.map((request) =>
        choices.chance(0.7) ? choices.of(twinsOf(factCatalogue, request)).request : request,
      );
      expect(ofTown(twins).result.proposals, `round ${round}`).to.deep.equal(proposals);
    }
  });

  it("would show a planted age criterion, and compiling finds it too", () => {
    const files = folders.find(({ id }) => id === "action-coeur-de-ville-2026")!;
    const { findings } = compileRuleSet(withAgeCriterion(files, {}), { catalogue: factCatalogue, asOf: "2026-11-23" });
    const found = findings.filter(({ severity }) => severity === "error");
    expect(found.map(({ kind }) => kind)).to.deep.equal(["protected-fact"]);
    expect(found[0]!.sentence).to.include("household.persons");

    const legal = compiled(withAgeCriterion(files, { legalBasis: { text: "Invented." } }));
    const planted: RuleSet = {
      ...legal,
      headings: legal.headings.map((heading) => ({
        ...heading,
        criteria: heading.criteria.map(({ legalBasis, ...criterion }) =>
          criterion.id === "planted-youth" || !legalBasis ? criterion : { ...criterion, legalBasis },
        ),
      })),
    };
    expect(unequalTreatment([legal].map(withoutLegalBasis), requests.slice(0, 2))).to.deep.equal([]);
    expect(unequalTreatment([planted].map(withoutLegalBasis), requests.slice(0, 2))).to.include(
      "action-coeur-de-ville-2026: criterion planted-youth changes with household.persons.bornOn",
    );
  });
});

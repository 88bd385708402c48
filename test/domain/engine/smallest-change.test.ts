import { expect } from "chai";
import { type SmallestChange, smallestChange } from "../../../src/domain/engine/smallest-change.ts";
import { openWhatIf } from "../../../src/domain/engine/what-if.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { Request } from "../../../src/domain/facts/request.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import type { RuleSet } from "../../../src/domain/rules/rule-set.ts";
import { compareText } from "../../../src/domain/shared/order.ts";
import { demoRuleSets } from "../../support/demo-town.ts";
import { Choices } from "../../support/random-rules.ts";
import { criterionOf, headingOf, ruleFilesOf, ruleOf } from "../../support/rule-files.ts";
import { allocated, inputOf } from "../../support/run.ts";
import { numberRule, placeRule, pointsHeading, request, smallRuleSet, smallTown } from "../../support/small-town.ts";

const isLong = process.env.CONTINGENT_LONG === "1";
const sentence = { fr: "Faire {value}.", en: "Do {value}." };
const ruleSet = smallRuleSet({
  rules: [placeRule, numberRule, ruleOf("request.kind == 'first-request'", { id: "kind", reasonCode: "not-first" })],
  headings: [
    pointsHeading,
    headingOf(
      [
        criterionOf({
          id: "mobility",
          maximumPoints: 30,
          when: { condition: 'job.event == "transfer"', points: 30 },
          proof: '"transfer-letter" in request.validatedProofs',
        }),
      ],
      { id: "job" },
    ),
  ],
  levers: [
    { id: "letter", fact: "request.validatedProofs", add: ["transfer-letter"], sentence },
    { id: "commune", fact: "request.wishedCommunes", addFrom: "dwelling.communeCode", sentence },
    { id: "number", fact: "request.hasUniqueNumber", set: true, sentence },
    { id: "radius", fact: "request.searchRadiusMetres", raise: { step: 20, bound: 60 }, sentence },
  ],
});

/** The vacancies on whose lists a request stands after a run of the town, modes kept. */
function listedAfter(town: Snapshot, changed: Request, modesFrom?: object): string[] {
  const requests = town.requests.map((one) => (one.id === changed.id ? changed : one));
  const input = inputOf({ ...town, requests }, [ruleSet], "seed");
  const { state, input: own } = allocated(modesFrom ? { ...input, modesFrom: modesFrom as never } : input);
  return Array.from(state.standingsOf(own.table.requestRow(changed.id)!), (vacancy) => own.table.vacancyId(vacancy));
}

function changeFor(town: Snapshot, id: string): SmallestChange {
  const allocation = allocated(inputOf(town, [ruleSet], "seed"));
  return smallestChange({
    allocation,
    request: town.requests.find((one) => one.id === id)!,
    whatIf: openWhatIf(allocated(inputOf(town, [ruleSet], "seed")), id),
  });
}

const levers = (change: SmallestChange) =>
  change.kind === "change" ? change.levers.map(({ leverId, value }) => `${leverId} ${value}`) : change.kind;

const strong = [request("x", 90), request("y", 80)];
const two = { v1: {}, v2: {} };

describe("the smallest change", () => {
  it("is a commune where a home is free", () => {
    const town = smallTown({ ...two, v3: { communeCode: "02691" } }, [...strong, request("r", 10)]);
    const change = changeFor(town, "r");
    expect(change).to.deep.equal({
      kind: "change",
      levers: [{ leverId: "commune", ruleSetId: "small", fact: "request.wishedCommunes", value: "02691", sentence }],
      vacancyIds: ["v3"],
    });
  });

  it("is a proof where its points are pending", () => {
    const mover = request("r", 55, { job: { event: "transfer" }, validatedProofs: ["identity"] });
    const change = changeFor(smallTown(two, [...strong, mover]), "r");
    expect(levers(change)).to.deep.equal(["letter transfer-letter"]);
    expect(change).to.deep.include({ vacancyIds: ["v2"] });
  });

  it("is two levers where one is not enough", () => {
    const away = request("r", 10, { hasUniqueNumber: false, wishedCommunes: [] });
    const town = smallTown({ ...two, v3: { communeCode: "02691" } }, [...strong, away]);
    expect(levers(changeFor(town, "r"))).to.deep.equal(["commune 02691", "number true"]);
  });

  it("takes the first step of a number that is enough", () => {
    const weak = smallTown({ v1: {} }, [request("x", 35), request("r", 10)]);
    expect(levers(changeFor(weak, "r"))).to.deep.equal(["radius 50"]);
  });

  it("is none where only what nobody can change stands in the way", () => {
    const moving = request("r", 60, { kind: "transfer" });
    expect(changeFor(smallTown(two, [...strong, moving]), "r")).to.deep.equal({ kind: "none" });
    const behind = smallTown({ v1: {} }, [request("x", 90), request("r", 10)]);
    expect(changeFor(behind, "r"), "three levers would be needed").to.deep.equal({ kind: "none" });
  });

  it("is not looked for where the request is listed or pinned already", () => {
    expect(changeFor(smallTown(two, strong), "x")).to.deep.equal({ kind: "already-listed", vacancyIds: ["v1"] });
    const pins = [{ vacancyId: "v2", requestId: "x", kind: "live-offer" as const }];
    const change = changeFor(smallTown(two, strong, { pins }), "x");
    expect(change).to.deep.equal({ kind: "already-listed", vacancyIds: ["v2"] });
  });

  it("never proposes a struck pair again", () => {
    const struck = [{ vacancyId: "v3", requestId: "r", reason: "refused-by-candidate" as const }];
    const town = smallTown({ ...two, v3: { communeCode: "02691" } }, [...strong, request("r", 10)], { struck });
    expect(changeFor(town, "r")).to.deep.equal({ kind: "none" });
  });

  it("names no protected fact: no rule set of the product has such a lever, and compiling refuses one", async () => {
    for (const { id, assignment } of await demoRuleSets()) {
      for (const lever of assignment.levers) {
        const fact = factCatalogue.facts[lever.fact]!;
        expect([fact.changeable, fact.protected], `${id} ${lever.id} ${fact.name}`).to.deep.equal([true, false]);
      }
    }
    const leverOn = (fact: string) => ({ id: "unlawful", fact, set: true, sentence });
    for (const fact of ["household.isStayLawful", "household.needsAccessibleDwelling", "request.isDaloRecognised"]) {
      const files = ruleFilesOf({ levers: [leverOn(fact)] });
      const { findings } = compileRuleSet(files, { catalogue: factCatalogue, asOf: "2026-11-23" });
      expect(
        findings.map(({ kind }) => kind),
        fact,
      ).to.include("lever-not-lawful");
    }
  });

  it("is the first of all single levers, else of all pairs, that a full rerun shows to help", () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= (isLong ? 300 : 12); seed++) {
      const town = randomTown(seed);
      const allocation = allocated(inputOf(town, [ruleSet], "seed"));
      const without = town.requests.filter(
        ({ id }) => listedAfter(town, town.requests.find((one) => one.id === id)!).length === 0,
      );
      for (const waiting of without.slice(0, 2)) {
        const found = changeFor(town, waiting.id);
        const expected = firstThatHelps(town, waiting, allocation.result, ruleSet);
        expect(levers(found), `town ${seed}, request ${waiting.id}`).to.deep.equal(expected);
        const kind = found.kind === "change" ? `${found.levers.length} levers` : found.kind;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    expect([...kinds.keys()]).to.have.members(["1 levers", "2 levers", "none"]);
  });
});

/** The levers that help, found by rerunning with every one and every pair of them. */
function firstThatHelps(
  town: Snapshot,
  waiting: Request,
  modesFrom: object,
  { assignment }: RuleSet,
): string[] | "none" {
  const communes = [...new Set(town.dwellings.map(({ communeCode }) => communeCode))].sort(compareText);
  const own = waiting.wishedCommunes ?? [];
  type Option = { readonly lever: string; readonly value: string; readonly apply: (one: Request) => Request };
  const option = (lever: string, value: string | number | boolean, apply: Option["apply"]): Option => ({
    lever,
    value: String(value),
    apply,
  });
  const options = [
    ...((waiting.validatedProofs ?? []).includes("transfer-letter")
      ? []
      : [
          option("letter", "transfer-letter", (one) => ({
            ...one,
            validatedProofs: [...(one.validatedProofs ?? []), "transfer-letter"],
          })),
        ]),
    ...communes
      .filter((code) => !own.includes(code))
      .map((code) =>
        option("commune", code, (one) => ({ ...one, wishedCommunes: [...(one.wishedCommunes ?? []), code] })),
      ),
    ...(waiting.hasUniqueNumber === true ? [] : [option("number", true, (one) => ({ ...one, hasUniqueNumber: true }))]),
    ...[20, 40, 60]
      .map((more) => (waiting.searchRadiusMetres ?? 0) + more)
      .filter((value) => value <= 60)
      .map((value) => option("radius", value, (one) => ({ ...one, searchRadiusMetres: value }))),
  ];
  expect(assignment.levers.map(({ id }) => id)).to.deep.equal(["letter", "commune", "number", "radius"]);
  const helps = (of: readonly Option[]) =>
    listedAfter(
      town,
      of.reduce((one, { apply }) => apply(one), waiting),
      modesFrom,
    ).length > 0;
  const singles = options.map((one) => [one]);
  const pairs = options.flatMap((one, at) =>
    options.slice(at + 1).flatMap((other) => (other.lever === one.lever ? [] : [[one, other]])),
  );
  const first = [...singles, ...pairs].find(helps);
  return first ? first.map(({ lever, value }) => `${lever} ${value}`) : "none";
}

/** A few invented people who want a few homes. */
function randomTown(seed: number): Snapshot {
  const choices = new Choices(seed);
  const communes = ["02408", "02691", "02722"];
  const vacancies = Object.fromEntries(
    Array.from({ length: choices.between(2, 3) }, (_, at) => [`v${at}`, { communeCode: choices.of(communes) }]),
  );
  const requests = Array.from({ length: choices.between(5, 8) }, (_, at) =>
    request(`r${at}`, choices.between(0, 9) * 5, {
      wishedCommunes: communes.filter(() => choices.chance(0.4)),
      hasUniqueNumber: choices.chance(0.7),
      kind: choices.chance(0.9) ? "first-request" : "transfer",
      job: choices.chance(0.5) ? { event: "transfer" } : {},
      validatedProofs: choices.chance(0.4) ? ["transfer-letter"] : [],
    }),
  );
  return smallTown(vacancies, requests);
}

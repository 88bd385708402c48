import { expect } from "chai";
import { runCases } from "../../../src/domain/rules/cases.ts";
import { mergeFacts } from "../../../src/domain/rules/compile/case-facts.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import { judge } from "../../../src/domain/rules/judge.ts";
import type { CriterionJudgement } from "../../../src/domain/rules/judgement.ts";
import { type Records, readerOfRecords } from "../../../src/domain/rules/records.ts";
import { dayNumberOf } from "../../../src/domain/shared/dates.ts";
import { preferenceValues } from "../../support/preference-values.ts";
import { type TinyChange, tinyAsOf, tinyCatalogue, tinyRuleFiles } from "../../support/tiny-rule-set.ts";

const sloop = {
  ship: {
    lengthMetres: 15,
    draughtMetres: 3,
    askedOn: "2025-11-23",
    cargo: "grain",
    harbours: ["brest", "oslo"],
    papers: ["log"],
    troubles: [],
    at: { grid: "sea", eastMetres: 0, northMetres: 0 },
    crew: { sailors: [{ post: "captain" }] },
  },
  berth: {
    harbour: "oslo",
    coast: "north",
    depthMetres: 5,
    freeOn: "2026-12-01",
    at: { grid: "sea", eastMetres: 3, northMetres: 4 },
  },
  charter: { guild: "fishers" },
};

function setUp(facts: object, change?: TinyChange, asOf = tinyAsOf) {
  const { ruleSet, findings } = compileRuleSet(tinyRuleFiles(change), { catalogue: tinyCatalogue, asOf });
  expect(findings).to.deep.equal([]);
  const reader = readerOfRecords(tinyCatalogue, mergeFacts(sloop, facts) as Records, dayNumberOf(asOf)!);
  return { ruleSet: ruleSet!, reader };
}

function judged(facts: object, change?: TinyChange, asOf = tinyAsOf) {
  const { ruleSet, reader } = setUp(facts, change, asOf);
  return judge(ruleSet, tinyCatalogue, reader);
}

function criterion(id: string, facts: object, change?: TinyChange, asOf = tinyAsOf): CriterionJudgement {
  return judged(facts, change, asOf)
    .headings.flatMap((heading) => heading.criteria)
    .find((one) => one.id === id)!;
}

function heading(id: string, facts: object, change?: TinyChange) {
  return judged(facts, change).headings.find((one) => one.id === id)!;
}

describe("the judgement of a pair: rules", () => {
  it("is eligible when every rule that excludes holds, whatever is flagged", () => {
    const judgement = judged({});
    expect(judgement.verdict).to.equal("eligible");
    expect(judgement.rules.map(({ id, outcome }) => [id, outcome])).to.deep.equal([
      ["not-too-long", "holds"],
      ["deep-enough", "holds"],
      ["storm-warning", "refused"],
    ]);
  });

  it("shows value and threshold with the refusal", () => {
    const [rule] = judged({ ship: { lengthMetres: 201 } }).rules;
    expect(rule).to.deep.equal({
      id: "not-too-long",
      effect: "exclude",
      outcome: "refused",
      missing: [],
      reasonCode: "ship-too-long",
      value: 201,
      threshold: 200,
    });
  });

  it("is incomplete, never refused, where a fact is missing, and names it", () => {
    const judgement = judged({ ship: { draughtMetres: null } });
    expect(judgement.verdict).to.equal("incomplete");
    expect(judgement.rules[1]).to.deep.include({ outcome: "incomplete", missing: ["ship.draughtMetres"] });
  });

  it("is refused when one rule refuses and another is incomplete, and lists both", () => {
    const judgement = judged({ ship: { draughtMetres: null, lengthMetres: 201 } });
    expect(judgement.verdict).to.equal("refused");
    expect(judgement.rules.map(({ outcome }) => outcome)).to.deep.equal(["refused", "incomplete", "refused"]);
  });

  it("is refused by a known false beside a missing fact", () => {
    expect(judged({ ship: { draughtMetres: null }, berth: { depthMetres: 2 } }).rules[1]!.outcome).to.equal("refused");
  });
});

describe("the judgement of a pair: criteria", () => {
  it("counts what the scale gives", () => {
    expect(criterion("months-asked", {})).to.deep.equal({
      id: "months-asked",
      state: "counted",
      points: 12,
      pendingPoints: 0,
      maximumPoints: 40,
      missing: [],
      value: 12,
    });
  });

  const months: readonly (readonly [askedOn: string, points: number])[] = [
    ["2027-01-23", 0],
    ["2026-10-24", 0],
    ["2026-10-23", 1],
    ["2023-11-24", 35],
    ["2023-11-23", 36],
    ["2023-10-24", 36],
    ["2023-10-23", 40],
    ["1990-01-01", 40],
  ];
  for (const [askedOn, points] of months) {
    it(`gives ${points} points per month to who asked on ${askedOn}`, () => {
      expect(criterion("months-asked", { ship: { askedOn } }).points).to.equal(points);
    });
  }

  const lengths: readonly (readonly [metres: number, points: number])[] = [
    [1, 15],
    [19, 15],
    [20, 5],
    [99, 5],
    [100, 0],
    [400, 0],
  ];
  for (const [lengthMetres, points] of lengths) {
    it(`gives ${points} points by band for ${lengthMetres}`, () => {
      const alone: TinyChange = (files) => files["scoring.json"].headings[1].criteria.pop();
      const noCase: TinyChange = (files) => {
        alone(files);
        delete files["cases/criteria.json"];
      };
      expect(criterion("short", { ship: { lengthMetres } }, noCase).points).to.equal(points);
    });
  }

  const draughts: readonly (readonly [metres: number, points: number])[] = [
    [1, 10],
    [2, 10],
    [3, 9],
    [7, 5],
    [11, 1],
    [12, 0],
    [30, 0],
  ];
  for (const [draughtMetres, points] of draughts) {
    it(`gives ${points} points on the curve for ${draughtMetres}`, () => {
      expect(criterion("shallow", { ship: { draughtMetres, lengthMetres: 300 } }).points).to.equal(points);
    });
  }

  it("rounds a half on the curve upward, rising and falling", () => {
    const curve = (points: readonly [number, number]) => (files: Parameters<TinyChange>[0]) => {
      files["scoring.json"].headings[1].criteria[1].curve.at = [
        { value: 2, points: points[0] },
        { value: 4, points: points[1] },
      ];
    };
    expect(criterion("shallow", { ship: { lengthMetres: 300 } }, curve([0, 5])).points).to.equal(3);
    expect(criterion("shallow", { ship: { lengthMetres: 300 } }, curve([5, 0])).points).to.equal(3);
  });

  it("leaves points pending until the proof is there, and says how many", () => {
    const pending = { state: "pending", points: 0, pendingPoints: 20 };
    expect(criterion("cold-water", {})).to.include({ state: "counted", points: 20 });
    expect(criterion("cold-water", { ship: { papers: [] } })).to.deep.include({ ...pending, missing: [] });
    expect(criterion("cold-water", { ship: { papers: null } })).to.deep.include({
      ...pending,
      missing: ["ship.papers"],
    });
  });

  it("awaits no proof of points that would be none", () => {
    const warm = { ship: { papers: [] }, berth: { harbour: "bergen" } };
    expect(criterion("cold-water", warm)).to.include({ state: "counted", points: 0, pendingPoints: 0 });
  });

  it("does not apply where its condition is false, nor where it is unknown", () => {
    expect(criterion("cold-water", { ship: { cargo: "wine" } })).to.include({ state: "not-applicable", points: 0 });
    const unknown = criterion("cold-water", { ship: { cargo: null } });
    expect(unknown).to.deep.include({ state: "not-applicable", points: 0, missing: ["ship.cargo"] });
  });

  it("gives no points for what is unknown, and shows it as pending with what is missing", () => {
    const unknown = criterion("shallow", { ship: { draughtMetres: null } });
    expect(unknown).to.deep.include({ state: "pending", points: 0, pendingPoints: 0, missing: ["ship.draughtMetres"] });
    expect(unknown).to.not.have.property("value");
  });

  it("ends a penalty on the day its months are over", () => {
    expect(criterion("storm", { ship: { lastStormOn: "2025-11-24" } })).to.include({ state: "counted", points: -10 });
    expect(criterion("storm", { ship: { lastStormOn: "2025-11-23" } })).to.include({ state: "expired", points: 0 });
    expect(criterion("storm", {})).to.include({ state: "counted", points: 0 });
  });

  it("counts inside its dates only", () => {
    const fog = { ship: { troubles: ["fog"], askedOn: "2026-01-01" } };
    expect(criterion("old-fog", fog)).to.include({ state: "outside-dates", points: 0 });
    expect(criterion("old-fog", fog, undefined, "2026-06-30")).to.include({ state: "counted", points: 5 });
    expect(criterion("old-fog", fog, undefined, "2026-07-01")).to.include({ state: "outside-dates", points: 0 });
  });
});

describe("the judgement of a pair: headings", () => {
  it("adds up, and holds the sum at the cap", () => {
    expect(heading("waiting", {})).to.include({ points: 32, maximumPoints: 50 });
    expect(heading("waiting", { ship: { askedOn: "2020-01-01" } }).points).to.equal(50);
  });

  it("lets a penalty fall to its minimum and not below", () => {
    const stormy = { ship: { askedOn: "2026-11-23", lastStormOn: "2026-11-01", papers: [] } };
    expect(heading("waiting", stormy).points).to.equal(-10);
    expect(judged(stormy).points).to.equal(5);
  });

  it("takes the highest and marks the others as not taken", () => {
    const { points, criteria } = heading("size", {});
    expect(points).to.equal(15);
    expect(criteria.map(({ state, points: taken }) => [state, taken])).to.deep.equal([
      ["counted", 15],
      ["not-taken", 0],
    ]);
    expect(heading("size", { ship: { lengthMetres: 50 } }).criteria.map(({ state }) => state)).to.deep.equal([
      "not-taken",
      "counted",
    ]);
  });

  it("takes the first of several that are highest", () => {
    const even = heading("size", { ship: { lengthMetres: 50, draughtMetres: 7 } });
    expect(even.criteria.map(({ state, points }) => [state, points])).to.deep.equal([
      ["counted", 5],
      ["not-taken", 0],
    ]);
  });

  it("takes the first declared in the order of the file, not of the declaration", () => {
    const both = heading("trouble", { ship: { troubles: ["fire", "leak"] } });
    expect(both.points).to.equal(8);
    expect(both.criteria.map(({ state }) => state)).to.deep.equal(["counted", "not-taken", "outside-dates"]);
    expect(heading("trouble", { ship: { troubles: ["fire"] } }).points).to.equal(9);
    expect(heading("trouble", { ship: { troubles: ["thirst"] } }).points).to.equal(0);
  });

  it("leaves everything pending where the declaration itself is missing", () => {
    const { points, criteria } = heading("trouble", { ship: { troubles: null } });
    expect(points).to.equal(0);
    expect(criteria[0]).to.deep.include({ state: "pending", missing: ["ship.troubles"] });
  });

  it("does not apply where its own condition is not true", () => {
    const empty = heading("trouble", { ship: { troubles: ["leak"], cargo: "none" } });
    expect(empty.points).to.equal(0);
    expect(empty.criteria.map(({ state }) => state)).to.deep.equal([
      "not-applicable",
      "not-applicable",
      "outside-dates",
    ]);
  });
});

describe("the tiny rule set", () => {
  it("has worked examples that all hold, on their own days, and that are enough", () => {
    const on = (asOf: string) => compileRuleSet(tinyRuleFiles(), { catalogue: tinyCatalogue, asOf });
    const { ruleSet, cases } = on(tinyAsOf);
    const { outcomes, findings } = runCases(ruleSet!, cases, tinyCatalogue, tinyAsOf, (day) => on(day).ruleSet);
    expect(findings).to.deep.equal([]);
    expect(outcomes).to.have.length(17);
  });
});

describe("the judgement of a pair: order", () => {
  it("gives the class of every target, 0 where it is unknown", () => {
    expect(judged({ ship: { isRoyal: true } }).priorityClasses).to.deep.equal({ royal: 1 });
    const unguarded: TinyChange = (files) =>
      (files["assignment.json"].targets[0].priorityClass = "ship.isRoyal ? 2 : 1");
    expect(judged({}, unguarded).priorityClasses).to.deep.equal({ royal: 0 });
  });

  it("gives the values of the preference keys, undefined where unknown", () => {
    const { ruleSet, reader } = setUp({});
    expect(preferenceValues(ruleSet, reader)).to.deep.equal([2, 5]);
    const lost = setUp({ ship: { harbours: null, at: null } });
    expect(preferenceValues(lost.ruleSet, lost.reader)).to.deep.equal([undefined, undefined]);
  });
});

import { expect } from "chai";
import type { CheckedExpression, Expression } from "../../../src/domain/rules/expression.ts";
import { describePlan, planFindings } from "../../../src/domain/rules/plan-description.ts";
import { planRuleSet } from "../../../src/domain/rules/planner.ts";
import type { RuleSet } from "../../../src/domain/rules/rule-set.ts";
import { Choices, plainCatalogue, randomRuleSet } from "../../support/random-rules.ts";

const catalogue = plainCatalogue();
const span = { start: 0, end: 0 };
const fact = (name: string): Expression => {
  const { index, type } = catalogue.facts.find((declared) => declared.name === name)!;
  return { kind: "fact", fact: index, type: type.kind, span };
};
const has = (name: string): Expression => ({ kind: "has", of: fact(name) as never, type: "bool", span });
const not = (of: Expression): Expression => ({ kind: "not", of, type: "bool", span });
const any = (...of: Expression[]): Expression => ({ kind: "or", of, type: "bool", span });
const every = (...of: Expression[]): Expression => ({ kind: "and", of, type: "bool", span });
const compare = (left: Expression, operator: "==" | "<=" | "<" | ">", right: Expression): Expression => ({
  kind: "compare",
  operator,
  left,
  right,
  type: "bool",
  span,
});
const member = (item: Expression, list: Expression): Expression => ({
  kind: "member",
  item,
  list: list as never,
  type: "bool",
  span,
});
const distance = (a: Expression, b: Expression): Expression => ({
  kind: "call",
  function: "distanceMetres",
  arguments: [a, b],
  type: "int",
  span,
});

function ruleSetOf(required: readonly Expression[]): RuleSet {
  const plain = randomRuleSet(new Choices(1), catalogue, "a", { rules: 0, headings: 0, places: false });
  const rule = (tree: Expression, at: number) => ({
    id: `rule-${at}`,
    title: { fr: "", en: "" },
    effect: "exclude" as const,
    require: { text: "", tree } satisfies CheckedExpression,
    needs: [],
    reasonCode: "",
    reason: { fr: "", en: "" },
    source: { text: "" },
  });
  return { ...plain, eligibility: required.map(rule) };
}

describe("the plan of a rule set", () => {
  it("sorts conditions by what they read, looks up by place and asks the cheap ones first", () => {
    const place = any(
      every(has("request.x9"), member(fact("vacancy.x5"), fact("request.x9"))),
      compare(fact("vacancy.x6"), "==", fact("request.x6")),
      compare(distance(fact("vacancy.x8"), fact("request.x8")), "<=", fact("request.x0")),
    );
    const plan = planRuleSet(
      ruleSetOf([
        every(fact("request.x3"), fact("vacancy.x3")),
        member(fact("vacancy.x6"), fact("request.x10")),
        place,
        any(not(has("request.x1")), compare(fact("vacancy.x0"), "<", fact("request.x1"))),
        any(fact("request.x3"), fact("vacancy.x4")),
      ]),
      catalogue,
    );
    expect(plan.request.map((condition) => condition.ruleId)).to.deep.equal(["rule-0"]);
    expect(plan.vacancy.map((condition) => condition.ruleId)).to.deep.equal(["rule-0"]);
    expect(plan.lookup?.condition.ruleId).to.equal("rule-1");
    const shapes = plan.pair.map(({ ruleId, shape }) => `${ruleId} ${shape}`);
    expect(shapes).to.deep.equal(["rule-4 either", "rule-3 compared", "rule-2 general"]);
    const withoutList = planRuleSet(ruleSetOf([place]), catalogue);
    expect(withoutList.lookup?.ways.map((way) => way.atom.kind)).to.deep.equal(["member", "equal", "near"]);
    expect(withoutList.pair).to.deep.equal([]);
  });

  it("tells in lines what is done once per request, once per vacancy and per pair", () => {
    const rules = ruleSetOf([
      member(fact("vacancy.x5"), fact("request.x9")),
      fact("request.x3"),
      fact("vacancy.x3"),
      compare(fact("vacancy.x0"), "<=", fact("request.x0")),
    ]);
    expect(describePlan(planRuleSet(rules, catalogue)).map(({ key, values }) => ({ key, values }))).to.deep.equal([
      { key: "request", values: { id: "rule-1" } },
      { key: "vacancy", values: { id: "rule-2" } },
      { key: "lookup", values: { id: "rule-0" } },
      { key: "lookup-member", values: { facts: "vacancy.x5, request.x9" } },
      { key: "pair-compared", values: { id: "rule-3", place: 1, cost: 2 } },
    ]);
  });

  it("warns when no condition can be looked up", () => {
    const open = planRuleSet(ruleSetOf([compare(fact("vacancy.x0"), "<=", fact("request.x0"))]), catalogue);
    expect(open.lookup).to.equal(undefined);
    expect(planFindings(open)).to.have.lengthOf(1);
    expect(planFindings(open)[0]).to.include({ severity: "warning", kind: "no-index" });
    expect(describePlan(open)[0]).to.deep.equal({ key: "no-lookup", values: {} });
    const narrow = planRuleSet(ruleSetOf([member(fact("vacancy.x5"), fact("request.x9"))]), catalogue);
    expect(planFindings(narrow)).to.deep.equal([]);
  });

  it("finds every way and every shape among the random rule sets that the lists are tested with", () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    for (let seed = 1; seed <= 150; seed++) {
      const choices = new Choices(seed);
      const shape = { rules: 3, headings: 3, places: true };
      const plan = planRuleSet(randomRuleSet(choices, catalogue, "a", shape), catalogue);
      for (const way of plan.lookup?.ways ?? []) count(`${way.atom.kind}${way.exact ? "" : " again"}`);
      for (const condition of plan.pair) count(condition.shape);
      for (const { item } of plan.points.pair) count(item.kind);
    }
    for (const what of ["member", "equal", "near", "all", "either", "compared", "general", "heading", "criterion"]) {
      expect(seen.get(what), what).to.be.greaterThan(10);
    }
  });
});

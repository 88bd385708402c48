import { expect } from "chai";
import { ExpressionWriter } from "../../../src/domain/engine/lists/compiled-expression.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import type { Expression } from "../../../src/domain/rules/expression.ts";
import { evaluate, scopeOf } from "../../../src/domain/rules/interpreter.ts";
import { someOf } from "../../support/effort.ts";
import {
  Choices,
  chooseNode,
  plainCatalogue,
  randomRecords,
  randomRuleSet,
  TreeMaker,
  tableOf,
} from "../../support/random-rules.ts";

const catalogue = plainCatalogue();

interface Compiled extends Record<string, unknown> {
  readonly value: (r: number, v: number, i: number) => number;
  readonly isTrue: (r: number, v: number, i: number) => boolean;
  readonly isFalse: (r: number, v: number, i: number) => boolean;
}

describe("compiled expressions", () => {
  it("say what the reference interpreter says, for every kind of node, with absent facts", () => {
    const seen = { true: 0, false: 0, unknown: 0, number: 0 };
    for (let seed = 1; seed <= someOf(160, 400); seed++) {
      const choices = new Choices(seed);
      const requests = randomRecords(choices, "request", 5);
      const vacancies = randomRecords(choices, "vacancy", 5);
      const table = tableOf(catalogue, requests, vacancies);
      const ruleSet = randomRuleSet(choices, catalogue, "a", { rules: 1, headings: 1, places: false });
      const maker = new TreeMaker(choices, catalogue, ruleSet.tables);
      maker.definitions = ruleSet.definitions.map(({ type }) => ({ type, sides: [] }));
      for (let tree = 0; tree < 6; tree++) {
        const type = choices.of(["int", "bool", "text", "day"] as const);
        const made = maker[type](5);
        const writer = new ExpressionWriter(table, ruleSet);
        const value = writer.value(made);
        writer.add(`function value(r, v, i) { return ${value}; }`);
        if (type === "bool") {
          const [isTrue, isFalse] = [writer.isTrue(made), writer.isFalse(made)];
          writer.add(`function isTrue(r, v, i) { return ${isTrue}; } function isFalse(r, v, i) { return ${isFalse}; }`);
        } else writer.add("function isTrue() {} function isFalse() {}");
        const compiled = writer.link<Compiled>(["value", "isTrue", "isFalse"]);
        for (let r = 0; r < 5; r++) {
          for (let v = 0; v < 5; v++) {
            const expected = evaluate(made, scopeOf(ruleSet, readerOfRows(table, v, r)));
            const found = compiled.value(r, v, 0);
            const where = () => `seed ${seed}, tree ${tree}: ${JSON.stringify(made)}`;
            if (expected === undefined) expect(found, where()).to.be.NaN;
            else if (type === "text") expect(found, where()).to.equal(writer.codeOf(expected as string));
            else if (type === "bool") expect(found, where()).to.equal(expected ? 1 : 0);
            else expect(found + 0, where()).to.equal((expected as number) + 0);
            if (type === "bool") {
              expect(compiled.isTrue(r, v, 0), where()).to.equal(expected === true);
              expect(compiled.isFalse(r, v, 0), where()).to.equal(expected === false);
              seen[String(expected ?? "unknown") as keyof typeof seen]++;
            } else if (expected !== undefined) seen.number++;
          }
        }
      }
    }
    expect(Math.min(seen.true, seen.false, seen.unknown, seen.number)).to.be.greaterThan(someOf(1_200, 3_000));
  });

  it("stay small where truth and falsehood are asked in turns", () => {
    const table = tableOf(
      catalogue,
      randomRecords(new Choices(1), "request", 1),
      randomRecords(new Choices(2), "vacancy", 1),
    );
    const ruleSet = randomRuleSet(new Choices(3), catalogue, "a", { rules: 0, headings: 0, places: false });
    const span = { start: 0, end: 0 };
    let tree: Expression = { kind: "fact", fact: 4, type: "bool", span };
    for (let depth = 0; depth < 38; depth++) {
      tree =
        depth % 2 === 0
          ? {
              kind: "compare",
              operator: "!=",
              left: tree,
              right: { kind: "fact", fact: 16, type: "bool", span },
              type: "bool",
              span,
            }
          : chooseNode(tree, { kind: "fact", fact: 3, type: "bool", span }, tree);
    }
    const writer = new ExpressionWriter(table, ruleSet);
    writer.add(`function f(r, v, i) { return ${writer.isTrue(tree)} || ${writer.isFalse(tree)}; }`);
    expect(writer.source(["f"]).length).to.be.lessThan(20_000);
  });
});

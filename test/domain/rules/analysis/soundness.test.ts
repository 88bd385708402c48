import { expect } from "chai";
import fc from "fast-check";
import { type FactCatalogue, factCatalogue } from "../../../../src/domain/facts/catalogue.ts";
import type { FactValue } from "../../../../src/domain/facts/fact-reader.ts";
import { assume, evaluateTop, rangesOf } from "../../../../src/domain/rules/analysis/ranges.ts";
import { OPEN_STATE, type Ranges, read } from "../../../../src/domain/rules/analysis/states.ts";
import { type AbstractValue, truthOf } from "../../../../src/domain/rules/analysis/values.ts";
import { evaluate, scopeOf } from "../../../../src/domain/rules/interpreter.ts";
import { type RandomRules, randomFacts, randomRules, readerOf, SMALL_CATALOGUE } from "../../../support/arbitraries.ts";
import { someOf } from "../../../support/effort.ts";

/** Runs per property; more by the environment for a long night. */
const RUNS = Number(process.env.SOUNDNESS_RUNS ?? someOf(300, 1_000));

/** True when the run-time value is one of those the abstract value stands for. */
function contains(abstract: AbstractValue, value: FactValue | undefined): boolean {
  if (value === undefined) return abstract.unknown;
  switch (abstract.kind) {
    case "whole":
      return typeof value === "number" && value >= abstract.low && value <= abstract.high;
    case "truth":
      return value === true ? abstract.true : abstract.false;
    case "text":
      return abstract.values?.has(value as string) ?? true;
    case "list": {
      const items = value as readonly string[];
      const fits = items.length >= abstract.minimumItems && items.length <= abstract.maximumItems;
      return fits && items.every((item) => abstract.values?.has(item) ?? true);
    }
    case "position":
      return abstract.known;
  }
}

/** The ranges of the random rules, and whether arithmetic may have left the exact numbers, where nothing is promised. */
function analysed(
  { definitions, tables, tree }: RandomRules,
  catalogue: FactCatalogue,
): {
  ranges: Ranges;
  value: AbstractValue;
  isExact: boolean;
} {
  const values: AbstractValue[] = [];
  const ranges = { ...rangesOf(catalogue, tables), definitions: values };
  let isExact = true;
  const watch = { overflow: () => (isExact = false) };
  for (const { value } of definitions) values.push(evaluateTop(value.tree, OPEN_STATE, ranges, watch));
  return { ranges, value: evaluateTop(tree, OPEN_STATE, ranges, watch), isExact };
}

const catalogues = { "the product's facts": factCatalogue, "few values of every kind": SMALL_CATALOGUE };

for (const [title, catalogue] of Object.entries(catalogues)) {
  const pairs = fc.array(randomFacts(catalogue), { minLength: 3, maxLength: 6 });
  const depth = catalogue === SMALL_CATALOGUE ? 5 : 4;

  describe(`soundness of the analysis over ${title}`, () => {
    for (const type of ["int", "bool", "text", "day"] as const) {
      it(`never leaves out a value of type ${type} that some facts give, absent facts included`, () => {
        const check = fc.property(randomRules(catalogue, type, depth), pairs, (rules, drawn) => {
          const { value, isExact } = analysed(rules, catalogue);
          fc.pre(isExact);
          for (const pair of drawn) {
            const found = evaluate(rules.tree, scopeOf(rules, readerOf(pair)));
            expect(contains(value, found), `${JSON.stringify(found)} outside ${JSON.stringify(value)}`).to.equal(true);
          }
        });
        fc.assert(check, { numRuns: RUNS });
      });
    }

    it("narrows the facts of a condition to a range that holds every fact giving one of the outcomes", () => {
      const rules = randomRules(catalogue, "bool", depth);
      const others = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
      const check = fc.property(rules, pairs, others, (drawnRules, drawn, [alsoTrue, alsoFalse, alsoUnknown]) => {
        const { ranges, isExact } = analysed(drawnRules, catalogue);
        fc.pre(isExact);
        for (const pair of drawn) {
          const found = evaluate(drawnRules.tree, scopeOf(drawnRules, readerOf(pair)));
          const wanted = truthOf(
            alsoTrue || found === true,
            alsoFalse || found === false,
            alsoUnknown || found === undefined,
          );
          const state = assume(drawnRules.tree, wanted, OPEN_STATE, ranges);
          expect(state, `no facts are thought to give ${found}`).to.not.equal(undefined);
          for (const { index, name, type } of catalogue.facts) {
            const node = { kind: "fact", fact: index, type: type.kind, span: { start: 0, end: 0 } } as const;
            const narrowed = read(node, state!, ranges);
            expect(contains(narrowed, pair.values[index]), `${name} outside ${JSON.stringify(narrowed)}`).to.equal(
              true,
            );
          }
        }
      });
      fc.assert(check, { numRuns: RUNS });
    });
  });
}

import { expect } from "chai";
import fc from "fast-check";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { checkExpression } from "../../../src/domain/rules/check-expression.ts";
import type { Expression } from "../../../src/domain/rules/expression.ts";
import {
  countKinds,
  DEFINITION_TYPES,
  RANDOM_TABLES,
  randomRules,
  SMALL_CATALOGUE,
} from "../../support/arbitraries.ts";
import { celOf } from "../../support/cel-text.ts";
import { someOf } from "../../support/effort.ts";

/** The tree without its places in a text. */
function bare(tree: Expression): unknown {
  return JSON.parse(JSON.stringify(tree, (name, value: unknown) => (name === "span" ? undefined : value)));
}

describe("random expressions", () => {
  it("have every kind of node, every operator and every closed function", () => {
    const kinds = new Map<string, number>();
    for (const type of ["int", "bool", "text", "day"] as const) {
      for (const { tree } of fc.sample(randomRules(factCatalogue, type, 4), { numRuns: 400, seed: 7 })) {
        countKinds(tree, kinds);
      }
    }
    expect([...kinds.keys()]).to.have.members([
      ...["all", "and", "as-of", "choose", "constant", "constant-list", "count", "defined", "exists", "fact", "has"],
      ...["member", "not", "or", "person", "size", "table"],
      ...["age", "months", "days", "distanceMetres", "travelMinutes", "effortRate"],
      ...["rank", "least", "greatest", "percent"],
      ...["+", "-", "*", "/", "%"].map((operator) => `arithmetic ${operator}`),
      ...["==", "!=", "<", "<=", ">", ">="].map((operator) => `compare ${operator}`),
    ]);
  });

  it("are what checking their CEL text gives, unless they compare a text with one it cannot be", () => {
    const definitions = DEFINITION_TYPES.map((type) => ({ id: `a${type}`, type }));
    const names = { catalogue: SMALL_CATALOGUE, definitions: definitions.map(({ id }) => id), tables: RANDOM_TABLES };
    const tables = RANDOM_TABLES.map(({ id, keys, type, cells }) => {
      return { id, keys, type, texts: type === "text" ? [...new Set(cells.map(String))] : [] };
    });
    const context = { catalogue: SMALL_CATALOGUE, definitions, tables, parameters: new Map() };
    let equal = 0;
    for (const type of DEFINITION_TYPES) {
      const check = fc.property(randomRules(SMALL_CATALOGUE, type, 4), ({ tree }) => {
        const text = celOf(tree, names);
        const { expression, problems } = checkExpression(text, context, [type]);
        const serious = problems.filter(({ kind, sentence }) => kind !== "too-large" && !/never/.test(sentence));
        expect(serious, text).to.deep.equal([]);
        if (!expression) return;
        expect(bare(expression.tree), text).to.deep.equal(bare(tree));
        equal++;
      });
      fc.assert(check, { numRuns: someOf(120, 300) });
    }
    expect(equal).to.be.above(someOf(240, 600));
  });
});

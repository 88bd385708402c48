/**
 * What every step of compiling shares: the notebook, the catalogue, the context of expressions, and which side an expression may read.
 */
import type { FactCatalogue, Side } from "../../facts/catalogue.ts";
import { phrase } from "../../shared/phrase.ts";
import type { CheckedExpression, ValueType } from "../expression.ts";
import type { ExpressionContext } from "../lowering/expression-context.ts";
import { readsOf } from "../reads.ts";
import type { Definition } from "../rule-set.ts";
import { checked, error, type Notebook } from "./notebook.ts";
import type { Place } from "./places.ts";

/** One compilation under way, once parameters and definitions are known. */
export interface Compilation {
  readonly notebook: Notebook;
  readonly catalogue: FactCatalogue;
  readonly context: ExpressionContext;
  readonly definitions: readonly Definition[];
  /** Reference day, `2026-11-23`. */
  readonly asOf: string;
}

/** Checks an expression; `side` is the only side whose facts it may read. */
export function expression(
  compilation: Compilation,
  place: Place,
  text: string,
  expected: readonly ValueType[],
  side?: Side,
): CheckedExpression | undefined {
  const { notebook, catalogue, context, definitions } = compilation;
  const found = checked(notebook, place, text, context, expected);
  if (!found || !side) return found;
  const { facts } = readsOf([found.tree], { definitions, tables: [] });
  const strangers = [...facts].filter((index) => catalogue.facts[index]!.side !== side);
  if (strangers.length === 0) return found;
  const names = strangers.map((index) => catalogue.facts[index]!.name).join(", ");
  error(notebook, "wrong-type", place, phrase`Only facts of the ${side} can be read here, but this reads ${names}.`, 0);
  return undefined;
}

/** The same, where the text may be absent. */
export function optionalExpression(
  compilation: Compilation,
  place: Place,
  text: string | undefined,
  expected: readonly ValueType[],
  side?: Side,
): CheckedExpression | undefined {
  return text === undefined ? undefined : expression(compilation, place, text, expected, side);
}

/** An expression that is always the same value: stands in for one that is broken, and for what is switched off. */
export function constant(value: number | boolean): CheckedExpression {
  const type = typeof value === "number" ? "int" : "bool";
  return {
    text: String(value),
    tree: { kind: "constant", type, span: { start: 0, end: String(value).length }, value },
  };
}

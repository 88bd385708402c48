/**
 * What an expression may read, and what checking it yields. The meeting point of `check-expression.ts` (CEL text) and `lowering.ts` (checked tree).
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import type { Said } from "../../shared/phrase.ts";
import type { CheckedExpression, Span, ValueType } from "../expression.ts";
import type { FindingKind } from "../finding.ts";
import type { TableKey } from "../rule-set.ts";

/** The value of a dated parameter on the day of the run. */
export type ParameterValue = number | boolean | string | readonly (number | string)[];

/** A definition that may be read; without `type` its own expression is wrong, which is reported there and nowhere else. */
export interface KnownDefinition {
  readonly id: string;
  readonly type?: ValueType;
  /** The texts it can have, where they are a closed set. */
  readonly texts?: readonly string[];
}

/** A table that may be read; its place in the list is its index. */
export interface KnownTable {
  readonly id: string;
  readonly keys: readonly TableKey[];
  readonly type: "int" | "text";
  /** The texts its cells hold; empty for numbers. */
  readonly texts: readonly string[];
}

/** Invariant: `definitions` and `tables` stand in the order of the rule set: their places are the indexes in the tree. */
export interface ExpressionContext {
  readonly catalogue: FactCatalogue;
  readonly definitions: readonly KnownDefinition[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly tables: readonly KnownTable[];
}

/** Something wrong in an expression; `position` is the first character of the place, 0-based. */
export interface ExpressionProblem extends Said {
  readonly kind: FindingKind;
  readonly position?: number;
}

/** Without expression and without problems: something it reads is wrong and reported where it stands. */
export interface ExpressionCheck {
  readonly expression?: CheckedExpression;
  readonly problems: readonly ExpressionProblem[];
}

/** A node of the parsed text, as the parser hands it over. */
export interface ParsedNode extends Span {
  readonly op: string;
  readonly args: unknown;
}

/** Longest text, largest number of nodes and greatest depth of an expression. */
export const EXPRESSION_LIMITS = { characters: 2_000, nodes: 400, depth: 40 } as const;

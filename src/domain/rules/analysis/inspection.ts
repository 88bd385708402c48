/**
 * One look at one expression: its value, and what is wrong inside it.
 * Reports only what is proved: a condition that no facts within their ranges make true, a divisor that can be 0, a key without a cell.
 */
import { type Phrase, type PhraseValue, phrase, type Said, said, wordless } from "../../shared/phrase.ts";
import type { CheckedExpression, Expression } from "../expression.ts";
import type { FindingKind } from "../finding.ts";
import type { Table } from "../rule-set.ts";
import { evaluateTop, type Watch } from "./ranges.ts";
import type { Role } from "./roles.ts";
import type { Ranges, Readable, State } from "./states.ts";
import { isReadable } from "./states.ts";
import { type AbstractValue, canBeKnown, describe } from "./values.ts";

/** Something wrong in an expression; `position` is its first character. */
export interface Trouble extends Said {
  readonly kind: FindingKind;
  readonly position: number;
}

/** A read whose value may be absent where it stands. */
export interface OpenRead {
  readonly node: Readable;
  readonly state: State;
}

/** What one look at an expression found. */
export interface Inspection {
  readonly value: AbstractValue;
  readonly openReads: readonly OpenRead[];
  readonly troubles: readonly Trouble[];
  /** Per table, the largest whole number that can be asked for as its last key. */
  readonly lastKeys: ReadonlyMap<number, number>;
}

function isWithin(inner: Expression, outer: Expression): boolean {
  return inner !== outer && inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}

function neverTrue(value: AbstractValue): boolean {
  return value.kind === "truth" && !value.true;
}

/** Looks at an expression in a state, for the role it plays. A condition that is one constant says so itself, and is left alone. */
export function inspect({ text, tree }: CheckedExpression, role: Role, state: State, ranges: Ranges): Inspection {
  const values = new Map<Expression, AbstractValue>();
  const openReads: OpenRead[] = [];
  const never: Expression[] = [];
  const troubles: Trouble[] = [];
  const lastKeys = new Map<number, number>();
  const part = (node: Expression) => text.slice(node.span.start, node.span.end);
  const report = (kind: FindingKind, node: Expression, sentence: Phrase) =>
    troubles.push({ kind, position: node.span.start, ...said(sentence) });
  const watch: Watch = {
    node(node, value, here) {
      values.set(node, value);
      if (value.unknown && isReadable(node)) openReads.push({ node, state: here });
      const lastKey = node.kind === "table" ? values.get(node.keys.at(-1)!) : undefined;
      if (node.kind === "table" && lastKey?.kind === "whole" && canBeKnown(lastKey)) {
        lastKeys.set(node.table, Math.max(lastKey.high, lastKeys.get(node.table) ?? lastKey.high));
      }
    },
    condition(node, value) {
      if (neverTrue(value)) never.push(node);
    },
    overflow(node) {
      report("may-overflow", node, overflowSentence(part(node), node, values));
    },
    zeroDivisor(node) {
      report(
        "division-by-zero",
        node,
        phrase`The divisor of "${part(node)}" can be 0. Maybe test it first: "x == 0 ? … : a / x".`,
      );
    },
    missingCell(node, missing) {
      report("table-without-key", node, missingSentence(part(node), missing, ranges.tables[node.table]!));
    },
  };
  const value = evaluateTop(tree, state, ranges, watch);
  const isConstant = tree.kind === "constant";
  if ((role === "require" || role === "condition") && !isConstant && neverTrue(value)) never.push(tree);
  for (const node of never.filter((outer) => !never.some((inner) => isWithin(inner, outer)))) {
    report("unreachable-condition", node, neverSentence(part(node), node, part, values));
  }
  if (role === "require" && !isConstant && value.kind === "truth" && !value.false) {
    report(
      "unreachable-condition",
      tree,
      phrase`"${part(tree)}" is never false, so the rule refuses nobody. Maybe remove the rule, or correct the bound.`,
    );
  }
  return { value, openReads, troubles, lastKeys };
}

function neverSentence(
  condition: string,
  node: Expression,
  part: (node: Expression) => string,
  values: ReadonlyMap<Expression, AbstractValue>,
): Phrase {
  const sides = node.kind === "compare" ? [node.left, node.right] : node.kind === "member" ? [node.item] : [];
  const ranges = sides
    .filter((side) => side.kind !== "constant" && values.has(side))
    .map((side) => phrase`${part(side)} can only be ${describe(values.get(side)!, side.type)}`);
  const reason =
    ranges.length === 0 ? wordless : phrase`: here ${ranges.reduce((all, one) => phrase`${all} and ${one}`)}`;
  return phrase`"${condition}" is never true${reason}. Maybe correct the value it is compared with, or remove the condition.`;
}

function overflowSentence(text: string, node: Expression, values: ReadonlyMap<Expression, AbstractValue>): Phrase {
  const operands = node.kind === "arithmetic" ? [node.left, node.right] : node.kind === "call" ? node.arguments : [];
  const ranges = operands
    .filter((operand) => values.has(operand) && canBeKnown(values.get(operand)!))
    .map((operand): PhraseValue => describe(values.get(operand)!, operand.type));
  return phrase`"${text}" can leave the exact whole numbers (9,007,199,254,740,991 at most) with operands of ${ranges.reduce((all, one) => phrase`${all} and of ${one}`)}. Maybe hold an operand with least(…) or greatest(…).`;
}

function missingSentence(text: string, missing: PhraseValue, table: Table): Phrase {
  return phrase`"${text}" can ask the table "${table.id}" for a key it has no cell for: ${missing}. Maybe add the row, or test the key before reading.`;
}

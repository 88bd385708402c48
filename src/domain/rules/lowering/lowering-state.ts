/**
 * What all of the lowering shares: where problems are collected, how types are named and required, which texts an expression can have.
 * Knows the catalogue as a value and no fact by name.
 */
import type { FactDeclaration, FactType } from "../../facts/catalogue.ts";
import { type Phrase, type PhraseValue, phrase, said } from "../../shared/phrase.ts";
import type { Constant, Expression, Span, ValueType } from "../expression.ts";
import type { FindingKind } from "../finding.ts";
import type { ExpressionContext, ExpressionProblem, ParsedNode } from "./expression-context.ts";
import { maybe } from "./near-miss.ts";

/** A fact whose value is a list of persons. */
export type PersonsFact = FactDeclaration & { readonly type: Extract<FactType, { kind: "persons" }> };

/** One lowering under way; `lower` returns undefined where it has reported a problem. */
export interface Lowering {
  readonly context: ExpressionContext;
  readonly problems: ExpressionProblem[];
  /** The person bound by the `exists`, `all` or `filter` around the place. */
  person: { readonly variable: string; readonly fact: PersonsFact } | undefined;
  lower(node: ParsedNode): Expression | undefined;
}

/** Adds a problem and returns undefined, so that a caller can end with it. */
export function report(lowering: Lowering, kind: FindingKind, place: Span, sentence: Phrase): undefined {
  lowering.problems.push({ kind, position: place.start, ...said(sentence) });
  return undefined;
}

/** The place of a node, without the rest of it. */
export function spanOf(node: ParsedNode): Span {
  return { start: node.start, end: node.end };
}

const TITLES: Record<ValueType, Phrase> = {
  int: phrase`a whole number`,
  bool: phrase`true or false`,
  text: phrase`a text`,
  day: phrase`a day`,
  position: phrase`a position`,
  texts: phrase`a list of texts`,
  ints: phrase`a list of whole numbers`,
  persons: phrase`a list of persons`,
};

/** The type in words: `a whole number`. */
export function typeTitle(type: ValueType): Phrase {
  return TITLES[type];
}

/** Types in words: `a whole number or a day`. */
export function typeTitles(types: readonly ValueType[]): Phrase {
  return types.map(typeTitle).reduce((titles, title) => phrase`${titles} or ${title}`);
}

/** The operand if it has one of the types; otherwise a problem at its place. */
export function requireType(
  lowering: Lowering,
  operand: Expression | undefined,
  types: readonly ValueType[],
  reader: PhraseValue,
): Expression | undefined {
  if (!operand || types.includes(operand.type)) return operand;
  return report(
    lowering,
    "wrong-type",
    operand.span,
    phrase`${reader} wants ${typeTitles(types)} here, but this is ${typeTitle(operand.type)}.`,
  );
}

/** The type a fact or a field of a person has in an expression. */
export function valueTypeOf(type: FactType): ValueType {
  return type.kind;
}

/** The texts an expression can have when they are a closed set; undefined when any text is possible. A parameter may have any text on another day. */
export function possibleTexts(tree: Expression, context: ExpressionContext): readonly string[] | undefined {
  switch (tree.kind) {
    case "constant":
      return typeof tree.value === "string" && tree.parameter === undefined ? [tree.value] : undefined;
    case "fact":
      return enumerated(context.catalogue.facts[tree.fact]?.type);
    case "defined":
      return context.definitions[tree.definition]?.texts;
    case "table":
      return context.tables[tree.table]?.type === "text" ? context.tables[tree.table]?.texts : undefined;
    case "choose": {
      const then = possibleTexts(tree.then, context);
      const otherwise = possibleTexts(tree.otherwise, context);
      return then && otherwise ? [...new Set([...then, ...otherwise])] : undefined;
    }
    default:
      return undefined;
  }
}

function enumerated(type: FactType | undefined): readonly string[] | undefined {
  return type?.kind === "text" || type?.kind === "texts" ? type.values : undefined;
}

function textsAt(lowering: Lowering, tree: Expression): readonly string[] | undefined {
  if (tree.kind !== "person") return possibleTexts(tree, lowering.context);
  return enumerated(lowering.person?.fact.type.fields[tree.field]?.type);
}

/** Reports a constant text that the other side of a comparison can never have, and two closed sets without a common text. */
export function checkComparableTexts(lowering: Lowering, left: Expression, right: Expression): void {
  if (left.type !== "text" || (left.kind === "constant" && right.kind === "constant")) return;
  const a = textsAt(lowering, left);
  const b = textsAt(lowering, right);
  if (left.kind === "constant") checkConstant(lowering, left, b);
  else if (right.kind === "constant") checkConstant(lowering, right, a);
  else if (a && b && !a.some((text) => b.includes(text))) {
    report(
      lowering,
      "wrong-type",
      left.span,
      phrase`These two can never be equal: one is ${quoted(a)}, the other ${quoted(b)}.`,
    );
  }
}

function checkConstant(lowering: Lowering, constant: Constant, possible: readonly string[] | undefined): void {
  if (possible) checkText(lowering, constant.span, constant.value, possible);
}

/** Reports the text when it is none of the possible ones. */
function checkText(
  lowering: Lowering,
  place: Span,
  text: number | boolean | string,
  possible: readonly string[],
): void {
  if (typeof text !== "string" || possible.includes(text)) return;
  report(
    lowering,
    "wrong-type",
    place,
    phrase`"${text}" is never a value here; allowed: ${quoted(possible)}.${maybe(text, possible)}`,
  );
}

/** Reports every constant of a list that the item can never be, and an item that the list can never hold. */
export function checkMemberTexts(lowering: Lowering, item: Expression, list: Expression): void {
  if (item.type !== "text") return;
  const possible = textsAt(lowering, item);
  if (list.kind === "constant-list") {
    if (possible && item.kind !== "constant")
      for (const value of list.values) checkText(lowering, list.span, value, possible);
    return;
  }
  const held = textsAt(lowering, list);
  if (!held) return;
  if (item.kind === "constant") checkText(lowering, item.span, item.value, held);
  else if (possible && !possible.some((text) => held.includes(text))) {
    report(
      lowering,
      "wrong-type",
      item.span,
      phrase`The list can never hold it: it is ${quoted(possible)}, the list holds ${quoted(held)}.`,
    );
  }
}

/** Texts in quotes, the first twelve. */
export function quoted(texts: readonly string[]): string {
  const shown = texts.slice(0, 12).map((text) => `"${text}"`);
  return texts.length > 12 ? `${shown.join(", ")}, ...` : shown.join(", ");
}

/**
 * What the second evaluator computes: the checked expressions, and the scoring of a rule set written as terms over them.
 * A term of points is never unknown: what does not count gives 0. Written from the rule set alone, apart from the engine's scoring.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import type { CheckedExpression, Expression } from "../../rules/expression.ts";
import type { Criterion, Heading, RuleSet, Scale } from "../../rules/rule-set.ts";

/** `of` where the condition is true, otherwise 0. */
export interface Where {
  readonly kind: "where";
  readonly condition: Term;
  readonly of: Term;
}
/** Sum or highest of terms of points. */
export interface Gathered {
  readonly kind: "total" | "highest";
  readonly of: readonly Term[];
}
/** Points held between two bounds. */
export interface Held {
  readonly kind: "held";
  readonly of: Term;
  readonly low: number;
  readonly high: number;
}
/** Points made from a whole number by a scale; 0 where the number is unknown. */
export interface Scaled {
  readonly kind: "scaled";
  readonly value: Expression;
  readonly scale: Scale;
}
/** True until so many months after a day; unknown with the day. */
export interface Unexpired {
  readonly kind: "unexpired";
  readonly from: Expression;
  readonly months: number;
}
/** The first item whose text is in the list; 0 where none is, or where the list is absent. */
export interface FirstDeclared {
  readonly kind: "first-declared";
  readonly list: Expression;
  readonly items: readonly { readonly text: string; readonly of: Term }[];
}
/** The part of a table cell's place that some of its keys make. */
export interface CellPart {
  readonly kind: "cell-part";
  readonly table: number;
  readonly keys: readonly { readonly at: number; readonly key: Expression }[];
}
/** Anything the second evaluator computes. */
export type Term = Expression | Where | Gathered | Held | Scaled | Unexpired | FirstDeclared | CellPart;

/** Which facts a term reads, as bits: 0 none, 1 of the request, 2 of the vacancy. */
export type Sides = 0 | 1 | 2 | 3;

/** The points of a pair. */
export function pointsTerm(ruleSet: RuleSet): Term {
  return { kind: "total", of: ruleSet.headings.map(headingTerm) };
}

function headingTerm(heading: Heading): Term {
  return {
    kind: "held",
    of: where(heading.onlyIf, combined(heading)),
    low: heading.minimumPoints,
    high: heading.maximumPoints,
  };
}

function combined({ combine, declaredIn, criteria }: Heading): Term {
  if (combine !== "declared")
    return { kind: combine === "highest" ? "highest" : "total", of: criteria.map(criterionTerm) };
  if (!declaredIn) return wholeNumber(0);
  const items = criteria.map((criterion) => ({ text: criterion.declaredAs, of: criterionTerm(criterion) }));
  return { kind: "first-declared", list: declaredIn.tree, items };
}

function criterionTerm(criterion: Criterion): Term {
  if (criterion.outsideDates) return wholeNumber(0);
  let term = scaleTerm(criterion.scale);
  if (criterion.expiry) {
    const { from, months } = criterion.expiry;
    term = { kind: "where", condition: { kind: "unexpired", from: from.tree, months }, of: term };
  }
  return where(criterion.onlyIf, where(criterion.proof, term));
}

function where(condition: CheckedExpression | undefined, of: Term): Term {
  return condition ? { kind: "where", condition: condition.tree, of } : of;
}

function scaleTerm(scale: Scale): Term {
  switch (scale.kind) {
    case "when":
      return { kind: "where", condition: scale.condition.tree, of: wholeNumber(scale.points) };
    case "per-month":
      return { kind: "scaled", value: scale.months.tree, scale };
    default:
      return { kind: "scaled", value: scale.value.tree, scale };
  }
}

function wholeNumber(value: number): Expression {
  return { kind: "constant", type: "int", span: { start: 0, end: 0 }, value };
}

/** The terms directly under a term. A definition is reached through its read. */
export function partsOf(term: Term, ruleSet: RuleSet): readonly Term[] {
  switch (term.kind) {
    case "constant":
    case "constant-list":
    case "fact":
    case "as-of":
    case "person":
      return [];
    case "defined":
      return [ruleSet.definitions[term.definition]!.value.tree];
    case "has":
    case "not":
    case "held":
      return [term.of];
    case "and":
    case "or":
    case "total":
    case "highest":
      return term.of;
    case "choose":
      return [term.condition, term.then, term.otherwise];
    case "compare":
    case "arithmetic":
      return [term.left, term.right];
    case "member":
      return [term.item, term.list];
    case "size":
      return [term.list];
    case "exists":
    case "all":
    case "count":
      return [term.persons, term.where];
    case "table":
      return term.keys;
    case "call":
      return term.arguments;
    case "where":
      return [term.condition, term.of];
    case "scaled":
      return [term.value];
    case "unexpired":
      return [term.from];
    case "first-declared":
      return [term.list, ...term.items.map((item) => item.of)];
    case "cell-part":
      return term.keys.map(({ key }) => key);
  }
}

/** True for a term whose value is true, false or unknown. */
export function isTruth(term: Term): boolean {
  return "type" in term ? term.type === "bool" : term.kind === "unexpired";
}

/** True for a term whose value is one number, truth or text, so that a column can hold it. */
export function isScalar(term: Term): boolean {
  return !("type" in term) || ["int", "bool", "text", "day"].includes(term.type);
}

/** Remembers of each term which sides it reads, how large it is, and a text that equal terms share. */
export class TermReading {
  readonly #ruleSet: RuleSet;
  readonly #catalogue: FactCatalogue;
  readonly #sides = new Map<Term, Sides>();
  readonly #sizes = new Map<Term, number>();
  readonly #keys = new Map<Term, string>();
  readonly #open = new Map<Term, boolean>();

  constructor(ruleSet: RuleSet, catalogue: FactCatalogue) {
    this.#ruleSet = ruleSet;
    this.#catalogue = catalogue;
  }

  sides(term: Term): Sides {
    let sides = this.#sides.get(term);
    if (sides !== undefined) return sides;
    sides = 0;
    if (term.kind === "fact") sides = this.#catalogue.facts[term.fact]!.side === "request" ? 1 : 2;
    for (const part of partsOf(term, this.#ruleSet)) sides = (sides | this.sides(part)) as Sides;
    this.#sides.set(term, sides);
    return sides;
  }

  /** True when it reads a field of a person that it does not bind itself. */
  isOpen(term: Term): boolean {
    let open = this.#open.get(term);
    if (open !== undefined) return open;
    const binds = term.kind === "exists" || term.kind === "all" || term.kind === "count";
    open = term.kind === "person" || (!binds && partsOf(term, this.#ruleSet).some((part) => this.isOpen(part)));
    this.#open.set(term, open);
    return open;
  }

  /** Number of terms in it; a read of a definition counts as one. */
  size(term: Term): number {
    let size = this.#sizes.get(term);
    if (size !== undefined) return size;
    size = 1;
    if (term.kind !== "defined") for (const part of partsOf(term, this.#ruleSet)) size += this.size(part);
    this.#sizes.set(term, size);
    return size;
  }

  /** The same text for terms that always have the same value. */
  key(term: Term): string {
    let key = this.#keys.get(term);
    if (key !== undefined) return key;
    const parts = term.kind === "defined" ? [] : partsOf(term, this.#ruleSet).map((part) => this.key(part));
    key = `${ownKey(term)}(${parts.join(",")})`;
    this.#keys.set(term, key);
    return key;
  }
}

function ownKey(term: Term): string {
  switch (term.kind) {
    case "constant":
      return `constant ${JSON.stringify(term.value)}`;
    case "constant-list":
      return `list ${JSON.stringify(term.values)}`;
    case "fact":
      return `fact ${term.fact}`;
    case "person":
      return `person ${term.field}`;
    case "defined":
      return `defined ${term.definition}`;
    case "compare":
    case "arithmetic":
      return `${term.kind} ${term.operator}`;
    case "table":
      return `table ${term.table}`;
    case "call":
      return `call ${term.function}`;
    case "held":
      return `held ${term.low} ${term.high}`;
    case "scaled":
      return `scaled ${scaleKey(term.scale)}`;
    case "unexpired":
      return `unexpired ${term.months}`;
    case "first-declared":
      return `first-declared ${JSON.stringify(term.items.map((item) => item.text))}`;
    case "cell-part":
      return `cell-part ${term.table} ${term.keys.map(({ at }) => at).join(" ")}`;
    default:
      return term.kind;
  }
}

function scaleKey(scale: Scale): string {
  switch (scale.kind) {
    case "when":
      return `when ${scale.points}`;
    case "bands":
      return `bands ${JSON.stringify(scale.bands)}`;
    case "curve":
      return `curve ${JSON.stringify(scale.at)}`;
    case "per-month":
      return `per-month ${scale.points} ${scale.cap} ${JSON.stringify(scale.bonus)}`;
  }
}

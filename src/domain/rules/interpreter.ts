/**
 * The reference interpreter: one expression, one pair, three values. Undefined is "unknown" and is never taken for false.
 * It is written to be read, not to be fast; the compiled plan of the run must agree with it on every pair.
 * Knows facts by index only.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { FactReader, FactValue, PersonValues, Position } from "../facts/fact-reader.ts";
import { completedMonths, completedYears } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";
import { arithmetic, distanceMetres, effortRate, percent, rank } from "./closed-functions.ts";
import type {
  Call,
  CheckedExpression,
  Compare,
  ConstantList,
  Expression,
  FactRead,
  Junction,
  OverPersons,
  TableRead,
} from "./expression.ts";
import { partsOf } from "./expression-parts.ts";
import type { Table } from "./rule-set.ts";
import { slotCount } from "./table-layout.ts";

/** What an expression can refer to by index. A `RuleSet` is one. */
export interface Grounds {
  readonly definitions: readonly { readonly value: CheckedExpression }[];
  readonly tables: readonly Table[];
}

/** One pair under evaluation; definitions are computed once and kept. */
export interface Scope {
  readonly grounds: Grounds;
  readonly reader: FactReader;
  readonly defined: Map<number, FactValue | undefined>;
}

/** The scope of one pair. */
export function scopeOf(grounds: Grounds, reader: FactReader): Scope {
  return { grounds, reader, defined: new Map() };
}

/** The value of the expression for the pair, or undefined when it is unknown. */
export function evaluate(tree: Expression, scope: Scope): FactValue | undefined {
  return evaluateFor(tree, scope, undefined);
}

/** The value of a whole number or a day; undefined when unknown. */
export function evaluateNumber(tree: Expression, scope: Scope): number | undefined {
  return evaluate(tree, scope) as number | undefined;
}

function evaluateFor(tree: Expression, scope: Scope, person: PersonValues | undefined): FactValue | undefined {
  const operand = (part: Expression) => evaluateFor(part, scope, person);
  switch (tree.kind) {
    case "constant":
      return tree.value;
    case "constant-list":
      return tree.values as readonly string[];
    case "fact":
      return scope.reader.fact(tree.fact);
    case "as-of":
      return scope.reader.asOf;
    case "person":
      return person?.[tree.field];
    case "defined":
      return definedValue(tree.definition, scope);
    case "has":
      return operand(tree.of) !== undefined;
    case "not": {
      const of = operand(tree.of);
      return of === undefined ? undefined : !of;
    }
    case "and":
    case "or":
      return junction(tree, operand);
    case "choose": {
      const condition = operand(tree.condition);
      return condition === undefined ? undefined : operand(condition === true ? tree.then : tree.otherwise);
    }
    case "compare":
      return compare(tree.operator, operand(tree.left), operand(tree.right));
    case "arithmetic": {
      const left = operand(tree.left) as number | undefined;
      const right = operand(tree.right) as number | undefined;
      return left === undefined || right === undefined ? undefined : arithmetic(tree.operator, left, right);
    }
    case "member": {
      const item = operand(tree.item) as number | string | undefined;
      const list = listOf(tree.list, scope);
      return item === undefined || list === undefined ? undefined : list.includes(item);
    }
    case "size":
      return (operand(tree.list) as readonly unknown[] | undefined)?.length;
    case "exists":
    case "all":
    case "count":
      return overPersons(tree, scope);
    case "table":
      return cellOf(tree, scope, operand);
    case "call":
      return call(tree, scope, operand);
  }
}

function definedValue(definition: number, scope: Scope): FactValue | undefined {
  if (!scope.defined.has(definition)) {
    scope.defined.set(definition, evaluate(scope.grounds.definitions[definition]!.value.tree, scope));
  }
  return scope.defined.get(definition);
}

type Operand = (part: Expression) => FactValue | undefined;

/** Kleene: one false decides an `and`, one true an `or`, also beside unknown ones. */
function junction(tree: Junction, operand: Operand): boolean | undefined {
  return decide(tree.kind === "or", tree.of.map(operand));
}

/** `deciding` as soon as one value is; unknown when none is and one is unknown; otherwise the contrary. */
function decide(deciding: boolean, values: readonly (FactValue | undefined)[]): boolean | undefined {
  if (values.includes(deciding)) return deciding;
  return values.includes(undefined) ? undefined : !deciding;
}

function compare(
  operator: Compare["operator"],
  left: FactValue | undefined,
  right: FactValue | undefined,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function listOf(list: FactRead | ConstantList, scope: Scope): readonly (number | string)[] | undefined {
  return list.kind === "constant-list" ? list.values : (scope.reader.fact(list.fact) as readonly string[] | undefined);
}

function overPersons(tree: OverPersons, scope: Scope): boolean | number | undefined {
  const persons = scope.reader.fact(tree.persons.fact) as readonly PersonValues[] | undefined;
  if (persons === undefined) return undefined;
  const answers = persons.map((person) => evaluateFor(tree.where, scope, person));
  if (tree.kind !== "count") return decide(tree.kind === "exists", answers);
  return answers.includes(undefined) ? undefined : answers.filter((answer) => answer === true).length;
}

function cellOf(tree: TableRead, scope: Scope, operand: Operand): number | string | undefined {
  const table = scope.grounds.tables[tree.table]!;
  let cell = 0;
  for (const [place, key] of table.keys.entries()) {
    const value = operand(tree.keys[place]!);
    if (value === undefined) return undefined;
    if (key.kind === "texts") {
      const slot = key.values.indexOf(value as string);
      if (slot < 0 && !key.hasOther) return undefined;
      cell = cell * slotCount(key) + (slot < 0 ? key.values.length : slot);
    } else {
      if ((value as number) < key.from || (value as number) > key.to) return undefined;
      cell = cell * slotCount(key) + ((value as number) - key.from);
    }
  }
  return table.cells[cell];
}

function call(tree: Call, scope: Scope, operand: Operand): FactValue | undefined {
  const values = tree.arguments.map(operand);
  if (values.includes(undefined)) return undefined;
  const [a, b, c] = values as [number, number, number];
  switch (tree.function) {
    case "age":
      return completedYears(a, b) + 0;
    case "months":
      return completedMonths(a, b) + 0;
    case "days":
      return b - a;
    case "distanceMetres":
      return distanceMetres(values[0] as Position, values[1] as Position);
    case "travelMinutes":
      return scope.reader.travelMinutes(values[0] as string, values[1] as string);
    case "effortRate":
      return effortRate(a, b, c);
    case "rank":
      return rank(values[0] as string, values[1] as readonly string[]);
    case "least":
      return Math.min(a, b);
    case "greatest":
      return Math.max(a, b);
    case "percent":
      return percent(a, b);
  }
}

/**
 * Names of the absent facts that leave the expression unknown for the pair, sorted; none when it is known.
 * Empty for an unknown that no fact would settle, such as a distance between two grids.
 */
export function missingFacts(tree: Expression, scope: Scope, catalogue: FactCatalogue): readonly string[] {
  const names = new Set<string>();
  collectMissing(tree, scope, catalogue, undefined, names);
  return [...names].sort(compareText);
}

/** Follows only what is itself unknown: the parts of a known value cannot have left it open. */
function collectMissing(
  tree: Expression,
  scope: Scope,
  catalogue: FactCatalogue,
  person: { readonly fact: number; readonly values: PersonValues } | undefined,
  names: Set<string>,
): void {
  if (evaluateFor(tree, scope, person?.values) !== undefined) return;
  if (tree.kind === "fact") {
    names.add(catalogue.facts[tree.fact]!.name);
  } else if (tree.kind === "person") {
    const fact = catalogue.facts[person!.fact]!;
    if (fact.type.kind === "persons") names.add(`${fact.name}.${fact.type.fields[tree.field]!.name}`);
  } else if (tree.kind === "defined") {
    collectMissing(scope.grounds.definitions[tree.definition]!.value.tree, scope, catalogue, undefined, names);
  } else if (tree.kind === "exists" || tree.kind === "all" || tree.kind === "count") {
    const persons = scope.reader.fact(tree.persons.fact) as readonly PersonValues[] | undefined;
    if (persons === undefined) collectMissing(tree.persons, scope, catalogue, undefined, names);
    for (const values of persons ?? [])
      collectMissing(tree.where, scope, catalogue, { fact: tree.persons.fact, values }, names);
  } else if (tree.kind === "choose" && evaluateFor(tree.condition, scope, person?.values) !== undefined) {
    const isThen = evaluateFor(tree.condition, scope, person?.values) === true;
    collectMissing(isThen ? tree.then : tree.otherwise, scope, catalogue, person, names);
  } else if (tree.kind === "choose") {
    collectMissing(tree.condition, scope, catalogue, person, names);
  } else {
    for (const part of partsOf(tree)) collectMissing(part, scope, catalogue, person, names);
  }
}

/**
 * Abstract interpretation of checked trees: the value an expression can have, and what a condition tells of its facts.
 * Flow-sensitive: the right side of `&&` is looked at where the left is not false, a branch of `? :` where its condition decides for it.
 * Sound: a value that can occur for facts within their declared ranges is never left out. It knows no fact by name.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import type { PhraseValue } from "../../shared/phrase.ts";
import type {
  Call,
  Choose,
  Compare,
  Constant,
  Expression,
  Junction,
  Member,
  OverPersons,
  TableRead,
} from "../expression.ts";
import { CONTRARY } from "../expression-parts.ts";
import type { Table } from "../rule-set.ts";
import { itemWhen, sidesWhen } from "./comparisons.ts";
import {
  enterPersons,
  isReadable,
  joinStates,
  leavePersons,
  narrowTo,
  type Ranges,
  read,
  type State,
} from "./states.ts";
import { readTable } from "./table-slots.ts";
import {
  type AbstractValue,
  absentPart,
  canBeKnown,
  DAYS,
  declared,
  join,
  knownPart,
  type ListRange,
  list,
  nothing,
  type TruthSet,
  texts,
  truth,
  truthOf,
  type WholeRange,
  whole,
} from "./values.ts";
import { arithmeticRange, functionRange } from "./whole-ranges.ts";

/** What somebody who follows an evaluation is told; each node once, in the widest state in which it is evaluated. */
export interface Watch {
  node?(node: Expression, value: AbstractValue, state: State): void;
  /** An operand of `&&` or `||`, or the condition of `? :`. */
  condition?(node: Expression, value: TruthSet): void;
  overflow?(node: Expression): void;
  zeroDivisor?(node: Expression): void;
  missingCell?(node: TableRead, missing: PhraseValue): void;
}

/** Steps of narrowing for one expression. */
export const NARROWING_STEPS = 20_000;

/** Ranges without definitions: the declared ranges of the catalogue. */
export function rangesOf(catalogue: FactCatalogue, tables: readonly Table[], tablesMayGrow = false): Ranges {
  const facts = catalogue.facts.map((fact) => declared(fact.type, fact.optional));
  return { catalogue, facts, definitions: [], tables, tablesMayGrow, fuel: { left: NARROWING_STEPS } };
}

/** The value of an expression in a state. */
export function evaluate(node: Expression, state: State, ranges: Ranges, watch: Watch = {}): AbstractValue {
  const value = evaluateNode(node, state, ranges, watch);
  watch.node?.(node, value, state);
  return value;
}

/** The value of a whole expression, from the ranges alone, with fresh narrowing steps. */
export function evaluateTop(node: Expression, state: State, ranges: Ranges, watch: Watch = {}): AbstractValue {
  ranges.fuel.left = NARROWING_STEPS;
  return evaluate(node, state, ranges, watch);
}

function evaluateNode(node: Expression, state: State, ranges: Ranges, watch: Watch): AbstractValue {
  switch (node.kind) {
    case "constant":
      return constantValue(node);
    case "constant-list":
      return list(node.values.length, node.values.length, node.values);
    case "fact":
    case "person":
    case "defined":
      return read(node, state, ranges);
    case "as-of":
      return whole(DAYS.low, DAYS.high);
    case "has": {
      const value = read(node.of, state, ranges);
      return truthOf(canBeKnown(value), value.unknown, false);
    }
    case "not": {
      const value = evaluate(node.of, state, ranges, watch) as TruthSet;
      return truthOf(value.false, value.true, value.unknown);
    }
    case "and":
    case "or":
      return junction(node, state, ranges, watch);
    case "choose":
      return choose(node, state, ranges, watch);
    case "compare": {
      const left = evaluate(node.left, state, ranges, watch);
      const right = evaluate(node.right, state, ranges, watch);
      return compared(node, left, right);
    }
    case "arithmetic": {
      const left = evaluate(node.left, state, ranges, watch) as WholeRange;
      const right = evaluate(node.right, state, ranges, watch) as WholeRange;
      const { range, overflows } = arithmeticRange(node.operator, left, right);
      const dividesByZero = (node.operator === "/" || node.operator === "%") && right.low <= 0 && right.high >= 0;
      if (overflows) watch.overflow?.(node);
      if (dividesByZero) watch.zeroDivisor?.(node);
      return { ...range, unknown: left.unknown || right.unknown || dividesByZero };
    }
    case "member": {
      const item = evaluate(node.item, state, ranges, watch);
      return membership(node, item, evaluate(node.list, state, ranges, watch) as ListRange);
    }
    case "size": {
      const items = evaluate(node.list, state, ranges, watch) as ListRange;
      return whole(items.minimumItems, items.maximumItems, items.unknown);
    }
    case "exists":
    case "all":
    case "count":
      return overPersons(node, state, ranges, watch);
    case "table": {
      const keys = node.keys.map((key) => evaluate(key, state, ranges, watch));
      const { value, missing } = readTable(ranges.tables[node.table]!, keys, ranges.tablesMayGrow);
      if (missing !== undefined) watch.missingCell?.(node, missing);
      return value;
    }
    case "call":
      return call(node, state, ranges, watch);
  }
}

/** A truth value read from a parameter counts as either: a switch that is off today is no mistake. */
function constantValue(node: Constant): AbstractValue {
  if (typeof node.value === "number") return whole(node.value, node.value);
  if (typeof node.value === "string") return texts([node.value]);
  return node.parameter === undefined ? truth(node.value ? "T" : "F") : truth("TF");
}

function isSetting(node: Compare): boolean {
  const { left, right } = node;
  if (left.kind !== "constant" || right.kind !== "constant") return false;
  return left.parameter !== undefined || right.parameter !== undefined;
}

/** A comparison of parameters alone is a setting, and counts as either. */
function compared(node: Compare, left: AbstractValue, right: AbstractValue): TruthSet {
  if (isSetting(node)) return truth("TF");
  const canBeTrue = sidesWhen(node.operator, left, right) !== undefined;
  const canBeFalse = sidesWhen(CONTRARY[node.operator], left, right) !== undefined;
  return truthOf(canBeTrue, canBeFalse, left.unknown || right.unknown);
}

/** Kleene, in order: each operand is looked at where no operand before it has decided. */
function junction(node: Junction, state: State, ranges: Ranges, watch: Watch): TruthSet {
  const isAnd = node.kind === "and";
  const undecided = isAnd ? truth("TU") : truth("FU");
  let [passes, decides, unknown] = [true, false, false];
  let here: State | undefined = state;
  for (const operand of node.of) {
    if (!here) break;
    const value = evaluate(operand, here, ranges, watch) as TruthSet;
    watch.condition?.(operand, value);
    const [goesOn, stops] = isAnd ? [value.true, value.false] : [value.false, value.true];
    unknown = (unknown && (goesOn || value.unknown)) || (passes && value.unknown);
    passes = passes && goesOn;
    decides = decides || stops;
    here = assume(operand, undecided, here, ranges);
  }
  if (!here) [passes, unknown] = [false, false];
  return isAnd ? truthOf(passes, decides, unknown) : truthOf(decides, passes, unknown);
}

function choose(node: Choose, state: State, ranges: Ranges, watch: Watch): AbstractValue {
  const condition = evaluate(node.condition, state, ranges, watch) as TruthSet;
  watch.condition?.(node.condition, condition);
  let value = nothing(node.type, condition.unknown);
  for (const [outcome, branch] of [["T", node.then] as const, ["F", node.otherwise] as const]) {
    if (!(outcome === "T" ? condition.true : condition.false)) continue;
    const here = assume(node.condition, truth(outcome), state, ranges);
    if (here) value = join(value, evaluate(branch, here, ranges, watch));
  }
  return value;
}

/** An empty list may answer false even for an unknown item. */
function membership(node: Member, item: AbstractValue, items: ListRange): TruthSet {
  const isEmptyPossible = canBeKnown(items) && items.minimumItems === 0;
  const unknown = item.unknown || items.unknown;
  if (!canBeKnown(item) || !canBeKnown(items)) return truthOf(false, isEmptyPossible, unknown);
  const canBeTrue = items.maximumItems > 0 && (!items.values || itemWhen(true, item, items.values) !== undefined);
  const canBeFalse = node.list.kind === "fact" || itemWhen(false, item, items.values!) !== undefined;
  return truthOf(canBeTrue, canBeFalse, unknown);
}

function overPersons(node: OverPersons, state: State, ranges: Ranges, watch: Watch): AbstractValue {
  const persons = evaluate(node.persons, state, ranges, watch) as ListRange;
  const inside = enterPersons(node.persons, state, ranges);
  const some = canBeKnown(persons) && persons.maximumItems > 0;
  const canBeNone = canBeKnown(persons) && persons.minimumItems === 0;
  const where = inside && some ? (evaluate(node.where, inside, ranges, watch) as TruthSet) : truth("");
  const unknown = persons.unknown || where.unknown;
  if (node.kind === "exists") return truthOf(where.true, canBeNone || where.false, unknown);
  if (node.kind === "all") return truthOf(canBeNone || where.true, where.false, unknown);
  if (!canBeKnown(persons)) return whole(1, 0, unknown);
  const isAlwaysCounted = !where.false && !where.unknown;
  return whole(isAlwaysCounted ? persons.minimumItems : 0, where.true ? persons.maximumItems : 0, unknown);
}

/** Distances and journeys may be unknown for known places: two grids, a journey that nobody imported. */
function call(node: Call, state: State, ranges: Ranges, watch: Watch): AbstractValue {
  const values = node.arguments.map((argument) => evaluate(argument, state, ranges, watch));
  const wholes = values.filter((value) => value.kind === "whole");
  const items = values.find((value) => value.kind === "list")?.maximumItems ?? 0;
  const isLookup = node.function === "distanceMetres" || node.function === "travelMinutes";
  const unknown = isLookup || values.some((value) => value.unknown);
  if (values.some((value) => !canBeKnown(value))) return whole(1, 0, unknown);
  const { range, overflows } = functionRange(node.function, wholes, items);
  if (overflows) watch.overflow?.(node);
  return { ...range, unknown };
}

/** The state in which a condition has one of the wanted outcomes; undefined when it has none of them. */
export function assume(node: Expression, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  if (wanted.true && wanted.false && wanted.unknown) return state;
  if (!wanted.true && !wanted.false && !wanted.unknown) return undefined;
  if (ranges.fuel.left-- <= 0) return state;
  switch (node.kind) {
    case "fact":
    case "person":
    case "defined":
      return narrowTo(node, wanted, state, ranges);
    case "has": {
      const value = read(node.of, state, ranges);
      const present = wanted.true && canBeKnown(value) ? narrowTo(node.of, knownPart(value), state, ranges) : undefined;
      const missing = wanted.false && value.unknown ? narrowTo(node.of, absentPart(value), state, ranges) : undefined;
      return joinStates(present, missing);
    }
    case "not":
      return assume(node.of, truthOf(wanted.false, wanted.true, wanted.unknown), state, ranges);
    case "and":
    case "or":
      return assumeJunction(node, wanted, state, ranges);
    case "choose":
      return assumeChoice(node, wanted, state, ranges);
    case "compare":
      return assumeComparison(node, wanted, state, ranges);
    case "member":
      return assumeMembership(node, wanted, state, ranges);
    case "exists":
    case "all":
      return assumeOverPersons(node, wanted, state, ranges);
    default: {
      const value = evaluate(node, state, ranges);
      const meets =
        value.kind !== "truth" ||
        (value.true && wanted.true) ||
        (value.false && wanted.false) ||
        (value.unknown && wanted.unknown);
      return meets ? state : undefined;
    }
  }
}

/** An `and` is false by its first false operand, before which none is false; unknown by its first unknown one, before which all are true. */
function assumeJunction(node: Junction, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  const isAnd = node.kind === "and";
  const [wantsPass, wantsStop] = isAnd ? [wanted.true, wanted.false] : [wanted.false, wanted.true];
  const [pass, stop, undecided] = isAnd ? [truth("T"), truth("F"), truth("TU")] : [truth("F"), truth("T"), truth("FU")];
  const all = (outcomes: TruthSet) =>
    node.of.reduce<State | undefined>((here, operand) => here && assume(operand, outcomes, here, ranges), state);
  const firstWith = (outcome: TruthSet, before: TruthSet) => {
    let found: State | undefined;
    let here: State | undefined = state;
    for (const operand of node.of) {
      if (!here) break;
      found = joinStates(found, assume(operand, outcome, here, ranges));
      here = assume(operand, before, here, ranges);
    }
    return found;
  };
  let result: State | undefined;
  if (wantsPass) result = all(wanted.unknown ? undecided : pass);
  else if (wanted.unknown) result = firstWith(truth("U"), pass);
  return wantsStop ? joinStates(result, firstWith(stop, undecided)) : result;
}

function assumeChoice(node: Choose, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  const onTrue = assume(node.condition, truth("T"), state, ranges);
  const onFalse = assume(node.condition, truth("F"), state, ranges);
  const decided = joinStates(
    onTrue && assume(node.then, wanted, onTrue, ranges),
    onFalse && assume(node.otherwise, wanted, onFalse, ranges),
  );
  return wanted.unknown ? joinStates(decided, assume(node.condition, truth("U"), state, ranges)) : decided;
}

function assumeComparison(node: Compare, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  if (isSetting(node)) return state;
  const left = evaluate(node.left, state, ranges);
  const right = evaluate(node.right, state, ranges);
  let result: State | undefined;
  for (const [isWanted, operator] of [
    [wanted.true, node.operator] as const,
    [wanted.false, CONTRARY[node.operator]] as const,
  ]) {
    const sides = isWanted ? sidesWhen(operator, left, right) : undefined;
    if (!sides) continue;
    const here = refine(node.left, sides[0], state, ranges);
    result = joinStates(result, here && refine(node.right, sides[1], here, ranges));
  }
  return wanted.unknown
    ? joinStates(result, whereAbsent([node.left, left], [node.right, right], state, ranges))
    : result;
}

function assumeMembership(node: Member, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  const item = evaluate(node.item, state, ranges);
  const items = evaluate(node.list, state, ranges) as ListRange;
  let result: State | undefined;
  if (wanted.true && canBeKnown(item) && canBeKnown(items) && items.maximumItems > 0) {
    const left = items.values ? itemWhen(true, item, items.values) : knownPart(item);
    const here = left && refine(node.item, left, state, ranges);
    const some = list(1, Number.MAX_SAFE_INTEGER);
    result = here && (node.list.kind === "fact" ? narrowTo(node.list, some, here, ranges) : here);
  }
  if (wanted.false && canBeKnown(items)) {
    const isConstant = node.list.kind === "constant-list" && node.list.values.length > 0;
    const left = isConstant && canBeKnown(item) ? itemWhen(false, item, items.values!) : undefined;
    const here = isConstant ? left && refine(node.item, left, state, ranges) : state;
    const known = node.list.kind === "fact" && here ? narrowTo(node.list, knownPart(items), here, ranges) : here;
    result = joinStates(result, known);
  }
  return wanted.unknown
    ? joinStates(result, whereAbsent([node.item, item], [node.list, items], state, ranges))
    : result;
}

type Operand = readonly [Expression, AbstractValue];

function whereAbsent(a: Operand, b: Operand, state: State, ranges: Ranges): State | undefined {
  const absent = ([node, value]: Operand) =>
    value.unknown ? refine(node, absentPart(value), state, ranges) : undefined;
  return joinStates(absent(a), absent(b));
}

/** Only what one person must satisfy is learnt: of `exists` when true, of `all` when false. */
function assumeOverPersons(node: OverPersons, wanted: TruthSet, state: State, ranges: Ranges): State | undefined {
  const isOne = node.kind === "exists" ? wanted.true && !wanted.false : wanted.false && !wanted.true;
  if (!isOne || wanted.unknown) return state;
  const inside = enterPersons(node.persons, state, ranges);
  const outcome = truth(node.kind === "exists" ? "T" : "F");
  return leavePersons(inside && assume(node.where, outcome, inside, ranges));
}

/** The state in which the node's value lies in `value`, as far as the node is something a state remembers. */
function refine(node: Expression, value: AbstractValue, state: State, ranges: Ranges): State | undefined {
  if (isReadable(node)) return narrowTo(node, value, state, ranges);
  if (node.kind === "size" && value.kind === "whole") {
    return narrowTo(node.list, list(value.low, value.high, undefined, value.unknown), state, ranges);
  }
  return state;
}

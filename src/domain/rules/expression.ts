/**
 * The checked expression: what a CEL text becomes once it is parsed, typed and resolved against the fact catalogue.
 * Made by `check-expression.ts` alone; read by the reference interpreter, the planner and the verification's evaluator.
 * Values at run time: int and day are whole numbers (days since 1970-01-01), bool is a boolean, text is a string.
 * A comparison or function that reads an absent fact is unknown (Kleene); `has` never is.
 */

/** `ints` is the type of a constant list of whole numbers only. */
export type ValueType = "int" | "bool" | "text" | "day" | "position" | "texts" | "ints" | "persons";

/** Characters of the expression's source text, from (included) to (excluded). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span: Span;
  readonly type: ValueType;
}

/** A literal, or a dated parameter read by `value("id")` and resolved for the day of the run. */
export interface Constant extends Node {
  readonly kind: "constant";
  readonly value: number | boolean | string;
  readonly parameter?: string;
}
/** A list of texts or whole numbers: a literal list, or a parameter read by `list("id")`. */
export interface ConstantList extends Node {
  readonly kind: "constant-list";
  readonly values: readonly (number | string)[];
  readonly parameter?: string;
}
/** A fact of the pair; `fact` is its index in the catalogue. */
export interface FactRead extends Node {
  readonly kind: "fact";
  readonly fact: number;
}
/** The reference day of the run, written `asOf`. */
export interface AsOf extends Node {
  readonly kind: "as-of";
}
/** A field of the person bound by the nearest `exists`, `all` or `filter`; `field` is its index in the fact's fields. */
export interface PersonRead extends Node {
  readonly kind: "person";
  readonly field: number;
}
/** A definition of the rule set, written `defined.name`; `definition` is its index. */
export interface DefinedRead extends Node {
  readonly kind: "defined";
  readonly definition: number;
}
/** `has(x)`: true or false, never unknown. */
export interface Has extends Node {
  readonly kind: "has";
  readonly of: FactRead | PersonRead;
}
/** `!x`; unknown stays unknown. */
export interface Not extends Node {
  readonly kind: "not";
  readonly of: Expression;
}
/** Flattened: no operand of an `and` is itself an `and`; likewise `or`. Order is that of the text. */
export interface Junction extends Node {
  readonly kind: "and" | "or";
  readonly of: readonly Expression[];
}
/** `condition ? then : otherwise`; unknown where the condition is. */
export interface Choose extends Node {
  readonly kind: "choose";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
/** A comparison of two values of one type; unknown where one of them is. */
export interface Compare extends Node {
  readonly kind: "compare";
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly left: Expression;
  readonly right: Expression;
}
/** Whole numbers; `/` and `%` truncate toward zero as in CEL; a divisor that may be 0 is a finding. `-` with one operand is written 0 - x. */
export interface Arithmetic extends Node {
  readonly kind: "arithmetic";
  readonly operator: "+" | "-" | "*" | "/" | "%";
  readonly left: Expression;
  readonly right: Expression;
}
/** `item in list`. */
export interface Member extends Node {
  readonly kind: "member";
  readonly item: Expression;
  readonly list: FactRead | ConstantList;
}
/** `size(list)` of a list of texts or of persons. */
export interface Size extends Node {
  readonly kind: "size";
  readonly list: FactRead;
}
/** `exists`, `all`, and `filter(...).size()` over a fact of type persons; without persons unknown when the fact is absent. */
export interface OverPersons extends Node {
  readonly kind: "exists" | "all" | "count";
  readonly persons: FactRead;
  readonly where: Expression;
}
/** `table("id", key, ...)`: a cell of a dated table; `table` is its index in the rule set. */
export interface TableRead extends Node {
  readonly kind: "table";
  readonly table: number;
  readonly keys: readonly Expression[];
}

/**
 * The closed functions.
 * - `age(bornOn, on)` completed years; `months(from, to)` completed months, `days(from, to)` days; both negative when `to` is before `from`.
 * - `distanceMetres(a, b)` floor of the straight line, unknown between two grids.
 * - `travelMinutes(fromCommune, toCommune)` imported journey, unknown when none was imported.
 * - `effortRate(costCents, aidCents, resourcesCents)` basis points, half up, (cost - aid) / resources, 0 when aid >= cost; 100,000 when resources are 0 or the rate is higher.
 * - `rank(item, list)` 1 for the first, size + 1 when it is not there.
 * - `least(a, b)`, `greatest(a, b)` of two whole numbers or two days. `percent(a, basisPoints)` a x basisPoints / 10,000, half up.
 */
export type ClosedFunction =
  | "age"
  | "months"
  | "days"
  | "distanceMetres"
  | "travelMinutes"
  | "effortRate"
  | "rank"
  | "least"
  | "greatest"
  | "percent";

/** A call of a closed function; unknown where an argument is. */
export interface Call extends Node {
  readonly kind: "call";
  readonly function: ClosedFunction;
  readonly arguments: readonly Expression[];
}

/** Any node of a checked expression. */
export type Expression =
  | Constant
  | ConstantList
  | FactRead
  | AsOf
  | PersonRead
  | DefinedRead
  | Has
  | Not
  | Junction
  | Choose
  | Compare
  | Arithmetic
  | Member
  | Size
  | OverPersons
  | TableRead
  | Call;

/** An expression with the text it came from. */
export interface CheckedExpression {
  readonly text: string;
  readonly tree: Expression;
}

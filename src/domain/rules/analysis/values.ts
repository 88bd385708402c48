/**
 * Abstract values: what the analysis knows of the value of an expression without knowing any request or vacancy.
 * Each stands for a set of run-time values, absence included, and never leaves out one that can occur.
 * It knows no fact and no rule: the ranges come from the catalogue, the operations from `ranges.ts`.
 */
import type { FactType } from "../../facts/catalogue.ts";
import { dayNumberOf, dayText } from "../../shared/dates.ts";
import { type PhraseValue, phrase } from "../../shared/phrase.ts";
import type { ValueType } from "../expression.ts";

/** Whole numbers, or days by their number, from `low` to `high`; none where `low` is above `high`. */
export interface WholeRange {
  readonly kind: "whole";
  readonly low: number;
  readonly high: number;
  readonly unknown: boolean;
}
/** The truth values that can occur. */
export interface TruthSet {
  readonly kind: "truth";
  readonly true: boolean;
  readonly false: boolean;
  readonly unknown: boolean;
}
/** The texts that can occur; without `values`, any text. */
export interface TextSet {
  readonly kind: "text";
  readonly values?: ReadonlySet<string>;
  readonly unknown: boolean;
}
/** A list by the number of its items and by what they can be; without `values`, anything. */
export interface ListRange {
  readonly kind: "list";
  readonly values?: ReadonlySet<number | string>;
  readonly minimumItems: number;
  readonly maximumItems: number;
  readonly unknown: boolean;
}
/** A position: present or not is all that is told apart. */
export interface PositionValue {
  readonly kind: "position";
  readonly known: boolean;
  readonly unknown: boolean;
}

/** `unknown` is true where the value may be absent or unknown (Kleene). */
export type AbstractValue = WholeRange | TruthSet | TextSet | ListRange | PositionValue;

/** Days a fact can hold: 1900-01-01 to 2199-12-31. Units: day numbers. */
export const DAYS = { low: dayNumberOf("1900-01-01")!, high: dayNumberOf("2199-12-31")! } as const;

/** Largest whole number that arithmetic keeps exact. */
export const WHOLE_LIMIT = Number.MAX_SAFE_INTEGER;

/** Items a list may have where the catalogue states no bound. */
const ITEMS_LIMIT = 2_147_483_647;

/** The range from `low` to `high`. */
export function whole(low: number, high: number, unknown = false): WholeRange {
  return low <= high ? { kind: "whole", low, high, unknown } : { kind: "whole", low: 1, high: 0, unknown };
}

/** A set of truth values, written as a text of `T`, `F` and `U`. */
export function truth(outcomes: "T" | "F" | "U" | "TF" | "TU" | "FU" | "TFU" | ""): TruthSet {
  return truthOf(outcomes.includes("T"), outcomes.includes("F"), outcomes.includes("U"));
}

/** A set of truth values, by what it contains. */
export function truthOf(canBeTrue: boolean, canBeFalse: boolean, unknown: boolean): TruthSet {
  return { kind: "truth", true: canBeTrue, false: canBeFalse, unknown };
}

/** A closed set of texts, or any text when `values` is undefined. */
export function texts(values: Iterable<string> | undefined, unknown = false): TextSet {
  return values === undefined ? { kind: "text", unknown } : { kind: "text", values: new Set(values), unknown };
}

/** A list of so many items. */
export function list(
  minimumItems: number,
  maximumItems: number,
  values?: Iterable<number | string>,
  unknown = false,
): ListRange {
  const items = { kind: "list", minimumItems, maximumItems, unknown } as const;
  return values === undefined ? items : { ...items, values: new Set(values) };
}

/** Everything a fact of this type can be, by its declaration. */
export function declared(type: FactType, optional: boolean): AbstractValue {
  switch (type.kind) {
    case "int":
      return whole(type.minimum, type.maximum, optional);
    case "day":
      return whole(DAYS.low, DAYS.high, optional);
    case "bool":
      return truthOf(true, true, optional);
    case "text":
      return texts(type.values, optional);
    case "texts":
      return list(type.minimumItems ?? 0, type.maximumItems ?? ITEMS_LIMIT, type.values, optional);
    case "persons":
      return list(type.minimumItems ?? 0, type.maximumItems ?? ITEMS_LIMIT, undefined, optional);
    case "position":
      return { kind: "position", known: true, unknown: optional };
  }
}

/** No value at all of this type; `unknown` makes it "absent for certain". */
export function nothing(type: ValueType, unknown = false): AbstractValue {
  switch (type) {
    case "int":
    case "day":
      return whole(1, 0, unknown);
    case "bool":
      return truthOf(false, false, unknown);
    case "text":
      return texts([], unknown);
    case "position":
      return { kind: "position", known: false, unknown };
    case "texts":
    case "ints":
    case "persons":
      return list(1, 0, undefined, unknown);
  }
}

/** True when some known value can occur. */
export function canBeKnown(value: AbstractValue): boolean {
  switch (value.kind) {
    case "whole":
      return value.low <= value.high;
    case "truth":
      return value.true || value.false;
    case "text":
      return value.values === undefined || value.values.size > 0;
    case "list":
      return value.minimumItems <= value.maximumItems;
    case "position":
      return value.known;
  }
}

/** True when nothing can occur, not even absence. */
export function isImpossible(value: AbstractValue): boolean {
  return !value.unknown && !canBeKnown(value);
}

/** The same values without absence. */
export function knownPart<V extends AbstractValue>(value: V): V {
  return value.unknown ? { ...value, unknown: false } : value;
}

/** Absence alone, where it can occur. */
export function absentPart(value: AbstractValue): AbstractValue {
  switch (value.kind) {
    case "whole":
      return whole(1, 0, value.unknown);
    case "truth":
      return truthOf(false, false, value.unknown);
    case "text":
      return texts([], value.unknown);
    case "list":
      return list(1, 0, undefined, value.unknown);
    case "position":
      return { kind: "position", known: false, unknown: value.unknown };
  }
}

function union<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined {
  return a && b ? new Set([...a, ...b]) : undefined;
}

function intersection<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined {
  return a && b ? new Set([...a].filter((item) => b.has(item))) : (a ?? b);
}

function mixed(a: AbstractValue, b: AbstractValue): Error {
  return new Error(`values of two kinds meet: ${a.kind} and ${b.kind}`);
}

/** What can occur in one or the other. */
export function join(a: AbstractValue, b: AbstractValue): AbstractValue {
  const unknown = a.unknown || b.unknown;
  if (!canBeKnown(a)) return { ...b, unknown };
  if (!canBeKnown(b)) return { ...a, unknown };
  if (a.kind === "whole" && b.kind === "whole") {
    return whole(Math.min(a.low, b.low), Math.max(a.high, b.high), unknown);
  }
  if (a.kind === "truth" && b.kind === "truth") return truthOf(a.true || b.true, a.false || b.false, unknown);
  if (a.kind === "text" && b.kind === "text") return texts(union(a.values, b.values), unknown);
  if (a.kind === "list" && b.kind === "list") {
    const low = Math.min(a.minimumItems, b.minimumItems);
    return list(low, Math.max(a.maximumItems, b.maximumItems), union(a.values, b.values), unknown);
  }
  if (a.kind === "position" && b.kind === "position") return { kind: "position", known: true, unknown };
  throw mixed(a, b);
}

/** What can occur in both. */
export function meet(a: AbstractValue, b: AbstractValue): AbstractValue {
  const unknown = a.unknown && b.unknown;
  if (a.kind === "whole" && b.kind === "whole") {
    return whole(Math.max(a.low, b.low), Math.min(a.high, b.high), unknown);
  }
  if (a.kind === "truth" && b.kind === "truth") return truthOf(a.true && b.true, a.false && b.false, unknown);
  if (a.kind === "text" && b.kind === "text") return texts(intersection(a.values, b.values), unknown);
  if (a.kind === "list" && b.kind === "list") {
    const low = Math.max(a.minimumItems, b.minimumItems);
    const high = Math.min(a.maximumItems, b.maximumItems);
    return low <= high ? list(low, high, intersection(a.values, b.values), unknown) : list(1, 0, undefined, unknown);
  }
  if (a.kind === "position" && b.kind === "position") return { kind: "position", known: a.known && b.known, unknown };
  throw mixed(a, b);
}

/** Whole numbers from `low` to `high`, in words. */
export function spanText(low: number, high: number): PhraseValue {
  return low === high ? low : phrase`${low} to ${high}`;
}

/** The range in words, for a finding. */
export function describe(value: AbstractValue, type: ValueType): PhraseValue {
  if (!canBeKnown(value)) return phrase`no value`;
  switch (value.kind) {
    case "whole": {
      const [low, high] = type === "day" ? [dayText(value.low), dayText(value.high)] : [value.low, value.high];
      return low === high ? low : phrase`${low} to ${high}`;
    }
    case "truth":
      return value.true && value.false ? phrase`true or false` : String(value.true);
    case "text":
      return value.values ? [...value.values].map((text) => `"${text}"`).join(", ") : phrase`any text`;
    case "list":
      return phrase`${value.minimumItems} to ${value.maximumItems} items`;
    case "position":
      return phrase`a position`;
  }
}

/**
 * What is known at one place of an expression: the declared ranges, narrowed by the conditions that lead there.
 * A state covers every pair of a request and a vacancy that can reach the place, and maybe more, never fewer.
 * It is a value: narrowing makes a new one.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import type { DefinedRead, Expression, FactRead, PersonRead } from "../expression.ts";
import type { Table } from "../rule-set.ts";
import { type AbstractValue, declared, isImpossible, join, list, meet } from "./values.ts";

/** What every state starts from: the ranges of facts and definitions, and the tables of the rule set. */
export interface Ranges {
  readonly catalogue: FactCatalogue;
  readonly facts: readonly AbstractValue[];
  readonly definitions: readonly AbstractValue[];
  readonly tables: readonly Table[];
  /** True while tables are not yet written out: a cell beyond the last one may then hold anything. */
  readonly tablesMayGrow: boolean;
  /** Steps of narrowing left for this expression. Why: nested choices could cost exponential time; without steps nothing is narrowed, which is sound. */
  readonly fuel: { left: number };
}

/** A node whose value a condition can narrow. */
export type Readable = FactRead | PersonRead | DefinedRead;

/** What is known of facts and definitions at one place. */
export interface State {
  readonly narrowed: ReadonlyMap<string, AbstractValue>;
  /** The fact whose persons `exists`, `all` or `filter` goes through. */
  readonly persons?: number;
}

/** Nothing known beyond the declared ranges. */
export const OPEN_STATE: State = { narrowed: new Map() };

const PERSON = "person ";

function keyOf(node: Readable): string {
  switch (node.kind) {
    case "fact":
      return `fact ${node.fact}`;
    case "person":
      return `${PERSON}${node.field}`;
    case "defined":
      return `defined ${node.definition}`;
  }
}

/** True where a condition on the node can be remembered. */
export function isReadable(node: Expression): node is Readable {
  return node.kind === "fact" || node.kind === "person" || node.kind === "defined";
}

/** The value of a fact, a field of a person or a definition in this state. */
export function read(node: Readable, state: State, ranges: Ranges): AbstractValue {
  const narrowed = state.narrowed.get(keyOf(node));
  if (narrowed) return narrowed;
  if (node.kind === "fact") return ranges.facts[node.fact]!;
  if (node.kind === "defined") return ranges.definitions[node.definition]!;
  const type = state.persons === undefined ? undefined : ranges.catalogue.facts[state.persons]?.type;
  const field = type?.kind === "persons" ? type.fields[node.field] : undefined;
  if (!field) throw new Error("a field of a person is read outside exists, all and filter");
  return declared(field.type, field.optional);
}

/** The state in which the node's value also lies in `value`; undefined when there is none. */
export function narrowTo(node: Readable, value: AbstractValue, state: State, ranges: Ranges): State | undefined {
  const narrowed = meet(read(node, state, ranges), value);
  if (isImpossible(narrowed)) return undefined;
  return { ...state, narrowed: new Map(state.narrowed).set(keyOf(node), narrowed) };
}

/** The state of a place reached from either side. */
export function joinStates(a: State | undefined, b: State | undefined): State | undefined {
  if (!a || !b) return a ?? b;
  const narrowed = new Map<string, AbstractValue>();
  for (const [key, value] of a.narrowed) {
    const other = b.narrowed.get(key);
    if (other) narrowed.set(key, join(value, other));
  }
  return { ...a, narrowed };
}

/** The state inside `exists`, `all` or `filter`: there is at least one person, of whom nothing is known yet. Lists of persons are never nested. */
export function enterPersons(persons: FactRead, state: State, ranges: Ranges): State | undefined {
  const present = narrowTo(persons, list(1, Number.MAX_SAFE_INTEGER), state, ranges);
  return present && { ...present, persons: persons.fact };
}

/** Back outside: what was learnt of facts stays, what was learnt of the person does not. */
export function leavePersons(inside: State | undefined): State | undefined {
  return inside && { narrowed: new Map([...inside.narrowed].filter(([key]) => !key.startsWith(PERSON))) };
}

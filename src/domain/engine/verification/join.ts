/**
 * Which requests meet a vacancy: an index of requests made from one condition that every eligible pair must fulfil.
 * Recognised are a text of the vacancy in a list of the request, an equality between the sides, and a distance below a bound of the
 * request, alone or as alternatives, each with conditions on one side beside it. Where no condition has that shape, all requests meet.
 */
import type { TextsColumn } from "../../facts/fact-table.ts";
import type { Compare, Expression, FactRead } from "../../rules/expression.ts";
import { type Finder, nearIndex } from "./near-index.ts";
import { type Ground, sideColumn } from "./one-sided.ts";
import type { Participants } from "./participants.ts";
import { isScalar, type Term } from "./terms.ts";

/** How the two sides of an alternative meet. */
export type Meeting =
  | { readonly kind: "listed"; readonly item: Expression; readonly list: FactRead }
  | { readonly kind: "equal"; readonly ofVacancy: Expression; readonly ofRequest: Expression }
  | {
      readonly kind: "near";
      readonly ofVacancy: FactRead;
      readonly ofRequest: FactRead;
      readonly bound: Expression;
      readonly isStrict: boolean;
    }
  | { readonly kind: "every" };

/** One alternative: the sides meet, and the conditions on each side alone are true. */
export interface Alternative {
  readonly meeting: Meeting;
  readonly ofRequest: readonly Term[];
  readonly ofVacancy: readonly Term[];
}

/** A condition through which requests can be found. Exact: it is true for a pair exactly when an alternative finds the pair. */
export interface JoinCondition {
  readonly alternatives: readonly Alternative[];
  readonly isExact: boolean;
}

/** Finds the requests of a vacancy, by position, into `hits`, none twice; returns how many. */
export type Gather = (vacancy: number, hits: Int32Array) => number;

/** Operands of a conjunction or disjunction, through definitions. */
export function flattened(ground: Ground, kind: "and" | "or", term: Expression): Expression[] {
  if (term.kind === "defined") {
    const { tree } = ground.ruleSet.definitions[term.definition]!.value;
    return tree.kind === kind || tree.kind === "defined" ? flattened(ground, kind, tree) : [term];
  }
  return term.kind === kind ? term.of.flatMap((part) => flattened(ground, kind, part)) : [term];
}

/** How requests can be found through a condition, or undefined when they cannot. */
export function joinConditionOf(ground: Ground, condition: Expression): JoinCondition | undefined {
  const alternatives: Alternative[] = [];
  let isExact = true;
  for (const alternative of flattened(ground, "or", condition)) {
    const parts = flattened(ground, "and", alternative).map((part) => resolved(ground, part));
    const ofRequest = parts.filter((part) => ground.reading.sides(part) === 1);
    const ofVacancy = parts.filter((part) => (ground.reading.sides(part) & 1) === 0);
    const mixed = parts.filter((part) => ground.reading.sides(part) === 3);
    const meetings = mixed.map((part) => meetingOf(ground, part)).filter((meeting) => meeting !== undefined);
    if (mixed.length > 0 && meetings.length === 0) return undefined;
    if (mixed.length > 1) isExact = false;
    alternatives.push({ meeting: meetings[0] ?? { kind: "every" }, ofRequest, ofVacancy });
  }
  return { alternatives, isExact };
}

function resolved(ground: Ground, term: Expression): Expression {
  return term.kind === "defined" && ground.reading.sides(term) === 3
    ? resolved(ground, ground.ruleSet.definitions[term.definition]!.value.tree)
    : term;
}

function meetingOf({ reading }: Ground, term: Expression): Meeting | undefined {
  if (term.kind === "member") {
    const { item, list } = term;
    if (list.kind !== "fact" || reading.sides(list) !== 1 || reading.sides(item) !== 2) return undefined;
    return { kind: "listed", item, list };
  }
  if (term.kind !== "compare") return undefined;
  if (term.operator === "==" && isScalar(term.left) && term.left.type !== "bool") {
    const sides = [reading.sides(term.left), reading.sides(term.right)];
    if (sides[0] === 1 && sides[1] === 2) return { kind: "equal", ofRequest: term.left, ofVacancy: term.right };
    if (sides[0] === 2 && sides[1] === 1) return { kind: "equal", ofRequest: term.right, ofVacancy: term.left };
    return undefined;
  }
  return nearness(term.left, term.right, term.operator) ?? nearness(term.right, term.left, MIRRORED[term.operator]);

  function nearness(distance: Expression, bound: Expression, operator: Compare["operator"]): Meeting | undefined {
    if (distance.kind !== "call" || distance.function !== "distanceMetres") return undefined;
    if ((operator !== "<" && operator !== "<=") || (reading.sides(bound) & 2) !== 0) return undefined;
    const places = distance.arguments.filter((place) => place.kind === "fact");
    const ofRequest = places.find((place) => reading.sides(place) === 1);
    const ofVacancy = places.find((place) => reading.sides(place) === 2);
    return ofRequest && ofVacancy && { kind: "near", ofRequest, ofVacancy, bound, isStrict: operator === "<" };
  }
}

const MIRRORED = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** Builds the index of a condition over the requests that take part. */
export function gatherThrough(ground: Ground, condition: JoinCondition, participants: Participants): Gather {
  const finders = condition.alternatives.map((alternative) => finderOf(ground, alternative, participants));
  const seenBy = new Int32Array(participants.count).fill(-1);
  return (vacancy, hits) => {
    let count = 0;
    const take = (found: Int32Array, from: number, to: number) => {
      for (let i = from; i < to; i++) {
        const position = found[i]!;
        if (seenBy[position] === vacancy) continue;
        seenBy[position] = vacancy;
        hits[count++] = position;
      }
    };
    for (const find of finders) find(vacancy, take);
    // A vacancy may be asked for again, after another or at once.
    for (let i = 0; i < count; i++) seenBy[hits[i]!] = -1;
    return count;
  };
}

/** Meets everybody who takes part. */
export function gatherAll({ count }: Participants): Gather {
  return (_vacancy, hits) => {
    for (let position = 0; position < count; position++) hits[position] = position;
    return count;
  };
}

function finderOf(ground: Ground, { meeting, ofRequest, ofVacancy }: Alternative, participants: Participants): Finder {
  const conditions = ofVacancy.map((term) => sideColumn(ground, "vacancy", term));
  const find = meetingFinder(ground, meeting, ofRequest, participants);
  return (vacancy, take) => {
    if (conditions.every((column) => column[vacancy] === 1)) find(vacancy, take);
  };
}

/** Finds who meets a vacancy among those who fulfil the conditions on the request. */
function meetingFinder(
  ground: Ground,
  meeting: Meeting,
  ofRequest: readonly Term[],
  participants: Participants,
): Finder {
  const conditions = ofRequest.map((term) => participants.valuesOf(term));
  const takesPart = (position: number) => conditions.every((column) => column[position] === 1);
  const { count } = participants;
  switch (meeting.kind) {
    case "every": {
      const everybody = participants.rows.map((_, position) => position).filter(takesPart);
      return (_vacancy, take) => take(everybody, 0, everybody.length);
    }
    case "equal": {
      const values = participants.valuesOf(meeting.ofRequest);
      const wanted = sideColumn(ground, "vacancy", meeting.ofVacancy);
      return postings(count, takesPart, (position, enter) => enter(values[position]!), wanted);
    }
    case "listed": {
      const column = participants.column(meeting.list.fact);
      if (column?.kind !== "texts") return () => {};
      const wanted = sideColumn(ground, "vacancy", meeting.item);
      return postings(count, takesPart, (position, enter) => eachListed(column, position, enter), wanted);
    }
    case "near": {
      const places = participants.column(meeting.ofRequest.fact);
      const ofVacancy = ground.columns.column(meeting.ofVacancy.fact);
      if (places?.kind !== "position" || ofVacancy?.kind !== "position") return () => {};
      const bounds = participants.valuesOf(meeting.bound);
      for (let position = 0; position < count; position++) {
        if (!takesPart(position)) bounds[position] = Number.NaN;
        else if (meeting.isStrict) bounds[position]!--;
      }
      return nearIndex(bounds, places, ofVacancy);
    }
  }
}

function eachListed({ absent, codes, offsets }: TextsColumn, position: number, enter: (value: number) => void): void {
  if (absent[position] === 1) return;
  for (let i = offsets[position]!; i < offsets[position + 1]!; i++) enter(codes[i]!);
}

/** Positions under each value that a vacancy wants; a vacancy finds those under its own. */
function postings(
  participants: number,
  takesPart: (position: number) => boolean,
  eachValue: (position: number, enter: (value: number) => void) => void,
  wanted: Float64Array,
): Finder {
  const slots = slotsOf(wanted);
  const starts = new Int32Array(slots.count + 1);
  let position = 0;
  const count = (value: number) => {
    const slot = slots.of(value);
    if (slot >= 0) starts[slot + 1]!++;
  };
  for (position = 0; position < participants; position++) if (takesPart(position)) eachValue(position, count);
  for (let slot = 0; slot < slots.count; slot++) starts[slot + 1]! += starts[slot]!;
  const next = starts.slice();
  const positions = new Int32Array(starts[slots.count]!);
  const enter = (value: number) => {
    const slot = slots.of(value);
    if (slot >= 0) positions[next[slot]!++] = position;
  };
  for (position = 0; position < participants; position++) if (takesPart(position)) eachValue(position, enter);
  return (vacancy, take) => {
    const slot = slots.of(wanted[vacancy]!);
    if (slot >= 0) take(positions, starts[slot]!, starts[slot + 1]!);
  };
}

/** Values up to here get a slot by their place in an array. */
const LARGEST_LISTED = 1 << 20;

/** A slot for each known value; -1 for any other. */
function slotsOf(values: Float64Array): { readonly count: number; readonly of: (value: number) => number } {
  const known = [...new Set(values)].filter((value) => !Number.isNaN(value));
  if (known.every((value) => value >= 0 && value < LARGEST_LISTED)) {
    const slots = new Int32Array(known.reduce((most, value) => Math.max(most, value + 1), 0)).fill(-1);
    known.forEach((value, slot) => {
      slots[value] = slot;
    });
    return { count: known.length, of: (value) => slots[value] ?? -1 };
  }
  const slots = new Map(known.map((value, slot) => [value, slot]));
  return { count: known.length, of: (value) => slots.get(value) ?? -1 };
}

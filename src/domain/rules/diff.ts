/**
 * What changed between two compiled rule sets, as a list in one fixed order, ready to be put into words in either language.
 * Compares what decides and what is shown; a parameter that changed is named once, not at every expression that reads it.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import { canonicalJson } from "../shared/digest.ts";
import { compareText } from "../shared/order.ts";
import { DIFFERENCE_SUBJECTS, type DifferenceSubject, type DifferenceValue, type Item, itemsOf } from "./diff-items.ts";
import type { RuleSet, Table, TableKey } from "./rule-set.ts";

/**
 * One difference.
 * - `added`, `removed`: a whole parameter, rule, criterion…; `before` or `after` holds its title.
 * - `changed`: one field of it; absent `before` or `after` means the field was, or is, not there.
 * - `cell-changed`: one cell of a table, at the keys in `at`; `*` is any other text.
 * - `reordered`: the ids in their order, where order decides.
 */
export interface RuleSetDifference {
  readonly subject: DifferenceSubject;
  readonly id: string;
  readonly kind: "added" | "removed" | "changed" | "cell-changed" | "reordered";
  readonly field?: string;
  readonly at?: readonly (string | number)[];
  readonly before?: DifferenceValue;
  readonly after?: DifferenceValue;
}

/** Every difference from `before` to `after`. Both were compiled with the catalogue. */
export function diffRuleSets(before: RuleSet, after: RuleSet, catalogue: FactCatalogue): RuleSetDifference[] {
  const [old, now] = [itemsOf(before, catalogue), itemsOf(after, catalogue)];
  return DIFFERENCE_SUBJECTS.flatMap((subject) => [
    ...compareItems(subject, old[subject], now[subject]),
    ...(subject === "table" ? compareTables(before.tables, after.tables) : []),
    ...(ORDERED.includes(subject) ? compareOrder(subject, after.id, old[subject], now[subject]) : []),
  ]);
}

/** Subjects whose order decides: keys one after the other, targets in turn, levers by first declared, the first criterion declared. */
const ORDERED: readonly DifferenceSubject[] = ["criterion", "preference", "target", "lever"];

function present<T>(before: T | undefined, after: T | undefined): { before?: T; after?: T } {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function compareItems(subject: DifferenceSubject, old: readonly Item[], now: readonly Item[]): RuleSetDifference[] {
  const [oldById, nowById] = [byId(old), byId(now)];
  const ids = [...new Set([...oldById.keys(), ...nowById.keys()])].sort(compareText);
  return ids.flatMap((id): RuleSetDifference[] => {
    const [was, is] = [oldById.get(id), nowById.get(id)];
    if (!was) return [{ subject, id, kind: "added", after: is!.title }];
    if (!is) return [{ subject, id, kind: "removed", before: was.title }];
    return compareFields(subject, id, { title: was.title, ...was.fields }, { title: is.title, ...is.fields });
  });
}

function byId(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function compareFields(
  subject: DifferenceSubject,
  id: string,
  was: Item["fields"],
  is: Item["fields"],
): RuleSetDifference[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field): RuleSetDifference[] => {
    const [before, after] = [was[field], is[field]];
    if (canonicalJson([before ?? null]) === canonicalJson([after ?? null])) return [];
    return [{ subject, id, kind: "changed", field, ...present(before, after) }];
  });
}

/** Compares the order of what both have; what was added or removed says so itself. */
function compareOrder(
  subject: DifferenceSubject,
  id: string,
  old: readonly Item[],
  now: readonly Item[],
): RuleSetDifference[] {
  const [oldIds, nowIds] = [old.map((item) => item.id), now.map((item) => item.id)];
  const before = oldIds.filter((item) => nowIds.includes(item));
  const after = nowIds.filter((item) => oldIds.includes(item));
  return before.join(" ") === after.join(" ") ? [] : [{ subject, id, kind: "reordered", before, after }];
}

/** The cells of a table by their keys, in the order of the table. */
function cellsOf(table: Table): ReadonlyMap<string, number | string> {
  const slots = (key: TableKey) =>
    key.kind === "range"
      ? Array.from({ length: key.to - key.from + 1 }, (_, i): string | number => key.from + i)
      : [...key.values, ...(key.hasOther ? ["*"] : [])];
  const places = table.keys.reduce<readonly (readonly (string | number)[])[]>(
    (partial, key) => partial.flatMap((at) => slots(key).map((slot) => [...at, slot])),
    [[]],
  );
  const cells = places.flatMap((at, place): [string, number | string][] => {
    const cell = table.cells[place];
    return cell === undefined ? [] : [[JSON.stringify(at), cell]];
  });
  return new Map(cells);
}

function compareTables(old: readonly Table[], now: readonly Table[]): RuleSetDifference[] {
  const ids = now.map((table) => table.id).sort(compareText);
  return ids.flatMap((id) => {
    const was = old.find((table) => table.id === id);
    if (!was) return [];
    const [before, after] = [cellsOf(was), cellsOf(now.find((table) => table.id === id)!)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((at): RuleSetDifference[] => {
      if (before.get(at) === after.get(at)) return [];
      const keys = JSON.parse(at) as (string | number)[];
      return [{ subject: "table", id, kind: "cell-changed", at: keys, ...present(before.get(at), after.get(at)) }];
    });
  });
}

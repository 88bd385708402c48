/**
 * Dated parameters as they stand on the day of the run: the entry with the latest start counts, if it has not ended.
 * A value that is not valid, was checked too long ago or is still to be confirmed is a finding; checking goes on with the nearest value all the same.
 */
import { dayNumberOf, plusMonths } from "../../shared/dates.ts";
import { compareText } from "../../shared/order.ts";
import { phrase, wordless } from "../../shared/phrase.ts";
import type { ParameterValue } from "../lowering/expression-context.ts";
import type { DatedValue, ParameterEntry, TableEntry } from "../rule-files.ts";
import type { Parameter } from "../rule-set.ts";
import { below, error, type Notebook, requireSource, warning } from "./notebook.ts";
import type { Place, Placed } from "./places.ts";

/** A table as it stands on the day, not yet written out. */
export interface DatedTable {
  readonly parameter: Parameter;
  readonly table: TableEntry;
  readonly place: Place;
}

/** The parameters of a rule set on one day. */
export interface ResolvedParameters {
  /** All of them, tables included, in the order of the files. */
  readonly parameters: readonly Parameter[];
  readonly values: ReadonlyMap<string, ParameterValue>;
  readonly tables: readonly DatedTable[];
}

/** Resolves every parameter for a day; without `checkWithinMonths` no value is too old. */
export function resolveParameters(
  notebook: Notebook,
  entries: readonly Placed<ParameterEntry>[],
  asOf: string,
  checkWithinMonths: number | undefined,
): ResolvedParameters {
  const parameters: Parameter[] = [];
  const values = new Map<string, ParameterValue>();
  const tables: DatedTable[] = [];
  for (const { entry, place } of entries) {
    const chosen = chooseValue(notebook, entry, place, asOf);
    if (!chosen) continue;
    const at = below(below(place, "values"), entry.values.indexOf(chosen));
    checkAge(notebook, entry, chosen, at, asOf, checkWithinMonths);
    if (entry.standing !== "confirmed") {
      const why = entry.note === undefined ? "" : ` ${entry.note}`;
      warning(
        notebook,
        "to-confirm",
        place,
        phrase`The parameter "${entry.id}" is ${entry.standing}: to confirm before it counts.${why}`,
      );
    }
    const source = chosen.source ?? { text: "" };
    const parameter: Parameter = {
      id: entry.id,
      title: entry.title,
      unit: entry.unit,
      source,
      validFrom: chosen.from,
      checkedOn: chosen.checkedOn,
      standing: entry.standing,
      ...(entry.note === undefined ? {} : { note: entry.note }),
    };
    parameters.push(parameter);
    if (chosen.table) tables.push({ parameter, table: chosen.table, place: below(at, "table") });
    else if (chosen.value !== undefined) values.set(entry.id, chosen.value);
    else error(notebook, "wrong-shape", at, phrase`The parameter "${entry.id}" has neither a value nor a table here.`);
  }
  return { parameters, values, tables };
}

/** The value that counts on the day; where none does, the nearest one, after a finding. */
function chooseValue(notebook: Notebook, entry: ParameterEntry, place: Place, asOf: string): DatedValue | undefined {
  entry.values.forEach((value, index) => {
    const at = below(below(place, "values"), index);
    requireSource(notebook, at, phrase`The parameter "${entry.id}" from ${value.from}`, value.source);
    const isRepeated = entry.values.findIndex((other) => other.from === value.from) < index;
    if (isRepeated)
      error(notebook, "duplicate-id", at, phrase`The parameter "${entry.id}" has two values from ${value.from}.`);
    if (value.to !== undefined && value.to < value.from) {
      error(
        notebook,
        "value-not-valid",
        at,
        phrase`A value of the parameter "${entry.id}" ends on ${value.to}, before it starts on ${value.from}.`,
      );
    }
  });
  const inOrder = [...entry.values].sort((a, b) => compareText(a.from, b.from));
  const begun = inOrder.filter((value) => value.from <= asOf).at(-1);
  if (!begun) {
    const next = inOrder[0];
    const hint = next ? phrase` The first one starts on ${next.from}.` : wordless;
    error(notebook, "value-not-valid", place, phrase`The parameter "${entry.id}" has no value on ${asOf}.${hint}`);
    return next;
  }
  if (begun.to !== undefined && begun.to < asOf) {
    const sentence = phrase`The parameter "${entry.id}" has no value on ${asOf}: the last one ended on ${begun.to}. Add the value that follows it.`;
    error(notebook, "value-not-valid", below(below(place, "values"), entry.values.indexOf(begun)), sentence);
  }
  return begun;
}

function checkAge(
  notebook: Notebook,
  entry: ParameterEntry,
  value: DatedValue,
  place: Place,
  asOf: string,
  months: number | undefined,
): void {
  const checked = dayNumberOf(value.checkedOn);
  const day = dayNumberOf(asOf);
  if (checked === undefined || day === undefined || months === undefined || plusMonths(checked, months) >= day) return;
  const sentence = phrase`The parameter "${entry.id}" was last checked on ${value.checkedOn}, more than ${months} months before ${asOf}. Check it against its source and write the new day.`;
  error(notebook, "value-unchecked", below(place, "checkedOn"), sentence);
}

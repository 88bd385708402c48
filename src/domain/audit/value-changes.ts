/**
 * What differs between two documents, value by value, for the audit log.
 */
import { canonicalJson } from "../shared/digest.ts";
import { compareText } from "../shared/order.ts";
import type { ValueChange } from "./audit-entry.ts";

/** Every value that differs, by JSON pointer, in order of the pointers; lists are told whole. */
export function valueChanges(before: object | undefined, after: object): ValueChange[] {
  const changes: ValueChange[] = [];
  compare("", before ?? {}, after, changes);
  return changes;
}

function compare(pointer: string, before: unknown, after: unknown, changes: ValueChange[]): void {
  if (isRecord(before) && isRecord(after)) {
    for (const name of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText)) {
      compare(
        `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        own(before, name),
        own(after, name),
        changes,
      );
    }
    return;
  }
  if (isSame(before, after)) return;
  changes.push({
    pointer,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}

/** Every object has some members by birth, such as `toString`: those are no values. */
function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isSame(before: unknown, after: unknown): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What becomes of an imported row beside the record that is stored under its id, if any. Pure: the caller looks the record up.
 * Promises that the same facts never make a new version, and that nothing which has ended or was erased comes back by an import.
 */
import { liveVacancyStates } from "../dwellings/transitions.ts";
import { liveRequestStates } from "../requests/transitions.ts";
import { canonicalJson } from "../shared/digest.ts";

/** `changed` makes a new version in the same state; `ended` and `erased` are for the sender to look at. */
export type RowVerdict = "new" | "unchanged" | "changed" | "ended" | "erased";

/** States in which new facts are taken, for kinds that have states. */
const openStates: Readonly<Record<string, readonly string[]>> = {
  request: ["draft", ...liveRequestStates],
  vacancy: liveVacancyStates,
  pin: ["held"],
};

/** Judges a row by the document that is stored. */
export function rowVerdict(
  kind: string,
  stored: { readonly state?: string; readonly facts?: object } | undefined,
  facts: object,
): RowVerdict {
  if (!stored) return "new";
  if (stored.facts === undefined) return "erased";
  if (canonicalJson(stored.facts) === canonicalJson(facts)) return "unchanged";
  const open = openStates[kind];
  return open === undefined || open.includes(stored.state ?? "") ? "changed" : "ended";
}

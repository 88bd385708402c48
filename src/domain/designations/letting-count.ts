/**
 * What a letting counts for: each target of the rule set that governs the vacancy, in its territory and year. Knows targets and facts by index only.
 */
import type { FactReader } from "../facts/fact-reader.ts";
import type { LedgerEntry } from "../facts/ledger.ts";
import { evaluate, evaluateNumber, scopeOf } from "../rules/interpreter.ts";
import type { RuleSet } from "../rules/rule-set.ts";

const apart = ["dalo", "provenPriority", "labelledPriority"] as const;

/** One line of the ledger that a letting adds to. */
export interface LettingCount extends Pick<LedgerEntry, "targetId" | "territory" | "year"> {
  /** True where the household counts toward the target. */
  readonly counts: boolean;
  /** Under which of the counts kept apart it goes; absent where the rule set states none. */
  readonly apart?: Readonly<Record<(typeof apart)[number], boolean>>;
}

/** The lines that a letting adds to; a target that is not a share of such vacancies has none. */
export function lettingCounts(ruleSet: RuleSet, reader: FactReader, signedOn: string): readonly LettingCount[] {
  const scope = scopeOf(ruleSet, reader);
  const { countedApart } = ruleSet.assignment;
  const isSo = (name: (typeof apart)[number]) => evaluate(countedApart![name].tree, scope) === true;
  const kinds = countedApart
    ? {
        apart: {
          dalo: isSo("dalo"),
          provenPriority: isSo("provenPriority"),
          labelledPriority: isSo("labelledPriority"),
        },
      }
    : {};
  return ruleSet.assignment.targets.flatMap(({ id: targetId, appliesTo, territory, priorityClass }) => {
    const place = evaluate(territory.tree, scope);
    if (evaluate(appliesTo.tree, scope) !== true || typeof place !== "string") return [];
    const counts = (evaluateNumber(priorityClass.tree, scope) ?? 0) > 0;
    return [{ targetId, territory: place, year: Number(signedOn.slice(0, 4)), counts, ...kinds }];
  });
}

/** The line with one letting more. */
export function withLetting(
  before: LedgerEntry | undefined,
  { targetId, territory, year, counts, apart: kinds }: LettingCount,
): LedgerEntry {
  const { lettings = 0, counted = 0 } = before ?? {};
  const kept = apart.flatMap((name) => {
    const count = (before?.[`${name}Lettings`] ?? 0) + (kinds?.[name] ? 1 : 0);
    return kinds || count > 0 ? [[`${name}Lettings`, count]] : [];
  });
  const line = { targetId, territory, year, lettings: lettings + 1, counted: counted + (counts ? 1 : 0) };
  return { ...before, ...line, ...Object.fromEntries(kept) };
}

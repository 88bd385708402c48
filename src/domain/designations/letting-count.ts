/**
 * What a letting counts for: each target of the rule set that governs the vacancy, in its territory and year. Knows targets and facts by index only.
 */
import type { FactReader } from "../facts/fact-reader.ts";
import type { LedgerEntry } from "../facts/ledger.ts";
import { evaluate, evaluateNumber, scopeOf } from "../rules/interpreter.ts";
import type { RuleSet } from "../rules/rule-set.ts";

/** One line of the ledger that a letting adds to. */
export interface LettingCount extends Pick<LedgerEntry, "targetId" | "territory" | "year"> {
  /** True where the household counts toward the target. */
  readonly counts: boolean;
}

/** The lines that a letting adds to; a target that is not a share of such vacancies has none. */
export function lettingCounts(ruleSet: RuleSet, reader: FactReader, signedOn: string): readonly LettingCount[] {
  const scope = scopeOf(ruleSet, reader);
  return ruleSet.assignment.targets.flatMap(({ id: targetId, appliesTo, territory, priorityClass }) => {
    const place = evaluate(territory.tree, scope);
    if (evaluate(appliesTo.tree, scope) !== true || typeof place !== "string") return [];
    const counts = (evaluateNumber(priorityClass.tree, scope) ?? 0) > 0;
    return [{ targetId, territory: place, year: Number(signedOn.slice(0, 4)), counts }];
  });
}

/** The line with one letting more. */
export function withLetting(
  before: LedgerEntry | undefined,
  { targetId, territory, year, counts }: LettingCount,
): LedgerEntry {
  const { lettings = 0, counted = 0 } = before ?? {};
  return { ...before, targetId, territory, year, lettings: lettings + 1, counted: counted + (counts ? 1 : 0) };
}

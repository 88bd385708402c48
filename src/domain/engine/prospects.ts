/**
 * What the rules say today of a request that is in no queue yet: programme by programme, for how many vacancies it may be considered, which rules
 * refuse it and how often, and which absent facts leave it open. No points, no order, nobody else: it promises no home, only what is already certain.
 */
import type { Explanation } from "../facts/explanation.ts";
import type { FactTable } from "../facts/fact-table.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { judge } from "../rules/judge.ts";
import type { Bilingual, RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import { explainRules } from "./explanation.ts";
import { governVacancies } from "./governing.ts";

/** One rule that stands in the way somewhere. */
export interface RuleInTheWay {
  readonly rule: Explanation["rules"][number];
  /** Vacancies that it refuses, or leaves open for want of a fact. */
  readonly vacancies: number;
  /** True where it does so for every vacancy of the programme: another dwelling would not help. */
  readonly isEverywhere: boolean;
}

/** What one rule set says. */
export interface RuleSetProspect {
  readonly ruleSetId: string;
  readonly title: Bilingual;
  /** Vacancies that it governs. */
  readonly vacancies: number;
  readonly eligible: number;
  /** Refused for none of them, but a fact is missing. */
  readonly incomplete: number;
  readonly eligibleVacancyIds: readonly string[];
  /** Most vacancies first, then in the order of the rule set. The value shown is that of the first vacancy. */
  readonly refusing: readonly RuleInTheWay[];
  readonly open: readonly RuleInTheWay[];
  /** Absent facts that would decide where nothing refuses, with the vacancies they would decide; most first. */
  readonly missing: readonly { readonly fact: string; readonly vacancies: number }[];
}

/** The prospects of one request before every vacancy of the table, in the order of the rule sets; those that govern nothing are left out. */
export function prospectsOf(
  table: FactTable,
  ruleSets: readonly RuleSet[],
  request: number,
): readonly RuleSetProspect[] {
  const { ruleSetOf } = governVacancies(table, ruleSets);
  return ruleSets.flatMap((ruleSet, index) => {
    const rows = Array.from({ length: table.vacancyCount }, (_, row) => row).filter((row) => ruleSetOf[row] === index);
    return rows.length === 0 ? [] : [prospectOf(table, ruleSet, rows, request)];
  });
}

function prospectOf(table: FactTable, ruleSet: RuleSet, rows: readonly number[], request: number): RuleSetProspect {
  const refusing = new Map<string, { rule: RuleInTheWay["rule"]; vacancies: number }>();
  const open = new Map<string, { rule: RuleInTheWay["rule"]; vacancies: number }>();
  const missing = new Map<string, number>();
  const eligibleVacancyIds: string[] = [];
  let incomplete = 0;
  for (const row of rows) {
    const judgement = judge(ruleSet, table.catalogue, readerOfRows(table, row, request));
    if (judgement.verdict === "eligible") eligibleVacancyIds.push(table.vacancyId(row));
    if (judgement.verdict === "incomplete") incomplete++;
    const failed = explainRules(ruleSet, judgement).filter(
      (rule) => rule.effect === "exclude" && rule.outcome !== "holds",
    );
    for (const rule of failed) count(rule.outcome === "refused" ? refusing : open, rule);
    if (judgement.verdict !== "incomplete") continue;
    for (const fact of new Set(failed.flatMap((rule) => rule.missing))) missing.set(fact, (missing.get(fact) ?? 0) + 1);
  }
  const listed = (rules: typeof refusing) =>
    [...rules.values()]
      .map(({ rule, vacancies }) => ({ rule, vacancies, isEverywhere: vacancies === rows.length }))
      .sort((a, b) => b.vacancies - a.vacancies || placeOf(ruleSet, a.rule.id) - placeOf(ruleSet, b.rule.id));
  return {
    ruleSetId: ruleSet.id,
    title: ruleSet.title,
    vacancies: rows.length,
    eligible: eligibleVacancyIds.length,
    incomplete,
    eligibleVacancyIds,
    refusing: listed(refusing),
    open: listed(open),
    missing: [...missing]
      .map(([fact, vacancies]) => ({ fact, vacancies }))
      .sort((a, b) => b.vacancies - a.vacancies || compareText(a.fact, b.fact)),
  };
}

function count(
  rules: Map<string, { rule: RuleInTheWay["rule"]; vacancies: number }>,
  rule: RuleInTheWay["rule"],
): void {
  const known = rules.get(rule.id);
  if (known) known.vacancies++;
  else rules.set(rule.id, { rule, vacancies: 1 });
}

function placeOf(ruleSet: RuleSet, ruleId: string): number {
  return ruleSet.eligibility.findIndex(({ id }) => id === ruleId);
}

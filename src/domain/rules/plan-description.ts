/**
 * A plan in lines that the edge puts into words: what depends on which side, by what vacancies are looked up, in which order the rest is asked.
 */
import { phrase, said } from "../shared/phrase.ts";
import type { Expression } from "./expression.ts";
import type { Finding } from "./finding.ts";
import type { PairPoints, PointsItem } from "./plan/points-plan.ts";
import type { Atom, RuleSetPlan } from "./planner.ts";
import { readsOf } from "./reads.ts";
import type { Bilingual } from "./rule-set.ts";

/** One line of a plan: the key of its sentence and its values; titles come in both languages. */
export interface PlanLine {
  readonly key:
    | "request"
    | "vacancy"
    | "lookup"
    | "lookup-member"
    | "lookup-equal"
    | "lookup-near"
    | "lookup-all"
    | "no-lookup"
    | "pair-either"
    | "pair-compared"
    | "pair-general"
    | "points-request"
    | "points-vacancy"
    | "points-pair";
  readonly title?: Bilingual;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The plan, line by line, in the order in which it is carried out. */
export function describePlan(plan: RuleSetPlan): PlanLine[] {
  const { ruleSet, points } = plan;
  const ruleTitle = (id: string) => ruleSet.eligibility.find((rule) => rule.id === id)!.title;
  const line = (key: PlanLine["key"], title: Bilingual, values: PlanLine["values"] = {}): PlanLine => ({
    key,
    title,
    values,
  });
  const once = (ids: readonly string[]) => [...new Set(ids)];
  return [
    ...once(plan.request.map(({ ruleId }) => ruleId)).map((id) => line("request", ruleTitle(id), { id })),
    ...once(plan.vacancy.map(({ ruleId }) => ruleId)).map((id) => line("vacancy", ruleTitle(id), { id })),
    ...lookupLines(plan, ruleTitle),
    ...plan.pair.map(({ ruleId, shape, cost }, i) =>
      line(`pair-${shape}`, ruleTitle(ruleId), { id: ruleId, place: i + 1, cost }),
    ),
    ...points.request.map((item) => line("points-request", titleOf(item), { id: idOf(item) })),
    ...points.vacancy.map((item) => line("points-vacancy", titleOf(item), { id: idOf(item) })),
    ...points.pair.map((part: PairPoints) =>
      line("points-pair", titleOf(part.item), { id: idOf(part.item), maximum: part.maximum }),
    ),
  ];
}

/** What the plan costs where nothing can be looked up. */
export function planFindings(plan: RuleSetPlan): Finding[] {
  const isLookedUp = plan.lookup?.ways.every((way) => way.atom.kind !== "all");
  if (isLookedUp) return [];
  return [
    {
      severity: "warning",
      kind: "no-index",
      file: `${plan.ruleSet.id}/eligibility.json`,
      pointer: "/rules",
      ...said(
        phrase`No rule says where a request looks, so every request is held against every vacancy: 1,000,000 requests and 10,000 vacancies are 10,000,000,000 pairs. Maybe add a rule whose condition is a membership in a list of the request, an equality, or a distance below a bound of the request.`,
      ),
    },
  ];
}

function lookupLines(plan: RuleSetPlan, ruleTitle: (id: string) => Bilingual): PlanLine[] {
  const { lookup } = plan;
  if (!lookup) return [{ key: "no-lookup", values: {} }];
  return [
    { key: "lookup", title: ruleTitle(lookup.condition.ruleId), values: { id: lookup.condition.ruleId } },
    ...lookup.ways.map(
      ({ atom }): PlanLine => ({ key: `lookup-${atom.kind}`, values: { facts: factsOf(plan, atom) } }),
    ),
  ];
}

function factsOf(plan: RuleSetPlan, atom: Atom): string {
  const trees: readonly Expression[] =
    atom.kind === "member"
      ? [atom.item, atom.list]
      : atom.kind === "equal"
        ? [atom.vacancy, atom.request]
        : atom.kind === "near"
          ? [atom.vacancy, atom.request, atom.bound]
          : [];
  return [...readsOf(trees, plan.ruleSet).facts].map((index) => plan.catalogue.facts[index]!.name).join(", ");
}

function titleOf(item: PointsItem): Bilingual {
  return item.kind === "heading" ? item.heading.title : item.criterion.title;
}

function idOf(item: PointsItem): string {
  return item.kind === "heading" ? item.heading.id : item.criterion.id;
}

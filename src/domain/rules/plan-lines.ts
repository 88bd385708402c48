/**
 * A plan in lines that a person can read: what is done once per request, once per vacancy and per pair, and in which order.
 * Keys and values only; the texts in each language live elsewhere.
 */
import type { Finding } from "./diagnostics.ts";
import type { RuleSetPlan } from "./planner.ts";
import type { PointsItem } from "./points-plan.ts";

/** One line: a key of the product's texts and what it is about. */
export interface PlanLine {
  readonly key:
    | "plan-once-per-request"
    | "plan-once-per-vacancy"
    | "plan-lookup"
    | "plan-no-lookup"
    | "plan-pair-either"
    | "plan-pair-compared"
    | "plan-pair-general"
    | "plan-points-per-request"
    | "plan-points-per-vacancy"
    | "plan-points-per-pair";
  readonly values: Readonly<Record<string, string | number>>;
}

/** The lines of a plan: conditions of one side, the lookup, conditions of pairs in the order they are asked, points. */
export function describePlan(plan: RuleSetPlan): readonly PlanLine[] {
  const { lookup } = plan;
  return [
    ...plan.request.map(({ ruleId }) => ({ key: "plan-once-per-request", values: { ruleId } }) as const),
    ...plan.vacancy.map(({ ruleId }) => ({ key: "plan-once-per-vacancy", values: { ruleId } }) as const),
    lookup
      ? {
          key: "plan-lookup",
          values: { ruleId: lookup.condition.ruleId, by: lookup.ways.map((way) => way.atom.kind).join(", ") },
        }
      : { key: "plan-no-lookup", values: {} },
    ...plan.pair.map(({ ruleId, shape, cost }, at) => ({
      key: `plan-pair-${shape}` as const,
      values: { ruleId, place: at + 1, cost },
    })),
    ...plan.points.request.map((item) => ({ key: "plan-points-per-request", values: { id: idOf(item) } }) as const),
    ...plan.points.vacancy.map((item) => ({ key: "plan-points-per-vacancy", values: { id: idOf(item) } }) as const),
    ...plan.points.pair.map(
      ({ item, maximum }) => ({ key: "plan-points-per-pair", values: { id: idOf(item), maximum } }) as const,
    ),
  ];
}

/** The warning for a rule set whose vacancies cannot be looked up, or undefined. `file` is its eligibility file. */
export function noIndexFinding(plan: RuleSetPlan, file: string): Finding | undefined {
  if (plan.lookup) return undefined;
  return {
    severity: "warning",
    kind: "no-index",
    file,
    pointer: "/rules",
    sentence:
      "No condition says where a request looks: no list that holds a text of the vacancy, no equality, no distance within a limit of the request. " +
      "A run then asks every request about every vacancy; its time grows with requests x vacancies.",
  };
}

function idOf(item: PointsItem): string {
  return item.kind === "heading" ? item.heading.id : item.criterion.id;
}

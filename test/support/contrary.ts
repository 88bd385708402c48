/**
 * A run in which requests wish most for what they have fewest points for. Such runs have several stable assignments, so that
 * an assignment that passes nobody over is not yet the best for the requests.
 */
import type { Expression } from "../../src/domain/rules/expression.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import type { RandomRun } from "./random-run.ts";

const span = { start: 0, end: 0 };
const title = { fr: "", en: "" };

/** The run with everybody eligible; the rank of a vacancy's word among those of the request decides both wish and points. */
export function contrary<T extends RandomRun>(run: T): T {
  const { facts } = run.table.catalogue;
  const read = (side: "request" | "vacancy", field: string, type: "text" | "texts"): Expression => {
    const fact = facts.find((one) => one.side === side && one.path[0] === field)!.index;
    return { kind: "fact", fact, type, span };
  };
  const tree: Expression = {
    kind: "call",
    function: "rank",
    arguments: [read("vacancy", "x5", "text"), read("request", "x10", "texts")],
    type: "int",
    span,
  };
  const rank = { text: "", tree };
  const turned = (ruleSet: RuleSet): RuleSet => ({
    ...ruleSet,
    eligibility: [],
    headings: [
      {
        id: "contrary",
        title,
        combine: "sum",
        maximumPoints: 100,
        minimumPoints: 0,
        criteria: [
          {
            id: "contrary",
            title,
            scale: { kind: "per-month", months: rank, points: 10, cap: 100 },
            maximumPoints: 100,
            minimumPoints: 0,
            declaredAs: "contrary",
            sentence: title,
            source: { text: "" },
          },
        ],
      },
    ],
    maximumPoints: 100,
    minimumPoints: 0,
    preferences: [{ id: "rank", title, value: rank, ascending: true }],
  });
  return { ...run, ruleSets: run.ruleSets.map(turned) };
}

import type { PairsInput } from "../../src/domain/engine/lists.ts";
import { readerOfRows } from "../../src/domain/facts/table/table-reader.ts";
import { evaluateNumber, scopeOf } from "../../src/domain/rules/interpreter.ts";
import { judge } from "../../src/domain/rules/judge.ts";
import { tieBreak } from "../../src/domain/shared/digest.ts";
import { compareText } from "../../src/domain/shared/order.ts";

/** A request in the order of a vacancy, with everything the order depends on. */
export interface NaiveCandidate {
  readonly request: number;
  readonly class: number;
  readonly points: number;
  readonly seniority: number;
  readonly tie: string;
  readonly id: string;
}

function compare(a: NaiveCandidate, b: NaiveCandidate): number {
  return (
    b.class - a.class ||
    b.points - a.points ||
    a.seniority - b.seniority ||
    compareText(a.tie, b.tie) ||
    compareText(a.id, b.id)
  );
}

/** The whole order of a vacancy, by judging every pair with the interpreter and sorting. */
export function naiveOrder(input: PairsInput, vacancy: number, mode: number, requestCount = input.table.requestCount) {
  const { table, ruleSets, ruleSetOf, places, lists, excluded, seed } = input;
  const ruleSet = ruleSets[ruleSetOf[vacancy]!];
  const order: NaiveCandidate[] = [];
  if (!ruleSet || places[vacancy] === 0) return order;
  for (let request = 0; request < requestCount; request++) {
    if (lists[request] === 0) continue;
    if (excluded.some((pair) => pair.vacancy === vacancy && pair.request === request)) continue;
    const reader = readerOfRows(table, vacancy, request);
    const { verdict, points, priorityClasses } = judge(ruleSet, table.catalogue, reader);
    if (verdict !== "eligible") continue;
    const { seniority, targets } = ruleSet.assignment;
    order.push({
      request,
      class: mode < 0 ? 0 : priorityClasses[targets[mode]!.id]!,
      points,
      seniority: evaluateNumber(seniority.tree, scopeOf(ruleSet, reader)) ?? 1e9,
      tie: tieBreak(seed, table.requestId(request)),
      id: table.requestId(request),
    });
  }
  return order.sort(compare);
}

/**
 * Which proposals must wait: those a violation is about, and all that are connected with them through shared requests.
 */
import type { Result } from "../../facts/result.ts";
import { compareText } from "../../shared/order.ts";

/** Vacancy ids of the connected proposals, sorted. Two proposals are connected when a request stands on both, pinned or not. */
export function connectedProposals(
  result: Result,
  vacancyIds: ReadonlySet<string>,
  requestIds: ReadonlySet<string>,
): string[] {
  const vacanciesOf = new Map<string, string[]>();
  const requestsOf = new Map<string, string[]>();
  for (const { vacancyId, candidates, pinned } of result.proposals) {
    const requests = [...candidates.map((candidate) => candidate.requestId), ...pinned];
    requestsOf.set(vacancyId, [...(requestsOf.get(vacancyId) ?? []), ...requests]);
    for (const requestId of requests) {
      const vacancies = vacanciesOf.get(requestId) ?? [];
      vacanciesOf.set(requestId, vacancies);
      vacancies.push(vacancyId);
    }
  }
  const connected = new Set<string>();
  const waiting: string[] = [];
  const reach = (vacancyId: string) => {
    if (connected.has(vacancyId) || !requestsOf.has(vacancyId)) return;
    connected.add(vacancyId);
    waiting.push(vacancyId);
  };
  const reachThrough = (requestId: string) => {
    for (const vacancyId of vacanciesOf.get(requestId) ?? []) reach(vacancyId);
  };
  for (const vacancyId of vacancyIds) reach(vacancyId);
  for (const requestId of requestIds) reachThrough(requestId);
  for (let vacancyId = waiting.pop(); vacancyId !== undefined; vacancyId = waiting.pop()) {
    for (const requestId of requestsOf.get(vacancyId)!) reachThrough(requestId);
  }
  return [...connected].sort(compareText);
}

/**
 * What needs no pair that is absent: the shape of the lists (P3), pins and struck pairs (P6), and the record of the run (P8).
 */
import { dayText } from "../../shared/dates.ts";
import { sha256 } from "../../shared/digest.ts";
import { compareText } from "../../shared/order.ts";
import { listsLeft, type Standing, type VerificationInput } from "./standing.ts";
import type { Tally, ViolationKey } from "./violations.ts";

/** One proposal per vacancy in order, no list longer than its places, nobody twice, nobody on too many lists; and no unknown candidate (P1). */
export function checkLists(input: VerificationInput, standing: Standing, tally: Tally): void {
  checkProposals(input, standing, tally);
  const { table } = input;
  const listsOf = new Map<number, number>();
  standing.listed.forEach((requests, vacancy) => {
    tally.checked("P3");
    for (const request of requests) listsOf.set(request, (listsOf.get(request) ?? 0) + 1);
    const proposal = standing.proposals[vacancy];
    if (!proposal) return;
    const vacancyId = table.vacancyId(vacancy);
    const tell = (key: ViolationKey, values: Readonly<Record<string, string | number>>, requestId?: string) =>
      tally.violation({ property: "P3", key, vacancyId, ...(requestId === undefined ? {} : { requestId }), values });
    const places = standing.places[vacancy]!;
    const candidates = proposal.candidates.length;
    if (proposal.places !== places) tell("places-differ", { shown: proposal.places, recomputed: places });
    if (candidates > standing.placesLeft[vacancy]!) {
      tell("list-too-long", { candidates, places, pinned: standing.pinnedOn.get(vacancy)?.size ?? 0 });
    }
    for (const requestId of repeated(proposal.candidates.map((candidate) => candidate.requestId))) {
      tell("stands-twice", {}, requestId);
    }
  });
  for (const [request, lists] of listsOf) {
    tally.checked("P3");
    if (lists <= listsLeft(standing, request)) continue;
    const values = { lists, pinned: standing.pinsOf.get(request) ?? 0, allowed: standing.listsPerRequest };
    tally.violation({ property: "P3", key: "too-many-lists", requestId: table.requestId(request), values });
  }
}

function checkProposals({ table, ruleSets, result }: VerificationInput, standing: Standing, tally: Tally): void {
  const ids = result.proposals.map((proposal) => proposal.vacancyId);
  for (const vacancyId of repeated(ids))
    tally.violation({ property: "P3", key: "proposal-twice", vacancyId, values: {} });
  ids.forEach((vacancyId, i) => {
    if (i > 0 && compareText(ids[i - 1]!, vacancyId) > 0) {
      tally.violation({ property: "P3", key: "proposals-out-of-order", vacancyId, values: { behind: ids[i - 1]! } });
    }
  });
  for (const { vacancyId, candidates, next, ruleSetId } of result.proposals) {
    const vacancy = table.vacancyRow(vacancyId);
    if (vacancy === undefined) {
      tally.violation({ property: "P3", key: "unknown-vacancy", vacancyId, values: {} });
      continue;
    }
    const recomputed = ruleSets[standing.ruleSetOf[vacancy]!]?.id ?? "";
    if (ruleSetId !== recomputed) {
      const values = { shown: ruleSetId, recomputed };
      tally.violation({ property: "P3", key: "rule-set-differs", vacancyId, values });
    }
    for (const { requestId } of [...candidates, ...next]) {
      if (table.requestRow(requestId) !== undefined) continue;
      tally.violation({ property: "P1", key: "unknown-request", vacancyId, requestId, values: {} });
    }
  }
  standing.proposals.forEach((proposal, vacancy) => {
    if (proposal) return;
    tally.violation({ property: "P3", key: "proposal-missing", vacancyId: table.vacancyId(vacancy), values: {} });
  });
}

/** What stands twice or more, once each. */
function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))];
}

/** The pinned requests are in `pinned` and nowhere else; struck pairs are nowhere. */
export function checkPins({ table }: VerificationInput, standing: Standing, tally: Tally): void {
  standing.proposals.forEach((proposal, vacancy) => {
    if (!proposal) return;
    const vacancyId = table.vacancyId(vacancy);
    const pinned = standing.pinnedOn.get(vacancy) ?? new Set<number>();
    const struck = standing.struckOn.get(vacancy) ?? new Set<number>();
    const recomputed = [...pinned].map((request) => table.requestId(request)).sort(compareText);
    tally.checked("P6", pinned.size + struck.size);
    if (proposal.pinned.join(" ") !== recomputed.join(" ")) {
      const values = { shown: proposal.pinned.join(", "), recomputed: recomputed.join(", ") };
      tally.violation({ property: "P6", key: "pinned-differs", vacancyId, values });
    }
    for (const requestId of new Set([...proposal.candidates, ...proposal.next].map((one) => one.requestId))) {
      const request = table.requestRow(requestId);
      if (request === undefined) continue;
      if (pinned.has(request)) {
        tally.violation({ property: "P6", key: "pinned-proposed", vacancyId, requestId, values: {} });
      }
      if (struck.has(request)) {
        tally.violation({ property: "P6", key: "struck-proposed", vacancyId, requestId, values: {} });
      }
    }
  });
}

/** The record of the run against what was handed over. */
export function checkRecord(input: VerificationInput, standing: Standing, tally: Tally): void {
  const { digests, ruleSets, table } = input;
  const { run } = input.result;
  const compare = (member: string, shown: string | number, recomputed: string | number) => {
    tally.checked("P8");
    if (shown === recomputed) return;
    tally.violation({ property: "P8", key: "record-differs", values: { member, shown, recomputed } });
  };
  compare("snapshotDigest", run.snapshotDigest, digests.snapshot);
  compare("engineVersion", run.engineVersion, digests.engineVersion);
  compare("asOf", run.asOf, dayText(table.asOf));
  compare("listsPerRequest", run.listsPerRequest, standing.listsPerRequest);
  const shownSets = run.ruleSets.map(({ id, version, digest }) => `${id} ${version} ${digest}`);
  const recomputedSets = ruleSets.map(({ id, version }, i) => `${id} ${version} ${digests.ruleSets[i] ?? ""}`);
  compare("ruleSets", shownSets.join(", "), recomputedSets.join(", "));
  if (run.seedOrigin === "derived") compare("seed", run.seed, sha256(`contingent-seed:${digests.snapshot}`));
  if (digests.seed !== undefined) compare("seedDigest", sha256(run.seed), digests.seed);
}

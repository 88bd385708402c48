/**
 * Why fewer requests than asked could be named for a vacancy: every request of the run's snapshot with the first rule that excluded it, or with the standing
 * that kept it from the list. Pure over the table of the run; knows rules by id only.
 * Source: CCH art. R441-3 (three requests, unless there are not enough).
 */
import type { FactReader } from "../facts/fact-reader.ts";
import type { FactTable } from "../facts/fact-table.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { evaluate, scopeOf } from "../rules/interpreter.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import type { CertificateDocument, CertificatePartDocument } from "./designation-record.ts";

/** What became of one request before the vacancy: a rule with `refused` or `incomplete`, or a standing. */
export type ExaminedRequest = CertificatePartDocument["requests"][number];

/** Standings of requests that no rule excluded. */
export const standingGrounds = [
  "designated",
  "left-since",
  "withdrawn-by-committee",
  "struck",
  "pinned-elsewhere",
  "holds-preferred",
  "lower-in-order",
  "erased",
] as const;

/** One of them. */
export type StandingGround = (typeof standingGrounds)[number];

/** What is examined. */
export interface Examination {
  readonly table: FactTable;
  readonly ruleSet: RuleSet;
  readonly vacancyId: string;
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  /** Requests whose facts were erased since the run. */
  readonly missing: readonly string[];
  /** Requests on the lists of the run, by request, with their number of lists; this vacancy's list left out. */
  readonly listed: ReadonlyMap<string, number>;
  readonly designated: readonly string[];
  /** Candidates of this vacancy whom the committee did not designate. */
  readonly withdrawn: readonly string[];
}

/** Every request of the snapshot with its ground, in order of id. Cost: the rules of one pair per request, until the first refusal. */
export function examine(examination: Examination): readonly ExaminedRequest[] {
  const { table, ruleSet, vacancyId, missing } = examination;
  const vacancy = table.vacancyRow(vacancyId)!;
  const standing = standings(examination);
  const examined: ExaminedRequest[] = missing.map((requestId) => standingOf(requestId, "erased"));
  for (let row = 0; row < table.requestCount; row++) {
    const requestId = table.requestId(row);
    const excluded = firstExclusion(ruleSet, readerOfRows(table, vacancy, row));
    examined.push(excluded ? { requestId, ...excluded } : standingOf(requestId, standing(requestId)));
  }
  return examined.sort((a, b) => compareText(a.requestId, b.requestId));
}

/** Requests that could have been named: designated, taken out by the committee, or further down in the order. */
export function available(examined: readonly ExaminedRequest[]): readonly string[] {
  const free: readonly string[] = ["designated", "withdrawn-by-committee", "lower-in-order"] satisfies StandingGround[];
  return examined.filter(({ outcome, groundId }) => outcome === "standing" && free.includes(groundId)).map(idOf);
}

/** The list with those who left the queue since the run: nobody can name them any more. */
export function withoutLeft(
  examined: readonly ExaminedRequest[],
  left: ReadonlySet<string>,
): readonly ExaminedRequest[] {
  return examined.map((one) => (left.has(one.requestId) ? standingOf(one.requestId, "left-since") : one));
}

/** How many each ground kept out, most first, then by ground. */
export function countByGround(examined: readonly ExaminedRequest[]): CertificateDocument["excluded"] {
  const counts = new Map<string, CertificateDocument["excluded"][number]>();
  for (const { groundId, outcome } of examined) {
    const key = `${outcome} ${groundId}`;
    counts.set(key, { groundId, outcome, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || compareText(a.groundId, b.groundId) || compareText(a.outcome, b.outcome),
  );
}

/** The first rule that refuses the pair; where none does, the first that is left open by a missing fact. */
function firstExclusion(
  ruleSet: RuleSet,
  reader: FactReader,
): Pick<ExaminedRequest, "groundId" | "outcome"> | undefined {
  const scope = scopeOf(ruleSet, reader);
  let open: string | undefined;
  for (const { id, effect, require } of ruleSet.eligibility) {
    if (effect !== "exclude") continue;
    const holds = evaluate(require.tree, scope);
    if (holds === false) return { groundId: id, outcome: "refused" };
    if (holds === undefined) open ??= id;
  }
  return open === undefined ? undefined : { groundId: open, outcome: "incomplete" };
}

function standings(examination: Examination): (requestId: string) => StandingGround {
  const { vacancyId, pins, listed, ruleSet } = examination;
  const designated = new Set(examination.designated);
  const withdrawn = new Set(examination.withdrawn);
  const struck = new Set(examination.struck.filter((pair) => pair.vacancyId === vacancyId).map(idOf));
  const pinned = new Map<string, number>();
  for (const { requestId } of pins.filter((pin) => pin.vacancyId !== vacancyId))
    pinned.set(requestId, (pinned.get(requestId) ?? 0) + 1);
  const here = new Set(pins.filter((pin) => pin.vacancyId === vacancyId).map(idOf));
  const lists = ruleSet.assignment.listsPerRequest;
  return (requestId) => {
    if (designated.has(requestId) || here.has(requestId)) return "designated";
    if (withdrawn.has(requestId)) return "withdrawn-by-committee";
    if (struck.has(requestId)) return "struck";
    const taken = pinned.get(requestId) ?? 0;
    if (taken >= lists) return "pinned-elsewhere";
    return taken + (listed.get(requestId) ?? 0) >= lists ? "holds-preferred" : "lower-in-order";
  };
}

function standingOf(requestId: string, groundId: StandingGround): ExaminedRequest {
  return { requestId, groundId, outcome: "standing" };
}

function idOf({ requestId }: { readonly requestId: string }): string {
  return requestId;
}

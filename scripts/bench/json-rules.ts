/**
 * The yardstick of general rule engines: the rules of `rules/bench/` for json-rules-engine, pair by pair, on a sample of pairs that meet.
 */
import { Engine, type NestedCondition } from "json-rules-engine";
import type { ScalarColumn, TextsColumn } from "../../src/domain/facts/fact-table.ts";
import * as rules from "./bench-rules.ts";
import { handWrittenFacts } from "./hand-written.ts";
import { distanceOf, isEligible, isMet, type PairFacts, pairReader, pointsOf } from "./one-pair.ts";
import type { Pool, PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";

/** Pairs that meet by a wished commune, spread over the pool. */
function samplePairs(pool: Pool, wanted: number): PairFacts[] {
  const read = pairReader(pool);
  const commune = (pool.columns.get("dwelling.communeCode") as ScalarColumn).values;
  const wished = pool.columns.get("request.wishedCommunes") as TextsColumn;
  const byCommune = new Map<number, number[]>();
  for (let v = 0; v < pool.vacancyCount; v++) byCommune.set(commune[v]!, [...(byCommune.get(commune[v]!) ?? []), v]);
  const pairs: PairFacts[] = [];
  for (let r = 0; pairs.length < wanted && r < pool.requestCount; r += 7) {
    for (const code of wished.codes.subarray(wished.offsets[r]!, wished.offsets[r + 1]!)) {
      for (const v of byCommune.get(code) ?? []) {
        const facts = read(r, v);
        if (isMet(facts)) pairs.push(facts);
      }
    }
  }
  return pairs.slice(0, wanted);
}

/** What would be a function per pair is computed beforehand: plain facts are what the engine is fastest at. */
function factsFor(pair: PairFacts, asOf: number): Record<string, unknown> {
  const slot = Math.min(6, pair.household.size) - 1;
  const metres = distanceOf(pair);
  const rank = pair.request.wishedCommunes.indexOf(pair.dwelling.communeCode);
  return {
    pair,
    distance: metres,
    fewestRooms: rules.fewestRooms[slot],
    mostRooms: rules.mostRooms[slot],
    bestRooms: rules.bestRooms[slot],
    ceiling: rules.incomeCeilings[pair.dwelling.funding]![slot],
    bearableCost: Math.floor((pair.household.incomeCentsPerYear * rules.RENT_SHARE_BASIS_POINTS + 5_000) / 10_000),
    wait: rules.waitPoints(pair.request.filedOn, asOf),
    near: rules.nearWorkPoints(metres),
    wished: rank < 0 ? 0 : rules.WISHED_POINTS[Math.min(rank, 3)],
  };
}

function enginesFor(asOf: number): { eligibility: Engine; scoring: Engine } {
  const eligibility = new Engine();
  const scoring = new Engine([], { replaceFactsInEventParams: true });
  eligibility.addOperator("includes", (list: string[], item: string) => list.includes(item));
  eligibility.addOperator(
    "equalsOrAbsent",
    (fact: string | undefined, other: string | undefined) => fact === undefined || fact === other,
  );
  const pair = (path: string, operator: string, value: unknown): NestedCondition => ({
    fact: "pair",
    path,
    operator,
    value,
  });
  const of = (path: string) => ({ fact: "pair", path });
  eligibility.addRule({
    event: { type: "eligible" },
    conditions: {
      all: [
        pair("$.request.validUntil", "greaterThanInclusive", asOf),
        pair("$.vacancy.designateBy", "greaterThanInclusive", asOf),
        pair("$.request.hasLiveOffer", "equal", false),
        {
          any: [
            pair("$.request.wishedCommunes", "includes", of("$.dwelling.communeCode")),
            pair("$.request.acceptedDepartements", "includes", of("$.dwelling.departementCode")),
            { fact: "distance", operator: "lessThanInclusive", value: of("$.request.searchRadiusMetres") },
          ],
        },
        pair("$.dwelling.rooms", "greaterThanInclusive", { fact: "fewestRooms" }),
        pair("$.dwelling.rooms", "lessThanInclusive", { fact: "mostRooms" }),
        pair("$.household.incomeCentsPerYear", "lessThanInclusive", { fact: "ceiling" }),
        pair("$.dwelling.yearlyCostCents", "lessThanInclusive", { fact: "bearableCost" }),
        {
          any: [
            pair("$.household.needsAccessibleDwelling", "equal", false),
            pair("$.dwelling.isAccessible", "equal", true),
          ],
        },
        pair("$.employer.isContributing", "equal", true),
        pair("$.agreement.employerGroup", "equalsOrAbsent", of("$.employer.group")),
      ],
    },
  });
  const criterion = (points: number | string, ...all: NestedCondition[]) =>
    scoring.addRule({
      conditions: { all },
      event: { type: "points", params: { points: typeof points === "number" ? points : { fact: points } } },
    });
  const isPriority: NestedCondition = {
    any: [pair("$.request.isDaloRecognised", "equal", true), pair("$.request.provenPriorities", "greaterThan", 0)],
  };
  criterion(rules.MOBILITY_POINTS, pair("$.job.event", "equal", "transfer"));
  criterion(rules.APPRENTICESHIP_POINTS, pair("$.job.contract", "equal", "apprenticeship"));
  criterion(rules.DALO_POINTS, pair("$.request.isDaloRecognised", "equal", true));
  criterion(
    rules.PROVEN_PRIORITY_POINTS,
    pair("$.request.isDaloRecognised", "equal", false),
    pair("$.request.provenPriorities", "greaterThan", 0),
  );
  criterion(rules.RESERVED_POINTS, pair("$.agreement.programme", "equal", "bench-priority"), isPriority);
  criterion(rules.BEST_FIT_POINTS, pair("$.dwelling.rooms", "equal", { fact: "bestRooms" }));
  for (const name of ["wait", "near", "wished"]) criterion(name, { fact: name, operator: "greaterThan", value: 0 });
  return { eligibility, scoring };
}

/** Judges a sample pair by pair. Units: pairs per second. Throws: the engine says something else than the rules. */
export async function measureJsonRules(
  size: PoolSize,
  wanted: number,
): Promise<{ pairsPerSecond: number; pairs: number }> {
  const pool = loadPool(ensurePool(size), handWrittenFacts);
  const pairs = samplePairs(pool, wanted);
  const { eligibility, scoring } = enginesFor(pool.asOf);
  const start = process.hrtime.bigint();
  const outcomes: { isEligible: boolean; points: number }[] = [];
  for (const pair of pairs) {
    const facts = factsFor(pair, pool.asOf);
    const isFit = (await eligibility.run(facts)).events.length > 0;
    // Only eligible pairs are scored, as one would.
    const events = isFit ? (await scoring.run(facts)).events : [];
    outcomes.push({
      isEligible: isFit,
      points: events.reduce((sum, event) => sum + Number(event.params?.points ?? 0), 0),
    });
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  for (const [i, outcome] of outcomes.entries()) {
    const facts = pairs[i]!;
    if (
      outcome.isEligible !== isEligible(facts, pool.asOf) ||
      (outcome.isEligible && outcome.points !== pointsOf(facts, pool.asOf))
    ) {
      throw new Error(
        `json-rules-engine and the rules differ on sample pair ${i}: ${JSON.stringify(outcome)}, ${pointsOf(facts, pool.asOf)} points`,
      );
    }
  }
  return { pairsPerSecond: pairs.length / seconds, pairs: pairs.length };
}

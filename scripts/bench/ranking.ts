/**
 * The outcome every part must agree on: the best candidates of each vacancy with their points, and its digest.
 */
import { createHash } from "node:crypto";
import { tieBreak } from "../../src/domain/shared/digest.ts";
import { KEPT } from "./bench-rules.ts";
import { idAt, POOL_SEED, type Pool } from "./pool.ts";

/** Row v holds `counts[v]` requests from v * KEPT, best first. */
export interface Ranking {
  readonly counts: Int32Array;
  readonly requests: Int32Array;
  readonly points: Int32Array;
}

/** SHA-256 over vacancy id, request ids and points, vacancies in order of row. */
export function rankingDigest(pool: Pool, ranking: Ranking): string {
  const hash = createHash("sha256");
  for (let v = 0; v < pool.vacancyCount; v++) {
    const parts = [idAt(pool.vacancyIds, v)];
    for (let i = v * KEPT; i < v * KEPT + ranking.counts[v]!; i++) {
      parts.push(`${idAt(pool.requestIds, ranking.requests[i]!)}:${ranking.points[i]}`);
    }
    hash.update(`${parts.join(" ")}\n`);
  }
  return hash.digest("hex");
}

/** Compares requests by tie-break number, computed when first asked for. */
export function tieBreaker(pool: Pool): (a: number, b: number) => number {
  // The first 52 bits decide nearly always; NaN marks what was not asked for yet.
  const known = new Float64Array(pool.requestCount).fill(Number.NaN);
  const full = (request: number) => tieBreak(POOL_SEED, idAt(pool.requestIds, request));
  const number = (request: number): number => {
    const found = known[request]!;
    if (!Number.isNaN(found)) return found;
    return (known[request] = Number.parseInt(full(request).slice(0, 13), 16));
  };
  return (a, b) => {
    const difference = number(a) - number(b);
    if (difference !== 0) return difference;
    return full(a) < full(b) ? -1 : 1;
  };
}

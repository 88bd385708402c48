/**
 * After every run, in production, and on anybody's result: the properties P1 to P8, checked by code that shares nothing with the code
 * that computed the result. P1 and P2 ask the reference interpreter about the listed pairs; P4 and P5 go once over all pairs that meet,
 * with an evaluator of their own; P3, P6, P7 and P8 are recounted. P2 covers all that is shown: points, class, order, who is next.
 * A violation withholds the proposals connected with it; the rest may go on. Must not know any fact, rule or criterion by name.
 */
import type { Result } from "../facts/result.ts";
import { askedModes, checkModes } from "./verification/asked-modes.ts";
import { passage, type VacancyRange, type VerificationPart } from "./verification/passage.ts";
import { standingOf, type VerificationInput } from "./verification/standing.ts";
import { PROPERTY_IDS, type PropertyId, Tally, type Violation } from "./verification/violations.ts";
import { checkLists, checkPins, checkRecord } from "./verification/whole-result.ts";
import { connectedProposals } from "./verification/withheld.ts";

export type { VacancyRange, VerificationPart } from "./verification/passage.ts";
export type { VerificationInput } from "./verification/standing.ts";
export type { PropertyId, Violation, ViolationKey } from "./verification/violations.ts";

/** What a verification found. */
export interface Verification {
  /** `checked` counts the questions asked: candidates, proposals, pairs, pins, modes, members of the record. */
  readonly properties: readonly { readonly id: PropertyId; readonly held: boolean; readonly checked: number }[];
  /** The first ones of each property, sorted by property, vacancy and request. */
  readonly violations: readonly Violation[];
  /** All violations, told or not. */
  readonly violationCount: number;
  /** Vacancies whose proposals must wait, sorted by id. */
  readonly withheld: readonly string[];
  /** Pairs that the place conditions let meet. */
  readonly pairsMet: number;
  readonly pairsEligible: number;
  /** Eligible requests of each vacancy by the rules alone, pinned and struck ones included; in order of the vacancies. */
  readonly eligiblePerVacancy: readonly number[];
}

/** Checks a whole result. */
export function verify(input: VerificationInput): Verification {
  const all = [{ from: 0, to: input.table.vacancyCount }];
  return mergeParts(input, [verifyRanges(input, () => all.pop())]);
}

/** Checks ranges of vacancies, until there is no next one, against all requests: several threads can share the work. */
export function verifyRanges(input: VerificationInput, next: () => VacancyRange | undefined): VerificationPart {
  return passage(input, next);
}

/** Puts the parts together and checks what concerns the whole. Invariant: the parts cover every vacancy once. */
export function mergeParts(input: VerificationInput, parts: readonly VerificationPart[]): Verification {
  const tally = new Tally();
  const standing = standingOf(input);
  const eligible = new Int32Array(input.table.vacancyCount);
  const priorityTargets = new Int32Array(input.table.vacancyCount);
  for (const part of parts) {
    tally.add(part.tally);
    for (const { from, to } of part.ranges) {
      eligible.set(part.eligible.subarray(from, to), from);
      priorityTargets.set(part.priorityTargets.subarray(from, to), from);
    }
  }
  checkLists(input, standing, tally);
  checkPins(input, standing, tally);
  checkModes(input, standing, askedModes(input, standing, priorityTargets), tally);
  checkRecord(input, standing, tally);
  const { properties } = tally;
  return {
    properties: PROPERTY_IDS.map((id) => ({
      id,
      held: properties[id].violated === 0,
      checked: properties[id].checked,
    })),
    violations: PROPERTY_IDS.flatMap((id) => properties[id].told),
    violationCount: PROPERTY_IDS.reduce((sum, id) => sum + properties[id].violated, 0),
    withheld: withheldBy(input.result, tally),
    pairsMet: parts.reduce((sum, part) => sum + part.pairsMet, 0),
    pairsEligible: eligible.reduce((sum, count) => sum + count, 0),
    eligiblePerVacancy: [...eligible],
  };
}

/** A wrong record casts doubt on every proposal; any other violation on those connected with it. */
function withheldBy(result: Result, tally: Tally): string[] {
  const everyVacancy = new Set(result.proposals.map((proposal) => proposal.vacancyId));
  return connectedProposals(
    result,
    tally.properties.P8.violated > 0 ? everyVacancy : tally.vacancyIds,
    tally.requestIds,
  );
}

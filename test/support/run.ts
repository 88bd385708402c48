/**
 * A run of the engine as tests want it: from the input of a naive run or from a snapshot, with its verification.
 */
import { type Allocation, allocate, type RunInput } from "../../src/domain/engine/allocate.ts";
import { runInputOf, verificationInputOf } from "../../src/domain/engine/run-input.ts";
import { type Verification, verify } from "../../src/domain/engine/verification.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";

/** The run, which must start. */
export function allocated(input: RunInput): Allocation {
  const { allocation, problems } = allocate(input);
  if (!allocation) throw new Error(`the run does not start: ${JSON.stringify(problems)}`);
  return allocation;
}

/** What a run of a snapshot of the product starts from. */
export function inputOf(snapshot: Snapshot, ruleSets: readonly RuleSet[], seed?: string): RunInput {
  const input = runInputOf(snapshot, ruleSets, factCatalogue);
  return seed === undefined ? input : { ...input, seed };
}

/** The verification of a run, or of another result in its place. */
export function verified(allocation: Allocation, result: Result = allocation.result): Verification {
  return verify(verificationInputOf(allocation, result));
}

/** Violations in one line each; empty for a sound result. */
export function violationsOf(allocation: Allocation, result: Result = allocation.result): string[] {
  return verified(allocation, result).violations.map(
    ({ property, key, values }) => `${property} ${key} ${JSON.stringify(values)}`,
  );
}

/**
 * A run of the engine as tests want it: from the input of a naive run or from a snapshot, with its verification.
 */
import { type Allocation, allocate, ENGINE_VERSION, type RunInput } from "../../src/domain/engine/allocate.ts";
import { type Verification, type VerificationInput, verify } from "../../src/domain/engine/verification.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { snapshotDigest } from "../../src/domain/facts/snapshot-digest.ts";
import { tableOfSnapshot } from "../../src/domain/facts/table/fact-table-builder.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";

/** The run, which must start. */
export function allocated(input: RunInput): Allocation {
  const { allocation, problems } = allocate(input);
  if (!allocation) throw new Error(`the run does not start: ${JSON.stringify(problems)}`);
  return allocation;
}

/** What a run of a snapshot of the product starts from. */
export function inputOf(snapshot: Snapshot, ruleSets: readonly RuleSet[], seed?: string): RunInput {
  return {
    table: tableOfSnapshot(snapshot, factCatalogue),
    ruleSets,
    ledger: snapshot.ledger ?? [],
    pins: snapshot.pins ?? [],
    struck: snapshot.struck ?? [],
    snapshotDigest: snapshotDigest(snapshot),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** What the verification of a run is made from. */
export function verificationInputOf(allocation: Allocation, result: Result = allocation.result): VerificationInput {
  const { table, ruleSets, ledger, pins, struck, snapshotDigest: snapshot, modesFrom } = allocation.input;
  const digests = { snapshot, ruleSets: ruleSets.map(({ digest }) => digest), engineVersion: ENGINE_VERSION };
  return { table, ruleSets, ledger, pins, struck, result, digests, ...(modesFrom ? { modesFrom } : {}) };
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

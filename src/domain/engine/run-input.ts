/**
 * What a run of a snapshot starts from, and what its verification is made from: the same facts, rules and record for both.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { Result } from "../facts/result.ts";
import type { Snapshot } from "../facts/snapshot.ts";
import { snapshotDigest } from "../facts/snapshot-digest.ts";
import { tableOfSnapshot } from "../facts/table/fact-table-builder.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { type Allocation, ENGINE_VERSION, type RunInput } from "./allocate.ts";
import type { VerificationInput } from "./verification.ts";

/** The input of a run of a snapshot held as records. Throws: an id used twice, or a day that does not exist. */
export function runInputOf(snapshot: Snapshot, ruleSets: readonly RuleSet[], catalogue: FactCatalogue): RunInput {
  const { ledger = [], pins = [], struck = [] } = snapshot;
  const table = tableOfSnapshot(snapshot, catalogue);
  return { table, ruleSets, ledger, pins, struck, snapshotDigest: snapshotDigest(snapshot) };
}

/** The input of the verification of a run, or of another result in its place. */
export function verificationInputOf(allocation: Allocation, result: Result = allocation.result): VerificationInput {
  const { table, ruleSets, ledger, pins, struck, snapshotDigest: snapshot, modesFrom } = allocation.input;
  const digests = { snapshot, ruleSets: ruleSets.map(({ digest }) => digest), engineVersion: ENGINE_VERSION };
  return { table, ruleSets, ledger, pins, struck, result, digests, ...(modesFrom ? { modesFrom } : {}) };
}

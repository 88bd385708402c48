/**
 * From a snapshot of the store to a finished and verified run, or to everything that keeps it from starting. Nothing is written here:
 * the night, its replay and its replay with other facts all go through it.
 */
import { type Allocation, type AllocationOutcome, allocate, type RunInput } from "../../domain/engine/allocate.ts";
import { verificationInputOf } from "../../domain/engine/run-input.ts";
import type { RunProblem } from "../../domain/engine/run-problem.ts";
import { type Verification, verify } from "../../domain/engine/verification.ts";
import type { HeldTable } from "../../domain/facts/table/held-table.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import type { RunEngine } from "../ports.ts";
import type { StoredSnapshot } from "./read-snapshot.ts";

/** What decides a run beside the snapshot and the rules. */
export interface RunSettings {
  /** Derived from the snapshot's digest when absent. */
  readonly seed?: string;
  /** Digest of the seed as it was published. */
  readonly seedDigest?: string;
  /** The run whose modes are kept. */
  readonly modesFrom?: RunInput["modesFrom"];
}

/** A finished run and what its verification found, or its problems. */
export type ComputedRun =
  | { readonly allocation: Allocation; readonly verification: Verification; readonly problems: readonly [] }
  | {
      readonly allocation?: undefined;
      readonly verification?: undefined;
      readonly problems: readonly RunProblem[];
    };

/** Allocates and verifies. */
export function computeRun(
  snapshot: StoredSnapshot,
  ruleSets: readonly RuleSet[],
  settings: RunSettings,
  engine?: RunEngine,
): ComputedRun {
  const { allocation, problems } = allocateSnapshot(snapshot, ruleSets, settings, engine);
  if (!allocation) return { problems };
  const { seedDigest } = settings;
  const asked = verificationInputOf(allocation);
  const digests = { ...asked.digests, ...(seedDigest === undefined ? {} : { seed: seedDigest }) };
  const input = { ...asked, table: snapshot.table as HeldTable, digests };
  return { allocation, verification: engine ? engine.verify(input) : verify(input), problems: [] };
}

/** Allocates alone: for a run that was verified when it was kept. */
export function allocateSnapshot(
  { table, ledger, pins, struck, snapshotDigest }: StoredSnapshot,
  ruleSets: readonly RuleSet[],
  { seed, modesFrom }: RunSettings,
  engine?: RunEngine,
): AllocationOutcome {
  return allocate({
    table,
    ruleSets,
    ledger,
    pins,
    struck,
    snapshotDigest,
    ...(seed === undefined ? {} : { seed }),
    ...(modesFrom ? { modesFrom } : {}),
    ...(engine ? { listsBy: engine.listsOf(table) } : {}),
  });
}

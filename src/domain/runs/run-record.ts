/**
 * What is kept of a run: digests, counts and where the snapshot lies. The snapshot itself is not copied: every version of every record
 * stays, so the store gives back the facts as they stood at the run's sequence.
 */
import type { ListedCandidate, ListedProposal } from "../engine/listed-explanation.ts";
import type { Verification } from "../engine/verification.ts";
import type { Proposal, Result } from "../facts/result.ts";
import type { Finding } from "../rules/finding.ts";
import type { RuleFile } from "../rules/rule-files.ts";

export const runStates = ["completed", "refused"] as const;

/** How a run ended. */
export type RunState = (typeof runStates)[number];

/** A run as stored; a refused one has findings or problems and no result. */
export interface RunDocument {
  readonly state: RunState;
  readonly asOf: string;
  /** The store's sequence that the snapshot was read at. */
  readonly snapshotSequence: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly record?: Result["run"];
  readonly targets?: Result["targets"];
  /** Digest of the canonical result: what a replay must come to. */
  readonly resultDigest?: string;
  /** Vacancies that took priority requests first, with their target. */
  readonly modes?: readonly { readonly vacancyId: string; readonly targetId: string }[];
  /** The earlier run of the day whose modes this one kept. */
  readonly modesFromRunId?: string;
  /** Vacancies and requests of the snapshot. */
  readonly counts?: { readonly requests: number; readonly vacancies: number; readonly proposed: number };
  readonly verification?: Omit<Verification, "eligiblePerVacancy">;
  /** Vacancies whose proposals are withheld. */
  readonly withheld: readonly string[];
  readonly findings: readonly Finding[];
  /** Problems that kept it from starting, as code and values. */
  readonly problems: readonly { readonly code: string; readonly values: Readonly<Record<string, string | number>> }[];
}

/** The files of one rule set as they were read; its id is their digest. */
export interface RuleFilesDocument {
  readonly ruleSetId: string;
  readonly version: string;
  readonly files: readonly RuleFile[];
}

export const seedStates = ["published", "revealed"] as const;

/** The seed of a day: its digest is published the day before, the seed when the run is committed. */
export interface SeedDocument {
  readonly state: (typeof seedStates)[number];
  readonly day: string;
  /** SHA-256 of the seed. */
  readonly digest: string;
  readonly publishedAt: string;
  /** Sealed until revealed. */
  readonly sealed?: string;
  readonly seed?: string;
  readonly runId?: string;
}

/** A candidate with where it stands in the whole order of the vacancy, and what a person must look at before naming it. */
export interface KeptCandidate extends ListedCandidate {
  /** Points that its awaited proofs would bring; absent where none is awaited. */
  readonly awaitedPoints?: number;
  /** Ids of the rules that flag it and exclude nobody; absent where there is none. */
  readonly flags?: readonly string[];
}

/** The engine's proposal as a run made it, kept whole; its eligible requests are counted by the rules alone, pinned and struck ones included. */
export interface KeptProposal extends Omit<Proposal, "candidates" | "next">, ListedProposal {
  readonly candidates: readonly KeptCandidate[];
  readonly next: readonly KeptCandidate[];
}

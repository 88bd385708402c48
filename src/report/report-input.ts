/**
 * What a report is made from: a finished and verified run, and the stories that somebody chose to tell beside it.
 */
import type { NamedMove, RunEvent } from "../domain/engine/after-events.ts";
import type { Allocation } from "../domain/engine/allocate.ts";
import type { SmallestChange } from "../domain/engine/smallest-change.ts";
import type { Verification } from "../domain/engine/verification.ts";
import type { WhyNot } from "../domain/engine/why-not.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import type { RuleFiles } from "../domain/rules/rule-files.ts";
import type { Language } from "../texts/texts.ts";

/** A private building with what was paid for it. */
export interface BuildingSummary {
  readonly id: string;
  readonly address: string;
  /** Agreement of its dwellings; where it is not given, they are those whose address starts with the building's. */
  readonly agreementId?: string;
  readonly dwellings: number;
  readonly reserved: number;
  readonly aidEuros: number;
  readonly worksEuros: number;
}

/** One request that was proposed nowhere, explained whole. */
export interface RefusalStory {
  readonly requestId: string;
  readonly whyNot: WhyNot;
  readonly smallestChange?: SmallestChange;
}

/** What happened after the run, and who moved because of it. */
export interface ChainStory {
  readonly events: readonly RunEvent[];
  readonly moves: readonly NamedMove[];
}

/** Everything a report is made of. */
export interface ReportInput {
  readonly allocation: Allocation;
  readonly snapshot: Snapshot;
  readonly verification: Verification;
  readonly language: Language;
  /** Rule files of the run: bring the values of tables and the dates of effect into the report. */
  readonly ruleFiles?: readonly RuleFiles[];
  readonly buildings?: readonly BuildingSummary[];
  readonly stories?: { readonly refusal?: RefusalStory; readonly chain?: ChainStory };
  /** Days until the committee sits next: a clock that ends within them cannot wait. */
  readonly daysToNextSitting?: number;
}

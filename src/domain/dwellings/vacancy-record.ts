/**
 * What is kept of a vacancy beside its facts: its state, its designation clock and how it ended.
 */
import type { RunningClock } from "../clocks/clock.ts";
import type { Vacancy } from "../facts/vacancy.ts";

export const vacancyStates = ["declared", "open", "proposed", "designated", "let", "given-back", "lost"] as const;

/** Where a vacancy is in its life. */
export type VacancyState = (typeof vacancyStates)[number];

/** A vacancy as stored. `landlordId` and `departementCode` are copied from its agreement and dwelling, to find it by. */
export interface VacancyDocument {
  readonly state: VacancyState;
  readonly landlordId: string;
  readonly departementCode: string;
  readonly clock: RunningClock;
  /** True once the agreement's extension was used. */
  readonly isExtended: boolean;
  /** Why it ended or was lost, a code. */
  readonly endReason?: string;
  /** The request it was let to. */
  readonly letTo?: string;
  readonly facts: Vacancy;
}

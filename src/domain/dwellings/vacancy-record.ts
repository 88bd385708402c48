/**
 * What is kept of a vacancy beside its facts: its state, its designation clock and how it ended.
 */
import type { RunningClock } from "../clocks/clock.ts";
import type { Agreement } from "../facts/agreement.ts";
import type { Vacancy } from "../facts/vacancy.ts";

/** `declared` waits for its right to be in force; `given-back` by the reserver, `withdrawn` by the landlord, `lost` to the clock. */
export const vacancyStates = [
  "declared",
  "open",
  "proposed",
  "designated",
  "let",
  "given-back",
  "withdrawn",
  "lost",
] as const;

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
  /** What becomes of the right when the clock has ended it, as its agreement says. */
  readonly returns?: NonNullable<Agreement["onExpiry"]>;
  /** The request it was let to. */
  readonly letTo?: string;
  readonly facts: Vacancy;
}

/**
 * A delay with a start, a length, a calendar and an effect. The designation clock of a vacancy, the offer to a candidate, the validity of a request.
 */

/** How days are counted. Source for `civil`: code de procédure civile art. 640 to 642. */
export type ClockCalendar = "calendar" | "civil";

/** A clock as a record holds it. `endsOn` is the last day, already computed from the rest. */
export interface RunningClock {
  readonly startedOn: string;
  readonly length: { readonly unit: "days" | "months"; readonly count: number };
  readonly calendar: ClockCalendar;
  readonly endsOn: string;
  /** What happens the day after the last one. */
  readonly effect: string;
}

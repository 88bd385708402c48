/**
 * The life of a vacancy as data. Who may use each use case stands in the permissions.
 * Promises that a vacancy is designated by a person and let by a lease, and that the designation clock can only lengthen or lose it.
 */
import type { Transition } from "../shared/transition.ts";
import type { VacancyState } from "./vacancy-record.ts";

/** States a vacancy can be declared in. */
export const firstVacancyStates = ["declared", "open"] as const satisfies readonly VacancyState[];

/** States of a vacancy that is not over. */
export const liveVacancyStates = [
  "declared",
  "open",
  "proposed",
  "designated",
] as const satisfies readonly VacancyState[];

/** Every change of a vacancy's state. */
export const vacancyTransitions = [
  { from: "declared", to: "open", by: "act-on-clocks", clock: "right" },

  { from: "open", to: "proposed", by: "run-allocation" },
  { from: "proposed", to: "proposed", by: "run-allocation" },
  { from: "proposed", to: "open", by: "run-allocation" },

  { from: "proposed", to: "proposed", by: "decide-proposal" },
  { from: "proposed", to: "open", by: "decide-proposal" },
  { from: "proposed", to: "given-back", by: "decide-proposal", needsReason: true },
  { from: "proposed", to: "proposed", by: "second-decision" },
  { from: "proposed", to: "open", by: "second-decision" },
  { from: "proposed", to: "given-back", by: "second-decision", needsReason: true },

  { from: "proposed", to: "designated", by: "designate" },
  { from: "proposed", to: "open", by: "end-decision" },
  { from: "designated", to: "designated", by: "designate" },
  { from: "designated", to: "designated", by: "record-answer" },
  { from: "designated", to: "open", by: "record-answer" },
  { from: "designated", to: "designated", by: "record-reply" },
  { from: "designated", to: "open", by: "record-reply" },
  { from: "designated", to: "designated", by: "withdraw-request" },
  { from: "designated", to: "open", by: "withdraw-request" },
  { from: "designated", to: "designated", by: "deregister-request" },
  { from: "designated", to: "open", by: "deregister-request" },
  { from: "designated", to: "let", by: "record-lease" },
  { from: "designated", to: "open", by: "record-lease" },

  // What a repair proposes for a vacancy that has just become free, in the same change.
  { from: "open", to: "proposed", by: "record-answer" },
  { from: "open", to: "proposed", by: "record-reply" },
  { from: "open", to: "proposed", by: "withdraw-request" },
  { from: "open", to: "proposed", by: "deregister-request" },
  { from: "open", to: "proposed", by: "record-lease" },
  { from: "open", to: "proposed", by: "withdraw-vacancy" },
  { from: "open", to: "proposed", by: "merge-requests" },
  { from: "open", to: "proposed", by: "erase-person" },
  { from: "open", to: "proposed", by: "act-on-clocks", clock: "offer" },
  { from: "open", to: "proposed", by: "reassign" },

  { from: "declared", to: "withdrawn", by: "withdraw-vacancy", needsReason: true },
  { from: "open", to: "withdrawn", by: "withdraw-vacancy", needsReason: true },
  { from: "proposed", to: "withdrawn", by: "withdraw-vacancy", needsReason: true },
  { from: "designated", to: "withdrawn", by: "withdraw-vacancy", needsReason: true },

  { from: "declared", to: "declared", by: "extend-vacancy" },
  { from: "open", to: "open", by: "extend-vacancy" },
  { from: "proposed", to: "proposed", by: "extend-vacancy" },

  { from: "declared", to: "declared", by: "act-on-clocks", clock: "designation" },
  { from: "open", to: "open", by: "act-on-clocks", clock: "designation" },
  { from: "proposed", to: "proposed", by: "act-on-clocks", clock: "designation" },
  { from: "declared", to: "lost", by: "act-on-clocks", clock: "designation" },
  { from: "open", to: "lost", by: "act-on-clocks", clock: "designation" },
  { from: "proposed", to: "lost", by: "act-on-clocks", clock: "designation" },
  { from: "designated", to: "designated", by: "act-on-clocks", clock: "offer" },
  { from: "designated", to: "open", by: "act-on-clocks", clock: "offer" },
] as const satisfies readonly Transition<VacancyState>[];

/**
 * The life of a request as data. Who may use each use case stands in the permissions.
 * Promises that only the designation of a person leads to `designated`, only a lease to `housed`, and only the clock of its validity ends it by itself.
 */
import type { Transition } from "../shared/transition.ts";
import type { RequestState } from "./request-record.ts";

/** States a request can be submitted in. */
export const firstRequestStates = ["draft", "submitted", "active"] as const satisfies readonly RequestState[];

/** States of a request that still wants a home and was handed in. */
export const liveRequestStates = ["submitted", "active", "designated"] as const satisfies readonly RequestState[];

/** States of a request in the queue: a run looks at it and it can be named to a landlord. A designated one keeps its lists, its pins take them. */
export const queueStates = ["active", "designated"] as const satisfies readonly RequestState[];

/** Every change of a request's state. */
export const requestTransitions = [
  { from: "draft", to: "submitted", by: "submit-request" },
  { from: "draft", to: "active", by: "submit-request" },

  { from: "draft", to: "draft", by: "amend-request" },
  { from: "submitted", to: "submitted", by: "amend-request" },
  { from: "active", to: "active", by: "amend-request" },
  { from: "designated", to: "designated", by: "amend-request" },

  { from: "submitted", to: "submitted", by: "renew-request" },
  { from: "active", to: "active", by: "renew-request" },
  { from: "designated", to: "designated", by: "renew-request" },
  { from: "expired", to: "active", by: "renew-request" },

  { from: "draft", to: "withdrawn", by: "withdraw-request", needsReason: true },
  { from: "submitted", to: "withdrawn", by: "withdraw-request", needsReason: true },
  { from: "active", to: "withdrawn", by: "withdraw-request", needsReason: true },
  { from: "designated", to: "withdrawn", by: "withdraw-request", needsReason: true },
  { from: "expired", to: "withdrawn", by: "withdraw-request", needsReason: true },

  { from: "submitted", to: "deregistered", by: "deregister-request", needsReason: true },
  { from: "active", to: "deregistered", by: "deregister-request", needsReason: true },
  { from: "designated", to: "deregistered", by: "deregister-request", needsReason: true },
  { from: "expired", to: "deregistered", by: "deregister-request", needsReason: true },

  { from: "draft", to: "deregistered", by: "erase-person" },
  { from: "submitted", to: "deregistered", by: "erase-person" },
  { from: "active", to: "deregistered", by: "erase-person" },
  { from: "designated", to: "deregistered", by: "erase-person" },
  { from: "expired", to: "deregistered", by: "erase-person" },

  { from: "submitted", to: "active", by: "merge-requests", needsReason: true },
  { from: "active", to: "active", by: "merge-requests", needsReason: true },
  { from: "designated", to: "designated", by: "merge-requests", needsReason: true },
  { from: "submitted", to: "merged", by: "merge-requests", needsReason: true },
  { from: "active", to: "merged", by: "merge-requests", needsReason: true },
  { from: "expired", to: "merged", by: "merge-requests", needsReason: true },

  { from: "merged", to: "active", by: "separate-requests", needsReason: true },
  { from: "merged", to: "expired", by: "separate-requests", needsReason: true },
  { from: "submitted", to: "submitted", by: "separate-requests", needsReason: true },
  { from: "active", to: "active", by: "separate-requests", needsReason: true },
  { from: "designated", to: "designated", by: "separate-requests", needsReason: true },
  { from: "housed", to: "housed", by: "separate-requests", needsReason: true },
  { from: "withdrawn", to: "withdrawn", by: "separate-requests", needsReason: true },
  { from: "expired", to: "expired", by: "separate-requests", needsReason: true },
  { from: "deregistered", to: "deregistered", by: "separate-requests", needsReason: true },

  { from: "active", to: "designated", by: "designate" },
  { from: "designated", to: "designated", by: "designate" },
  { from: "designated", to: "active", by: "record-answer" },
  { from: "designated", to: "active", by: "record-reply" },
  { from: "designated", to: "active", by: "withdraw-vacancy" },
  { from: "designated", to: "housed", by: "record-lease" },
  { from: "designated", to: "active", by: "record-lease" },

  { from: "submitted", to: "expired", by: "act-on-clocks", clock: "validity" },
  { from: "active", to: "expired", by: "act-on-clocks", clock: "validity" },
  { from: "designated", to: "active", by: "act-on-clocks", clock: "offer" },
] as const satisfies readonly Transition<RequestState>[];

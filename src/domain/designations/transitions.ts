/**
 * The lives of a designation and of each designated candidate as data. Who may use each use case stands in the permissions.
 * Promises that only the landlord's answer leads to an offer, only the candidate's word to an acceptance, and that a clock tells only silence and a document
 * that stayed away.
 */
import type { Transition } from "../shared/transition.ts";
import type { CandidateState, DesignationDocument } from "./designation-record.ts";

/** Every change of a designation's state: `sent` until all candidates are answered, `failed` once nobody is left. */
export const designationTransitions = [
  { from: "sent", to: "sent", by: "record-answer" },
  { from: "sent", to: "answered", by: "record-answer" },
  { from: "sent", to: "failed", by: "record-answer" },
  { from: "sent", to: "sent", by: "record-reply" },
  { from: "sent", to: "answered", by: "record-reply" },
  { from: "sent", to: "failed", by: "record-reply" },
  { from: "answered", to: "answered", by: "record-reply" },
  { from: "answered", to: "failed", by: "record-reply" },
  { from: "answered", to: "answered", by: "act-on-clocks", clock: "offer" },
  { from: "answered", to: "failed", by: "act-on-clocks", clock: "offer" },
  { from: "sent", to: "sent", by: "act-on-clocks", clock: "condition" },
  { from: "sent", to: "answered", by: "act-on-clocks", clock: "condition" },
  { from: "sent", to: "failed", by: "act-on-clocks", clock: "condition" },
  { from: "answered", to: "let", by: "record-lease" },
  { from: "sent", to: "sent", by: "record-lease" },
  { from: "sent", to: "answered", by: "record-lease" },
  { from: "sent", to: "failed", by: "record-lease" },
  { from: "answered", to: "answered", by: "record-lease" },
  { from: "answered", to: "failed", by: "record-lease" },
  { from: "sent", to: "failed", by: "withdraw-vacancy" },
  { from: "answered", to: "failed", by: "withdraw-vacancy" },
  { from: "sent", to: "sent", by: "withdraw-request" },
  { from: "sent", to: "answered", by: "withdraw-request" },
  { from: "sent", to: "failed", by: "withdraw-request" },
  { from: "answered", to: "answered", by: "withdraw-request" },
  { from: "answered", to: "failed", by: "withdraw-request" },
  { from: "sent", to: "sent", by: "deregister-request" },
  { from: "sent", to: "answered", by: "deregister-request" },
  { from: "sent", to: "failed", by: "deregister-request" },
  { from: "answered", to: "answered", by: "deregister-request" },
  { from: "answered", to: "failed", by: "deregister-request" },
] as const satisfies readonly Transition<DesignationDocument["state"]>[];

/** Every change of a candidate's state. */
export const candidateTransitions = [
  { from: "sent", to: "answered", by: "record-answer" },
  { from: "answered", to: "offered", by: "record-answer" },
  { from: "answered", to: "offered", by: "record-reply" },
  { from: "answered", to: "offered", by: "act-on-clocks", clock: "offer" },
  { from: "answered", to: "offered", by: "record-lease" },
  { from: "answered", to: "offered", by: "withdraw-request" },
  { from: "answered", to: "offered", by: "deregister-request" },
  { from: "offered", to: "accepted", by: "record-reply" },
  { from: "offered", to: "refused", by: "record-reply" },
  { from: "offered", to: "silent", by: "act-on-clocks", clock: "offer" },
  { from: "answered", to: "lapsed", by: "act-on-clocks", clock: "condition" },
  { from: "offered", to: "lapsed", by: "act-on-clocks", clock: "condition" },
  { from: "accepted", to: "lapsed", by: "act-on-clocks", clock: "condition" },
  { from: "sent", to: "withdrawn", by: "record-reply" },
  { from: "answered", to: "withdrawn", by: "record-reply" },
  { from: "offered", to: "withdrawn", by: "record-reply" },
  { from: "accepted", to: "withdrawn", by: "record-reply" },
  { from: "accepted", to: "leased", by: "record-lease" },
  { from: "sent", to: "withdrawn", by: "record-lease" },
  { from: "answered", to: "withdrawn", by: "record-lease" },
  { from: "offered", to: "withdrawn", by: "record-lease" },
  { from: "accepted", to: "withdrawn", by: "record-lease" },
  { from: "sent", to: "withdrawn", by: "withdraw-request" },
  { from: "answered", to: "withdrawn", by: "withdraw-request" },
  { from: "offered", to: "withdrawn", by: "withdraw-request" },
  { from: "accepted", to: "withdrawn", by: "withdraw-request" },
  { from: "sent", to: "withdrawn", by: "deregister-request" },
  { from: "answered", to: "withdrawn", by: "deregister-request" },
  { from: "offered", to: "withdrawn", by: "deregister-request" },
  { from: "accepted", to: "withdrawn", by: "deregister-request" },
] as const satisfies readonly Transition<CandidateState>[];

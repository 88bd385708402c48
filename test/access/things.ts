/** How a call or a page about one thing of the town is tried, by the kind of the thing. */
import type { Probe } from "./probe.ts";

export const agenda = {
  scope: "things",
  on: ({ agendaId }) => ["agenda", agendaId],
  params: ({ agendaId }) => ({ agendaId }),
} as const satisfies Probe;

export const decision = {
  scope: "things",
  on: ({ decisionId }) => ["decision", decisionId],
  params: ({ decisionId }) => ({ decisionId }),
} as const satisfies Probe;

export const designation = {
  scope: "things",
  on: ({ designationId }) => ["designation", designationId],
  params: ({ designationId }) => ({ designationId }),
} as const satisfies Probe;

export const proposal = {
  scope: "things",
  on: ({ proposalId }) => ["proposal", proposalId],
  params: ({ proposalId }) => ({ proposalId }),
} as const satisfies Probe;

export const request = {
  scope: "things",
  on: ({ requestId }) => ["request", requestId],
  params: ({ requestId }) => ({ requestId }),
} as const satisfies Probe;

export const vacancy = {
  scope: "things",
  on: ({ vacancyId }) => ["vacancy", vacancyId],
  params: ({ vacancyId }) => ({ vacancyId }),
} as const satisfies Probe;

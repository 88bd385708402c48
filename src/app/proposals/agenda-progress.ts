/** How far a session is with its proposals. */
import type { Stored } from "../ports.ts";

/** Numbers of proposals; together they are all of the agenda. */
export interface AgendaProgress {
  readonly all: number;
  readonly decided: number;
  /** Decided once, and waiting for a second person. */
  readonly awaitingSignature: number;
  readonly undecided: number;
  /** Left without a decision: put back when it was closed, or lapsed meanwhile. */
  readonly left: number;
}

/** What became of one proposal of an agenda. */
export type AgendaStanding = "decided" | "awaiting-signature" | "undecided" | "left";

/** Where a proposal stands on an agenda, by its last decision: one that was put back may have been decided on another since. */
export function standingOn(
  agendaId: string,
  { document }: Stored<"proposal">,
  decision?: Stored<"decision">,
): AgendaStanding {
  if (document.agendaId === agendaId) return document.decisionId === undefined ? "undecided" : "awaiting-signature";
  return decision?.document.agendaId === agendaId ? "decided" : "left";
}

/** Counts them. */
export function progressOf(
  agendaId: string,
  proposals: readonly { readonly proposal: Stored<"proposal">; readonly decision?: Stored<"decision"> | undefined }[],
): AgendaProgress {
  const count = (standing: AgendaStanding) =>
    proposals.filter(({ proposal, decision }) => standingOn(agendaId, proposal, decision) === standing).length;
  return {
    all: proposals.length,
    decided: count("decided"),
    awaitingSignature: count("awaiting-signature"),
    undecided: count("undecided"),
    left: count("left"),
  };
}

import type { Stored } from "../../app/ports.ts";

/** What the engine proposed for a vacancy, and what became of it. */
export function proposalRepresentation({ id, version, document }: Stored<"proposal">): object {
  const { state, runId, vacancyId, departementCode, designateBy, agendaId, decisionId, proposed } = document;
  const { places, priorityFirstFor, eligibleRequests, candidates, next } = proposed;
  return {
    id,
    version,
    state,
    runId,
    vacancyId,
    departementCode,
    designateBy,
    agendaId,
    decisionId,
    places,
    priorityFirstFor,
    eligibleRequests,
    candidates,
    next,
  };
}

import type { Stored } from "../../app/ports.ts";

/** A session of the committee. */
export function agendaRepresentation({ id, version, document }: Stored<"agenda">): object {
  const { state, heldOn, openedBy, openedAt, proposalIds, members, withdrawals } = document;
  const { closedBy, closedAt, minutesDigest } = document;
  return {
    id,
    version,
    state,
    heldOn,
    openedBy,
    openedAt,
    proposalIds,
    members,
    withdrawals,
    closedBy,
    closedAt,
    minutesDigest,
  };
}

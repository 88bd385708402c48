/** Proposals of somebody's territory that are on no agenda. */
import type { Actor } from "../../domain/access/actor.ts";
import type { ProposalDocument, ProposalState } from "../../domain/proposals/proposal-record.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, List, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** Those of a state, nearest to their last day first; as many as asked for. */
export async function freeProposals(
  context: Context,
  { scope: { departementCodes = [] } }: Actor,
  state: ProposalState,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Stored<"proposal">[]> {
  const queries: readonly List<"proposal">[] =
    departementCodes === "all"
      ? [{ kind: "proposal", by: "byState", equals: [state] }]
      : departementCodes.map((code) => ({ kind: "proposal", by: "byTerritory", equals: [state, code] }));
  const found: Stored<"proposal">[] = [];
  for (const query of queries) {
    let count = 0;
    for await (const proposal of listAll(context, query)) {
      if (proposal.document.agendaId !== undefined) continue;
      found.push(proposal);
      if (++count >= most) break;
    }
  }
  return found.sort(byRisk).slice(0, most);
}

/** The vacancy nearest to being lost first, then the one with the fewest candidates: the order of the rows of an agenda. */
export function byRisk({ document: a }: Stored<"proposal">, { document: b }: Stored<"proposal">): number {
  return compareText(a.designateBy, b.designateBy) || filled(a) - filled(b) || compareText(a.vacancyId, b.vacancyId);
}

function filled({ proposed: { pinned, candidates } }: ProposalDocument): number {
  return pinned.length + candidates.length;
}

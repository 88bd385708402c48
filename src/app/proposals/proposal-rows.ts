/**
 * Proposals as the rows of an agenda: each with its dwelling, its right, its clock, what was decided and what must be looked at. Reads each kind at once,
 * however many rows there are, and explains none of them.
 */
import { type LookAt, lookAt } from "../../domain/proposals/look-at.ts";
import { isInQueue } from "../../domain/requests/request-state.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { VacancySurroundings } from "../dwellings/agreement-of-vacancy.ts";
import type { Kind } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";

/** One row. */
export interface ProposalRow extends VacancySurroundings {
  readonly proposal: Stored<"proposal">;
  readonly vacancy: Stored<"vacancy">;
  /** Days until the right is lost; negative once it is. */
  readonly daysLeft: number;
  /** Places that somebody has who is still in the queue, those held for certain included. */
  readonly filled: number;
  readonly look: LookAt;
  /** The last decision on it, where there is one that was not cancelled. */
  readonly decision?: Stored<"decision">;
}

/** The rows, those whose right is lost first on top, then those with the fewest valid candidates. Cost: one read per kind. */
export async function proposalRows(
  context: Context,
  proposals: readonly Stored<"proposal">[],
): Promise<readonly ProposalRow[]> {
  const today = dayNumberOf(context.clock.today())!;
  const many = <K extends Kind>(kind: K, ids: Iterable<string>) => readMany(context, kind, ids);
  const vacancies = await many(
    "vacancy",
    proposals.map(({ document }) => document.vacancyId),
  );
  const ofVacancy = [...vacancies.values()].map(({ document }) => document.facts);
  const dwellings = await many(
    "dwelling",
    ofVacancy.map(({ dwellingId }) => dwellingId),
  );
  const rights = await many(
    "right",
    ofVacancy.map(({ rightId }) => rightId),
  );
  const agreements = await many(
    "agreement",
    [...rights.values()].map(({ document }) => document.facts.agreementId),
  );
  const landlords = await many(
    "landlord",
    [...agreements.values()].map(({ document }) => document.facts.landlordId),
  );
  const decisions = await many(
    "decision",
    proposals.flatMap(({ document }) => document.decisionId ?? []),
  );
  const undecided = proposals.filter(({ document }) => document.state === "proposed");
  const requests = await many(
    "request",
    undecided.flatMap(({ document }) => document.proposed.candidates.map(({ requestId }) => requestId)),
  );
  const rows = proposals.map((proposal): ProposalRow => {
    const { vacancyId, designateBy, proposed, state, decisionId } = proposal.document;
    const vacancy = vacancies.get(vacancyId)!;
    const right = rights.get(vacancy.document.facts.rightId)!.document.facts;
    const agreement = agreements.get(right.agreementId)!.document.facts;
    const decision = decisionId === undefined ? undefined : decisions.get(decisionId);
    const gone =
      state === "proposed"
        ? proposed.candidates.map(({ requestId }) => requestId).filter((id) => !isInQueue(requests.get(id)?.document))
        : [];
    return {
      proposal,
      vacancy,
      dwelling: dwellings.get(vacancy.document.facts.dwellingId)!.document.facts,
      right,
      agreement,
      landlord: landlords.get(agreement.landlordId)!.document.facts,
      daysLeft: dayNumberOf(designateBy)! - today,
      filled: proposed.pinned.length + proposed.candidates.length - gone.length,
      look: lookAt(proposed, { isWithheld: state === "withheld", gone }),
      ...(decision ? { decision } : {}),
    };
  });
  return rows.sort(byRisk);
}

function byRisk(a: ProposalRow, b: ProposalRow): number {
  return a.daysLeft - b.daysLeft || a.filled - b.filled || compareText(a.vacancy.id, b.vacancy.id);
}

async function readMany<K extends Kind>(
  { store }: Context,
  kind: K,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Stored<K>>> {
  const distinct = [...new Set(ids)];
  return distinct.length === 0 ? new Map() : store.getMany(kind, distinct);
}

/**
 * What a person is told of records that concern others too: of a list its own place, of a designation its own line, of an event its own ids.
 * Promises that nothing of any other person is in it.
 * Source: GDPR art. 15(1), and 15(4): the copy must not touch the rights of others.
 */
import type { AuditEntry, RecordChange } from "../audit/audit-entry.ts";
import type { CertificatePartDocument, DesignationDocument } from "../designations/designation-record.ts";
import type { DomainEvent } from "../events.ts";
import type { Explanation } from "../facts/explanation.ts";
import type { DecisionDocument, ProposalDocument } from "../proposals/proposal-record.ts";

/** The ids that are the person's own. */
export interface OwnIds {
  readonly personId?: string;
  readonly requestIds: ReadonlySet<string>;
}

/** What a proposal says of the person's requests; undefined where it names none. */
export function ownProposal(id: string, document: ProposalDocument, { requestIds }: OwnIds): object | undefined {
  const { state, runId, vacancyId, departementCode, designateBy, decisionId, proposed } = document;
  const candidates = proposed.candidates.map((candidate, at) => ({ ...candidate, list: "candidates", place: at + 1 }));
  const next = proposed.next.map((candidate, at) => ({ ...candidate, list: "next", place: at + 1 }));
  const own = [...candidates, ...next].filter(({ requestId }) => requestIds.has(requestId));
  const pinned = proposed.pinned.filter((requestId) => requestIds.has(requestId));
  if (own.length + pinned.length === 0) return undefined;
  const { ruleSetId, eligibleRequests, places } = proposed;
  return {
    id,
    state,
    runId,
    vacancyId,
    departementCode,
    designateBy,
    ...(decisionId === undefined ? {} : { decisionId }),
    ruleSetId,
    eligibleRequests,
    places,
    own,
    pinned,
  };
}

/** What a decision says of the person's requests; undefined where it names none and was not made of a proposal that does. */
export function ownDecision(
  id: string,
  document: DecisionDocument,
  { requestIds }: OwnIds,
  proposalIds: ReadonlySet<string>,
):
  | (Omit<DecisionDocument, "requestIds" | "explanationIds"> & {
      readonly id: string;
      readonly designated: readonly string[];
    })
  | undefined {
  const { requestIds: allDesignated, skipped: allSkipped, explanationIds: _, ...rest } = document;
  const designated = allDesignated.filter((requestId) => requestIds.has(requestId));
  const skipped = allSkipped.filter(({ requestId }) => requestIds.has(requestId));
  if (designated.length + skipped.length === 0 && !proposalIds.has(document.proposalId)) return undefined;
  return { id, ...rest, designated, skipped };
}

/** What a designation says of the person's requests; undefined where it names none. */
export function ownDesignation(
  id: string,
  document: DesignationDocument,
  { requestIds }: OwnIds,
):
  | (Omit<DesignationDocument, "candidates" | "left"> & {
      readonly id: string;
      readonly own: DesignationDocument["candidates"];
    })
  | undefined {
  const { candidates, left: _, ...rest } = document;
  const own = candidates.filter(({ requestId }) => requestIds.has(requestId));
  return own.length === 0 ? undefined : { id, ...rest, own };
}

/** An explanation as it was shown, without the id of the request that it is compared with: that is somebody else's. */
export function ownExplanation(explanation: Explanation): object {
  const { standing, ...rest } = explanation;
  if (!standing) return rest;
  const { comparedWith: _, ...own } = standing;
  return { ...rest, standing: own };
}

/** Why a certificate says the person's requests were excluded; undefined where it names none. */
export function ownExclusion(document: CertificatePartDocument, { requestIds }: OwnIds): object | undefined {
  const own = document.requests.filter(({ requestId }) => requestIds.has(requestId));
  return own.length === 0 ? undefined : { certificateId: document.certificateId, own };
}

/** A line of the log as it concerns the person, its sealed values opened; undefined where it does not. */
export function ownEntry(
  entry: AuditEntry,
  own: OwnIds,
  opened: (change: RecordChange) => readonly object[] | undefined,
): object | undefined {
  const events = entry.events.filter((event) => namesOwn(event, own)).map((event) => ownEvent(event, own));
  const changes = (entry.changes ?? []).flatMap((change) => {
    const { kind, id, version, personId } = change;
    const isOwn = personId !== undefined && personId === own.personId;
    if (!isOwn && !(kind === "request" && own.requestIds.has(id))) return [];
    return [{ kind, id, version, values: opened(change) ?? [] }];
  });
  if (events.length + changes.length === 0) return undefined;
  const { sequence, at, actorId, roles, command, purpose } = entry;
  return { sequence, at, actorId, roles, command, ...(purpose === undefined ? {} : { purpose }), events, changes };
}

function namesOwn(event: DomainEvent, { personId, requestIds }: OwnIds): boolean {
  return Object.values(event).some((value: unknown) =>
    (Array.isArray(value) ? value : [value]).some(
      (one) => one !== undefined && (one === personId || requestIds.has(one)),
    ),
  );
}

/** Lists of persons and requests keep the own ones only. */
function ownEvent(event: DomainEvent, { personId, requestIds }: OwnIds): object {
  const members = Object.entries(event).map(([name, value]: [string, unknown]) => {
    const isOthersToo = Array.isArray(value) && /(person|request)Ids$/i.test(name);
    return [name, isOthersToo ? value.filter((one) => one === personId || requestIds.has(one)) : value];
  });
  return Object.fromEntries(members);
}

/**
 * Everything that is kept about a person, as one value, for the person itself. Source: GDPR art. 15 and 20.
 * The log and the proposals have no index by person, so they are read through once: an export is rare, and may take its time.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { RecordChange } from "../domain/audit/audit-entry.ts";
import {
  type OwnIds,
  ownDecision,
  ownDesignation,
  ownEntry,
  ownExclusion,
  ownExplanation,
  ownProposal,
} from "../domain/persons/person-export.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { auditPlace, commit, type PersonKey } from "./commit.ts";
import type { Documents, Kind } from "./kinds.ts";
import { toldCandidates, toldSkips } from "./persons/candidate-texts.ts";
import { openPerson, personKey } from "./persons/person-keys.ts";
import { personRecords, type WhichPerson } from "./persons/person-records.ts";
import type { Context, Stored } from "./ports.ts";
import { openExplanation } from "./proposals/keep-explanations.ts";
import { listAll } from "./records/list-all.ts";

/** What is given to the person. Members are in order of id, versions in their order, lines of the log by sequence. */
export interface PersonExport {
  readonly format: "contingent-person-export";
  readonly schemaVersion: 1;
  /** Absent for a request that was imported without a person. */
  readonly personId?: string;
  /** The store's sequence that it tells of. */
  readonly sequence: number;
  /** Names and contacts, version by version. */
  readonly person: readonly object[];
  readonly requests: readonly object[];
  readonly proofs: readonly object[];
  readonly explanations: readonly object[];
  readonly places: readonly object[];
  readonly struck: readonly object[];
  readonly proposals: readonly object[];
  readonly decisions: readonly object[];
  readonly designations: readonly object[];
  readonly certificates: readonly object[];
  readonly audit: readonly object[];
}

/** Exports. Throws: `not-found`; `erased`. Cost: one pass over the log, the proposals, the decisions, the designations and the certificates. */
export async function exportPerson(context: Context, actor: Actor, command: WhichPerson): Promise<PersonExport> {
  authorise(actor, "export-person");
  const records = await personRecords(context, command);
  const { person, requests } = records;
  if (person?.document.erasedAt !== undefined) throw new DomainError("erased", { kind: "person", id: person.id });
  const key = person ? await personKey(context, person.id) : undefined;
  const named = person ? { personId: person.id } : {};
  const { sequence } = await context.store.head();
  await commit(context, {
    actor,
    command: "export-person",
    events: [{ type: "person-exported", ...named, requestIds: requests.map(({ id }) => id) }],
  });
  const own = { ...named, requestIds: new Set(requests.map(({ id }) => id)) };
  const ids = [...own.requestIds];
  const proposals = await namingRecords(context, "proposal", ids, (id, document) => ownProposal(id, document, own));
  const proposalIds = proposals.map(({ id }) => id);
  const decided = new Set(proposalIds);
  const decisions = await namingRecords(context, "decision", [...ids, ...proposalIds], async (id, document) => {
    const told = ownDecision(id, document, own, decided);
    return told && { ...told, skipped: await toldSkips(context, id, told.skipped) };
  });
  const designations = await namingRecords(context, "designation", ids, async (id, document) => {
    const told = ownDesignation(id, document, own);
    return told && { ...told, own: await toldCandidates(context, id, told.own) };
  });
  const certificates = await namingRecords(context, "certificate-part", ids, (_, document) =>
    ownExclusion(document, own),
  );
  return {
    format: "contingent-person-export",
    schemaVersion: 1,
    ...named,
    sequence,
    person: person ? await eachVersion(context, person, (version) => personVersion(context, version)) : [],
    requests: await versionsOfAll(context, requests),
    proofs: await versionsOfAll(context, records.proofs),
    explanations: await openedExplanations(context, records.explanations),
    places: records.pins.map(({ id, document }) => ({ id, ...document })),
    struck: await struckOf(context, own),
    proposals: proposals.map(({ told }) => told),
    decisions: decisions.map(({ told }) => told),
    designations: designations.map(({ told }) => told),
    certificates: certificates.map(({ told }) => told),
    audit: await ownLines(context, own, key, sequence),
  };
}

/** Every version of a record, the first first. */
async function eachVersion<K extends Kind>(
  { store }: Context,
  current: Stored<K>,
  tell: (version: Stored<K>) => Promise<object> | object,
): Promise<object[]> {
  const told: object[] = [];
  for (let version = 1; version < current.version; version++) {
    const stored = await store.getVersion(current.kind, current.id, version);
    if (stored) told.push(await tell(stored));
  }
  return [...told, await tell(current)];
}

async function personVersion(context: Context, stored: Stored<"person">): Promise<object> {
  const contents = await openPerson(context, stored);
  return { version: stored.version, sequence: stored.sequence, ...(contents ? { contents } : {}) };
}

async function versionsOfAll<K extends "request" | "proof">(
  context: Context,
  records: readonly Stored<K>[],
): Promise<object[]> {
  const told: object[] = [];
  for (const record of records) {
    const versions = await eachVersion(context, record, ({ version, sequence, document }) => ({
      version,
      sequence,
      ...document,
    }));
    told.push({ id: record.id, versions });
  }
  return told;
}

async function openedExplanations(context: Context, explanations: readonly Stored<"explanation">[]): Promise<object[]> {
  const told: object[] = [];
  for (const stored of explanations) {
    const { decisionId, vacancyId, requestId } = stored.document;
    const explanation = ownExplanation(await openExplanation(context, stored));
    told.push({ id: stored.id, decisionId, vacancyId, requestId, explanation });
  }
  return told;
}

async function struckOf(context: Context, { requestIds }: OwnIds): Promise<object[]> {
  const told: object[] = [];
  for (const requestId of requestIds) {
    for await (const { id, document } of listAll(context, { kind: "struck", by: "byRequest", equals: [requestId] }))
      told.push({ id, ...document });
  }
  return told;
}

/** Current records of a kind that name one of the ids; all others are passed by on their text alone. */
async function namingRecords<K extends Kind>(
  { store }: Context,
  kind: K,
  ids: readonly string[],
  tell: (id: string, document: Documents[K]) => object | undefined | Promise<object | undefined>,
): Promise<{ readonly id: string; readonly told: object }[]> {
  const quoted = ids.map((id) => JSON.stringify(id));
  const found: { readonly id: string; readonly told: object }[] = [];
  for await (const batch of store.versions(kind)) {
    const naming = batch.filter(({ supersededBy, life }) => !supersededBy && quoted.some((id) => life.includes(id)));
    const records = await store.getMany(
      kind,
      naming.map(({ id }) => id),
    );
    for (const { id, document } of records.values()) {
      const told = await tell(id, document);
      if (told) found.push({ id, told });
    }
  }
  return found;
}

async function ownLines(
  { store, sealing }: Context,
  own: OwnIds,
  key: PersonKey | undefined,
  last: number,
): Promise<object[]> {
  const opened = ({ kind, id, version, personId, sealed, values }: RecordChange): readonly object[] | undefined => {
    if (sealed === undefined || key?.personId !== personId) return values;
    return JSON.parse(sealing.open(key!.wrapped, sealed, auditPlace(kind, id, version))) as readonly object[];
  };
  const lines: object[] = [];
  for await (const entries of store.entries()) {
    for (const entry of entries) {
      const line = entry.sequence <= last ? ownEntry(entry, own, opened) : undefined;
      if (line) lines.push(line);
    }
  }
  return lines;
}

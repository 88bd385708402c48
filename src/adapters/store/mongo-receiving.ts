/** Takes over a whole store into an empty one. It is longer than a transaction may last, so a mark says that it goes on; what broke off is taken away again. */
import { allKinds } from "../../app/kinds.ts";
import type { Store, StoredVersion } from "../../app/ports.ts";
import { type AuditEntry, emptyLog, headAfter } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { documentOf } from "./documents.ts";
import { notFinished } from "./mongo-connection.ts";
import { type MongoModels, rawCollection } from "./mongo-models.ts";
import { headOf } from "./mongo-reading.ts";
import { currentRecord, pastRecord } from "./mongo-records.ts";
import { plain } from "./mongo-writing.ts";

/** Takes over versions and entries as they are. Throws: `not-empty`; `conflict` when the other store was written meanwhile. */
export async function receiveInto(
  models: MongoModels,
  place: string,
  from: Pick<Store, "entries" | "versions" | "head">,
): Promise<void> {
  await mark(models, place);
  try {
    await takeOver(models, from);
  } catch (error) {
    await empty(models);
    throw error;
  }
}

/** Marks the head, so that no process opens the store or writes to it until it is whole. */
async function mark(models: MongoModels, place: string): Promise<void> {
  const free = { _id: "head", sequence: 0, isReceiving: { $ne: true } };
  const { matchedCount } = await models.meta.updateOne(free, { $set: { isReceiving: true } });
  if (matchedCount === 1) return;
  const { sequence: found } = await headOf(models);
  throw found > 0 ? new DomainError("not-empty", { place, found }) : notFinished(place);
}

async function takeOver(models: MongoModels, from: Pick<Store, "entries" | "versions" | "head">): Promise<void> {
  const head = await from.head();
  for (const kind of allKinds) for await (const batch of from.versions(kind)) await receiveVersions(models, batch);
  let last = emptyLog;
  for await (const batch of from.entries()) {
    await receiveEntries(models, batch);
    last = batch.length > 0 ? headAfter(batch.at(-1)!) : last;
  }
  const end = await from.head();
  if (end.hash !== head.hash || last.hash !== head.hash) {
    throw new DomainError("conflict", { kind: "audit", id: "head", expected: head.sequence, found: end.sequence });
  }
  await models.meta.updateOne({ _id: "head" }, { $set: last, $unset: { isReceiving: 1 } });
}

async function receiveVersions(models: MongoModels, versions: readonly StoredVersion[]): Promise<void> {
  for (const [kind, ofKind] of Map.groupBy(versions, (version) => version.kind)) {
    const current = ofKind.flatMap((version) =>
      version.supersededBy === undefined ? [currentRecord(version, documentOf(kind, version))] : [],
    );
    const past = ofKind.flatMap((version) => {
      const { supersededBy } = version;
      return supersededBy === undefined ? [] : [pastRecord({ ...version, supersededBy }, documentOf(kind, version))];
    });
    if (current.length > 0) await rawCollection(models.current(kind)).insertMany(current);
    if (past.length > 0) await rawCollection(models.past(kind)).insertMany(past);
  }
}

async function receiveEntries({ audit }: MongoModels, entries: readonly AuditEntry[]): Promise<void> {
  const records = entries.map((entry) => ({
    _id: entry.sequence,
    at: entry.at,
    hash: entry.hash,
    entry: plain(entry),
  }));
  if (records.length > 0) await rawCollection(audit).insertMany(records);
}

/** Only what was taken over is there to be taken away: the store was empty. */
async function empty(models: MongoModels): Promise<void> {
  for (const kind of allKinds) {
    await models.current(kind).deleteMany({});
    await models.past(kind).deleteMany({});
  }
  await models.audit.deleteMany({});
  await models.meta.updateOne({ _id: "head" }, { $unset: { isReceiving: 1 } });
}

/**
 * Long readings as of a sequence. No transaction of the server is held open for them: every version says which entry wrote it and which entry
 * superseded it, so the state of any sequence can be put together from current and earlier versions, whatever is committed meanwhile.
 *
 * Why nothing is missed: some current versions are read, in order of id, and after them the earlier versions of the same ids. A record whose
 * current version was found to be newer than the sequence had been superseded by then, in one change with its earlier version: that one is
 * found. A record that is superseded between the two is found twice, as the same version, and taken once.
 */
import type { ClientSession } from "mongoose";
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { SnapshotReading, SnapshotRow, StoredVersion } from "../../app/ports.ts";
import type { AuditEntry, AuditHead } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { misfiledColumns, snapshotParts } from "./documents.ts";
import { translated } from "./mongo-errors.ts";
import { type CurrentRecord, type MongoModels, PAST_ORDER, type PastRecord } from "./mongo-models.ts";
import { textsOf, versionFrom } from "./mongo-records.ts";

const BATCH = 1_000;

/** The end of the log. */
export async function headOf({ meta }: MongoModels, session: ClientSession | null = null): Promise<AuditHead> {
  const head = await meta.findById("head").session(session).lean<AuditHead>();
  const { sequence, hash, at } = head!;
  return { sequence, hash, at };
}

/** The log from an entry on, up to the one that is the last now. */
export function entriesFrom(models: MongoModels, place: string, from: number): AsyncIterable<readonly AuditEntry[]> {
  return inOneSession(models, place, 0, (session, last) => entriesBetween(models, session, from, last));
}

async function* entriesBetween(
  models: MongoModels,
  session: ClientSession,
  from: number,
  last: number,
): AsyncIterable<readonly AuditEntry[]> {
  for (let next = from; next <= last; ) {
    const page = await models.audit
      .find({ _id: { $gte: next, $lte: last } })
      .session(session)
      .sort({ _id: 1 })
      .limit(BATCH)
      .batchSize(BATCH)
      .lean<{ _id: number; entry: AuditEntry }[]>();
    if (page.length === 0) return;
    yield page.map(({ entry }) => entry);
    next = page.at(-1)!._id + 1;
  }
}

/** Every version of a kind that was written up to a sequence, as it stood then, in order of id and version. */
export async function* versionsAt(
  models: MongoModels,
  place: string,
  kind: Kind,
  at: number,
): AsyncIterable<readonly StoredVersion[]> {
  const batches = inOneSession(models, place, at, (session) => recordsOf(models, session, kind, at, {}, {}));
  for await (const batch of batches) {
    yield batch.map((record) => {
      const { supersededBy, ...stored } = versionFrom(kind, record);
      const version = { ...stored, ...misfiledColumns(kind, stored, (name) => record.columns[name]) };
      return supersededBy !== undefined && supersededBy <= at ? { ...version, supersededBy } : version;
    });
  }
}

/** One consistent reading. */
export class MongoReading implements SnapshotReading {
  readonly sequence: number;
  readonly #models: MongoModels;
  readonly #place: string;
  readonly #closed: () => void;

  /** `closed` is told when the reading has ended. */
  constructor(models: MongoModels, place: string, sequence: number, closed: () => void) {
    this.#models = models;
    this.#place = place;
    this.sequence = sequence;
    this.#closed = closed;
  }

  async *rows(kind: Kind, states: readonly string[] = []): AsyncIterable<readonly SnapshotRow[]> {
    if (states.length > 0 && !("state" in shapeOf(kind).columns)) throw new Error(`a ${kind} has no state`);
    const wanted = {
      factsDigest: { $exists: true },
      ...(states.length > 0 ? { "columns.state": { $in: [...states] } } : {}),
    };
    const then = { supersededBy: { $gt: this.sequence } };
    try {
      const [models, at] = [this.#models, this.sequence];
      const read = (session: ClientSession) => recordsOf(models, session, kind, at, wanted, then);
      for await (const batch of inOneSession(models, this.#place, at, read)) {
        yield batch.map((record) => snapshotRow(kind, record));
      }
    } catch (error) {
      throw translated(error, this.#place);
    }
  }

  async close(): Promise<void> {
    this.#closed();
  }
}

function snapshotRow(kind: Kind, record: CurrentRecord | PastRecord): SnapshotRow {
  const { schemaVersion, factsDigest } = record;
  const parts = snapshotParts(kind, { ...textsOf(record), schemaVersion });
  return {
    id: "id" in record ? record.id : record._id,
    version: record.version,
    ...(parts.facts === undefined ? {} : { facts: parts.facts }),
    factsDigest: Buffer.from(factsDigest!, "hex"),
    life: parts.life,
  };
}

/**
 * Reads in a causally consistent session that has seen a sequence: a server that becomes primary in the middle shows nothing older.
 * Throws: `database-unavailable` when the primary of today does not know the sequence yet.
 */
async function* inOneSession<T>(
  models: MongoModels,
  place: string,
  at: number,
  read: (session: ClientSession, newest: number) => AsyncIterable<T>,
): AsyncIterable<T> {
  const session = await models.meta.startSession({ causalConsistency: true });
  try {
    const { sequence } = await headOf(models, session);
    if (sequence < at) throw new DomainError("database-unavailable", { place, reason: "no-primary" });
    yield* read(session, sequence);
  } finally {
    await session.endSession();
  }
}

type AnyRecord = CurrentRecord | PastRecord;

/** Records that were written up to a sequence: a page of current ones, and the earlier ones of the same stretch of ids. */
async function* recordsOf(
  models: MongoModels,
  session: ClientSession,
  kind: Kind,
  at: number,
  wanted: object,
  wantedPast: object,
): AsyncIterable<readonly AnyRecord[]> {
  for (let after = ""; ; ) {
    const page = await models
      .current(kind)
      .find({ _id: { $gt: after }, sequence: { $lte: at }, ...wanted })
      .session(session)
      .sort({ _id: 1 })
      .hint("_id_")
      .limit(BATCH)
      .batchSize(BATCH)
      .lean<CurrentRecord[]>();
    const isLast = page.length < BATCH;
    const stretch = isLast ? { $gt: after } : { $gt: after, $lte: page.at(-1)!._id };
    const past = models
      .past(kind)
      .find({ id: stretch, sequence: { $lte: at }, ...wanted, ...wantedPast })
      .session(session)
      .sort({ id: 1, version: 1 })
      .hint(PAST_ORDER)
      .batchSize(BATCH)
      .lean<PastRecord[]>()
      .cursor();
    yield* someAtATime(inOrder(page, past as unknown as AsyncIterable<PastRecord>));
    if (isLast) return;
    after = page.at(-1)!._id;
  }
}

async function* inOrder(current: readonly CurrentRecord[], past: AsyncIterable<PastRecord>): AsyncIterable<AnyRecord> {
  let next = 0;
  for await (const record of past) {
    for (; next < current.length && isBefore(current[next]!, record); next++) yield current[next]!;
    const same = current[next];
    if (same?._id === record.id && same.version === record.version) next++;
    yield record;
  }
  yield* current.slice(next);
}

/** MongoDB orders texts by their UTF-8 bytes, and so must whoever merges what it gives. */
function isBefore(current: CurrentRecord, past: PastRecord): boolean {
  const order = current._id === past.id ? 0 : Buffer.compare(Buffer.from(current._id), Buffer.from(past.id));
  return order < 0 || (order === 0 && current.version < past.version);
}

async function* someAtATime<T>(all: AsyncIterable<T>): AsyncIterable<readonly T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

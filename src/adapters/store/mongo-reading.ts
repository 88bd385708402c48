/**
 * Long readings as of a sequence. No transaction of the server is held open for them: every version says which entry wrote it and which entry
 * superseded it, so the state of any sequence can be put together from current and earlier versions, whatever is committed meanwhile.
 *
 * Why nothing is missed: some current versions are read, in order of id, and after them the earlier versions of the same ids. A record whose
 * current version was found to be newer than the sequence had been superseded by then, in one change with its earlier version: that one is
 * found. A record that is superseded between the two is found twice, as the same version, and taken once.
 */
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { SnapshotReading, SnapshotRow, StoredVersion } from "../../app/ports.ts";
import type { AuditEntry, AuditHead } from "../../domain/audit/audit-entry.ts";
import { misfiledColumns, snapshotParts } from "./documents.ts";
import { translated } from "./mongo-errors.ts";
import { type CurrentRecord, type MongoModels, PAST_ORDER, type PastRecord } from "./mongo-models.ts";
import { textsOf, versionFrom } from "./mongo-records.ts";

const BATCH = 1_000;

/** The end of the log. */
export async function headOf({ meta }: MongoModels): Promise<AuditHead> {
  const head = await meta.findById("head").lean<AuditHead>();
  const { sequence, hash, at } = head!;
  return { sequence, hash, at };
}

/** The log from an entry on, up to the one that is the last now. */
export async function* entriesFrom(models: MongoModels, from: number): AsyncIterable<readonly AuditEntry[]> {
  const { sequence: last } = await headOf(models);
  for (let next = from; next <= last; ) {
    const page = await models.audit
      .find({ _id: { $gte: next, $lte: last } })
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
  kind: Kind,
  at: number,
): AsyncIterable<readonly StoredVersion[]> {
  for await (const batch of recordsOf(models, kind, at, {}, {})) {
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
      for await (const batch of recordsOf(this.#models, kind, this.sequence, wanted, then)) {
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

type AnyRecord = CurrentRecord | PastRecord;

/** Records that were written up to a sequence: a page of current ones, and the earlier ones of the same stretch of ids. */
async function* recordsOf(
  models: MongoModels,
  kind: Kind,
  at: number,
  wanted: object,
  wantedPast: object,
): AsyncIterable<readonly AnyRecord[]> {
  for (let after = ""; ; ) {
    const page = await models
      .current(kind)
      .find({ _id: { $gt: after }, sequence: { $lte: at }, ...wanted })
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

/**
 * One attempt to write a change, inside a transaction of the server. It begins by moving the head of the log, which every change does: of two
 * changes at the same time one gets the head and the other a conflict on the head alone, to be tried again before anything was read. So
 * changes follow one another, and a version that was checked cannot move before the commit.
 */
import type { ClientSession } from "mongoose";
import { isPersonal, type Kind, shapeOf } from "../../app/kinds.ts";
import type { Erasure, Guard, Put, StoredVersion } from "../../app/ports.ts";
import type { AuditEntry, AuditHead, WrittenRows } from "../../domain/audit/audit-entry.ts";
import { RowLeaves } from "../../domain/audit/row-leaves.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { documentOf, emptied, versionConflict, versionOf } from "./documents.ts";
import { notFinished } from "./mongo-connection.ts";
import { type CurrentRecord, type MongoModels, type PastRecord, rawCollection } from "./mongo-models.ts";
import { currentRecord, pastRecord, superseded, versionFrom } from "./mongo-records.ts";

/** Records that go to the server together, unless their texts are long. */
const MOST_RECORDS = 1_000;
const MOST_CHARACTERS = 4_000_000;

interface Waiting {
  readonly version: StoredVersion;
  readonly document: object;
}

/** Moves the head of the log and gives where it was. */
export async function takeHead({ meta }: MongoModels, place: string, session: ClientSession): Promise<AuditHead> {
  const free = { _id: "head", isReceiving: { $ne: true } };
  const head = await meta.findOneAndUpdate(free, { $inc: { sequence: 1 } }, { session }).lean<AuditHead>();
  if (!head) throw notFinished(place);
  const { sequence, hash, at } = head;
  return { sequence, hash, at };
}

/** Appends an entry, which is the head from now on. */
export async function appendEntry({ audit, meta }: MongoModels, session: ClientSession, entry: AuditEntry) {
  const { sequence, at, hash } = entry;
  await rawCollection(audit).insertOne({ _id: sequence, at, hash, entry: plain(entry) }, { session });
  await meta.updateOne({ _id: "head" }, { $set: { sequence, at, hash } }, { session });
}

/** Without members that are there and undefined, which BSON would keep as null. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** What one attempt writes. */
export class MongoWriting {
  readonly #models: MongoModels;
  readonly #session: ClientSession;
  readonly #sequence: number;
  readonly #leaves = new RowLeaves();
  #waiting = new Map<string, Waiting>();
  #characters = 0;

  constructor(models: MongoModels, session: ClientSession, sequence: number) {
    this.#models = models;
    this.#session = session;
    this.#sequence = sequence;
  }

  /** Takes a record to be written; it goes to the server with others. Throws: `conflict` for this one or one before it. */
  async put(put: Put): Promise<void> {
    const version = versionOf(put, this.#sequence);
    const key = `${put.kind} ${put.id}`;
    if (this.#waiting.has(key)) await this.#flush();
    this.#waiting.set(key, { version, document: put.document });
    this.#leaves.add(put.kind, put.id, version.version, version.digest);
    this.#characters += version.life.length + (version.facts?.length ?? 0);
    if (this.#waiting.size >= MOST_RECORDS || this.#characters >= MOST_CHARACTERS) await this.#flush();
  }

  /** Throws: `conflict` naming the first record that has moved on. */
  async check(guards: readonly Guard[]): Promise<void> {
    const found = await this.#found(guards);
    for (const { kind, id, expected } of guards) checkVersion(kind, id, expected, found(kind, id));
  }

  /** Empties personal members of every version of a record. Throws: `not-found`. */
  async erase({ kind, id }: Erasure): Promise<void> {
    if (!isPersonal(kind)) throw new Error(`a ${kind} has nothing personal to erase`);
    await this.#flush();
    const session = this.#session;
    const current = await this.#models.current(kind).findById(id).session(session).lean<CurrentRecord>();
    if (!current) throw new DomainError("not-found", { kind, id });
    const past = await this.#models.past(kind).find({ id }).session(session).lean<PastRecord[]>();
    for (const record of [current, ...past]) {
      const version = versionFrom(kind, record);
      const without = emptied(version);
      if (!without) continue;
      const erased = { ...without, erasedBy: version.erasedBy ?? this.#sequence };
      const document = documentOf(kind, erased);
      const { supersededBy } = erased;
      if (supersededBy === undefined) {
        await rawCollection(this.#models.current(kind)).replaceOne({ _id: id }, currentRecord(erased, document), {
          session,
        });
      } else {
        const kept = { ...pastRecord({ ...erased, supersededBy }, document), columns: record.columns };
        await rawCollection(this.#models.past(kind)).replaceOne({ _id: record._id }, kept, { session });
      }
    }
  }

  /** Sends what is left, and tells what was written. */
  async end(): Promise<WrittenRows> {
    await this.#flush();
    return this.#leaves.rows();
  }

  async #flush(): Promise<void> {
    const waiting = [...this.#waiting.values()];
    this.#waiting = new Map();
    this.#characters = 0;
    if (waiting.length === 0) return;
    const found = await this.#found(waiting.map(({ version }) => version));
    for (const { version } of waiting) {
      const { kind, id } = version;
      checkVersion(kind, id, version.version - 1, found(kind, id));
    }
    for (const [kind, ofKind] of Map.groupBy(waiting, ({ version }) => version.kind)) {
      const before = ofKind.flatMap(({ version }) => found(kind, version.id) ?? []);
      await this.#write(kind, before, ofKind);
    }
  }

  async #write(kind: Kind, before: readonly CurrentRecord[], after: readonly Waiting[]): Promise<void> {
    const options = { session: this.#session, ordered: true };
    const { hasHistory } = shapeOf(kind);
    if (before.length > 0) {
      const past = before.map((record) => superseded(kind, record, this.#sequence, hasHistory));
      await rawCollection(this.#models.past(kind)).bulkWrite(
        past.map((document) => ({ insertOne: { document } })),
        options,
      );
    }
    const changes = after.map(({ version, document }) => {
      const record = currentRecord(version, document);
      if (version.version === 1) return { insertOne: { document: record } };
      return { replaceOne: { filter: { _id: version.id, version: version.version - 1 }, replacement: record } };
    });
    const { insertedCount, matchedCount } = await rawCollection(this.#models.current(kind)).bulkWrite(changes, options);
    if (insertedCount + matchedCount !== after.length) {
      throw new Error(`${insertedCount + matchedCount} of ${after.length} records of ${kind} were written`);
    }
  }

  /** Records of today by kind and id. */
  async #found(
    wanted: readonly { readonly kind: Kind; readonly id: string }[],
  ): Promise<(kind: Kind, id: string) => CurrentRecord | undefined> {
    const records = new Map<Kind, Map<string, CurrentRecord>>();
    for (const [kind, ofKind] of Map.groupBy(wanted, (each) => each.kind)) {
      const ids = ofKind.map(({ id }) => id);
      const query = this.#models.current(kind).find({ _id: { $in: ids } });
      const there = await query.session(this.#session).batchSize(MOST_RECORDS).lean<CurrentRecord[]>();
      records.set(kind, new Map(there.map((record) => [record._id, record])));
    }
    return (kind, id) => records.get(kind)?.get(id);
  }
}

function checkVersion(kind: Kind, id: string, expected: number, record: CurrentRecord | undefined): void {
  const found = record?.version ?? 0;
  if (found !== expected) throw versionConflict(kind, id, expected, found, record?.columns.state);
}

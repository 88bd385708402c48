/**
 * The default store: one SQLite file. One connection writes, one change after the other; another reads, so that a change that is being
 * written is not seen before it is whole. A very big change has a thread and a connection of its own. Several processes may use the file:
 * each waits for its turn to write.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Kind } from "../../app/kinds.ts";
import { allKinds, isPersonal } from "../../app/kinds.ts";
import type {
  Change,
  Claim,
  Committed,
  Erasure,
  JobRow,
  List,
  Page,
  Put,
  SnapshotReading,
  Store,
  Stored,
  StoredVersion,
} from "../../app/ports.ts";
import { type AuditEntry, type AuditHead, chainEntry } from "../../domain/audit/audit-entry.ts";
import { RowLeaves } from "../../domain/audit/row-leaves.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { asksForNothing, pageOf, resolveQuery } from "./closed-queries.ts";
import { versionOf } from "./documents.ts";
import { BULK_RECORDS, BulkIndexes } from "./sqlite-bulk-indexes.ts";
import { commitBig } from "./sqlite-bulk-thread.ts";
import { openReader, openWriter } from "./sqlite-connection.ts";
import { translated } from "./sqlite-errors.ts";
import { endClaim, lastJobs, renewClaim, takeClaim } from "./sqlite-jobs.ts";
import { renewIndexes } from "./sqlite-layout.ts";
import { headOf, SqliteReading } from "./sqlite-reading.ts";
import { SqliteReads } from "./sqlite-tables.ts";
import { LONGEST_WAIT_MS, type SqliteOptions, SqliteWriter } from "./sqlite-writer.ts";

const MOST_JOBS = 100;

/** Opens the store of a file; a new file is made where there is none. Throws: what a bad file or disk gives, as `DomainError`. */
export async function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const writer = await openWriter(file, options.longestWaitMs ?? LONGEST_WAIT_MS);
  try {
    return new SqliteStore(file, writer, openReader(file), options);
  } catch (error) {
    writer.close();
    throw error;
  }
}

class SqliteStore implements Store {
  readonly place: string;
  readonly #writer: SqliteWriter;
  readonly #reader: DatabaseSync;
  readonly #reads = new Map<Kind, SqliteReads<Kind>>();
  readonly #readings = new Set<SqliteReading>();
  readonly #longestWaitMs: number;
  #closing: Promise<void> | undefined;

  constructor(place: string, writer: DatabaseSync, reader: DatabaseSync, options: SqliteOptions) {
    this.place = place;
    this.#writer = new SqliteWriter(writer, place, options);
    this.#reader = reader;
    this.#longestWaitMs = options.longestWaitMs ?? LONGEST_WAIT_MS;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Stored<K> | undefined> {
    return this.#read(() => this.#readsOf(kind).get(id));
  }

  async getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<K>>> {
    return this.#read(() => {
      this.#reader.exec("BEGIN");
      try {
        const reads = this.#readsOf(kind);
        return new Map(ids.flatMap((id) => entryOf(reads.get(id))));
      } finally {
        this.#reader.exec("ROLLBACK");
      }
    });
  }

  async getVersion<K extends Kind>(kind: K, id: string, version: number): Promise<Stored<K> | undefined> {
    return this.#read(() => this.#readsOf(kind).getVersion(id, version));
  }

  async list<K extends Kind>(list: List<K>): Promise<Page<K>> {
    const query = resolveQuery(list);
    if (asksForNothing(query)) return { records: [] };
    return pageOf(query, await this.#read(() => this.#readsOf(list.kind).list(query)));
  }

  async snapshot(at?: number): Promise<SnapshotReading> {
    return this.#openReading(at);
  }

  async *entries(from = 1): AsyncIterable<readonly AuditEntry[]> {
    const reading = this.#openReading();
    try {
      yield* reading.entries(from);
    } finally {
      await reading.close();
    }
  }

  async *versions(kind: Kind): AsyncIterable<readonly StoredVersion[]> {
    const reading = this.#openReading();
    try {
      yield* reading.versions(kind);
    } finally {
      await reading.close();
    }
  }

  async head(): Promise<AuditHead> {
    return this.#read(() => headOf(this.#reader));
  }

  async commit(change: Change): Promise<Committed> {
    this.#checkOpen();
    const { puts } = change;
    const isSmall = Array.isArray(puts) && puts.length < BULK_RECORDS && !change.erasures?.length;
    const committed = await (isSmall
      ? this.#writer.share((db) => this.#commitNow(db, change, puts))
      : this.#writer.inTurn(() => this.#commitInTurn(change)));
    if (committed.entry.rows.count >= BULK_RECORDS) this.#writer.shrink();
    return committed;
  }

  #commitInTurn(change: Change): Promise<Committed> {
    const { puts, isBig = false, erasures = [] } = change;
    const commitHere = () => this.#writer.writeNow((db) => this.#commit(db, change), erasures.length > 0);
    if (!isBig || erasures.length > 0 || Symbol.iterator in puts) return commitHere();
    const start = { file: this.place, longestWaitMs: this.#longestWaitMs };
    return commitBig(start, { ...change, puts }, commitHere);
  }

  async claim(job: string, key: string, times: Parameters<Store["claim"]>[2]): Promise<Claim | undefined> {
    return this.#write((db) => takeClaim(db, job, key, times));
  }

  async renew(claim: Claim, leaseUntil: string): Promise<void> {
    return this.#write((db) => renewClaim(db, claim, leaseUntil));
  }

  async finish(claim: Claim, end: Parameters<Store["finish"]>[1]): Promise<void> {
    return this.#write((db) => endClaim(db, claim, end));
  }

  async jobs(job: string, limit = MOST_JOBS): Promise<readonly JobRow[]> {
    return this.#read(() => lastJobs(this.#reader, job, limit));
  }

  async receive(from: Pick<Store, "entries" | "versions" | "head">): Promise<void> {
    return this.#write((db) => this.#receive(db, from));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#writer.settled();
    for (const reading of [...this.#readings]) await reading.close();
    this.#reader.close();
    this.#writer.close();
  }

  async #commit(db: DatabaseSync, change: Change): Promise<Committed> {
    const { puts } = change;
    if (Symbol.iterator in puts) return this.#commitNow(db, change, puts);
    const { put, end } = this.#begin(db, change);
    for await (const some of puts) for (const each of some) put(each);
    return end();
  }

  #commitNow(db: DatabaseSync, change: Change, puts: Iterable<Put>): Committed {
    const { put, end } = this.#begin(db, change);
    for (const each of puts) put(each);
    return end();
  }

  /** Begins a change inside a transaction: how a record of it is put, and how it ends. */
  #begin(db: DatabaseSync, { guards = [], erasures = [], entry }: Change) {
    const head = headOf(db);
    const sequence = head.sequence + 1;
    const leaves = new RowLeaves();
    const indexes = new BulkIndexes(db);
    for (const { kind, id, expected } of guards) this.#writer.tableOf(kind).check(id, expected);
    return {
      put: (each: Put): void => {
        const version = versionOf(each, sequence);
        this.#writer.tableOf(each.kind).put(version, each.document);
        leaves.add(each.kind, each.id, version.version, version.digest);
        indexes.written(each.kind);
      },
      end: (): Committed => {
        indexes.rebuild();
        for (const erasure of erasures) this.#erase(erasure, sequence);
        for (const kind of new Set(erasures.map((one) => one.kind))) renewIndexes(db, kind);
        const made = chainEntry(head, entry(), leaves.rows());
        appendEntry(db, made);
        return { sequence, entry: made };
      },
    };
  }

  #erase({ kind, id }: Erasure, sequence: number): void {
    if (!isPersonal(kind)) throw new Error(`a ${kind} has nothing personal to erase`);
    if (!this.#writer.tableOf(kind).erase(id, sequence)) throw new DomainError("not-found", { kind, id });
  }

  async #receive(db: DatabaseSync, from: Pick<Store, "entries" | "versions" | "head">): Promise<void> {
    const own = headOf(db);
    if (own.sequence > 0) throw new DomainError("not-empty", { place: this.place, found: own.sequence });
    const head = await from.head();
    const indexes = new BulkIndexes(db);
    for (const kind of allKinds) {
      const writes = this.#writer.tableOf(kind);
      for await (const batch of from.versions(kind)) {
        for (const version of batch) {
          writes.receive(version);
          indexes.written(kind);
        }
      }
    }
    indexes.rebuild();
    for await (const batch of from.entries()) for (const entry of batch) appendEntry(db, entry);
    const end = await from.head();
    const received = headOf(db);
    if (end.hash !== head.hash || received.hash !== head.hash) {
      throw new DomainError("conflict", { kind: "audit", id: "head", expected: head.sequence, found: end.sequence });
    }
  }

  #write<T>(work: (db: DatabaseSync) => T | Promise<T>, isErasing = false): Promise<T> {
    this.#checkOpen();
    return this.#writer.write(work, isErasing);
  }

  #read<T>(work: () => T): T {
    this.#checkOpen();
    try {
      return work();
    } catch (error) {
      throw translated(error, this.place);
    }
  }

  #openReading(at?: number): SqliteReading {
    this.#checkOpen();
    const db = openReader(this.place);
    try {
      const reading: SqliteReading = new SqliteReading(db, this.place, at, () => this.#readings.delete(reading));
      this.#readings.add(reading);
      return reading;
    } catch (error) {
      db.close();
      throw translated(error, this.place);
    }
  }

  #checkOpen(): void {
    if (this.#closing) throw new DomainError("database-unavailable", { place: this.place, reason: "closed" });
  }

  #readsOf<K extends Kind>(kind: K): SqliteReads<K> {
    let reads = this.#reads.get(kind);
    if (!reads) this.#reads.set(kind, (reads = new SqliteReads<Kind>(this.#reader, kind)));
    return reads as unknown as SqliteReads<K>;
  }
}

function appendEntry(db: DatabaseSync, entry: AuditEntry): void {
  db.prepare("INSERT INTO audit (sequence, at, hash, entry) VALUES (?, ?, ?, ?)").run(
    entry.sequence,
    entry.at,
    entry.hash,
    canonicalJson(entry),
  );
}

function entryOf<K extends Kind>(stored: Stored<K> | undefined): (readonly [string, Stored<K>])[] {
  return stored ? [[stored.id, stored]] : [];
}

/**
 * The default store: one SQLite file. One connection writes, one change after the other; another reads, so that a change that is being
 * written is not seen before it is whole. Several processes may use the file: each waits for its turn to write.
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
import { openReader, openWriter, whileBusy } from "./sqlite-connection.ts";
import { translated } from "./sqlite-errors.ts";
import { endClaim, lastJobs, takeClaim } from "./sqlite-jobs.ts";
import { headOf, SqliteReading } from "./sqlite-reading.ts";
import { SqliteReads, SqliteWrites } from "./sqlite-tables.ts";

/** How a store waits and whom it tells. */
export interface SqliteOptions {
  /** How long a change waits for other processes that write. Units: milliseconds. */
  readonly longestWaitMs?: number;
  /** How long an erasure waits for readings to end, to empty the journal. Units: milliseconds. */
  readonly journalWaitMs?: number;
  /** Told what an operator should know; a process warning by default. */
  readonly warn?: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

const LONGEST_WAIT_MS = 120_000;
const JOURNAL_WAIT_MS = 5_000;
const MOST_JOBS = 100;

/** Opens the store of a file; a new file is made where there is none. Throws: what a bad file or disk gives, as `DomainError`. */
export async function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const writer = await openWriter(file, options.longestWaitMs ?? LONGEST_WAIT_MS);
  return new SqliteStore(file, writer, openReader(file), options);
}

class SqliteStore implements Store {
  readonly place: string;
  readonly #writer: DatabaseSync;
  readonly #reader: DatabaseSync;
  readonly #longestWaitMs: number;
  readonly #journalWaitMs: number;
  readonly #warn: NonNullable<SqliteOptions["warn"]>;
  readonly #reads = new Map<Kind, SqliteReads<Kind>>();
  readonly #writes = new Map<Kind, SqliteWrites>();
  readonly #readings = new Set<SqliteReading>();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;
  /** The erasure whose old pages may still lie in the journal. */
  #erasureInJournal: number | undefined;

  constructor(place: string, writer: DatabaseSync, reader: DatabaseSync, options: SqliteOptions) {
    this.place = place;
    this.#writer = writer;
    this.#reader = reader;
    this.#longestWaitMs = options.longestWaitMs ?? LONGEST_WAIT_MS;
    this.#journalWaitMs = options.journalWaitMs ?? JOURNAL_WAIT_MS;
    this.#warn = options.warn ?? ((event, values) => process.emitWarning(`${event} ${JSON.stringify(values)}`));
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Stored<K> | undefined> {
    return this.#read(() => this.#readsOf(kind).get(id));
  }

  async getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<K>>> {
    return this.#read(() => {
      const reads = this.#readsOf(kind);
      const found = new Map<string, Stored<K>>();
      for (const id of ids) {
        const stored = reads.get(id);
        if (stored) found.set(id, stored);
      }
      return found;
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
    const committed = await this.#write((db) => this.#commit(db, change));
    if (committed.entry.rows.count >= BULK_RECORDS) this.#writer.exec("PRAGMA shrink_memory");
    if (change.erasures && change.erasures.length > 0) this.#erasureInJournal = committed.sequence;
    if (this.#erasureInJournal !== undefined) await this.#emptyJournal(this.#erasureInJournal);
    return committed;
  }

  async claim(job: string, key: string, times: Parameters<Store["claim"]>[2]): Promise<Claim | undefined> {
    return this.#write((db) => takeClaim(db, job, key, times));
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
    await this.#lastWrite;
    for (const reading of [...this.#readings]) await reading.close();
    this.#reader.close();
    this.#writer.close();
  }

  async #commit(db: DatabaseSync, { puts, guards = [], erasures = [], entry }: Change): Promise<Committed> {
    const head = headOf(db);
    const sequence = head.sequence + 1;
    const leaves = new RowLeaves();
    const indexes = new BulkIndexes(db);
    const put = (each: Put) => {
      const version = versionOf(each, sequence);
      this.#writesOf(each.kind).put(version, each.document);
      leaves.add(each.kind, each.id, version.version, version.digest);
      indexes.written(each.kind);
    };
    for (const { kind, id, expected } of guards) this.#writesOf(kind).check(id, expected);
    if (Symbol.iterator in puts) for (const each of puts) put(each);
    else for await (const each of puts) put(each);
    indexes.rebuild();
    for (const erasure of erasures) this.#erase(erasure, sequence);
    const made = chainEntry(head, entry(), leaves.rows());
    appendEntry(db, made);
    return { sequence, entry: made };
  }

  #erase({ kind, id }: Erasure, sequence: number): void {
    if (!isPersonal(kind)) throw new Error(`a ${kind} has nothing personal to erase`);
    if (!this.#writesOf(kind).erase(id, sequence)) throw new DomainError("not-found", { kind, id });
  }

  async #receive(db: DatabaseSync, from: Pick<Store, "entries" | "versions" | "head">): Promise<void> {
    const own = headOf(db);
    if (own.sequence > 0) throw new DomainError("not-empty", { place: this.place, found: own.sequence });
    const head = await from.head();
    for (const kind of allKinds) {
      const writes = this.#writesOf(kind);
      for await (const batch of from.versions(kind)) for (const version of batch) writes.receive(version);
    }
    for await (const batch of from.entries()) for (const entry of batch) appendEntry(db, entry);
    const end = await from.head();
    const received = headOf(db);
    if (end.hash !== head.hash || received.hash !== head.hash) {
      throw new DomainError("conflict", { kind: "audit", id: "head", expected: head.sequence, found: end.sequence });
    }
  }

  async #write<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T> {
    this.#checkOpen();
    const turn = this.#lastWrite.then(() => this.#transaction(work));
    this.#lastWrite = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  async #transaction<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T> {
    const db = this.#writer;
    try {
      await whileBusy(() => db.exec("BEGIN IMMEDIATE"), this.#longestWaitMs);
      const result = await work(db);
      db.exec("COMMIT");
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw translated(error, this.place);
    }
  }

  /** Old pages of erased records leave the journal; a reading that goes on, also of another process, is waited for and then told. */
  async #emptyJournal(sequence: number): Promise<void> {
    const start = performance.now();
    const isEmptied = await whileBusy(() => {
      const { busy } = this.#writer.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { busy: number };
      if (busy === 0) return true;
      if (performance.now() - start > this.#journalWaitMs) return false;
      throw Object.assign(new Error("a reading goes on"), { code: "ERR_SQLITE_ERROR", errcode: 5 });
    }, this.#journalWaitMs);
    if (isEmptied) this.#erasureInJournal = undefined;
    else this.#warn("journal-not-emptied", { place: this.place, sequence });
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
      const reading: SqliteReading = new SqliteReading(db, at, () => this.#readings.delete(reading));
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

  #writesOf(kind: Kind): SqliteWrites {
    let writes = this.#writes.get(kind);
    if (!writes) this.#writes.set(kind, (writes = new SqliteWrites(this.#writer, kind)));
    return writes;
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

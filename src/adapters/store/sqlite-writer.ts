/**
 * The writing side of a store: one transaction after the other on one connection; small changes that come at the same time share one, and with it the
 * wait for the disk. Where another process writes, its end is waited for; when something was erased, its old pages leave the journal too.
 */
import type { DatabaseSync } from "node:sqlite";
import { setImmediate as lettingOthersCome } from "node:timers/promises";
import type { Kind } from "../../app/kinds.ts";
import { whileBusy } from "./sqlite-connection.ts";
import { busyError, translated } from "./sqlite-errors.ts";
import { SqliteWrites } from "./sqlite-tables.ts";

/** How a store waits and whom it tells. */
export interface SqliteOptions {
  /** How long a change waits for other processes that write. Units: milliseconds. */
  readonly longestWaitMs?: number;
  /** How long an erasure waits for readings to end, to empty the journal. Units: milliseconds. */
  readonly journalWaitMs?: number;
  /** Told what an operator should know; a process warning by default. */
  readonly warn?: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

/** An import of a million requests with their persons takes minutes on a small machine; whoever comes meanwhile is served after it. */
export const LONGEST_WAIT_MS = 300_000;
const JOURNAL_WAIT_MS = 5_000;

/** So many changes share a transaction at most: those who ask for something else meanwhile are not kept waiting for long. */
const MOST_SHARING = 50;

/** A change that shares a transaction. */
interface Sharing {
  readonly work: (db: DatabaseSync) => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of one. */
type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** Does what must not be done at the same time. */
export class SqliteWriter {
  readonly #db: DatabaseSync;
  readonly #place: string;
  readonly #options: SqliteOptions;
  readonly #tables = new Map<Kind, SqliteWrites>();
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** The changes of the last turn that was given, while others may join them. */
  #sharing: Sharing[] | undefined;
  /** Number of erasures whose old pages may still lie in the journal. */
  #erasuresInJournal = 0;

  constructor(db: DatabaseSync, place: string, options: SqliteOptions) {
    this.#db = db;
    this.#place = place;
    this.#options = options;
  }

  /** Does work in a transaction of its own, after everything that was asked before. Throws: what the work throws, and nothing is kept then. */
  write<T>(work: (db: DatabaseSync) => T | Promise<T>, isErasing = false): Promise<T> {
    return this.inTurn(() => this.writeNow(work, isErasing));
  }

  /** Does work after everything that was asked before, and before everything that is asked later. Throws: what the work throws. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#sharing = undefined;
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * The same as `write` for work that does not wait: all such work that is asked before its turn comes is one transaction, durable at once, in which each is
   * there whole or not at all. Throws: what the work throws; what ends the transaction.
   */
  share<T>(work: (db: DatabaseSync) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const one = { work, resolve, reject };
      if (this.#sharing && this.#sharing.length < MOST_SHARING) {
        this.#sharing.push(one);
        return;
      }
      const all: Sharing[] = [one];
      void this.inTurn(() => this.#shareNow(all));
      this.#sharing = all;
    });
  }

  async #shareNow(all: Sharing[]): Promise<void> {
    // Calls that have arrived at the same time as this one are read before its transaction begins.
    await lettingOthersCome();
    if (this.#sharing === all) this.#sharing = undefined;
    try {
      const outcomes = await this.writeNow((db) => all.map(({ work }) => this.#attempt(db, work)));
      for (const [i, { resolve, reject }] of all.entries()) {
        const outcome = outcomes[i]!;
        if ("error" in outcome) reject(outcome.error);
        else resolve(outcome.result as never);
      }
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  /** Takes back what one change has written where it fails. Throws: what ends the transaction of all. */
  #attempt(db: DatabaseSync, work: Sharing["work"]): Outcome {
    db.exec("SAVEPOINT one");
    try {
      const result = work(db);
      db.exec("RELEASE one");
      return { result };
    } catch (error) {
      if (!db.isTransaction) throw error;
      db.exec("ROLLBACK TO one; RELEASE one");
      return { error: translated(error, this.#place) };
    }
  }

  /** The same as `write` for whoever has the turn. */
  async writeNow<T>(work: (db: DatabaseSync) => T | Promise<T>, isErasing = false): Promise<T> {
    const result = await this.#transaction(work);
    if (isErasing) this.#erasuresInJournal++;
    if (this.#erasuresInJournal > 0) await this.#emptyJournal(isErasing);
    return result;
  }

  /** Writes records of a kind, inside the work of a transaction. */
  tableOf(kind: Kind): SqliteWrites {
    let writes = this.#tables.get(kind);
    if (!writes) this.#tables.set(kind, (writes = new SqliteWrites(this.#db, kind)));
    return writes;
  }

  /** Gives back memory that a big change needed. */
  shrink(): void {
    this.#db.exec("PRAGMA shrink_memory");
  }

  /** Waits for everything that was asked to be written. */
  async settled(): Promise<void> {
    await this.#lastTurn;
  }

  close(): void {
    this.#db.close();
  }

  async #transaction<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T> {
    const db = this.#db;
    try {
      await whileBusy(() => db.exec("BEGIN IMMEDIATE"), this.#options.longestWaitMs ?? LONGEST_WAIT_MS);
      const result = await work(db);
      db.exec("COMMIT");
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw translated(error, this.#place);
    }
  }

  /**
   * Empties the journal. A reading that goes on, also one of another process, keeps its pages: an erasure waits for it a while and then
   * tells; every change after it tries again without waiting.
   */
  async #emptyJournal(mayWait: boolean): Promise<void> {
    const longest = mayWait ? (this.#options.journalWaitMs ?? JOURNAL_WAIT_MS) : 0;
    try {
      await whileBusy(() => checkpoint(this.#db), longest);
      this.#erasuresInJournal = 0;
    } catch {
      if (mayWait) this.#warn("journal-not-emptied", { place: this.#place });
    }
  }

  #warn(event: string, values: Readonly<Record<string, string | number>>): void {
    const warn = this.#options.warn ?? ((name, told) => process.emitWarning(`${name} ${JSON.stringify(told)}`));
    warn(event, values);
  }
}

/** Moves the journal into the file and cuts it to nothing. Throws: as SQLite when it is busy. */
function checkpoint(db: DatabaseSync): void {
  const { busy } = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { readonly busy: number };
  if (busy !== 0) throw busyError();
}

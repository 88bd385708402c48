/** All databases of the double, and the transactions on them: what is committed becomes visible at once and whole. */
import type { Document } from "bson";
import { Collection } from "./collection.ts";
import { ServerError } from "./server-error.ts";
import { Transaction } from "./transaction.ts";

interface Session {
  number: number;
  state: "open" | "committed" | "aborted";
  transaction?: Transaction;
}

/** What `lsid` and `txnNumber` of a command name. */
export interface TransactionName {
  readonly session: string;
  readonly number: number;
}

/** The databases. */
export class Databases {
  readonly #collections = new Map<string, Collection>();
  readonly #sessions = new Map<string, Session>();
  readonly #open = new Set<Transaction>();
  readonly #transactionLifetimeMs: number;
  #stamp = 1;
  #waiting: (() => void)[] = [];

  constructor(transactionLifetimeMs: number) {
    this.#transactionLifetimeMs = transactionLifetimeMs;
  }

  /** A collection, made when it is not there. */
  collection(namespace: string): Collection {
    let collection = this.#collections.get(namespace);
    if (!collection) this.#collections.set(namespace, (collection = new Collection(namespace)));
    return collection;
  }

  existing(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** Names of a database's collections. */
  collectionsOf(database: string): string[] {
    const prefix = `${database}.`;
    return [...this.#collections.keys()].filter((name) => name.startsWith(prefix)).map((n) => n.slice(prefix.length));
  }

  /** Gives a database the collections, indexes and documents of another. */
  copy(from: string, to: string): Promise<void> {
    return this.alone((transaction) => {
      for (const name of this.collectionsOf(from)) {
        const source = this.collection(`${from}.${name}`);
        const target = this.collection(`${to}.${name}`);
        for (const index of source.indexes().slice(1)) target.addIndex(index.name, index.key, index.unique);
        for (const [, document] of source.candidates(transaction, {})) target.insert(transaction, document);
      }
    });
  }

  drop(namespace: string): void {
    this.#collections.delete(namespace);
  }

  /** Begins the next transaction of a session; one that was open is aborted. */
  begin({ session: id, number }: TransactionName): void {
    const session = this.#sessions.get(id);
    if (session && number <= session.number) {
      throw new ServerError("TransactionTooOld", `transaction ${number} of this session is not newer than the last`);
    }
    if (session?.transaction) this.#abandon(session);
    const transaction = new Transaction(this.#stamp, Date.now());
    this.#sessions.set(id, { number, state: "open", transaction });
    this.#open.add(transaction);
  }

  /** The open transaction of a name. Throws: `NoSuchTransaction`, to be begun again. */
  transaction({ session: id, number }: TransactionName): Transaction {
    const session = this.#sessions.get(id);
    if (session?.number === number && session.transaction && this.#isAlive(session)) return session.transaction;
    throw noSuchTransaction(number);
  }

  /** Commits; a second time is as good as once. */
  commit({ session: id, number }: TransactionName): void {
    const session = this.#sessions.get(id);
    if (session?.number === number && session.state === "committed") return;
    const transaction = this.transaction({ session: id, number });
    session!.state = "committed";
    delete session!.transaction;
    this.#open.delete(transaction);
    this.#apply(transaction);
  }

  /** Aborts; what was committed stays. */
  abort({ session: id, number }: TransactionName): void {
    const session = this.#sessions.get(id);
    if (session?.number !== number) throw noSuchTransaction(number);
    if (session.state === "committed") throw new ServerError("TransactionCommitted", "the transaction was committed");
    if (session.transaction) this.#abandon(session);
  }

  /** Runs a command outside any transaction: alone, and after any transaction that holds a document it writes. */
  async alone<T>(run: (transaction: Transaction) => T): Promise<T> {
    for (;;) {
      const transaction = new Transaction(this.#stamp, Date.now());
      try {
        const answer = run(transaction);
        this.#apply(transaction);
        return answer;
      } catch (error) {
        for (const [collection, writes] of transaction.all()) collection.release(writes.keys());
        if (!(error instanceof ServerError && error.codeName === "WriteConflict")) throw error;
        await this.#transactionEnd();
      }
    }
  }

  /** Counts the commits: the time of a server. */
  get stamp(): number {
    return this.#stamp;
  }

  #apply(transaction: Transaction): void {
    this.#stamp++;
    const isRead = this.#open.size > 0;
    for (const [collection, writes] of transaction.all()) collection.apply(writes, this.#stamp, isRead);
    if (!isRead) for (const collection of this.#collections.values()) collection.forgetOld();
    this.#wake();
  }

  #abandon(session: Session): void {
    const transaction = session.transaction!;
    session.state = "aborted";
    delete session.transaction;
    this.#open.delete(transaction);
    for (const [collection, writes] of transaction.all()) collection.release(writes.keys());
    this.#wake();
  }

  /** A server ends transactions that are open too long, also those of clients that are gone. */
  #isAlive(session: Session): boolean {
    if (Date.now() - session.transaction!.startedAt <= this.#transactionLifetimeMs) return true;
    this.#abandon(session);
    return false;
  }

  /** Ends what was open too long; called before every command. */
  endExpired(): void {
    for (const session of this.#sessions.values()) if (session.transaction) this.#isAlive(session);
  }

  forgetSession(id: string): void {
    const session = this.#sessions.get(id);
    if (session?.transaction) this.#abandon(session);
    this.#sessions.delete(id);
  }

  async #transactionEnd(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.endExpired();
        resolve();
      }, 20);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
}

/** The name of a command's transaction; undefined outside transactions. */
export function transactionName(command: Document): TransactionName | undefined {
  if (command.lsid === undefined || command.txnNumber === undefined) return undefined;
  return { session: sessionId(command.lsid), number: Number(command.txnNumber) };
}

/** A session's id as text. */
export function sessionId(lsid: Document): string {
  return Buffer.from((lsid.id as { buffer?: Uint8Array }).buffer ?? (lsid.id as Uint8Array)).toString("hex");
}

function noSuchTransaction(number: number): ServerError {
  return new ServerError("NoSuchTransaction", `transaction ${number} is not open`, ["TransientTransactionError"]);
}

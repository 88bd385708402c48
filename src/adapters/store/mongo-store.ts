/**
 * The store for several machines: MongoDB, a replica set or a sharded cluster, through mongoose. A change is one transaction with a majority
 * and the journal behind it; readings as of a sequence need none (see `mongo-reading.ts`).
 *
 * Limits of the server: it ends a transaction after 60 s unless `transactionLifetimeLimitSeconds` says otherwise, so an import that takes
 * longer must be cut in parts or the limit raised; a document holds 16 MiB. A process that is killed in the middle of a change holds the head
 * of the log until its transaction is ended by that limit: others wait. What erasure empties leaves the documents at once, but the server's
 * oplog and free pages of its files keep old bytes for a while; names are sealed in them, facts are not.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type {
  Change,
  Claim,
  Committed,
  JobRow,
  List,
  Page,
  SnapshotReading,
  Store,
  Stored,
  StoredVersion,
} from "../../app/ports.ts";
import type { AuditEntry, AuditHead } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { asksForNothing, pageOf, type ResolvedQuery, resolveQuery } from "./closed-queries.ts";
import { storedOf } from "./documents.ts";
import { commitChange } from "./mongo-commit.ts";
import { type OpenMongo, openMongo } from "./mongo-connection.ts";
import { translated } from "./mongo-errors.ts";
import { endClaim, lastJobs, renewClaim, takeClaim } from "./mongo-jobs.ts";
import type { CurrentRecord, MongoModels, PastRecord } from "./mongo-models.ts";
import { entriesFrom, headOf, MongoReading, versionsAt } from "./mongo-reading.ts";
import { receiveInto } from "./mongo-receiving.ts";
import { textsOf } from "./mongo-records.ts";

const MOST_JOBS = 100;
const IDS_AT_A_TIME = 1_000;

/** How long an erasure waits for readings of this process that began before it. Units: milliseconds. */
const READING_WAIT_MS = 5_000;

/**
 * Opens the store of an address: `mongodb://…` with the database as its path, `contingent` where it names none.
 * Throws: `database-unavailable`, `no-replica-set`, `newer-schema`, `not-a-database`.
 */
export async function openMongoStore(uri: string): Promise<Store> {
  return new MongoStore(await openMongo(uri));
}

class MongoStore implements Store {
  readonly place: string;
  readonly #connection: OpenMongo["connection"];
  readonly #models: MongoModels;
  readonly #readings = new Map<MongoReading, Promise<void>>();
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor({ connection, models, place }: OpenMongo) {
    this.#connection = connection;
    this.#models = models;
    this.place = place;
  }

  get<K extends Kind>(kind: K, id: string): Promise<Stored<K> | undefined> {
    return this.#run(async () => {
      const record = await this.#models.current(kind).findById(id).lean<CurrentRecord>();
      return record ? stored(kind, id, record) : undefined;
    });
  }

  getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<K>>> {
    return this.#run(async () => {
      const records = new Map<string, CurrentRecord>();
      for (let at = 0; at < ids.length; at += IDS_AT_A_TIME) {
        const some = ids.slice(at, at + IDS_AT_A_TIME);
        const query = this.#models.current(kind).find({ _id: { $in: some } });
        for (const record of await query.batchSize(IDS_AT_A_TIME).lean<CurrentRecord[]>())
          records.set(record._id, record);
      }
      const found = new Map<string, Stored<K>>();
      for (const id of ids) if (records.has(id)) found.set(id, stored(kind, id, records.get(id)!));
      return found;
    });
  }

  getVersion<K extends Kind>(kind: K, id: string, version: number): Promise<Stored<K> | undefined> {
    return this.#run(async () => {
      const current = await this.#models.current(kind).findById(id).lean<CurrentRecord>();
      if (current?.version === version) return stored(kind, id, current);
      const past = await this.#models.past(kind).findOne({ id, version }).lean<PastRecord>();
      return past && shapeOf(kind).hasHistory ? stored(kind, id, past) : undefined;
    });
  }

  list<K extends Kind>(list: List<K>): Promise<Page<K>> {
    return this.#run(async () => {
      const query = resolveQuery(list);
      if (asksForNothing(query)) return { records: [] };
      const records = await this.#models
        .current(list.kind)
        .find(filterOf(query))
        .sort(Object.fromEntries([...pathsOf(query), "_id"].map((path) => [path, 1] as const)))
        .hint(query.equals.length + query.order.length === 0 ? "_id_" : query.by)
        .limit(query.limit + 1)
        .batchSize(query.limit + 1)
        .lean<CurrentRecord[]>();
      return pageOf(
        query,
        records.map((record) => stored(list.kind, record._id, record)),
      );
    });
  }

  snapshot(at?: number): Promise<SnapshotReading> {
    return this.#run(async () => {
      const { sequence: newest } = await headOf(this.#models);
      const sequence = at ?? newest;
      if (sequence < 0 || sequence > newest)
        throw new Error(`there is no sequence ${sequence}: the newest is ${newest}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      const reading: MongoReading = new MongoReading(this.#models, this.place, sequence, () => {
        this.#readings.delete(reading);
        resolve();
      });
      this.#readings.set(reading, promise);
      return reading;
    });
  }

  async *entries(from = 1): AsyncIterable<readonly AuditEntry[]> {
    this.#checkOpen();
    yield* this.#translating(entriesFrom(this.#models, this.place, from));
  }

  async *versions(kind: Kind): AsyncIterable<readonly StoredVersion[]> {
    const { sequence } = await this.head();
    yield* this.#translating(versionsAt(this.#models, this.place, kind, sequence));
  }

  head(): Promise<AuditHead> {
    return this.#run(() => headOf(this.#models));
  }

  /**
   * As the port says. A conflict on the head alone is tried again, and so is a transaction that the server gave up, where the records can be
   * pulled once more. Throws also: `database-unavailable` with `outcome-unknown` when no server answered whether the commit was done.
   */
  commit(change: Change): Promise<Committed> {
    return this.#run(async () => {
      if (change.erasures && change.erasures.length > 0) await this.#readingsEnd();
      return commitChange({ connection: this.#connection, models: this.#models, place: this.place }, change);
    });
  }

  claim(job: string, key: string, times: Parameters<Store["claim"]>[2]): Promise<Claim | undefined> {
    return this.#run(() => takeClaim(this.#models, job, key, times));
  }

  renew(claim: Claim, leaseUntil: string): Promise<void> {
    return this.#run(() => renewClaim(this.#models, claim, leaseUntil));
  }

  finish(claim: Claim, end: Parameters<Store["finish"]>[1]): Promise<void> {
    return this.#run(() => endClaim(this.#models, claim, end));
  }

  jobs(job: string, limit = MOST_JOBS): Promise<readonly JobRow[]> {
    return this.#run(() => lastJobs(this.#models, job, limit));
  }

  receive(from: Pick<Store, "entries" | "versions" | "head">): Promise<void> {
    return this.#run(() => receiveInto(this.#models, this.place, from));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#connection.destroy();
  }

  async #readingsEnd(): Promise<void> {
    if (this.#readings.size === 0) return;
    const timer = new AbortController();
    const ended = Promise.all(this.#readings.values());
    await Promise.race([ended, sleep(READING_WAIT_MS, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    this.#checkOpen();
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      throw translated(error, this.place);
    } finally {
      this.#running.delete(running);
    }
  }

  async *#translating<T>(all: AsyncIterable<T>): AsyncIterable<T> {
    try {
      yield* all;
    } catch (error) {
      throw translated(error, this.place);
    }
  }

  #checkOpen(): void {
    if (this.#closing) throw new DomainError("database-unavailable", { place: this.place, reason: "closed" });
  }
}

function stored<K extends Kind>(kind: K, id: string, record: CurrentRecord | PastRecord): Stored<K> {
  const { version, sequence, schemaVersion } = record;
  return storedOf(kind, { id, version, sequence, schemaVersion, ...textsOf(record) });
}

function pathsOf({ order }: ResolvedQuery): string[] {
  return order.map((name) => `columns.${name}`);
}

/** The equal columns, the bound, and everything that comes after the key of the page: greater in one column, equal in all before it. */
function filterOf(query: ResolvedQuery): Record<string, unknown> {
  const { equals, values, upTo, after } = query;
  const paths = [...pathsOf(query), "_id"];
  const later = paths.map((path, at) => ({
    ...Object.fromEntries(paths.slice(0, at).map((before, n) => [before, after[n]!])),
    [path]: { $gt: after[at]! },
  }));
  const bound = upTo === undefined ? [] : [{ [paths[0]!]: { $gt: "", $lte: upTo } }];
  const equal = equals.map((name, at) => ({ [`columns.${name}`]: values[at]! }));
  return { $and: [...equal, { [paths[0]!]: { $gte: after[0]! } }, ...bound, { $or: later }] };
}

/** One change as one transaction of the server: tried again while that can do no harm, and clear about what is not known. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientSession } from "mongoose";
import type { Change, Committed } from "../../app/ports.ts";
import { type AuditHead, chainEntry } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { OpenMongo } from "./mongo-connection.ts";
import { translated } from "./mongo-errors.ts";
import { headOf } from "./mongo-reading.ts";
import { appendEntry, MongoWriting, takeHead } from "./mongo-writing.ts";

/** How long a change that was committed before may take to reach a majority, and how often that is asked. Units: milliseconds. */
const SEEN_WAIT_MS = 10_000;
const SEEN_PAUSE_MS = 10;

/** All or nothing, seen from one state, and kept by a majority on disk. */
const transaction = {
  readConcern: { level: "snapshot" },
  writeConcern: { w: "majority", journal: true },
  readPreference: "primary",
} as const;

/**
 * Writes a change. The driver tries again what lost the head of the log or its connection; the server knows a transaction by its number, so a
 * commit that is sent twice is done once. Throws: as `Store.commit`; `outcome-unknown` when the commit was sent and nobody answered.
 */
export async function commitChange({ connection, models, place }: OpenMongo, change: Change): Promise<Committed> {
  const session = await connection.startSession();
  let lastError: unknown;
  let isPulled = false;
  let isSent = false;
  try {
    return await session.withTransaction(async () => {
      isSent = false;
      const head = await takeHead(models, place, session);
      if (isPulled && isGone(change.puts)) throw lastOf(lastError, place);
      isPulled = true;
      try {
        const committed = await write({ connection, models, place }, session, head, change);
        isSent = true;
        return committed;
      } catch (error) {
        lastError = error;
        throw error;
      }
    }, transaction);
  } catch (error) {
    throw isSent ? unknownOutcome(error, place) : error;
  } finally {
    await session.endSession();
  }
}

async function write(
  { models, place }: OpenMongo,
  session: ClientSession,
  head: AuditHead,
  { puts, guards = [], erasures = [], entry }: Change,
): Promise<Committed> {
  const sequence = head.sequence + 1;
  const writing = new MongoWriting(models, session, sequence);
  if (guards.length > 0) await writing.check(guards);
  if (Symbol.iterator in puts) for (const put of puts) await writing.put(put);
  else {
    await untilSeen({ models, place }, head.sequence);
    for await (const some of puts) for (const put of some) await writing.put(put);
  }
  for (const erasure of erasures) await writing.erase(erasure);
  const rows = await writing.end();
  const made = chainEntry(head, entry(), rows);
  await appendEntry(models, session, made);
  return { sequence, entry: made };
}

/**
 * What comes late may read the store, outside the transaction: it must not miss the change before, which the transaction sees already and
 * which a majority may not have for a moment. Throws: `database-unavailable`.
 */
async function untilSeen({ models, place }: Pick<OpenMongo, "models" | "place">, sequence: number): Promise<void> {
  for (let left = SEEN_WAIT_MS / SEEN_PAUSE_MS; (await headOf(models)).sequence < sequence; left--) {
    if (left <= 0) throw new DomainError("database-unavailable", { place, reason: "no-primary" });
    await sleep(SEEN_PAUSE_MS);
  }
}

/** What was pulled once and cannot be pulled again. */
function isGone(puts: Change["puts"]): boolean {
  const again: unknown = Symbol.asyncIterator in puts ? puts[Symbol.asyncIterator]() : puts[Symbol.iterator]();
  return again === puts;
}

/** The driver tries its own errors again, so what must end the attempts is none of them. */
function lastOf(error: unknown, place: string): DomainError {
  const told = translated(error, place);
  if (told instanceof DomainError) return told;
  return new DomainError("database-unavailable", { place, reason: "transaction-ended" });
}

/** The commit was sent and nobody answered: it may be done, or never be. Only an answer of the server says that it is not. */
function unknownOutcome(error: unknown, place: string): unknown {
  const told = translated(error, place);
  if (!(told instanceof DomainError) || told.code !== "database-unavailable") return error;
  if (told.values.reason === "transaction-ended" || told.values.reason === "busy") return told;
  return new DomainError("database-unavailable", { place, reason: "outcome-unknown" });
}

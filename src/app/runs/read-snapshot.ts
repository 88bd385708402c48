/**
 * From the store to the fact table of a run: one consistent reading, record by record into columns, so that a million requests are never
 * held as records. The snapshot's digest is made from the digests the store keeps of the facts, and so stays checkable after an erasure.
 */
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { LedgerEntry } from "../../domain/facts/ledger.ts";
import type { Pin, Struck, TravelTime } from "../../domain/facts/snapshot.ts";
import { RecordHashes, SnapshotDigest } from "../../domain/facts/snapshot-digest.ts";
import { FactTableBuilder, type GrowingFactTable } from "../../domain/facts/table/fact-table-builder.ts";
import type { FactRecord } from "../../domain/facts/table/side-builder.ts";
import { queueStates } from "../../domain/requests/transitions.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { canonicalJson, sha256Bytes } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Kind } from "../kinds.ts";
import type { Context, SnapshotReading, SnapshotRow } from "../ports.ts";

/** Vacancies that a run looks at: free, proposed and not decided, or waiting for the landlord with places that may come back. */
export const snapshotVacancyStates = ["open", "proposed", "designated"] as const;

/** A snapshot of the store, ready for a run. */
export interface StoredSnapshot {
  readonly asOf: string;
  /** The sequence it was read at. */
  readonly sequence: number;
  readonly table: GrowingFactTable;
  readonly ledger: readonly LedgerEntry[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  readonly snapshotDigest: string;
  /** Requests whose facts were erased since: they count in the digest and are not in the table. */
  readonly missing: readonly string[];
  /** Pins and struck pairs that were left out: their vacancy or request is not in the snapshot. */
  readonly leftOut: number;
  /** Records whose facts are not those of their digest, as `kind id`; looked for only where asked, and left out of the table. */
  readonly altered: readonly string[];
}

/** What is read. */
export interface ReadSnapshot {
  /** Reference day, `2026-11-23`. */
  readonly asOf: string;
  /** An earlier sequence; the newest when absent. */
  readonly at?: number;
  /** True to compare all facts with their digests. Cost: one SHA-256 per record. */
  readonly checksDigests?: boolean;
  /** The only requests to take into the table, where not all are asked for. */
  readonly requestIds?: ReadonlySet<string>;
  /** The only vacancies to take into the table, likewise. */
  readonly vacancyIds?: ReadonlySet<string>;
  /** Facts to take in place of the stored ones, by request id; the digest is then that of the facts taken. */
  readonly corrected?: ReadonlyMap<string, FactRecord>;
}

/** Reads a snapshot into a fact table. Throws: `not-allowed` for a day that does not exist. */
export async function readSnapshot(context: Pick<Context, "store">, command: ReadSnapshot): Promise<StoredSnapshot> {
  const reading = await context.store.snapshot(command.at);
  try {
    return await new SnapshotIntake(reading, command).read();
  } finally {
    await reading.close();
  }
}

/** Collections that rows refer to, with the kind they are stored as. */
export const references = [
  ["landlords", "landlord"],
  ["agreements", "agreement"],
  ["rights", "right"],
  ["dwellings", "dwelling"],
  ["employers", "employer"],
] as const;

/** Takes the records of one reading in, those first that others refer to. */
class SnapshotIntake {
  readonly #reading: SnapshotReading;
  readonly #command: ReadSnapshot;
  readonly #builder: FactTableBuilder;
  readonly #digest: SnapshotDigest;
  readonly #missing: string[] = [];
  readonly #altered: string[] = [];

  constructor(reading: SnapshotReading, command: ReadSnapshot) {
    const day = dayNumberOf(command.asOf);
    if (day === undefined)
      throw new DomainError("not-allowed", { field: "asOf", sent: command.asOf, allowed: "a day" });
    this.#reading = reading;
    this.#command = command;
    this.#builder = new FactTableBuilder(factCatalogue, day);
    this.#digest = new SnapshotDigest(command.asOf);
  }

  async read(): Promise<StoredSnapshot> {
    const builder = this.#builder;
    for (const [collection, kind] of references) {
      await this.#take(collection, kind, undefined, (record) => builder.addReference(collection, record));
    }
    await this.#take("vacancies", "vacancy", snapshotVacancyStates, (record) => builder.addVacancy(record));
    await this.#take("requests", "request", queueStates, (record) => builder.addRequest(record));
    await this.#take("travelTimes", "travel-time", undefined, (record) => {
      builder.addTravelTime(record as unknown as TravelTime);
    });
    const ledger: LedgerEntry[] = [];
    await this.#take("ledger", "ledger", undefined, (record) => ledger.push(record as unknown as LedgerEntry));
    const table = builder.build();
    const held = await this.#takePairs<Pin>("pins", "pin", ["held"], table);
    const struck = await this.#takePairs<Struck>("struck", "struck", undefined, table);
    return {
      asOf: this.#command.asOf,
      sequence: this.#reading.sequence,
      table,
      ledger,
      pins: held.pairs,
      struck: struck.pairs,
      snapshotDigest: this.#digest.digest(),
      missing: this.#missing,
      leftOut: held.leftOut + struck.leftOut,
      altered: this.#altered,
    };
  }

  /** Reads one kind. `add` tells with false that the record does not belong to the snapshot. */
  async #take(
    collection: Parameters<SnapshotDigest["addCollection"]>[0],
    kind: Kind,
    states: readonly string[] | undefined,
    add: (record: FactRecord) => unknown,
  ): Promise<void> {
    const hashes = new RecordHashes();
    for await (const rows of this.#reading.rows(kind, states)) {
      for (const row of rows) {
        const { record, digest } = this.#factsOf(kind, row);
        if (record && add(record) === false) continue;
        hashes.addHash(digest);
      }
    }
    // Rows come in order of id; records without an id are digested in order of their digests.
    const hasIds = kind !== "ledger" && kind !== "travel-time" && kind !== "pin" && kind !== "struck";
    const digest = hasIds ? hashes.digestBy(undefined) : hashes.digestByHash();
    this.#digest.addCollection(collection, { count: hashes.count, digest });
  }

  /** The facts of a row, absent where they are erased, altered or not asked for; they count in the digest all the same. */
  #factsOf(kind: Kind, row: SnapshotRow): { readonly record?: FactRecord; readonly digest: Uint8Array } {
    const corrected = kind === "request" ? this.#command.corrected?.get(row.id) : undefined;
    if (corrected) return { record: corrected, digest: sha256Bytes(canonicalJson(corrected)) };
    if (row.facts === undefined) {
      this.#missing.push(row.id);
      return { digest: row.factsDigest };
    }
    const only =
      kind === "request" ? this.#command.requestIds : kind === "vacancy" ? this.#command.vacancyIds : undefined;
    if (only && !only.has(row.id)) return { digest: row.factsDigest };
    if (this.#command.checksDigests) {
      const found = sha256Bytes(row.facts);
      if (!isSame(found, row.factsDigest)) {
        this.#altered.push(`${kind} ${row.id}`);
        return { digest: found };
      }
    }
    return { record: recordOf(kind, row.id, row.facts), digest: row.factsDigest };
  }

  /** Pins or struck pairs whose two ends are in the snapshot. An erased request was in it. */
  async #takePairs<P extends Pin | Struck>(
    collection: "pins" | "struck",
    kind: Kind,
    states: readonly string[] | undefined,
    table: GrowingFactTable,
  ): Promise<{ readonly pairs: readonly P[]; readonly leftOut: number }> {
    const pairs: P[] = [];
    const missing = new Set(this.#missing);
    let leftOut = 0;
    await this.#take(collection, kind, states, (record) => {
      const pair = record as unknown as P;
      const isWhole =
        table.vacancyRow(pair.vacancyId) !== undefined &&
        (table.requestRow(pair.requestId) !== undefined || missing.has(pair.requestId));
      if (isWhole) pairs.push(pair);
      else leftOut++;
      return isWhole;
    });
    return { pairs, leftOut };
  }
}

/** Throws: `record-unreadable` for what is no JSON any more. */
function recordOf(kind: Kind, id: string, facts: string): FactRecord {
  try {
    return JSON.parse(facts) as FactRecord;
  } catch {
    throw new DomainError("record-unreadable", { kind, id });
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

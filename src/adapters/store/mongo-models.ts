/**
 * Collections of the MongoDB store, made from the table of kinds and from nothing else: one for the current versions of each kind, one for its
 * earlier versions, and the log, the jobs and what the store knows of itself. Schemas hold shapes only: no methods, no hooks, no virtuals.
 * Facts and life are native sub-documents, so that an operator can read and query them with any tool of MongoDB.
 */
import { type Connection, type Model, type mongo, Schema } from "mongoose";
import { allKinds, type Kind, shapeOf } from "../../app/kinds.ts";
import type { JobRow } from "../../app/ports.ts";
import type { AuditEntry, AuditHead } from "../../domain/audit/audit-entry.ts";
import { columnNames } from "./documents.ts";

/** What every stored version has. */
export interface VersionRecord {
  readonly version: number;
  readonly sequence: number;
  readonly schemaVersion: number;
  readonly erasedBy?: number;
  /** What it is found by; an empty text for an absent value. */
  readonly columns: Readonly<Record<string, string>>;
  readonly facts?: unknown;
  readonly factsDigest?: string;
  readonly life: unknown;
  readonly digest: string;
}

/** A current version. */
export interface CurrentRecord extends VersionRecord {
  readonly _id: string;
}

/** An earlier version. Its own id is the record's id and the version, so that none is there twice. */
export interface PastRecord extends VersionRecord {
  readonly _id: string;
  readonly id: string;
  readonly supersededBy: number;
}

/** An entry of the log. */
export interface EntryRecord {
  /** Its sequence. */
  readonly _id: number;
  readonly at: string;
  readonly hash: string;
  readonly entry: AuditEntry;
}

/** A job. */
export interface JobRecord extends JobRow {
  readonly token: string;
}

/** What the store knows of itself, under the names `head` and `layout`. */
export interface MetaRecord extends Partial<AuditHead> {
  readonly _id: string;
  /** On the head, while another store is being taken over. */
  readonly isReceiving?: boolean;
  readonly version?: number;
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly digest?: string;
}

/** Columns that earlier versions are found by: a snapshot of an earlier sequence asks for states. */
export function pastColumns(kind: Kind): readonly string[] {
  return columnNames(kind).filter((name) => name === "state");
}

/** Name of the index that holds earlier versions in order. */
export const PAST_ORDER = "id version";

/** Indexes of a kind's current versions: those of its closed queries, the name of a query being the name of its index. */
export function queryIndexes(kind: Kind): { readonly name: string; readonly key: Readonly<Record<string, 1>> }[] {
  return Object.entries(shapeOf(kind).queries).flatMap(([name, { equals, order }]) => {
    const columns = [...equals, ...order].map((column) => [`columns.${column}`, 1] as const);
    return columns.length === 0 ? [] : [{ name, key: { ...Object.fromEntries(columns), _id: 1 } as const }];
  });
}

/** Nothing is made, cast or left out behind our back; a member that is not declared is an error. */
const strictly = {
  strict: "throw",
  strictQuery: "throw",
  minimize: false,
  versionKey: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const;

const { Mixed } = Schema.Types;

function versionSchema(kind: Kind, isPast: boolean): Schema {
  const columns = isPast ? pastColumns(kind) : columnNames(kind);
  const schema = new Schema(
    {
      _id: String,
      ...(isPast ? { id: String, supersededBy: Number } : {}),
      version: Number,
      sequence: Number,
      schemaVersion: Number,
      erasedBy: Number,
      columns: {
        type: new Schema(Object.fromEntries(columns.map((name) => [name, String])), { ...strictly, _id: false }),
      },
      facts: Mixed,
      factsDigest: String,
      life: Mixed,
      digest: String,
    },
    strictly,
  );
  if (isPast) schema.index({ id: 1, version: 1 }, { name: PAST_ORDER });
  else for (const { name, key } of queryIndexes(kind)) schema.index(key, { name });
  return schema;
}

function jobSchema(): Schema {
  const texts = ["job", "key", "state", "token", "startedAt", "leaseUntil", "finishedAt", "outcome"];
  const schema = new Schema({ ...Object.fromEntries(texts.map((name) => [name, String])), attempts: Number }, strictly);
  schema.index({ job: 1, key: 1 }, { name: "job key", unique: true });
  return schema;
}

/**
 * A collection for writing whole documents to, which go to the driver as they are.
 * Why: mongoose leaves out members that are named like those of every object (`prototype`, `constructor`), and a digest would not hold.
 */
export function rawCollection<T extends object>(model: Model<T>): mongo.Collection<T> {
  return model.collection as unknown as mongo.Collection<T>;
}

/** The collections of one connection. */
export class MongoModels {
  readonly audit: Model<EntryRecord>;
  readonly job: Model<JobRecord>;
  readonly meta: Model<MetaRecord>;
  readonly #current = new Map<Kind, Model<CurrentRecord>>();
  readonly #past = new Map<Kind, Model<PastRecord>>();

  constructor(connection: Connection) {
    const model = <T>(name: string, schema: Schema) => connection.model(name, schema, name) as unknown as Model<T>;
    this.audit = model("audit", new Schema({ _id: Number, at: String, hash: String, entry: Mixed }, strictly));
    this.job = model("job", jobSchema());
    const head = { sequence: Number, hash: String, at: String, isReceiving: Boolean };
    this.meta = model(
      "meta",
      new Schema({ _id: String, ...head, version: Number, columns: Mixed, digest: String }, strictly),
    );
    for (const kind of allKinds) {
      this.#current.set(kind, model(kind, versionSchema(kind, false)));
      this.#past.set(kind, model(`${kind}.past`, versionSchema(kind, true)));
    }
  }

  current(kind: Kind): Model<CurrentRecord> {
    return this.#current.get(kind)!;
  }

  past(kind: Kind): Model<PastRecord> {
    return this.#past.get(kind)!;
  }

  /** Every collection. */
  all(): readonly Model<unknown>[] {
    const models = [this.audit, this.job, this.meta, ...this.#current.values(), ...this.#past.values()];
    return models as unknown as readonly Model<unknown>[];
  }
}

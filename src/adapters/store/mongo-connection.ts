/** How a MongoDB is opened: a connection of its own, what stops a database from being used, collections and indexes made at open. */
import mongoose, { type Connection, type Model, Error as MongooseErrors } from "mongoose";
import { allKinds, type Kind } from "../../app/kinds.ts";
import { emptyLog } from "../../domain/audit/audit-entry.ts";
import { canonicalJson, sha256 } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { columnNames, columnValues, documentOf } from "./documents.ts";
import { placeOf, translated } from "./mongo-errors.ts";
import { type CurrentRecord, MongoModels, queryIndexes } from "./mongo-models.ts";
import { textsOf } from "./mongo-records.ts";

/** Version of what is not made from the table of kinds. */
const LAYOUT_VERSION = 1;

/** How long a server is looked for, at open and later. Units: milliseconds. */
const SERVER_WAIT_MS = 5_000;

/** A server that says nothing at all for so long is given up. Units: milliseconds. */
const SILENCE_MS = 90_000;

/** The database of an address that names none. */
const DATABASE = "contingent";

/** Documents of a kind whose columns are filled at a time. */
const BATCH = 1_000;

/** Everything a majority of the set has, on disk; nothing that could be rolled back. */
const settings = {
  readConcern: { level: "majority" },
  writeConcern: { w: "majority", journal: true },
  readPreference: "primary",
  ignoreUndefined: true,
  bufferCommands: false,
  autoIndex: false,
  autoCreate: false,
  appName: "contingent",
} as const;

/** How long is waited, where the address does not say. */
const waits = {
  serverSelectionTimeoutMS: SERVER_WAIT_MS,
  connectTimeoutMS: SERVER_WAIT_MS,
  socketTimeoutMS: SILENCE_MS,
} as const;

/** An open database. */
export interface OpenMongo {
  readonly connection: Connection;
  readonly models: MongoModels;
  readonly place: string;
}

/** Opens a database and makes what it lacks. Throws: `database-unavailable`, `no-replica-set`, `newer-schema`, `not-a-database`. */
export async function openMongo(uri: string): Promise<OpenMongo> {
  const place = placeOf(uri);
  const connection = mongoose.createConnection();
  try {
    const database = namesDatabase(place) ? {} : { dbName: DATABASE };
    await connection.openUri(uri, { ...settings, ...waitsBeside(uri), ...database });
    await checkReplicaSet(connection, place);
    const models = new MongoModels(connection);
    await makeLayout(connection, models, place);
    return { connection, models, place };
  } catch (error) {
    await connection.destroy(true).catch(() => undefined);
    throw isNoReplicaSet(error) ? new DomainError("no-replica-set", { place }) : translated(error, place);
  }
}

/** The waits that an address leaves to us: what an option says would win over the address. */
function waitsBeside(uri: string): Partial<typeof waits> {
  const said = uri.toLowerCase();
  return Object.fromEntries(Object.entries(waits).filter(([name]) => !said.includes(`${name.toLowerCase()}=`)));
}

function namesDatabase(place: string): boolean {
  return /^[^:]+:\/\/[^/]+\/[^/]+$/.test(place);
}

/** A replica set, or the router of a sharded cluster. */
async function checkReplicaSet(connection: Connection, place: string): Promise<void> {
  const { setName, msg } = await connection.db!.command({ hello: 1 });
  if (setName === undefined && msg !== "isdbgrid") throw new DomainError("no-replica-set", { place });
}

/** An address that names a replica set never gets a server that belongs to none: the driver drops it and is left with nobody. */
function isNoReplicaSet(error: unknown): boolean {
  if (!(error instanceof MongooseErrors.MongooseServerSelectionError)) return false;
  const { type, servers } = ((error as { readonly reason?: object }).reason ?? {}) as {
    readonly type?: string;
    readonly servers?: Map<string, unknown>;
  };
  return type === "ReplicaSetNoPrimary" && servers?.size === 0;
}

function columnsByKind(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(allKinds.map((kind) => [kind, columnNames(kind)]));
}

function layoutDigest(): string {
  return sha256(canonicalJson([LAYOUT_VERSION, columnsByKind(), allKinds.map((kind) => queryIndexes(kind))]));
}

async function makeLayout(connection: Connection, models: MongoModels, place: string): Promise<void> {
  const layout = await models.meta.findById("layout").lean();
  if (!layout) await checkOurs(connection, models, place);
  if (layout) checkKnown(layout, place);
  if (layout?.digest !== layoutDigest()) {
    await Promise.all(models.all().map(makeCollection));
    if (layout) for (const kind of allKinds) await fillColumns(models, kind, layout.columns?.[kind] ?? []);
    const made = { version: LAYOUT_VERSION, columns: columnsByKind(), digest: layoutDigest() };
    await models.meta.replaceOne({ _id: "layout" }, made, { upsert: true });
  }
  await models.meta.updateOne({ _id: "head" }, { $setOnInsert: emptyLog }, { upsert: true });
  if (await models.meta.exists({ _id: "head", isReceiving: true })) throw notFinished(place);
}

/** Into this database another store is being taken over, or was until the process ended. */
export function notFinished(place: string): DomainError {
  return new DomainError("not-a-database", { place, reason: "copy-not-finished" });
}

/** An index makes its collection; one without any is made by itself, so that no transaction has to. */
async function makeCollection(model: Model<unknown>): Promise<void> {
  if (model.schema.indexes().length > 0) await model.createIndexes();
  else await model.createCollection();
}

/** A database without our layout must be empty, or hold what an opening left that was cut off. */
async function checkOurs(connection: Connection, models: MongoModels, place: string): Promise<void> {
  const ours = new Set(models.all().map(({ collection }) => collection.name));
  const there = await connection.db!.listCollections({}, { nameOnly: true }).toArray();
  const foreign = there.some(({ name }) => !ours.has(name) && !name.startsWith("system."));
  if (foreign) throw new DomainError("not-a-database", { place, reason: "other-collections" });
}

function checkKnown(
  layout: { readonly version?: number; readonly columns?: Readonly<Record<string, readonly string[]>> },
  place: string,
): void {
  const newer = (found: string | number) => new DomainError("newer-schema", { place, found, known: LAYOUT_VERSION });
  if ((layout.version ?? 0) > LAYOUT_VERSION) throw newer(layout.version!);
  const known = columnsByKind();
  for (const [kind, columns] of Object.entries(layout.columns ?? {})) {
    if (!known[kind]) throw newer(kind);
    const unknown = columns.find((column) => !known[kind]!.includes(column));
    if (unknown !== undefined) throw newer(`${kind}.${unknown}`);
  }
}

/** Columns that were added to a kind since are filled from its documents. */
async function fillColumns(models: MongoModels, kind: Kind, present: readonly string[]): Promise<void> {
  const names = columnNames(kind);
  const missing = names.filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const filling = (record: CurrentRecord) => {
    const { schemaVersion } = record;
    const values = columnValues(kind, documentOf(kind, { schemaVersion, ...textsOf(record) }));
    return Object.fromEntries(missing.map((name) => [`columns.${name}`, values[names.indexOf(name)]!]));
  };
  for (let last = ""; ; ) {
    const page = await models
      .current(kind)
      .find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<CurrentRecord[]>();
    if (page.length === 0) return;
    const updates = page.map((record) => {
      const filter = { _id: record._id, version: record.version };
      return { updateOne: { filter, update: { $set: filling(record) } } };
    });
    await models.current(kind).bulkWrite(updates);
    last = page.at(-1)!._id;
  }
}

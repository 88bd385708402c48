/** Commands that read. */
import { BSON, type Document } from "bson";
import { type Collection, equalities } from "./collection.ts";
import { matcher, sortDocuments } from "./documents.ts";
import { type Command, type Environment, existingCollection } from "./environment.ts";
import { ServerError } from "./server-error.ts";
import type { Transaction } from "./transaction.ts";

const noneNeeded = [] as const;

/** Keys and documents that match, in order. */
export function matching(
  collection: Collection,
  within: Transaction,
  filter: Document,
  sort: Document = {},
  most?: number,
): (readonly [string, Document])[] {
  const matches = matcherOf(filter);
  const found: (readonly [string, Document])[] = [];
  const isInOrder = isById(sort) && !equalities(filter._id) && collection.hasTextIds(within);
  for (const each of candidatesOf(collection, within, filter, isInOrder)) {
    if (!matches(each[1])) continue;
    found.push(each);
    if (found.length === most && (isInOrder || Object.keys(sort).length === 0)) break;
  }
  return isInOrder || Object.keys(sort).length === 0 ? found : sortDocuments(found, sort);
}

function isById(sort: Document): boolean {
  return Object.keys(sort).join() === "_id" && sort._id === 1;
}

/** Every text is after the empty one. */
function candidatesOf(collection: Collection, within: Transaction, filter: Document, isInOrder: boolean) {
  if (!isInOrder) return collection.candidates(within, equalitiesOf(filter));
  const { $gt, $lte } = (filter._id ?? {}) as { readonly $gt?: unknown; readonly $lte?: unknown };
  const [after, upTo] = [$gt, $lte].map((bound) => (typeof bound === "string" ? bound : undefined));
  return collection.inOrderOfId(within, after ?? "", upTo);
}

/** The members of a filter, those inside a leading `$and` included: by one of them an index may answer. */
function equalitiesOf(filter: Document): Document {
  const { $and, ...rest } = filter;
  return Array.isArray($and) ? Object.assign({}, ...$and, rest) : filter;
}

/** A filter by ids alone has nothing left to ask once documents were found by them. */
function matcherOf(filter: Document): (document: Document) => boolean {
  const matches = matcher(filter);
  const ids = equalities(filter._id);
  if (!ids || Object.keys(filter).length > 1) return matches;
  const wanted = new Set(ids);
  return ({ _id }) => wanted.has(_id);
}

function find(environment: Environment, command: Document, within: Transaction): Document {
  const { filter = {}, sort, limit = 0, skip = 0, batchSize, singleBatch = false, projection, hint } = command;
  const collection = existingCollection(environment, command, "find");
  checkHint(collection, hint);
  const all = matching(collection, within, filter, sort, limit === 0 ? undefined : skip + limit);
  const keys = all.slice(skip, limit === 0 ? undefined : skip + limit).map(([key]) => key);
  const scan = { collection, keys, matches: matcherOf(filter), ...(projection ? { projection } : {}) };
  return environment.cursors.open(scan, within, batchSize, singleBatch);
}

/** The planner that a hint speaks to is not here, but an index that does not exist is answered as a server does. */
function checkHint(collection: Collection, hint: unknown): void {
  if (hint === undefined) return;
  const isThere = collection
    .indexes()
    .some(({ name, key }) => name === hint || JSON.stringify(key) === JSON.stringify(hint));
  if (!isThere) throw new ServerError("BadValue", "hint provided does not correspond to an existing index");
}

function getMore({ cursors }: Environment, command: Document, within: Transaction): Document {
  return cursors.more(command.getMore, within, command.batchSize);
}

function killCursors({ cursors }: Environment, command: Document): Document {
  const { killed, notFound } = cursors.kill(command.cursors);
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
}

function count(environment: Environment, command: Document, within: Transaction): Document {
  return { n: matching(existingCollection(environment, command, "count"), within, command.query ?? {}).length };
}

function listIndexes({ databases }: Environment, command: Document): Document {
  const namespace = `${command.$db}.${command.listIndexes}`;
  const collection = databases.existing(namespace);
  if (!collection) throw new ServerError("NamespaceNotFound", `ns does not exist: ${namespace}`);
  const indexes = collection
    .indexes()
    .map(({ unique, ...index }) => ({ v: 2, ...index, ...(unique ? { unique } : {}) }));
  return { cursor: { id: BSON.Long.ZERO, ns: namespace, firstBatch: indexes } };
}

function listCollections({ databases }: Environment, command: Document): Document {
  const all = databases.collectionsOf(command.$db).map((name) => ({ name, type: "collection" }));
  const named = all.filter(matcher(command.filter ?? {}));
  return { cursor: { id: BSON.Long.ZERO, ns: `${command.$db}.$cmd.listCollections`, firstBatch: named } };
}

/** The table of these commands. */
export const reads: Readonly<Record<string, Command>> = {
  find: {
    members: [
      "filter",
      "sort",
      "limit",
      "skip",
      "batchSize",
      "singleBatch",
      "projection",
      "hint",
      "noCursorTimeout",
      "allowDiskUse",
    ],
    run: find,
    isTransactional: true,
  },
  getMore: { members: ["collection", "batchSize"], run: getMore, isTransactional: true },
  killCursors: { members: ["cursors"], run: killCursors, isTransactional: true },
  count: { members: ["query"], run: count },
  listIndexes: { members: ["cursor"], run: listIndexes },
  listCollections: { members: ["filter", "nameOnly", "cursor", "authorizedCollections"], run: listCollections },
  ping: { members: noneNeeded, run: () => ({}) },
};

/** Commands that read. */
import { BSON, type Document } from "bson";
import type { Collection } from "./collection.ts";
import { matcher, sortDocuments } from "./documents.ts";
import { type Command, collectionOf, type Environment } from "./environment.ts";
import { ServerError } from "./server-error.ts";
import type { Transaction } from "./transaction.ts";

const noneNeeded = [] as const;

/** Keys and documents that match, in order. */
export function matching(
  collection: Collection,
  within: Transaction,
  filter: Document,
  sort: Document = {},
): (readonly [string, Document])[] {
  const matches = matcher(filter);
  const keyOfDocument = new Map<Document, string>();
  for (const [key, document] of collection.candidates(within, filter)) {
    if (matches(document)) keyOfDocument.set(document, key);
  }
  const documents = [...keyOfDocument.keys()];
  const inOrder = Object.keys(sort).length === 0 ? documents : sortDocuments(documents, sort);
  return inOrder.map((document) => [keyOfDocument.get(document)!, document]);
}

function find(environment: Environment, command: Document, within: Transaction): Document {
  const { filter = {}, sort, limit = 0, skip = 0, batchSize, singleBatch = false, projection, hint } = command;
  const collection = collectionOf(environment, command, "find");
  checkHint(collection, hint);
  const all = matching(collection, within, filter, sort);
  const keys = all.slice(skip, limit === 0 ? undefined : skip + limit).map(([key]) => key);
  const scan = { collection, keys, matches: matcher(filter), ...(projection ? { projection } : {}) };
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
  return { n: matching(collectionOf(environment, command, "count"), within, command.query ?? {}).length };
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

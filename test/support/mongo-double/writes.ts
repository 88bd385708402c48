/** Commands that write documents, indexes and databases. */
import { BSON, type Document } from "bson";
import type { Collection } from "./collection.ts";
import { project, updated, upsertBase } from "./documents.ts";
import { type Command, collectionOf, type Environment } from "./environment.ts";
import { matching } from "./reads.ts";
import { type CodeName, ServerError } from "./server-error.ts";
import type { Transaction } from "./transaction.ts";

/** Errors of a statement that are errors of the whole command. */
const endsCommand: readonly CodeName[] = ["WriteConflict", "UnknownField"];

/** Runs the statements of a command one after the other; what fails is told with its place, and ends them where they are ordered. */
function inTurn(statements: readonly Document[], ordered: boolean, run: (statement: Document, at: number) => void) {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof ServerError) || endsCommand.includes(error.codeName)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.more });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function insert(environment: Environment, command: Document, within: Transaction): Document {
  const collection = collectionOf(environment, command, "insert");
  let n = 0;
  const errors = inTurn(command.documents, command.ordered ?? true, (document) => {
    collection.insert(within, document._id === undefined ? { _id: new BSON.ObjectId(), ...document } : document);
    n++;
  });
  return { n, ...errors };
}

function update(environment: Environment, command: Document, within: Transaction): Document {
  const collection = collectionOf(environment, command, "update");
  let [n, nModified] = [0, 0];
  const upserted: Document[] = [];
  const errors = inTurn(command.updates, command.ordered ?? true, (statement, index) => {
    checkMembers("update.updates", statement, ["q", "u", "multi", "upsert", "hint"]);
    const found = matching(collection, within, statement.q);
    if (found.length === 0 && statement.upsert) {
      const document = upsert(collection, within, statement.q, statement.u);
      upserted.push({ index, _id: document._id });
      n++;
    }
    for (const [key, document] of statement.multi ? found : found.slice(0, 1)) {
      const after = updated(document, statement.u, false);
      n++;
      if (isSame(document, after)) continue;
      collection.write(within, key, after);
      nModified++;
    }
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors };
}

function upsert(collection: Collection, within: Transaction, filter: Document, change: Document): Document {
  const document = updated(upsertBase(filter), change, true);
  const whole = document._id === undefined ? { ...document, _id: new BSON.ObjectId() } : document;
  collection.insert(within, whole);
  return whole;
}

function remove(environment: Environment, command: Document, within: Transaction): Document {
  const collection = collectionOf(environment, command, "delete");
  let n = 0;
  const errors = inTurn(command.deletes, command.ordered ?? true, (statement) => {
    checkMembers("delete.deletes", statement, ["q", "limit", "hint"]);
    const found = matching(collection, within, statement.q);
    for (const [key] of statement.limit === 1 ? found.slice(0, 1) : found) {
      collection.write(within, key, undefined);
      n++;
    }
  });
  return { n, ...errors };
}

function findAndModify(environment: Environment, command: Document, within: Transaction): Document {
  const collection = collectionOf(environment, command, "findAndModify");
  const [found] = matching(collection, within, command.query ?? {}, command.sort);
  const show = (document: Document | null) => (document ? project([document], command.fields)[0]! : null);
  if (!found) {
    if (!command.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const document = upsert(collection, within, command.query ?? {}, command.update);
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: document._id };
    return { lastErrorObject, value: command.new ? show(document) : null };
  }
  const [key, before] = found;
  const after = command.remove ? undefined : updated(before, command.update, false);
  if (!after || !isSame(before, after)) collection.write(within, key, after);
  const value = show(after && command.new ? after : before);
  return { lastErrorObject: { n: 1, ...(after ? { updatedExisting: true } : {}) }, value };
}

/** Whether a change changes anything; a write that does not is none, as on a server. */
function isSame(before: Document, after: Document): boolean {
  return Buffer.compare(BSON.serialize(before), BSON.serialize(after)) === 0;
}

function createIndexes(environment: Environment, command: Document): Document {
  const collection = collectionOf(environment, command, "createIndexes");
  const before = collection.indexes().length;
  for (const index of command.indexes as Document[]) {
    checkMembers("createIndexes.indexes", index, ["key", "name", "unique", "background", "v"]);
    for (const direction of Object.values(index.key as Document)) {
      if (direction !== 1 && direction !== -1)
        throw new ServerError("BadValue", `index kind ${direction} is not known here`);
    }
    collection.addIndex(index.name, index.key, index.unique ?? false);
  }
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes().length };
}

function create({ databases }: Environment, command: Document): Document {
  const namespace = `${command.$db}.${command.create}`;
  if (databases.existing(namespace))
    throw new ServerError("NamespaceExists", `Collection ${namespace} already exists.`);
  databases.collection(namespace);
  return {};
}

function dropDatabase({ databases }: Environment, { $db }: Document): Document {
  for (const name of databases.collectionsOf($db)) databases.drop(`${$db}.${name}`);
  return { dropped: $db };
}

function checkMembers(place: string, statement: Document, known: readonly string[]): void {
  const stranger = Object.keys(statement).find((member) => !known.includes(member));
  if (stranger !== undefined)
    throw new ServerError("UnknownField", `BSON field '${place}.${stranger}' is an unknown field.`);
}

/** The table of these commands. */
export const writes: Readonly<Record<string, Command>> = {
  insert: { members: ["documents", "ordered"], run: insert, isTransactional: true },
  update: { members: ["updates", "ordered"], run: update, isTransactional: true },
  delete: { members: ["deletes", "ordered"], run: remove, isTransactional: true },
  findAndModify: {
    members: ["query", "update", "remove", "new", "upsert", "sort", "fields"],
    run: findAndModify,
    isTransactional: true,
  },
  createIndexes: { members: ["indexes", "commitQuorum"], run: createIndexes },
  create: { members: [], run: create },
  dropDatabase: { members: [], run: dropDatabase },
};

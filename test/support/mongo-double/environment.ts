/** What commands of the double work on. */
import type { Document } from "bson";
import { Collection } from "./collection.ts";
import type { Cursors } from "./cursors.ts";
import type { Databases } from "./databases.ts";
import type { Transaction } from "./transaction.ts";

/** The server as a command sees it. */
export interface Environment {
  readonly databases: Databases;
  readonly cursors: Cursors;
  readonly address: string;
  /** Absent for a server that belongs to no replica set. */
  readonly setName?: string;
}

/** A command that the double knows. */
export interface Command {
  /** Members that are understood, or may be left unheard without changing the answer. */
  readonly members: readonly string[];
  readonly run: (environment: Environment, command: Document, within: Transaction) => Document;
  /** True where it runs inside a transaction too. */
  readonly isTransactional?: true;
}

/** The collection that a member of a command names; a write makes it when it is not there. */
export function collectionOf({ databases }: Environment, command: Document, member: string): Collection {
  return databases.collection(`${command.$db}.${command[member]}`);
}

/** The collection that a member of a command names; an empty one when it is not there. */
export function existingCollection({ databases }: Environment, command: Document, member: string): Collection {
  const namespace = `${command.$db}.${command[member]}`;
  return databases.existing(namespace) ?? new Collection(namespace);
}

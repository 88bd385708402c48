/** What commands of the double work on. */
import type { Document } from "bson";
import type { Collection } from "./collection.ts";
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

/** The collection that a member of a command names. */
export function collectionOf({ databases }: Environment, command: Document, member: string): Collection {
  return databases.collection(`${command.$db}.${command[member]}`);
}

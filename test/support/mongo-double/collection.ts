/**
 * The documents of one collection, each with its newest version and those that an open transaction may still read, and indexes by which
 * equality is answered without looking at every document. A stored document is never changed: a write stores another one.
 */
import { BSON, type Document } from "bson";
import { compareText } from "../../../src/domain/shared/order.ts";
import { ServerError, writeConflict } from "./server-error.ts";
import type { Transaction } from "./transaction.ts";

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

interface Version {
  readonly stamp: number;
  /** Absent where it was deleted. */
  readonly document?: Document;
}

interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, number>>;
  readonly unique: boolean;
  /** Keys of the newest documents by the value of the first indexed member. */
  readonly byFirst: Map<string, Set<string>>;
}

/** The value of a member by its dotted path; lists are not entered. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split(".")) value = (value as Document | null | undefined)?.[name];
  return value;
}

/** A text that is equal for equal values only. Throws: for values by which nothing is indexed here. */
export function keyOf(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "number" || typeof value === "boolean") return `${typeof value} ${value}`;
  if (Array.isArray(value)) throw new ServerError("BadValue", "lists under an index are not known here");
  return `o${BSON.EJSON.stringify(value as Document)}`;
}

/** One collection. */
export class Collection {
  readonly namespace: string;
  readonly #versions = new Map<string, Version[]>();
  readonly #locks = new Map<string, Transaction>();
  readonly #indexes: Index[] = [{ name: "_id_", key: { _id: 1 }, unique: true, byFirst: new Map() }];
  /** Keys with more than one version. */
  readonly #changed = new Set<string>();
  #inOrder: readonly string[] = [];
  /** How many keys were put in order; -1 when that is to be done again. */
  #keysOfOrder = -1;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  indexes(): { name: string; key: Readonly<Record<string, number>>; unique: boolean }[] {
    return this.#indexes.map(({ name, key, unique }) => ({ name, key, unique }));
  }

  /** Throws: `IndexOptionsConflict` for another index of the same name, `DuplicateKey` where documents break it. */
  addIndex(name: string, key: Readonly<Record<string, number>>, unique: boolean): void {
    const same = this.#indexes.find((index) => index.name === name);
    if (same) {
      if (JSON.stringify(same.key) === JSON.stringify(key) && same.unique === unique) return;
      throw new ServerError("IndexOptionsConflict", `an index named ${name} exists with other options`);
    }
    const index: Index = { name, key, unique, byFirst: new Map() };
    const tuples = new Set<string>();
    for (const [docKey, versions] of this.#versions) {
      const document = versions.at(-1)!.document;
      if (!document) continue;
      const tuple = tupleOf(index, document);
      if (unique && tuples.has(tuple)) throw this.#duplicate(index, document);
      tuples.add(tuple);
      enter(index, docKey, document);
    }
    this.#indexes.push(index);
  }

  /** A document as a transaction sees it. */
  read(transaction: Transaction, key: string): Document | undefined {
    const written = transaction.writesOf(this);
    if (written?.has(key)) return written.get(key);
    return this.#versions.get(key)?.findLast(({ stamp }) => stamp <= transaction.snapshot)?.document;
  }

  /** Documents that may match a filter, as a transaction sees them: fewer than all where an index answers an equality of the filter. */
  *candidates(transaction: Transaction, filter: Document): Iterable<readonly [string, Document]> {
    for (const key of this.#keysFor(transaction, filter)) {
      const document = this.read(transaction, key);
      if (document) yield [key, document];
    }
  }

  /** Writes for a transaction. Throws: a write conflict when another one was first, `DuplicateKey`. */
  write(transaction: Transaction, key: string, document: Document | undefined): void {
    const owner = this.#locks.get(key);
    if (owner && owner !== transaction) throw writeConflict();
    if ((this.#versions.get(key)?.at(-1)?.stamp ?? 0) > transaction.snapshot) throw writeConflict();
    if (document) this.#check(transaction, key, document);
    this.#locks.set(key, transaction);
    transaction.write(this, key, document);
  }

  /** Throws: as `write`, and `DuplicateKey` when there is a document of this `_id`. */
  insert(transaction: Transaction, document: Document): void {
    const key = keyOf(document._id);
    if (this.read(transaction, key)) throw this.#duplicate(this.#indexes[0]!, document);
    this.write(transaction, key, document);
  }

  /** Makes what a transaction wrote the newest; older versions are kept while `isRead`. */
  apply(writes: ReadonlyMap<string, Document | undefined>, stamp: number, isRead: boolean): void {
    for (const [key, document] of writes) {
      const versions = this.#versions.get(key) ?? [];
      const before = versions.at(-1)?.document;
      for (const index of this.#indexes) {
        if (before) leave(index, key, before);
        if (document) enter(index, key, document);
      }
      const version = document ? { stamp, document } : { stamp };
      if (versions.length === 0) this.#keysOfOrder = -1;
      this.#versions.set(key, isRead ? [...versions, version] : [version]);
      this.#changed.add(key);
      this.#locks.delete(key);
    }
    if (!isRead) this.forgetOld();
  }

  /** Gives up the documents that a transaction held. */
  release(keys: Iterable<string>): void {
    for (const key of keys) this.#locks.delete(key);
  }

  /** Forgets versions that nobody can read any more. */
  forgetOld(): void {
    for (const key of this.#changed) {
      const newest = this.#versions.get(key)!.at(-1)!;
      if (newest.document) this.#versions.set(key, [newest]);
      else {
        this.#versions.delete(key);
        this.#keysOfOrder = -1;
      }
    }
    this.#changed.clear();
  }

  /** True where every `_id` is a text: the key of any other value comes before those of texts. */
  hasTextIds(transaction: Transaction): boolean {
    return this.#keysInOrder(transaction)[0]?.startsWith("s") ?? true;
  }

  /** Documents whose `_id` is a text after one and up to another, in order of `_id`, as a transaction sees them. */
  *inOrderOfId(
    transaction: Transaction,
    after: string,
    upTo: string | undefined,
  ): Iterable<readonly [string, Document]> {
    const keys = this.#keysInOrder(transaction);
    let low = 0;
    for (let high = keys.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (keys[middle]!.slice(1) <= after) low = middle + 1;
      else high = middle;
    }
    for (; low < keys.length && (upTo === undefined || keys[low]!.slice(1) <= upTo); low++) {
      const document = this.read(transaction, keys[low]!);
      if (document) yield [keys[low]!, document];
    }
  }

  #keysInOrder(transaction: Transaction): readonly string[] {
    if (this.#versions.size !== this.#keysOfOrder) {
      this.#inOrder = [...this.#versions.keys()].sort(compareText);
      this.#keysOfOrder = this.#versions.size;
    }
    const written = [...(transaction.writesOf(this)?.keys() ?? [])].filter((key) => !this.#versions.has(key));
    return written.length === 0 ? this.#inOrder : [...this.#inOrder, ...written].sort(compareText);
  }

  #keysFor(transaction: Transaction, filter: Document): Iterable<string> {
    const ids = equalities(filter._id);
    if (ids) return new Set(ids.map(keyOf));
    const written = transaction.writesOf(this)?.keys() ?? [];
    const found = this.#keysBy(filter);
    return new Set([...(found ? [...found, ...this.#changed] : this.#versions.keys()), ...written]);
  }

  #keysBy(filter: Document): Iterable<string> | undefined {
    for (const index of this.#indexes.slice(1)) {
      const wanted = filter[Object.keys(index.key)[0]!];
      const values = equalities(wanted);
      if (values) return values.flatMap((value) => [...(index.byFirst.get(keyOf(value)) ?? [])]);
    }
    return undefined;
  }

  #check(transaction: Transaction, key: string, document: Document): void {
    const bytes = BSON.calculateObjectSize(document);
    if (bytes > MAX_DOCUMENT_BYTES) {
      throw new ServerError("BSONObjectTooLarge", `BSONObj size: ${bytes} is invalid. Size must be at most 16793600`);
    }
    for (const index of this.#indexes.slice(1).filter(({ unique }) => unique)) {
      const first = Object.keys(index.key)[0]!;
      const tuple = tupleOf(index, document);
      for (const [other, rival] of this.candidates(transaction, { [first]: valueAt(document, first) })) {
        if (other !== key && tupleOf(index, rival) === tuple) throw this.#duplicate(index, document);
      }
    }
  }

  #duplicate(index: Index, document: Document): ServerError {
    const keyValue = Object.fromEntries(Object.keys(index.key).map((path) => [path, valueAt(document, path) ?? null]));
    const message = `E11000 duplicate key error collection: ${this.namespace} index: ${index.name} dup key: ${JSON.stringify(keyValue)}`;
    return new ServerError("DuplicateKey", message, [], { keyPattern: index.key, keyValue });
  }
}

/** The values one of which a member must equal; undefined where the filter asks for something else. */
export function equalities(wanted: unknown): readonly unknown[] | undefined {
  if (typeof wanted === "string" || typeof wanted === "number") return [wanted];
  if (typeof wanted !== "object" || wanted === null) return undefined;
  const { $in, $eq } = wanted as { readonly $in?: unknown; readonly $eq?: unknown };
  if (Array.isArray($in)) return [...new Set($in)];
  return $eq === undefined ? undefined : equalities($eq);
}

function tupleOf(index: Index, document: Document): string {
  return JSON.stringify(Object.keys(index.key).map((path) => keyOf(valueAt(document, path))));
}

function firstOf(index: Index, document: Document): string {
  return keyOf(valueAt(document, Object.keys(index.key)[0]!));
}

function enter(index: Index, key: string, document: Document): void {
  const first = firstOf(index, document);
  const keys = index.byFirst.get(first);
  if (keys) keys.add(key);
  else index.byFirst.set(first, new Set([key]));
}

function leave(index: Index, key: string, document: Document): void {
  const first = firstOf(index, document);
  const keys = index.byFirst.get(first)!;
  keys.delete(key);
  if (keys.size === 0) index.byFirst.delete(first);
}

/**
 * Ids of a pool while it is read: an id stands once, and whatever names another record names one that exists.
 */
import type { InputPlace, ProblemList } from "./input-problem.ts";
import type { PoolCollection, PoolCollectionName, PoolRecord, RecordCollection } from "./pool-collections.ts";
import type { PlaceOf } from "./record-check.ts";

/** Where a record stands, for a second one with its key. */
type FirstPlace = string | number;

/** The ids met so far, with the place of each. */
export class PoolKeys {
  readonly #problems: ProblemList;
  readonly #firstByKey = new Map<string, Map<string, FirstPlace>>();
  readonly #knownBy = new Map<PoolCollectionName, (id: string) => boolean>();
  readonly #missing: ReadonlySet<PoolCollectionName>;
  readonly #missingSaid = new Set<PoolCollectionName>();
  readonly #unread = new Set<PoolCollectionName>();

  /** `missing` are the collections without a file. */
  constructor(problems: ProblemList, missing: ReadonlySet<PoolCollectionName>) {
    this.#problems = problems;
    this.#missing = missing;
  }

  /** Checks a record of good shape and remembers its key. Invariant: collections it refers to were read before. */
  check(collection: PoolCollection, record: PoolRecord, place: InputPlace, placeOf: PlaceOf): void {
    this.checkKey(collection, record, place, placeOf);
    this.checkReferences(collection, record, placeOf);
  }

  /** Remembers the key of a record; false when another record has it. */
  checkKey(collection: RecordCollection, record: PoolRecord, place: InputPlace, placeOf: PlaceOf): boolean {
    let firstByKey = this.#firstByKey.get(collection.name);
    if (!firstByKey) this.#firstByKey.set(collection.name, (firstByKey = new Map()));
    const key = collection.key.map((field) => record[field]).join(" ");
    const first = firstByKey.get(key);
    if (first === undefined) {
      firstByKey.set(key, place.line ?? place.pointer ?? 0);
      return true;
    }
    if (collection.key.length === 1) {
      this.#problems.add(placeOf(`/${collection.key[0]}`) ?? place, "id-twice", { id: key, first });
    } else this.#problems.add(place, "pair-twice", { what: collection.key.join(", "), first });
    return false;
  }

  /** Checks only what a record refers to. */
  checkReferences(collection: PoolCollection, record: PoolRecord, placeOf: PlaceOf): void {
    for (const { field, collection: target } of collection.references) {
      const id = record[field];
      if (typeof id === "string" && !this.isKnown(target, id)) this.#reportUnknown(field, id, target, placeOf);
    }
  }

  /** True when the collection has a record with this id, or could not be read and might have. */
  isKnown(collection: PoolCollectionName, id: string): boolean {
    if (this.#unread.has(collection)) return true;
    const isKnown = this.#knownBy.get(collection);
    return isKnown ? isKnown(id) : (this.#firstByKey.get(collection)?.has(id) ?? false);
  }

  /** Collections of which no record could be read. */
  get unread(): readonly PoolCollectionName[] {
    return [...this.#unread];
  }

  /** Takes in that no record of a collection could be read: whoever names one of them is not wrong for that. */
  leaveOut(collection: PoolCollectionName): void {
    this.#unread.add(collection);
  }

  /** Leaves the ids of a collection to somebody else, who keeps them in less memory. */
  delegate(collection: PoolCollectionName, isKnown: (id: string) => boolean): void {
    this.#knownBy.set(collection, isKnown);
  }

  #reportUnknown(field: string, id: string, target: PoolCollectionName, placeOf: PlaceOf): void {
    if (this.#missing.has(target)) {
      if (this.#missingSaid.has(target)) return;
      this.#missingSaid.add(target);
      this.#problems.add({ file: `${target}.csv` }, "file-missing", {
        reason: {
          en: `records name ids of it, such as ${id}`,
          fr: `d’autres fichiers nomment ses identifiants, comme ${id}`,
        },
      });
      return;
    }
    const place = placeOf(`/${field}`);
    if (place) this.#problems.add(place, "reference-unknown", { fact: field, id, collection: target });
  }
}

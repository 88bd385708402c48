/**
 * What exists while a pool is imported: the records of the pool so far, and those of the store that something named.
 * Of records nobody needs the facts of, only the id is held.
 */
import type { ImportedKind, ImportProblemCode, PoolSource } from "../pool-source.ts";
import type { Store } from "../ports.ts";

type Facts = Readonly<Record<string, unknown>>;

/** Kinds whose facts later rows are completed from. */
const heldKinds: ReadonlySet<ImportedKind> = new Set(["landlord", "agreement", "right", "dwelling"]);

/** The records that a row may name. */
export class KnownRecords {
  readonly #store: Pick<Store, "getMany">;
  readonly #source: PoolSource;
  readonly #goodRowsOnly: boolean;
  readonly #known = new Map<ImportedKind, Map<string, Facts | undefined>>();
  readonly #refused = new Map<ImportedKind, Set<string>>();

  constructor(store: Pick<Store, "getMany">, source: PoolSource, goodRowsOnly: boolean) {
    this.#store = store;
    this.#source = source;
    this.#goodRowsOnly = goodRowsOnly;
  }

  /** Takes in a record of the pool that is kept. */
  keep(kind: ImportedKind, id: string, facts: Facts): void {
    entryOf(this.#known, kind, () => new Map()).set(id, heldKinds.has(kind) ? facts : undefined);
  }

  /** Takes in a record of the pool that is not kept. */
  refuse(kind: ImportedKind, id: string): void {
    entryOf(this.#refused, kind, () => new Set()).add(id);
  }

  /** Looks those that are not known up in the store. */
  async lookUp(kind: ImportedKind, ids: Iterable<string>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.has(kind, id));
    if (unknown.length === 0) return;
    for (const [id, { document }] of await this.#store.getMany(kind, unknown)) {
      this.keep(kind, id, (document as { readonly facts?: Facts }).facts ?? {});
    }
  }

  /** True for a record of the pool or, once looked up, of the store. */
  has(kind: ImportedKind, id: string): boolean {
    return this.#known.get(kind)?.has(id) ?? false;
  }

  /** What to say of a name that is not known; nothing where the reason is listed already. */
  whyUnknown(kind: ImportedKind, id: string): ImportProblemCode | undefined {
    if (this.#source.isUnread(kind)) return undefined;
    if (!this.#refused.get(kind)?.has(id)) return "reference-unknown";
    // Whoever names a refused row is wrong only where that row stays out while others are kept.
    return this.#goodRowsOnly ? "reference-refused" : undefined;
  }

  /** Facts of a known record of a kind that is held. */
  factsOf(kind: "landlord" | "agreement" | "right" | "dwelling", id: string): Facts {
    return this.#known.get(kind)?.get(id) ?? {};
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let entry = map.get(key);
  if (!entry) map.set(key, (entry = make()));
  return entry;
}

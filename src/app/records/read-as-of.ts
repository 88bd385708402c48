/**
 * One record as it stood at an earlier sequence of the store, found by going back through its versions.
 */
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Kind } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";

/** The record as it stood at a sequence; undefined when it did not exist then. Cost: one read per later version. */
export async function readAsOf<K extends Kind>(
  context: Pick<Context, "store">,
  kind: K,
  id: string,
  sequence: number,
): Promise<Stored<K> | undefined> {
  let stored = await context.store.get(kind, id);
  while (stored && stored.sequence > sequence) {
    stored = stored.version > 1 ? await context.store.getVersion(kind, id, stored.version - 1) : undefined;
  }
  return stored;
}

/** A record that must have stood at a sequence. Throws: `not-found`. */
export async function recordAsOf<K extends Kind>(
  context: Pick<Context, "store">,
  kind: K,
  id: string,
  sequence: number,
): Promise<Stored<K>> {
  const stored = await readAsOf(context, kind, id, sequence);
  if (!stored) throw new DomainError("not-found", { kind, id });
  return stored;
}

/** A record that must exist now. Throws: `not-found`. */
export async function recordNow<K extends Kind>(
  context: Pick<Context, "store">,
  kind: K,
  id: string,
): Promise<Stored<K>> {
  const stored = await context.store.get(kind, id);
  if (!stored) throw new DomainError("not-found", { kind, id });
  return stored;
}

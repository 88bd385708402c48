/** A record as the caller read it: what has moved on since is not changed by mistake. */
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Kind } from "./kinds.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./read-as-of.ts";

/** What is to be changed, at the version it was read at. */
export interface AtVersion {
  readonly id: string;
  readonly expected: number;
}

/** The record, which must stand at the version the caller read. Throws: `not-found`; `conflict` telling the newer version and state. */
export async function recordAt<K extends Kind>(
  context: Context,
  kind: K,
  { id, expected }: AtVersion,
): Promise<Stored<K>> {
  const stored = await recordNow(context, kind, id);
  refuseStale(stored, expected);
  return stored;
}

/** Returns when the record stands at the version. Throws: `conflict`. */
export function refuseStale({ kind, id, version, document }: Stored, expected: number): void {
  if (version === expected) return;
  const { state } = document as { readonly state?: string };
  throw new DomainError("conflict", { kind, id, expected, found: version, ...(state === undefined ? {} : { state }) });
}

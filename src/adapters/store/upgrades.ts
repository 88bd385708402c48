/**
 * Documents carry the version of their schema. One that was stored at an earlier version is brought up to date when it is read, step by
 * step; what is stored is never rewritten, so its digest stays what the audit log says.
 */
import type { Kind } from "../../app/kinds.ts";

/** Makes a document of the next version; named after the version it makes: `toV2`. */
export type Upgrade = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Steps of each kind, the first from version 1 to 2. A kind that is not named is at version 1. */
export type Upgrades = { readonly [K in Kind]?: readonly Upgrade[] };

/** The steps there are. */
export const upgrades: Upgrades = {};

/** The version that documents of a kind are written at. */
export function schemaVersionOf(kind: Kind, steps: Upgrades = upgrades): number {
  return (steps[kind]?.length ?? 0) + 1;
}

/** Brings a document up to date. Throws: when it is newer than this product knows. */
export function upgraded(
  kind: Kind,
  document: Readonly<Record<string, unknown>>,
  schemaVersion: number,
  steps: Upgrades = upgrades,
): Readonly<Record<string, unknown>> {
  const known = schemaVersionOf(kind, steps);
  if (schemaVersion > known) {
    throw new Error(`a ${kind} has schema version ${schemaVersion}, this product knows ${known}`);
  }
  return (steps[kind] ?? []).slice(schemaVersion - 1).reduce((older, step) => step(older), document);
}

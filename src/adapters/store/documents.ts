/**
 * Records as both stores keep them: a document taken apart, digested and found by its columns. Whatever does not depend on a database stands
 * here, so that two stores can differ in reading and writing only.
 */
import { type Documents, type Kind, shapeOf } from "../../app/kinds.ts";
import type { Put, Stored, StoredVersion } from "../../app/ports.ts";
import { digestDocument } from "../../domain/audit/record-digest.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { schemaVersionOf, type Upgrades, upgraded, upgrades } from "./upgrades.ts";

/** The parts of a version that make up its document. */
export interface DocumentParts {
  readonly facts?: string;
  readonly life: string;
  readonly schemaVersion: number;
}

/** The text of a version that stays where it was emptied of everything. */
export const EMPTY_LIFE = "{}";

/** Columns of each kind, in a fixed order. */
const columnsByKind = new Map<Kind, readonly (readonly [string, (document: never) => string | undefined])[]>();

function columnsOf(kind: Kind) {
  let columns = columnsByKind.get(kind);
  if (!columns) columnsByKind.set(kind, (columns = Object.entries(shapeOf(kind).columns)));
  return columns;
}

/** Names of a kind's columns, in the order of `columnValues`. */
export function columnNames(kind: Kind): readonly string[] {
  return columnsOf(kind).map(([name]) => name);
}

/** What a document is found by. An absent value is an empty text, which comes first in every order and is equal to nothing asked for. */
export function columnValues(kind: Kind, document: object): string[] {
  return columnsOf(kind).map(([, read]) => read(document as never) ?? "");
}

/**
 * Columns that were stored with a version and are not what its document says: by them it would not be found, or found where it does not belong.
 * `found` gives a stored column, undefined where the version has none of that name.
 */
export function misfiledColumns(
  kind: Kind,
  parts: DocumentParts,
  found: (column: string) => string | undefined,
): { readonly misfiled?: readonly string[] } {
  const names = columnNames(kind);
  if (names.length === 0) return {};
  const values = valuesOf(kind, parts);
  const misfiled = names.filter((name, at) => values && (found(name) ?? values[at]) !== values[at]);
  return misfiled.length > 0 ? { misfiled } : {};
}

/** Undefined for what is no document any more: that is named by its digest. */
function valuesOf(kind: Kind, parts: DocumentParts): readonly string[] | undefined {
  try {
    return columnValues(kind, documentOf(kind, parts));
  } catch {
    return undefined;
  }
}

/** The version that a put makes, as it is stored. */
export function versionOf(put: Put, sequence: number): StoredVersion {
  return {
    kind: put.kind,
    id: put.id,
    version: put.expected + 1,
    sequence,
    schemaVersion: schemaVersionOf(put.kind),
    ...digestDocument(put.document),
  };
}

/** The document of stored parts, of the version of today. */
export function documentOf(
  kind: Kind,
  { facts, life, schemaVersion }: DocumentParts,
  steps: Upgrades = upgrades,
): Readonly<Record<string, unknown>> {
  const document = JSON.parse(life);
  if (facts !== undefined) document.facts = JSON.parse(facts);
  return upgraded(kind, document, schemaVersion, steps);
}

/** A record as it is read. */
export function storedOf<K extends Kind>(
  kind: K,
  row: DocumentParts & Pick<Stored, "id" | "version" | "sequence">,
): Stored<K> {
  const { id, version, sequence } = row;
  try {
    return { kind, id, version, sequence, document: documentOf(kind, row) as unknown as Documents[K] };
  } catch (error) {
    throw unreadable(kind, id, error);
  }
}

/** The error for a record whose text is no JSON any more; another error as it is. */
export function unreadable(kind: Kind, id: string, error: unknown): unknown {
  return error instanceof SyntaxError ? new DomainError("record-unreadable", { kind, id }) : error;
}

/** Facts and life of the version of today, as texts: what a snapshot gives. */
export function snapshotParts(
  kind: Kind,
  parts: DocumentParts,
  steps: Upgrades = upgrades,
): { readonly facts?: string; readonly life: string } {
  if (parts.schemaVersion === schemaVersionOf(kind, steps)) return parts;
  const { facts, ...life } = documentOf(kind, parts, steps);
  return { life: canonicalJson(life), ...(facts === undefined ? {} : { facts: canonicalJson(facts) }) };
}

/**
 * A version without its personal members; its digests stay. Undefined where it holds none, so that its digest can still be checked.
 */
export function emptied<V extends Pick<StoredVersion, "kind" | "facts" | "life">>(version: V): V | undefined {
  const { personal } = shapeOf(version.kind);
  const names = new Set<string>(personal);
  const { facts, ...rest } = version;
  const life = JSON.parse(version.life) as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries(life).filter(([name]) => !names.has(name)));
  const losesFacts = facts !== undefined && names.has("facts");
  const losesLife = Object.keys(kept).length < Object.keys(life).length;
  if (!losesFacts && !losesLife) return undefined;
  return {
    ...rest,
    ...(facts === undefined || losesFacts ? {} : { facts }),
    life: losesLife ? canonicalJson(kept) : version.life,
  } as V;
}

/** That a record is at another version than the one it was read at. */
export function versionConflict(kind: Kind, id: string, expected: number, found: number, state?: string): DomainError {
  return new DomainError("conflict", { kind, id, expected, found, ...(state ? { state } : {}) });
}

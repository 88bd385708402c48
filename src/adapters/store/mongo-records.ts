/** Versions as MongoDB keeps them: the same parts as in every store, with facts and life as native documents. */
import { mongo } from "mongoose";
import type { Kind } from "../../app/kinds.ts";
import type { StoredVersion } from "../../app/ports.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { columnNames, columnValues, EMPTY_LIFE } from "./documents.ts";
import { type CurrentRecord, type PastRecord, pastColumns, type VersionRecord } from "./mongo-models.ts";

/** Source: https://www.mongodb.com/docs/manual/reference/limits/ (BSON document size), less room for the parts beside. */
const MOST_BYTES = 16 * 1024 * 1024 - 65_536;

/** Texts shorter than this cannot make a document that is too large: in BSON a text becomes at most a few times as long. */
const SURELY_SMALL = 1_000_000;

/** The current version, as it is stored. Throws: `not-allowed` where MongoDB cannot keep it. */
export function currentRecord(version: StoredVersion, document: object): CurrentRecord {
  return { _id: version.id, ...partsOf(version), columns: columnsOf(version.kind, document) };
}

/** A version that was taken over as an earlier one. */
export function pastRecord(version: StoredVersion & { readonly supersededBy: number }, document: object): PastRecord {
  const columns = columnsOf(version.kind, document);
  return {
    _id: pastId(version.id, version.version),
    id: version.id,
    supersededBy: version.supersededBy,
    ...partsOf(version),
    columns: pastOnly(version.kind, columns),
  };
}

/** A current version that is superseded; only its digests where earlier versions must not stay. */
export function superseded(kind: Kind, record: CurrentRecord, supersededBy: number, hasHistory: boolean): PastRecord {
  const { _id: id, facts, life, erasedBy, columns, ...rest } = record;
  const contents = {
    ...(facts === undefined ? {} : { facts }),
    ...(erasedBy === undefined ? {} : { erasedBy }),
    life,
  };
  return {
    ...rest,
    ...(hasHistory ? contents : { life: JSON.parse(EMPTY_LIFE), erasedBy: supersededBy }),
    _id: pastId(id, record.version),
    id,
    supersededBy,
    columns: pastOnly(kind, columns),
  };
}

/** A version as it was stored. */
export function versionFrom(kind: Kind, record: CurrentRecord | PastRecord): StoredVersion {
  const isPast = "id" in record;
  return {
    kind,
    id: isPast ? record.id : record._id,
    version: record.version,
    sequence: record.sequence,
    ...(isPast ? { supersededBy: record.supersededBy } : {}),
    ...(record.erasedBy === undefined ? {} : { erasedBy: record.erasedBy }),
    schemaVersion: record.schemaVersion,
    ...textsOf(record),
    ...(record.factsDigest === undefined ? {} : { factsDigest: record.factsDigest }),
    digest: record.digest,
  };
}

/** Facts and life as canonical texts. */
export function textsOf({ facts, life }: Pick<VersionRecord, "facts" | "life">): Pick<StoredVersion, "facts" | "life"> {
  return { ...(facts === undefined ? {} : { facts: canonicalJson(facts) }), life: canonicalJson(life) };
}

/** Key of an earlier version. */
function pastId(id: string, version: number): string {
  return `${id} ${version}`;
}

function columnsOf(kind: Kind, document: object): Readonly<Record<string, string>> {
  const values = columnValues(kind, document);
  return Object.fromEntries(columnNames(kind).map((name, at) => [name, values[at]!]));
}

function pastOnly(kind: Kind, columns: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(pastColumns(kind).map((name) => [name, columns[name] ?? ""]));
}

function partsOf(version: StoredVersion): Omit<VersionRecord, "columns"> {
  const { kind, id, facts, life } = version;
  const record = {
    version: version.version,
    sequence: version.sequence,
    schemaVersion: version.schemaVersion,
    ...(version.erasedBy === undefined ? {} : { erasedBy: version.erasedBy }),
    ...(facts === undefined ? {} : { facts: native(facts, kind, id) }),
    ...(version.factsDigest === undefined ? {} : { factsDigest: version.factsDigest }),
    life: native(life, kind, id),
    digest: version.digest,
  };
  if (life.length + (facts?.length ?? 0) > SURELY_SMALL) {
    const bytes = mongo.BSON.calculateObjectSize(record);
    if (bytes > MOST_BYTES) {
      throw new DomainError("not-allowed", { field: `${kind} ${id}`, sent: bytes, allowed: `<= ${MOST_BYTES}` });
    }
  }
  return record;
}

/**
 * Half a pair of surrogates has no UTF-8, a zero character ends the name of a member, and `$id` with `$ref` is read as a reference:
 * MongoDB would give back something else, and the digest would not hold. Such a document is refused before it is written.
 */
function native(text: string, kind: Kind, id: string): unknown {
  const value = JSON.parse(text);
  const isSuspect = /\\ud[89a-f]|\\u0000|"\$ref":|"_bsontype":/.test(text);
  if (isSuspect && !survives(value, text)) {
    throw new DomainError("not-allowed", { field: `${kind} ${id}`, sent: "JSON without a BSON form", allowed: "BSON" });
  }
  return value;
}

function survives(value: unknown, text: string): boolean {
  try {
    return canonicalJson(mongo.BSON.deserialize(mongo.BSON.serialize({ value })).value) === text;
  } catch {
    return false;
  }
}

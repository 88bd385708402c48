/**
 * Closed queries, checked and with every default filled in, and the keys of their pages. The same for both stores.
 */
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { List, Page, Stored } from "../../app/ports.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { columnNames, columnValues } from "./documents.ts";

const LIMIT = 100;
const MOST = 1_000;

/** A query as a store runs it. */
export interface ResolvedQuery {
  readonly kind: Kind;
  readonly by: string;
  /** Columns that must be equal, and to what. */
  readonly equals: readonly string[];
  readonly values: readonly string[];
  /** Columns it is in order of, before id. */
  readonly order: readonly string[];
  readonly upTo?: string;
  /** Values of the order columns, then the id, that every record of the page comes after. */
  readonly after: readonly string[];
  readonly limit: number;
}

/** Checks a query. Throws: `not-allowed` for a key of another query or a limit out of range. */
export function resolveQuery<K extends Kind>(list: List<K>): ResolvedQuery {
  const query = shapeOf(list.kind).queries[list.by];
  if (!query) throw new Error(`${list.kind} has no query ${list.by}`);
  const { equals, order } = query;
  if (list.equals.length !== equals.length) {
    throw new Error(`${list.kind} ${list.by} wants ${equals.length} values, not ${list.equals.length}`);
  }
  if (list.upTo !== undefined && order.length === 0) throw new Error(`${list.kind} ${list.by} has no column of order`);
  const limit = list.limit ?? LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new DomainError("not-allowed", { field: "limit", sent: limit, allowed: `1-${MOST}` });
  }
  return {
    kind: list.kind,
    by: list.by,
    equals,
    values: list.equals,
    order,
    ...(list.upTo === undefined ? {} : { upTo: list.upTo }),
    after: list.after === undefined ? [...order.map(() => ""), ""] : readKey(list.after, list.by, order.length + 1),
    limit,
  };
}

/** True where nothing can be equal to what is asked: an empty text stands for an absent value. */
export function asksForNothing(query: ResolvedQuery): boolean {
  return query.values.includes("");
}

/** The page of records that were read; one more than the limit says that there is a next page. */
export function pageOf<K extends Kind>(query: ResolvedQuery, records: readonly Stored<K>[]): Page<K> {
  if (records.length <= query.limit) return { records };
  const page = records.slice(0, query.limit);
  return { records: page, next: writeKey(query, page.at(-1)!) };
}

function writeKey({ kind, by, order }: ResolvedQuery, last: Stored): string {
  const names = columnNames(kind);
  const values = columnValues(kind, last.document);
  const key = [by, ...order.map((name) => values[names.indexOf(name)]!), last.id];
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

function readKey(key: string, by: string, length: number): readonly string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(key, "base64url").toString());
  } catch {
    parts = undefined;
  }
  const isKey = Array.isArray(parts) && parts.length === length + 1 && parts.every((part) => typeof part === "string");
  if (!isKey || (parts as string[])[0] !== by) {
    throw new DomainError("not-allowed", { field: "after", sent: key.slice(0, 100), allowed: "next" });
  }
  return (parts as string[]).slice(1);
}

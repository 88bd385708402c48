/** Filters, order, projections and changes of documents, by mingo. What mingo does not know is answered as an error. */
import type { Document } from "bson";
import { Query } from "mingo";
import { type Modifier, updateOne } from "mingo/updater";
import { valueAt } from "./collection.ts";
import { ServerError } from "./server-error.ts";

/** True for documents that match. Throws: `BadValue` for an operator that is not known. */
export function matcher(filter: Document): (document: Document) => boolean {
  const query = orRefuse(() => new Query(filter, {}));
  return (document) => orRefuse(() => query.test(document));
}

/** Documents with their keys, in order. */
export function sortDocuments<T extends readonly [string, Document]>(documents: readonly T[], sort: Document): T[] {
  const paths = Object.entries(sort) as [string, number][];
  for (const [path, direction] of paths) {
    if (direction !== 1 && direction !== -1) throw new ServerError("BadValue", `bad sort direction of ${path}`);
  }
  const withValues = documents.map((each) => ({ each, values: paths.map(([path]) => valueAt(each[1], path)) }));
  withValues.sort((a, b) => {
    for (const [at, [, direction]] of paths.entries()) {
      const order = compareValues(a.values[at], b.values[at]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return withValues.map(({ each }) => each);
}

/** What is absent comes first, then numbers, then texts by code unit (a server compares UTF-8 bytes: the same up to U+FFFF). */
function compareValues(a: unknown, b: unknown): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  if (a === b || a === undefined || a === null) return 0;
  return (a as string) < (b as string) ? -1 : 1;
}

function rankOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return 1;
  if (typeof value === "string") return 2;
  throw new ServerError("BadValue", `order by a ${typeof value} is not known here`);
}

/** Documents with the members that a projection names. */
export function project(documents: readonly Document[], projection: Document | undefined): Document[] {
  if (!projection || Object.keys(projection).length === 0) return [...documents];
  return orRefuse(() => new Query({}, {}).find<Document>([...documents], projection).all());
}

/** The document after an update: a whole one, or operators. */
export function updated(before: Document, update: unknown, isNew: boolean): Document {
  if (Array.isArray(update)) throw new ServerError("FailedToParse", "updates by a pipeline are not known here");
  const { $setOnInsert, ...operators } = update as Document;
  const names = Object.keys(update as Document);
  const after = names.some((name) => name.startsWith("$"))
    ? changed(before, isNew && $setOnInsert ? merged(operators, $setOnInsert as Document) : operators, names)
    : { _id: before._id, ...(update as Document) };
  if (!isNew && JSON.stringify(after._id) !== JSON.stringify(before._id)) {
    throw new ServerError("ImmutableField", "an update may not change the field _id");
  }
  return after;
}

function merged(operators: Document, $setOnInsert: Document): Document {
  return { ...operators, $set: { ...(operators.$set as Document | undefined), ...$setOnInsert } };
}

function changed(before: Document, operators: Document, names: readonly string[]): Document {
  const plain = names.find((name) => !name.startsWith("$"));
  if (plain !== undefined) throw new ServerError("FailedToParse", `unknown modifier: ${plain}`);
  const after = clone(before) as Document;
  if (Object.keys(operators).length === 0) return after;
  orRefuse(() => updateOne([after], {}, operators as Modifier<Document>, { cloneMode: "deep" }));
  return after;
}

/** The document that an upsert begins with: the equalities of its filter. */
export function upsertBase(filter: Document): Document {
  const base: Document = {};
  for (const [path, value] of Object.entries(filter)) {
    if (path.startsWith("$")) continue;
    const isPlain = typeof value !== "object" || value === null;
    const wanted = isPlain ? value : (value as Document).$eq;
    if (wanted === undefined) continue;
    if (path.includes(".")) throw new ServerError("BadValue", `upsert by the nested field ${path} is not known here`);
    base[path] = wanted;
  }
  return base;
}

function clone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clone);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, clone(member)]));
}

function orRefuse<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    throw new ServerError("BadValue", (error as Error).message);
  }
}

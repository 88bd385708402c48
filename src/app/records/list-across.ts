/**
 * A list in parts, one key after the other, as one: whoever has a hand in several employers or départements pages through all of them.
 */
import type { Kind } from "../kinds.ts";
import type { Page, Stored } from "../ports.ts";

/** Which page of the whole. */
export interface PageAcross {
  /** Key of the page, as `next` gave it. */
  readonly after?: string;
  /** 100 unless told. */
  readonly limit?: number;
}

/** The page of one part. */
export type ListPart<K extends Kind> = (
  key: string,
  page: { readonly after?: string; readonly limit: number },
) => Promise<Page<K>>;

const LIMIT = 100;

/**
 * A page of the whole list, filled from as many parts as it takes. `check` is asked for the part that the page begins in, which came from outside.
 * Throws: what `check` and `listPart` throw.
 */
export async function listAcross<K extends Kind>(
  keys: readonly string[],
  { after, limit = LIMIT }: PageAcross,
  check: (key: string) => void,
  listPart: ListPart<K>,
): Promise<Page<K>> {
  const [first = keys[0]!, within] = after === undefined ? [] : splitKey(after);
  check(first);
  const records: Stored<K>[] = [];
  let from = within;
  for (const key of keys.slice(keys.indexOf(first))) {
    const isFull = records.length === limit;
    const page = await listPart(key, {
      limit: isFull ? 1 : limit - records.length,
      ...(from === undefined ? {} : { after: from }),
    });
    // A full page has a next one only where a later part has anything.
    if (isFull && page.records.length > 0) return { records, next: key };
    if (!isFull) records.push(...page.records);
    if (page.next !== undefined) return { records, next: `${key}|${page.next}` };
    from = undefined;
  }
  return { records };
}

/** The part that a page goes on in, and the key within it. */
function splitKey(after: string): [string, string?] {
  const at = after.indexOf("|");
  return at < 0 ? [after] : [after.slice(0, at), after.slice(at + 1)];
}

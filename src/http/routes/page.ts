/** Pages of lists, as calls ask for them and answer with them. */
import type { Kind } from "../../app/kinds.ts";
import type { Page, Stored } from "../../app/ports.ts";
import type { ApiAnswer } from "../api-route.ts";

/** Which page. */
export interface PageQuery {
  readonly after?: string;
  readonly limit?: number;
}

/** A query with the usual length of a page. */
export function paged<Q extends PageQuery>(query: Q): Q & { readonly limit: number } {
  return { ...query, limit: query.limit ?? 50 };
}

/** A page as it is answered. */
export function pageOf<K extends Kind>(
  { records, next }: Pick<Page<K>, "records" | "next">,
  represent: (stored: Stored<K>) => object,
): ApiAnswer {
  return { status: 200, items: records.map(represent), next };
}

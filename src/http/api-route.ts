/**
 * What a call is before it is made: where it stands, who may make it, what it takes and gives. The tables of these make the router, the checks
 * of what comes in, the OpenAPI document, and the tests of who may do what.
 */
import type { JSONSchema } from "json-schema-to-ts";
import type { Kind } from "../app/kinds.ts";
import type { Context, Stored } from "../app/ports.ts";
import type { Access, Visitor } from "../edge/access.ts";

/** A schema with its title, which names it in the document. */
export type NamedSchema = JSONSchema & { readonly title: string };

/** What a call is made with, already checked against its schemas. */
export interface ApiAsked<Body = unknown, Query = unknown> {
  readonly context: Context;
  /** Undefined only where the access is `public`. */
  readonly visitor: Visitor | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The version of `If-Match`. */
  readonly expected?: number;
}

/** What a call answers with. */
export type ApiAnswer =
  /** Something read. */
  | { readonly status: 200; readonly body: object; readonly version?: number }
  /** A record that was written: the answer is what stands in it now, so a call made again can be answered from the history. */
  | {
      readonly status: 200 | 201;
      readonly written: { readonly kind: Kind; readonly id: string };
      readonly location?: string;
    }
  | { readonly status: 204 };

/** One call. */
export interface ApiRoute {
  readonly method: "get" | "post" | "put" | "delete";
  /** Below `/api/v1`, as express writes it: `/requests/:requestId`. */
  readonly path: string;
  readonly access: Access;
  /** One sentence for the document. */
  readonly summary: string;
  readonly query?: NamedSchema;
  readonly body?: NamedSchema;
  /** True where `If-Match` must name the version that was read. */
  readonly needsVersion?: boolean;
  readonly response: { readonly status: 200 | 201 | 204; readonly schema?: NamedSchema };
  // biome-ignore lint/suspicious/noExplicitAny: each route knows the types of its own schemas; the router has checked them.
  readonly handle: (asked: ApiAsked<any, any>) => Promise<ApiAnswer>;
}

/** How the records of a kind look from outside; the same for reading, writing and a call made again. */
export type Representation<K extends Kind> = (stored: Stored<K>) => object;

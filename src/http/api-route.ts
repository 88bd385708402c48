/**
 * What a call is before it is made: where it stands, who may make it, what it takes and gives. The tables of these make the router, the checks
 * of what comes in, the OpenAPI document, and the tests of who may do what.
 */
import type { Readable } from "node:stream";
import type { JSONSchema } from "json-schema-to-ts";
import type { Kind } from "../app/kinds.ts";
import type { Context } from "../app/ports.ts";
import type { Actor } from "../domain/access/actor.ts";
import type { Access, Visitor } from "../edge/access.ts";
import type { Language } from "../texts/texts.ts";

/** A schema with its title, which names it in the document. */
export type NamedSchema = JSONSchema & { readonly title: string };

/** What a call is made with, already checked against its schemas. */
export interface ApiAsked<Body = unknown, Query = unknown> {
  readonly context: Context;
  /** Who acts; without any role where nobody is logged in, which only `public` lets through. */
  readonly actor: Actor;
  readonly visitor: Visitor | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** A file, while it comes, where the call takes one. */
  readonly file: Readable;
  /** The version of `If-Match`; 0 where the call needs none. */
  readonly expected: number;
  readonly language: Language;
}

/** What a call answers with. */
export type ApiAnswer =
  /** Something read, or computed and not kept. */
  | { readonly status: 200; readonly body: object; readonly version?: number }
  /** A page of a list; `next` is the key of the one after. */
  | { readonly status: 200; readonly items: readonly object[]; readonly next?: string | undefined }
  /** A record that was written: the answer is what stands in it, so a call made again can be answered from the history. */
  | { readonly status: 200 | 201; readonly written: string }
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
  /** True where the body is a file of comma-separated values, read while it comes. */
  readonly takesFile?: boolean;
  /** True where `If-Match` must name the version that was read. */
  readonly needsVersion?: boolean;
  readonly response: {
    readonly status: 200 | 201 | 204;
    /** Of the body, or of each item of a page. */
    readonly schema?: NamedSchema;
    readonly isPage?: boolean;
    /** The kind of the record that is written: such a call may carry an `Idempotency-Key`. */
    readonly writes?: Kind;
  };
  // biome-ignore lint/suspicious/noExplicitAny: each route knows the types of its own schemas; the router has checked them.
  readonly handle: (asked: ApiAsked<any, any>) => Promise<ApiAnswer>;
}

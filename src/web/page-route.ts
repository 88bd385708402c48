/**
 * What a page is before it is asked for: where it stands, who may come, what answers. Pages are tables of these. A page calls use cases, and
 * says what they answered in markup; it decides nothing.
 */
import type { Readable } from "node:stream";
import type { Context } from "../app/ports.ts";
import type { Access, SessionDoor, Visitor } from "../edge/access.ts";
import type { Html } from "../markup/html.ts";
import type { Language, TextKey, TextValues } from "../texts/texts.ts";

/** What was sent by a form: each field once or several times, as text. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A file that was sent with a form, read while it comes. */
export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
}

/** What a page is asked with. */
export interface PageAsked {
  readonly context: Context;
  /** Undefined only where the access is `public`. */
  readonly visitor: Visitor | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Form;
  readonly form: Form;
  readonly upload?: Upload;
  readonly language: Language;
  /** A text of the catalogues, typeset. */
  readonly say: (key: TextKey, values?: TextValues) => string;
  /** Goes into every form as `<input type="hidden" name="csrf">`: use `formOf`. */
  readonly csrfToken: string;
  /** Begins and ends the session of this browser. */
  readonly door: SessionDoor;
  /** The path that was asked for, with its query. */
  readonly url: string;
}

/** A page to show. */
export interface PageShown {
  readonly kind: "page";
  readonly title: string;
  readonly body: Html;
  /** 200 when absent; 422 for a form that must be corrected, 409 where somebody was faster. */
  readonly status?: number;
  /** Which link of the navigation it belongs to. */
  readonly under?: string;
}

/** Goes elsewhere after something was done; `told` is a text shown there once, above the page. */
export interface SeeOther {
  readonly kind: "see-other";
  readonly to: string;
  readonly told?: TextKey;
  /** The language this browser is shown from now on, where nobody is logged in. */
  readonly language?: Language;
}

/** A file to keep: minutes, a letter, a table. */
export interface FileGiven {
  readonly kind: "file";
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array | Readable;
  /** Shown in the browser where it can be, instead of being saved. */
  readonly isInline?: boolean;
}

export type PageAnswer = PageShown | SeeOther | FileGiven;

/** One page, or what its form does. */
export interface PageRoute {
  readonly method: "get" | "post";
  /** As express writes it: `/proposals/:proposalId`. */
  readonly path: string;
  readonly access: Access;
  /** True where the form sends a file. */
  readonly takesUpload?: boolean;
  readonly handle: (asked: PageAsked) => Promise<PageAnswer>;
}

/**
 * Markup that escapes by itself: every value put into a template is text unless it is markup already. The only way for a page of the
 * product to hold markup is to have been written here in source.
 */

/** A piece of finished markup. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

/** What a template takes: markup, text, a whole number, a list of these, or nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it must stand in markup, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}

/** Template tag: what stands in the source is markup, what is put in is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = parts[0]!;
  for (let i = 0; i < values.length; i++) markup += markupOf(values[i]) + parts[i + 1]!;
  return new Html(markup);
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return value.map(markupOf).join("");
}

/** Pieces with a separator between them; those that are nothing are left out. */
export function joined(pieces: readonly HtmlValue[], separator: HtmlValue): Html {
  const kept = pieces.filter((piece) => piece !== undefined && piece !== false && piece !== "");
  return html`${kept.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece]))}`;
}

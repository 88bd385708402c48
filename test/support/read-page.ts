/** A page read as far as tests need it: its text, links, headings, and its forms with what would be sent. */

/** A form as it stands. */
export interface ReadForm {
  readonly action: string;
  readonly method: string;
  /** What is sent when nothing is changed. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Every name that can be sent. */
  readonly names: readonly string[];
}

/** A page. */
export interface ReadPage {
  readonly title: string;
  /** The whole page without markup, white space as one space. */
  readonly text: string;
  /** The text of `main` alone. */
  readonly main: string;
  readonly h1: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly forms: readonly ReadForm[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** Text as it is read. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);
}

/** The words of some markup. */
export function textOfMarkup(markup: string): string {
  const words = markup
    .replace(/<(script|style|svg)\b.*?<\/\1>/gs, " ")
    .replace(/<\/?(b|strong|em|span|a|abbr)\b[^>]*>/g, "");
  return unescapeHtml(words.replace(/<[^>]*>/g, " "))
    .replace(/[ \t\n]+/g, " ")
    .trim();
}

/** Reads a page. */
export function readPage(markup: string): ReadPage {
  const one = (pattern: RegExp) => textOfMarkup(pattern.exec(markup)?.[1] ?? "");
  return {
    title: one(/<title>(.*?)<\/title>/s),
    text: one(/<body[^>]*>(.*)<\/body>/s),
    main: one(/<main[^>]*>(.*)<\/main>/s),
    h1: one(/<h1[^>]*>(.*?)<\/h1>/s),
    links: [...markup.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(([, attributes, content]) => ({
      href: attributeOf(attributes!, "href") ?? "",
      text: textOfMarkup(content!),
    })),
    forms: [...markup.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes, content]) =>
      readForm(attributes!, content!),
    ),
  };
}

function readForm(attributes: string, content: string): ReadForm {
  const fields: Record<string, string[]> = {};
  const names = new Set<string>();
  const put = (name: string | undefined, value: string, isSent = true) => {
    if (name === undefined) return;
    names.add(name);
    if (isSent) fields[name] = [...(fields[name] ?? []), value];
  };
  for (const [, input] of content.matchAll(/<input\b([^>]*)>/g)) {
    const type = attributeOf(input!, "type") ?? "text";
    const isTicked = !["radio", "checkbox"].includes(type) || /\schecked\b/.test(input!);
    put(attributeOf(input!, "name"), attributeOf(input!, "value") ?? "", isTicked && type !== "file");
  }
  for (const [, area, text] of content.matchAll(/<textarea\b([^>]*)>\n?(.*?)<\/textarea>/gs)) {
    put(attributeOf(area!, "name"), unescapeHtml(text!));
  }
  for (const [, select, options] of content.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => option!);
    const chosen = all.find((option) => /\sselected\b/.test(option)) ?? all[0] ?? "";
    put(attributeOf(select!, "name"), attributeOf(chosen, "value") ?? "");
  }
  for (const [, button] of content.matchAll(/<button\b([^>]*)>/g)) put(attributeOf(button!, "name"), "", false);
  return {
    action: attributeOf(attributes, "action") ?? "",
    method: (attributeOf(attributes, "method") ?? "get").toLowerCase(),
    fields,
    names: [...names],
  };
}

function attributeOf(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}

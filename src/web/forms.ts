/** Forms: markup with the token against forged requests, and reading what came back. */
import { type Html, type HtmlValue, html } from "../markup/html.ts";
import type { Form, PageAsked } from "./page-route.ts";

/** A form that posts. */
export function formOf(
  { csrfToken }: Pick<PageAsked, "csrfToken">,
  { action, takesUpload = false }: { readonly action: string; readonly takesUpload?: boolean },
  content: HtmlValue,
): Html {
  const type = takesUpload && html` enctype="multipart/form-data"`;
  return html`<form method="post" action="${action}"${type} novalidate><input type="hidden" name="csrf" value="${csrfToken}">${content}</form>`;
}

/** What no key types and no page shows: control characters other than tabs and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant.
const untypable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function plainText(sent: string): string {
  return sent.replace(untypable, "").trim();
}

/** A field as one text, trimmed, without control characters; undefined when it was left empty. */
export function textOf(form: Form, name: string): string | undefined {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  const one = plainText((typeof value === "string" ? value : value?.[0]) ?? "");
  return one === "" ? undefined : one;
}

/** A version that a form carries along; 0, which no record has, for what is none. */
export function versionIn(form: Form, name: string): number {
  const text = textOf(form, name) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** A field that may come several times. */
export function textsOf(form: Form, name: string): readonly string[] {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined) return [];
  return (typeof value === "string" ? [value] : value).map(plainText).filter((one) => one !== "");
}

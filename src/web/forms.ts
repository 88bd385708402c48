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

/** A field as one text, trimmed; undefined when it was left empty. */
export function textOf(form: Form, name: string): string | undefined {
  const value = form[name];
  const one = typeof value === "string" ? value : value?.[0];
  return one === undefined || one.trim() === "" ? undefined : one.trim();
}

/** A field that may come several times. */
export function textsOf(form: Form, name: string): readonly string[] {
  const value = form[name];
  if (value === undefined) return [];
  return (typeof value === "string" ? [value] : value).map((one) => one.trim()).filter((one) => one !== "");
}

/** The end of a form: what it does, in the words of its effect, and the way out. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";
import type { PageAsked } from "../page-route.ts";

/** The buttons. */
export interface FormActions {
  /** What the main button does: "Envoyer la désignation". */
  readonly submit: HtmlValue;
  /** Where one goes without doing it. */
  readonly cancelTo?: string;
  /** A second button of the same form: its name and value say which was pressed. */
  readonly other?: { readonly name: string; readonly value: string; readonly text: HtmlValue };
  /** What is true once it is done, before it is done. */
  readonly note?: HtmlValue;
}

/** The last line of a form. */
export function formActions({ say }: Pick<PageAsked, "say">, { submit, cancelTo, other, note }: FormActions): Html {
  return html`<div class="form-end">${note !== undefined && html`<p class="note">${note}</p>`}<p class="actions"><button class="button main" type="submit">${submit}</button>${
    other &&
    html`<button class="button" type="submit" name="${other.name}" value="${other.value}">${other.text}</button>`
  }${cancelTo !== undefined && html`<a class="button quiet" href="${cancelTo}">${say("shell.cancel")}</a>`}</p></div>`;
}

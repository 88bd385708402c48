/** Nothing is here yet: why, and what to do next. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";

/** What to say where a list is empty. */
export interface EmptyState {
  readonly title: HtmlValue;
  /** What would fill it, or who. */
  readonly text?: HtmlValue;
  /** The next step, as a link or a button. */
  readonly action?: HtmlValue;
}

/** The empty place. */
export function emptyState({ title, text, action }: EmptyState): Html {
  return html`<div class="empty"><p class="empty-title">${title}</p>${text !== undefined && html`<p>${text}</p>`}${
    action !== undefined && html`<p class="actions">${action}</p>`
  }</div>`;
}

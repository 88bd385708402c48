/** The comfort of a filter: with script, what is found follows the choice at once, and the keyboard stays where it is. Without, a button does it. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";

/** Attributes of a form of filters that asks at `action`. */
export function filtering(action: string): Html {
  return html` hx-get="${action}" hx-trigger="change" hx-target="#found" hx-select="#found" hx-swap="outerHTML" hx-push-url="true"`;
}

/** What was found, as the only part that is asked for again. */
export function found(content: HtmlValue): Html {
  return html`<div id="found">${content}</div>`;
}

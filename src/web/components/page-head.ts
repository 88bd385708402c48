/** The top of a page: where one is, its one heading, what it is about. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";
import type { PageAsked } from "../page-route.ts";

/** A page above this one. */
export interface Crumb {
  readonly href: string;
  readonly text: string;
}

/** What stands at the top. */
export interface PageHead {
  readonly title: HtmlValue;
  /** One or two sentences below the heading. */
  readonly lead?: HtmlValue;
  /** Pages above this one, the highest first; only where the page lies deep. */
  readonly crumbs?: readonly Crumb[];
  /** Beside the heading: a state, the figure of a clock. */
  readonly aside?: HtmlValue;
  /** Links to what else can be done, as `<a class="button">`. */
  readonly actions?: HtmlValue;
}

/** The page's head with its only `h1`. */
export function pageHead(
  { say }: Pick<PageAsked, "say">,
  { title, lead, crumbs = [], aside, actions }: PageHead,
): Html {
  return html`${
    crumbs.length > 0 &&
    html`<nav class="crumbs" aria-label="${say("shell.crumbs")}"><ol>${crumbs.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ol></nav>`
  }<header class="page-head"><div><h1>${title}</h1>${lead !== undefined && html`<p class="lead">${lead}</p>`}</div>${
    aside !== undefined && html`<div class="beside">${aside}</div>`
  }${actions !== undefined && html`<div class="actions">${actions}</div>`}</header>`;
}

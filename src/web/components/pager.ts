/** Links to the next page of a list that is read by key, and back to its beginning. */
import { icon } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { PageAsked } from "../page-route.ts";

/** The pager; nothing where one page holds everything. The links keep what else the address asks for. */
export function pager({ say, url }: Pick<PageAsked, "say" | "url">, next: string | undefined): Html | undefined {
  const here = new URL(url, "http://page.invalid");
  const isFirst = !here.searchParams.has("after");
  if (isFirst && next === undefined) return undefined;
  const first = isFirst ? undefined : link(here, undefined);
  return html`<nav class="pager" aria-label="${say("shell.pages")}">${
    first !== undefined && html`<a class="button" href="${first}">${icon("back")}${say("shell.first-page")}</a>`
  }${next !== undefined && html`<a class="button" href="${link(here, next)}">${say("shell.next-page")}${icon("next")}</a>`}</nav>`;
}

function link(here: URL, after: string | undefined): string {
  const query = new URLSearchParams(here.searchParams);
  query.delete("told");
  query.delete("after");
  if (after !== undefined) query.set("after", after);
  const text = query.toString();
  return `${here.pathname}${text === "" ? "" : `?${text}`}`;
}

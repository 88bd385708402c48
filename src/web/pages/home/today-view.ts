/** What waits for somebody today: the most pressing thing as one sentence, then all of it as a list; then where else they may go. */
import { type Html, html } from "../../../markup/html.ts";
import { formatDay, formatNumber } from "../../../texts/format.ts";
import { navigationOf } from "../../navigation.ts";
import type { PageAsked } from "../../page-route.ts";
import type { Waiting } from "./waiting.ts";

export function todayView(asked: PageAsked, waiting: readonly Waiting[]): Html {
  const { say, context, language, visitor } = asked;
  const first =
    waiting.find(({ count, tone }) => count > 0 && tone !== undefined) ?? waiting.find(({ count }) => count > 0);
  const isIdle = waiting.length === 0;
  const others = navigationOf(visitor!).filter(({ href }) => href !== "/");
  return html`<div class="today">
<header><h1 class="hide">${say("shell.today")}</h1><p class="note">${formatDay(context.clock.today(), language)}</p>
<p class="today-first">${
    first
      ? html`<span${first.tone === "risk" && html` class="is-risk"`}>${say(`shell.wait.${first.name}`, { count: figure(asked, first) })}</span>`
      : say(isIdle ? "shell.wait.go-on" : "shell.wait.nothing")
  }</p></header>
${
  waiting.length > 0 &&
  html`<ul class="todo">${waiting.map(
    (one) =>
      html`<li${one.count > 0 ? one.tone !== undefined && html` class="is-${one.tone}"` : html` class="none"`}><span class="figure">${figure(asked, one)}</span><div>${
        one.count > 0
          ? html`<a href="${one.href}">${say(`shell.line.${one.name}`, { count: one.count })}</a>`
          : html`<p>${say(`shell.line.${one.name}`, { count: 0 })}</p>`
      }<p class="note">${say(`shell.do.${one.name}`)}</p></div></li>`,
  )}</ul>`
}
${
  isIdle &&
  html`<ul class="todo">${others.map(
    ({ href, text }) =>
      html`<li class="none"><span class="figure" aria-hidden="true">›</span><div><a href="${href}">${say(text)}</a></div></li>`,
  )}</ul>`
}
</div>`;
}

function figure({ language }: PageAsked, { count, isMore }: Waiting): string {
  return `${formatNumber(count, language)}${isMore ? "+" : ""}`;
}

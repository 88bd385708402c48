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
  const others = waiting.filter((one) => one !== first && one.count > 0);
  const done = waiting.filter(({ count }) => count === 0);
  const links = navigationOf(visitor!).filter(({ href }) => href !== "/");
  return html`<div class="today">
<header><p class="note">${formatDay(context.clock.today(), language)}</p>
<h1 class="today-first${first?.tone === "risk" && " is-risk"}">${
    first
      ? say(`shell.wait.${first.name}`, { count: figure(asked, first) })
      : say(waiting.length === 0 ? "shell.wait.go-on" : "shell.wait.nothing")
  }</h1>
${
  first &&
  html`<p class="lead">${say(`shell.do.${first.name}`)}</p><p class="actions"><a class="button main" href="${first.href}">${say("shell.go-on")}</a></p>`
}</header>
${
  others.length > 0 &&
  html`<ul class="todo">${others.map(
    (one) =>
      html`<li${one.tone !== undefined && html` class="is-${one.tone}"`}><span class="figure">${figure(asked, one)}</span><div><a href="${one.href}">${say(`shell.line.${one.name}`, { count: one.count })}</a><p class="note">${say(`shell.do.${one.name}`)}</p></div></li>`,
  )}</ul>`
}
${
  done.length > 0 &&
  first !== undefined &&
  html`<p class="note">${say("shell.nothing-of", { list: done.map(({ name }) => say(`shell.line.${name}`, { count: 0 })).join(", ") })}</p>`
}
${
  waiting.length === 0 &&
  html`<p class="actions">${links.map(({ href, text }) => html`<a class="button" href="${href}">${say(text)}</a>`)}</p>`
}
</div>`;
}

function figure({ language }: PageAsked, { count, isMore }: Waiting): string {
  return `${formatNumber(count, language)}${isMore ? "+" : ""}`;
}

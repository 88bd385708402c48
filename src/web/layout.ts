/** The frame around every page: language, title, navigation by role, who is logged in, what was just done, and what stands below all of them. */
import { sprite } from "../markup/charts.ts";
import { type Html, html } from "../markup/html.ts";
import { isTextKey } from "../texts/texts.ts";
import { formOf } from "./forms.ts";
import { navigationOf } from "./navigation.ts";
import type { PageAsked, PageShown } from "./page-route.ts";
import { siteFile } from "./site-files.ts";

/** What the frame is told. A page without a token has no form in its frame. */
export type FrameAsked = Pick<PageAsked, "say" | "language" | "visitor" | "query"> &
  Partial<Pick<PageAsked, "csrfToken" | "url">> & {
    /** True where everybody shown is invented: a demonstration. */
    readonly isInvented?: boolean;
  };

/** A whole page. */
export function layout(asked: FrameAsked, page: PageShown): string {
  const { say, language, query } = asked;
  const told = typeof query.told === "string" && isTextKey(query.told) ? say(query.told) : undefined;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":"reload"}'>
<title>${page.title === "contingent" ? "" : html`${page.title} · `}contingent</title>
<link rel="icon" href="${siteFile("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${siteFile("contingent.css")}">
<script src="${siteFile("page.js")}" defer></script>
<script src="${siteFile("htmx.js")}" defer></script>
</head>
<body>
<a class="skip" href="#content">${say("report.skip")}</a>
${sprite}
${asked.isInvented === true && html`<aside class="invented"><p>${say("shell.invented")} <a href="/demo">${say("shell.invented-who")}</a></p></aside>`}
<header class="top"><div class="wrap"><p class="mark"><a href="/">contingent</a></p>${navigation(asked, page.under)}${who(asked)}</div></header>
<main id="content" class="wrap" tabindex="-1">
${told !== undefined && html`<div class="notice is-good" role="status"><p>${told}</p></div>`}
${page.body}
</main>
${foot(asked)}
</body>
</html>
`.markup;
}

function navigation({ say, visitor }: FrameAsked, under: string | undefined): Html | undefined {
  if (!visitor) return undefined;
  return html`<nav aria-label="${say("shell.nav")}"><ul>${navigationOf(visitor).map(
    ({ href, text }) =>
      html`<li><a href="${href}"${href === under && html` aria-current="page"`}>${say(text)}</a></li>`,
  )}</ul></nav>`;
}

function who(asked: FrameAsked): Html {
  const { say, visitor, csrfToken } = asked;
  return html`<div class="who">${visitor && html`<a href="/account">${visitor.name}</a>`}${languageForm(asked)}${
    visitor &&
    csrfToken !== undefined &&
    formOf(
      { csrfToken },
      { action: "/log-out" },
      html`<button class="as-link" type="submit">${say("shell.log-out")}</button>`,
    )
  }</div>`;
}

/** The other language, under its own name. */
function languageForm({ language, csrfToken, url = "/" }: FrameAsked): Html | undefined {
  if (csrfToken === undefined) return undefined;
  const [other, name] = language === "fr" ? (["en", "English"] as const) : (["fr", "Français"] as const);
  return formOf(
    { csrfToken },
    { action: "/language" },
    html`<input type="hidden" name="back" value="${url}"><button class="as-link" type="submit" name="language" value="${other}" lang="${other}">${name}</button>`,
  );
}

function foot({ say }: FrameAsked): Html {
  return html`<footer class="foot"><div class="wrap"><p>${say("report.motto")}</p><nav aria-label="${say("shell.foot")}"><ul><li><a href="/help">${say("shell.help")}</a></li><li><a href="/algorithm">${say("shell.algorithm")}</a></li><li><a href="/accessibility">${say("shell.accessibility")}</a></li></ul></nav></div></footer>`;
}

/** The frame around every page: language, title, navigation by role, who is logged in, what was just done. */
import type { Visitor } from "../edge/access.ts";
import { sprite } from "../markup/charts.ts";
import { type Html, html } from "../markup/html.ts";
import type { TextKey } from "../texts/texts.ts";
import { isTextKey } from "../texts/texts.ts";
import type { PageAsked, PageShown } from "./page-route.ts";

/** A whole page. */
export function layout(asked: Pick<PageAsked, "say" | "language" | "visitor" | "query">, page: PageShown): string {
  const { say, language, visitor, query } = asked;
  const told = typeof query.told === "string" && isTextKey(query.told) ? say(query.told) : undefined;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · contingent</title>
<link rel="stylesheet" href="/assets/contingent.css">
</head>
<body>
<a class="skip" href="#content">${say("report.skip")}</a>
${sprite}
<header class="top"><div class="wrap"><p class="mark"><a href="/">contingent</a></p>${visitor && navigation(visitor, say, page.under)}</div></header>
<main id="content" class="wrap" tabindex="-1">
${told !== undefined && html`<p class="notice is-good" role="status">${told}</p>`}
${page.body}
</main>
</body>
</html>
`.markup;
}

function navigation(visitor: Visitor, _say: (key: TextKey) => string, _under: string | undefined): Html {
  return html`<p>${visitor.name}</p>`;
}

/** Where everybody arrives: what waits for them today; before the first account, how to make it. */
import { hasAccounts } from "../../app/accounts/has-accounts.ts";
import { chooseLanguage } from "../../app/choose-language.ts";
import { html } from "../../markup/html.ts";
import { pageHead } from "../components/page-head.ts";
import { textOf } from "../forms.ts";
import type { PageRoute } from "../page-route.ts";
import { ownPath } from "./account/own-path.ts";
import { todayView } from "./home/today-view.ts";
import { waitingFor } from "./home/waiting.ts";

export const homePages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/",
    access: "public",
    handle: async (asked) => {
      const { context, visitor, say } = asked;
      if (visitor)
        return { kind: "page", title: "contingent", under: "/", body: todayView(asked, await waitingFor(asked)) };
      if (await hasAccounts(context)) return { kind: "see-other", to: "/log-in" };
      const command = "npx contingent account add prenom.nom@exemple.fr --name Prénom --roles operator";
      const body = html`${pageHead(asked, { title: say("shell.first-run"), lead: say("shell.first-run-lead") })}
<ol class="steps stack"><li class="current"><b>${say("shell.first-run-account")}</b><p><code>${command}</code></p></li><li><b>${say("shell.first-run-pool")}</b><p><code>npx contingent import my-pool</code></p></li><li><b>${say("shell.first-run-log-in")}</b><p><a href="/log-in">${say("shell.first-run-door")}</a></p></li></ol>
<p class="note">${say("shell.first-run-demo")} <code>npm run demo</code></p>`;
      return { kind: "page", title: say("shell.first-run"), body };
    },
  },
  {
    method: "post",
    path: "/language",
    access: "public",
    handle: async ({ context, visitor, form }) => {
      const language = textOf(form, "language") === "en" ? "en" : "fr";
      if (visitor) await chooseLanguage(context, visitor.actor, { language });
      return { kind: "see-other", to: ownPath(textOf(form, "back")), language };
    },
  },
];

/** A secret that is shown once: nobody can read it again, not even here. */
import { html } from "../../../markup/html.ts";
import { pageHead } from "../../components/page-head.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";

/** What is shown, and where one goes on. */
export interface ShownOnce {
  readonly title: string;
  readonly label: string;
  readonly secret: string;
  readonly note: string;
  readonly backTo: string;
}

export function shownOnce(asked: PageAsked, { title, label, secret, note, backTo }: ShownOnce): PageShown {
  const body = html`${pageHead(asked, { title, lead: asked.say("account.once") })}
<div class="stack"><div class="panel once"><p class="note">${label}</p><p class="secret"><code>${secret}</code></p></div>
<p>${note}</p>
<p class="actions"><a class="button main" href="${backTo}">${asked.say("account.noted")}</a></p></div>`;
  return { kind: "page", title, body, status: 200 };
}

/** The demonstration's door: invented people, each a link that logs in as them. These pages stand only where a demonstration is served. */
import { logIn } from "../../app/log-in.ts";
import type { Role } from "../../domain/access/actor.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { html } from "../../markup/html.ts";
import { typeset } from "../../markup/typography.ts";
import type { Language } from "../../texts/texts.ts";
import { pageHead } from "../components/page-head.ts";
import type { PageRoute } from "../page-route.ts";
import { doorkeeper } from "./account/door-pages.ts";

/** Somebody whom the demonstration lets anybody be. Everybody here is invented, and the password is no secret. */
export interface DemoPerson {
  /** The last part of the link: `hr`. */
  readonly who: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly loginName: string;
  readonly password: string;
  /** What this person does, in a sentence. */
  readonly does: Readonly<Record<Language, string>>;
}

export function demoPages(people: readonly DemoPerson[]): readonly PageRoute[] {
  return [
    {
      method: "get",
      path: "/demo",
      access: "public",
      handle: async (asked) => ({
        kind: "page",
        title: asked.say("account.demo-title"),
        body: html`${pageHead(asked, { title: asked.say("account.demo-title"), lead: asked.say("account.demo-lead") })}
<ul class="demo-people">${people.map(
          ({ who, name, roles, does }) =>
            html`<li><a href="/demo/${who}"><b>${name}</b> <span class="note">${roles.map((role) => asked.say(`role.${role}`)).join(", ")}</span></a><p>${typeset(does[asked.language], asked.language)}</p></li>`,
        )}</ul>
<p class="note">${asked.say("account.demo-by-hand", { password: people[0]?.password ?? "" })}</p>`,
      }),
    },
    {
      method: "get",
      path: "/demo/:who",
      access: "public",
      handle: async ({ context, params, door }) => {
        const person = people.find(({ who }) => who === params.who);
        if (!person) throw new DomainError("not-found", { kind: "account", id: String(params.who).slice(0, 64) });
        const { loginName, password } = person;
        await door.enter((sessionId) => logIn(context, doorkeeper, { loginName, password, sessionId }));
        return { kind: "see-other", to: "/" };
      },
    },
  ];
}

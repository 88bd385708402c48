/** The demonstration's door: invented people, each a link that logs in as them. These pages stand only where a demonstration is served. */
import { logIn } from "../../app/log-in.ts";
import type { Role } from "../../domain/access/actor.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { type Html, html } from "../../markup/html.ts";
import { typeset } from "../../markup/typography.ts";
import type { Language } from "../../texts/texts.ts";
import { pageHead } from "../components/page-head.ts";
import type { PageAsked, PageRoute } from "../page-route.ts";
import { rolesText } from "./account/account-facts.ts";
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

/** The path from a request to a key, and who watches over it. */
const groups = {
  employers: ["hr"],
  committee: ["secretary", "committee"],
  landlords: ["landlord"],
  keepers: ["operator", "rules", "dpo"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

function demoView(asked: PageAsked, people: readonly DemoPerson[]): Html {
  const { say, language } = asked;
  const named = Object.entries(groups) as [keyof typeof groups, readonly Role[]][];
  return html`${pageHead(asked, { title: say("account.demo-title"), lead: say("account.demo-lead") })}
${named.map(([group, roles]) => {
  const members = roles.flatMap((role) => people.filter((one) => one.roles[0] === role));
  return html`<section><h2>${say(`account.demo-${group}`)}</h2><ul class="demo-people">${members.map(
    ({ who, name, roles: own, does }) =>
      html`<li><p class="note">${rolesText(asked, own)}</p><h3><a href="/demo/${who}">${name}</a></h3><p>${typeset(does[language], language)}</p></li>`,
  )}</ul></section>`;
})}
<p class="note">${say("account.demo-by-hand")} <code>${people[0]?.password ?? ""}</code></p>`;
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
        body: demoView(asked, people),
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

/** What an account may do, in people's words. */
import type { AccountView } from "../../../app/accounts/account-view.ts";
import { scopeMembers } from "../../../domain/access/account.ts";
import type { Scope } from "../../../domain/access/actor.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay } from "../../../texts/format.ts";
import { wordsOf } from "../../../texts/words-of.ts";
import { type FactLine, factsList } from "../../components/facts-list.ts";
import type { PageAsked } from "../../page-route.ts";

type Saying = Pick<PageAsked, "say" | "language">;

/** Titles of employers and landlords by their ids. */
export type Titles = (id: string) => string;

export function rolesText({ language }: Saying, roles: AccountView["roles"]): string {
  const words = wordsOf("role", roles, language);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What a scope holds, a line for each part of it. */
export function scopeLines({ say }: Saying, scope: Scope, titles: Titles): readonly FactLine[] {
  return scopeMembers.flatMap((member) => {
    const held = scope[member];
    if (held === undefined) return [];
    const shown = held === "all" ? say(`account.all-${member}`) : held.map(titles).join(", ");
    return [{ term: say(`account.scope-${member}`), value: shown }];
  });
}

/** In one line, for a row of a table. */
export function scopeText(asked: Saying, scope: Scope, titles: Titles): Html | undefined {
  if (scopeMembers.every((member) => scope[member] === "all")) return html`${asked.say("account.all")}`;
  const lines = scopeLines(asked, scope, titles);
  return lines.length === 0 ? undefined : html`${lines.map(({ value }, at) => html`${at > 0 && ", "}${value}`)}`;
}

export function accountFacts(asked: Saying, account: AccountView, titles: Titles): Html {
  const { say, language } = asked;
  const { loginName, roles, scope, passwordChangedAt } = account;
  return factsList([
    { term: say("account.login-name"), value: loginName },
    { term: say("account.roles"), value: rolesText(asked, roles) },
    ...scopeLines(asked, scope, titles),
    { term: say("account.password-since"), value: formatDay(passwordChangedAt.slice(0, 10), language) },
  ]);
}

/** The accounts there are, for who keeps them; and one of them. */
import type { AccountView } from "../../../app/accounts/account-view.ts";
import type { AccountsPage } from "../../../app/list-accounts.ts";
import type { TokenView } from "../../../app/list-tokens.ts";
import { type Html, html } from "../../../markup/html.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { recordTable } from "../../components/record-table.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { formOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { accountFacts, rolesText, scopeText, type Titles } from "./account-facts.ts";
import { accountForm, formOfAccount } from "./account-form.ts";
import { tokensView } from "./tokens-view.ts";

export function accountsView(asked: PageAsked, { accounts, next }: AccountsPage, titles: Titles): Html {
  const { say } = asked;
  return html`${pageHead(asked, {
    title: say("account.accounts"),
    lead: say("account.accounts-lead"),
    actions: html`<a class="button main" href="/accounts/new">${say("account.add")}</a>`,
  })}
${recordTable<AccountView>({
  caption: say("account.accounts"),
  isCaptionHidden: true,
  rows: accounts,
  columns: [
    {
      head: say("account.name"),
      isRowHead: true,
      cell: ({ id, name, loginName }) => html`<a href="/accounts/${id}">${name}</a><br><small>${loginName}</small>`,
    },
    { head: say("account.roles"), cell: ({ roles }) => rolesText(asked, roles) },
    { head: say("account.scope"), cell: ({ scope }) => scopeText(asked, scope, titles) },
    { head: say("account.state"), cell: (account) => badge(asked, account) },
  ],
})}${pager(asked, next)}`;
}

function badge(asked: PageAsked, { state, isLocked }: AccountView): Html {
  return stateBadge(asked, state === "active" && isLocked ? "locked" : state, "account");
}

/** What stands on the page of one account, with what was wrong with one of its forms. */
export interface OneAccount {
  readonly account: AccountView;
  readonly tokens: readonly TokenView[];
  readonly titles: Titles;
  readonly wrong?: {
    readonly form: "account" | "token";
    readonly problems: readonly FieldProblem[];
    readonly typed: Form;
  };
}

export function accountView(asked: PageAsked, { account, tokens, titles, wrong }: OneAccount): Html {
  const { say } = asked;
  const { id, name, state, isLocked, version } = account;
  const button = (path: string, name: string, value: string, text: string) =>
    formOf(
      asked,
      { action: `/accounts/${id}/${path}` },
      html`<input type="hidden" name="version" value="${version}"><button class="button" type="submit" name="${name}" value="${value}">${text}</button>`,
    );
  return html`${pageHead(asked, {
    title: name,
    crumbs: [{ href: "/accounts", text: say("account.accounts") }],
    aside: badge(asked, account),
  })}
<section class="stack">${accountFacts(asked, account, titles)}<div class="actions">
${isLocked && button("state", "to", "unlocked", say("account.unlock"))}
${button("password", "to", "new", say("account.new-password"))}
${state === "active" ? button("state", "to", "disabled", say("account.disable")) : button("state", "to", "active", say("account.enable"))}
</div><p class="note">${say(state === "active" ? "account.disable-note" : "account.enable-note")}</p></section>
<section><h2>${say("account.change")}</h2>${accountForm(asked, {
    action: `/accounts/${id}`,
    typed: wrong?.form === "account" ? wrong.typed : formOfAccount(account),
    problems: wrong?.form === "account" ? wrong.problems : [],
    version,
    submit: say("account.change-submit"),
    cancelTo: "/accounts",
  })}</section>
${tokensView(asked, {
  account,
  tokens,
  action: `/accounts/${id}/tokens`,
  problems: wrong?.form === "token" ? wrong.problems : [],
})}`;
}

export function newAccountView(asked: PageAsked, typed: Form, problems: readonly FieldProblem[] = []): Html {
  const { say } = asked;
  return html`${pageHead(asked, {
    title: say("account.add"),
    lead: say("account.add-lead"),
    crumbs: [{ href: "/accounts", text: say("account.accounts") }],
  })}${accountForm(asked, { action: "/accounts", typed, problems, submit: say("account.add-submit"), cancelTo: "/accounts" })}`;
}

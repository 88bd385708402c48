/** The page of one's own account. */
import type { AccountView } from "../../../app/accounts/account-view.ts";
import type { TokenView } from "../../../app/list-tokens.ts";
import { accountLanguages } from "../../../domain/access/account.ts";
import { type Html, html } from "../../../markup/html.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";
import { accountFacts, type Titles } from "./account-facts.ts";
import { tokensView } from "./tokens-view.ts";

/** What stands on it, with what was wrong with one of its forms. */
export interface OwnPage {
  readonly account: AccountView;
  readonly tokens: readonly TokenView[];
  readonly titles: Titles;
  readonly wrong?: { readonly form: "password" | "token"; readonly problems: readonly FieldProblem[] };
}

export function ownView(asked: PageAsked, { account, tokens, titles, wrong }: OwnPage): Html {
  const { say } = asked;
  const problemsOf = (form: "password" | "token") => (wrong?.form === form ? wrong.problems : []);
  return html`${pageHead(asked, { title: say("account.own"), lead: account.name })}
<section class="stack">${accountFacts(asked, account, titles)}<p class="note">${say("account.own-note")}</p></section>
<section class="measure"><h2>${say("account.language")}</h2>${formOf(
    asked,
    { action: "/account/language" },
    html`<div class="stack">${field(asked, {
      as: "select",
      name: "language",
      label: say("account.language-label"),
      value: account.language,
      options: accountLanguages.map((value) => ({ value, text: say(`account.language-${value}`) })),
    })}</div>${formActions(asked, { submit: say("account.language-choose") })}`,
  )}</section>
<section id="password" class="measure"><h2>${say("account.change-password")}</h2>${problemSummary(asked, problemsOf("password"))}${formOf(
    asked,
    { action: "/account/password" },
    html`<div class="stack">${field(asked, { as: "password", name: "current", label: say("account.password-current"), autocomplete: "current-password", problems: problemsOf("password") })}
${field(asked, { as: "password", name: "password", label: say("account.password-new"), hint: say("account.password-hint", { least: asked.context.accountLimits.leastPasswordLength }), autocomplete: "new-password", problems: problemsOf("password") })}
${field(asked, { as: "password", name: "again", label: say("account.password-again"), autocomplete: "new-password", problems: problemsOf("password") })}</div>
${formActions(asked, { submit: say("account.password-change"), note: say("account.password-note") })}`,
  )}</section>
${tokensView(asked, { account, tokens, action: "/account/tokens", problems: problemsOf("token") })}`;
}

/** The tokens of an account: what they are for, until when, and a form for another one. */

import type { AccountView } from "../../../app/accounts/account-view.ts";
import type { TokenView } from "../../../app/list-tokens.ts";
import { type IconName, stateMark, type Tone } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay } from "../../../texts/format.ts";
import { emptyState } from "../../components/empty-state.ts";
import { checkbox, field, fieldGroup } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { recordTable } from "../../components/record-table.ts";
import { formOf, textOf, textsOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";
import { rolesText } from "./account-facts.ts";

/** Where the forms of one account's tokens go. */
export interface TokensPlace {
  readonly account: Pick<AccountView, "id" | "roles">;
  readonly tokens: readonly TokenView[];
  /** `/account/tokens`, or below an account that an operator looks after. */
  readonly action: string;
  readonly problems?: readonly FieldProblem[];
}

const looks: Readonly<Record<TokenView["state"], readonly [Tone, IconName]>> = {
  live: ["good", "ok"],
  revoked: ["quiet", "stop"],
  expired: ["quiet", "stop"],
  ended: ["quiet", "stop"],
};

export function tokensView(asked: PageAsked, { account, tokens, action, problems = [] }: TokensPlace): Html {
  const { say, language, form } = asked;
  const day = (instant: string) => formatDay(instant.slice(0, 10), language);
  const table = recordTable<TokenView>({
    caption: say("account.tokens"),
    isCaptionHidden: true,
    rows: tokens,
    columns: [
      { head: say("account.token-title"), cell: ({ title }) => title, isRowHead: true },
      { head: say("account.roles"), cell: ({ roles }) => rolesText(asked, roles) },
      { head: say("account.token-until"), cell: ({ expiresAt }) => day(expiresAt) },
      {
        head: say("account.state"),
        cell: ({ state }) => stateMark(...looks[state], say(`account.token-${state}`)),
      },
      {
        head: say("account.action"),
        isHeadHidden: true,
        cell: ({ id, state, title }) =>
          state === "live" &&
          formOf(
            asked,
            { action: `${action}/${id}/revoke` },
            html`<button class="button quiet" type="submit">${say("account.token-revoke")}<span class="hide"> ${title}</span></button>`,
          ),
      },
    ],
  });
  const chosen = textsOf(form, "tokenRoles");
  const roles =
    account.roles.length > 1 &&
    fieldGroup(
      say("account.token-roles"),
      account.roles.map((role) =>
        checkbox({
          name: "tokenRoles",
          value: role,
          label: rolesText(asked, [role]),
          isChecked: chosen.length === 0 || chosen.includes(role),
        }),
      ),
      say("account.token-roles-hint"),
    );
  return html`<section class="stack"><h2>${say("account.tokens")}</h2><p class="lead">${say("account.tokens-lead")}</p>
${tokens.length > 0 ? table : emptyState({ title: say("account.no-token") })}
<h3>${say("account.token-new")}</h3>
${problemSummary(asked, problems)}
${formOf(
  asked,
  { action },
  html`<div class="stack measure">${field(asked, { as: "text", name: "title", label: say("account.token-title"), hint: say("account.token-title-hint"), value: textOf(form, "title") ?? "", problems })}
${field(asked, { as: "number", name: "days", label: say("account.token-days"), unit: say("account.days"), value: textOf(form, "days") ?? "90", problems })}
${roles}</div>${formActions(asked, { submit: say("account.token-issue") })}`,
)}</section>`;
}

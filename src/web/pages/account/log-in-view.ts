/** The door: one form. */
import { type Html, html } from "../../../markup/html.ts";
import { field } from "../../components/field.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";

/** What was typed; a password is never shown again. */
export interface LogInTyped {
  readonly loginName?: string | undefined;
  readonly then: string;
}

export function logInView(
  asked: PageAsked,
  { loginName, then }: LogInTyped,
  problems: readonly FieldProblem[] = [],
): Html {
  const { say } = asked;
  return html`<section class="door stack"><div><h1>${say("account.log-in-title")}</h1>
<p class="lead">${say("account.log-in-lead")}</p></div>
${problemSummary(asked, problems, say("account.log-in-refused"))}
${formOf(
  asked,
  { action: "/log-in" },
  html`<input type="hidden" name="then" value="${then}"><div class="stack">
${field(asked, { as: "email", name: "loginName", label: say("account.login-name"), autocomplete: "username", value: loginName ?? "" })}
${field(asked, { as: "password", name: "password", label: say("account.password"), autocomplete: "current-password" })}
<p class="actions"><button class="button main" type="submit">${say("account.log-in")}</button></p>
<p class="note">${say("account.log-in-help")}</p></div>`,
)}</section>`;
}

/** The form by which an account is added or changed. */
import type { AccountView } from "../../../app/accounts/account-view.ts";
import { type AccountDocument, accountLanguages, scopeMembers } from "../../../domain/access/account.ts";
import type { AccountShape } from "../../../domain/access/account-shape.ts";
import { humanRoles, type Role, type Scope } from "../../../domain/access/actor.ts";
import { type Html, html } from "../../../markup/html.ts";
import { checkbox, field, fieldGroup, wrongLine } from "../../components/field.ts";
import { fieldId } from "../../components/field-id.ts";
import { formActions } from "../../components/form-actions.ts";
import { type FieldProblem, problemSummary, problemsAt } from "../../components/problem-summary.ts";
import { formOf, textOf, textsOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { rolesText } from "./account-facts.ts";

/** Ids as people type them: on lines, or between commas or spaces. */
function idsOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(/[\s,;]+/).filter((id) => id !== "");
}

/** What the form says; what it says wrongly is found by the use case. */
export function shapeOfForm(form: Form): Omit<AccountShape, "loginName"> {
  const scope: { -readonly [M in keyof Scope]: Scope[M] } = {};
  for (const member of scopeMembers) {
    const ids = idsOf(textOf(form, member));
    if (textOf(form, `all-${member}`) !== undefined) scope[member] = "all";
    else if (ids.length > 0) scope[member] = ids;
  }
  return {
    name: textOf(form, "name") ?? "",
    roles: textsOf(form, "roles") as readonly Role[],
    scope,
    language: (textOf(form, "language") ?? "") as AccountDocument["language"],
  };
}

/** The form as an account fills it. */
export function formOfAccount({ name, roles, scope, language }: AccountView): Form {
  const parts = scopeMembers.flatMap((member): [string, string][] => {
    const held = scope[member];
    if (held === undefined) return [];
    return held === "all" ? [[`all-${member}`, "yes"]] : [[member, held.join(", ")]];
  });
  return { name, roles, language, ...Object.fromEntries(parts) };
}

/** What the form looks like. */
export interface AccountForm {
  readonly action: string;
  readonly typed: Form;
  readonly problems: readonly FieldProblem[];
  /** Present where an account is changed. */
  readonly version?: number;
  readonly submit: string;
  readonly cancelTo?: string;
}

export function accountForm(asked: PageAsked, about: AccountForm): Html {
  const { action, typed, problems, version, submit, cancelTo } = about;
  const { say } = asked;
  const chosen = textsOf(typed, "roles");
  const scopes = scopeMembers.map(
    (member) =>
      html`<div>${field(asked, {
        as: "text",
        name: member,
        label: say(`account.scope-${member}`),
        hint: say(`account.scope-${member}-hint`),
        isOptional: true,
        autocomplete: "off",
        value: textOf(typed, member) ?? "",
        problems,
      })}${checkbox({
        name: `all-${member}`,
        label: say(`account.all-${member}`),
        isChecked: textOf(typed, `all-${member}`) !== undefined,
      })}</div>`,
  );
  return html`${problemSummary(asked, problems)}${formOf(
    asked,
    { action },
    html`${version !== undefined && html`<input type="hidden" name="version" value="${version}">`}<div class="stack measure">
${
  version === undefined &&
  field(asked, {
    as: "email",
    name: "loginName",
    label: say("account.login-name"),
    hint: say("account.login-name-hint"),
    autocomplete: "off",
    value: textOf(typed, "loginName") ?? "",
    problems,
  })
}
${field(asked, { as: "text", name: "name", label: say("account.name"), hint: say("account.name-hint"), autocomplete: "off", value: textOf(typed, "name") ?? "", problems })}
${fieldGroup(
  say("account.roles"),
  html`${wrongLine(fieldId("roles"), problemsAt(problems, "roles"))}${humanRoles.map((role) =>
    checkbox({
      name: "roles",
      value: role,
      label: rolesText(asked, [role]),
      hint: say(`account.role-${role}`),
      isChecked: chosen.includes(role),
    }),
  )}`,
)}
${fieldGroup(say("account.scope"), scopes, say("account.scope-hint"))}
${field(asked, {
  as: "select",
  name: "language",
  label: say("account.language-label"),
  value: textOf(typed, "language") ?? "fr",
  options: accountLanguages.map((value) => ({ value, text: say(`account.language-${value}`) })),
})}</div>
${formActions(asked, { submit, ...(cancelTo === undefined ? {} : { cancelTo }) })}`,
  )}`;
}

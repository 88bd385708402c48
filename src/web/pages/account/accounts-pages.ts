/** All accounts, for the operator who keeps them. */
import { scopeTitles } from "../../../app/accounts/scope-titles.ts";
import { addAccount } from "../../../app/add-account.ts";
import { changeAccount } from "../../../app/change-account.ts";
import { issueToken } from "../../../app/issue-token.ts";
import { listAccounts, readAccount } from "../../../app/list-accounts.ts";
import { listTokens } from "../../../app/list-tokens.ts";
import { revokeToken } from "../../../app/revoke-token.ts";
import { setPassword } from "../../../app/set-password.ts";
import { scopeMembers } from "../../../domain/access/account.ts";
import type { Role, Scope } from "../../../domain/access/actor.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { formatDay } from "../../../texts/format.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { correctableStatus, isCorrectable } from "../../correctable.ts";
import { textOf, textsOf, versionIn } from "../../forms.ts";
import type { PageAsked, PageRoute, PageShown } from "../../page-route.ts";
import { shapeOfForm } from "./account-form.ts";
import { accountsView, accountView, newAccountView, type OneAccount } from "./accounts-view.ts";
import { daysOf } from "./own-pages.ts";
import { shownOnce } from "./shown-once.ts";

/** The parts of all scopes, to name what they hold. */
function together(scopes: readonly Scope[]): Scope {
  return Object.fromEntries(
    scopeMembers.map((member) => [
      member,
      scopes.flatMap((scope) => (Array.isArray(scope[member]) ? (scope[member] as readonly string[]) : [])),
    ]),
  );
}

const idOf = ({ params }: PageAsked) => String(params.accountId);
const versionOf = ({ form }: PageAsked) => versionIn(form, "version");

async function accountPage(asked: PageAsked, wrong?: OneAccount["wrong"], status = 200): Promise<PageShown> {
  const { context, visitor } = asked;
  const account = await readAccount(context, visitor!.actor, idOf(asked));
  const tokens = await listTokens(context, visitor!.actor, { accountId: account.id });
  const titles = await scopeTitles(context, account.scope);
  const body = accountView(asked, { account, tokens, titles, ...(wrong ? { wrong } : {}) });
  return { kind: "page", title: account.name, body, under: "/accounts", status };
}

/** An address that is taken is a matter of its field. */
function problemsFor(asked: PageAsked, error: DomainError) {
  const problems = problemsOf(asked, error);
  return error.code === "login-name-taken" ? problems.map((one) => ({ ...one, field: "loginName" })) : problems;
}

export const accountsPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/accounts",
    access: "list-accounts",
    handle: async (asked) => {
      const { context, visitor, query, say } = asked;
      const after = textOf(query, "after");
      const page = await listAccounts(context, visitor!.actor, {
        limit: 50,
        ...(after === undefined ? {} : { after }),
      });
      const titles = await scopeTitles(context, together(page.accounts.map(({ scope }) => scope)));
      return {
        kind: "page",
        title: say("account.accounts"),
        body: accountsView(asked, page, titles),
        under: "/accounts",
      };
    },
  },
  {
    method: "get",
    path: "/accounts/new",
    access: "add-account",
    handle: async (asked) => ({
      kind: "page",
      title: asked.say("account.add"),
      body: newAccountView(asked, {}),
      under: "/accounts",
    }),
  },
  {
    method: "post",
    path: "/accounts",
    access: "add-account",
    handle: async (asked) => {
      const { context, visitor, form, say } = asked;
      try {
        const shape = { loginName: textOf(form, "loginName") ?? "", ...shapeOfForm(form) };
        const { account, password } = await addAccount(context, visitor!.actor, shape);
        return shownOnce(asked, {
          title: say("account.added", { name: account.name }),
          label: say("account.password-of", { name: account.loginName }),
          secret: password ?? "",
          note: say("account.password-give"),
          backTo: `/accounts/${account.id}`,
        });
      } catch (error) {
        if (!isCorrectable(error)) throw error;
        const body = newAccountView(asked, form, problemsFor(asked, error));
        return { kind: "page", title: say("account.add"), body, status: correctableStatus(error), under: "/accounts" };
      }
    },
  },
  { method: "get", path: "/accounts/:accountId", access: "list-accounts", handle: (asked) => accountPage(asked) },
  {
    method: "post",
    path: "/accounts/:accountId",
    access: "change-account",
    handle: async (asked) => {
      const { context, visitor, form } = asked;
      const accountId = idOf(asked);
      try {
        const change = { accountId, expected: versionOf(asked), ...shapeOfForm(form) };
        await changeAccount(context, visitor!.actor, change);
      } catch (error) {
        if (!isCorrectable(error)) throw error;
        const wrong = { form: "account", problems: problemsFor(asked, error), typed: form } as const;
        return accountPage(asked, wrong, correctableStatus(error));
      }
      return { kind: "see-other", to: `/accounts/${accountId}`, told: "account.changed" };
    },
  },
  {
    method: "post",
    path: "/accounts/:accountId/state",
    access: "change-account",
    handle: async (asked) => {
      const { context, visitor, form } = asked;
      const accountId = idOf(asked);
      const to = textOf(form, "to") ?? "";
      const allowed = ["active", "disabled", "unlocked"] as const;
      const known = allowed.find((one) => one === to);
      if (!known)
        throw new DomainError("not-allowed", { field: "state", sent: to.slice(0, 40), allowed: allowed.join(", ") });
      const change = { accountId, expected: versionOf(asked) };
      await changeAccount(
        context,
        visitor!.actor,
        known === "unlocked" ? { ...change, isUnlocked: true } : { ...change, state: known },
      );
      return { kind: "see-other", to: `/accounts/${accountId}`, told: "account.changed" };
    },
  },
  {
    method: "post",
    path: "/accounts/:accountId/password",
    access: "set-password",
    handle: async (asked) => {
      const { context, visitor, say } = asked;
      const { id, name, loginName } = await readAccount(context, visitor!.actor, idOf(asked));
      const { password } = await setPassword(context, visitor!.actor, { accountId: id });
      return shownOnce(asked, {
        title: say("account.password-made", { name }),
        label: say("account.password-of", { name: loginName }),
        secret: password ?? "",
        note: say("account.password-give"),
        backTo: `/accounts/${id}`,
      });
    },
  },
  {
    method: "post",
    path: "/accounts/:accountId/tokens",
    access: "list-accounts",
    handle: async (asked) => {
      const { context, visitor, form, say, language } = asked;
      const account = await readAccount(context, visitor!.actor, idOf(asked));
      const roles = textsOf(form, "tokenRoles") as readonly Role[];
      try {
        const { secret, expiresAt } = await issueToken(context, visitor!.actor, {
          accountId: account.id,
          title: textOf(form, "title") ?? "",
          days: daysOf(asked),
          ...(roles.length > 0 ? { roles } : {}),
        });
        return shownOnce(asked, {
          title: say("account.token-issued"),
          label: say("account.token-secret"),
          secret,
          note: say("account.token-use", { day: formatDay(expiresAt.slice(0, 10), language) }),
          backTo: `/accounts/${account.id}`,
        });
      } catch (error) {
        if (!isCorrectable(error)) throw error;
        const problems = problemsOf(asked, error, (field) => (field === "roles" ? "tokenRoles" : field));
        return accountPage(asked, { form: "token", problems, typed: form }, correctableStatus(error));
      }
    },
  },
  {
    method: "post",
    path: "/accounts/:accountId/tokens/:tokenId/revoke",
    access: "list-accounts",
    handle: async (asked) => {
      const { context, visitor, params } = asked;
      const { id } = await readAccount(context, visitor!.actor, idOf(asked));
      await revokeToken(context, visitor!.actor, { tokenId: String(params.tokenId) });
      return { kind: "see-other", to: `/accounts/${id}`, told: "account.token-gone" };
    },
  },
];

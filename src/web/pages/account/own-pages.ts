/** One's own account: who one is here, the language, the password, the tokens of one's programs. */
import { scopeTitles } from "../../../app/accounts/scope-titles.ts";
import { changePassword } from "../../../app/change-password.ts";
import { chooseLanguage } from "../../../app/choose-language.ts";
import { issueToken } from "../../../app/issue-token.ts";
import { listTokens } from "../../../app/list-tokens.ts";
import { readOwnAccount } from "../../../app/read-own-account.ts";
import { revokeToken } from "../../../app/revoke-token.ts";
import type { Role } from "../../../domain/access/actor.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { formatDay } from "../../../texts/format.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { textOf, textsOf } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageRoute, PageShown } from "../../page-route.ts";
import { ownView } from "./own-view.ts";
import { shownOnce } from "./shown-once.ts";

/** Problems of one of the page's forms. */
interface Wrong {
  readonly form: "password" | "token";
  readonly problems: readonly FieldProblem[];
}

async function ownPage(asked: PageAsked, wrong?: Wrong): Promise<PageShown> {
  const { context, visitor, say } = asked;
  const { actor } = visitor!;
  const account = await readOwnAccount(context, actor);
  const tokens = await listTokens(context, actor, { accountId: actor.id });
  const titles = await scopeTitles(context, account.scope);
  const body = ownView(asked, { account, tokens, titles, ...(wrong ? { wrong } : {}) });
  return { kind: "page", title: say("account.own"), body, under: "/account", status: wrong ? 422 : 200 };
}

/** The answer, or the same page with what was refused in the form that asked. */
async function orAgain(
  asked: PageAsked,
  form: Wrong["form"],
  told: (error: DomainError) => readonly FieldProblem[],
  step: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof DomainError) || !["invalid", "unauthenticated"].includes(error.kind)) throw error;
    return ownPage(asked, { form, problems: told(error) });
  }
}

/** Which of the two passwords it is about: the one there is, or the one that is to be. */
function passwordProblems(asked: PageAsked, { code, values }: DomainError): readonly FieldProblem[] {
  const { say } = asked;
  if (code === "wrong-credentials") return [{ field: "current", sentence: say("account.current-wrong", values) }];
  return [{ field: "password", sentence: say("error.password-refused", values) }];
}

/** Whole number, or none: what is no number is refused by the use case. */
export function daysOf({ form }: Pick<PageAsked, "form">): number {
  const text = textOf(form, "days") ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

export const ownPages: readonly PageRoute[] = [
  { method: "get", path: "/account", access: "read-own-account", handle: (asked) => ownPage(asked) },
  {
    method: "post",
    path: "/account/language",
    access: "choose-language",
    handle: async ({ context, visitor, form }) => {
      await chooseLanguage(context, visitor!.actor, { language: textOf(form, "language") ?? "" });
      return { kind: "see-other", to: "/account", told: "account.language-chosen" };
    },
  },
  {
    method: "post",
    path: "/account/password",
    access: "change-password",
    handle: async (asked) => {
      const { context, visitor, form, door, say } = asked;
      const typed = (name: string) => (typeof form[name] === "string" ? form[name] : "");
      const password = typed("password");
      if (password !== typed("again"))
        return ownPage(asked, {
          form: "password",
          problems: [{ field: "again", sentence: say("account.two-passwords") }],
        });
      return orAgain(
        asked,
        "password",
        (error) => passwordProblems(asked, error),
        async () => {
          await changePassword(context, visitor!.actor, { current: typed("current"), password });
          await door.leave();
          return { kind: "see-other", to: "/log-in", told: "account.password-changed" };
        },
      );
    },
  },
  {
    method: "post",
    path: "/account/tokens",
    access: "issue-token",
    handle: async (asked) => {
      const { context, visitor, form, say, language } = asked;
      const roles = textsOf(form, "tokenRoles") as readonly Role[];
      return orAgain(
        asked,
        "token",
        (error) => problemsOf(asked, error, (field) => (field === "roles" ? "tokenRoles" : field)),
        async () => {
          const { secret, expiresAt } = await issueToken(context, visitor!.actor, {
            accountId: visitor!.actor.id,
            title: textOf(form, "title") ?? "",
            days: daysOf(asked),
            ...(roles.length > 0 ? { roles } : {}),
          });
          const day = formatDay(expiresAt.slice(0, 10), language);
          return shownOnce(asked, {
            title: say("account.token-issued"),
            label: say("account.token-secret"),
            secret,
            note: say("account.token-use", { day }),
            backTo: "/account",
          });
        },
      );
    },
  },
  {
    method: "post",
    path: "/account/tokens/:tokenId/revoke",
    access: "revoke-token",
    handle: async ({ context, visitor, params }) => {
      await revokeToken(context, visitor!.actor, { tokenId: String(params.tokenId) });
      return { kind: "see-other", to: "/account", told: "account.token-gone" };
    },
  },
];

/** Coming in and going out. */
import { logIn } from "../../../app/log-in.ts";
import { logOut } from "../../../app/log-out.ts";
import type { Actor } from "../../../domain/access/actor.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageRoute, PageShown } from "../../page-route.ts";
import { type LogInTyped, logInView } from "./log-in-view.ts";
import { ownPath } from "./own-path.ts";

/** The product itself, which checks passwords before anybody acts. */
export const doorkeeper: Actor = { id: "contingent", roles: ["system"], scope: {} };

function shown(asked: PageAsked, typed: LogInTyped, status = 200, error?: DomainError): PageShown {
  const body = logInView(asked, typed, error && problemsOf(asked, error));
  return { kind: "page", title: asked.say("account.log-in-title"), body, status };
}

export const doorPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/log-in",
    access: "public",
    handle: async (asked) => {
      const then = ownPath(textOf(asked.query, "then"));
      return asked.visitor ? { kind: "see-other", to: then } : shown(asked, { then });
    },
  },
  {
    method: "post",
    path: "/log-in",
    access: "public",
    handle: async (asked) => {
      const { context, form, door } = asked;
      const then = ownPath(textOf(form, "then"));
      const loginName = textOf(form, "loginName");
      const password = typeof form.password === "string" ? form.password : "";
      try {
        await door.enter((sessionId) =>
          logIn(context, doorkeeper, { loginName: loginName ?? "", password, sessionId }),
        );
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== "wrong-credentials") throw error;
        return shown(asked, { loginName, then }, 422, error);
      }
      return { kind: "see-other", to: then };
    },
  },
  {
    method: "post",
    path: "/log-out",
    access: "signed-in",
    handle: async ({ context, visitor, door }) => {
      await logOut(context, visitor!.actor, { sessionId: visitor!.sessionId! });
      await door.leave();
      return { kind: "see-other", to: "/log-in", told: "account.logged-out" };
    },
  },
];

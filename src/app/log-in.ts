/**
 * Lets somebody in who knows a password: a session is opened. The product itself checks it, so that only its doors can ask.
 */
import { actorOfAccount, unlocked } from "../domain/access/account.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { instantPlus } from "../domain/shared/instants.ts";
import { tryPassword } from "./accounts/checking-password.ts";
import { findAccount } from "./accounts/find-account.ts";
import { commit, create, guard, replace } from "./commit.ts";
import type { Context } from "./ports.ts";

/** A name, a password, and the id under which the session is kept: the SHA-256 of what the browser will hold. */
export interface LogIn {
  readonly loginName: string;
  readonly password: string;
  readonly sessionId: string;
}

/** Whose session it is. */
export interface LoggedIn {
  readonly accountId: string;
}

/** Logs somebody in. Throws: `wrong-credentials`, the same for a name that nobody has, a wrong password, a lock and a disabled account. */
export async function logIn(
  context: Context,
  actor: Actor,
  { loginName, password, sessionId }: LogIn,
): Promise<LoggedIn> {
  authorise(actor, "log-in");
  const { clock, accountLimits } = context;
  let accountId = "";
  await tryPassword(context, {
    command: "log-in",
    actor,
    find: () => findAccount(context, loginName),
    password,
    open: async (account) => {
      accountId = account.id;
      const { generation, failedLogIns, lockedUntil } = account.document;
      const hadFailed = failedLogIns > 0 || lockedUntil !== undefined;
      const createdAt = clock.now();
      const expiresAt = instantPlus(createdAt, accountLimits.sessionMinutes);
      await commit(context, {
        actor: actorOfAccount(account.id, account.document),
        command: "log-in",
        events: [{ type: "logged-in", accountId, sessionId }],
        writes: [
          create("session", sessionId, { accountId, generation, createdAt, expiresAt }),
          ...(hadFailed ? [replace(account, unlocked(account.document))] : []),
        ],
        ...(hadFailed ? {} : { guards: [guard(account)] }),
      });
    },
  });
  return { accountId };
}

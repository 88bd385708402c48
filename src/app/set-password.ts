/**
 * A new password for somebody who lost theirs, given by an operator. What was opened with the old one ends.
 */
import { unlocked } from "../domain/access/account.ts";
import { problemsOfPassword } from "../domain/access/account-shape.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { commitOn } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Whose password; one is made up where none is given. */
export interface SetPassword {
  readonly accountId: string;
  readonly password?: string;
}

/** Sets a password and ends a lock; gives the password where it was made up. Throws: `not-found`, `password-refused`, `conflict`. */
export async function setPassword(
  context: Context,
  actor: Actor,
  { accountId, password }: SetPassword,
): Promise<{ readonly password?: string }> {
  authorise(actor, "set-password");
  const account = await recordNow(context, "account", accountId);
  const { loginName, generation } = account.document;
  if (password !== undefined) refuseAll(problemsOfPassword(password, loginName, context.accountLimits));
  const made = password ?? context.ids.newId();
  const passwordHash = await context.passwords.hash(made);
  await commitOn(context, account, {
    actor,
    command: "set-password",
    events: [{ type: "password-changed", accountId }],
    writes: [
      replace(account, {
        ...unlocked(account.document),
        passwordHash,
        generation: generation + 1,
        passwordChangedAt: context.clock.now(),
      }),
    ],
  });
  return password === undefined ? { password: made } : {};
}

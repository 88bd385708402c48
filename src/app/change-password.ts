/** Another password for oneself, by who knows the one there is. Every session and token of the account ends. */
import { unlocked } from "../domain/access/account.ts";
import { problemsOfPassword } from "../domain/access/account-shape.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { tryPassword } from "./accounts/checking-password.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** The password there is, and the one that takes its place. */
export interface ChangePassword {
  readonly current: string;
  readonly password: string;
}

/** Changes one's own password. Throws: `password-refused`; `wrong-credentials`, counted as at the door. */
export async function changePassword(
  context: Context,
  actor: Actor,
  { current, password }: ChangePassword,
): Promise<void> {
  authorise(actor, "change-password");
  const { document } = await recordNow(context, "account", actor.id);
  refuseAll(problemsOfPassword(password, document.loginName, context.accountLimits));
  const passwordHash = await context.passwords.hash(password);
  await tryPassword(context, {
    command: "change-password",
    actor,
    find: () => context.store.get("account", actor.id),
    password: current,
    open: async (account) => {
      const passwordChangedAt = context.clock.now();
      const { generation } = account.document;
      await commit(context, {
        actor,
        command: "change-password",
        events: [{ type: "password-changed", accountId: actor.id }],
        writes: [
          replace(account, {
            ...unlocked(account.document),
            passwordHash,
            generation: generation + 1,
            passwordChangedAt,
          }),
        ],
      });
    },
  });
}

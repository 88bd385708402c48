/**
 * Lets somebody in: an account with its roles and scope, and a first password.
 */
import {
  type AccountShape,
  loginNameOf,
  problemsOfAccount,
  problemsOfPassword,
  tidyRoles,
  tidyScope,
} from "../domain/access/account-shape.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { type AccountView, accountView } from "./accounts/account-view.ts";
import { findAccount } from "./accounts/find-account.ts";
import { unknownInScope } from "./accounts/scope-references.ts";
import { commit, create } from "./commit.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Who, and with which password; one is made up where none is given. */
export interface AddAccount extends AccountShape {
  readonly password?: string;
}

/** The account, and the password where it was made up: it is told once. */
export interface AddedAccount {
  readonly account: AccountView;
  readonly password?: string;
}

/** Adds an account. Throws: `login-name-taken`, `value-required`, `not-allowed`, `not-an-address`, `unknown-reference`, `password-refused`; `several-problems` with all of them. */
export async function addAccount(context: Context, actor: Actor, command: AddAccount): Promise<AddedAccount> {
  authorise(actor, "add-account");
  const { store, clock, ids, passwords, accountLimits } = context;
  const shape = {
    loginName: loginNameOf(command.loginName),
    name: command.name.trim(),
    roles: command.roles,
    scope: tidyScope(command.scope),
    language: command.language,
  };
  const password = command.password ?? ids.newId();
  refuseAll([
    ...problemsOfAccount(shape),
    ...(await unknownInScope(context, shape.scope)),
    ...(command.password === undefined ? [] : problemsOfPassword(password, shape.loginName, accountLimits)),
  ]);
  await refuseTaken(context, shape.loginName);
  const id = ids.newId();
  const now = clock.now();
  await commit(context, {
    actor,
    command: "add-account",
    events: [{ type: "account-added", accountId: id }],
    writes: [
      create("account", id, {
        state: "active",
        ...shape,
        roles: tidyRoles(shape.roles),
        passwordHash: await passwords.hash(password),
        generation: 1,
        failedLogIns: 0,
        createdAt: now,
        passwordChangedAt: now,
      }),
    ],
    recheck: () => refuseTaken({ store }, shape.loginName),
  });
  const account = accountView(await recordNow(context, "account", id), now);
  return command.password === undefined ? { account, password } : { account };
}

async function refuseTaken(context: Pick<Context, "store">, loginName: string): Promise<void> {
  const taken = await findAccount(context, loginName);
  if (taken) throw new DomainError("login-name-taken", { id: taken.id });
}

/**
 * Changes what somebody may do, shuts an account and opens it again, or ends a lock. A disabled account ends its sessions and tokens.
 */
import { unlocked } from "../domain/access/account.ts";
import { type AccountShape, problemsOfAccount, tidyRoles, tidyScope } from "../domain/access/account-shape.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { type AccountView, accountView } from "./accounts/account-view.ts";
import { unknownInScope } from "./accounts/scope-references.ts";
import { replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { commitOn, expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which account, at the version it was read at, and what changes; what is absent stays. */
export interface ChangeAccount extends Partial<Pick<AccountShape, "name" | "roles" | "scope" | "language">> {
  readonly accountId: string;
  readonly expected: number;
  readonly state?: "active" | "disabled";
  /** True ends a lock. */
  readonly isUnlocked?: true;
}

/** Changes an account. Throws: `not-found`, `conflict`, `own-account`, and as `addAccount`. */
export async function changeAccount(context: Context, actor: Actor, command: ChangeAccount): Promise<AccountView> {
  authorise(actor, "change-account");
  const account = await recordNow(context, "account", command.accountId);
  expectVersion(account, command.expected);
  const before = account.document;
  const state = command.state ?? before.state;
  const shape = {
    loginName: before.loginName,
    name: (command.name ?? before.name).trim(),
    roles: command.roles ?? before.roles,
    scope: command.scope === undefined ? before.scope : tidyScope(command.scope),
    language: command.language ?? before.language,
  };
  refuseAll([
    ...problemsOfAccount(shape),
    ...(command.scope === undefined ? [] : await unknownInScope(context, shape.scope)),
  ]);
  if (account.id === actor.id && (state === "disabled" || !shape.roles.includes("operator")))
    throw new DomainError("own-account", { id: account.id });
  const isShut = state === "disabled" && before.state === "active";
  const changed = {
    ...(command.isUnlocked ? unlocked(before) : before),
    ...shape,
    roles: tidyRoles(shape.roles),
    state,
    generation: before.generation + (isShut ? 1 : 0),
  };
  await commitOn(context, account, {
    actor,
    command: "change-account",
    events: [{ type: "account-changed", accountId: account.id }],
    writes: [replace(account, changed)],
  });
  return accountView({ ...account, version: account.version + 1, document: changed }, context.clock.now());
}

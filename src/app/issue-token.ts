/**
 * A token by which a program acts for an account, with all or part of what the account may do, until a day. The secret is given once;
 * only its SHA-256 is kept.
 */
import { narrowed, scopeMembers } from "../domain/access/account.ts";
import { tidyRoles, tidyScope } from "../domain/access/account-shape.ts";
import type { Actor, Role, Scope } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { instantPlus } from "../domain/shared/instants.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { ownOrOperator } from "./accounts/own-or-operator.ts";
import { commit, create, guard } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** For which account, what for, for how long; roles and scope of the account where they are not narrowed. */
export interface IssueToken {
  readonly accountId: string;
  readonly title: string;
  readonly days: number;
  readonly roles?: readonly Role[];
  readonly scope?: Scope;
}

/** The token; its secret is not kept anywhere. */
export interface IssuedToken {
  readonly tokenId: string;
  readonly secret: string;
  readonly expiresAt: string;
}

const LONGEST_TITLE = 80;
const MINUTES_OF_A_DAY = 24 * 60;

/** Issues a token. Throws: `not-found`, `scope-forbidden`, `wrong-state`; `not-allowed`, `value-required`, or `several-problems` with all. */
export async function issueToken(context: Context, actor: Actor, command: IssueToken): Promise<IssuedToken> {
  authorise(actor, "issue-token");
  const { accountId, days } = command;
  ownOrOperator(actor, "issue-token", accountId);
  const account = await recordNow(context, "account", accountId);
  const { state, generation } = account.document;
  if (state !== "active")
    throw new DomainError("wrong-state", {
      kind: "account",
      id: accountId,
      state,
      command: "issue-token",
      allowed: "active",
    });
  const title = command.title.trim();
  const roles = tidyRoles(command.roles ?? account.document.roles);
  const scope = tidyScope(command.scope ?? account.document.scope);
  refuseAll(problemsOf(context, account, { title, days, roles: command.roles ?? roles, scope }));
  const secret = `ctg_${context.ids.newId()}${context.ids.newId()}`;
  const tokenId = sha256(secret);
  const createdAt = context.clock.now();
  const expiresAt = instantPlus(createdAt, days * MINUTES_OF_A_DAY);
  await commit(context, {
    actor,
    command: "issue-token",
    events: [{ type: "token-issued", accountId, tokenId }],
    writes: [create("api-token", tokenId, { accountId, generation, title, roles, scope, createdAt, expiresAt })],
    guards: [guard(account)],
  });
  return { tokenId, secret, expiresAt };
}

function problemsOf(
  { accountLimits }: Context,
  { document: account }: Stored<"account">,
  { title, days, roles, scope }: Required<Pick<IssueToken, "title" | "days" | "roles" | "scope">>,
): Problem[] {
  const problems: Problem[] = [];
  const refuse = (field: string, sent: string, allowed: string) =>
    problems.push({ code: "not-allowed", values: { field, sent, allowed } });
  if (title === "") problems.push({ code: "value-required", values: { kind: "api-token", id: "", field: "title" } });
  if (title.length > LONGEST_TITLE) refuse("title", String(title.length), `1 – ${LONGEST_TITLE}`);
  if (Number.isNaN(days))
    problems.push({ code: "value-required", values: { kind: "api-token", id: "", field: "days" } });
  else if (!Number.isInteger(days) || days < 1 || days > accountLimits.tokenDays)
    refuse("days", String(days).slice(0, 20), `1 – ${accountLimits.tokenDays}`);
  if (roles.length === 0)
    problems.push({ code: "value-required", values: { kind: "api-token", id: "", field: "roles" } });
  for (const role of roles)
    if (!account.roles.includes(role)) refuse("roles", String(role).slice(0, 60), account.roles.join(", "));
  const most = narrowed(account.scope, scope);
  for (const member of scopeMembers) {
    if (canonicalJson(scope[member] ?? []) === canonicalJson(most[member] ?? [])) continue;
    const held = account.scope[member] ?? [];
    refuse(member, [scope[member] ?? []].flat().join(", ").slice(0, 200), [held].flat().join(", ") || "–");
  }
  return problems;
}

/** Tokens are their account's own affair, and the operator's. */
import type { Actor } from "../../domain/access/actor.ts";
import type { Command } from "../../domain/access/permissions.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";

/** Returns for one's own account, and for an operator. Throws: `scope-forbidden`. */
export function ownOrOperator(actor: Actor, command: Command, accountId: string): void {
  if (actor.id === accountId || actor.roles.includes("operator")) return;
  throw new DomainError("scope-forbidden", { command, asked: accountId });
}

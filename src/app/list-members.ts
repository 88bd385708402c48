/** Members and secretaries of the committee of a territory, by name: whom a secretary notes as present, and who decided. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { compareText } from "../domain/shared/order.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** Somebody of a committee. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly ("committee" | "secretary")[];
}

/** In order of names; those whose account is disabled are left out. Throws: `role-forbidden`, `scope-forbidden`. */
export async function listMembers(
  context: Context,
  actor: Actor,
  { departementCode }: { readonly departementCode: string },
): Promise<readonly Member[]> {
  authorise(actor, "list-members", { departementCode });
  const members: Member[] = [];
  for await (const { id, document } of listAll(context, { kind: "account", by: "all", equals: [] })) {
    const { state, name, scope } = document;
    const held = scope.departementCodes;
    const isHere = held === "all" || held?.includes(departementCode) === true;
    const roles = (["committee", "secretary"] as const).filter((role) => document.roles.includes(role));
    if (state === "active" && isHere && roles.length > 0) members.push({ id, name, roles });
  }
  return members.sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** What the table of permissions says of a role at a door. */
import type { Role } from "../../src/domain/access/actor.ts";
import { type Command, permissions } from "../../src/domain/access/permissions.ts";
import type { Access } from "../../src/edge/access.ts";

/** `scoped`: only on what its scope holds. */
export type Standing = "public" | "never" | "scoped" | "everything";

export function standingOf(role: Role, access: Access): Standing {
  if (access === "public") return "public";
  if (access === "signed-in") return "everything";
  const commands: readonly Command[] = typeof access === "string" ? [access] : access;
  const members = commands.flatMap((command) => {
    const roles: Readonly<Partial<Record<Role, string>>> = permissions[command].roles;
    return roles[role] ?? [];
  });
  if (members.length === 0) return "never";
  return members.includes("everything") ? "everything" : "scoped";
}

/** Who may come in by a door of the product, API or page: a line of the table of permissions, everybody who is logged in, or everybody. */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole, type Command, rolesFor } from "../domain/access/permissions.ts";

/** Who a route is for. Of several commands one must be allowed; what the actor must have a hand in is asked by the use case itself. */
export type Access = Command | readonly Command[] | "signed-in" | "public";

/** Somebody who is logged in. */
export interface Visitor {
  readonly actor: Actor;
  /** The name shown on pages; never written into a record. */
  readonly name: string;
  readonly language: "fr" | "en";
  /** Present where they came with a session and not with a token. */
  readonly sessionId?: string;
}

/** By what somebody comes in and goes out with a browser. */
export interface SessionDoor {
  /**
   * Begins a session under a new id, once `open` has made its record; what the browser held before is worth nothing any more.
   * Throws: what `open` throws; then the browser holds what it held.
   */
  enter<T>(open: (sessionId: string) => Promise<T>): Promise<T>;
  /** Makes the browser forget its session. */
  leave(): Promise<void>;
}

/** True where the visitor may come by the door; false for somebody who must log in first. Throws: `role-forbidden` for somebody who may not. */
export function mayCome(access: Access, visitor: Visitor | undefined): boolean {
  if (access === "public") return true;
  if (!visitor) return false;
  if (access === "signed-in") return true;
  const commands: readonly Command[] = typeof access === "string" ? [access] : access;
  if (!commands.some((command) => rolesFor(visitor.actor, command).length > 0))
    authoriseRole(visitor.actor, commands[0]!);
  return true;
}

/**
 * Who comes with a session or a token, as far as it still stands. Two records are read by their keys, and nothing is written: every page and
 * every call begins here.
 */
import { stillStands } from "../../domain/access/account.ts";
import { sha256 } from "../../domain/shared/digest.ts";
import type { Documents } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";

/** What somebody came with, and whose it is. */
export interface Standing<K extends "session" | "api-token"> {
  readonly opened: Stored<K>;
  readonly account: Stored<"account">;
}

/** The session of an id as it is stored; undefined for one that ended. */
export async function sessionStanding(context: Context, sessionId: string): Promise<Standing<"session"> | undefined> {
  const session = await context.store.get("session", sessionId);
  return session?.document.endedAt === undefined ? standing(context, session) : undefined;
}

/** The token that a secret opens; undefined for one that was revoked. */
export async function tokenStanding(context: Context, secret: string): Promise<Standing<"api-token"> | undefined> {
  const token = await context.store.get("api-token", sha256(secret));
  return token?.document.revokedAt === undefined ? standing(context, token) : undefined;
}

async function standing<K extends "session" | "api-token">(
  { store, clock }: Context,
  opened: Stored<K> | undefined,
): Promise<Standing<K> | undefined> {
  if (!opened) return undefined;
  const document: Documents["session" | "api-token"] = opened.document;
  const account = await store.get("account", document.accountId);
  return account && stillStands(account.document, document, clock.now()) ? { opened, account } : undefined;
}

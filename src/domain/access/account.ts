/**
 * Who may log in: accounts, their sessions and the tokens of their programs, as records. Secrets are here as hashes only; the domain never
 * sees a password, a session id or a token.
 */
import type { Actor, Role, Scope } from "./actor.ts";

/** States of an account. */
export const accountStates = ["active", "disabled"] as const;

/** Languages in which the product speaks to somebody. */
export const accountLanguages = ["fr", "en"] as const;

/** A person, or a program of an organisation, that may log in. */
export interface AccountDocument {
  readonly state: (typeof accountStates)[number];
  /** An e-mail address in small letters. */
  readonly loginName: string;
  /** As colleagues know the person; shown on pages, never in an event. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly language: (typeof accountLanguages)[number];
  readonly passwordHash: string;
  /** One more with each new password and each time it is disabled. Invariant: what was opened under another generation counts no longer. */
  readonly generation: number;
  /** Wrong passwords since the last right one, or since it was last locked. */
  readonly failedLogIns: number;
  readonly lockedUntil?: string;
  readonly createdAt: string;
  readonly passwordChangedAt: string;
}

/** What an account opened: a session or a token. */
export interface Opened {
  readonly accountId: string;
  /** That of the account when it was opened. */
  readonly generation: number;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A session; its id is the SHA-256 of what the browser holds. */
export interface SessionDocument extends Opened {
  readonly endedAt?: string;
}

/** A token of a program; its id is the SHA-256 of the secret. */
export interface ApiTokenDocument extends Opened {
  readonly title: string;
  /** Never more than those of its account. */
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly revokedAt?: string;
}

/** Numbers that the keeper of the product may choose. */
export interface AccountLimits {
  /** Wrong passwords in a row after which an account is locked. */
  readonly failedLogIns: number;
  readonly lockMinutes: number;
  /** Failed log-ins from one address, within as many minutes, after which it must wait. */
  readonly failedLogInsPerAddress: number;
  readonly addressMinutes: number;
  /** A session ends after so long, whatever is done in it. */
  readonly sessionMinutes: number;
  /** The longest life of a token. */
  readonly tokenDays: number;
  readonly leastPasswordLength: number;
}

/** The numbers where nothing else is said. */
export const usualAccountLimits: AccountLimits = {
  failedLogIns: 5,
  lockMinutes: 15,
  failedLogInsPerAddress: 30,
  addressMinutes: 15,
  sessionMinutes: 10 * 60,
  tokenDays: 365,
  leastPasswordLength: 12,
};

/** True while right passwords are refused too. */
export function isLocked({ lockedUntil }: Pick<AccountDocument, "lockedUntil">, now: string): boolean {
  return lockedUntil !== undefined && now < lockedUntil;
}

/** The account after a wrong password; locked until an instant when it was one too many. */
export function afterWrongPassword(
  account: AccountDocument,
  { failedLogIns }: Pick<AccountLimits, "failedLogIns">,
  lockedUntil: string,
): AccountDocument {
  const count = account.failedLogIns + 1;
  return count < failedLogIns ? { ...account, failedLogIns: count } : { ...account, failedLogIns: 0, lockedUntil };
}

/** The account without a lock and without failures. */
export function unlocked({ lockedUntil: _, ...account }: AccountDocument): AccountDocument {
  return { ...account, failedLogIns: 0 };
}

/** True where what an account opened still stands: it may be used until it expires or is ended by itself. */
export function stillStands(
  account: Pick<AccountDocument, "state" | "generation">,
  opened: Opened,
  now: string,
): boolean {
  return account.state === "active" && account.generation === opened.generation && now < opened.expiresAt;
}

/** Who acts with an account. */
export function actorOfAccount(id: string, { roles, scope }: Pick<AccountDocument, "roles" | "scope">): Actor {
  return { id, roles, scope };
}

/** Who acts with a token: what it was given, as far as its account still has it. */
export function actorOfToken(account: Pick<AccountDocument, "roles" | "scope">, token: ApiTokenDocument): Actor {
  return {
    id: token.accountId,
    roles: token.roles.filter((role) => account.roles.includes(role)),
    scope: narrowed(account.scope, token.scope),
  };
}

/** Names of the members of a scope. */
export const scopeMembers = ["employerIds", "landlordIds", "departementCodes"] as const;

/** What two scopes have in common. */
export function narrowed(one: Scope, other: Scope): Scope {
  return Object.fromEntries(
    scopeMembers.flatMap((member) => {
      const [a, b] = [one[member], other[member]];
      if (a === undefined || b === undefined) return [];
      if (a === "all") return [[member, b]];
      return [[member, b === "all" ? a : a.filter((id) => b.includes(id))]];
    }),
  );
}

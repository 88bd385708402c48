/**
 * Which role may do what, and on what it must have a hand: one line per use case. Denied by default: a command without a line cannot be used.
 */
import { DomainError } from "../shared/domain-error.ts";
import { compareText } from "../shared/order.ts";
import type { Actor, Role, Scope } from "./actor.ts";

/** What a command is about, as far as scope goes. */
export interface About {
  readonly employerId?: string | undefined;
  readonly landlordId?: string | undefined;
  readonly departementCode?: string | undefined;
}

/** Scopes by the member of `About` they concern. */
const scopeMembers = {
  employerId: "employerIds",
  landlordId: "landlordIds",
  departementCode: "departementCodes",
} as const satisfies Readonly<Record<keyof About, keyof Scope>>;

interface Permission {
  /** Roles that may, each with what its scope must hold; `everything` asks for no scope. */
  readonly roles: Readonly<Partial<Record<Role, keyof About | "everything">>>;
}

const committee = { committee: "departementCode", secretary: "departementCode" } as const;

/** What everybody may who has an account; about whose, and within which scope, is asked by the use case. */
const everybody = {
  hr: "everything",
  committee: "everything",
  secretary: "everything",
  landlord: "everything",
  rules: "everything",
  dpo: "everything",
  operator: "everything",
} as const;

/** What a run keeps of itself names nobody. */
const readers = {
  operator: "everything",
  secretary: "everything",
  committee: "everything",
  rules: "everything",
  dpo: "everything",
} as const;

/** The table. */
export const permissions = {
  "declare-facts": { roles: { secretary: "everything", operator: "everything" } },
  "amend-facts": { roles: { secretary: "everything", operator: "everything" } },
  "import-pool": { roles: { secretary: "everything", operator: "everything" } },
  "declare-vacancy": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "withdraw-vacancy": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "extend-vacancy": { roles: { secretary: "departementCode", system: "everything" } },
  "submit-request": { roles: { hr: "employerId", secretary: "everything" } },
  "check-request": { roles: { hr: "employerId", secretary: "everything" } },
  "search-requests": { roles: { hr: "employerId", secretary: "everything" } },
  "list-communes": { roles: { hr: "everything", secretary: "everything" } },
  "import-requests": { roles: { hr: "employerId", secretary: "everything" } },
  "amend-request": { roles: { hr: "employerId", secretary: "everything" } },
  "renew-request": { roles: { hr: "employerId", secretary: "everything" } },
  "withdraw-request": { roles: { hr: "employerId", secretary: "everything" } },
  "deregister-request": { roles: { secretary: "everything" } },
  "merge-requests": { roles: { secretary: "everything" } },
  "separate-requests": { roles: { secretary: "everything" } },
  "list-duplicates": { roles: { secretary: "everything" } },
  "record-proof": { roles: { hr: "employerId", secretary: "everything" } },
  "judge-proof": { roles: { secretary: "everything" } },
  "list-proofs": { roles: { secretary: "everything" } },
  "act-on-clocks": { roles: { system: "everything", operator: "everything" } },
  "publish-seed": { roles: { system: "everything", operator: "everything" } },
  "run-allocation": { roles: { system: "everything", operator: "everything" } },
  reassign: { roles: { system: "everything", operator: "everything" } },
  "check-rules": {
    roles: { rules: "everything", operator: "everything", secretary: "everything", system: "everything" },
  },
  "replay-run": { roles: { operator: "everything", dpo: "everything", rules: "everything", secretary: "everything" } },
  "remedy-replay": { roles: { secretary: "everything", rules: "everything", dpo: "everything" } },
  "list-requests": { roles: { hr: "employerId", secretary: "everything", dpo: "everything" } },
  "read-request": {
    roles: { hr: "employerId", committee: "departementCode", secretary: "everything", dpo: "everything" },
  },
  "explain-request": {
    roles: { hr: "employerId", committee: "departementCode", secretary: "everything", dpo: "everything" },
  },
  "explain-pair": {
    roles: { hr: "employerId", committee: "departementCode", secretary: "everything", dpo: "everything" },
  },
  "compose-letter": { roles: { hr: "employerId", secretary: "everything", dpo: "everything" } },
  "list-vacancies": { roles: { landlord: "landlordId", ...committee, dpo: "everything" } },
  "read-vacancy": { roles: { landlord: "landlordId", ...committee, dpo: "everything" } },
  "check-vacancy": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "import-vacancies": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "list-designations": { roles: { landlord: "landlordId", ...committee, dpo: "everything" } },
  "read-designation": { roles: { landlord: "landlordId", ...committee } },
  "list-runs": { roles: readers },
  "read-run": { roles: readers },
  "list-declared": {
    roles: {
      hr: "employerId",
      landlord: "landlordId",
      secretary: "everything",
      operator: "everything",
      dpo: "everything",
    },
  },
  "read-declared": {
    roles: {
      hr: "employerId",
      landlord: "landlordId",
      secretary: "everything",
      operator: "everything",
      dpo: "everything",
    },
  },
  "review-proposals": { roles: committee },
  "list-to-decide": { roles: committee },
  "list-agendas": { roles: committee },
  "read-agenda": { roles: committee },
  "list-decisions": { roles: committee },
  "read-decision": { roles: committee },
  "read-certificate": { roles: committee },
  "open-agenda": { roles: { secretary: "departementCode" } },
  "attend-agenda": { roles: { secretary: "departementCode" } },
  "withdraw-member": { roles: committee },
  "close-agenda": { roles: { secretary: "departementCode" } },
  "decide-proposal": { roles: committee },
  "second-decision": { roles: committee },
  "issue-certificate": { roles: { secretary: "departementCode" } },
  designate: { roles: { secretary: "departementCode" } },
  "end-decision": { roles: { secretary: "departementCode" } },
  "record-answer": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "record-document": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "record-reply": { roles: { hr: "employerId", landlord: "landlordId", secretary: "departementCode" } },
  "record-lease": { roles: { landlord: "landlordId", secretary: "departementCode" } },
  "read-person": {
    roles: { hr: "employerId", secretary: "everything", committee: "departementCode", dpo: "everything" },
  },
  "export-person": { roles: { dpo: "everything" } },
  "erase-person": { roles: { dpo: "everything" } },
  "reapply-erasures": { roles: { operator: "everything", dpo: "everything" } },
  "open-keyring": { roles: { system: "everything" } },
  "rotate-keyring": { roles: { operator: "everything" } },
  "verify-audit": { roles: { dpo: "everything", operator: "everything" } },
  "send-notices": { roles: { system: "everything", operator: "everything" } },
  "retry-notice": { roles: { operator: "everything" } },
  // What is listed is within the actor's own scope.
  "list-notices": { roles: everybody },
  "mark-notices-read": { roles: everybody },
  "list-jobs": { roles: { operator: "everything" } },
  "subscribe-webhook": { roles: { landlord: "landlordId", operator: "everything" } },
  "list-webhooks": { roles: { landlord: "landlordId", operator: "everything" } },
  "end-webhook": { roles: { landlord: "landlordId", operator: "everything" } },
  "record-audit-root": { roles: { system: "everything", operator: "everything", dpo: "everything" } },
  "add-account": { roles: { operator: "everything" } },
  "change-account": { roles: { operator: "everything" } },
  "list-accounts": { roles: { operator: "everything" } },
  "read-own-account": { roles: everybody },
  "list-members": { roles: committee },
  "set-password": { roles: { operator: "everything" } },
  "change-password": { roles: everybody },
  "choose-language": { roles: everybody },
  "log-in": { roles: { system: "everything" } },
  "log-out": { roles: everybody },
  "issue-token": { roles: everybody },
  "list-tokens": { roles: everybody },
  "revoke-token": { roles: everybody },
} as const satisfies Readonly<Record<string, Permission>>;

/** Name of a use case. */
export type Command = keyof typeof permissions;

/** Returns when the actor may. Throws: `role-forbidden` or `scope-forbidden`. */
export function authorise(actor: Actor, command: Command, about: About = {}): void {
  const roles: Permission["roles"] = permissions[command].roles;
  const own = authoriseRole(actor, command);
  if (isAuthorised(actor, command, about)) return;
  const asked = own.map((role) => about[roles[role] as keyof About] ?? "none").join(", ");
  throw new DomainError("scope-forbidden", { command, asked });
}

/** True where `authorise` returns: for what is left out of a list, or done in another way, instead of being refused. */
export function isAuthorised(actor: Actor, command: Command, about: About = {}): boolean {
  const roles: Permission["roles"] = permissions[command].roles;
  return rolesFor(actor, command).some((role) => isInScope(actor.scope, roles[role]!, about));
}

/**
 * Returns the actor's roles that may, whatever their scope: before the records are read that the scope is asked about, so that whoever may
 * never use the command learns nothing of them. Throws: `role-forbidden`.
 */
export function authoriseRole(actor: Actor, command: Command): readonly Role[] {
  const own = rolesFor(actor, command);
  if (own.length > 0) return own;
  const allowed = Object.keys(permissions[command].roles).join(", ");
  throw new DomainError("role-forbidden", { command, role: actor.roles.join(", ") || "none", allowed });
}

/** The actor's roles that may, whatever their scope; none where `authoriseRole` throws. */
export function rolesFor({ roles: held }: Actor, command: Command): readonly Role[] {
  const roles: Permission["roles"] = permissions[command].roles;
  return held.filter((role) => roles[role] !== undefined);
}

function isInScope(scope: Scope, member: keyof About | "everything", about: About): boolean {
  if (member === "everything") return true;
  const asked = about[member];
  const held = scope[scopeMembers[member]];
  if (asked === undefined || held === undefined) return false;
  return held === "all" || held.includes(asked);
}

/** How much of a list an actor may see: all of it, or what lies under some keys. */
export type Reach = "everything" | { readonly by: keyof About; readonly keys: readonly string[] };

/**
 * How much of a list an actor may see by the first of its roles that sees any of it; of a list that goes by one member of the scope only, by the
 * roles that have it. Throws: `role-forbidden`; `scope-forbidden` where it is nothing.
 */
export function reachOf(actor: Actor, command: Command, by?: keyof About): Reach {
  const roles: Permission["roles"] = permissions[command].roles;
  let narrow: Reach | undefined;
  for (const role of authoriseRole(actor, command)) {
    const member = roles[role]!;
    if (member === "everything") return "everything";
    if (by !== undefined && member !== by) continue;
    const held = actor.scope[scopeMembers[member]];
    if (held === "all") return "everything";
    if (held !== undefined && held.length > 0) narrow ??= { by: member, keys: [...held].sort(compareText) };
  }
  if (narrow) return narrow;
  throw new DomainError("scope-forbidden", { command, asked: by ?? "none" });
}

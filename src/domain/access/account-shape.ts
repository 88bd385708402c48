/**
 * What an account may look like: everything wrong with one is found at once. Knows nothing of what is stored; whether the employers and
 * landlords of a scope exist is asked by the use case.
 */
import type { ErrorValues } from "../shared/domain-error.ts";
import { compareText } from "../shared/order.ts";
import type { Problem } from "../shared/problem.ts";
import { type AccountDocument, type AccountLimits, accountLanguages, scopeMembers } from "./account.ts";
import { humanRoles, type Role, type Scope } from "./actor.ts";

/** What is said of an account by who keeps it. */
export type AccountShape = Pick<AccountDocument, "loginName" | "name" | "roles" | "scope" | "language">;

const LONGEST_LOGIN_NAME = 254;
const LONGEST_NAME = 120;
const LONGEST_PASSWORD = 200;
/** A password of fewer different signs is easy to guess. */
const FEWEST_SIGNS = 5;

/** The one way a login name is written: as it is stored and looked for. */
export function loginNameOf(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** Each role with the part of a scope without which it can do nothing. */
const needed: Readonly<Partial<Record<Role, keyof Scope>>> = {
  hr: "employerIds",
  landlord: "landlordIds",
  committee: "departementCodes",
  secretary: "departementCodes",
};

const departementForm = /^([0-9][0-9AB]|97[1-8]|98[4-8])$/;

/** Everything wrong with an account. What people typed as names is never among the values. */
export function problemsOfAccount({ loginName, name, roles, scope, language }: AccountShape): Problem[] {
  const problems: Problem[] = [];
  const missing = (field: string) => problems.push(problem("value-required", { kind: "account", id: "", field }));
  const refused = (field: string, sent: string, allowed: string) =>
    problems.push(problem("not-allowed", { field, sent, allowed }));
  if (loginName === "") missing("loginName");
  else if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(loginName) || loginName.length > LONGEST_LOGIN_NAME)
    problems.push(problem("not-an-address", { field: "loginName" }));
  if (name.trim() === "") missing("name");
  else if (name.length > LONGEST_NAME) refused("name", `${name.length}`, `1 – ${LONGEST_NAME}`);
  if (roles.length === 0) missing("roles");
  for (const role of roles) {
    if (!humanRoles.some((one) => one === role)) {
      refused("roles", short(role), humanRoles.join(", "));
      continue;
    }
    const member = needed[role];
    if (member !== undefined && isEmpty(scope[member])) missing(member);
  }
  if (!accountLanguages.includes(language)) refused("language", short(language), accountLanguages.join(", "));
  const codes = scope.departementCodes;
  if (codes !== undefined && codes !== "all")
    for (const code of codes)
      if (!departementForm.test(code)) refused("departementCodes", short(code), "02, 2A, 59, 971");
  return distinct(problems);
}

/** Everything wrong with a password that is to be set. */
export function problemsOfPassword(
  password: string,
  loginName: string,
  { leastPasswordLength: least }: Pick<AccountLimits, "leastPasswordLength">,
): Problem[] {
  const isWrongLength = [...password].length < least || password.length > LONGEST_PASSWORD;
  const isEasy = loginNameOf(password) === loginName || new Set(password).size < FEWEST_SIGNS;
  return isWrongLength || isEasy ? [problem("password-refused", { least, most: LONGEST_PASSWORD })] : [];
}

/** The scope with every part in order and once, without parts that hold nothing. */
export function tidyScope(scope: Scope): Scope {
  return Object.fromEntries(
    scopeMembers.flatMap((member) => {
      const held = scope[member];
      if (held === undefined || isEmpty(held)) return [];
      return [[member, held === "all" ? held : [...new Set(held)].sort(compareText)]];
    }),
  );
}

/** Roles in the order of the table, each once. */
export function tidyRoles(roles: readonly Role[]): readonly Role[] {
  return humanRoles.filter((role) => roles.includes(role));
}

function problem(code: Problem["code"], values: ErrorValues): Problem {
  return { code, values };
}

function isEmpty(held: Scope[keyof Scope]): boolean {
  return held === undefined || (held !== "all" && held.length === 0);
}

function short(sent: unknown): string {
  return String(sent).slice(0, 60);
}

/** The same field may be missing for two roles. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, values }) => {
    const key = `${code} ${JSON.stringify(values)}`;
    return !seen.has(key) && seen.add(key);
  });
}

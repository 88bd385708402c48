/**
 * Who acts: a person with an account, or a job of the product. The domain knows an id, roles and a scope; never a name.
 */

/** What a person is here for. `system` is the product's own jobs; it decides nothing. */
export const roles = ["hr", "committee", "secretary", "landlord", "rules", "dpo", "operator", "system"] as const;

/** The roles of people. */
export const humanRoles = roles.filter((role) => role !== "system");

/** One of the roles. */
export type Role = (typeof roles)[number];

/** What an actor may see and touch; a member that is absent allows nothing of its kind, `"all"` everything. */
export interface Scope {
  readonly employerIds?: readonly string[] | "all";
  readonly landlordIds?: readonly string[] | "all";
  readonly departementCodes?: readonly string[] | "all";
}

/** Who acts. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

/** True where a département is in the actor's scope. */
export function isInTerritory({ scope: { departementCodes = [] } }: Actor, departementCode: string): boolean {
  return departementCodes === "all" || departementCodes.includes(departementCode);
}

/** Employers and landlords that a scope names and that do not exist. */
import type { Scope } from "../../domain/access/actor.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import type { Context } from "../ports.ts";

export async function unknownInScope({ store }: Context, scope: Scope): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [field, kind] of [
    ["employerIds", "employer"],
    ["landlordIds", "landlord"],
  ] as const) {
    const held = scope[field];
    if (held === undefined || held === "all") continue;
    const found = await store.getMany(kind, held);
    for (const missing of held)
      if (!found.has(missing))
        problems.push({
          code: "unknown-reference",
          values: { kind: "account", id: "", field, refersTo: kind, missing },
        });
  }
  return problems;
}

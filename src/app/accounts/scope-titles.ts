/** What the employers and landlords of a scope are called; those without a title are known by their id. */
import type { Scope } from "../../domain/access/actor.ts";
import type { Context } from "../ports.ts";

export async function scopeTitles({ store }: Pick<Context, "store">, scope: Scope): Promise<(id: string) => string> {
  const named = (held: Scope[keyof Scope]): readonly string[] => (held === undefined || held === "all" ? [] : held);
  const employers = await store.getMany("employer", named(scope.employerIds));
  const landlords = await store.getMany("landlord", named(scope.landlordIds));
  return (id) => employers.get(id)?.document.facts.title ?? landlords.get(id)?.document.facts.title ?? id;
}

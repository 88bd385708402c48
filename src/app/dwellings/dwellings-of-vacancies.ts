/** Which dwellings vacancies are of: joined when something is shown or sent, never stored with it. */
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import type { Context } from "../ports.ts";

/** The dwellings by vacancy; what is not there any more is left out. */
export async function dwellingsOfVacancies(
  { store }: Pick<Context, "store">,
  vacancyIds: readonly string[],
): Promise<ReadonlyMap<string, Dwelling>> {
  const ids = [...new Set(vacancyIds)];
  if (ids.length === 0) return new Map();
  const vacancies = await store.getMany("vacancy", ids);
  const dwellings = await store.getMany("dwelling", [
    ...new Set([...vacancies.values()].map(({ document }) => document.facts.dwellingId)),
  ]);
  return new Map(
    [...vacancies].flatMap(([id, { document }]) => {
      const dwelling = dwellings.get(document.facts.dwellingId)?.document.facts;
      return dwelling ? [[id, dwelling] as const] : [];
    }),
  );
}

/** The dwellings behind some vacancies, as they are now: what a page calls a vacancy by. */
import type { VacancyState } from "../../domain/dwellings/vacancy-record.ts";
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import type { Landlord } from "../../domain/facts/landlord.ts";
import type { Context } from "../ports.ts";

/** A vacancy, as it is called. */
export interface ConsideredPlace {
  readonly vacancyId: string;
  readonly state: VacancyState;
  readonly designateBy: string;
  readonly dwelling: Dwelling;
  readonly landlordKind?: Landlord["kind"];
  readonly landlordTitle?: string;
}

/** The places of the vacancies, by vacancy id. Cost: three reads by key, whatever their number. */
export async function placesOf(
  { store }: Context,
  vacancyIds: readonly string[],
): Promise<ReadonlyMap<string, ConsideredPlace>> {
  const vacancies = await store.getMany("vacancy", [...new Set(vacancyIds)]);
  const all = [...vacancies.values()];
  const dwellings = await store.getMany("dwelling", [...new Set(all.map(({ document }) => document.facts.dwellingId))]);
  const landlords = await store.getMany("landlord", [...new Set(all.map(({ document }) => document.landlordId))]);
  const places = new Map<string, ConsideredPlace>();
  for (const { id, document } of all) {
    const dwelling = dwellings.get(document.facts.dwellingId)?.document.facts;
    if (!dwelling) continue;
    const landlord = landlords.get(document.landlordId)?.document.facts;
    places.set(id, {
      vacancyId: id,
      state: document.state,
      designateBy: document.facts.designateBy,
      dwelling,
      ...(landlord ? { landlordKind: landlord.kind } : {}),
      ...(landlord?.title === undefined ? {} : { landlordTitle: landlord.title }),
    });
  }
  return places;
}

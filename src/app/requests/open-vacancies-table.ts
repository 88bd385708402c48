/**
 * The vacancies that wait for candidates today, with everything they hang on, and one request that is not stored: what its prospects are judged on.
 * Nobody else's request is read.
 */
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { Request } from "../../domain/facts/request.ts";
import { FactTableBuilder, type GrowingFactTable } from "../../domain/facts/table/fact-table-builder.ts";
import type { FactRecord } from "../../domain/facts/table/side-builder.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { journeyPair } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** The table; the request is its only row. */
export async function tableOfOpenVacancies(context: Context, request: Request): Promise<GrowingFactTable> {
  const { store, clock } = context;
  const vacancies: Stored<"vacancy">[] = [];
  for (const state of ["open", "proposed"])
    for await (const vacancy of listAll(context, { kind: "vacancy", by: "byState", equals: [state] }))
      vacancies.push(vacancy);
  const dwellings = await store.getMany(
    "dwelling",
    idsOf(vacancies, ({ document }) => document.facts.dwellingId),
  );
  const rights = await store.getMany(
    "right",
    idsOf(vacancies, ({ document }) => document.facts.rightId),
  );
  const agreements = await store.getMany(
    "agreement",
    idsOf([...rights.values()], ({ document }) => document.facts.agreementId),
  );
  const landlords = await store.getMany(
    "landlord",
    idsOf([...agreements.values()], ({ document }) => document.facts.landlordId),
  );
  const { employerId } = request;
  const employer = employerId === undefined ? undefined : await store.get("employer", employerId);
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(clock.today())!);
  const add = (collection: Parameters<typeof builder.addReference>[0], records: Iterable<Stored>) => {
    for (const { document } of records)
      builder.addReference(collection, (document as unknown as { readonly facts: FactRecord }).facts);
  };
  add("landlords", landlords.values());
  add("agreements", agreements.values());
  add("rights", rights.values());
  add("dwellings", dwellings.values());
  if (employer) add("employers", [employer]);
  for (const { document } of vacancies) builder.addVacancy(document.facts as unknown as FactRecord);
  builder.addRequest(request as unknown as FactRecord);
  await addJourneys(
    context,
    builder,
    request,
    [...dwellings.values()].map(({ document }) => document.facts.communeCode),
  );
  return builder.build();
}

/** Journeys between the communes of the dwellings and those of the household and the workplace, both ways. */
async function addJourneys(
  context: Context,
  builder: FactTableBuilder,
  { household, job }: Request,
  communeCodes: readonly string[],
): Promise<void> {
  const own = [household.homeCommuneCode, job.workplaceCommuneCode].filter((code) => code !== undefined);
  const pairs = [...new Set(communeCodes)].flatMap((code) =>
    own.flatMap((one) => [journeyPair(code, one), journeyPair(one, code)]),
  );
  for (const pair of new Set(pairs)) {
    for await (const { document } of listAll(context, { kind: "travel-time", by: "byPair", equals: [pair] }))
      builder.addTravelTime(document.facts);
  }
}

function idsOf<S extends Stored>(records: readonly S[], idOf: (record: S) => string): string[] {
  return [...new Set(records.map(idOf))];
}

/**
 * From records to columns: the builder of the fact table. It follows the catalogue and knows no fact by name.
 * The table it builds has its requests and vacancies in order of id and its texts in code-unit order, so that the order
 * of the input never shows. A fact that no record holds costs nothing.
 */
import { dayNumberOf } from "../../shared/dates.ts";
import { compareText } from "../../shared/order.ts";
import type { Collection, FactCatalogue } from "../catalogue.ts";
import type { TravelMinutes } from "../fact-table.ts";
import type { Snapshot, TravelTime } from "../snapshot.ts";
import { type HeldTable, type Journeys, travelMinutesOf } from "./held-table.ts";
import { type FactRecord, SideBuilder } from "./side-builder.ts";
import { TextCodes } from "./text-codes.ts";

/** Collections whose records are reached from a request or a vacancy. */
export type ReferenceCollection = Exclude<Collection, "requests" | "vacancies">;

/** A fact table to which requests may be added, for "what if" questions. */
export interface GrowingFactTable extends HeldTable {
  /**
   * Adds a request behind all rows and gives its row.
   * Invariant: earlier rows and codes stay; arrays of columns may have been replaced, so read `column` again.
   */
  appendRequest(record: FactRecord): number;
  /** Adds a row for another version of a request that is in the table; `requestRow` goes on naming the first. */
  appendVersion(record: FactRecord): number;
}

/** Takes records one by one and builds the table. Invariant: referenced records come before those that refer to them. */
export class FactTableBuilder {
  readonly #catalogue: FactCatalogue;
  readonly #asOf: number;
  readonly #references = new Map<string, Map<string, FactRecord>>();
  readonly #vacancies: SideBuilder;
  /** Every text of every fact. */
  readonly texts = new TextCodes();
  /** The requests, for readers that write values without making records. */
  readonly requests: SideBuilder;
  #journeys: { from: number[]; to: number[]; minutes: number[] } = { from: [], to: [], minutes: [] };

  /** `asOf` is a day number. */
  constructor(catalogue: FactCatalogue, asOf: number) {
    this.#catalogue = catalogue;
    this.#asOf = asOf;
    this.requests = new SideBuilder("request", catalogue, this.texts, this.#references);
    this.#vacancies = new SideBuilder("vacancy", catalogue, this.texts, this.#references);
  }

  /** Makes room for so many requests at once, where their number is known or guessed. */
  reserveRequests(count: number): void {
    this.requests.filler.reserve(count);
  }

  addReference(collection: ReferenceCollection, record: FactRecord): void {
    let records = this.#references.get(collection);
    if (!records) this.#references.set(collection, (records = new Map()));
    records.set(record.id as string, record);
  }

  addRequest(record: FactRecord): void {
    this.requests.add(record);
  }

  addVacancy(record: FactRecord): void {
    this.#vacancies.add(record);
  }

  addTravelTime(journey: TravelTime): void {
    this.#journeys.from.push(this.texts.code(journey.fromCommuneCode));
    this.#journeys.to.push(this.texts.code(journey.toCommuneCode));
    this.#journeys.minutes.push(journey.minutes);
  }

  /** Throws: an id used twice on one side. */
  build(): GrowingFactTable {
    this.requests.sort("requests");
    this.#vacancies.sort("vacancies");
    const codes = this.texts.sort(compareText);
    this.requests.filler.recode(codes);
    this.#vacancies.filler.recode(codes);
    const journeys = sortedJourneys(this.#journeys, codes);
    return growingTable(this.#catalogue, this.#asOf, this.texts, this.requests, this.#vacancies, journeys);
  }
}

/** Journeys with new codes, in order of departure and arrival. */
function sortedJourneys(journeys: { from: number[]; to: number[]; minutes: number[] }, codes: Int32Array): Journeys {
  const from = journeys.from.map((code) => codes[code]!);
  const to = journeys.to.map((code) => codes[code]!);
  const order = from.map((_, journey) => journey).sort((a, b) => from[a]! - from[b]! || to[a]! - to[b]!);
  return {
    from: Int32Array.from(order, (journey) => from[journey]!),
    to: Int32Array.from(order, (journey) => to[journey]!),
    minutes: Int32Array.from(order, (journey) => journeys.minutes[journey]!),
  };
}

function growingTable(
  catalogue: FactCatalogue,
  asOf: number,
  texts: TextCodes,
  requests: SideBuilder,
  vacancies: SideBuilder,
  journeys: Journeys,
): GrowingFactTable {
  let travelMinutes: TravelMinutes | undefined;
  let textsWithJourneys = -1;
  return {
    catalogue,
    asOf,
    get requestCount() {
      return requests.ids.count;
    },
    vacancyCount: vacancies.ids.count,
    texts: texts.texts,
    codeOf: (text) => texts.codeOf(text),
    requestId: (row) => requests.ids.at(row),
    vacancyId: (row) => vacancies.ids.at(row),
    requestRow: (id) => requests.ids.rowOf(id),
    vacancyRow: (id) => vacancies.ids.rowOf(id),
    column: (fact) => requests.filler.columns[fact] ?? vacancies.filler.columns[fact],
    // The key of a journey depends on the number of texts, so it is made again when a text was added.
    get travelMinutes() {
      if (travelMinutes === undefined || textsWithJourneys !== texts.texts.length) {
        travelMinutes = travelMinutesOf(journeys, texts.texts.length);
        textsWithJourneys = texts.texts.length;
      }
      return travelMinutes;
    },
    appendRequest(record) {
      if (requests.ids.rowOf(record.id as string) !== undefined) {
        throw new Error(`a request has the id ${record.id} already`);
      }
      return requests.add(record);
    },
    appendVersion: (record) => requests.add(record),
    parts: () => ({ asOf, texts: texts.texts, requests: requests.rows(), vacancies: vacancies.rows(), journeys }),
  };
}

/** The fact table of a snapshot held as records. Throws: an id used twice, or a day that does not exist. */
export function tableOfSnapshot(snapshot: Snapshot, catalogue: FactCatalogue): GrowingFactTable {
  const asOf = dayNumberOf(snapshot.asOf);
  if (asOf === undefined) throw new Error(`there is no day ${snapshot.asOf}`);
  const builder = new FactTableBuilder(catalogue, asOf);
  for (const collection of ["landlords", "agreements", "rights", "dwellings", "employers"] as const) {
    for (const record of snapshot[collection]) builder.addReference(collection, record);
  }
  builder.reserveRequests(snapshot.requests.length);
  for (const vacancy of snapshot.vacancies) builder.addVacancy(vacancy);
  for (const request of snapshot.requests) builder.addRequest(request);
  for (const journey of snapshot.travelTimes ?? []) builder.addTravelTime(journey);
  return builder.build();
}

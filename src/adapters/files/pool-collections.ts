/**
 * The collections of a pool of files: which file holds which records, by which schema, and what refers to what.
 */
import { agreementSchema } from "../../domain/facts/agreement.ts";
import { dwellingSchema } from "../../domain/facts/dwelling.ts";
import { employerSchema } from "../../domain/facts/employer.ts";
import { landlordSchema } from "../../domain/facts/landlord.ts";
import { ledgerSchema } from "../../domain/facts/ledger.ts";
import { requestSchema } from "../../domain/facts/request.ts";
import { rightSchema } from "../../domain/facts/right.ts";
import type { FactSchema } from "../../domain/facts/schema.ts";
import { pinSchema, struckSchema, travelTimeSchema } from "../../domain/facts/snapshot.ts";
import { vacancySchema } from "../../domain/facts/vacancy.ts";
import type { CsvColumn } from "./csv/csv-cells.ts";

/** The collections a pool can have, named as in a snapshot. */
export type PoolCollectionName =
  | "landlords"
  | "agreements"
  | "rights"
  | "dwellings"
  | "employers"
  | "vacancies"
  | "requests"
  | "ledger"
  | "pins"
  | "struck"
  | "travelTimes";

/** A record as it stands in a file. */
export type PoolRecord = Readonly<Record<string, unknown>>;

/** Records of one kind in a file: how the file is called, their schema and what is unique among them. */
export interface RecordCollection {
  readonly name: string;
  /** File name without its ending. */
  readonly file: string;
  readonly schema: FactSchema;
  /** Facts that together may stand only once: the id, or the members of a pair. */
  readonly key: readonly string[];
  /** Prefix that may stand before its facts in a header, as rules write it. */
  readonly prefix: string;
  /** Where people write its file in words of their own: the columns by heading, and how a heading is compared. */
  readonly headings?: { readonly columns: ReadonlyMap<string, CsvColumn>; readonly plain: (title: string) => string };
}

/** One collection of a pool, and what it refers to. */
export interface PoolCollection extends RecordCollection {
  readonly name: PoolCollectionName;
  /** A pool without this file is not read. */
  readonly isRequired: boolean;
  readonly references: readonly { readonly field: string; readonly collection: PoolCollectionName }[];
}

const ofPair = [
  { field: "vacancyId", collection: "vacancies" },
  { field: "requestId", collection: "requests" },
] as const;

/** Every collection; a collection comes after those it refers to, pins and struck pairs last. */
export const poolCollections: readonly PoolCollection[] = [
  {
    name: "landlords",
    file: "landlords",
    schema: landlordSchema,
    isRequired: true,
    key: ["id"],
    references: [],
    prefix: "landlord",
  },
  {
    name: "agreements",
    file: "agreements",
    schema: agreementSchema,
    isRequired: true,
    key: ["id"],
    references: [{ field: "landlordId", collection: "landlords" }],
    prefix: "agreement",
  },
  {
    name: "rights",
    file: "rights",
    schema: rightSchema,
    isRequired: true,
    key: ["id"],
    references: [{ field: "agreementId", collection: "agreements" }],
    prefix: "right",
  },
  {
    name: "dwellings",
    file: "dwellings",
    schema: dwellingSchema,
    isRequired: true,
    key: ["id"],
    references: [],
    prefix: "dwelling",
  },
  {
    name: "employers",
    file: "employers",
    schema: employerSchema,
    isRequired: false,
    key: ["id"],
    references: [],
    prefix: "employer",
  },
  {
    name: "vacancies",
    file: "vacancies",
    schema: vacancySchema,
    isRequired: true,
    key: ["id"],
    references: [
      { field: "dwellingId", collection: "dwellings" },
      { field: "rightId", collection: "rights" },
    ],
    prefix: "vacancy",
  },
  {
    name: "requests",
    file: "requests",
    schema: requestSchema,
    isRequired: true,
    key: ["id"],
    references: [{ field: "employerId", collection: "employers" }],
    prefix: "request",
  },
  {
    name: "ledger",
    file: "ledger",
    schema: ledgerSchema,
    isRequired: false,
    key: ["targetId", "territory", "year"],
    references: [],
    prefix: "ledger",
  },
  {
    name: "pins",
    file: "pins",
    schema: pinSchema,
    isRequired: false,
    key: ["vacancyId", "requestId"],
    references: ofPair,
    prefix: "pin",
  },
  {
    name: "struck",
    file: "struck",
    schema: struckSchema,
    isRequired: false,
    key: ["vacancyId", "requestId"],
    references: ofPair,
    prefix: "struck",
  },
  {
    name: "travelTimes",
    file: "travel-times",
    schema: travelTimeSchema,
    isRequired: false,
    key: ["fromCommuneCode", "toCommuneCode"],
    references: [],
    prefix: "travelTime",
  },
];

/** True for the schema of a position. */
export function isPosition(schema: FactSchema): boolean {
  return schema.properties?.eastMetres !== undefined;
}

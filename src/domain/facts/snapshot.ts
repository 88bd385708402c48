import type { FromSchema } from "json-schema-to-ts";
import { agreementSchema } from "./agreement.ts";
import { dwellingSchema } from "./dwelling.ts";
import { employerSchema } from "./employer.ts";
import { landlordSchema } from "./landlord.ts";
import { ledgerSchema } from "./ledger.ts";
import { requestSchema } from "./request.ts";
import { rightSchema } from "./right.ts";
import { communeCode, day, id } from "./schema.ts";
import { vacancySchema } from "./vacancy.ts";

const pair = {
  vacancyId: { ...id, description: "The vacancy." },
  requestId: { ...id, description: "The request." },
} as const;

/** A place already taken: kept by the run, subtracted from the places of the vacancy and the lists of the request. */
export const pinSchema = {
  $id: "pin",
  type: "object",
  additionalProperties: false,
  required: ["vacancyId", "requestId", "kind"],
  properties: {
    ...pair,
    kind: {
      type: "string",
      enum: ["confirmed", "live-offer", "opened-agenda"],
      description: "Confirmed designation, live offer, or proposal on an opened agenda.",
    },
  },
} as const;
/** A place already taken, as a snapshot holds it. */
export type Pin = FromSchema<typeof pinSchema>;

/** A pair that may not be proposed again. */
export const struckSchema = {
  $id: "struck",
  type: "object",
  additionalProperties: false,
  required: ["vacancyId", "requestId", "reason"],
  properties: {
    ...pair,
    reason: {
      type: "string",
      enum: ["refused-by-candidate", "refused-by-landlord", "withdrawn-by-committee", "conflict-of-interest"],
      description: "Why the pair left the market.",
    },
  },
} as const;
/** A struck pair, as a snapshot holds it. */
export type Struck = FromSchema<typeof struckSchema>;

/** Imported journey between two communes, one way. */
export const travelTimeSchema = {
  $id: "travel-time",
  type: "object",
  additionalProperties: false,
  required: ["fromCommuneCode", "toCommuneCode", "minutes"],
  properties: {
    fromCommuneCode: { ...communeCode, description: "Commune of departure." },
    toCommuneCode: { ...communeCode, description: "Commune of arrival." },
    minutes: { type: "integer", minimum: 0, maximum: 1_440, description: "Journey in minutes." },
  },
} as const;
/** A journey, as a snapshot holds it. */
export type TravelTime = FromSchema<typeof travelTimeSchema>;

/** What a run may know, without names. Collections may come in any order; the run orders them by id. */
export const snapshotSchema = {
  $id: "snapshot",
  type: "object",
  additionalProperties: false,
  required: [
    "format",
    "schemaVersion",
    "asOf",
    "landlords",
    "agreements",
    "rights",
    "dwellings",
    "vacancies",
    "employers",
    "requests",
  ],
  properties: {
    format: { const: "contingent-snapshot", description: "Marks the file." },
    schemaVersion: { const: 1, description: "Version of this schema." },
    asOf: { ...day, description: "Reference day of the run." },
    note: { type: "string", maxLength: 500, description: "Free remark; 'invented' for made-up people." },
    landlords: { type: "array", items: landlordSchema, description: "Landlords." },
    agreements: { type: "array", items: agreementSchema, description: "Reservation agreements." },
    rights: { type: "array", items: rightSchema, description: "Reservation rights." },
    dwellings: { type: "array", items: dwellingSchema, description: "Dwellings." },
    vacancies: { type: "array", items: vacancySchema, description: "Vacancies." },
    employers: { type: "array", items: employerSchema, description: "Employers." },
    requests: { type: "array", items: requestSchema, description: "Requests." },
    ledger: { type: "array", items: ledgerSchema, description: "Running count of the targets." },
    pins: { type: "array", items: pinSchema, description: "Places already taken." },
    struck: { type: "array", items: struckSchema, description: "Pairs that may not be proposed again." },
    travelTimes: { type: "array", items: travelTimeSchema, description: "Imported journeys between communes." },
  },
} as const;
/** What a run may know, held as records. */
export type Snapshot = FromSchema<typeof snapshotSchema>;

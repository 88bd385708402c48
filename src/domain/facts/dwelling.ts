import type { FromSchema } from "json-schema-to-ts";
import { cents, communeCode, departementCode, id, position, slug } from "./schema.ts";

/** A home. */
export const dwellingSchema = {
  $id: "dwelling",
  type: "object",
  additionalProperties: false,
  required: ["id", "communeCode", "departementCode", "rooms", "funding", "rentCentsPerMonth", "chargesCentsPerMonth"],
  properties: {
    id: { ...id, description: "Identifier of the dwelling.", protected: false, changeable: false },
    address: {
      type: "string",
      maxLength: 200,
      description: "Street and number, as shown on pages.",
      protected: false,
      changeable: false,
    },
    communeCode: { ...communeCode, description: "INSEE code of its commune.", protected: false, changeable: false },
    communeTitle: {
      type: "string",
      maxLength: 80,
      description: "Name of its commune, as shown on pages.",
      protected: false,
      changeable: false,
    },
    departementCode: { ...departementCode, description: "Its département.", protected: false, changeable: false },
    epciCode: { ...slug, description: "SIREN of its EPCI.", protected: false, changeable: false },
    position: { ...position, description: "Where it stands.", protected: false, changeable: false },
    rooms: {
      type: "integer",
      minimum: 1,
      maximum: 12,
      description: "Main rooms: 3 for a T3.",
      protected: false,
      changeable: false,
    },
    areaSquareMetres: {
      type: "integer",
      minimum: 5,
      maximum: 1_000,
      description: "Habitable area, whole square metres rounded down.",
      protected: false,
      changeable: false,
    },
    floor: {
      type: "integer",
      minimum: -3,
      maximum: 80,
      description: "Floor, 0 is the ground floor.",
      protected: false,
      changeable: false,
    },
    hasLift: { type: "boolean", description: "A lift serves its floor.", protected: false, changeable: false },
    isAccessible: {
      type: "boolean",
      description: "Accessible to a person in a wheelchair.",
      protected: false,
      changeable: false,
    },
    energyClass: {
      type: "string",
      enum: ["a", "b", "c", "d", "e", "f", "g"],
      description: "Class of the energy certificate.",
      protected: false,
      changeable: false,
    },
    funding: {
      type: "string",
      enum: ["plai", "plus", "pls", "lli", "intermediate", "social", "very-social", "free"],
      description:
        "Financing that fixes the income ceiling: PLAI, PLUS, PLS, LLI (social and intermediate stock); intermediate, social, very social or free rent (private owners).",
      protected: false,
      changeable: false,
    },
    rentZone: {
      type: "string",
      enum: ["a-bis", "a", "b1", "b2", "c"],
      description: "Zone A bis to C. Source: CCH art. D304-1, order of 1 August 2014 as amended on 5 September 2025.",
      protected: false,
      changeable: false,
    },
    isInPriorityNeighbourhood: {
      type: "boolean",
      description: "Inside a priority neighbourhood (QPV).",
      protected: false,
      changeable: false,
    },
    rentCentsPerMonth: { ...cents, description: "Rent without charges.", protected: false, changeable: false },
    chargesCentsPerMonth: { ...cents, description: "Charges.", protected: false, changeable: false },
  },
} as const;
/** A dwelling as a snapshot holds it. */
export type Dwelling = FromSchema<typeof dwellingSchema>;

import type { FromSchema } from "json-schema-to-ts";
import { day, departementCode, id, slug } from "./schema.ts";

/** A reservation agreement: the contract with a landlord that creates rights. Source: CCH art. R441-5 (social); contract of the programme (private). */
export const agreementSchema = {
  $id: "agreement",
  type: "object",
  additionalProperties: false,
  required: ["id", "landlordId", "programme", "effectiveFrom"],
  properties: {
    id: { ...id, description: "Identifier of the agreement.", protected: false, changeable: false },
    landlordId: { ...id, description: "The landlord who signed it.", protected: false, changeable: false },
    programme: {
      ...slug,
      description: "Programme of the agreement; decides which rule set governs its vacancies.",
      protected: false,
      changeable: false,
    },
    departementCode: {
      ...departementCode,
      description: "Département the agreement covers.",
      protected: false,
      changeable: false,
    },
    reservedShareBasisPoints: {
      type: "integer",
      minimum: 0,
      maximum: 10_000,
      description: "Share of the lettings or of the dwellings that is reserved, in basis points (7,500 = 75 %).",
      protected: false,
      changeable: false,
    },
    designationDelayDays: {
      type: "integer",
      minimum: 0,
      maximum: 3_650,
      description: "Days the reserver has to name candidates.",
      protected: false,
      changeable: false,
    },
    designationDelayMonths: {
      type: "integer",
      minimum: 0,
      maximum: 120,
      description: "The same in calendar months, where the agreement counts so.",
      protected: false,
      changeable: false,
    },
    extensionDelayDays: {
      type: "integer",
      minimum: 0,
      maximum: 3_650,
      description: "Days added when the first delay brought no tenant.",
      protected: false,
      changeable: false,
    },
    extensionDelayMonths: {
      type: "integer",
      minimum: 0,
      maximum: 120,
      description: "The same in calendar months.",
      protected: false,
      changeable: false,
    },
    onExpiry: {
      type: "string",
      enum: ["return-one-turn", "return-and-counted", "return-not-counted", "owner-free"],
      description: "What becomes of the dwelling when the clock expires.",
      protected: false,
      changeable: false,
    },
    isYouthProgramme: {
      type: "boolean",
      description: "The agreement reserves its dwellings for people under 30 (CCH art. L353-22, L442-8-4).",
      protected: false,
      changeable: false,
    },
    employerGroup: {
      ...slug,
      description: "The group of employers for which alone the agreement was financed, if any.",
      protected: false,
      changeable: false,
    },
    effortRateLimitBasisPoints: {
      type: "integer",
      minimum: 0,
      maximum: 10_000,
      description: "Effort rate above which the agreement asks for a closer look, in basis points.",
      protected: false,
      changeable: false,
    },
    isRentFree: {
      type: "boolean",
      description: "The owner may set the rent freely, so no income ceiling applies (private programmes).",
      protected: false,
      changeable: false,
    },
    effectiveFrom: { ...day, description: "First day of the agreement.", protected: false, changeable: false },
    effectiveTo: { ...day, description: "Last day of the agreement.", protected: false, changeable: false },
  },
} as const;
/** An agreement as a snapshot holds it. */
export type Agreement = FromSchema<typeof agreementSchema>;

import type { FromSchema } from "json-schema-to-ts";
import { slug } from "./schema.ts";

const count = { type: "integer", minimum: 0, maximum: 10_000_000 } as const;

/** How far one target is in one territory and year. DALO, proven priority and self-labelled priority are counted apart, never added up. */
export const ledgerSchema = {
  $id: "ledger",
  type: "object",
  additionalProperties: false,
  required: ["targetId", "territory", "year", "lettings", "counted"],
  properties: {
    targetId: { ...slug, description: "The target, by its id in the rule set." },
    territory: {
      type: "string",
      maxLength: 64,
      description: "Territory over which the target is reached, as the rule set computes it.",
    },
    year: { type: "integer", minimum: 2000, maximum: 2200, description: "Calendar year." },
    lettings: { ...count, description: "Lettings so far that the target is a share of." },
    counted: { ...count, description: "Lettings so far that count toward the target." },
    daloLettings: { ...count, description: "Of the lettings, those to DALO households." },
    provenPriorityLettings: {
      ...count,
      description: "Of the lettings, those to households with another proven legal priority.",
    },
    labelledPriorityLettings: {
      ...count,
      description: "Of the lettings, those to households labelled priority without proof; they count toward no target.",
    },
  },
} as const;
/** The count of one target in one territory and year. */
export type LedgerEntry = FromSchema<typeof ledgerSchema>;

import type { FromSchema } from "json-schema-to-ts";
import { day, id } from "./schema.ts";

/** One reservation right under an agreement. Source: CCH art. R441-5. */
export const rightSchema = {
  $id: "right",
  type: "object",
  additionalProperties: false,
  required: ["id", "agreementId", "mode"],
  properties: {
    id: { ...id, description: "Identifier of the right.", protected: false, changeable: false },
    agreementId: { ...id, description: "The agreement that creates it.", protected: false, changeable: false },
    mode: {
      type: "string",
      enum: ["flow", "stock"],
      description: "Share of yearly lettings (flow) or an identified dwelling (stock).",
      protected: false,
      changeable: false,
    },
    use: {
      type: "string",
      enum: ["single-use", "recurring", "first-letting"],
      description: "How often a stock right may be used.",
      protected: false,
      changeable: false,
    },
    validFrom: { ...day, description: "First day of the right.", protected: false, changeable: false },
    validTo: { ...day, description: "Last day of the right.", protected: false, changeable: false },
  },
} as const;
/** A right as a snapshot holds it. */
export type Right = FromSchema<typeof rightSchema>;

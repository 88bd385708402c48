import type { FromSchema } from "json-schema-to-ts";
import { id } from "./schema.ts";

/** A landlord: a social body or a private owner. A private person's name never stands here. */
export const landlordSchema = {
  $id: "landlord",
  type: "object",
  additionalProperties: false,
  required: ["id", "kind"],
  properties: {
    id: { ...id, description: "Identifier of the landlord.", protected: false, changeable: false },
    kind: {
      type: "string",
      enum: ["social", "private"],
      description: "Social body (its award commission decides) or private owner (signs the lease directly).",
      protected: false,
      changeable: false,
    },
    title: {
      type: "string",
      maxLength: 120,
      description: "Name of the organisation, as shown on pages; absent for a natural person.",
      protected: false,
      changeable: false,
    },
  },
} as const;
/** A landlord as a snapshot holds it. */
export type Landlord = FromSchema<typeof landlordSchema>;

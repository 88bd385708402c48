import type { FromSchema } from "json-schema-to-ts";
import { id, slug } from "./schema.ts";

/** An employer whose employees may be housed. */
export const employerSchema = {
  $id: "employer",
  type: "object",
  additionalProperties: false,
  required: ["id", "sector", "employees"],
  properties: {
    id: { ...id, description: "Identifier of the employer.", protected: false, changeable: false },
    title: {
      type: "string",
      maxLength: 120,
      description: "Name of the organisation.",
      protected: false,
      changeable: false,
    },
    sector: {
      type: "string",
      enum: ["private-non-agricultural", "agricultural", "public"],
      description: "Scheme of the employers' participation in housing that applies.",
      protected: false,
      changeable: false,
    },
    employees: {
      type: "integer",
      minimum: 0,
      maximum: 10_000_000,
      description: "Number of employees.",
      protected: false,
      changeable: false,
    },
    isContributing: {
      type: "boolean",
      description: "Pays its contribution to the reserver.",
      protected: false,
      changeable: false,
    },
    group: { ...slug, description: "Group the employer belongs to.", protected: false, changeable: false },
  },
} as const;
/** An employer as a snapshot holds it. */
export type Employer = FromSchema<typeof employerSchema>;

import type { FromSchema } from "json-schema-to-ts";
import { day, id } from "./schema.ts";

/** One time a dwelling is free, with its designation clock. */
export const vacancySchema = {
  $id: "vacancy",
  type: "object",
  additionalProperties: false,
  required: ["id", "dwellingId", "rightId", "availableOn", "designateBy"],
  properties: {
    id: { ...id, description: "Identifier of the vacancy.", protected: false, changeable: false },
    dwellingId: { ...id, description: "The dwelling that is free.", protected: false, changeable: false },
    rightId: {
      ...id,
      description: "The right under which the reserver names candidates.",
      protected: false,
      changeable: false,
    },
    availableOn: {
      ...day,
      description: "Day from which the dwelling can be let.",
      protected: false,
      changeable: false,
    },
    declaredOn: { ...day, description: "Day on which the landlord declared it.", protected: false, changeable: false },
    designateBy: {
      ...day,
      description: "Last day to name candidates: the end of the designation clock.",
      protected: false,
      changeable: false,
    },
    places: {
      type: "integer",
      minimum: 1,
      maximum: 20,
      description: "Candidates to present, where it differs from the rule set.",
      protected: false,
      changeable: false,
    },
    temporaryUntil: {
      ...day,
      description: "Last day of a temporary occupation; absent for an ordinary letting.",
      protected: false,
      changeable: false,
    },
  },
} as const;
/** A vacancy as a snapshot holds it. */
export type Vacancy = FromSchema<typeof vacancySchema>;

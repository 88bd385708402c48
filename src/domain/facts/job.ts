import { cents, communeCode, day, position } from "./schema.ts";

/** The job that links the request to an employer. */
export const jobSchema = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: {
    contract: {
      type: "string",
      enum: ["permanent", "fixed-term", "apprenticeship", "professionalisation", "temporary", "seasonal", "job-seeker"],
      description: "Contract with the employer; job seeker where there is none.",
      protected: false,
      changeable: false,
    },
    event: {
      type: "string",
      enum: ["transfer", "new-hire", "none"],
      description: "What happens in the job and calls for a move: transfer by the employer, new hire, nothing.",
      protected: false,
      changeable: false,
    },
    startsOn: {
      ...day,
      description: "First day of the contract, or of the new post after a transfer.",
      protected: false,
      changeable: false,
    },
    endsOn: { ...day, description: "Last day of the contract.", protected: false, changeable: false },
    isFirstJob: { type: "boolean", description: "First job after training.", protected: false, changeable: false },
    payCentsPerMonth: { ...cents, description: "Gross pay.", protected: true, changeable: false },
    commuteMinutes: {
      type: "integer",
      minimum: 0,
      maximum: 1_440,
      description: "Journey from today's home to the workplace, one way.",
      protected: false,
      changeable: false,
    },
    workplaceCommuneCode: {
      ...communeCode,
      description: "Commune of the workplace.",
      protected: false,
      changeable: false,
    },
    workplacePosition: { ...position, description: "Where the workplace is.", protected: false, changeable: true },
  },
} as const;

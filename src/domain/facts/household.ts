import { cents, communeCode, day, position } from "./schema.ts";

/** One person of a household: facts only, never a name. */
const personSchema = {
  type: "object",
  additionalProperties: false,
  required: ["role"],
  properties: {
    role: {
      type: "string",
      enum: ["applicant", "partner", "dependant", "other-adult"],
      description:
        "Place in the household: who signs the lease, married or civil partner, dependant (CCH art. L442-12), another adult.",
      protected: true,
      changeable: false,
    },
    bornOn: { ...day, description: "Date of birth.", protected: true, changeable: false },
    hasDisabilityCard: {
      type: "boolean",
      description: "Holds the mobility card marked 'invalidité' (counts for the income category).",
      protected: true,
      changeable: false,
    },
  },
} as const;

/** The household of a request. */
export const householdSchema = {
  type: "object",
  additionalProperties: false,
  required: ["persons"],
  properties: {
    persons: {
      type: "array",
      minItems: 1,
      maxItems: 20,
      items: personSchema,
      description: "Everybody who will live in the dwelling.",
      protected: true,
      changeable: false,
    },
    referenceIncomeCentsPerYear: {
      ...cents,
      description: "Sum of the reference tax incomes (RFR) of year N-2 of all members (CCH art. R441-1).",
      protected: true,
      changeable: true,
    },
    recentIncomeCentsPerYear: {
      ...cents,
      description: "Income of the last twelve months or of year N-1, counted when at least 10 % lower.",
      protected: true,
      changeable: true,
    },
    applicantIncomeCentsPerYear: {
      ...cents,
      description: "Reference income of the applicant alone, counted during a divorce or separation (CCH art. L441-1).",
      protected: true,
      changeable: true,
    },
    isSeparationUnderWay: {
      type: "boolean",
      description: "Divorce filed, protection order or dissolved civil partnership, with proof.",
      protected: true,
      changeable: false,
    },
    resourcesCentsPerMonth: {
      ...cents,
      description: "Present resources of the household.",
      protected: true,
      changeable: true,
    },
    housingAidCentsPerMonth: {
      ...cents,
      description: "Housing aid the household could get.",
      protected: true,
      changeable: true,
    },
    isStayLawful: {
      type: "boolean",
      description:
        "Every adult stays in France lawfully and permanently (CCH art. R441-1). The only fact about nationality that may be kept.",
      protected: true,
      changeable: true,
    },
    isFirstQuartile: {
      type: "boolean",
      description:
        "Resources in the first quartile of the EPCI, or household of an urban renewal operation (CCH art. L441-1).",
      protected: true,
      changeable: false,
    },
    homePosition: { ...position, description: "Where the household lives today.", protected: true, changeable: false },
    homeCommuneCode: {
      ...communeCode,
      description: "Commune where the household lives today.",
      protected: true,
      changeable: false,
    },
    needsAccessibleDwelling: {
      type: "boolean",
      description: "Needs a dwelling accessible to a wheelchair. The only fact about health that may be kept.",
      protected: true,
      changeable: false,
    },
  },
} as const;

import type { FromSchema } from "json-schema-to-ts";
import { cents, communeCode, day, departementCode, id, position, slug } from "./schema.ts";

/** One person of a household: facts only, never a name. */
export const personSchema = {
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

/** The proofs a request may carry. Source: closed list, CCH art. R441-2-4-1; employer's and social worker's papers for the scoring. */
export const proofCodes = [
  "identity",
  "lawful-stay",
  "tax-notice",
  "recent-income",
  "employer-certificate",
  "work-contract",
  "apprenticeship-contract",
  "transfer-letter",
  "disability-card",
  "court-filing",
  "social-worker-report",
  "eviction-notice",
  "dalo-decision",
  "hosting-certificate",
  "rent-receipt",
] as const;

/** Legal priorities, keyed by slug because the letters of the Code move. Source: CCH art. L441-1. */
export const priorityCodes = [
  "disability",
  "therapeutic-housing-leaver",
  "poorly-housed",
  "transitional-housing",
  "long-unemployment-return",
  "unfit-housing",
  "violence",
  "assault-victim",
  "prostitution-exit",
  "trafficking-victim",
  "overcrowded-with-minor",
  "no-housing",
  "eviction-threat",
  "child-welfare-leaver",
] as const;

/** The housing request of one household of an employee, submitted by HR. */
export const requestSchema = {
  $id: "request",
  type: "object",
  additionalProperties: false,
  required: ["id", "kind", "filedOn", "validUntil", "household", "job"],
  properties: {
    id: {
      ...id,
      description: "Random identifier, fixed before the seed of a run is drawn.",
      protected: false,
      changeable: false,
    },
    employerId: {
      ...id,
      description: "The employer who submitted it; absent for a job seeker.",
      protected: false,
      changeable: false,
    },
    kind: {
      type: "string",
      enum: ["first-request", "transfer"],
      description: "First request, or transfer inside social housing.",
      protected: false,
      changeable: false,
    },
    filedOn: {
      ...day,
      description: "Day from which seniority counts (day of the unique number).",
      protected: false,
      changeable: false,
    },
    validUntil: {
      ...day,
      description: "Last day of validity, one year after filing or renewal (CCH art. R441-2-7).",
      protected: false,
      changeable: false,
    },
    hasUniqueNumber: {
      type: "boolean",
      description: "Holds a national or departmental unique number (CCH art. L441-2-1).",
      protected: false,
      changeable: true,
    },
    hasEmployerConsent: {
      type: "boolean",
      description: "The employer agrees that its right be used for this request.",
      protected: false,
      changeable: true,
    },
    hasLiveOffer: {
      type: "boolean",
      description: "An offer by another reserver or landlord is open.",
      protected: false,
      changeable: false,
    },
    wishedCommunes: {
      type: "array",
      maxItems: 60,
      items: communeCode,
      description: "Communes wished, the dearest first.",
      protected: false,
      changeable: true,
    },
    acceptedDepartements: {
      type: "array",
      maxItems: 110,
      items: departementCode,
      description: "Départements accepted as a whole.",
      protected: false,
      changeable: true,
    },
    searchRadiusMetres: {
      type: "integer",
      minimum: 0,
      maximum: 500_000,
      description: "Accepted distance between workplace and dwelling, straight line.",
      protected: false,
      changeable: true,
    },
    rentLimitCentsPerMonth: {
      ...cents,
      description: "Highest rent with charges that the household accepts.",
      protected: false,
      changeable: true,
    },
    acceptsTemporaryOccupation: {
      type: "boolean",
      description: "Accepts a dwelling let for a limited time.",
      protected: false,
      changeable: true,
    },
    isDaloRecognised: {
      type: "boolean",
      description: "Recognised as priority and to be housed urgently (DALO, CCH art. L441-2-3).",
      protected: false,
      changeable: false,
    },
    provenPriorities: {
      type: "array",
      maxItems: 20,
      items: { type: "string", enum: priorityCodes },
      description: "Legal priorities held with a proof by a competent authority.",
      protected: true,
      changeable: false,
    },
    labelledPriorities: {
      type: "array",
      maxItems: 20,
      items: { type: "string", enum: priorityCodes },
      description:
        "Priorities stated by the reserver or the applicant without such a proof; they count toward no target.",
      protected: true,
      changeable: false,
    },
    validatedProofs: {
      type: "array",
      maxItems: 20,
      items: { type: "string", enum: proofCodes },
      description: "Proofs on file, checked by a person and in date.",
      protected: false,
      changeable: true,
    },
    declaredSituations: {
      type: "array",
      maxItems: 20,
      items: slug,
      description: "Situations ticked by the applicant, for headings where only the declared item counts.",
      protected: false,
      changeable: false,
    },
    lastRefusalOn: {
      ...day,
      description: "Day of the last refusal of an adapted dwelling without good reason.",
      protected: false,
      changeable: false,
    },
    relatedLandlordIds: {
      type: "array",
      maxItems: 20,
      items: id,
      description:
        "Landlords to whom a member of the household is related: co-owner, bare owner, partner of the company, ascendant or descendant.",
      protected: false,
      changeable: false,
    },
    household: { ...householdSchema, description: "The household." },
    job: { ...jobSchema, description: "The job." },
  },
} as const;
export type Request = FromSchema<typeof requestSchema>;

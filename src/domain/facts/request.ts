import type { FromSchema } from "json-schema-to-ts";
import { householdSchema } from "./household.ts";
import { jobSchema } from "./job.ts";
import { cents, communeCode, day, departementCode, id, slug } from "./schema.ts";

/** The proofs a request may carry. Source: closed list, CCH art. R441-2-4-1; employer's and social worker's papers for the scoring. */
const proofCodes = [
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
const priorityCodes = [
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
/** A request as a snapshot holds it. */
export type Request = FromSchema<typeof requestSchema>;

/** Designations: the names sent to a landlord, answers, replies, leases. */
import type { FromSchema } from "json-schema-to-ts";
import { answers, candidateStates, designationStates } from "../../domain/designations/designation-record.ts";
import { requestSchema } from "../../domain/facts/request.ts";
import { code, dayOf, idOf, idsOf, instant, pageQuery, text, version } from "./shared.ts";

/** The closed list of documents. */
export const proofCode = {
  ...requestSchema.properties.validatedProofs.items,
  description: "A document of the closed list.",
} as const;

/** A designation is named after its decision. */
const designationId = { type: "string", maxLength: 131, description: "The designation." } as const;

export const listDesignationsQuery = {
  title: "ListDesignationsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    landlordId: idOf("Only those of one landlord."),
    state: { type: "string", enum: designationStates, description: "Only those in one state." },
  },
} as const;
export type ListDesignationsQuery = FromSchema<typeof listDesignationsQuery>;

export const makeDesignation = {
  title: "MakeDesignation",
  description: "Sends the names of a decision to the landlord.",
  type: "object",
  additionalProperties: false,
  required: ["decisionId"],
  properties: { decisionId: idOf("The final decision.") },
} as const;
export type MakeDesignationBody = FromSchema<typeof makeDesignation>;

/** `POST /certificates`, which also names the decision. */
export const issueCertificate = { ...makeDesignation, title: "IssueCertificate" } as const;

export const recordAnswer = {
  title: "RecordAnswer",
  description: "What the award commission decided on each candidate, or the reply of a private owner.",
  type: "object",
  additionalProperties: false,
  required: ["answeredOn", "answers"],
  properties: {
    answeredOn: dayOf("Day of the answer."),
    answers: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      description: "One for each candidate.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["requestId", "answer"],
        properties: {
          requestId: idOf("The candidate."),
          answer: {
            type: "string",
            enum: answers,
            description: "One of the decisions of CCH art. R441-3, or the owner's.",
          },
          rank: { type: "integer", minimum: 1, maximum: 50, description: "Rank of an award by rank." },
          conditionProof: proofCode,
          conditionUntil: dayOf("Last day for the document."),
          motiveCode: code("Code of a lawful ground, of the procedure."),
          motive: text(2_000, "The ground in words; sealed with the person's key."),
        },
      },
    },
    offer: {
      type: "object",
      additionalProperties: false,
      description: "When the first candidate was told, and for how many days the offer stands.",
      properties: {
        notifiedOn: dayOf("Day on which the candidate was told."),
        days: { type: "integer", minimum: 1, maximum: 365, description: "Days to reply." },
      },
    },
  },
} as const;
export type RecordAnswerBody = FromSchema<typeof recordAnswer>;

export const recordDocument = {
  title: "RecordDocument",
  description: "That the document of a conditional award has come.",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "givenOn"],
  properties: { requestId: idOf("The candidate."), givenOn: dayOf("Day on which it came.") },
} as const;
export type RecordDocumentBody = FromSchema<typeof recordDocument>;

export const recordReply = {
  title: "RecordReply",
  description: "What a candidate replied to an offer.",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "reply", "repliedOn"],
  properties: {
    requestId: idOf("The candidate."),
    reply: { type: "string", enum: ["accepted", "refused", "withdrawn"], description: "The reply." },
    repliedOn: dayOf("Day of the reply."),
  },
} as const;
export type RecordReplyBody = FromSchema<typeof recordReply>;

export const recordLease = {
  title: "RecordLease",
  description: "That the lease was signed.",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "signedOn"],
  properties: { requestId: idOf("Who signed."), signedOn: dayOf("Day of the signature.") },
} as const;
export type RecordLeaseBody = FromSchema<typeof recordLease>;

const candidate = {
  type: "object",
  additionalProperties: false,
  required: ["requestId", "rank", "state"],
  properties: {
    requestId: idOf("The request."),
    rank: { type: "integer", minimum: 1, description: "Its rank." },
    state: { type: "string", enum: candidateStates, description: "Where it is." },
    answer: { type: "string", enum: answers, description: "The landlord's answer." },
    awardedRank: { type: "integer", minimum: 1, description: "Rank given by the commission." },
    conditionProof: { type: "string", description: "Document awaited." },
    conditionUntil: dayOf("Its last day."),
    conditionMetOn: dayOf("Day on which it came."),
    motiveCode: { type: "string", description: "Code of the ground of a refusal." },
    answeredOn: dayOf("Day of the answer."),
    offerUntil: dayOf("Last day of the offer."),
    repliedOn: dayOf("Day of the reply."),
  },
} as const;

const members = {
  id: designationId,
  version,
  state: { type: "string", enum: designationStates, description: "Where it is." },
  vacancyId: idOf("The vacancy."),
  landlordId: idOf("The landlord."),
  decisionId: idOf("The decision."),
  sentAt: { ...instant, description: "When it was sent." },
  answerUntil: dayOf("Day until which an answer is asked for."),
  certificateId: { type: "string", description: "The certificate of insufficiency." },
  left: idsOf("Requests that had left the queue when it was sent."),
  candidates: {
    type: "array",
    description: "Best first.",
    items: candidate,
  },
} as const;

const required = ["id", "version", "state", "vacancyId", "landlordId", "decisionId", "sentAt", "candidates"] as const;

export const designationRecord = {
  title: "DesignationRecord",
  description: "The candidates sent to a landlord and what became of each, by id: names are read apart.",
  type: "object",
  additionalProperties: false,
  required,
  properties: members,
} as const;

/** What the landlord needs to know of a household at this step, and no more. */
export const household = {
  type: "object",
  required: ["persons", "rules", "checkedProofs"],
  description: "What the landlord needs to know at this step, and no more; absent once it is over for the candidate.",
  properties: {
    persons: { type: "integer", minimum: 0 },
    adults: { type: "integer", minimum: 0 },
    children: { type: "integer", minimum: 0 },
    seniorityMonths: { type: "integer", minimum: 0 },
    priority: { type: "string", enum: ["dalo", "proven", "none"] },
    needsAccessibleDwelling: { const: true },
    rules: { type: "array", items: { type: "object" } },
    checkedProofs: { type: "array", items: { type: "string" } },
  },
} as const;

/** A designation as it is read alone; the reading is logged. */
export const designationRead = {
  title: "DesignationRead",
  description: "A designation with the least data of each candidate. The reading is logged.",
  type: "object",
  additionalProperties: false,
  required,
  properties: {
    ...members,
    answerDaysLeft: { type: "integer", description: "Days to answer; negative once they are over." },
    candidates: {
      type: "array",
      description: "Best first.",
      items: {
        ...candidate,
        properties: {
          ...candidate.properties,
          mayBeNamed: { type: "boolean", description: "True while the name may be opened." },
          household,
        },
      },
    },
  },
} as const;

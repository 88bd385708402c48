/** Proofs and names: what stands behind the facts of a request, and who it is. */
import type { FromSchema } from "json-schema-to-ts";
import { proofRefusalReasons } from "../../domain/persons/judged-proof.ts";
import { proofStates } from "../../domain/persons/proof.ts";
import { readPurposes } from "../../domain/persons/read-purposes.ts";
import { household, proofCode } from "./designations.ts";
import { dayOf, idOf, pageQuery, version } from "./shared.ts";

export const recordProof = {
  title: "RecordProof",
  description: "That a document was received. A person judges it.",
  type: "object",
  additionalProperties: false,
  required: ["code"],
  properties: {
    code: proofCode,
    issuedOn: dayOf("Day it was made out."),
    validUntil: dayOf("Last day it holds."),
  },
} as const;
export type RecordProofBody = FromSchema<typeof recordProof>;

export const judgeProof = {
  title: "JudgeProof",
  description: "What a person found when looking at the document.",
  type: "object",
  additionalProperties: false,
  required: ["verdict"],
  properties: {
    verdict: { type: "string", enum: ["validated", "refused"], description: "Whether it counts." },
    reason: { type: "string", enum: proofRefusalReasons, description: "Why it is refused." },
    validUntil: dayOf("Last day it holds, where the document says so."),
  },
} as const;
export type JudgeProofBody = FromSchema<typeof judgeProof>;

export const listProofsQuery = {
  title: "ListProofsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    state: { type: "string", enum: proofStates, description: "Those that wait for a person when absent." },
  },
} as const;
export type ListProofsQuery = FromSchema<typeof listProofsQuery>;

export const proofRecord = {
  title: "ProofRecord",
  description: "A proof of a request.",
  type: "object",
  additionalProperties: false,
  required: ["id", "version", "state", "requestId"],
  properties: {
    id: { type: "string", description: "The proof." },
    version,
    state: { type: "string", enum: proofStates, description: "Whether a person has judged it, and how." },
    requestId: idOf("Of which request."),
    code: { type: "string", description: "Which document; absent after an erasure." },
    validUntil: dayOf("Last day it holds."),
  },
} as const;

/** `POST /requests/:requestId/person`. */
export const readPerson = {
  title: "ReadPerson",
  description: "Opens a name. The purpose is kept in the log.",
  type: "object",
  additionalProperties: false,
  required: ["purpose"],
  properties: {
    purpose: { type: "string", enum: readPurposes, description: "Why it is opened." },
    proposalId: idOf("The proposal on which the request is a candidate; what a committee goes by."),
  },
} as const;
export type ReadPersonBody = FromSchema<typeof readPerson>;

const contents = {
  type: "object",
  additionalProperties: false,
  required: ["familyName", "givenNames"],
  description: "Who to write to.",
  properties: {
    familyName: { type: "string" },
    givenNames: { type: "string" },
    email: { type: "string" },
    phone: { type: "string" },
    address: { type: "string" },
    reference: { type: "string" },
    householdNames: { type: "array", items: { type: "string" } },
  },
} as const;

export const personRead = {
  title: "PersonRead",
  description: "Who a request is of.",
  type: "object",
  additionalProperties: false,
  required: ["state"],
  properties: {
    state: { type: "string", enum: ["named", "unnamed", "erased"], description: "Whether there is a name." },
    contents,
    erasedAt: { type: "string", description: "When it was erased." },
  },
} as const;

/** `POST /designations/:designationId/open-candidate`. */
export const openCandidate = {
  title: "OpenCandidate",
  description: "Opens the name of a candidate, for the landlord who was sent it. The purpose is kept in the log.",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "purpose"],
  properties: {
    requestId: idOf("The candidate."),
    purpose: { type: "string", enum: readPurposes, description: "Why it is opened." },
  },
} as const;
export type OpenCandidateBody = FromSchema<typeof openCandidate>;

export const candidateRead = {
  title: "CandidateRead",
  description: "A candidate with the least that the step needs.",
  type: "object",
  additionalProperties: false,
  required: ["requestId"],
  properties: {
    requestId: idOf("The candidate."),
    contents,
    household,
  },
} as const;

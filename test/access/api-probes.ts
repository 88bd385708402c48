/** How each call of the API is tried; see `page-probes.ts`. */
import {
  agreementFacts,
  dwellingFacts,
  employerFacts,
  landlordFacts,
  personContents,
  requestFacts,
  rightFacts,
} from "../support/builders.ts";
import type { Probe } from "./probe.ts";
import { agenda, decision, designation, proposal, request, vacancy } from "./things.ts";

const { validUntil: _, id: __, ...newRequest } = requestFacts();
const person = personContents();

/** Calls about one kind of declared facts: who reads them sees their own, and what those refer to. */
function declared(
  kind: "employer" | "landlord" | "agreement" | "right" | "dwelling",
  facts: { readonly id: string },
  owner: "hr" | "landlord",
): Readonly<Record<string, Probe>> {
  const path = `/${kind === "agreement" ? "agreements" : `${kind}s`}`;
  const other = owner === "hr" ? "landlord" : "hr";
  const shown = { shows: () => [`"${facts.id}"`], othersThings: [other] } as const;
  return {
    [`get ${path}`]: { scope: "list", ...shown },
    [`get ${path}/:id`]: { scope: "things", params: () => ({ id: facts.id }), othersThings: [other] },
    [`post ${path}`]: { scope: "none", sends: () => ({ ...facts, id: `${facts.id}-NEW` }) },
    [`put ${path}/:id`]: {
      scope: "none",
      on: () => [kind, facts.id],
      params: () => ({ id: facts.id }),
      sends: () => facts,
    },
  };
}

/** Every call of the API, in an order in which each can still be made after those before it. */
export const apiProbes: Readonly<Record<string, Probe>> = {
  "get /openapi.json": { scope: "none" },
  "get /problems/:code": { scope: "none", params: () => ({ code: "not-found" }) },
  "get /me": { scope: "own" },
  "get /tokens": { scope: "own" },
  "post /tokens": { scope: "own", sends: () => ({ title: "essai", days: 3 }) },

  "get /requests": { scope: "list", shows: ({ requestId }) => [`"${requestId}"`] },
  "post /requests": { scope: "things", sends: () => ({ facts: newRequest, person, isDraft: true }) },
  "post /requests/check": { scope: "things", sends: () => ({ facts: newRequest, person }) },
  "post /requests/import": { scope: "own", file: { name: "file", content: "employerId\nE-1\n" } },
  "get /requests/duplicates": { scope: "none" },
  "get /requests/:requestId": request,
  "post /requests/:requestId/proofs": { ...request, sends: () => ({ code: "identity" }) },
  "get /proofs": { scope: "none" },
  "post /proofs/:proofId/judge": {
    scope: "none",
    on: ({ proofId }) => ["proof", proofId],
    params: ({ proofId }) => ({ proofId }),
    sends: () => ({ verdict: "validated" }),
    alsoFine: [409, 412],
  },
  "post /requests/:requestId/person": {
    ...request,
    sends: () => ({ purpose: "follow-request" }),
    othersThings: ["committee"],
  },
  "get /requests/:requestId/explanations": request,
  "get /requests/:requestId/explanations/:vacancyId": {
    ...request,
    params: ({ requestId, vacancyId }) => ({ requestId, vacancyId }),
  },
  "put /requests/:requestId": {
    ...request,
    sends: ({ requestId }) => ({
      facts: { ...requestFacts({ id: requestId, employerId: "E-1" }), validUntil: "2027-01-15" },
    }),
    alsoFine: [422],
  },
  "post /requests/:requestId/submit": { ...request, alsoFine: [409] },
  "post /requests/:requestId/renew": { ...request, sends: () => ({}), alsoFine: [422] },
  "post /requests/:requestId/merge": {
    ...request,
    scope: "none",
    sends: () => ({ otherId: "Q-19", otherExpected: 1, outcome: "keep-apart", reason: "different-households" }),
  },
  "post /requests/:requestId/separate": {
    ...request,
    scope: "none",
    sends: () => ({ otherId: "Q-19", otherExpected: 1, reason: "different-households" }),
    alsoFine: [412, 422],
  },

  "get /vacancies": { scope: "list", shows: ({ vacancyId }) => [`"${vacancyId}"`] },
  "post /vacancies": {
    scope: "things",
    sends: () => ({ dwellingId: "D-6", landlordId: "L-SOCIAL", availableOn: "2026-12-10" }),
  },
  "post /vacancies/import": {
    scope: "own",
    file: { name: "file", content: "dwellingId;availableOn\nD-6;2027-02-01\n" },
  },
  "get /vacancies/:vacancyId": vacancy,
  "post /vacancies/:vacancyId/extend": { ...vacancy, alsoFine: [409, 422] },

  "get /runs": { scope: "none" },
  "post /runs": { scope: "none", sends: () => ({}), alsoFine: [409] },
  "get /runs/:runId": { scope: "none", params: ({ runId }) => ({ runId }) },

  "get /proposals": { scope: "list", shows: () => [] },
  "get /proposals/:proposalId": proposal,
  "post /proposals/:proposalId/decide": {
    scope: "things",
    on: ({ otherProposalId }) => ["proposal", otherProposalId],
    params: ({ otherProposalId }) => ({ proposalId: otherProposalId }),
    sends: () => ({ kind: "confirm" }),
    alsoFine: [422],
  },
  "get /agendas": { scope: "list", shows: ({ agendaId }) => [`"${agendaId}"`] },
  "post /agendas": {
    scope: "things",
    sends: ({ proposalId }) => ({ heldOn: "2026-11-30", proposalIds: [proposalId] }),
    alsoFine: [409, 422],
  },
  "get /agendas/:agendaId": agenda,
  "post /agendas/:agendaId/withdraw-member": {
    ...agenda,
    sends: ({ vacancyId }) => ({ vacancyId, ground: "family" }),
    alsoFine: [409, 422],
  },
  "post /agendas/:agendaId/attend": {
    ...agenda,
    sends: () => ({ members: [{ actorId: "committee-in", isPresent: true }] }),
  },
  "post /agendas/:agendaId/close": { ...agenda, sends: () => ({ putBack: [] }), alsoFine: [409, 422] },
  "get /agendas/:agendaId/minutes": { ...agenda, alsoFine: [409] },
  "get /decisions": {
    scope: "things",
    query: ({ agendaId }) => ({ agendaId }),
    shows: ({ decisionId }) => [`"${decisionId}"`],
  },
  "get /decisions/:decisionId": decision,
  "post /decisions/:decisionId/second": { ...decision, sends: () => ({ signs: true }), alsoFine: [409, 422] },
  "post /decisions/:decisionId/end": { ...decision, alsoFine: [409, 422] },
  "post /certificates": { scope: "things", sends: ({ decisionId }) => ({ decisionId }), alsoFine: [409, 422] },
  "get /certificates/:certificateId": { scope: "things", params: ({ certificateId }) => ({ certificateId }) },

  "get /designations": { scope: "list", shows: ({ designationId }) => [`"${designationId}"`] },
  "post /designations": { scope: "things", sends: ({ decisionId }) => ({ decisionId }), alsoFine: [409, 422] },
  "get /designations/:designationId": designation,
  "post /designations/:designationId/open-candidate": {
    ...designation,
    sends: ({ candidateId }) => ({ requestId: candidateId, purpose: "contact-candidate" }),
    // The name is closed to everybody until there is an offer.
    alsoFine: [403],
  },
  "post /designations/:designationId/answer": {
    ...designation,
    sends: ({ candidateId }) => ({
      answeredOn: "2026-11-23",
      answers: [{ requestId: candidateId, answer: "awarded" }],
    }),
    alsoFine: [409, 422],
  },
  "post /designations/:designationId/document": {
    ...designation,
    sends: ({ candidateId }) => ({ requestId: candidateId, givenOn: "2026-11-23" }),
    alsoFine: [409, 422],
  },
  "post /designations/:designationId/reply": {
    ...designation,
    sends: ({ candidateId }) => ({ requestId: candidateId, reply: "accepted", repliedOn: "2026-11-23" }),
    alsoFine: [409, 422],
  },
  "post /designations/:designationId/lease": {
    ...designation,
    sends: ({ candidateId }) => ({ requestId: candidateId, signedOn: "2026-11-23" }),
    alsoFine: [409, 422],
  },

  ...declared("employer", employerFacts(), "hr"),
  ...declared("landlord", landlordFacts(), "landlord"),
  ...declared("agreement", agreementFacts(), "landlord"),
  ...declared("right", rightFacts(), "landlord"),
  ...declared("dwelling", dwellingFacts(), "landlord"),

  "get /notices": { scope: "own" },
  "get /webhooks": { scope: "things", query: () => ({ landlordId: "L-SOCIAL" }) },
  "post /webhooks": {
    scope: "things",
    sends: () => ({ url: "https://ailleurs.exemple.invalid/avis", landlordId: "L-SOCIAL" }),
  },
  "delete /webhooks/:subscriptionId": {
    scope: "things",
    params: ({ subscriptionId }) => ({ subscriptionId }),
    alsoFine: [409],
  },

  "post /requests/:requestId/deregister": {
    ...request,
    scope: "none",
    sends: () => ({ reason: "housed-elsewhere" }),
  },
  "post /vacancies/:vacancyId/withdraw": {
    ...vacancy,
    sends: () => ({ reason: "works" }),
    alsoFine: [409, 422],
  },
  "post /requests/:requestId/withdraw": {
    scope: "things",
    on: ({ leavingIds }) => ["request", leavingIds[1]],
    params: ({ leavingIds }) => ({ requestId: leavingIds[1] }),
    sends: () => ({ reason: "household-waiver" }),
  },
  "delete /tokens/:tokenId": {
    scope: "own",
    params: ({ tokenIds }, { accountId }) => ({ tokenId: tokenIds[accountId]! }),
  },
};

/**
 * How each page is tried: with what it is called by somebody whose scope holds what it names. Who may is not said here but in the table of
 * permissions, by the access of the route; a route without a line here fails the suite, and so does a line without a route.
 */
import type { AccessTown } from "./access-town.ts";
import type { Probe, Trying } from "./probe.ts";
import { agenda, decision, designation, proposal, request } from "./things.ts";

const version = (_town: AccessTown, { version }: Trying) => ({ version: String(version) });
const expected = (_town: AccessTown, { version }: Trying) => ({ expected: String(version) });

const account: Probe = {
  scope: "none",
  on: () => ["account", "rules-in"],
  params: () => ({ accountId: "rules-in" }),
};

/** The form of a request, as far as it must be filled. */
const requestForm = {
  employerId: "E-1",
  familyName: "Essai-Inventé",
  givenNames: "Alix",
  bornOn: "1990-01-01",
  kind: "first-request",
  filedOn: "2026-11-20",
  wish1: "02408",
  do: "draft",
};

/** Every page, in an order in which each can still be done after those before it. */
export const pageProbes: Readonly<Record<string, Probe>> = {
  "get /": { scope: "none" },
  "post /language": { scope: "none", sends: () => ({ language: "fr", back: "/" }) },
  "get /help": { scope: "none" },
  "get /algorithm": { scope: "none" },
  "get /accessibility": { scope: "none" },
  "get /log-in": { scope: "none" },
  "post /log-in": {
    scope: "none",
    sends: () => ({ loginName: "personne@exemple.invalid", password: "x" }),
    alsoFine: [422],
  },

  "get /account": { scope: "own" },
  "post /account/language": { scope: "own", sends: () => ({ language: "fr" }) },
  "post /account/tokens": { scope: "own", sends: () => ({ title: "essai", days: "3" }) },
  "post /account/tokens/:tokenId/revoke": {
    scope: "own",
    params: ({ tokenIds }, { accountId }) => ({ tokenId: tokenIds[accountId]! }),
  },

  "get /accounts": { scope: "none" },
  "get /accounts/new": { scope: "none" },
  "post /accounts": {
    scope: "none",
    sends: () => ({
      loginName: "nouveau@exemple.invalid",
      name: "Nouvelle inventée",
      roles: "hr",
      employerIds: "E-1",
      language: "fr",
    }),
  },
  "get /accounts/:accountId": { scope: "none", params: () => ({ accountId: "hr-in" }) },
  "post /accounts/:accountId": {
    ...account,
    sends: (town, trying) => ({ ...version(town, trying), name: "Autre inventée", roles: "rules", language: "fr" }),
  },
  "post /accounts/:accountId/state": {
    ...account,
    sends: (town, trying) => ({ ...version(town, trying), to: "disabled" }),
  },
  "post /accounts/:accountId/password": { scope: "none", params: () => ({ accountId: "hr-out" }) },
  "post /accounts/:accountId/tokens": {
    scope: "none",
    params: () => ({ accountId: "dpo-in" }),
    sends: () => ({ title: "essai", days: "3" }),
  },
  "post /accounts/:accountId/tokens/:tokenId/revoke": {
    scope: "none",
    params: ({ tokenIds }) => ({ accountId: "dpo-in", tokenId: tokenIds["dpo-in"]! }),
  },

  "get /requests": { scope: "list", shows: ({ requestId }) => [requestId] },
  "get /requests/export": { scope: "list", shows: ({ requestId }) => [requestId] },
  "get /requests/new": { scope: "own" },
  "post /requests": { scope: "things", sends: () => requestForm, alsoRefused: [422] },
  "get /requests/import": { scope: "own" },
  "post /requests/import": { scope: "own", file: { name: "file", content: "employerId\nE-1\n" } },
  "get /requests/import/template": { scope: "own" },
  "get /requests/import/columns": { scope: "own" },
  "get /requests/import/:fileId": { scope: "own", params: () => ({ fileId: "a-file" }), alsoFine: [404] },
  "post /requests/import/:fileId": { scope: "own", params: () => ({ fileId: "a-file" }), alsoFine: [404] },
  "get /requests/import/:fileId/problems": { scope: "own", params: () => ({ fileId: "a-file" }), alsoFine: [404] },
  "get /requests/:requestId": request,
  "get /requests/:requestId/why-not": request,
  "get /requests/:requestId/explanations/:vacancyId": {
    ...request,
    params: ({ requestId, vacancyId }) => ({ requestId, vacancyId }),
  },
  "get /requests/:requestId/letter": request,
  "post /requests/:requestId/letter": request,
  "get /requests/:requestId/letter.pdf": request,
  "post /requests/:requestId/letter.pdf": request,
  "get /requests/:requestId/amend": request,
  "post /requests/:requestId/amend": {
    ...request,
    sends: (town, trying) => ({ ...requestForm, ...expected(town, trying), do: "send" }),
    alsoFine: [422],
  },
  "post /requests/:requestId/proofs": {
    ...request,
    sends: () => ({ code: "recent-income", issuedOn: "2026-11-02", validUntil: "2027-02-02" }),
  },
  "post /requests/:requestId/renew": {
    ...request,
    sends: (town, trying) => ({ ...expected(town, trying), renewedOn: "2026-11-23" }),
  },
  "get /proofs": { scope: "none" },
  "post /proofs/:proofId": {
    scope: "none",
    on: ({ proofId }) => ["proof", proofId],
    params: ({ proofId }) => ({ proofId }),
    sends: (town, trying) => ({
      ...expected(town, trying),
      [`verdict-${town.proofId}`]: "validated",
      [`validUntil-${town.proofId}`]: "2027-02-02",
    }),
  },
  "get /duplicates": { scope: "none" },
  "post /duplicates": { scope: "none", alsoFine: [404, 422] },
  "post /duplicates/separate": { scope: "none", alsoFine: [404, 422] },

  "get /vacancies": { scope: "list", shows: ({ vacancyId }) => [vacancyId] },
  "get /vacancies/new": { scope: "own" },
  "post /vacancies/new": {
    scope: "things",
    sends: () => ({ dwellingId: "D-6", landlordId: "L-SOCIAL", availableOn: "2026-12-10" }),
    alsoRefused: [422],
  },
  "get /vacancies/import": { scope: "own" },
  "post /vacancies/import": { scope: "own", file: { name: "file", content: "dwellingId\nD-6\n" } },
  "get /vacancies/import/template": { scope: "own" },
  "get /vacancies/import/:fileId": { scope: "own", params: () => ({ fileId: "a-file" }), alsoFine: [404] },
  "post /vacancies/import/:fileId": { scope: "own", params: () => ({ fileId: "a-file" }), alsoFine: [404] },
  "get /vacancies/:vacancyId": { scope: "things", params: ({ vacancyId }) => ({ vacancyId }) },

  "get /agenda": { scope: "list", shows: ({ proposalId }) => [proposalId] },
  "get /agendas": { scope: "list", shows: ({ agendaId }) => [agendaId] },
  "get /agendas/new": { scope: "own" },
  "get /agendas/:agendaId": agenda,
  "get /proposals/:proposalId": proposal,
  "post /proposals/:proposalId/names": { ...proposal, sends: () => ({ purpose: "review-proposal" }) },
  "post /proposals/:proposalId/decision": {
    ...proposal,
    sends: (town, trying) => ({ ...version(town, trying), kind: "confirm" }),
  },
  "post /proposals/:proposalId/withdrawal": {
    ...proposal,
    on: ({ agendaId }) => ["agenda", agendaId],
    sends: (town, trying) => ({ ...version(town, trying), ground: "family" }),
    alsoFine: [409, 422],
  },
  "get /decisions/:decisionId": decision,
  "post /decisions/:decisionId/second": {
    ...decision,
    sends: (town, trying) => ({ ...version(town, trying), signs: "yes" }),
    alsoFine: [409, 422],
  },
  "post /decisions/:decisionId/end": { ...decision, alsoFine: [409, 422] },
  "post /decisions/:decisionId/certificate": { ...decision, alsoFine: [409, 422] },
  "post /decisions/:decisionId/designate": { ...decision },
  "get /certificates/:certificateId": {
    scope: "things",
    params: ({ certificateId }) => ({ certificateId }),
  },
  "get /certificates/:certificateId/certificate.pdf": {
    scope: "things",
    params: ({ certificateId }) => ({ certificateId }),
  },
  "post /agendas": {
    scope: "things",
    sends: () => ({ heldOn: "2026-11-30", which: "all" }),
    alsoRefused: [422],
    alsoFine: [422],
  },
  "post /agendas/:agendaId/attendance": {
    ...agenda,
    sends: (town, trying) => ({ ...version(town, trying), present: "committee-in" }),
  },
  "post /agendas/:agendaId/close": { ...agenda, sends: version, alsoFine: [409, 422] },
  "get /agendas/:agendaId/minutes": { ...agenda, alsoFine: [409] },
  "get /agendas/:agendaId/minutes.pdf": { ...agenda, alsoFine: [409] },

  "get /designations": { scope: "list", shows: ({ designationId }) => [designationId] },
  "get /designations/session": { scope: "list", shows: ({ designationId }) => [`${designationId}:version`] },
  "get /designations/:designationId": designation,
  // A name is opened at the offer only: before it, whoever may read the designation is told so.
  "post /designations/:designationId/name": {
    ...designation,
    sends: ({ candidateId }) => ({ requestId: candidateId }),
    alsoFine: [403],
  },
  "post /designations/session": {
    scope: "things",
    on: ({ designationId }) => ["designation", designationId],
    sends: ({ designationId, candidateId }, trying) => ({
      answeredOn: "2026-11-23",
      [`${designationId}:version`]: String(trying.version),
      [`${designationId}:candidate`]: candidateId,
      [`${designationId}:answer.${candidateId}`]: "awarded",
    }),
  },
  "post /designations/:designationId/answers": {
    ...designation,
    sends: (town, trying) => ({
      ...version(town, trying),
      answeredOn: "2026-11-23",
      candidate: town.candidateId,
      [`answer.${town.candidateId}`]: "awarded",
    }),
    alsoFine: [409, 422],
  },
  // The page of landlords; HR has its own below.
  "post /designations/:designationId/reply": {
    ...designation,
    othersThings: ["hr"],
    sends: (town, trying) => ({
      ...version(town, trying),
      requestId: town.candidateId,
      reply: "accepted",
      repliedOn: "2026-11-23",
    }),
    alsoFine: [409, 422],
  },
  "post /designations/:designationId/document": {
    ...designation,
    sends: (town, trying) => ({ ...version(town, trying), requestId: town.candidateId, givenOn: "2026-11-23" }),
    alsoFine: [409, 422],
  },
  "post /designations/:designationId/lease": {
    ...designation,
    sends: (town, trying) => ({ ...version(town, trying), requestId: town.candidateId, signedOn: "2026-11-23" }),
    alsoFine: [409, 422],
  },
  "post /requests/:requestId/reply": {
    ...request,
    othersThings: ["landlord"],
    sends: (town) => ({ version: "1", expected: "1", designationId: town.designationId, reply: "accepted" }),
    alsoFine: [409, 422],
  },

  "get /runs": { scope: "none" },
  "get /runs/:runId": { scope: "none", params: ({ runId }) => ({ runId }) },
  "get /operations": { scope: "none" },
  "get /notices": { scope: "own" },
  "post /notices/read": { scope: "own", sends: () => ({ until: "2026-11-23T08:00:00.000Z" }) },
  "post /notices/:noticeId/retry": {
    scope: "none",
    on: ({ noticeId }) => ["notice", noticeId],
    params: ({ noticeId }) => ({ noticeId }),
    sends: version,
  },

  "get /webhooks": { scope: "own" },
  "post /webhooks": {
    scope: "things",
    sends: () => ({ url: "https://ailleurs.exemple.invalid/avis", of: "L-SOCIAL" }),
  },
  "post /webhooks/:subscriptionId/end": {
    scope: "things",
    params: ({ subscriptionId }) => ({ subscriptionId }),
  },

  "post /vacancies/:vacancyId/withdraw": {
    scope: "things",
    on: ({ vacancyId }) => ["vacancy", vacancyId],
    params: ({ vacancyId }) => ({ vacancyId }),
    sends: (town, trying) => ({ ...version(town, trying), reason: "works" }),
  },
  "post /requests/:requestId/withdraw": {
    scope: "things",
    on: ({ leavingIds }) => ["request", leavingIds[0]],
    params: ({ leavingIds }) => ({ requestId: leavingIds[0] }),
    sends: (town, trying) => ({ ...expected(town, trying), reason: "household-waiver" }),
  },

  "post /account/password": {
    scope: "own",
    sends: () => ({ current: "pas le bon", password: "une phrase assez longue", again: "une phrase assez longue" }),
    alsoFine: [422],
  },
  "post /log-out": { scope: "own" },
};

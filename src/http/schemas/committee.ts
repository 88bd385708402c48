/** Proposals, agendas, decisions, certificates: the work of the committee and its secretary. */
import type { FromSchema } from "json-schema-to-ts";
import { departementCode } from "../../domain/facts/schema.ts";
import { agendaStates, decisionKinds, decisionStates, proposalStates } from "../../domain/proposals/proposal-record.ts";
import { explanation } from "./explanations.ts";
import { code, dayOf, idOf, idsOf, instant, pageQuery, text, version } from "./shared.ts";

export const listProposalsQuery = {
  title: "ListProposalsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    state: { type: "string", enum: proposalStates, description: "`proposed` when absent." },
    departementCode: { ...departementCode, description: "Only those of one département." },
  },
} as const;
export type ListProposalsQuery = FromSchema<typeof listProposalsQuery>;

const candidate = {
  type: "object",
  additionalProperties: false,
  required: ["requestId", "points"],
  properties: {
    requestId: idOf("The request."),
    points: { type: "integer", description: "Its points for this vacancy." },
    priorityClass: { type: "integer", description: "Its class, where the vacancy takes priority requests first." },
    placeInOrder: { type: "integer", minimum: 1, description: "Place among all eligible requests." },
    holds: idsOf("Vacancies on whose lists it stood."),
    awaitedPoints: { type: "integer", description: "Points that awaited proofs would bring." },
    flags: { type: "array", items: { type: "string" }, description: "Rules that flag it and exclude nobody." },
  },
} as const;

const proposalMembers = {
  id: idOf("The proposal."),
  version,
  state: { type: "string", enum: proposalStates, description: "Where it is in its life." },
  runId: idOf("The run that made it."),
  vacancyId: idOf("The vacancy."),
  departementCode: { ...departementCode, description: "Its département." },
  designateBy: dayOf("Last day to name candidates."),
  agendaId: idOf("The agenda that pins it."),
  decisionId: idOf("What was decided."),
  places: { type: "integer", minimum: 0, description: "Places on the list." },
  priorityFirstFor: { type: "string", description: "The target for which priority requests come first." },
  eligibleRequests: { type: "integer", minimum: 0, description: "Requests the rules admit." },
  candidates: { type: "array", items: candidate, description: "The list, best first." },
  next: { type: "array", items: candidate, description: "Who would come next." },
} as const;

const proposalRequired = [
  "id",
  "version",
  "state",
  "runId",
  "vacancyId",
  "departementCode",
  "designateBy",
  "candidates",
  "next",
] as const;

export const proposalRecord = {
  title: "ProposalRecord",
  description: "What the engine proposes for one vacancy. A person decides.",
  type: "object",
  additionalProperties: false,
  required: proposalRequired,
  properties: proposalMembers,
} as const;

const explained = {
  ...candidate,
  required: ["requestId", "points", "state"],
  properties: {
    ...candidate.properties,
    state: { type: "string", description: "The state of the request today." },
    explanation,
  },
} as const;

/** A proposal as it is read alone. */
export const proposalRead = {
  title: "ProposalRead",
  description: "A proposal with why each candidate is there.",
  type: "object",
  additionalProperties: false,
  required: [...proposalRequired, "daysLeft"],
  properties: {
    ...proposalMembers,
    daysLeft: { type: "integer", description: "Days until the right is lost; negative once it is." },
    candidates: { type: "array", items: explained, description: "The list, best first." },
    next: { type: "array", items: explained, description: "Who would come next." },
  },
} as const;

export const openAgenda = {
  title: "OpenAgenda",
  type: "object",
  additionalProperties: false,
  required: ["heldOn"],
  properties: {
    heldOn: dayOf("Day of the session."),
    proposalIds: idsOf("All proposals to be decided in the territory when absent."),
  },
} as const;
export type OpenAgendaBody = FromSchema<typeof openAgenda>;

const member = {
  type: "object",
  additionalProperties: false,
  required: ["actorId", "isPresent"],
  properties: { actorId: idOf("The member."), isPresent: { type: "boolean", description: "Whether they are there." } },
} as const;

export const attendAgenda = {
  title: "AttendAgenda",
  type: "object",
  additionalProperties: false,
  required: ["members"],
  properties: { members: { type: "array", minItems: 1, maxItems: 100, items: member, description: "All, each once." } },
} as const;
export type AttendAgendaBody = FromSchema<typeof attendAgenda>;

export const withdrawMember = {
  title: "WithdrawMember",
  description: "A conflict of interest: the member takes no part in one vacancy.",
  type: "object",
  additionalProperties: false,
  required: ["vacancyId", "ground"],
  properties: {
    vacancyId: idOf("The vacancy."),
    memberId: idOf("The member; who asks when absent."),
    ground: code("Code of the ground, of the procedure."),
  },
} as const;
export type WithdrawMemberBody = FromSchema<typeof withdrawMember>;

export const closeAgenda = {
  title: "CloseAgenda",
  type: "object",
  additionalProperties: false,
  properties: { putBack: idsOf("Undecided proposals that go back to be proposed.") },
} as const;
export type CloseAgendaBody = FromSchema<typeof closeAgenda>;

export const listAgendasQuery = {
  title: "ListAgendasQuery",
  type: "object",
  additionalProperties: false,
  properties: { ...pageQuery, state: { type: "string", enum: agendaStates, description: "`open` when absent." } },
} as const;
export type ListAgendasQuery = FromSchema<typeof listAgendasQuery>;

export const agendaRecord = {
  title: "AgendaRecord",
  description: "A session of the committee.",
  type: "object",
  additionalProperties: false,
  required: ["id", "version", "state", "heldOn", "openedBy", "openedAt", "proposalIds", "members", "withdrawals"],
  properties: {
    id: idOf("The agenda."),
    version,
    state: { type: "string", enum: agendaStates, description: "Open or closed." },
    heldOn: dayOf("Day of the session."),
    openedBy: idOf("Who opened it."),
    openedAt: { ...instant, description: "When." },
    proposalIds: idsOf("What is decided on it."),
    members: { type: "array", items: member, description: "The committee." },
    withdrawals: {
      type: "array",
      description: "Who takes no part in a vacancy.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["actorId", "vacancyId", "ground"],
        properties: {
          actorId: idOf("The member."),
          vacancyId: idOf("The vacancy."),
          ground: { type: "string", description: "Code of the ground." },
        },
      },
    },
    closedBy: idOf("Who closed it."),
    closedAt: { ...instant, description: "When it was closed." },
    minutesDigest: { type: "string", description: "SHA-256 over its minutes." },
  },
} as const;

const skipped = {
  type: "object",
  additionalProperties: false,
  required: ["requestId", "reasonCode", "reason"],
  properties: {
    requestId: idOf("Who is passed over."),
    reasonCode: code("Code of the reason, of the procedure."),
    reason: text(2_000, "In words; sealed with the person's key."),
  },
} as const;

export const decideProposal = {
  title: "DecideProposal",
  description: "What a person makes of a proposal.",
  type: "object",
  additionalProperties: false,
  required: ["kind"],
  properties: {
    kind: { type: "string", enum: decisionKinds, description: "What is decided." },
    requestIds: idsOf("For `replace`: the requests to designate, best first.", 20),
    skipped: { type: "array", maxItems: 200, items: skipped, description: "For `replace`: everybody passed over." },
    reasonCode: code("Code of the reason, of the procedure."),
    reason: text(2_000, "In words, in clear: about the vacancy, nothing about a candidate."),
  },
} as const;
export type DecideProposalBody = FromSchema<typeof decideProposal>;

export const secondDecision = {
  title: "SecondDecision",
  description: "The second signature.",
  type: "object",
  additionalProperties: false,
  required: ["signs"],
  properties: {
    signs: { type: "boolean", description: "False to cancel the decision." },
    reason: text(2_000, "Why it is cancelled, in clear: nothing about a candidate."),
  },
} as const;
export type SecondDecisionBody = FromSchema<typeof secondDecision>;

export const listDecisionsQuery = {
  title: "ListDecisionsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    proposalId: idOf("Only those about one proposal."),
    agendaId: idOf("Only those of one agenda."),
    state: { type: "string", enum: decisionStates, description: "`awaiting-second-signature` when nothing is named." },
  },
} as const;
export type ListDecisionsQuery = FromSchema<typeof listDecisionsQuery>;

export const decisionRecord = {
  title: "DecisionRecord",
  description: "A decision. Texts about candidates who were passed over stay sealed: only codes are told.",
  type: "object",
  additionalProperties: false,
  required: [
    "id",
    "version",
    "state",
    "kind",
    "proposalId",
    "runId",
    "vacancyId",
    "decidedBy",
    "decidedAt",
    "requestIds",
    "skipped",
    "ruleSetDigest",
  ],
  properties: {
    id: idOf("The decision."),
    version,
    state: { type: "string", enum: decisionStates, description: "Whether it stands." },
    kind: { type: "string", enum: decisionKinds, description: "What was decided." },
    proposalId: idOf("About which proposal."),
    runId: idOf("The run it rests on."),
    vacancyId: idOf("The vacancy."),
    agendaId: idOf("On which agenda."),
    decidedBy: idOf("Who decided."),
    decidedAt: { ...instant, description: "When." },
    secondedBy: idOf("Who signed it too, or cancelled it."),
    secondedAt: { ...instant, description: "When." },
    cancelReason: { type: "string", description: "Why it was cancelled." },
    endedAt: { ...instant, description: "When it was ended before it was sent." },
    endedBy: idOf("By whom."),
    requestIds: idsOf("Requests to designate, best first."),
    skipped: {
      type: "array",
      description: "Who was passed over.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["requestId", "reasonCode"],
        properties: { requestId: idOf("The request."), reasonCode: { type: "string" } },
      },
    },
    reasonCode: { type: "string", description: "Code of the reason." },
    reason: { type: "string", description: "In words, about the vacancy." },
    ruleSetDigest: { type: "string", description: "SHA-256 of the rules it was decided under." },
  },
} as const;

export const certificateRecord = {
  title: "CertificateRecord",
  description: "That fewer candidates exist than are asked for, with the rule that excluded the others.",
  type: "object",
  additionalProperties: false,
  required: [
    "id",
    "version",
    "vacancyId",
    "runId",
    "issuedAt",
    "issuedBy",
    "needed",
    "designated",
    "examined",
    "excluded",
  ],
  properties: {
    id: { type: "string", description: "The certificate." },
    version,
    vacancyId: idOf("The vacancy."),
    runId: idOf("The run."),
    issuedAt: { ...instant, description: "When." },
    issuedBy: idOf("By whom."),
    ruleSetId: code("The rule set."),
    ruleSetDigest: { type: "string", description: "Its SHA-256." },
    snapshotDigest: { type: "string", description: "SHA-256 over what the run knew." },
    needed: { type: "integer", minimum: 0, description: "Candidates asked for." },
    designated: idsOf("Candidates there are."),
    left: idsOf("Requests that left the queue since the decision."),
    examined: { type: "integer", minimum: 0, description: "Requests examined." },
    excluded: {
      type: "array",
      description: "How many each rule excluded first.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["groundId", "outcome", "count"],
        properties: {
          groundId: { type: "string" },
          outcome: { type: "string" },
          count: { type: "integer", minimum: 0 },
        },
      },
    },
    listDigest: { type: "string", description: "SHA-256 over the whole list." },
    parts: { type: "integer", minimum: 0, description: "Parts of the list." },
  },
} as const;

export const minutes = {
  title: "Minutes",
  description: "The minutes of a closed agenda, with the departures from the engine's order. Texts stay sealed.",
  type: "object",
  required: [
    "format",
    "schemaVersion",
    "agendaId",
    "heldOn",
    "present",
    "absent",
    "items",
    "putBack",
    "deviations",
    "runs",
  ],
  properties: {
    format: { const: "contingent-minutes" },
    schemaVersion: { const: 1 },
    agendaId: idOf("The agenda."),
    heldOn: dayOf("Day of the session."),
    present: idsOf("Members present."),
    absent: idsOf("Members absent."),
    items: { type: "array", items: { type: "object" }, description: "What was decided, vacancy by vacancy." },
    putBack: idsOf("Proposals put back without a decision."),
    deviations: { type: "array", items: { type: "object" }, description: "Departures from the engine's order." },
    runs: { type: "array", items: { type: "object" }, description: "The runs it rests on, with their digests." },
  },
} as const;

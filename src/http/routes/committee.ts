/** Proposals, agendas, decisions, certificates. */
import { agendaMinutes } from "../../app/agenda-minutes.ts";
import { attendAgenda } from "../../app/attend-agenda.ts";
import { closeAgenda } from "../../app/close-agenda.ts";
import { decideProposal } from "../../app/decide-proposal.ts";
import { endDecision } from "../../app/end-decision.ts";
import { issueCertificate } from "../../app/issue-certificate.ts";
import { listAgendas } from "../../app/list-agendas.ts";
import { listDecisions } from "../../app/list-decisions.ts";
import { openAgenda } from "../../app/open-agenda.ts";
import { readAgenda } from "../../app/read-agenda.ts";
import { readCertificate } from "../../app/read-certificate.ts";
import { readDecision } from "../../app/read-decision.ts";
import { listProposals, type ReviewedCandidate, reviewProposal } from "../../app/review-proposals.ts";
import { secondDecision } from "../../app/second-decision.ts";
import { withdrawMember } from "../../app/withdraw-member.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import { agendaRepresentation } from "../representations/agenda.ts";
import { certificateRepresentation } from "../representations/certificate.ts";
import { decisionRepresentation } from "../representations/decision.ts";
import { proposalRepresentation } from "../representations/proposal.ts";
import * as schemas from "../schemas/committee.ts";
import { issueCertificate as issueCertificateBody, type MakeDesignationBody } from "../schemas/designations.ts";
import { paged, pageOf } from "./page.ts";

const agenda = { schema: schemas.agendaRecord, writes: "agenda" } as const;
const decision = { schema: schemas.decisionRecord, writes: "decision" } as const;

const proposals: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/proposals",
    access: "review-proposals",
    summary: "Lists proposals in the territory; what is nearest to being lost comes first.",
    query: schemas.listProposalsQuery,
    response: { status: 200, schema: schemas.proposalRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListProposalsQuery>) =>
      pageOf(await listProposals(context, actor, paged(query)), proposalRepresentation),
  },
  {
    method: "get",
    path: "/proposals/:proposalId",
    access: "review-proposals",
    summary: "Reads a proposal with why each candidate is there.",
    response: { status: 200, schema: schemas.proposalRead },
    handle: async ({ context, actor, params }) => {
      const read = await reviewProposal(context, actor, { proposalId: params.proposalId! });
      const { proposal, daysLeft, candidates, next } = read;
      const body = {
        ...proposalRepresentation(proposal),
        daysLeft,
        candidates: candidates.map(explained),
        next: next.map(explained),
      };
      return { status: 200, body, version: proposal.version };
    },
  },
  {
    method: "post",
    path: "/proposals/:proposalId/decide",
    access: "decide-proposal",
    summary: "Decides on a proposal: a person confirms, replaces, defers, rejects or gives back.",
    body: schemas.decideProposal,
    needsVersion: true,
    response: { status: 201, ...decision },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.DecideProposalBody>) => {
      const proposalId = params.proposalId!;
      const { decisionId } = await decideProposal(context, actor, { proposalId, version: expected, ...body });
      return { status: 201, written: decisionId };
    },
  },
];

const agendas: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/agendas",
    access: "list-agendas",
    summary: "Lists the sessions of the committee.",
    query: schemas.listAgendasQuery,
    response: { status: 200, schema: schemas.agendaRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListAgendasQuery>) =>
      pageOf(await listAgendas(context, actor, paged(query)), agendaRepresentation),
  },
  {
    method: "post",
    path: "/agendas",
    access: "open-agenda",
    summary: "Opens a session; its proposals are held for it until they are decided.",
    body: schemas.openAgenda,
    response: { status: 201, ...agenda },
    handle: async ({ context, actor, body }: ApiAsked<schemas.OpenAgendaBody>) => {
      const { agendaId } = await openAgenda(context, actor, body);
      return { status: 201, written: agendaId };
    },
  },
  {
    method: "get",
    path: "/agendas/:agendaId",
    access: "read-agenda",
    summary: "Reads a session.",
    response: { status: 200, schema: schemas.agendaRecord },
    handle: async ({ context, actor, params }) => {
      const read = await readAgenda(context, actor, params.agendaId!);
      return { status: 200, body: agendaRepresentation(read.agenda), version: read.agenda.version };
    },
  },
  {
    method: "post",
    path: "/agendas/:agendaId/attend",
    access: "attend-agenda",
    summary: "Records who of the members is present.",
    body: schemas.attendAgenda,
    needsVersion: true,
    response: { status: 200, ...agenda },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.AttendAgendaBody>) => {
      const agendaId = params.agendaId!;
      await attendAgenda(context, actor, { agendaId, version: expected, ...body });
      return { status: 200, written: agendaId };
    },
  },
  {
    method: "post",
    path: "/agendas/:agendaId/withdraw-member",
    access: "withdraw-member",
    summary: "Declares a conflict of interest: a member takes no part in one vacancy.",
    body: schemas.withdrawMember,
    needsVersion: true,
    response: { status: 200, ...agenda },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.WithdrawMemberBody>) => {
      const agendaId = params.agendaId!;
      await withdrawMember(context, actor, { agendaId, version: expected, ...body });
      return { status: 200, written: agendaId };
    },
  },
  {
    method: "post",
    path: "/agendas/:agendaId/close",
    access: "close-agenda",
    summary: "Closes a session; everything on it is decided or put back.",
    body: schemas.closeAgenda,
    needsVersion: true,
    response: { status: 200, ...agenda },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.CloseAgendaBody>) => {
      const agendaId = params.agendaId!;
      await closeAgenda(context, actor, { agendaId, version: expected, ...body });
      return { status: 200, written: agendaId };
    },
  },
  {
    method: "get",
    path: "/agendas/:agendaId/minutes",
    access: "review-proposals",
    summary: "Reads the minutes of a closed session.",
    response: { status: 200, schema: schemas.minutes },
    handle: async ({ context, actor, params }) => ({
      status: 200,
      body: await agendaMinutes(context, actor, params.agendaId!),
    }),
  },
];

const decisions: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/decisions",
    access: "list-decisions",
    summary: "Lists decisions: of a proposal, of a session, or in a state.",
    query: schemas.listDecisionsQuery,
    response: { status: 200, schema: schemas.decisionRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListDecisionsQuery>) =>
      pageOf(await listDecisions(context, actor, paged(query)), decisionRepresentation),
  },
  {
    method: "get",
    path: "/decisions/:decisionId",
    access: "read-decision",
    summary: "Reads a decision.",
    response: { status: 200, schema: schemas.decisionRecord },
    handle: async ({ context, actor, params }) => {
      const read = await readDecision(context, actor, params.decisionId!);
      return { status: 200, body: decisionRepresentation(read.decision), version: read.decision.version };
    },
  },
  {
    method: "post",
    path: "/decisions/:decisionId/second",
    access: "second-decision",
    summary: "Signs a decision as the second person, or cancels it.",
    body: schemas.secondDecision,
    needsVersion: true,
    response: { status: 200, ...decision },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.SecondDecisionBody>) => {
      const decisionId = params.decisionId!;
      await secondDecision(context, actor, { decisionId, version: expected, ...body });
      return { status: 200, written: decisionId };
    },
  },
  {
    method: "post",
    path: "/decisions/:decisionId/end",
    access: "end-decision",
    summary: "Ends a decision that was not sent, where somebody it names has left.",
    response: { status: 200, ...decision },
    handle: async ({ context, actor, params }) => {
      const decisionId = params.decisionId!;
      await endDecision(context, actor, { decisionId });
      return { status: 200, written: decisionId };
    },
  },
  {
    method: "post",
    path: "/certificates",
    access: "issue-certificate",
    summary:
      "Certifies that fewer candidates exist than are asked for, with the rule that excluded each other request.",
    body: issueCertificateBody,
    response: { status: 201, schema: schemas.certificateRecord, writes: "certificate" },
    handle: async ({ context, actor, body }: ApiAsked<MakeDesignationBody>) => {
      const { certificateId } = await issueCertificate(context, actor, body);
      return { status: 201, written: certificateId };
    },
  },
  {
    method: "get",
    path: "/certificates/:certificateId",
    access: "read-certificate",
    summary: "Reads a certificate.",
    response: { status: 200, schema: schemas.certificateRecord },
    handle: async ({ context, actor, params }) => {
      const { certificate } = await readCertificate(context, actor, { certificateId: params.certificateId! });
      return { status: 200, body: certificateRepresentation(certificate), version: certificate.version };
    },
  },
];

export const committeeRoutes: readonly ApiRoute[] = [...proposals, ...agendas, ...decisions];

/** A candidate with its explanation, without a name and without what was said of it in words. */
function explained({ person: _, skips: __, ...told }: ReviewedCandidate): object {
  return told;
}

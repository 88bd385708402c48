/** Pages of the committee and its secretary: the agenda, proposals and decisions, sessions with their minutes, certificates. */
import type { PageRoute } from "../page-route.ts";
import { agendaPage } from "./committee/agenda-page.ts";
import { agendasPage } from "./committee/agendas-page.ts";
import { certificateFile, certificatePage } from "./committee/certificate-page.ts";
import { decide, second, withdraw } from "./committee/decide.ts";
import { certify, decisionPage, designateIt, endIt } from "./committee/decision-page.ts";
import { minutesFile, minutesPage } from "./committee/minutes-page.ts";
import { newAgendaPage, openIt } from "./committee/new-agenda-page.ts";
import { namedProposalPage, proposalPage } from "./committee/proposal-page.ts";
import { attend, close, sessionPage } from "./committee/session-page.ts";

export const committeePages: readonly PageRoute[] = [
  { method: "get", path: "/agenda", access: "list-to-decide", handle: agendaPage },
  { method: "get", path: "/proposals/:proposalId", access: "review-proposals", handle: proposalPage },
  { method: "post", path: "/proposals/:proposalId/names", access: "review-proposals", handle: namedProposalPage },
  { method: "post", path: "/proposals/:proposalId/decision", access: "decide-proposal", handle: decide },
  { method: "post", path: "/proposals/:proposalId/withdrawal", access: "withdraw-member", handle: withdraw },
  { method: "get", path: "/decisions/:decisionId", access: "read-decision", handle: decisionPage },
  { method: "post", path: "/decisions/:decisionId/second", access: "second-decision", handle: second },
  { method: "post", path: "/decisions/:decisionId/designate", access: "designate", handle: designateIt },
  { method: "post", path: "/decisions/:decisionId/certificate", access: "issue-certificate", handle: certify },
  { method: "post", path: "/decisions/:decisionId/end", access: "end-decision", handle: endIt },
  { method: "get", path: "/agendas", access: "list-agendas", handle: agendasPage },
  { method: "post", path: "/agendas", access: "open-agenda", handle: openIt },
  { method: "get", path: "/agendas/new", access: "open-agenda", handle: newAgendaPage },
  { method: "get", path: "/agendas/:agendaId", access: "read-agenda", handle: sessionPage },
  { method: "post", path: "/agendas/:agendaId/attendance", access: "attend-agenda", handle: attend },
  { method: "post", path: "/agendas/:agendaId/close", access: "close-agenda", handle: close },
  { method: "get", path: "/agendas/:agendaId/minutes", access: "review-proposals", handle: minutesPage },
  { method: "get", path: "/agendas/:agendaId/minutes.pdf", access: "review-proposals", handle: minutesFile },
  { method: "get", path: "/certificates/:certificateId", access: "read-certificate", handle: certificatePage },
  {
    method: "get",
    path: "/certificates/:certificateId/certificate.pdf",
    access: "read-certificate",
    handle: certificateFile,
  },
];

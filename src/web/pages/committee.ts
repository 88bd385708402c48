/** Pages of the committee and its secretary. */
import type { PageRoute } from "../page-route.ts";
import { agendaPage } from "./committee/agenda-page.ts";
import { decide, second, withdraw } from "./committee/decide.ts";
import { namedProposalPage, proposalPage } from "./committee/proposal-page.ts";

export const committeePages: readonly PageRoute[] = [
  { method: "get", path: "/agenda", access: "list-to-decide", handle: agendaPage },
  { method: "get", path: "/proposals/:proposalId", access: "review-proposals", handle: proposalPage },
  { method: "post", path: "/proposals/:proposalId/names", access: "read-person", handle: namedProposalPage },
  { method: "post", path: "/proposals/:proposalId/decision", access: "decide-proposal", handle: decide },
  { method: "post", path: "/proposals/:proposalId/withdrawal", access: "withdraw-member", handle: withdraw },
  { method: "post", path: "/decisions/:decisionId/second", access: "second-decision", handle: second },
];

/** Somebody was faster: who did what meanwhile, above the form that still holds everything that was typed. */
import { type Html, html } from "../../../markup/html.ts";
import type { Form } from "../../page-route.ts";
import type { ProposalWords } from "./proposal-words.ts";
import { timeOf } from "./times.ts";

/** The notice. */
export function meanwhileNotice(words: ProposalWords, _form: Form): Html {
  const { decisions, proposal, names } = words.shown;
  const last = decisions.at(-1)?.document;
  const isOpen =
    (proposal.document.state === "proposed" || proposal.document.state === "withheld") &&
    proposal.document.decisionId === undefined;
  const happened =
    last &&
    words.say(last.state === "cancelled" ? "committee.meanwhile.cancelled" : "committee.meanwhile.decided", {
      name: names(last.state === "cancelled" ? (last.secondedBy ?? last.decidedBy) : last.decidedBy),
      time: timeOf(last.secondedAt ?? last.decidedAt, words.language),
      decision: words.say(`committee.done.${last.kind}`).toLowerCase(),
      requests: last.requestIds.join(", "),
    });
  return html`<div class="notice is-risk" role="alert" tabindex="-1" id="meanwhile"><h2>${words.say("committee.meanwhile")}</h2><p>${happened ?? words.say("committee.meanwhile.moved")}</p><p>${words.say(isOpen ? "committee.meanwhile.still-open" : "committee.meanwhile.over")}</p><p><a href="#decision">${words.say("committee.meanwhile.typed")}</a></p></div>`;
}

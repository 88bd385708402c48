/** One proposal: the dwelling, the clock, the candidates side by side, and the decision beside them. */

import { reviewForDecision } from "../../../app/review-proposals.ts";
import { type ReadPurpose, readPurposes } from "../../../domain/persons/read-purposes.ts";
import { candidateTable } from "../../../markup/candidates/candidate-table.ts";
import { type Html, html } from "../../../markup/html.ts";
import { sourceText } from "../../../markup/sentences.ts";
import { field } from "../../components/field.ts";
import { pageHead } from "../../components/page-head.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { decisionPanel } from "./decision-panel.ts";
import { meanwhileNotice } from "./meanwhile.ts";
import { agendaSessions } from "./next-session.ts";
import { dwellingFacts, proposalMap, rightClock, sizeLine } from "./proposal-top.ts";
import { ProposalWords } from "./proposal-words.ts";
import type { Returned } from "./returned.ts";

/** Purposes for which a committee opens names. */
export const namePurposes = [
  "review-proposal",
  "contact-candidate",
  "prepare-designation",
] as const satisfies readonly ReadPurpose[];

export async function proposalPage(asked: PageAsked): Promise<PageShown> {
  return showProposal(asked);
}

/** The same with the names, for a stated purpose; their reading is in the log. */
export async function namedProposalPage(asked: PageAsked): Promise<PageShown> {
  const purpose = readPurposes.find((one) => one === textOf(asked.form, "purpose"));
  if (purpose === undefined) {
    const problems = [{ field: "purpose", sentence: asked.say("shell.missing") }];
    return showProposal(asked, { status: 422, form: {}, problems });
  }
  return showProposal(asked, undefined, purpose);
}

/** The page; `returned` where a form came back. */
export async function showProposal(asked: PageAsked, returned?: Returned, purpose?: ReadPurpose): Promise<PageShown> {
  const { context, visitor, say, language } = asked;
  const { actor } = visitor!;
  const proposalId = asked.params.proposalId!;
  const shown = await reviewForDecision(context, actor, { proposalId, ...(purpose === undefined ? {} : { purpose }) });
  const words = new ProposalWords(language, shown, actor.roles.includes("secretary"));
  const nextSession = await agendaSessions(context, actor, shown.agenda?.agenda.document.heldOn);
  const title = words.place(shown.dwelling);
  const { agenda } = shown;
  const body = html`${pageHead(asked, {
    title,
    lead: sizeLine(words),
    crumbs: [
      { href: agenda ? `/agenda?session=${agenda.agenda.id}` : "/agenda", text: say("committee.agenda") },
      ...(agenda
        ? [
            {
              href: `/agendas/${agenda.agenda.id}`,
              text: say("committee.place-on", { place: agenda.place, all: agenda.all }),
            },
          ]
        : []),
    ],
    actions: html`<a class="button" href="#decision">${say("committee.to-decision")}</a>${
      agenda?.nextProposalId !== undefined &&
      html`<a class="button" href="/proposals/${agenda.nextProposalId}" accesskey="s">${say("committee.next-undecided", { count: agenda.undecided })}</a>`
    }`,
  })}
${returned?.status === 409 && meanwhileNotice(words, returned.form)}
<div class="proposal">
<div class="proposal-top"><section aria-labelledby="h-dwelling"><h2 class="hide" id="h-dwelling">${say("committee.dwelling")}</h2>${dwellingFacts(words)}</section>${proposalMap(words)}</div>
<div class="proposal-clock">${rightClock(asked, words, nextSession)}</div>
<section class="proposal-candidates" aria-labelledby="h-candidates"><h2 id="h-candidates">${say(shown.candidates.length === 0 ? "committee.candidates.none" : "committee.candidates", { count: shown.candidates.length })}</h2>
${erasedNotice(words)}
${candidateTable(words, words.compared()) ?? html`<p class="notice is-risk">${say("committee.candidates.nobody")}</p>`}
${othersNote(words)}
${purpose === undefined ? namesForm(asked, words, returned?.problems ?? []) : namesNotice(words)}
${rulesList(words)}
</section>
<aside class="proposal-decision" id="decision" aria-labelledby="h-decision" tabindex="-1">${decisionPanel(asked, words, { nextSession, returned })}</aside>
</div>`;
  return { kind: "page", title, under: "/agenda", body, ...(returned ? { status: returned.status } : {}) };
}

function erasedNotice(words: ProposalWords): Html | undefined {
  const { candidates, next } = words.shown;
  const erased = [...candidates, ...next].filter(({ explanation }) => explanation === undefined);
  if (erased.length === 0) return undefined;
  const requests = erased.map(({ requestId }) => requestId).join(", ");
  return html`<p class="notice">${words.say("committee.candidates.erased", { count: erased.length, requests })}</p>`;
}

/** What became of the other eligible requests: nobody was passed over. */
function othersNote(words: ProposalWords): Html | undefined {
  const { candidates, next, proposal } = words.shown;
  const { eligibleRequests, pinned } = proposal.document.proposed;
  const others = eligibleRequests - candidates.length - next.length - pinned.length;
  return others <= 0 ? undefined : html`<p class="note">${words.say("committee.others", { count: others })}</p>`;
}

/** That the names were opened; for requests that have none, that there was nothing to open. */
function namesNotice(words: ProposalWords): Html {
  const { candidates, next } = words.shown;
  const isAnybody = [...candidates, ...next].some(({ person }) => person);
  return html`<p class="notice">${words.say(isAnybody ? "committee.names.logged" : "committee.names.nobody")}</p>`;
}

function namesForm(asked: PageAsked, words: ProposalWords, problems: readonly FieldProblem[]): Html | undefined {
  const { candidates, next, proposal } = words.shown;
  if (candidates.length + next.length === 0) return undefined;
  const wrong = problems.filter((one) => one.field === "purpose");
  return html`<details class="names"${wrong.length > 0 && html` open`}><summary>${words.say("committee.names.open")}</summary>${formOf(
    asked,
    { action: `/proposals/${proposal.id}/names` },
    html`<p class="note">${words.say("committee.names.why")}</p>${field(asked, {
      as: "select",
      name: "purpose",
      label: words.say("committee.names.purpose"),
      options: namePurposes.map((value) => ({ value, text: words.say(`committee.purpose.${value}`) })),
      empty: words.say("committee.choose"),
      problems: wrong,
    })}<p class="actions"><button class="button" type="submit">${words.say("committee.names.read")}</button></p>`,
  )}</details>`;
}

function rulesList(words: ProposalWords): Html {
  const { ruleSet, run } = words.shown;
  const digest = run.record?.snapshotDigest ?? "";
  return html`<details class="rules" id="rules"><summary>${words.say("committee.rules", { title: words.text(ruleSet.title) })}</summary><ul>${ruleSet.eligibility.map(
    ({ title, source }) =>
      html`<li>${words.text(title)} <span class="note">${words.typeset(sourceText(source, words.language))}</span></li>`,
  )}</ul><p class="note">${words.say("committee.rules.digests", { day: words.day(run.asOf), version: ruleSet.version })} <code>${ruleSet.digest.slice(0, 12)}</code>, <code>${digest.slice(0, 12)}</code></p></details>`;
}

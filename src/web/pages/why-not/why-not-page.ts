/** Why a request was proposed nowhere: what would help first, then every vacancy with its reason, and how the answer was made. */
import { explainRequest } from "../../../app/explain-request.ts";
import { squaresRow } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { emptyState } from "../../components/empty-state.ts";
import { factsList } from "../../components/facts-list.ts";
import { pageHead } from "../../components/page-head.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { changeView } from "./change-view.ts";
import { missingView, type PartedOutcomes, partOutcomes, rankedView, refusedView } from "./outcomes-view.ts";
import { communeTitle, type WhyNotWords } from "./why-not-words.ts";

export async function whyNotPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, params, query, language, say } = asked;
  const { actor } = visitor!;
  const requestId = params.requestId!;
  const runId = textOf(query, "run");
  const explained = await explainRequest(context, actor, { requestId, ...(runId === undefined ? {} : { runId }) });
  const words = new Wording(language);
  const stands = explained.standings.length > 0;
  const title = say(stands ? "why-not.page.title-stands" : "why-not.page.title", { request: requestId });
  const here = `/requests/${requestId}`;
  const crumbs = [
    { href: "/requests", text: say("why-not.page.crumb-requests") },
    { href: here, text: say("why-not.page.crumb-request", { request: requestId }) },
  ];
  const page = { kind: "page", title, under: "/requests" } as const;
  if (explained.kind !== "considered") {
    const asOf = explained.kind === "not-considered" ? words.day(explained.run.document.asOf) : undefined;
    const empty = emptyState({
      title: asOf === undefined ? say("why-not.page.no-night") : say("why-not.page.not-considered", { day: asOf }),
      text: say(asOf === undefined ? "why-not.page.no-night-text" : "why-not.page.not-considered-text"),
      action: html`<a class="button" href="${here}">${say("why-not.page.request")}</a>`,
    });
    return { ...page, body: html`${pageHead(asked, { title, crumbs })}${empty}` };
  }
  const seesProposals = actor.roles.some((role) => role !== "hr");
  const mayWrite = actor.roles.some((role) => role === "hr" || role === "secretary" || role === "dpo");
  const whyNot: WhyNotWords = { words, explained, seesProposals };
  const parts = partOutcomes(explained.whyNot.outcomes);
  const leadKey = stands || parts.listed.length > 0 ? "why-not.page.lead-stands" : "why-not.page.lead";
  const day = words.day(explained.run.document.asOf);
  const lead = words.counted(leadKey, explained.whyNot.outcomes.length, { day });
  const letter = `${here}/letter?run=${explained.run.id}`;
  const actions =
    mayWrite &&
    html`<a class="button main" href="${letter}">${say("why-not.page.letter")}</a><a class="button" href="${here}/letter.pdf?run=${explained.run.id}">${say("why-not.page.letter-pdf")}</a>`;
  return {
    ...page,
    body: html`${pageHead(asked, { title, lead, crumbs, ...(actions ? { actions } : {}) })}
${explained.isAmended && html`<div class="notice"><p>${say("why-not.page.amended")}</p></div>`}
<div class="answer" id="why-not-answer"><div class="stack">${changeView(whyNot)}
${rankedView(whyNot, parts.ranked)}
${missingView(whyNot, parts.missing)}
${refusedView(whyNot, parts.refused)}</div>
<div class="stack">${tallyView(whyNot, parts)}${knownView(whyNot, mayWrite)}</div></div>
${madeView(whyNot)}`,
  };
}

function tallyView({ words, explained, seesProposals }: WhyNotWords, parts: PartedOutcomes): Html {
  const { outcomes } = explained.whyNot;
  const lines = (
    [
      ["listed", "in", parts.listed],
      ["ranked", "ranked", parts.ranked],
      ["missing", "missing", parts.missing],
      ["refused", "failed", parts.refused],
    ] as const
  ).filter(([part, , of]) => of.length > 0 && (part !== "listed" || seesProposals));
  const most = Math.max(1, Math.ceil(outcomes.length / 120));
  return html`<section class="panel" aria-labelledby="tally"><h2 id="tally">${words.counted("why-not.tally.title", outcomes.length)}</h2><ul class="tally">${lines.map(
    ([part, className, of]) =>
      html`<li>${squaresRow([{ count: Math.ceil(of.length / most), className }])}<span><b>${words.number(of.length)}</b> ${
        part === "listed"
          ? words.counted("why-not.tally.listed", of.length)
          : html`<a href="#${part}">${words.counted(`why-not.tally.${part}`, of.length)}</a>`
      }</span></li>`,
  )}</ul></section>`;
}

/** The facts as the run saw them, as far as the answer turns on them. */
function knownView({ words, explained }: WhyNotWords, mayWrite: boolean): Html {
  const { facts, places, request } = explained;
  const { household, job } = facts;
  const unknown = words.say("why-not.known.unknown");
  const commune = (code: string | undefined) => (code === undefined ? unknown : (communeTitle(places, code) ?? code));
  const money = (cents: number | undefined, unit: string) => (cents === undefined ? unknown : words.value(cents, unit));
  const lines = factsList([
    { term: words.say("why-not.known.filed"), value: words.day(facts.filedOn) },
    { term: words.say("why-not.known.valid"), value: words.day(facts.validUntil) },
    {
      term: words.say("why-not.known.household"),
      value: words.counted("why-not.known.persons", household.persons.length),
    },
    {
      term: words.say("why-not.known.income"),
      value: money(household.referenceIncomeCentsPerYear, "cents-per-year"),
    },
    { term: words.say("why-not.known.rent"), value: money(facts.rentLimitCentsPerMonth, "cents-per-month") },
    { term: words.say("why-not.known.work"), value: commune(job.workplaceCommuneCode) },
    {
      term: words.say("why-not.known.wishes"),
      value: (facts.wishedCommunes ?? []).map(commune).join(", ") || unknown,
    },
  ]);
  return html`<section class="panel" aria-labelledby="known"><h2 id="known">${words.say("why-not.known.title")}</h2>${lines}${
    mayWrite &&
    html`<p class="actions"><a class="button" href="/requests/${request.id}/amend">${words.say("why-not.known.amend")}</a></p>`
  }</section>`;
}

/** The four items of the law, for the whole answer. */
function madeView({ words, explained }: WhyNotWords): Html {
  const { id, document } = explained.run;
  const rules = (document.record?.ruleSets ?? []).map(({ id: ruleSet, version }) => `${ruleSet} ${version}`).join(", ");
  const items = ["contribution", "data", "parameters", "operations"] as const;
  const digest = (document.record?.snapshotDigest ?? "").slice(0, 12);
  return html`<section class="made" aria-labelledby="made"><div class="head"><h2 id="made">${words.say("why-not.made.title")}</h2><p class="note">${words.say("why-not.made.source")}</p></div><div class="four">${items.map(
    (item) =>
      html`<div><h3>${words.say(`why-not.made.${item}`)}</h3><p>${words.say(`why-not.made.${item}-text`, { rules })}</p>${
        item === "parameters" && html`<p><a href="/algorithm">${words.say("why-not.made.rules")}</a></p>`
      }</div>`,
  )}</div><p class="note measure">${words.say("why-not.made.mention")}</p><p class="note">${words.say("why-not.made.digest", { run: id, digest })}</p></section>`;
}

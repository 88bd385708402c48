/** One request: what came of it or why nothing came yet, what is missing, its facts, proofs and history; amend, renew, withdraw. */
import { checkRequest } from "../../../app/check-request.ts";
import { listCommunes } from "../../../app/list-communes.ts";
import { type RequestRead, readRequest } from "../../../app/read-request.ts";
import { outlooksOf } from "../../../app/requests/outlook.ts";
import { type Html, html } from "../../../markup/html.ts";
import { factTitle } from "../../../markup/sentences.ts";
import { Wording } from "../../../markup/wording.ts";
import { clockFigure } from "../../components/clock-figure.ts";
import { pageHead } from "../../components/page-head.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { timeline } from "../../components/steps.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { outlookText } from "./outlook-words.ts";
import { contentsIn, namesOf, nameText } from "./person-names.ts";
import { proofsView } from "./proofs-view.ts";
import { requestFactsView } from "./request-facts-view.ts";
import { renewForm, replyForm, withdrawForm } from "./request-forms.ts";
import { renewalDays, validityLeft } from "./validity.ts";

/** What a form of this page was refused with. */
export interface Refused {
  readonly status: 409 | 422;
  readonly problems: readonly FieldProblem[];
}

export async function requestPage(asked: PageAsked, refused?: Refused): Promise<PageShown> {
  const { context, visitor, params, say } = asked;
  const { actor } = visitor!;
  const words = new Wording(asked.language);
  const read = await readRequest(context, actor, { requestId: params.requestId! });
  const { request } = read;
  const { state, facts } = request.document;
  const names = await namesOf(asked, [request], "follow-request");
  const name = nameText(words, names, request);
  const outlook = (await outlooksOf(context, actor, [request])).get(request.id);
  const here = `/requests/${request.id}`;
  const isOpen = ["draft", "submitted", "active", "designated"].includes(state);
  const left = facts && validityLeft(state, facts.validUntil, context.clock.today());
  const communes = await listCommunes(context, actor);
  const problems = refused?.problems ?? [];
  const hasNight = outlook?.kind === "considered" || outlook?.kind === "stands";
  const body = html`${pageHead(asked, {
    title: name,
    lead: outlookText(words, outlook, state),
    crumbs: [{ href: "/requests", text: say("hr.requests.title") }],
    aside: stateBadge(asked, state),
    actions: html`${isOpen && facts && html`<a class="button${state === "draft" && " main"}" href="${here}/amend">${say(state === "draft" ? "hr.request.complete" : "hr.request.amend")}</a>`}${hasNight && html`<a class="button" href="${here}/why-not">${say("hr.request.why-not")}</a>`}`,
  })}
<div class="request-columns"><div>
${replyForm(asked, read, problems)}
${await missingView(asked, read)}
${facts ? requestFactsView(words, { facts, contents: contentsIn(names, request), employer: read.employer, communes }) : html`<p>${say("hr.request.erased")}</p>`}
</div><div>
${facts && left !== undefined && left <= renewalDays && clockFigure(asked, { daysLeft: left, endsOn: facts.validUntil, purpose: say("hr.request.to-renew"), effect: say("hr.request.not-renewed") })}
${renewForm(asked, read, problems)}
${proofsView(asked, read, problems)}
${historyView(asked, read)}
${withdrawForm(asked, read, problems)}
</div></div>`;
  return { kind: "page", title: name, body, under: "/requests", ...(refused ? { status: refused.status } : {}) };
}

/** Facts that nobody gave and that would decide today, where nothing refuses. */
async function missingView(
  { context, visitor, say, language }: PageAsked,
  { request }: RequestRead,
): Promise<Html | undefined> {
  const { state, facts } = request.document;
  if (!facts || !["draft", "submitted", "active"].includes(state)) return undefined;
  const { prospects } = await checkRequest(context, visitor!.actor, { facts });
  const missing = [...new Set(prospects.flatMap((prospect) => prospect.missing.map(({ fact }) => fact)))];
  if (missing.length === 0) return undefined;
  const mayAmend = !missing.every((fact) => fact.startsWith("request.validatedProofs"));
  return html`<section class="notice is-care missing-facts"><h2>${say("hr.request.missing")}</h2><p>${say("hr.request.missing-text")}</p><ul>${missing.map((fact) => html`<li>${factTitle(fact, language)}</li>`)}</ul>${
    mayAmend && html`<p><a class="button" href="/requests/${request.id}/amend">${say("hr.request.give")}</a></p>`
  }</section>`;
}

/** The coded ground of an answer or of a place that went to others, in the words of the rules. */
function groundDetail(words: Wording, one: RequestRead["history"][number]): { readonly detail?: string } {
  if (!("titleFr" in one) || one.titleFr === undefined || one.titleEn === undefined) return {};
  const ground = words.text({ fr: one.titleFr, en: one.titleEn });
  return { detail: words.say(one.what === "answered" ? "hr.history.ground" : "hr.history.reason", { ground }) };
}

function historyView(asked: PageAsked, { history, end }: RequestRead): Html {
  const { say } = asked;
  const words = new Wording(asked.language);
  const happenings = history.map((one) => ({
    when: words.day(one.at.slice(0, 10), "short"),
    what: words.say(`hr.history.${one.what}`, {
      proof: "code" in one && one.code !== undefined ? words.word("hr.code.proof", one.code) : "",
      verdict: one.what === "proof-judged" ? words.word("record-state", one.verdict) : "",
      answer: one.what === "answered" ? words.word("answer", one.answer) : "",
      day: one.what === "offered" ? words.day(one.endsOn) : "",
      reply: one.what === "replied" ? words.word("hr.code.reply", one.reply) : "",
    }),
    ...(one.what === "proof-judged" && one.reason !== undefined
      ? { detail: words.word("hr.code.proof-refusal", one.reason) }
      : groundDetail(words, one)),
  }));
  const ended = end && {
    when: "",
    what: words.say("hr.history.ended", { state: words.word("record-state", end.state) }),
  };
  return html`<section><h2>${say("hr.request.history")}</h2>${timeline(say("hr.request.history"), ended ? [...happenings, ended] : happenings)}</section>`;
}

/** The page of one designation: how long is left, where one is, what to answer for each candidate, and what this step does not show. */
import type { DesignationRead } from "../../../app/read-designation.ts";
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import type { DesignationDocument } from "../../../domain/designations/designation-record.ts";
import { withheldBefore } from "../../../domain/designations/told-to-landlord.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatTime } from "../../../texts/format.ts";
import { factsList } from "../../components/facts-list.ts";
import { pageHead } from "../../components/page-head.ts";
import { problemSummary } from "../../components/problem-summary.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { type Step, steps } from "../../components/steps.ts";
import type { PageAsked } from "../../page-route.ts";
import { answeredCandidates, type TypedStep } from "./after-answer.ts";
import { answerForm } from "./answer-form.ts";
import { delayFigure } from "./delay-figure.ts";
import { LandlordWords } from "./landlord-words.ts";

/** Which form the typed values belong to. */
export type TypedForm = "answers" | "reply" | "document" | "lease";

/** What is shown of it. */
export interface DesignationShown extends TypedStep {
  readonly form?: TypedForm;
  /** A sentence above everything: somebody was faster. */
  readonly notice?: string;
}

/** The page's content. */
export function designationView(
  asked: Pick<PageAsked, "say" | "language" | "csrfToken">,
  read: DesignationRead,
  shown: DesignationShown,
): Html {
  const { say, language } = asked;
  const { designation, dwelling, landlord, agreement, candidates } = read;
  const { document } = designation;
  const words = new LandlordWords(language, read.procedure);
  const isSocial = landlord.kind === "social";
  const sent = parisTimeOf(document.sentAt);
  const none = { typed: {}, problems: [], today: shown.today };
  const waiting = candidates.filter(({ candidate }) => candidate.state === "sent");
  const answered = candidates.length - waiting.length;
  return html`${pageHead(asked, {
    title: words.place(dwelling),
    lead: say(isSocial ? "landlord.designation.lead" : "landlord.designation.lead-owner", {
      count: candidates.length,
      kind: words.kind(dwelling),
      day: words.day(read.vacancy.document.facts.availableOn),
    }),
    crumbs: [{ href: "/designations", text: say("landlord.designations") }],
    aside: document.state === "sent" ? undefined : stateBadge(asked, document.state, "designation"),
  })}${shown.notice !== undefined && html`<div class="notice is-risk" role="alert"><p>${shown.notice}</p></div>`}
<div class="first-look">${factsList([
    { term: say("landlord.fact.designation"), value: html`<span class="digest">${designation.id}</span>` },
    {
      term: say("landlord.fact.received"),
      value: say("landlord.received", { day: words.day(sent.day), time: formatTime(sent.minute, language) }),
    },
    { term: say("landlord.fact.rent"), value: words.rent(dwelling), detail: chargesOf(words, dwelling) },
    { term: say("landlord.fact.agreement"), value: agreement.id },
    document.certificateId !== undefined && {
      term: say("landlord.fact.certificate"),
      value: say("landlord.certificate"),
    },
  ])}${clockOf(asked, read, shown.today)}</div>
${steps(say("landlord.steps"), stepsOf(asked, read, words))}
${problemSummary(asked, shown.problems, say("landlord.problems", { count: shown.problems.length }))}
${
  answered > 0 &&
  html`<section aria-labelledby="answered"><h2 id="answered">${say(waiting.length > 0 ? "landlord.answered-before" : "landlord.follow-up")}</h2>${answeredCandidates(asked, read, shown.form !== undefined && shown.form !== "answers" ? shown : none)}</section>`
}${
  waiting.length > 0 &&
  html`<section aria-labelledby="candidates"><div class="head"><h2 id="candidates">${say(isSocial ? "landlord.answer-each" : "landlord.answer-owner", { count: waiting.length })}</h2><p class="note">${say(isSocial ? "landlord.five-decisions" : "landlord.owner-decides")}</p></div>${answerForm(asked, read, shown.form === "answers" ? shown : none)}</section>`
}
<section class="withheld" aria-labelledby="withheld"><h2 id="withheld">${say("landlord.withheld")}</h2><div class="four">${withheldBefore.map(
    (what) =>
      html`<div><h3>${words.word("landlord.withheld", what)}</h3><p>${words.word(isSocial ? "landlord.withheld-why" : "landlord.withheld-owner", what)}</p></div>`,
  )}</div><p class="note measure">${say("landlord.logged")}</p></section>`;
}

function clockOf(asked: Pick<PageAsked, "say" | "language">, read: DesignationRead, today: string): Html | undefined {
  const { say } = asked;
  const { designation, candidates, procedure } = read;
  const reminders = procedure.warningDays?.days ?? [];
  const { state, answerClock } = designation.document;
  if (state === "sent" && answerClock)
    return delayFigure(asked, {
      startedOn: answerClock.startedOn,
      endsOn: answerClock.endsOn,
      today,
      purpose: say("landlord.to-answer-until"),
      effect: say("landlord.answer-overdue-effect"),
      reminders,
    });
  const offered = candidates.find(({ candidate }) => candidate.state === "offered")?.candidate.offer;
  if (!offered) return undefined;
  return delayFigure(asked, {
    startedOn: offered.startedOn,
    endsOn: offered.endsOn,
    today,
    purpose: say("landlord.candidate-until"),
    effect: say("landlord.offer-over-effect"),
    reminders,
  });
}

function stepsOf(
  { say }: Pick<PageAsked, "say">,
  { designation, landlord }: DesignationRead,
  words: LandlordWords,
): readonly Step[] {
  const { state, answerClock, sentAt, candidates } = designation.document;
  const isSocial = landlord.kind === "social";
  const isAccepted = candidates.some((one) => one.state === "accepted");
  const place: Readonly<Record<DesignationDocument["state"], number>> = {
    sent: 1,
    answered: isAccepted ? 3 : 2,
    let: 4,
    failed: 4,
  };
  const at = place[state];
  const titles = [
    [say("landlord.step.received"), say("landlord.step.on", { day: words.day(parisTimeOf(sentAt).day) })],
    [
      say(isSocial ? "landlord.step.commission" : "landlord.step.owner"),
      answerClock && at <= 1 ? say("landlord.step.before", { day: words.day(answerClock.endsOn) }) : undefined,
    ],
    [say("landlord.step.offer"), say("landlord.step.offer-note")],
    [say("landlord.step.lease"), state === "failed" ? say("landlord.step.failed") : say("landlord.step.lease-note")],
  ] as const;
  return titles.map(([title, note], index) => ({
    title,
    ...(note === undefined ? {} : { note }),
    state: index < at ? "past" : index === at ? "current" : "to-come",
  }));
}

function chargesOf(words: LandlordWords, { chargesCentsPerMonth }: DesignationRead["dwelling"]): string | undefined {
  if (chargesCentsPerMonth === 0) return undefined;
  return words.say("landlord.charges", { charges: words.value(chargesCentsPerMonth, "cents") });
}

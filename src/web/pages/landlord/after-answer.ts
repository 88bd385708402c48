/**
 * What follows the answers: what became of each candidate, and for the one who is offered the dwelling the name, the reply, the document that is awaited and
 * the lease. One thing to do stands out.
 */
import type { CandidateRead, DesignationRead } from "../../../app/read-designation.ts";
import { daysLeft } from "../../../domain/clocks/clock.ts";
import { icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { choice } from "../../components/choice.ts";
import { factsList } from "../../components/facts-list.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { formOf, textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { candidateFacts, candidateHead } from "./candidate-panel.ts";
import { LandlordWords } from "./landlord-words.ts";

type Asked = Pick<PageAsked, "say" | "language" | "csrfToken">;

/** What was typed into one of the forms below, and what is wrong with it. */
export interface TypedStep {
  readonly typed: Form;
  readonly problems: readonly FieldProblem[];
  readonly today: string;
}

/** The candidates who were answered, each with what can be done. */
export function answeredCandidates(asked: Asked, read: DesignationRead, step: TypedStep): Html {
  const answered = read.candidates.filter(({ candidate }) => candidate.state !== "sent");
  return html`<ol class="trio of-${Math.min(3, answered.length)}">${answered.map((one) => answeredCandidate(asked, read, one, step))}</ol>`;
}

function answeredCandidate(asked: Asked, read: DesignationRead, one: CandidateRead, step: TypedStep): Html {
  const { candidate } = one;
  const isLive = candidate.state === "offered" || candidate.state === "accepted";
  return html`<li class="panel${isLive && " is-live"}">${candidateHead(asked, one)}${outcome(asked, read, one)}${
    one.data && candidateFacts(asked, read, one)
  }${isLive && nameOf(asked, read, one)}${awaitsDocument(one) && documentForm(asked, read, one, step)}${
    candidate.state === "offered" && replyForm(asked, read, one, step)
  }${candidate.state === "accepted" && leaseForm(asked, read, one, step)}</li>`;
}

function outcome(asked: Asked, { procedure }: DesignationRead, { candidate }: CandidateRead): Html {
  const { say } = asked;
  const words = new LandlordWords(asked.language, procedure);
  const { state, answer, answeredOn, motiveCode, offer, repliedOn, conditionProof, conditionUntil, conditionMetOn } =
    candidate;
  const what = state === "answered" && answer !== undefined ? words.word("landlord.answer", answer) : undefined;
  return html`<div class="outcome">${
    what === undefined ? stateBadge(asked, state, "candidate") : html`<p><b>${what}</b></p>`
  }${factsList([
    answeredOn !== undefined && { term: say("landlord.fact.answered"), value: words.day(answeredOn) },
    motiveCode !== undefined && { term: say("landlord.motive"), value: words.motive(motiveCode) },
    offer !== undefined && {
      term: say("landlord.fact.offer"),
      value: say("landlord.offer-days", { start: words.day(offer.startedOn), end: words.weekday(offer.endsOn) }),
    },
    repliedOn !== undefined && { term: say("landlord.fact.replied"), value: words.day(repliedOn) },
    conditionProof !== undefined && {
      term: say("landlord.fact.condition"),
      value: words.proof(conditionProof),
      detail:
        conditionMetOn === undefined
          ? say("landlord.condition-until", { day: words.day(conditionUntil ?? "") })
          : say("landlord.condition-met", { day: words.day(conditionMetOn) }),
    },
  ])}</div>`;
}

/** The name where it was opened; the button that opens it where it may be. */
function nameOf(
  asked: Asked,
  { designation }: DesignationRead,
  { candidate, contents, mayBeNamed }: CandidateRead,
): Html | undefined {
  const { say } = asked;
  if (contents)
    return html`<div class="opened" id="name">${factsList([
      { term: say("landlord.name"), value: html`<b>${contents.givenNames} ${contents.familyName}</b>` },
      contents.phone !== undefined && {
        term: say("landlord.phone"),
        value: html`<a href="tel:${contents.phone.replace(/[^+\d]/g, "")}">${contents.phone}</a>`,
      },
      contents.email !== undefined && {
        term: say("landlord.email"),
        value: html`<a href="mailto:${contents.email}">${contents.email}</a>`,
      },
      contents.address !== undefined && { term: say("landlord.address"), value: contents.address },
    ])}<p class="note">${say("landlord.name-logged")}</p></div>`;
  if (!mayBeNamed) return undefined;
  return formOf(
    asked,
    { action: `/designations/${designation.id}/name` },
    html`<input type="hidden" name="requestId" value="${candidate.requestId}"><p class="actions"><button class="button" type="submit">${icon("lock")}${say("landlord.open-name")}</button></p><p class="note">${say("landlord.open-name-note")}</p>`,
  );
}

function awaitsDocument({ candidate }: CandidateRead): boolean {
  return (
    candidate.conditionUntil !== undefined && candidate.conditionMetOn === undefined && candidate.state !== "lapsed"
  );
}

function hidden({ designation }: DesignationRead, requestId: string): Html {
  return html`<input type="hidden" name="version" value="${designation.version}"><input type="hidden" name="requestId" value="${requestId}">`;
}

function replyForm(asked: Asked, read: DesignationRead, { candidate }: CandidateRead, step: TypedStep): Html {
  const { say } = asked;
  const words = new LandlordWords(asked.language);
  const { requestId, offer } = candidate;
  const ways = (["accepted", "refused", "withdrawn"] as const).map((value) => ({
    value,
    label: words.word("landlord.reply", value),
    effect: words.word("landlord.reply-effect", value),
  }));
  const left = offer === undefined ? 0 : daysLeft(offer, step.today);
  return formOf(
    asked,
    { action: `/designations/${read.designation.id}/reply` },
    html`${hidden(read, requestId)}<div class="reply">${choice({
      name: "reply",
      legend: say("landlord.reply"),
      hint: offer && say("landlord.reply-until", { count: Math.max(0, left), day: words.weekday(offer.endsOn) }),
      ways,
      value: textOf(step.typed, "reply"),
      problems: step.problems,
    })}${field(asked, {
      as: "day",
      name: "repliedOn",
      label: say("landlord.replied-on"),
      value: textOf(step.typed, "repliedOn") ?? step.today,
      ...(offer ? { from: offer.startedOn } : {}),
      until: step.today,
      problems: step.problems,
    })}${formActions(asked, { submit: say("landlord.reply.send") })}</div>`,
  );
}

function documentForm(asked: Asked, read: DesignationRead, { candidate }: CandidateRead, step: TypedStep): Html {
  const { say } = asked;
  return formOf(
    asked,
    { action: `/designations/${read.designation.id}/document` },
    html`${hidden(read, candidate.requestId)}<div class="reply">${field(asked, {
      as: "day",
      name: "givenOn",
      label: say("landlord.given-on"),
      hint: say("landlord.given-on-hint"),
      value: textOf(step.typed, "givenOn"),
      until: step.today,
      problems: step.problems,
    })}${formActions(asked, { submit: say("landlord.document.send") })}</div>`,
  );
}

function leaseForm(asked: Asked, read: DesignationRead, { candidate }: CandidateRead, step: TypedStep): Html {
  const { say } = asked;
  return formOf(
    asked,
    { action: `/designations/${read.designation.id}/lease` },
    html`${hidden(read, candidate.requestId)}<div class="reply">${field(asked, {
      as: "day",
      name: "signedOn",
      label: say("landlord.signed-on"),
      value: textOf(step.typed, "signedOn") ?? step.today,
      until: step.today,
      problems: step.problems,
    })}${formActions(asked, { submit: say("landlord.lease.send"), note: say("landlord.lease.note") })}</div>`,
  );
}

/**
 * The form by which a landlord answers: for each candidate the outcomes of its track, each with what it asks for. What was typed is shown again as it was
 * typed, with every problem beside its field. Candidates left without an answer stay open.
 */
import type { CandidateRead, DesignationRead } from "../../../app/read-designation.ts";
import type { GivenAnswer, GivenAnswers } from "../../../domain/designations/answer-rules.ts";
import { type Answer, answers as allAnswers } from "../../../domain/designations/designation-record.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import type { Problem } from "../../../domain/shared/problem.ts";
import { type Html, html } from "../../../markup/html.ts";
import { isTextKey } from "../../../texts/texts.ts";
import { choice, type Way } from "../../components/choice.ts";
import { field, fieldGroup } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { FormReading } from "../../form-reading.ts";
import { formOf, textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { candidateFacts, candidateHead } from "./candidate-panel.ts";
import { LandlordWords } from "./landlord-words.ts";

/** Details of an answer, as fields of the form are called. */
const details = ["rank", "conditionProof", "conditionUntil", "motiveCode", "motive"] as const;
type Detail = (typeof details)[number];

/** The field of one candidate's answer, or of a detail under it. A detail belongs to the answer it stands under, since two answers ask for a ground. */
export function answerField(requestId: string, answer?: Answer, detail?: Detail): string {
  return answer === undefined || detail === undefined
    ? `answer.${requestId}`
    : `answer.${requestId}.${answer}.${detail}`;
}

/** The field that names each candidate whom the form asks about. */
export const candidateField = "candidate";

/** What the form says, as the use case takes it; problems of what cannot be read stand in the reading. */
export function readAnswers(asked: Pick<PageAsked, "form" | "say">): {
  readonly given: GivenAnswers;
  readonly problems: readonly FieldProblem[];
} {
  const reading = new FormReading(asked);
  const requestIds = reading.texts(candidateField);
  const answers = requestIds.flatMap((requestId): GivenAnswer[] => {
    const answer = allAnswers.find((one) => one === reading.text(answerField(requestId)));
    if (!answer) return [];
    const name = (detail: Detail) => answerField(requestId, answer, detail);
    const rank = reading.whole(name("rank"));
    const conditionUntil = reading.day(name("conditionUntil"));
    const conditionProof = reading.text(name("conditionProof"));
    const motiveCode = reading.text(name("motiveCode"));
    const motive = reading.text(name("motive"));
    return [
      {
        requestId,
        answer,
        ...(rank === undefined ? {} : { rank }),
        ...(conditionProof === undefined ? {} : { conditionProof }),
        ...(conditionUntil === undefined ? {} : { conditionUntil }),
        ...(motiveCode === undefined ? {} : { motiveCode }),
        ...(motive === undefined ? {} : { motive }),
      },
    ];
  });
  if (answers.length === 0) reading.refuse(answerField(requestIds[0] ?? ""), asked.say("landlord.answer.none"));
  const answeredOn = reading.day("answeredOn") ?? "";
  if (answeredOn === "" && !reading.problems.some(({ field: name }) => name === "answeredOn"))
    reading.refuse("answeredOn", asked.say("shell.missing"));
  const days = reading.whole("offerDays");
  const notifiedOn = reading.day("notifiedOn");
  const offer = { ...(days === undefined ? {} : { days }), ...(notifiedOn === undefined ? {} : { notifiedOn }) };
  const given = { answeredOn, answers, ...(Object.keys(offer).length > 0 ? { offer } : {}) };
  return { given, problems: reading.problems };
}

/** What the use case refused, at the fields of the form and in the words of its candidate. */
export function answerProblemsOf(
  asked: Pick<PageAsked, "say" | "language">,
  error: DomainError,
  given: GivenAnswers,
): readonly FieldProblem[] {
  const details =
    error.details.length > 0 ? (error.details as readonly Problem[]) : [{ code: error.code, values: error.values }];
  const fieldOf = answerFieldOf(given);
  return details.flatMap(({ code, values }): readonly FieldProblem[] => {
    const name = String(values.field ?? "");
    const place = /^answers\/(\d+)\/(\w+)$/.exec(name);
    const answer = place ? given.answers[Number(place[1])] : undefined;
    const missing = `landlord.missing.${place?.[2]}`;
    if (code === "value-required" && answer && isTextKey(missing)) {
      const field = fieldOf(name);
      return [{ ...(field ? { field } : {}), sentence: asked.say(missing, { id: answer.requestId }) }];
    }
    const ranked = code === "rank-required" || code === "rank-taken";
    const [first = ""] = ranked
      ? String(values.requestIds)
          .split(", ")
          .slice(code === "rank-taken" ? 1 : 0)
      : [];
    const awarded = given.answers.find(({ requestId }) => requestId === first);
    if (awarded) {
      const field = awarded.answer === "awarded" ? answerField(first) : answerField(first, awarded.answer, "rank");
      return [
        {
          field,
          sentence: asked.say(`landlord.${code as "rank-required" | "rank-taken"}`, {
            id: first,
            rank: values.rank ?? "",
          }),
        },
      ];
    }
    return problemsOf(asked, new DomainError(code, values), fieldOf);
  });
}

/** Which field of the form a problem of the use case is about. */
function answerFieldOf({ answers }: GivenAnswers): (field: string) => string | undefined {
  return (name) => {
    const [, place, detail] = /^answers\/(\d+)\/(\w+)$/.exec(name) ?? [];
    const answer = place === undefined ? undefined : answers[Number(place)];
    if (answer) {
      const isDetail = details.some((one) => one === detail);
      return isDetail ? answerField(answer.requestId, answer.answer, detail as Detail) : answerField(answer.requestId);
    }
    if (name === "answeredOn") return "answeredOn";
    if (name === "offer/notifiedOn") return "notifiedOn";
    return undefined;
  };
}

/** The whole form. `typed` is what was sent before. */
export function answerForm(
  asked: Pick<PageAsked, "say" | "language" | "csrfToken">,
  read: DesignationRead,
  {
    typed,
    problems,
    today,
  }: { readonly typed: Form; readonly problems: readonly FieldProblem[]; readonly today: string },
): Html {
  const { say } = asked;
  const { designation, landlord, procedure } = read;
  const waiting = read.candidates.filter(({ candidate }) => candidate.state === "sent");
  const isSocial = landlord.kind === "social";
  const least = procedure.offer?.leastDays;
  const end = html`<div class="send">${fieldGroup(
    say(isSocial ? "landlord.answer.session" : "landlord.answer.when"),
    html`<div class="fields-row">${field(asked, {
      as: "day",
      name: "answeredOn",
      label: say(isSocial ? "landlord.answer.decided-on" : "landlord.answer.answered-on"),
      value: textOf(typed, "answeredOn") ?? today,
      until: today,
      problems,
    })}${field(asked, {
      as: "number",
      name: "offerDays",
      label: say("landlord.answer.offer-days"),
      hint: say("landlord.answer.offer-days-hint", { count: least ?? 0 }),
      unit: say("shell.days-word", { count: 2 }),
      isOptional: true,
      value: textOf(typed, "offerDays"),
      problems,
    })}</div>`,
  )}${formActions(asked, {
    submit: say(isSocial ? "landlord.answer.send" : "landlord.answer.send-owner", { count: waiting.length }),
    note: say(isSocial ? "landlord.answer.note" : "landlord.answer.note-owner"),
  })}</div>`;
  return formOf(
    asked,
    { action: `/designations/${designation.id}/answers` },
    html`<input type="hidden" name="version" value="${designation.version}">${answerPanels(asked, read, { typed, problems })}${end}`,
  );
}

/** The candidates that wait for an answer, each with its file and its choice. `scope` stands before the names of the fields, where a form has several designations. */
export function answerPanels(
  asked: Pick<PageAsked, "say" | "language">,
  read: DesignationRead,
  {
    typed,
    problems,
    scope = "",
  }: { readonly typed: Form; readonly problems: readonly FieldProblem[]; readonly scope?: string },
): Html {
  const words = new LandlordWords(asked.language, read.procedure);
  const waiting = read.candidates.filter(({ candidate }) => candidate.state === "sent");
  const count = waiting.length;
  return html`<ol class="trio of-${Math.min(3, count)}">${waiting.map(
    (one) =>
      html`<li class="panel"><input type="hidden" name="${scope}${candidateField}" value="${one.candidate.requestId}">${candidateHead(asked, one)}${candidateFacts(asked, read, one)}<div class="reply">${answerChoice(asked, words, read, one, { typed, problems, count, scope })}</div></li>`,
  )}</ol>`;
}

/** The outcomes for one candidate. */
function answerChoice(
  asked: Pick<PageAsked, "say" | "language">,
  words: LandlordWords,
  { landlord, procedure }: DesignationRead,
  { candidate }: CandidateRead,
  {
    typed,
    problems,
    count,
    scope,
  }: {
    readonly typed: Form;
    readonly problems: readonly FieldProblem[];
    readonly count: number;
    readonly scope: string;
  },
): Html {
  const { say } = asked;
  const { requestId } = candidate;
  const isSocial = landlord.kind === "social";
  const allowed = allAnswers.filter((one) => procedure.answers?.allowed.includes(one));
  const of = (answer: Answer, detail: Detail) => {
    const name = `${scope}${answerField(requestId, answer, detail)}`;
    return { name, value: textOf(typed, name), problems };
  };
  const rank = (answer: Answer, isOptional: boolean) =>
    field(asked, {
      as: "select",
      label: say("landlord.rank"),
      options: Array.from({ length: count }, (_, at) => ({
        value: `${at + 1}`,
        text: say("landlord.rank-n", { rank: at + 1 }),
      })),
      empty: say("landlord.choose"),
      isOptional,
      ...of(answer, "rank"),
    });
  const ground = (answer: Answer) =>
    html`${field(asked, {
      as: "select",
      label: say("landlord.motive"),
      options: (procedure.motives ?? []).map(({ id }) => ({ value: id, text: words.motive(id) })),
      empty: say("landlord.choose"),
      ...of(answer, "motiveCode"),
    })}${field(asked, {
      as: "area",
      label: say("landlord.motive-text"),
      hint: say("landlord.motive-text-hint"),
      rows: 2,
      isOptional: true,
      ...of(answer, "motive"),
    })}`;
  const needs: Readonly<Partial<Record<Answer, () => Html>>> = {
    "awarded-ranked": () => rank("awarded-ranked", false),
    "awarded-conditional": () =>
      html`${field(asked, {
        as: "select",
        label: say("landlord.proof-awaited"),
        options: (procedure.conditionProofs ?? []).map(({ id }) => ({ value: id, text: words.proof(id) })),
        empty: say("landlord.choose"),
        ...of("awarded-conditional", "conditionProof"),
      })}${field(asked, {
        as: "day",
        label: say("landlord.until"),
        ...of("awarded-conditional", "conditionUntil"),
      })}${count > 1 && rank("awarded-conditional", true)}`,
    "not-awarded": () => ground("not-awarded"),
    "rejected-inadmissible": () => ground("rejected-inadmissible"),
    "refused-by-owner": () => ground("refused-by-owner"),
  };
  const ways = allowed.map((answer, at): Way => {
    const letter = isSocial ? html`<span class="code">${"abcde"[at]})</span> ` : undefined;
    const asks = needs[answer];
    return {
      value: answer,
      label: html`${letter}${words.word("landlord.answer", answer)}`,
      effect: words.word("landlord.effect", answer),
      ...(asks ? { needs: asks() } : {}),
    };
  });
  return choice({
    name: `${scope}${answerField(requestId)}`,
    legend: html`${say(isSocial ? "landlord.decision" : "landlord.your-answer")}<span class="hide"> ${say("landlord.for-request", { id: requestId })}</span>`,
    ways,
    value: textOf(typed, `${scope}${answerField(requestId)}`),
    problems,
  });
}

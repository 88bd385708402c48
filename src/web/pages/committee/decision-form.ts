/**
 * The decision on a proposal: every way to go on, none ticked, each with its effect and only then what it asks. What was typed is shown again when it has
 * to be corrected, or when somebody was faster.
 */
import { engineOrder } from "../../../domain/proposals/asked-decision.ts";
import type { DecisionKind } from "../../../domain/proposals/proposal-record.ts";
import { procedurePart, reasonsFor } from "../../../domain/rules/procedure-part.ts";
import { slotLabel } from "../../../markup/candidates/candidate-table.ts";
import { type Html, html } from "../../../markup/html.ts";
import { choice, type Way } from "../../components/choice.ts";
import { field, type Option } from "../../components/field.ts";
import { fieldId } from "../../components/field-id.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf, textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { fieldNames } from "./decision-fields.ts";
import type { ProposalWords } from "./proposal-words.ts";

/** What the form is shown with. */
export interface DecisionForm {
  readonly form: Form;
  readonly problems: readonly FieldProblem[];
  readonly nextSession?: string | undefined;
  /** False where it only shows what was typed: nothing can be decided any more. */
  readonly canSend: boolean;
}

/** The form. */
export function decisionForm(asked: PageAsked, words: ProposalWords, shown: DecisionForm): Html {
  const { proposal } = words.shown;
  const kinds: readonly DecisionKind[] =
    proposal.document.state === "withheld"
      ? ["release", "drop"]
      : ["confirm", "replace", "defer", "reject", "give-back"];
  const ways = kinds
    .filter((kind) => kind !== "confirm" || proposal.document.proposed.candidates.length > 0)
    .map((kind) => wayOf(asked, words, kind, shown));
  const value = textOf(shown.form, fieldNames.kind);
  return formOf(
    asked,
    { action: `/proposals/${proposal.id}/decision` },
    html`${problemSummary(asked, shown.problems)}<input type="hidden" name="version" value="${proposal.version}">${choice(
      {
        name: fieldNames.kind,
        legend: words.say("committee.decide.legend"),
        isLegendHidden: true,
        ways,
        value,
        problems: shown.problems,
      },
    )}${
      shown.canSend &&
      html`<p class="actions"><button class="button main" type="submit" name="go-on" value="next">${words.say("committee.decide.sign-next")}</button><button class="button" type="submit">${words.say("committee.decide.sign")}</button></p><p class="note">${words.say("committee.decide.version", { version: proposal.version })}</p>`
    }`,
  );
}

function wayOf(asked: PageAsked, words: ProposalWords, kind: DecisionKind, shown: DecisionForm): Way {
  const needs =
    kind === "confirm"
      ? undefined
      : kind === "replace"
        ? replacement(asked, words, shown)
        : reasonFields(asked, words, kind, shown);
  return {
    value: kind,
    label: words.say(`committee.decide.${kind}`),
    effect: html`${effectOf(words, kind, shown)}${isSignedTwice(words, kind) && html` <b>${words.say("committee.decide.second")}</b>`}`,
    ...(needs === undefined ? {} : { needs }),
  };
}

function isSignedTwice({ shown }: ProposalWords, kind: DecisionKind): boolean {
  return procedurePart(shown.ruleSet, "secondSignature").kinds.includes(kind);
}

function effectOf(words: ProposalWords, kind: DecisionKind, { nextSession }: DecisionForm): string {
  const { proposal, candidates } = words.shown;
  const { designateBy, proposed } = proposal.document;
  const names = candidates.map(({ requestId }) => requestId).join(", ");
  if (kind === "confirm") {
    const missing = proposed.places - proposed.pinned.length - candidates.length;
    const sent = words.say("committee.decide.confirm-effect", { count: candidates.length, requests: names });
    return missing > 0 ? `${sent} ${words.say("committee.decide.confirm-missing", { count: missing })}` : sent;
  }
  if (kind === "defer" && nextSession !== undefined)
    return designateBy < nextSession
      ? words.say("committee.decide.defer-lost", { day: words.day(designateBy) })
      : words.say("committee.decide.defer-effect", { day: words.day(nextSession) });
  if (kind === "give-back") {
    const { onExpiry } = words.shown.agreement;
    return `${words.say("committee.decide.give-back-effect")} ${onExpiry === undefined ? "" : words.say(`committee.right-after.${onExpiry}`)}`.trim();
  }
  return words.say(`committee.decide.${kind}-effect` as "committee.decide.reject-effect", { requests: names });
}

function optionsFor(words: ProposalWords, kind: DecisionKind): readonly Option[] {
  return reasonsFor(words.shown.ruleSet, kind).map(({ id, title }) => ({ value: id, text: words.text(title) }));
}

function reasonFields(
  asked: PageAsked,
  words: ProposalWords,
  kind: DecisionKind,
  { form, problems }: DecisionForm,
): Html {
  return html`${field(asked, {
    as: "select",
    name: fieldNames.reasonCode(kind),
    label: words.say("committee.decide.reason-code"),
    options: optionsFor(words, kind),
    empty: words.say("committee.choose"),
    value: textOf(form, fieldNames.reasonCode(kind)),
    problems,
  })}${field(asked, {
    as: "area",
    rows: 2,
    name: fieldNames.reason(kind),
    label: words.say("committee.decide.reason"),
    hint: words.say("committee.decide.reason-hint"),
    isOptional: true,
    value: textOf(form, fieldNames.reason(kind)),
    problems,
  })}`;
}

/** Everybody whom the proposal names with a place and a reason, and one line for any other request. */
function replacement(asked: PageAsked, words: ProposalWords, shown: DecisionForm): Html {
  const { proposal } = words.shown;
  const { proposed } = proposal.document;
  const { form, problems } = shown;
  const places = proposed.places - proposed.pinned.length;
  const isNew = textOf(form, fieldNames.kind) !== "replace";
  const options = (value: string | undefined) =>
    html`<option value="">${words.say("committee.decide.no-place")}</option>${Array.from(
      { length: Math.max(1, places) },
      (_, at) => String(at + 1),
    ).map(
      (place) =>
        html`<option value="${place}"${place === value && html` selected`}>${words.say("report.slot.place", { place })}</option>`,
    )}`;
  const lines = engineOrder(proposed).map((requestId, at) => {
    const isCandidate = at < proposed.candidates.length;
    const place = isNew ? (isCandidate ? String(at + 1) : undefined) : textOf(form, fieldNames.place(requestId));
    const id = fieldId(fieldNames.place(requestId));
    return html`<fieldset class="placing${isCandidate ? " is-candidate" : " is-next"}"><legend><span class="rank${!isCandidate && " spare"}">${slotLabel(words, at, proposed.candidates.length)}</span> <b class="id">${requestId}</b></legend><label class="hide" for="${id}">${words.say("committee.decide.place-of", { request: requestId })}</label><select id="${id}" name="${fieldNames.place(requestId)}">${options(place)}</select><div class="skipping">${field(
      asked,
      {
        as: "select",
        name: fieldNames.why(requestId),
        label: words.say("committee.decide.why-skipped"),
        ...(isCandidate ? {} : { hint: words.say("committee.decide.why-next-hint") }),
        options: optionsFor(words, "replace"),
        empty: words.say("committee.choose"),
        isOptional: !isCandidate,
        value: textOf(form, fieldNames.why(requestId)),
        problems,
      },
    )}${field(asked, {
      as: "text",
      name: fieldNames.words(requestId),
      label: words.say("committee.decide.words-skipped"),
      isOptional: !isCandidate,
      value: textOf(form, fieldNames.words(requestId)),
      problems,
    })}</div>${placeProblem(problems, fieldNames.place(requestId))}</fieldset>`;
  });
  const other = textOf(form, fieldNames.other);
  return html`<p class="hint">${words.say("committee.decide.replace-how", { count: places })}</p>${lines}<fieldset class="placing is-other"><legend>${words.say("committee.decide.other")}</legend>${field(
    asked,
    {
      as: "text",
      name: fieldNames.other,
      label: words.say("committee.decide.other-request"),
      hint: words.say("committee.decide.other-hint"),
      isOptional: true,
      length: 12,
      value: other,
      problems:
        other === undefined
          ? problems
          : problems.map((one) =>
              one.field === fieldNames.place(other.toUpperCase()) ? { ...one, field: fieldNames.other } : one,
            ),
    },
  )}<label for="${fieldId(fieldNames.otherPlace)}">${words.say("committee.decide.other-place")}</label><select id="${fieldId(fieldNames.otherPlace)}" name="${fieldNames.otherPlace}">${options(textOf(form, fieldNames.otherPlace))}</select></fieldset>${reasonFields(asked, words, "replace", shown)}`;
}

function placeProblem(problems: readonly FieldProblem[], name: string): Html | undefined {
  const wrong = problems.filter((one) => one.field === name);
  return wrong.length === 0 ? undefined : html`<p class="wrong">${wrong.map(({ sentence }) => sentence).join(" ")}</p>`;
}

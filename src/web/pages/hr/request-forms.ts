/** Forms for what is done to one request: renewed, withdrawn with its consequence stated before, an offer answered. */
import type { RequestRead } from "../../../app/read-request.ts";
import type { RequestStanding } from "../../../app/requests/standings-of.ts";
import { requestWithdrawalReasons } from "../../../domain/requests/request-end.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { choice } from "../../components/choice.ts";
import { field } from "../../components/field.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";

/** Fields of the forms of this page by form: a problem is shown in the form it came from. */
const ofForm = {
  renew: ["renewedOn"],
  withdraw: ["reason"],
  reply: ["reply"],
} as const;

type FormName = keyof typeof ofForm;

function problemsIn(problems: readonly FieldProblem[], form: FormName): readonly FieldProblem[] {
  return problems.filter(({ field: name }) => ofForm[form].some((one) => one === name));
}

export function renewForm(
  asked: PageAsked,
  { request }: RequestRead,
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say, context } = asked;
  const { state, facts } = request.document;
  if (!facts || !["submitted", "active", "designated", "expired"].includes(state)) return undefined;
  const own = problemsIn(problems, "renew");
  return html`<section><h2>${say("hr.renew.title")}</h2><p class="note">${say("hr.renew.note")}</p>${problemSummary(asked, own)}${formOf(
    asked,
    { action: `/requests/${request.id}/renew` },
    html`<input type="hidden" name="expected" value="${request.version}">${field(asked, {
      as: "day",
      name: "renewedOn",
      label: say("hr.renew.day"),
      value: textOf(asked.form, "renewedOn") ?? context.clock.today(),
      until: context.clock.today(),
      problems: own,
    })}<p class="actions"><button class="button" type="submit">${say("hr.renew.do")}</button></p>`,
  )}</section>`;
}

export function withdrawForm(
  asked: PageAsked,
  { request, standings }: RequestRead,
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say } = asked;
  const words = new Wording(asked.language);
  const { state, facts } = request.document;
  if (!facts || !["draft", "submitted", "active", "designated", "expired"].includes(state)) return undefined;
  const own = problemsIn(problems, "withdraw");
  return html`<details${own.length > 0 && html` open`}><summary>${say("hr.withdraw.title")}</summary>${problemSummary(asked, own)}<p>${consequence(words, state, standings)}</p>${formOf(
    asked,
    { action: `/requests/${request.id}/withdraw` },
    html`<input type="hidden" name="expected" value="${request.version}">${choice({
      name: "reason",
      legend: say("hr.withdraw.reason"),
      ways: requestWithdrawalReasons.map((reason) => ({
        value: reason,
        label: words.word("hr.code.end-reason", reason),
      })),
      value: textOf(asked.form, "reason"),
      problems: own,
    })}<p class="actions"><button class="button" type="submit">${say("hr.withdraw.do")}</button></p>`,
  )}</details>`;
}

/** What follows from a withdrawal, before it is done. */
function consequence(words: Wording, state: string, standings: readonly RequestStanding[]): string {
  if (state === "draft") return words.say("hr.withdraw.draft");
  const named = standings.some(({ kind }) => kind === "designated");
  const listed = standings.filter(({ kind }) => kind !== "designated").length;
  return [
    words.say("hr.withdraw.leaves"),
    ...(listed > 0 ? [words.counted("hr.withdraw.lists", listed)] : []),
    ...(named ? [words.say("hr.withdraw.landlord")] : []),
    words.say("hr.withdraw.final"),
  ].join(" ");
}

/** Shown where an offer is open: the household answers through its employer. */
export function replyForm(
  asked: PageAsked,
  { request, standings }: RequestRead,
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say } = asked;
  const words = new Wording(asked.language);
  const offered = standings.find((one) => one.kind === "designated" && one.offerUntil !== undefined);
  if (offered?.kind !== "designated" || offered.offerUntil === undefined) return undefined;
  const own = problemsIn(problems, "reply");
  return html`<section class="notice is-care" id="reply"><h2>${say("hr.reply.title", { day: words.day(offered.offerUntil) })}</h2><p>${say("hr.reply.note")}</p>${problemSummary(asked, own)}${formOf(
    asked,
    { action: `/requests/${request.id}/reply` },
    html`<input type="hidden" name="designationId" value="${offered.designationId}"><input type="hidden" name="expected" value="${offered.designationVersion}">${choice(
      {
        name: "reply",
        legend: say("hr.reply.legend"),
        isLegendHidden: true,
        ways: (["accepted", "refused"] as const).map((reply) => ({
          value: reply,
          label: say(`hr.reply.${reply}`),
          effect: say(`hr.reply.${reply}-effect`),
        })),
        problems: own,
      },
    )}<p class="actions"><button class="button main" type="submit">${say("hr.reply.do")}</button></p>`,
  )}</section>`;
}

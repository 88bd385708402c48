/** The decision on a proposal as the page shows it: what to look at before, then the form, or what was decided, or what keeps one from deciding. */
import type { Stored } from "../../../app/ports.ts";
import { pointsAwaited } from "../../../domain/engine/points-awaited.ts";
import { reasonsFor } from "../../../domain/rules/procedure-part.ts";
import type { DomainError } from "../../../domain/shared/domain-error.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { problemSentence } from "../../../texts/problem-sentence.ts";
import { field } from "../../components/field.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";
import { decisionForm } from "./decision-form.ts";
import type { ProposalWords } from "./proposal-words.ts";
import type { Returned } from "./returned.ts";
import { timeOf } from "./times.ts";

/** What it is shown with. */
export interface DecisionPanel {
  readonly nextSession: string | undefined;
  readonly returned: Returned | undefined;
}

/** The panel. */
export function decisionPanel(asked: PageAsked, words: ProposalWords, { nextSession, returned }: DecisionPanel): Html {
  const { proposal, obstacle, decisions } = words.shown;
  const { state, decisionId } = proposal.document;
  const isOpen = (state === "proposed" || state === "withheld") && decisionId === undefined;
  const form = returned?.form ?? {};
  const problems = (returned?.problems ?? []).filter((one) => one.field !== "purpose");
  const last = decisions.find(({ id }) => id === decisionId);
  const typed = returned?.status === 409 && !isOpen;
  return html`<div class="panel decision"><h2 id="h-decision">${words.say("committee.decision")}</h2>
${last && decisionSummary(asked, words, last, problems, form)}
${state === "withheld" && withheldNote(words)}
${isOpen && lookNotice(words)}
${isOpen && obstacle && obstacleNotice(asked, words, obstacle)}
${!last && !isOpen && html`<p class="note">${words.say("committee.decide.over", { state: words.word("record-state", state) })}</p>`}
${typed && html`<h3>${words.say("committee.meanwhile.yours")}</h3>`}
${((isOpen && (!obstacle || returned !== undefined)) || typed) && decisionForm(asked, words, { form, problems, nextSession, canSend: isOpen && !obstacle })}
${isOpen && withdrawalForm(asked, words)}</div>`;
}

const obstacles = ["not-on-agenda", "no-quorum", "not-present", "conflict-of-interest"] as const;

/** What keeps somebody from deciding, and where the secretary mends it. */
function obstacleNotice(asked: PageAsked, words: ProposalWords, error: DomainError): Html {
  const code = obstacles.find((one) => one === error.code);
  const { agenda } = words.shown;
  const isSecretary = asked.visitor!.actor.roles.includes("secretary");
  const link =
    isSecretary && code === "not-on-agenda"
      ? html` <a href="/agendas/new">${words.say("committee.obstacle.open")}</a>`
      : isSecretary && code === "no-quorum" && agenda
        ? html` <a href="/agendas/${agenda.agenda.id}">${words.say("committee.obstacle.attendance")}</a>`
        : undefined;
  const sentence = code
    ? words.say(`committee.obstacle.${code}`, error.values)
    : problemSentence(error, asked.language).sentence;
  return html`<div class="notice"><p>${stateMark("care", "lock", words.say("committee.decide.cannot"))}</p><p>${sentence}${link}</p></div>`;
}

/** Proofs whose points would change the order, flags, candidates who left: shown before anything can be signed. */
function lookNotice(words: ProposalWords): Html | undefined {
  const { candidates } = words.shown;
  const lines = candidates.flatMap(({ requestId, awaitedPoints, flags, points, state, explanation }): Html[] => [
    ...(state !== "active" && state !== "designated" && state !== ""
      ? [
          html`<b>${requestId}</b>${words.say("report.colon")}${words.say("committee.look.left", { state: words.word("record-state", state) })}`,
        ]
      : []),
    ...(awaitedPoints === undefined
      ? []
      : [
          html`<b>${requestId}</b>${words.say("report.colon")}${words.say("committee.look.awaited", { count: awaitedPoints, total: points + awaitedPoints })}`,
        ]),
    ...(flags ?? []).map((id) => {
      const rule = explanation?.rules.find((one) => one.id === id);
      const value = rule?.value === undefined ? "" : ` ${words.value(rule.value, rule.unit)}`;
      return html`<b>${requestId}</b>${words.say("report.colon")}${rule ? words.text(rule.title) : id}${value}. ${words.say("committee.look.flag-is-no-refusal")}`;
    }),
  ]);
  lines.push(...overtaking(words));
  if (lines.length === 0) return undefined;
  return html`<div class="look"><h3>${words.say("committee.look.before")}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}

/** Those who come next and would overtake the last candidate once their proofs are accepted. */
function overtaking(words: ProposalWords): readonly Html[] {
  const { candidates, next, ruleSet } = words.shown;
  const last = candidates.at(-1);
  if (!last) return [];
  return next.flatMap(({ requestId, points, priorityClass, explanation }): Html[] => {
    const count = explanation ? pointsAwaited(explanation, ruleSet) : 0;
    const total = points + count;
    if (count === 0 || priorityClass !== last.priorityClass || total <= last.points) return [];
    return [
      html`<b>${requestId}</b>${words.say("report.colon")}${words.say("committee.look.overtakes", { count, total, other: last.requestId })}`,
    ];
  });
}

function withheldNote(words: ProposalWords): Html {
  const { run, proposal } = words.shown;
  const { vacancyId } = proposal.document;
  const own = (run.verification?.violations ?? []).filter((one) => one.vacancyId === vacancyId);
  return html`<div class="look"><h3>${stateMark("risk", "lock", words.say("committee.look.withheld"))}</h3><p>${words.say(own.length > 0 ? "committee.withheld.own" : "committee.withheld.connected")}</p>${
    own.length > 0 &&
    html`<ul>${own.map((one) => html`<li>${words.say("committee.withheld.violation", { property: one.property })}${one.requestId !== undefined && ` ${one.requestId}`}</li>`)}</ul>`
  }</div>`;
}

/** What was decided, by whom; the second signature where one is awaited. */
function decisionSummary(
  asked: PageAsked,
  words: ProposalWords,
  { id, version, document }: Stored<"decision">,
  problems: readonly FieldProblem[],
  form: Returned["form"],
): Html {
  const { kind, state, decidedBy, decidedAt, secondedBy, secondedAt, requestIds, skipped, reasonCode, reason } =
    document;
  const { names } = words.shown;
  const at = (instant: string) => timeOf(instant, words.language);
  const isAwaiting = state === "awaiting-second-signature";
  return html`<div class="decided">${stateMark(isAwaiting ? "care" : "good", isAwaiting ? "wait" : "ok", words.say(isAwaiting ? "committee.row.awaiting" : `committee.done.${kind}`))}
${isAwaiting && html`<p><b>${words.say(`committee.decide.${kind}`)}</b></p>`}
<p>${words.say("committee.decided.by", { name: names(decidedBy), time: at(decidedAt) })}${secondedBy !== undefined && secondedAt !== undefined && html` ${words.say("committee.decided.second", { name: names(secondedBy), time: at(secondedAt) })}`}</p>
${requestIds.length > 0 && html`<p>${words.say("committee.decided.designates", { requests: requestIds.join(", ") })}</p>`}
${reasonCode !== undefined && html`<p>${words.reason(reasonCode)}${reason !== undefined && html`${words.say("report.colon")}${reason}`}</p>`}
${skipped.length > 0 && html`<ul>${skipped.map((one) => html`<li>${words.say("committee.decided.skipped", { request: one.requestId, reason: words.reason(one.reasonCode) })}</li>`)}</ul>`}
<p><a href="/decisions/${id}">${words.say("committee.decided.follow")}</a></p></div>
${isAwaiting && secondSignature(asked, words, { id, version, decidedBy }, problems, form)}`;
}

/** Sign, or cancel with a reason. */
export function secondSignature(
  asked: PageAsked,
  words: Pick<ProposalWords, "say">,
  { id, version, decidedBy }: { readonly id: string; readonly version: number; readonly decidedBy: string },
  problems: readonly FieldProblem[],
  form: Returned["form"],
): Html {
  const isOwn = asked.visitor!.actor.id === decidedBy;
  return html`<section class="second"><h3>${words.say("committee.second")}</h3><p>${words.say(isOwn ? "committee.second.own" : "committee.second.what")}</p>${formOf(
    asked,
    { action: `/decisions/${id}/second` },
    html`${problemSummary(asked, problems)}<input type="hidden" name="version" value="${version}">${
      !isOwn &&
      html`<p class="actions"><button class="button main" type="submit" name="signs" value="yes">${words.say("committee.second.sign")}</button></p>`
    }<details${problems.length > 0 && html` open`}><summary>${words.say("committee.second.cancel")}</summary>${field(
      asked,
      {
        as: "area",
        rows: 2,
        name: "reason",
        label: words.say("committee.second.reason"),
        hint: words.say("committee.decide.reason-hint"),
        value: textOf(form, "reason"),
        problems,
      },
    )}<p class="actions"><button class="button" type="submit" name="signs" value="no">${words.say("committee.second.cancel-it")}</button></p></details>`,
  )}</section>`;
}

/** A conflict of interest, told by the member or written down by the secretary. */
function withdrawalForm(asked: PageAsked, words: ProposalWords): Html | undefined {
  const { agenda, proposal, ruleSet, names } = words.shown;
  if (agenda?.agenda.document.state !== "open") return undefined;
  const { actor } = asked.visitor!;
  const { members, withdrawals } = agenda.agenda.document;
  const own = withdrawals.filter(({ vacancyId }) => vacancyId === proposal.document.vacancyId);
  const isSecretary = actor.roles.includes("secretary");
  return html`${own.length > 0 && html`<p class="note">${words.say("committee.withdrawn", { names: own.map(({ actorId }) => names(actorId)).join(", ") })}</p>`}${
    (isSecretary || own.every(({ actorId }) => actorId !== actor.id)) &&
    html`<details class="withdrawal"><summary>${words.say("committee.withdraw")}</summary>${formOf(
      asked,
      { action: `/proposals/${proposal.id}/withdrawal` },
      html`<input type="hidden" name="version" value="${agenda.agenda.version}"><p class="note">${words.say("committee.withdraw.effect")}</p>${
        isSecretary &&
        field(asked, {
          as: "select",
          name: "member",
          label: words.say("committee.withdraw.member"),
          options: members.map(({ actorId }) => ({ value: actorId, text: names(actorId) })),
          empty: words.say("committee.choose"),
        })
      }${field(asked, {
        as: "select",
        name: "ground",
        label: words.say("committee.withdraw.ground"),
        options: reasonsFor(ruleSet, "withdraw-member").map(({ id, title }) => ({
          value: id,
          text: words.text(title),
        })),
        empty: words.say("committee.choose"),
      })}<p class="actions"><button class="button" type="submit">${words.say("committee.withdraw.declare")}</button></p>`,
    )}</details>`
  }`;
}

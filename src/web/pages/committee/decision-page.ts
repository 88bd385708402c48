/** A decision and what follows from it: the second signature, the names for the landlord, the certificate where there are too few, its end where somebody left. */
import { designate } from "../../../app/designate.ts";
import { endDecision } from "../../../app/end-decision.ts";
import { issueCertificate } from "../../../app/issue-certificate.ts";
import { type DecisionRead, readDecision } from "../../../app/read-decision.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { factsList } from "../../components/facts-list.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { type Step, steps } from "../../components/steps.ts";
import { formOf } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { secondSignature } from "./decision-panel.ts";
import { dayOfInstant, timeOf } from "./times.ts";

export async function decisionPage(asked: PageAsked): Promise<PageShown> {
  return showDecision(asked);
}

async function showDecision(
  asked: PageAsked,
  problems: readonly FieldProblem[] = [],
  status?: 409 | 422,
): Promise<PageShown> {
  const { context, visitor, say, language } = asked;
  const decisionId = asked.params.decisionId!;
  const read = await readDecision(context, visitor!.actor, decisionId);
  const words = new Wording(language);
  const { decision, row } = read;
  const { proposalId, agendaId } = decision.document;
  const title = words.place(row.dwelling);
  const body = html`${pageHead(asked, {
    title,
    lead: say("committee.decision-of", { what: say(`committee.done.${decision.document.kind}`).toLowerCase() }),
    crumbs: [
      ...(agendaId === undefined ? [] : [{ href: `/agendas/${agendaId}`, text: say("committee.agenda.session") }]),
      { href: `/proposals/${proposalId}`, text: say("committee.the-proposal") },
    ],
  })}
${problemSummary(asked, problems)}
<div class="session"><div>
${path(asked, words, read)}
<section aria-labelledby="h-what"><h2 id="h-what">${say("committee.decision")}</h2>${facts(words, read)}</section></div>
<div class="panel"><h2>${say("committee.next-step")}</h2>${nextStep(asked, words, read)}</div></div>`;
  return { kind: "page", title, under: "/agendas", body, ...(status === undefined ? {} : { status }) };
}

function path({ say }: PageAsked, words: Wording, { decision, designation, certificate }: DecisionRead): Html {
  const { decidedAt, secondedAt, state, requestIds } = decision.document;
  const on = (instant: string) =>
    words.say("committee.on-at", {
      day: words.day(dayOfInstant(instant), "short"),
      time: timeOf(instant, words.language),
    });
  const isFinal = state === "final";
  const list: readonly Step[] = [
    { title: say("committee.step.decided"), note: on(decidedAt), state: "past" },
    ...(state === "awaiting-second-signature" || secondedAt !== undefined
      ? [
          {
            title: say(state === "cancelled" ? "committee.step.cancelled" : "committee.step.signed"),
            ...(secondedAt === undefined ? {} : { note: on(secondedAt) }),
            state: secondedAt === undefined ? "current" : "past",
          } as const,
        ]
      : []),
    ...(certificate
      ? [{ title: say("committee.step.certificate"), note: on(certificate.document.issuedAt), state: "past" } as const]
      : []),
    ...(requestIds.length > 0 && state !== "cancelled"
      ? [
          {
            title: say("committee.step.designated"),
            ...(designation ? { note: on(designation.document.sentAt) } : {}),
            state: designation ? "past" : isFinal ? "current" : "to-come",
          } as const,
        ]
      : []),
  ];
  return steps(say("committee.steps"), list);
}

function facts(
  words: Wording,
  { decision, designation, names, skips, ruleSet, remaining, left, needed, certain }: DecisionRead,
): Html {
  const {
    decidedBy,
    decidedAt,
    secondedBy,
    secondedAt,
    requestIds,
    reasonCode,
    reason,
    cancelReason,
    endedAt,
    endedBy,
  } = decision.document;
  const by = (id: string, instant: string) =>
    words.say("committee.minutes.by-at", {
      name: names(id),
      day: words.day(dayOfInstant(instant)),
      time: timeOf(instant, words.language),
    });
  const reasonText = (code: string) => {
    const known = ruleSet.procedure.reasons?.find(({ id }) => id === code);
    return known ? words.text(known.title) : code;
  };
  return factsList([
    { term: words.say("committee.signed-by"), value: by(decidedBy, decidedAt) },
    secondedBy !== undefined &&
      secondedAt !== undefined && {
        term: words.say("committee.second"),
        value: by(secondedBy, secondedAt),
        ...(cancelReason === undefined ? {} : { detail: cancelReason }),
      },
    reasonCode !== undefined && {
      term: words.say("committee.decide.reason-code"),
      value: reasonText(reasonCode),
      ...(reason === undefined ? {} : { detail: reason }),
    },
    requestIds.length > 0 && { term: words.say("committee.minutes.designated"), value: requestIds.join(", ") },
    ...skips.map((skip) => ({
      term: words.say("committee.minutes.passed-over", { request: skip.requestId }),
      value: reasonText(skip.reasonCode),
      ...(skip.reason === undefined ? {} : { detail: skip.reason }),
    })),
    left.length > 0 && { term: words.say("committee.left-since"), value: stateMark("risk", "out", left.join(", ")) },
    requestIds.length > 0 &&
      !designation && {
        term: words.say("committee.still-there"),
        value: remaining.join(", ") || words.say("committee.minutes.nobody"),
        detail: words.say("committee.needed", { needed, certain }),
      },
    endedAt !== undefined &&
      endedBy !== undefined && { term: words.say("committee.ended"), value: by(endedBy, endedAt) },
  ]);
}

function nextStep(asked: PageAsked, words: Wording, read: DecisionRead): Html {
  const { say } = asked;
  const { decision, next, certificate, designation, left } = read;
  const { id } = decision;
  const isSecretary = asked.visitor!.actor.roles.includes("secretary");
  const button = (action: string, text: string, isMain = true) =>
    formOf(
      asked,
      { action: `/decisions/${id}/${action}` },
      html`<p class="actions"><button class="button${isMain && " main"}" type="submit">${text}</button></p>`,
    );
  const paper =
    certificate && html`<p><a href="/certificates/${certificate.id}">${say("committee.certificate.read")}</a></p>`;
  if (next === "second-signature")
    return secondSignature(
      asked,
      words,
      { id, version: decision.version, decidedBy: decision.document.decidedBy },
      [],
      {},
    );
  if (designation)
    return html`<p>${stateMark("good", "ok", say("committee.next.sent"))}</p>${paper}<p><a href="/designations/${designation.id}">${say("committee.next.designation")}</a></p>`;
  if (next === "nothing") return html`<p>${say("committee.next.nothing")}</p>`;
  if (!isSecretary) return html`<p>${say("committee.next.secretary")}</p>${paper}`;
  const ending =
    left.length > 0 &&
    html`<h3>${say("committee.next.end")}</h3><p class="note">${say("committee.next.end-what", { requests: left.join(", ") })}</p>${button("end", say("committee.next.end-it"), false)}`;
  if (next === "end") return html`<p>${say("committee.next.nobody-left")}</p>${ending}`;
  if (next === "certificate")
    return html`<p>${say("committee.next.too-few", { needed: read.needed, count: read.certain })}</p><p class="note">${say("committee.next.certificate-what")}</p>${button("certificate", say("committee.next.certificate"))}${ending}`;
  return html`<p>${say("committee.next.designate-what", { requests: read.remaining.join(", "), count: read.remaining.length })}</p>${paper}${button("designate", say("committee.next.designate"))}${ending}`;
}

/** Sends the names to the landlord. */
export async function designateIt(asked: PageAsked): Promise<PageAnswer> {
  return doing(asked, async (decisionId) => {
    await designate(asked.context, asked.visitor!.actor, { decisionId });
    return "committee.told.designated";
  });
}

/** Issues the certificate. */
export async function certify(asked: PageAsked): Promise<PageAnswer> {
  return doing(asked, async (decisionId) => {
    await issueCertificate(asked.context, asked.visitor!.actor, { decisionId });
    return "committee.told.certified";
  });
}

/** Ends the decision. */
export async function endIt(asked: PageAsked): Promise<PageAnswer> {
  return doing(asked, async (decisionId) => {
    await endDecision(asked.context, asked.visitor!.actor, { decisionId });
    return "committee.told.ended";
  });
}

async function doing(
  asked: PageAsked,
  act: (
    decisionId: string,
  ) => Promise<"committee.told.designated" | "committee.told.certified" | "committee.told.ended">,
): Promise<PageAnswer> {
  const decisionId = asked.params.decisionId!;
  try {
    return { kind: "see-other", to: `/decisions/${decisionId}`, told: await act(decisionId) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const isLate = ["conflict", "wrong-state", "id-taken"].includes(error.code);
    return showDecision(asked, problemsOf(asked, error), isLate ? 409 : 422);
  }
}

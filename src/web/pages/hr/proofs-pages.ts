/** Proofs to judge, for the secretary: which document, for whom, and what is made of it. */
import { judgeProof } from "../../../app/judge-proof.ts";
import { listProofs, type ProofPage } from "../../../app/list-proofs.ts";
import { proofRefusalReasons } from "../../../domain/persons/judged-proof.ts";
import { proofStates } from "../../../domain/persons/proof.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { factsList } from "../../components/facts-list.ts";
import { field } from "../../components/field.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { correctableStatus, isCorrectable } from "../../correctable.ts";
import { FormReading } from "../../form-reading.ts";
import { formOf, textOf, versionIn } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { sentenceCase } from "./outlook-words.ts";
import { type Names, namesOf, nameText } from "./person-names.ts";

const PROOFS = 20;

type Listed = ProofPage["proofs"][number];

interface RefusedProof {
  readonly proofId: string;
  readonly status: 409 | 422;
  readonly problems: readonly FieldProblem[];
}

export async function proofsPage(asked: PageAsked, refused?: RefusedProof): Promise<PageShown> {
  const { context, visitor, query, say } = asked;
  const words = new Wording(asked.language);
  const state = proofStates.find((one) => one === textOf(query, "state")) ?? "recorded";
  const after = textOf(query, "after");
  const { proofs, next } = await listProofs(context, visitor!.actor, {
    state,
    limit: PROOFS,
    ...(after === undefined ? {} : { after }),
  });
  const names = await namesOf(
    asked,
    proofs.map(({ request }) => request),
    "judge-proof",
  );
  const tabs = proofStates.map(
    (one) =>
      html`<li><a href="/proofs?state=${one}"${one === state && html` aria-current="page"`}>${say(`hr.judge.${one}`)}</a></li>`,
  );
  const body = html`${pageHead(asked, { title: say("hr.judge.title"), lead: say("hr.judge.lead") })}
<nav aria-label="${say("hr.judge.which")}"><ul class="request-tabs">${tabs}</ul></nav>
${
  proofs.length === 0
    ? emptyState({
        title: say("hr.judge.none"),
        text: say(state === "recorded" ? "hr.judge.none-text" : "hr.judge.none-other"),
      })
    : html`<div class="proof-list">${proofs.map((listed) => proofView(asked, words, names, listed, refused))}</div>`
}
${pager(asked, next)}`;
  return {
    kind: "page",
    title: say("hr.judge.title"),
    body,
    under: "/proofs",
    ...(refused ? { status: refused.status } : {}),
  };
}

function proofView(
  asked: PageAsked,
  words: Wording,
  names: Names,
  { proof, request }: Listed,
  refused: RefusedProof | undefined,
): Html {
  const { say, form } = asked;
  const { state, facts, recordedAt, judgedAt, reason } = proof.document;
  if (!facts) return html``;
  const isRefused = refused?.proofId === proof.id;
  const problems = isRefused ? refused.problems : [];
  const named = (name: string) => nameFor(name, proof.id);
  const typed = (name: string) => (isRefused ? textOf(form, named(name)) : undefined);
  const day = (text: string | undefined) => (text === undefined ? undefined : words.day(text.slice(0, 10), "short"));
  const reasons = proofRefusalReasons.map((one) => ({ value: one, text: words.word("hr.code.proof-refusal", one) }));
  const head = html`<h2>${sentenceCase(words.word("hr.code.proof", facts.code))}</h2><p><a href="/requests/${request.id}">${nameText(words, names, request)}</a> ${stateBadge(asked, state)}</p>${factsList(
    [
      { term: say("hr.judge.recorded-on"), value: day(recordedAt) },
      { term: say("hr.proofs.issued"), value: day(facts.issuedOn) },
      { term: say("hr.proofs.until"), value: day(facts.validUntil) },
      { term: say("hr.judge.judged-on"), value: day(judgedAt) },
      {
        term: say("hr.judge.reason"),
        value: reason === undefined ? undefined : words.word("hr.code.proof-refusal", reason),
      },
    ],
    { isWide: true },
  )}`;
  const ways = [
    {
      value: "validated",
      label: say("hr.judge.validate"),
      effect: say("hr.judge.validate-effect"),
      needs: field(asked, {
        as: "day",
        name: named("validUntil"),
        label: say("hr.proofs.until"),
        value: typed("validUntil") ?? facts.validUntil,
        isOptional: true,
        problems,
      }),
    },
    {
      value: "refused",
      label: say("hr.judge.refuse"),
      effect: say("hr.judge.refuse-effect"),
      needs: field(asked, {
        as: "select",
        name: named("reason"),
        label: say("hr.judge.reason"),
        value: typed("reason"),
        options: reasons,
        empty: say("hr.form.choose"),
        problems,
      }),
    },
  ];
  const mayJudge = state === "recorded" || state === "validated";
  return html`<article class="proof" id="proof-${proof.id}">${head}${problemSummary(asked, problems)}${
    mayJudge &&
    formOf(
      asked,
      { action: `/proofs/${proof.id}` },
      html`<input type="hidden" name="expected" value="${proof.version}">${choice({
        name: named("verdict"),
        legend: say("hr.judge.verdict"),
        isLegendHidden: true,
        ways: state === "recorded" ? ways : ways.slice(1),
        value: typed("verdict"),
        problems,
      })}<p class="actions"><button class="button main" type="submit">${say("hr.judge.do")}</button></p>`,
    )
  }</article>`;
}

/** The name of a field in the form of one proof: several such forms stand on a page, and a label belongs to one field. */
function nameFor(name: string, proofId: string): string {
  return `${name}-${proofId}`;
}

export async function judge(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params, form, say } = asked;
  const proofId = params.proofId!;
  const reading = new FormReading(asked);
  const named = (name: string) => nameFor(name, proofId);
  const verdict = (["validated", "refused"] as const).find((one) => one === reading.text(named("verdict")));
  if (!verdict) reading.refuse(named("verdict"), say("shell.missing"));
  const validUntil = verdict === "validated" ? reading.day(named("validUntil")) : undefined;
  if (!verdict || reading.problems.length > 0)
    return proofsPage(asked, { proofId, status: 422, problems: reading.problems });
  const reason = verdict === "refused" ? (reading.text(named("reason")) ?? "") : undefined;
  try {
    await judgeProof(context, visitor!.actor, {
      proofId,
      expected: versionIn(form, "expected"),
      verdict,
      ...(reason === undefined ? {} : { reason }),
      ...(validUntil === undefined ? {} : { validUntil }),
    });
  } catch (error) {
    if (!isCorrectable(error)) throw error;
    const nameOf = (name: string) => (name === "reason" || name === "validUntil" ? named(name) : undefined);
    return proofsPage(asked, {
      proofId,
      status: correctableStatus(error),
      problems: problemsOf(asked, error, nameOf),
    });
  }
  return { kind: "see-other", to: "/proofs", told: verdict === "validated" ? "hr.told.validated" : "hr.told.refused" };
}

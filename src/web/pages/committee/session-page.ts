/** One session: who is present against the quorum, conflicts of interest, proofs to check, what is decided, what keeps it from being closed. */
import { attendAgenda } from "../../../app/attend-agenda.ts";
import { closeAgenda } from "../../../app/close-agenda.ts";
import { listMembers, type Member } from "../../../app/list-members.ts";
import { standingOn } from "../../../app/proposals/agenda-progress.ts";
import { type AgendaRead, readAgenda } from "../../../app/read-agenda.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { sourceText } from "../../../markup/sentences.ts";
import { Wording } from "../../../markup/wording.ts";
import { checkbox, field } from "../../components/field.ts";
import { meter } from "../../components/meter.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { formOf, textOf, textsOf } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { agendaTable } from "./agenda-table.ts";

interface Returned {
  readonly status: 409 | 422;
  readonly form: Form;
  readonly problems: readonly FieldProblem[];
  /** Which form came back. */
  readonly of: "attendance" | "close";
}

export async function sessionPage(asked: PageAsked): Promise<PageShown> {
  return show(asked);
}

/** Who is present. */
export async function attend(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params } = asked;
  const agendaId = params.agendaId!;
  const present = new Set(textsOf(form, "present"));
  const added = textOf(form, "added");
  const ids = [...new Set([...textsOf(form, "member"), ...(added === undefined ? [] : [added])])];
  const members = ids.map((actorId) => ({ actorId, isPresent: present.has(actorId) || actorId === added }));
  return doing(asked, "attendance", async () => {
    await attendAgenda(context, visitor!.actor, { agendaId, version: versionOf(asked), members });
    return { kind: "see-other", to: `/agendas/${agendaId}`, told: "committee.told.attended" };
  });
}

/** Closes it, undecided proposals put back by name. */
export async function close(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params } = asked;
  const agendaId = params.agendaId!;
  return doing(asked, "close", async () => {
    await closeAgenda(context, visitor!.actor, {
      agendaId,
      version: versionOf(asked),
      putBack: textsOf(form, "put-back"),
    });
    return { kind: "see-other", to: `/agendas/${agendaId}/minutes`, told: "committee.told.closed" };
  });
}

async function doing(asked: PageAsked, of: Returned["of"], act: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = ["conflict", "wrong-state"].includes(error.code) ? 409 : 422;
    return show(asked, { status, form: asked.form, problems: problemsOf(asked, error, () => undefined), of });
  }
}

function versionOf({ form }: PageAsked): number {
  return Number(textOf(form, "version") ?? 0) || 0;
}

async function show(asked: PageAsked, returned?: Returned): Promise<PageShown> {
  const { context, visitor, say } = asked;
  const { actor } = visitor!;
  const words = new Wording(asked.language);
  const read = await readAgenda(context, actor, asked.params.agendaId!);
  const { agenda, rows, progress, departementCodes } = read;
  const { heldOn, state } = agenda.document;
  const isOpen = state === "open";
  const isSecretary = actor.roles.includes("secretary");
  const members = isOpen && isSecretary ? await membersOf(asked, departementCodes) : [];
  const title = say("committee.session", { day: words.day(heldOn) });
  const next = rows.find(({ proposal, decision }) => standingOn(agenda.id, proposal, decision) === "undecided");
  const groups = (["undecided", "awaiting-signature", "decided", "left"] as const).map((standing) => {
    const some = rows.filter(({ proposal, decision }) => standingOn(agenda.id, proposal, decision) === standing);
    return {
      id: standing,
      title: say(`committee.standing.${standing}`, { count: some.length }),
      rows: some,
      agendaId: agenda.id,
    };
  });
  const body = html`${pageHead(asked, {
    title,
    lead: say("committee.session.lead", { count: progress.all, departements: departementCodes.join(", ") }),
    crumbs: [{ href: "/agendas", text: say("committee.agendas") }],
    aside: stateBadge(asked, state),
    actions: isOpen
      ? next &&
        html`<a class="button main" href="/proposals/${next.proposal.id}" accesskey="s">${say("committee.agenda.go-on")}</a>`
      : html`<a class="button main" href="/agendas/${agenda.id}/minutes">${say("committee.minutes")}</a>`,
  })}
${returned?.status === 409 && html`<div class="notice is-risk" role="alert"><h2>${say("committee.meanwhile")}</h2><p>${say("committee.session.moved")}</p></div>`}
<div class="session"><div>
<div class="session-progress">${meter({ value: progress.decided, whole: Math.max(1, progress.all), words: say("committee.progress", { decided: progress.decided, all: progress.all }) })}</div>
${agendaTable(words, { caption: say("committee.agenda.caption"), groups, nextProposalId: next?.proposal.id })}
${proofs(asked, words, read)}
</div><div class="stack">
${quorumPanel(asked, words, read, members, returned)}
${conflicts(asked, words, read)}
${isOpen && isSecretary && closing(asked, words, read, returned)}
</div></div>`;
  return { kind: "page", title, under: "/agendas", body, ...(returned ? { status: returned.status } : {}) };
}

/** Members who may sit on it: those of every one of its départements. */
async function membersOf(
  { context, visitor }: PageAsked,
  departementCodes: readonly string[],
): Promise<readonly Member[]> {
  const lists = await Promise.all(
    departementCodes.map((departementCode) => listMembers(context, visitor!.actor, { departementCode })),
  );
  const [first = [], ...others] = lists;
  return first.filter(
    ({ id, roles }) => roles.includes("committee") && others.every((list) => list.some((one) => one.id === id)),
  );
}

function quorumPanel(
  asked: PageAsked,
  words: Wording,
  { agenda, quorum, names }: AgendaRead,
  members: readonly Member[],
  returned: Returned | undefined,
): Html {
  const { say } = asked;
  const { members: seated, state } = agenda.document;
  const isReached = quorum.present >= quorum.needed;
  const isSecretary = asked.visitor!.actor.roles.includes("secretary");
  const own = returned?.of === "attendance" ? returned : undefined;
  const isPresent = (id: string) =>
    own ? textsOf(own.form, "present").includes(id) : seated.some((one) => one.actorId === id && one.isPresent);
  const known = new Map([
    ...seated.map(({ actorId }) => [actorId, names(actorId)] as const),
    ...members.map(({ id, name }) => [id, name] as const),
  ]);
  return html`<section class="panel" aria-labelledby="h-quorum"><h2 id="h-quorum">${say("committee.members")}</h2>
<p>${stateMark(isReached ? "good" : "risk", isReached ? "ok" : "warn", say(isReached ? "committee.quorum.reached" : "committee.quorum.missing", { present: quorum.present, needed: quorum.needed }))}</p>
<p class="note">${quorum.rules.map(({ ruleSet, needed }) => say("committee.minutes.quorum-of", { needed, rules: words.text(ruleSet.title), source: words.typeset(sourceText(ruleSet.procedure.quorum!.source, words.language)) })).join(" ")}</p>
${
  state === "open" && isSecretary
    ? formOf(
        asked,
        { action: `/agendas/${agenda.id}/attendance` },
        html`${problemSummary(asked, own?.problems ?? [])}<input type="hidden" name="version" value="${agenda.version}"><fieldset class="members"><legend>${say("committee.members.present")}</legend>${[
          ...known,
        ].map(
          ([id, name]) =>
            html`<input type="hidden" name="member" value="${id}">${checkbox({ name: "present", value: id, label: name, isChecked: isPresent(id) })}`,
        )}</fieldset>${known.size === 0 && html`<p class="note">${say("committee.members.none")}</p>`}${field(asked, { as: "text", name: "added", label: say("committee.members.add"), hint: say("committee.members.add-hint"), isOptional: true, autocomplete: "off", value: textOf(own?.form ?? {}, "added") })}<p class="actions"><button class="button" type="submit">${say("committee.members.record")}</button></p>`,
      )
    : html`<ul>${seated.map(({ actorId, isPresent: here }) => html`<li>${stateMark(here ? "good" : "quiet", here ? "ok" : "stop", names(actorId))} <span class="note">${say(here ? "committee.members.here" : "committee.members.away")}</span></li>`)}</ul>${seated.length === 0 && html`<p class="note">${say("committee.members.unrecorded")}</p>`}`
}</section>`;
}

function conflicts({ say }: PageAsked, words: Wording, { agenda, rows, names, quorum }: AgendaRead): Html {
  const { withdrawals } = agenda.document;
  const groundText = (code: string) => {
    for (const { ruleSet } of quorum.rules) {
      const known = ruleSet.procedure.reasons?.find(({ id }) => id === code);
      if (known) return words.text(known.title);
    }
    return code;
  };
  return html`<section class="panel" aria-labelledby="h-conflicts"><h2 id="h-conflicts">${say("committee.conflicts")}</h2>${
    withdrawals.length === 0
      ? html`<p class="note">${say("committee.conflicts.none")}</p>`
      : html`<ul>${withdrawals.map(({ actorId, vacancyId, ground }) => {
          const row = rows.find(({ vacancy }) => vacancy.id === vacancyId);
          return html`<li>${names(actorId)}${say("report.colon")}${row ? html`<a href="/proposals/${row.proposal.id}">${words.place(row.dwelling)}</a>` : vacancyId} <span class="note">${groundText(ground)}</span></li>`;
        })}</ul>`
  }</section>`;
}

function proofs({ say, visitor }: PageAsked, words: Wording, { toJudge, rows }: AgendaRead): Html | undefined {
  if (toJudge.length === 0) return undefined;
  const rowOf = (requestId: string) =>
    rows.find(({ proposal }) => proposal.document.proposed.candidates.some((one) => one.requestId === requestId));
  return html`<section aria-labelledby="h-proofs"><h2 id="h-proofs">${say("committee.proofs.to-check", { count: toJudge.length })}</h2><ul>${toJudge.map(
    ({ document }) => {
      const row = rowOf(document.requestId);
      const code = document.facts?.code;
      return html`<li><b class="id">${document.requestId}</b>${say("report.colon")}${code === undefined ? say("committee.proof.erased") : words.word("committee.proof", code)}${row && html`, <a href="/proposals/${row.proposal.id}">${words.place(row.dwelling)}</a>`}</li>`;
    },
  )}</ul>${visitor!.actor.roles.includes("secretary") && html`<p><a class="button" href="/proofs">${say("committee.proofs.check-all")}</a></p>`}</section>`;
}

/** What keeps the session from being closed, and closing it. */
function closing(
  asked: PageAsked,
  words: Wording,
  { agenda, rows, progress, quorum }: AgendaRead,
  returned: Returned | undefined,
): Html {
  const { say } = asked;
  const undecided = rows.filter(({ proposal, decision }) => standingOn(agenda.id, proposal, decision) === "undecided");
  const awaiting = rows.filter(
    ({ proposal, decision }) => standingOn(agenda.id, proposal, decision) === "awaiting-signature",
  );
  const own = returned?.of === "close" ? returned : undefined;
  const isShort = progress.decided > 0 && quorum.present < quorum.needed;
  const blocks = [
    ...awaiting.map(
      (row) =>
        html`<a href="/proposals/${row.proposal.id}">${words.place(row.dwelling)}</a>${say("report.colon")}${say("committee.close.awaiting")}`,
    ),
    ...(isShort ? [html`${say("committee.close.no-quorum", { present: quorum.present, needed: quorum.needed })}`] : []),
  ];
  return html`<section class="panel" aria-labelledby="h-close"><h2 id="h-close">${say("committee.close")}</h2>${
    blocks.length > 0 &&
    html`<div class="notice"><p>${say("committee.close.blocked")}</p><ul>${blocks.map((block) => html`<li>${block}</li>`)}</ul></div>`
  }${formOf(
    asked,
    { action: `/agendas/${agenda.id}/close` },
    html`${problemSummary(asked, own?.problems ?? [])}<input type="hidden" name="version" value="${agenda.version}">${
      undecided.length > 0 &&
      html`<fieldset class="members"><legend>${say("committee.close.put-back")}</legend><p class="hint">${say("committee.close.put-back-hint")}</p>${undecided.map(
        (row) =>
          checkbox({
            name: "put-back",
            value: row.proposal.id,
            label: words.place(row.dwelling),
            isChecked: textsOf(own?.form ?? {}, "put-back").includes(row.proposal.id),
          }),
      )}</fieldset>`
    }<p class="note">${say("committee.close.effect")}</p><p class="actions"><button class="button main" type="submit">${say("committee.close.do")}</button></p>`,
  )}</section>`;
}

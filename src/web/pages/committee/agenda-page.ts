/** The agenda: what cannot wait first, against the coming sessions; how far the session is, and where to go on. */
import { listToDecide } from "../../../app/list-to-decide.ts";
import type { Stored } from "../../../app/ports.ts";
import { standingOn } from "../../../app/proposals/agenda-progress.ts";
import type { ProposalRow } from "../../../app/proposals/proposal-rows.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { emptyState } from "../../components/empty-state.ts";
import { filtering, found } from "../../components/filtering.ts";
import { meter } from "../../components/meter.ts";
import { pageHead } from "../../components/page-head.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { axisOf } from "./agenda-axis.ts";
import { agendaTable, type RowGroup } from "./agenda-table.ts";
import { type Sessions, sessionsFrom } from "./sessions.ts";

const lookFilters = ["undecided", "to-look-at"] as const;

/** What the rows are narrowed to. */
interface Filter {
  readonly departement?: string | undefined;
  readonly programme?: string | undefined;
  readonly show?: string | undefined;
}

export async function agendaPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, query, say } = asked;
  const words = new Wording(asked.language);
  const today = context.clock.today();
  const isSecretary = visitor!.actor.roles.includes("secretary");
  const { agendas, rows, waiting, isMoreWaiting, withheld, unsent } = await listToDecide(context, visitor!.actor);
  const agenda = agendas.records.find(({ id }) => id === textOf(query, "session")) ?? agendas.records[0];
  const sessions = sessionsFrom(agenda?.document.heldOn ?? today, agendas.records, today);
  const filter: Filter = {
    departement: textOf(query, "departement"),
    programme: textOf(query, "programme"),
    show: textOf(query, "show"),
  };
  const own = agenda ? rows.filter(({ proposal }) => agenda.document.proposalIds.includes(proposal.id)) : [];
  const unsentElsewhere = unsent.filter(({ proposal }) => own.every((row) => row.proposal.id !== proposal.id));
  const all = [...own, ...unsentElsewhere, ...withheld, ...waiting];
  const shown = (some: readonly ProposalRow[]) => some.filter((row) => isShown(row, filter, agenda?.id));
  const groups = agenda ? groupsOf(words, agenda, shown(own), sessions) : [];
  const next =
    agenda && own.find(({ proposal, decision }) => standingOn(agenda.id, proposal, decision) === "undecided");
  const axis = axisOf(sessions, today);
  const beside: readonly RowGroup[] = [
    {
      id: "unsent",
      title: say("committee.group.unsent", { count: unsentElsewhere.length }),
      note: say(isSecretary ? "committee.group.unsent-note" : "committee.group.unsent-member"),
      rows: shown(unsentElsewhere),
      leadsToDecision: true,
    },
    {
      id: "withheld",
      title: say("committee.group.withheld", { count: withheld.length }),
      note: say("committee.group.withheld-note"),
      rows: shown(withheld),
    },
    {
      id: "waiting",
      title: say(isMoreWaiting ? "committee.group.waiting-more" : "committee.group.waiting", { count: waiting.length }),
      note: say("committee.group.waiting-note"),
      rows: shown(waiting),
    },
  ];
  const tables = [...groups, ...beside].some((group) => group.rows.length > 0);
  const body = html`${pageHead(asked, {
    title: say("committee.agenda"),
    lead: agenda
      ? say("committee.agenda.lead", { day: words.day(agenda.document.heldOn), count: own.length })
      : say("committee.agenda.none-open"),
    ...(agenda
      ? {
          actions: html`${next && html`<a class="button main" href="/proposals/${next.proposal.id}" accesskey="s">${say("committee.agenda.go-on")}</a>`}<a class="button" href="/agendas/${agenda.id}">${say("committee.agenda.session")}</a>`,
        }
      : {}),
  })}
${agenda && progressLine(asked, words, agendas.progress.get(agenda.id)!, groups)}
${agendas.records.length > 1 && sessionLinks(asked, words, agendas.records, agenda!)}
${
  !agenda &&
  emptyState({
    title: say("committee.agenda.empty"),
    text: say(isSecretary ? "committee.agenda.empty-secretary" : "committee.agenda.empty-member"),
    action: isSecretary && html`<a class="button main" href="/agendas/new">${say("committee.agendas.open")}</a>`,
  })
}
${all.length > 0 && filterForm(asked, all, filter, agenda?.id)}
${found(html`${
  tables
    ? agendaTable(words, {
        caption: say("committee.agenda.caption"),
        axis,
        groups: [...groups, ...beside],
        nextProposalId: next?.proposal.id,
      })
    : all.length > 0 &&
      html`<p class="notice">${say("committee.agenda.nothing-shown")} <a href="/agenda">${say("committee.agenda.show-all")}</a></p>`
}
${tables && sessions.areAssumed && html`<p class="note">${say("committee.sessions.assumed")}</p>`}`)}`;
  return { kind: "page", title: say("committee.agenda"), under: "/agenda", body };
}

/** The rows of a session by what they ask for. */
function groupsOf(
  words: Wording,
  { id, document }: Stored<"agenda">,
  rows: readonly ProposalRow[],
  { days }: Sessions,
): readonly RowGroup[] {
  const [, second, third] = days as readonly [string, string, string];
  const of = (standing: string) =>
    rows.filter(({ proposal, decision }) => standingOn(id, proposal, decision) === standing);
  const undecided = of("undecided");
  const between = (from: string, to: string) =>
    undecided.filter(({ proposal }) => proposal.document.designateBy >= from && proposal.document.designateBy < to);
  const group = (
    key: "now" | "one" | "later" | "awaiting" | "decided" | "left",
    some: readonly ProposalRow[],
    day?: string,
  ): RowGroup => ({
    id: key,
    title: words.say(`committee.group.${key}`, { count: some.length }),
    ...(day === undefined
      ? {}
      : { note: words.say(`committee.group.${key}-note` as "committee.group.now-note", { day: words.day(day) }) }),
    rows: some,
    agendaId: id,
    isUrgent: key === "now",
  });
  return document.state === "open"
    ? [
        group("now", between("", second), second),
        group("awaiting", of("awaiting-signature")),
        group("one", between(second, third), second),
        group("later", between(third, "9999"), third),
        group("decided", of("decided")),
        group("left", of("left")),
      ]
    : [];
}

function progressLine(
  { say }: PageAsked,
  words: Wording,
  {
    all,
    decided,
    awaitingSignature,
  }: { readonly all: number; readonly decided: number; readonly awaitingSignature: number },
  groups: readonly RowGroup[],
): Html {
  const tiles = groups.filter(({ id, rows }) => rows.length > 0 || id === "now");
  return html`<div class="session-progress">${meter({ value: decided, whole: Math.max(1, all), words: say("committee.progress", { decided, all, count: all }) })}${awaitingSignature > 0 && html`<p class="note">${say("committee.progress.awaiting", { count: awaitingSignature })}</p>`}</div>
<ul class="tiles">${tiles.map(
    ({ id, rows, isUrgent }) =>
      html`<li class="${isUrgent && rows.length > 0 ? "is-risk" : "is-quiet"}"><a href="#${id}"><b>${words.number(rows.length)}</b> <span>${say(`committee.tile.${id}` as "committee.tile.now", { count: rows.length })}</span></a></li>`,
  )}</ul>`;
}

function sessionLinks(
  { say }: PageAsked,
  words: Wording,
  agendas: readonly Stored<"agenda">[],
  current: Stored<"agenda">,
): Html {
  return html`<nav class="tabs" aria-label="${say("committee.sessions.open")}">${agendas.map(
    ({ id, document }) =>
      html`<a href="/agenda?session=${id}"${id === current.id && html` aria-current="page"`}>${words.day(document.heldOn)}</a>`,
  )}</nav>`;
}

function isShown(
  { proposal, agreement, look, decision }: ProposalRow,
  { departement, programme, show }: Filter,
  agendaId?: string,
): boolean {
  if (departement !== undefined && proposal.document.departementCode !== departement) return false;
  if (programme !== undefined && agreement.programme !== programme) return false;
  if (show === undefined) return true;
  const isUndecided =
    agendaId === undefined ||
    !["decided", "left"].includes(standingOn(agendaId, proposal, decision)) ||
    proposal.document.state === "proposed";
  return show === "to-look-at" ? isUndecided && look.kind !== "ready" : isUndecided;
}

function filterForm(
  { say, language }: PageAsked,
  rows: readonly ProposalRow[],
  filter: Filter,
  agendaId?: string,
): Html {
  const words = new Wording(language);
  const distinct = (of: (row: ProposalRow) => string) => [...new Set(rows.map(of))].sort(compareText);
  const departements = distinct(({ proposal }) => proposal.document.departementCode);
  const programmes = distinct(({ agreement }) => agreement.programme);
  const select = (
    name: string,
    label: string,
    every: string,
    value: string | undefined,
    options: readonly (readonly [string, string])[],
  ) =>
    html`<div class="field"><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}"><option value="">${every}</option>${options.map(
      ([option, text]) => html`<option value="${option}"${option === value && html` selected`}>${text}</option>`,
    )}</select></div>`;
  return html`<form class="filters" method="get" action="/agenda"${filtering("/agenda")}>${agendaId !== undefined && html`<input type="hidden" name="session" value="${agendaId}">`}${
    departements.length > 1 &&
    select(
      "departement",
      say("committee.filter.departement"),
      say("committee.filter.all-departements", { count: departements.length }),
      filter.departement,
      departements.map((code) => [code, code]),
    )
  }${
    programmes.length > 1 &&
    select(
      "programme",
      say("committee.filter.programme"),
      say("committee.filter.all-programmes", { count: programmes.length }),
      filter.programme,
      programmes.map((code) => [code, words.word("report.programme", code)]),
    )
  }${select(
    "show",
    say("committee.filter.show"),
    say("committee.filter.everything"),
    filter.show,
    lookFilters.map((one) => [one, say(`committee.filter.${one}`)]),
  )}<button class="button" type="submit">${say("committee.filter.apply")}</button></form>`;
}

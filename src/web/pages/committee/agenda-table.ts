/**
 * Rows of an agenda in groups: what cannot wait for the next session on top, each by days left, then by valid candidates. One table, so that figures and
 * bars share their edges; on a narrow screen each row becomes labelled lines.
 */
import type { ProposalRow } from "../../../app/proposals/proposal-rows.ts";
import { placesRow } from "../../../markup/charts.ts";
import { type Html, type HtmlValue, html } from "../../../markup/html.ts";
import type { Wording } from "../../../markup/wording.ts";
import { urgentDays } from "../../components/clock-figure.ts";
import { type Axis, axisBar, axisHead, axisLines } from "./agenda-axis.ts";
import { rowState } from "./look-badge.ts";

/** Rows under one heading. */
export interface RowGroup {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly ProposalRow[];
  readonly isUrgent?: boolean;
  /** The agenda that its rows are on. */
  readonly agendaId?: string;
  /** True where what is left to do stands on the page of the decision. */
  readonly leadsToDecision?: boolean;
}

/** What the table is drawn with. */
export interface AgendaTable {
  readonly caption: string;
  /** Left out where there is no room for it. */
  readonly axis?: Axis;
  readonly groups: readonly RowGroup[];
  /** The row to go on with. */
  readonly nextProposalId?: string | undefined;
}

/** The table; groups without rows are left out. */
export function agendaTable(words: Wording, { caption, axis, groups, nextProposalId }: AgendaTable): Html {
  return html`${axis && axisLines(axis)}<table class="data agenda">
<caption class="hide">${caption}</caption>
<colgroup><col class="c-left"><col>${axis && html`<col class="c-axis">`}<col class="c-who"><col class="c-state"></colgroup>
<thead><tr><th scope="col">${words.say("report.agenda.left")}</th><th scope="col">${words.say("committee.column.dwelling")}</th>${axis && html`<th scope="col" class="axis-cell">${axisHead(words, axis)}</th>`}<th scope="col">${words.say("committee.column.candidates")}</th><th scope="col">${words.say("committee.column.look")}</th></tr></thead>
${groups
  .filter(({ rows }) => rows.length > 0)
  .map(
    ({
      id,
      title,
      note,
      rows,
      isUrgent,
      agendaId,
      leadsToDecision,
    }) => html`<tbody class="${isUrgent ? "g-now" : "g-later"}">
<tr class="group"><th colspan="${axis ? 5 : 4}" scope="rowgroup" id="${id}">${title}${note !== undefined && html` <small>${note}</small>`}</th></tr>
${rows.map((row) => agendaRow(words, axis, row, { agendaId, leadsToDecision, isNext: row.proposal.id === nextProposalId }))}</tbody>`,
  )}
</table>
<p class="legend">${[
    { drawing: placesRow(1, 0, 0), key: "report.legend.place" as const },
    { drawing: placesRow(0, 1, 0), key: "report.legend.nobody" as const },
    { drawing: placesRow(0, 0, 1), key: "report.legend.next" as const },
  ].map(
    ({ drawing, key }) => html`<span>${drawing}${words.say(key)}</span>`,
  )}${axis && html`<span><svg width="34" height="8" aria-hidden="true"><line class="second" x1="0" x2="34" y1="4" y2="4"/></svg>${words.say("report.legend.extension")}</span>`}</p>`;
}

function agendaRow(
  words: Wording,
  axis: Axis | undefined,
  row: ProposalRow,
  {
    agendaId,
    leadsToDecision,
    isNext,
  }: {
    readonly agendaId: string | undefined;
    readonly leadsToDecision: boolean | undefined;
    readonly isNext: boolean;
  },
): Html {
  const { proposal, dwelling, landlord, daysLeft } = row;
  const { id, document } = proposal;
  const isOpen = document.state === "proposed" || leadsToDecision;
  const path =
    leadsToDecision && document.decisionId !== undefined ? `/decisions/${document.decisionId}` : `/proposals/${id}`;
  return html`<tr${isNext && html` class="is-next"`}><td class="left${daysLeft <= urgentDays && isOpen && " is-risk"}"><b>${words.number(Math.abs(daysLeft))}</b> ${words.say(daysLeft < 0 ? "shell.days-over-word" : "shell.days-word", { count: Math.abs(daysLeft) })}<small>${words.day(document.designateBy, "without-year")}</small></td><th scope="row"><a class="place" href="${path}"${isNext && html` id="next"`}>${words.place(dwelling)}</a><small>${dwellingLine(words, row)}, ${landlordTitle(words, landlord)}</small></th>${axis && html`<td class="axis-cell">${axisBar(row, axis)}</td>`}<td class="who">${placesOf(row)}<small>${candidatesText(words, row)}</small></td><td class="verdict">${rowState(words, row, agendaId)}</td></tr>
`;
}

/** Size, funding and rent in one line. */
export function dwellingLine(words: Wording, { dwelling }: Pick<ProposalRow, "dwelling">): string {
  return [words.size(dwelling), words.word("funding", dwelling.funding), words.rent(dwelling)].join(", ");
}

/** Who lets it. */
export function landlordTitle(words: Wording, landlord: ProposalRow["landlord"]): string {
  if (landlord.kind === "private") return words.say("landlord.private");
  return words.typeset(landlord.title ?? words.say("landlord.social"));
}

/** Squares for the places, a disc for each who comes next. */
export function placesOf({ filled, look, proposal }: ProposalRow): HtmlValue {
  return placesRow(filled, look.missing, proposal.document.proposed.next.length);
}

/** How many places are filled, and how many come next. */
export function candidatesText(words: Wording, { filled, look, proposal }: ProposalRow): string {
  const { length } = proposal.document.proposed.next;
  const next = length === 0 ? words.say("report.no-next") : words.counted("report.next-count", length);
  return `${words.say("report.filled", { filled, places: look.places })}, ${next}`;
}

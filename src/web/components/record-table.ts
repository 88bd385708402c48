/** A table of records. On a narrow screen each row becomes labelled lines, so that nothing is scrolled sideways and figures stay comparable. */
import { Html, type HtmlValue, html } from "../../markup/html.ts";

/** A column: how it is headed, what stands in it. */
export interface Column<R> {
  readonly head: string;
  readonly cell: (row: R) => HtmlValue;
  /** Figures end on one edge. */
  readonly isNumber?: boolean;
  /** The cell that names the row; the first column where none says so. */
  readonly isRowHead?: boolean;
  /** Heard and not seen: a column of links. */
  readonly isHeadHidden?: boolean;
}

/** A table. */
export interface RecordTable<R> {
  readonly caption: HtmlValue;
  /** Heard and not seen, where the heading above says the same. */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** A heading over the rows from this one on; the same text again makes none. */
  readonly groupOf?: (row: R) => string | undefined;
}

/** The table. */
export function recordTable<R>({ caption, isCaptionHidden = false, columns, rows, groupOf }: RecordTable<R>): Html {
  const named = Math.max(
    0,
    columns.findIndex(({ isRowHead }) => isRowHead === true),
  );
  let group: string | undefined;
  const lines = rows.map((row) => {
    const next = groupOf?.(row);
    const heading =
      next !== undefined && next !== group
        ? html`<tr class="group"><th scope="colgroup" colspan="${columns.length}">${next}</th></tr>`
        : undefined;
    group = next;
    return html`${heading}<tr>${columns.map((column, place) => cellOf(column, row, place === named))}</tr>`;
  });
  return html`<table class="data flow"><caption${isCaptionHidden && html` class="hide"`}>${caption}</caption><thead><tr>${columns.map(
    ({ head, isNumber, isHeadHidden }) =>
      html`<th scope="col"${isNumber && html` class="num"`}>${isHeadHidden ? html`<span class="hide">${head}</span>` : head}</th>`,
  )}</tr></thead><tbody>${lines}</tbody></table>`;
}

function cellOf<R>({ head, cell, isNumber, isHeadHidden }: Column<R>, row: R, isNamed: boolean): Html {
  const content = cell(row);
  const number = isNumber && html` class="num"`;
  if (isNamed) return html`<th scope="row"${number}>${content}</th>`;
  const label = !isHeadHidden && new Html(` data-of="${html`${head}`.markup}"`);
  return html`<td${number}${label}>${isNumber || isHeadHidden ? content : html`<div>${content}</div>`}</td>`;
}

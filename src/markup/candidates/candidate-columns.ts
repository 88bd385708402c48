/**
 * The columns of the comparison of candidates: one per candidate, and the rows that run over them.
 */
import { type Html, html } from "../html.ts";
import type { CandidateView } from "./candidate-view.ts";

/** One candidate of the comparison. */
export interface Column {
  readonly candidate: CandidateView;
  /** Shown on narrow screens before each value: `1 · 7QX1`. */
  readonly label: string;
  readonly slot: string;
  readonly isSpare: boolean;
  /** First of those who come next: a stronger edge. */
  readonly isCut: boolean;
}

/** What marks the cells of those who come next. */
export function cellClass({ isSpare, isCut }: Column): Html | undefined {
  if (!isSpare) return undefined;
  return isCut ? html` class="reserve cut"` : html` class="reserve"`;
}

/** A row with a cell per candidate. */
export function row(title: Html, columns: readonly Column[], cell: (column: Column, index: number) => Html): Html {
  return html`<tr><th scope="row">${title}</th>${columns.map(
    (column, i) => html`<td${cellClass(column)} data-of="${column.label}">${cell(column, i)}</td>`,
  )}</tr>
`;
}

/** A title over rows. */
export function band(title: string, columns: readonly Column[]): Html {
  return html`<tr class="band"><th colspan="${columns.length + 1}" scope="rowgroup">${title}</th></tr>`;
}

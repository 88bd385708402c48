/** Clocks of the rows on one axis of coming sessions: a bar that ends before the next line cannot wait for it. */
import type { ProposalRow } from "../../../app/proposals/proposal-rows.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { extensionDays } from "../../../markup/agreement-delays.ts";
import { percentOf } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { Wording } from "../../../markup/wording.ts";
import type { Sessions } from "./sessions.ts";

/** An axis of days with a line for each session. */
export interface Axis {
  readonly today: number;
  readonly lengthDays: number;
  readonly sessions: readonly string[];
}

/** The axis from today to a week after the last session. */
export function axisOf({ days }: Sessions, today: string): Axis {
  const from = dayNumberOf(today)!;
  return { today: from, lengthDays: dayNumberOf(days.at(-1)!)! + 7 - from, sessions: days };
}

/** The days of the sessions over the column. */
export function axisHead(words: Wording, { today, lengthDays, sessions }: Axis): Html {
  return html`<span class="axis-title">${words.say("committee.sessions")}</span><svg class="axis-head" aria-hidden="true">${sessions.map(
    (day) =>
      html`<text x="${at(dayNumberOf(day)! - today, lengthDays)}" y="14" dx="3">${words.day(day, "without-year")}</text>`,
  )}</svg>`;
}

/** The lines of the sessions, drawn once and used in every row. */
export function axisLines({ today, lengthDays, sessions }: Axis): Html {
  return html`<svg class="sprite" aria-hidden="true" focusable="false"><defs><g id="sessions">${sessions.map((day) => {
    const x = at(dayNumberOf(day)! - today, lengthDays);
    return html`<line class="week" x1="${x}" x2="${x}" y1="0" y2="100%"/>`;
  })}</g></defs></svg>`;
}

/** The clock of one row. */
export function axisBar({ agreement, vacancy, daysLeft }: ProposalRow, { lengthDays }: Axis): Html {
  const end = at(daysLeft, lengthDays);
  const extension = vacancy.document.isExtended ? 0 : extensionDays(agreement, vacancy.document.facts.designateBy);
  return html`<svg class="axis" aria-hidden="true"><use href="#sessions"/>${
    extension > 0 &&
    html`<line class="second" x1="${end}" x2="${at(daysLeft + extension, lengthDays)}" y1="50%" y2="50%"/>`
  }<rect class="rest" y="50%" width="${end}" height="8"/><rect class="tip" x="${end}" y="50%" width="2" height="18"/></svg>`;
}

function at(days: number, lengthDays: number): string {
  return percentOf(Math.max(0, days), lengthDays);
}

/** How long something still lives: the days left, large, until when, and what happens then. */
import { clockBar } from "../../markup/charts.ts";
import { type Html, type HtmlValue, html } from "../../markup/html.ts";
import { formatDay, formatNumber } from "../../texts/format.ts";
import type { PageAsked } from "../page-route.ts";

/** Days left from which a clock is shown as urgent. Source: warnings of the product at 10, 5 and 2 days. */
export const urgentDays = 10;

/** A clock as shown. */
export interface ClockFigure {
  /** Below zero when it is over. */
  readonly daysLeft: number;
  readonly endsOn: string;
  /** What must be done by then: "pour désigner". */
  readonly purpose?: HtmlValue;
  /** What happens the day after. */
  readonly effect?: HtmlValue;
  /** Days of an extension not yet used. */
  readonly extensionDays?: number;
  /** The whole delay, in days: draws the axis. */
  readonly wholeDays?: number;
}

/** The figure. */
export function clockFigure(
  { say, language }: Pick<PageAsked, "say" | "language">,
  { daysLeft, endsOn, purpose, effect, extensionDays = 0, wholeDays }: ClockFigure,
): Html {
  const isUrgent = daysLeft <= urgentDays;
  const word = daysLeft < 0 ? "shell.days-over-word" : "shell.days-word";
  const axisDays = wholeDays === undefined ? 0 : Math.ceil((wholeDays + extensionDays) / 7) * 7;
  return html`<div class="clock${isUrgent && " is-risk"}"><p class="left"><b>${formatNumber(Math.abs(daysLeft), language)}</b> ${say(word, { count: Math.abs(daysLeft) })}</p><p class="until">${
    purpose !== undefined && html`${purpose}, `
  }${say("shell.until-day", { day: formatDay(endsOn, language) })}</p>${
    axisDays > 0 &&
    html`<svg class="axis" aria-hidden="true">${clockBar(Math.max(0, daysLeft), extensionDays, axisDays)}</svg>`
  }${effect !== undefined && html`<p class="after">${effect}</p>`}</div>`;
}

/** Days left in a row of a table: a figure and its word. */
export function daysLeftText({ say, language }: Pick<PageAsked, "say" | "language">, daysLeft: number): Html {
  const word = daysLeft < 0 ? "shell.days-over-word" : "shell.days-word";
  return html`<span class="days-left${daysLeft <= urgentDays && " is-risk"}"><b>${formatNumber(Math.abs(daysLeft), language)}</b> ${say(word, { count: Math.abs(daysLeft) })}</span>`;
}

/**
 * How long a landlord has: the days left, large, until when, and the delay drawn as one line with the days on which a reminder goes out. The last day ends at
 * midnight, and the figure says so.
 */
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { percentOf } from "../../../markup/charts.ts";
import { type Html, type HtmlValue, html } from "../../../markup/html.ts";
import type { PageAsked } from "../../page-route.ts";
import { LandlordWords } from "./landlord-words.ts";

/** A delay as shown. */
export interface DelayFigure {
  readonly startedOn: string;
  readonly endsOn: string;
  readonly today: string;
  /** What must be done by then. */
  readonly purpose: string;
  /** What happens the day after. */
  readonly effect: HtmlValue;
  /** Days before the end on which a reminder goes out, the most days first; from the second on it is urgent. */
  readonly reminders?: readonly number[];
}

/** From here on a label stands in the way of the last day on a narrow screen. Units: share of the line. */
const NEAR_END = 0.78;

/** The figure, as a section of its own. */
export function delayFigure(
  { say, language }: Pick<PageAsked, "say" | "language">,
  { startedOn, endsOn, today, purpose, effect, reminders = [] }: DelayFigure,
): Html {
  const words = new LandlordWords(language);
  const [from, to, now] = [startedOn, endsOn, today].map((day) => dayNumberOf(day)!) as [number, number, number];
  const left = to - now;
  const whole = Math.max(1, to - from);
  const spent = Math.min(whole, Math.max(0, now - from));
  const [first = 0, second = first] = reminders;
  const isUrgent = left <= second;
  const marks = reminders.filter((days) => days < whole && to - days > now);
  const at = (days: number) => percentOf(days, whole);
  const label = say("landlord.delay.label", {
    whole,
    start: words.day(startedOn),
    spent,
    left: Math.max(0, left),
  });
  return html`<section class="clock delay${isUrgent && " is-risk"}" aria-labelledby="delay"><h2 id="delay" class="hide">${say("landlord.delay")}</h2>
<div><p class="left"><b>${words.number(Math.abs(left))}</b> ${say(left < 0 ? "shell.days-over-word" : "shell.days-word", { count: Math.abs(left) })}</p>
<p class="until">${purpose} <b>${words.weekday(endsOn)}</b>, ${say("landlord.midnight")}</p></div>
<svg class="timeline-bar" role="img" aria-label="${label}"><rect class="spent" y="12" width="${at(spent)}" height="10"/><rect class="rest" x="${at(spent)}" y="12" width="${at(whole - spent)}" height="10"/>${marks.map(
    (days) => html`<line class="tick" x1="${at(whole - days)}" x2="${at(whole - days)}" y1="8" y2="26"/>`,
  )}<line class="tick" x1="0" x2="0" y1="8" y2="26"/><line class="tick" x1="100%" x2="100%" y1="8" y2="26"/>${
    spent > 0 && spent < whole && html`<line class="now" x1="${at(spent)}" x2="${at(spent)}" y1="4" y2="26"/>`
  }<text x="0" y="43">${words.day(startedOn, "without-year")}</text>${marks
    .filter((days) => days >= 2 && (whole - days) / whole < 0.9)
    .map(
      (days) =>
        html`<text${(whole - days) / whole >= NEAR_END && html` class="near-end"`} x="${at(whole - days)}" y="43" text-anchor="middle">${say("landlord.day-before", { days })}</text>`,
    )}<text x="100%" y="43" text-anchor="end">${words.day(endsOn, "without-year")}</text></svg>
<p class="after">${effect}</p></section>`;
}

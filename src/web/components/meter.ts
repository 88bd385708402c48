/** How much of a whole there is, in words and as a bar. */
import { percentOf } from "../../markup/charts.ts";
import { type Html, type HtmlValue, html } from "../../markup/html.ts";

/** A measure. */
export interface Meter {
  readonly value: number;
  readonly whole: number;
  /** The same in words; the bar itself is hidden from who listens. */
  readonly words: HtmlValue;
  /** What should be reached, drawn as a stroke. */
  readonly goal?: number;
}

/** The measure. */
export function meter({ value, whole, words, goal }: Meter): Html {
  const stroke = goal === undefined ? undefined : percentOf(goal, whole);
  return html`<div class="meter"><p>${words}</p><svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%"/><rect class="fill" width="${percentOf(value, whole)}" height="100%"/>${
    stroke !== undefined && html`<line class="mark" x1="${stroke}" x2="${stroke}" y1="-3" y2="11"/>`
  }</svg></div>`;
}

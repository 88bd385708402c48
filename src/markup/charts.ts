/**
 * Small drawings made on the server. Lengths are per cent of the drawing's own box, so one drawing serves every width; each is hidden from
 * assistive technology because the same figure stands in words beside it.
 */
import { Html, html } from "./html.ts";

/** A share of a scale as a per cent with one decimal, held between 0 and 100. */
export function percentOf(value: number, scale: number): string {
  const tenths = scale <= 0 ? 0 : Math.round((Math.min(Math.max(value, 0), scale) * 1000) / scale);
  return `${tenths / 10}%`;
}

/** Points on the scale of their table: the track is the most one can have, the hatch what waits for a proof. */
export function pointsBar(points: number, pendingPoints: number, maximum: number, scale: number): Html {
  const hatch = Math.min(pendingPoints, Math.max(0, maximum - points));
  return html`<svg class="bar" aria-hidden="true"><rect class="track" width="${percentOf(maximum, scale)}" height="100%"/>${
    points > 0 && html`<rect class="fill" width="${percentOf(points, scale)}" height="100%"/>`
  }${
    hatch > 0 &&
    html`<rect class="wait" x="${percentOf(points, scale)}" width="${percentOf(hatch, scale)}" height="100%"/>`
  }</svg>`;
}

/** One part of a total. */
export interface Segment {
  readonly points: number;
}

/** A total with its parts one after the other, in the order given; parts below zero make it one plain bar. */
export function stackedBar(segments: readonly Segment[], total: number, pendingPoints: number, maximum: number): Html {
  const sum = segments.reduce((all, { points }) => all + points, 0);
  const areParts = sum === total && segments.every(({ points }) => points >= 0);
  let from = 0;
  const parts = (areParts ? segments.filter(({ points }) => points > 0) : [{ points: total }]).map(({ points }, i) => {
    const part = html`<rect class="${i % 2 === 0 ? "fill" : "fill-b"}" x="${percentOf(from, maximum)}" width="${percentOf(points, maximum)}" height="100%"/>`;
    from += points;
    return part;
  });
  const hatch = Math.min(pendingPoints, Math.max(0, maximum - total));
  return html`<svg class="bar total-bar" aria-hidden="true"><rect class="track" width="100%" height="100%"/>${parts}${
    hatch > 0 &&
    html`<rect class="wait" x="${percentOf(total, maximum)}" width="${percentOf(hatch, maximum)}" height="100%"/>`
  }</svg>`;
}

/** A value against a threshold; what lies beyond it is marked when the threshold is an upper bound. */
export function thresholdBar(value: number, threshold: number, scale: number, isUpperBound: boolean): Html {
  const over = isUpperBound && value > threshold;
  return html`<svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%"/><rect class="fill-2" width="${percentOf(
    over ? threshold : value,
    scale,
  )}" height="100%"/>${
    over &&
    html`<rect class="over" x="${percentOf(threshold, scale)}" width="${percentOf(value - threshold, scale)}" height="100%"/>`
  }<line class="mark" x1="${percentOf(threshold, scale)}" x2="${percentOf(threshold, scale)}" y1="-3" y2="11"/></svg>`;
}

/** Places of a list: a square for each candidate, dashes for nobody, a disc for each who comes next. */
export function placesRow(filled: number, missing: number, next: number): Html {
  const step = 15;
  const shapes: Html[] = [];
  for (let i = 0; i < filled + missing; i++) {
    shapes.push(html`<rect class="${i < filled ? "in" : "none"}" x="${1 + i * step}" y="2" width="10" height="10"/>`);
  }
  for (let i = 0; i < next; i++) {
    shapes.push(html`<circle class="spare" cx="${(filled + missing + i) * step + 12}" cy="7" r="4.5"/>`);
  }
  const width = (filled + missing + next) * step + 6;
  return html`<svg class="places" width="${width}" height="14" viewBox="0 0 ${width} 14" aria-hidden="true">${shapes}</svg>`;
}

/** Squares in a row, the first ones filled: dwellings of a building, vacancies by outcome. */
export function squaresRow(groups: readonly { readonly count: number; readonly className: string }[]): Html {
  const step = 14;
  const perLine = 24;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const squares: Html[] = [];
  let i = 0;
  for (const { count, className } of groups) {
    for (let n = 0; n < count; n++, i++) {
      const x = 1 + (i % perLine) * step;
      const y = 1 + Math.floor(i / perLine) * step;
      squares.push(html`<rect class="${className}" x="${x}" y="${y}" width="11" height="11"/>`);
    }
  }
  const width = Math.max(1, Math.min(total, perLine)) * step;
  const height = Math.max(1, Math.ceil(total / perLine)) * step;
  return html`<svg class="squares" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${squares}</svg>`;
}

/** Days left on the axis of the run, a line per week; `extensionDays` follow in dashes. */
export function clockBar(daysLeft: number, extensionDays: number, axisDays: number): Html {
  const weeks = Array.from({ length: axisDays / 7 + 1 }, (_, week) => percentOf(week * 7, axisDays));
  const end = percentOf(daysLeft, axisDays);
  return html`${weeks.map((x) => html`<line class="week" x1="${x}" x2="${x}" y1="0" y2="100%"/>`)}${
    extensionDays > 0 &&
    html`<line class="second" x1="${end}" x2="${percentOf(daysLeft + extensionDays, axisDays)}" y1="50%" y2="50%"/>`
  }<rect class="rest" y="50%" width="${end}" height="8"/><line class="end" x1="${end}" x2="${end}" y1="50%" y2="50%"/>`;
}

/** The icons of the sprite. */
export type IconName =
  | "ok"
  | "warn"
  | "ask"
  | "lock"
  | "flag"
  | "stop"
  | "bed"
  | "wait"
  | "swap"
  | "out"
  | "pen"
  | "next"
  | "back";

/** How a state looks beside its shape and its word. */
export type Tone = "risk" | "care" | "good" | "quiet";

/** An icon of the sprite. */
export function icon(name: IconName): Html {
  return new Html(`<svg class="ico" aria-hidden="true"><use href="#i-${name}"/></svg>`);
}

/** A state: its shape, then its word, then its colour. */
export function stateMark(tone: Tone, name: IconName, word: string): Html {
  return html`<span class="state is-${tone}">${icon(name)}<span class="word">${word}</span></span>`;
}

/** Icons and the hatch, once per page. */
export const sprite = new Html(
  `<svg class="sprite" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch-line" x1="1" x2="1" y1="0" y2="5"/></pattern></defs>` +
    `<symbol id="i-ok" viewBox="0 0 18 18"><path d="M3.5 9.5l3.8 3.8 7.2-8"/></symbol>` +
    `<symbol id="i-warn" viewBox="0 0 18 18"><path d="M9 2.6l7 12.4H2zM9 7.2v3.8M9 13v.2"/></symbol>` +
    `<symbol id="i-ask" viewBox="0 0 18 18"><circle cx="9" cy="9" r="6.8"/><path d="M7 7.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M9 12.7v.1"/></symbol>` +
    `<symbol id="i-lock" viewBox="0 0 18 18"><path d="M4 8.2h10v7H4zM6 8V6a3 3 0 0 1 6 0v2"/></symbol>` +
    `<symbol id="i-flag" viewBox="0 0 18 18"><path d="M4.5 15.5v-13h9l-2.2 3.4 2.2 3.4h-9"/></symbol>` +
    `<symbol id="i-stop" viewBox="0 0 18 18"><circle cx="9" cy="9" r="6.8"/><path d="M4.4 4.4l9.2 9.2"/></symbol>` +
    `<symbol id="i-bed" viewBox="0 0 18 18"><path d="M2.5 15V9L9 3.5 15.5 9v6z"/></symbol>` +
    `<symbol id="i-wait" viewBox="0 0 18 18"><circle cx="9" cy="9" r="6.8"/><path d="M9 4.8V9.2l2.8 1.8"/></symbol>` +
    `<symbol id="i-swap" viewBox="0 0 18 18"><path d="M3 6h11M11 3l3 3-3 3M15 12H4M7 9l-3 3 3 3"/></symbol>` +
    `<symbol id="i-out" viewBox="0 0 18 18"><path d="M3 9h11M9.5 4.5L14 9l-4.5 4.5"/></symbol>` +
    `<symbol id="i-pen" viewBox="0 0 18 18"><path d="M3 15l.8-3.4L12 3.4 14.6 6 6.4 14.2z"/></symbol>` +
    `<symbol id="i-next" viewBox="0 0 18 18"><path d="M7 4l5 5-5 5"/></symbol>` +
    `<symbol id="i-back" viewBox="0 0 18 18"><path d="M11 4L6 9l5 5"/></symbol></svg>`,
);

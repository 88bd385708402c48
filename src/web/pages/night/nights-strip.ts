/** The last fourteen nights as a row of marks, and the same in words. */
import type { Stored } from "../../../app/ports.ts";
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import { dayNumberOf, dayText } from "../../../domain/shared/dates.ts";
import { icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay } from "../../../texts/format.ts";
import type { PageAsked } from "../../page-route.ts";

const NIGHTS = 14;
const marks = {
  done: ["good", "ok"],
  withheld: ["care", "lock"],
  refused: ["risk", "stop"],
  missing: ["quiet", "ask"],
} as const;

/** The strip; nothing before the first night. */
export function nightsStrip(asked: PageAsked, runs: readonly Stored<"run">[]): Html | undefined {
  const { say, language, context } = asked;
  if (runs.length === 0) return undefined;
  const today = dayNumberOf(parisTimeOf(context.clock.now()).day)!;
  const first = Math.max(today - NIGHTS + 1, Math.min(...runs.map(({ document }) => dayNumberOf(document.asOf)!)));
  const nights = [...Array(Math.max(0, today - first + 1)).keys()].map((n) => {
    const day = dayText(first + n);
    // The newest computation of a day stands for it.
    const run = runs.find(({ document }) => document.asOf === day);
    return { day, run, state: stateOf(run) };
  });
  const count = (state: keyof typeof marks) => nights.filter((night) => night.state === state).length;
  const states = (Object.keys(marks) as (keyof typeof marks)[]).filter((state) => count(state) > 0);
  const words = states.map((state) => say(`night.nights.${state}-words`, { count: count(state) })).join(", ");
  return html`<section aria-labelledby="nights"><h2 id="nights">${say("night.nights.title")}</h2><p class="under">${words}</p><ol class="night-strip">${nights.map(
    ({ day, run, state }) => {
      const [tone, shape] = marks[state];
      const inside = html`${icon(shape)}<span class="night-day">${String(Number(day.slice(8)))}</span>`;
      const title = formatDay(day, language);
      return html`<li class="is-${tone}">${
        run
          ? html`<a href="/runs/${run.id}" aria-label="${title}">${inside}</a>`
          : html`<span><span class="hide">${say("night.nights.missing", { day: title })}</span>${html`<span aria-hidden="true">${inside}</span>`}</span>`
      }</li>`;
    },
  )}</ol></section>`;
}

function stateOf(run: Stored<"run"> | undefined): keyof typeof marks {
  if (!run) return "missing";
  if (run.document.state === "refused") return "refused";
  return run.document.withheld.length > 0 ? "withheld" : "done";
}

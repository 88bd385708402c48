/** The jobs, in the order of a night: how each stands, when it was last done and what it came to, when it comes next. */
import type { JobStanding, JobState } from "../../../app/jobs/job-standing.ts";
import type { Operations } from "../../../app/list-jobs.ts";
import { minuteOfDay } from "../../../domain/jobs/job-plan.ts";
import { type IconName, stateMark, type Tone } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatTime } from "../../../texts/format.ts";
import { recordTable } from "../../components/record-table.ts";
import type { PageAsked } from "../../page-route.ts";
import { jobText, nearText, outcomeText } from "./night-words.ts";

const looks: Readonly<Record<JobState, readonly [Tone, IconName]>> = {
  well: ["good", "ok"],
  waiting: ["quiet", "wait"],
  running: ["quiet", "swap"],
  failed: ["risk", "warn"],
  late: ["risk", "warn"],
  lost: ["care", "ask"],
};

/** The table. */
export function jobsPart(asked: PageAsked, { jobs, awake }: Operations): Html {
  const { say } = asked;
  return html`<section aria-labelledby="jobs"><h2 id="jobs">${say("night.jobs.title")}</h2><p class="under">${say("night.jobs.awake", { count: awake })}</p>${recordTable(
    {
      caption: say("night.jobs.caption"),
      isCaptionHidden: true,
      rows: jobs,
      columns: [
        {
          head: say("night.jobs.job"),
          isRowHead: true,
          cell: ({ line }) => html`${jobText(asked, line.name)}<small>${rhythm(asked, line)}</small>`,
        },
        {
          head: say("night.jobs.state"),
          cell: ({ state }) => stateMark(...looks[state], say(`night.job-state.${state}`)),
        },
        { head: say("night.jobs.last"), cell: (job) => lastTime(asked, job) },
        {
          head: say("night.jobs.next"),
          cell: ({ line, nextAt, triedAgainAt }) => {
            if (triedAgainAt !== undefined) return say("night.jobs.retry-at", { at: nearText(asked, triedAgainAt) });
            return minuteOfDay(line) === undefined ? say("night.jobs.every-minute") : nearText(asked, nextAt);
          },
        },
      ],
    },
  )}<p class="note measure">${say("night.jobs.rules")}</p></section>`;
}

function rhythm({ say, language }: PageAsked, line: JobStanding["line"]): string {
  const minute = minuteOfDay(line);
  return minute === undefined
    ? say("night.jobs.every-minute")
    : say("night.jobs.daily", { time: formatTime(minute, language) });
}

function lastTime(asked: PageAsked, { last, toCatchUp, skipped }: JobStanding): Html {
  const { say } = asked;
  if (!last) return html`${say("night.jobs.never")}`;
  const { finishedAt, startedAt, state, outcome = "" } = last;
  const words =
    state === "failed"
      ? say("night.outcome.failed-with", { code: outcome })
      : state === "done" && outcomeText(asked, outcome);
  return html`${nearText(asked, finishedAt ?? startedAt)}${words !== false && html`<small>${words}</small>`}${
    toCatchUp > 0 && html`<small>${say("night.jobs.catching-up", { count: toCatchUp })}</small>`
  }${skipped > 0 && html`<small>${say("night.jobs.skipped", { count: skipped })}</small>`}`;
}

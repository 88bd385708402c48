/** The nights, the last one first. */
import { listRuns } from "../../../app/list-runs.ts";
import { html } from "../../../markup/html.ts";
import { formatNumber } from "../../../texts/format.ts";
import { emptyState } from "../../components/empty-state.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { recordTable } from "../../components/record-table.ts";
import { textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { durationText } from "./night-words.ts";
import { runDayText, runMark } from "./run-state.ts";

const PAGE = 30;

/** The page. */
export async function runsPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, say, language, query } = asked;
  const after = textOf(query, "after");
  const page = await listRuns(context, visitor!.actor, { limit: PAGE, ...(after === undefined ? {} : { after }) });
  const title = say("night.runs.title");
  const number = (value: number | undefined) => (value === undefined ? "–" : formatNumber(value, language));
  const table = recordTable({
    caption: say("night.runs.caption"),
    isCaptionHidden: true,
    rows: page.records,
    columns: [
      {
        head: say("night.col.night"),
        isRowHead: true,
        cell: ({ id, document }) => {
          const { day, again } = runDayText(asked, id, document);
          return html`<a class="place" href="/runs/${id}">${day}</a>${again !== undefined && html`<small>${again}</small>`}`;
        },
      },
      { head: say("night.col.state"), cell: ({ document }) => runMark(asked, document) },
      {
        head: say("night.col.proposed"),
        isNumber: true,
        cell: ({ document }) => number(document.counts?.proposed),
      },
      { head: say("night.col.vacancies"), isNumber: true, cell: ({ document }) => number(document.counts?.vacancies) },
      { head: say("night.col.requests"), isNumber: true, cell: ({ document }) => number(document.counts?.requests) },
      {
        head: say("night.col.checked"),
        isNumber: true,
        cell: ({ document: { verification } }) =>
          verification
            ? say("night.checked", {
                held: verification.properties.filter(({ held }) => held).length,
                all: verification.properties.length,
              })
            : say("night.not-checked"),
      },
      {
        head: say("night.col.duration"),
        isNumber: true,
        cell: ({ document }) => durationText(asked, document.startedAt, document.finishedAt),
      },
      {
        head: say("night.col.digest"),
        cell: ({ document }) => document.resultDigest && html`<code>${document.resultDigest.slice(0, 12)}</code>`,
      },
    ],
  });
  return {
    kind: "page",
    title,
    under: "/runs",
    body: html`${pageHead(asked, { title, lead: say("night.runs.lead") })}${
      page.records.length === 0
        ? emptyState({ title: say("night.runs.none"), text: say("night.runs.none-text") })
        : html`<div class="nights">${table}</div>`
    }${pager(asked, page.next)}`,
  };
}

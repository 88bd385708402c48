/**
 * A list of dwellings that become free: sent, checked whole, and declared only once somebody has seen what would become of every row. Every problem is told
 * with its line and column.
 */
import { type ImportedVacancies, importVacancies } from "../../../app/import-vacancies.ts";
import { vacancyColumns } from "../../../domain/imports/vacancy-columns.ts";
import { csvTable } from "../../../markup/csv-table.ts";
import { type Html, html } from "../../../markup/html.ts";
import { sentenceOf } from "../../../texts/problem-sentence.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { recordTable } from "../../components/record-table.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageRoute, PageShown } from "../../page-route.ts";
import { csvFile, sourceProblemText, waitingFiles } from "../../sent-files.ts";
import { LandlordWords } from "./landlord-words.ts";

/** Sending a file, seeing what becomes of it, keeping it; and the template. */
export const importPages: readonly PageRoute[] = [
  { method: "get", path: "/vacancies/import", access: "import-vacancies", handle: async (asked) => sendPage(asked) },
  { method: "post", path: "/vacancies/import", access: "import-vacancies", takesUpload: true, handle: receive },
  {
    method: "get",
    path: "/vacancies/import/template",
    access: "import-vacancies",
    handle: async (asked) => template(asked),
  },
  { method: "get", path: "/vacancies/import/:fileId", access: "import-vacancies", handle: (asked) => seen(asked) },
  { method: "post", path: "/vacancies/import/:fileId", access: "import-vacancies", handle: keep },
];

const ROWS_SHOWN = 200;

function crumbsOf({ say }: PageAsked) {
  return [{ href: "/vacancies", text: say("landlord.vacancies") }];
}

function sendPage(asked: PageAsked, problems: readonly FieldProblem[] = []): PageShown {
  const { say, language } = asked;
  const head = pageHead(asked, {
    title: say("landlord.import.title"),
    lead: say("landlord.import.lead"),
    crumbs: crumbsOf(asked),
  });
  const columns = vacancyColumns.map(
    ({ titles, form, isRequired }) =>
      html`<li><b>${titles[language][0]}</b> <span class="note">${say(isRequired ? "landlord.import.needed" : "landlord.import.free")}, ${say(form === "day" ? "landlord.cell.day" : "landlord.cell.text")}</span></li>`,
  );
  const form = formOf(
    asked,
    { action: "/vacancies/import", takesUpload: true },
    html`${field(asked, { as: "file", name: "file", label: say("landlord.import.file"), hint: say("landlord.import.file-hint"), accept: ".csv,text/csv,.txt", problems })}<p class="actions"><button class="button main" type="submit">${say("landlord.import.check")}</button></p>`,
  );
  return {
    kind: "page",
    title: say("landlord.import.title"),
    under: "/vacancies",
    body: html`${head}${problemSummary(asked, problems)}<div class="import-vacancies">${form}<section><h2>${say("landlord.import.columns")}</h2><ul>${columns}</ul><p class="note">${say("landlord.import.template-note")}</p><p class="actions"><a class="button" href="/vacancies/import/template">${say("landlord.import.template")}</a></p></section></div>`,
    ...(problems.length > 0 ? { status: 422 } : {}),
  };
}

async function receive(asked: PageAsked): Promise<PageAnswer> {
  const { upload, visitor, say } = asked;
  if (!upload) return sendPage(asked, [{ field: "file", sentence: say("landlord.import.no-file") }]);
  const received = await waitingFiles(asked).receive({
    ownerId: visitor!.actor.id,
    fileName: upload.fileName,
    content: upload.content as AsyncIterable<Uint8Array>,
  });
  if ("fileId" in received) return { kind: "see-other", to: `/vacancies/import/${received.fileId}` };
  return sendPage(
    asked,
    received.problems.map((problem) => ({ field: "file", sentence: sourceProblemText(asked, problem) })),
  );
}

async function seen(asked: PageAsked, problems: readonly FieldProblem[] = []): Promise<PageAnswer> {
  const { context, visitor, params, say, language } = asked;
  const found = await waitingFiles(asked).find(params.fileId!, visitor!.actor.id);
  if (!found) return gone(asked);
  const isKept = "outcome" in found;
  const outcome = isKept
    ? (found.outcome as ImportedVacancies)
    : await importVacancies(context, visitor!.actor, { source: found.source("vacancies"), mode: "check" });
  const words = new LandlordWords(language);
  const { counts, isBroken, declared } = outcome;
  const title = say(isKept ? "landlord.imported.kept-title" : "landlord.imported.title");
  return {
    kind: "page",
    title,
    under: "/vacancies",
    ...(problems.length > 0 ? { status: 422 } : {}),
    body: html`${pageHead(asked, {
      title,
      crumbs: [...crumbsOf(asked), { href: "/vacancies/import", text: say("landlord.import.title") }],
      aside: html`<span class="note">${found.fileName}</span>`,
    })}${problemSummary(asked, problems)}${
      isBroken
        ? html`<div class="notice is-risk"><p>${say("landlord.imported.broken")}</p></div>`
        : html`<ul class="import-counts"><li><b>${say(isKept ? "landlord.imported.kept-declared" : "landlord.imported.declared", { count: counts.declared })}</b></li><li>${say("landlord.imported.unchanged", { count: counts.unchanged })}</li><li>${say("landlord.imported.refused", { count: counts.refused })}</li></ul>`
    }${problemTable(asked, outcome)}${!isKept && keepForm(asked, outcome, problems)}${
      !isKept &&
      declared.length > 0 &&
      recordTable({
        caption: say("landlord.imported.will"),
        rows: declared.slice(0, ROWS_SHOWN),
        columns: [
          { head: say("landlord.new.dwelling"), isRowHead: true, cell: ({ dwellingId }) => dwellingId },
          { head: say("landlord.imported.names-by"), cell: ({ designateBy }) => words.day(designateBy) },
        ],
      })
    }`,
  };
}

function problemTable(asked: PageAsked, { cellProblems, rowProblems }: ImportedVacancies): Html | undefined {
  const { say, language } = asked;
  const titleOf = (name: string | undefined) =>
    vacancyColumns.find((column) => column.name === name)?.titles[language][0] ?? name ?? "";
  const rows = [
    ...cellProblems.map((problem) => ({
      line: problem.line ?? 1,
      column: titleOf(problem.column),
      sentence: sourceProblemText(asked, problem),
    })),
    ...rowProblems.map(({ line, column, problem }) => ({
      line,
      column: titleOf(column),
      sentence: sentenceOf(problem.code, problem.values, language),
    })),
  ].sort((a, b) => a.line - b.line);
  if (rows.length === 0) return undefined;
  return recordTable({
    caption: say("landlord.imported.problems"),
    rows: rows.slice(0, ROWS_SHOWN),
    columns: [
      { head: say("landlord.imported.line"), isNumber: true, isRowHead: true, cell: ({ line }) => line },
      { head: say("landlord.imported.column"), cell: ({ column }) => column },
      { head: say("landlord.imported.problem"), cell: ({ sentence }) => sentence },
    ],
  });
}

function keepForm(asked: PageAsked, { counts, isBroken }: ImportedVacancies, problems: readonly FieldProblem[]): Html {
  const { say, params } = asked;
  const action = `/vacancies/import/${params.fileId}`;
  const again = html`<a class="button" href="/vacancies/import">${say("landlord.imported.again")}</a>`;
  if (isBroken || counts.declared === 0)
    return html`${!isBroken && counts.refused === 0 && html`<p>${say("landlord.imported.nothing")}</p>`}<p class="actions">${again}</p>`;
  if (counts.refused === 0)
    return formOf(
      asked,
      { action },
      html`<input type="hidden" name="keep" value="all"><p class="actions"><button class="button main" type="submit">${say("landlord.imported.keep-all", { count: counts.declared })}</button> ${again}</p>`,
    );
  return formOf(
    asked,
    { action },
    html`${choice({
      name: "keep",
      legend: say("landlord.imported.choose"),
      ways: [
        { value: "none", label: say("landlord.imported.keep-none"), effect: say("landlord.imported.keep-none-effect") },
        { value: "good", label: say("landlord.imported.keep-good"), effect: say("landlord.imported.keep-good-effect") },
      ],
      problems,
    })}<p class="actions"><button class="button main" type="submit">${say("landlord.imported.go-on")}</button></p>`,
  );
}

async function keep(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params, say } = asked;
  const fileId = params.fileId!;
  const here = `/vacancies/import/${fileId}`;
  const kept = textOf(form, "keep");
  if (kept === "none") {
    await waitingFiles(asked).discard(fileId, visitor!.actor.id);
    return { kind: "see-other", to: "/vacancies/import", told: "landlord.told.discarded" };
  }
  if (kept !== "all" && kept !== "good") return seen(asked, [{ field: "keep", sentence: say("shell.missing") }]);
  const found = await waitingFiles(asked).find(fileId, visitor!.actor.id);
  if (!found) return gone(asked);
  if ("outcome" in found) return { kind: "see-other", to: here };
  const mode = kept === "good" ? "good-rows-only" : "all-or-nothing";
  const outcome = await importVacancies(context, visitor!.actor, { source: found.source("vacancies"), mode });
  // What was good a moment ago may have changed since: then the page says so anew, and nothing was kept.
  if (outcome.sequence === undefined) return { kind: "see-other", to: here };
  await waitingFiles(asked).conclude(fileId, outcome);
  return { kind: "see-other", to: here, told: "landlord.told.imported" };
}

function gone(asked: PageAsked): PageShown {
  const { say } = asked;
  const title = say("landlord.import.title");
  const action = html`<a class="button main" href="/vacancies/import">${title}</a>`;
  const body = html`${pageHead(asked, { title, crumbs: crumbsOf(asked) })}${emptyState({ title: say("landlord.imported.gone"), action })}`;
  return { kind: "page", title, body, under: "/vacancies", status: 404 };
}

function template({ say, language }: PageAsked): PageAnswer {
  const head = vacancyColumns.map(({ titles }) => titles[language][0]);
  const table = csvTable(head, [vacancyColumns.map(({ example = "" }) => example)]);
  return csvFile(say("landlord.import.template-file"), Buffer.from(table));
}

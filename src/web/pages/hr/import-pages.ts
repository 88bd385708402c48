/**
 * A file of requests: sent, checked whole, and kept only once somebody has seen what would become of every row. The template and the problems are
 * given as tables for a spreadsheet.
 */
import { type ImportedRequests, importRequests } from "../../../app/import-requests.ts";
import type { Employer } from "../../../domain/facts/employer.ts";
import { requestColumns } from "../../../domain/imports/request-columns.ts";
import { csvTable } from "../../../markup/csv-table.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { recordTable } from "../../components/record-table.ts";
import { formOf, textOf } from "../../forms.ts";
import type { FileGiven, PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { csvFile, sourceProblemText, waitingFiles } from "../../sent-files.ts";
import { employersOf } from "./new-request.ts";

/** Problems shown on the page; the table has all that were kept. */
const PROBLEMS_SHOWN = 200;

const crumbs = ({ say }: PageAsked) => [{ href: "/requests", text: say("hr.requests.title") }];

export async function importPage(asked: PageAsked, problems: readonly FieldProblem[] = []): Promise<PageShown> {
  const { say } = asked;
  const employers = await employersOf(asked);
  const body = html`${pageHead(asked, { title: say("hr.import.title"), lead: say("hr.import.lead"), crumbs: crumbs(asked) })}
${problemSummary(asked, problems)}
<div class="request-columns"><section><h2>${say("hr.import.send")}</h2>${formOf(
    asked,
    { action: "/requests/import", takesUpload: true },
    html`${employerField(asked, employers, problems)}${field(asked, { as: "file", name: "file", label: say("hr.import.file"), accept: ".csv,text/csv,.txt", hint: say("hr.import.file-hint"), problems })}<p class="actions"><button class="button main" type="submit">${say("hr.import.check")}</button></p><p class="note">${say("hr.import.check-note")}</p>`,
  )}</section>
<section><h2>${say("hr.import.prepare")}</h2><ol class="import-steps"><li>${say("hr.import.step-template")} <a href="/requests/import/template">${say("hr.import.template")}</a></li><li>${say("hr.import.step-columns")} <a href="/requests/import/columns">${say("hr.import.columns")}</a></li><li>${say("hr.import.step-reference")}</li><li>${say("hr.import.step-save")}</li></ol></section></div>`;
  const status = problems.length > 0 ? { status: 422 } : {};
  return { kind: "page", title: say("hr.import.title"), body, under: "/requests", ...status };
}

/** Rows that name no employer belong to the one chosen; whoever acts for one only is not asked. */
function employerField(
  asked: PageAsked,
  employers: readonly Employer[],
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say, visitor } = asked;
  const isSecretary = visitor!.actor.roles.includes("secretary");
  if (employers.length < 2 && !isSecretary) return undefined;
  const options = employers.map(({ id, title }) => ({
    value: id,
    text: title === undefined ? id : `${title} (${id})`,
  }));
  return field(asked, {
    as: "select",
    name: "employer",
    label: say("hr.import.employer"),
    hint: say(isSecretary ? "hr.import.employer-secretary" : "hr.import.employer-hint"),
    options,
    empty: say("hr.import.employer-in-file"),
    isOptional: true,
    value: textOf(asked.form, "employer"),
    problems,
  });
}

/** What the address of a file's page says of rows without an employer. */
function employerChosen({ query }: PageAsked): { readonly employerId?: string } {
  const employerId = textOf(query, "employer");
  return employerId === undefined ? {} : { employerId };
}

/** The address of a file's page, or of what lies below it. */
function pathOf(asked: PageAsked, fileId: string, below = "", employerId = employerChosen(asked).employerId): string {
  const query = employerId === undefined ? "" : `?employer=${encodeURIComponent(employerId)}`;
  return `/requests/import/${encodeURIComponent(fileId)}${below}${query}`;
}

export async function receiveFile(asked: PageAsked): Promise<PageAnswer> {
  const { upload, visitor, say } = asked;
  if (!upload) return importPage(asked, [{ field: "file", sentence: say("hr.import.no-file") }]);
  const received = await waitingFiles(asked).receive({
    ownerId: visitor!.actor.id,
    fileName: upload.fileName,
    content: upload.content as AsyncIterable<Uint8Array>,
  });
  if ("fileId" in received)
    return { kind: "see-other", to: pathOf(asked, received.fileId, "", textOf(asked.form, "employer")) };
  return importPage(
    asked,
    received.problems.map((problem) => ({ field: "file", sentence: sourceProblemText(asked, problem) })),
  );
}

/** What was made of a file, or what would become of it now. */
async function outcomeOf(asked: PageAsked) {
  const { context, visitor, params } = asked;
  const found = await waitingFiles(asked).find(params.fileId!, visitor!.actor.id);
  if (!found) return undefined;
  const { fileName } = found;
  if ("outcome" in found) return { fileName, outcome: found.outcome as ImportedRequests, isKept: true };
  const outcome = await importRequests(context, visitor!.actor, {
    source: found.source(),
    mode: "check",
    ...employerChosen(asked),
  });
  return { fileName, outcome, isKept: false };
}

export async function importedPage(asked: PageAsked, problems: readonly FieldProblem[] = []): Promise<PageShown> {
  const { say, params } = asked;
  const words = new Wording(asked.language);
  const found = await outcomeOf(asked);
  if (!found) return gonePage(asked);
  const { fileName, outcome, isKept } = found;
  const title = say(isKept ? "hr.imported.kept-title" : "hr.imported.title");
  const here = pathOf(asked, params.fileId!);
  const body = html`${pageHead(asked, { title, lead: leadOf(words, outcome, isKept), crumbs: [...crumbs(asked), { href: "/requests/import", text: say("hr.import.title") }], aside: html`<span class="note">${fileName}</span>` })}
${problemSummary(asked, problems)}
${countsView(words, outcome, isKept)}
${outcome.waitingLines.length > 0 && html`<p class="notice is-care">${words.counted("hr.imported.waiting", outcome.counts.waiting, { lines: outcome.waitingLines.slice(0, 20).join(", ") })}</p>`}
${!isKept && keepForm(asked, words, here, outcome, problems)}
${outcome.problemCount > 0 && problemsView(asked, words, pathOf(asked, params.fileId!, "/problems"), outcome)}
${isKept && html`<p class="actions"><a class="button main" href="/requests">${say("hr.imported.to-list")}</a></p>`}`;
  const status = problems.length > 0 ? { status: 422 } : {};
  return { kind: "page", title, body, under: "/requests", ...status };
}

function gonePage(asked: PageAsked): PageShown {
  const { say } = asked;
  const body = html`${pageHead(asked, { title: say("hr.imported.gone"), crumbs: crumbs(asked) })}${emptyState({
    title: say("hr.imported.gone-title"),
    text: say("hr.imported.gone-text"),
    action: html`<a class="button main" href="/requests/import">${say("hr.import.title")}</a>`,
  })}`;
  return { kind: "page", title: say("hr.imported.gone"), body, under: "/requests", status: 404 };
}

function leadOf(words: Wording, { problemCount, counts, isBroken }: ImportedRequests, isKept: boolean): string {
  if (isKept) return words.say("hr.imported.kept-lead");
  if (isBroken) return words.say("hr.imported.broken-lead");
  if (problemCount > 0) return words.counted("hr.imported.wrong-lead", counts.refused);
  return words.say(counts.created + counts.amended === 0 ? "hr.imported.nothing-lead" : "hr.imported.good-lead");
}

function countsView(words: Wording, { counts, isBroken }: ImportedRequests, isKept: boolean): Html | undefined {
  if (isBroken) return undefined;
  const tense = isKept ? "kept" : "check";
  const names = ["created", "amended", "unchanged", "refused"] as const;
  return html`<dl class="counts">${names.map((name) => html`<div${name === "refused" && counts.refused > 0 && html` class="is-wrong"`}><dt>${words.say(`hr.imported.${tense}-${name}`)}</dt><dd>${words.number(counts[name])}</dd></div>`)}</dl>`;
}

/** What may be kept, each with its effect stated; nothing is chosen in advance. */
function keepForm(
  asked: PageAsked,
  words: Wording,
  here: string,
  { counts, isBroken, problemCount }: ImportedRequests,
  problems: readonly FieldProblem[],
): Html {
  const { say } = asked;
  const good = counts.created + counts.amended;
  const again = html`<a class="button${(isBroken || good === 0) && " main"}" href="/requests/import">${say("hr.imported.again")}</a>`;
  if (isBroken || good === 0) return html`<p class="actions">${again}</p>`;
  if (problemCount === 0)
    return formOf(
      asked,
      { action: here },
      html`<input type="hidden" name="keep" value="all"><p class="actions"><button class="button main" type="submit">${words.counted("hr.imported.keep-all", good)}</button>${again}</p>`,
    );
  return html`<div class="import-end">${formOf(
    asked,
    { action: here },
    html`${choice({
      name: "keep",
      legend: say("hr.imported.choose"),
      ways: [
        { value: "none", label: say("hr.imported.keep-none"), effect: say("hr.imported.keep-none-effect") },
        {
          value: "good",
          label: words.counted("hr.imported.keep-good", good),
          effect: words.counted("hr.imported.keep-good-effect", counts.refused),
        },
      ],
      problems,
    })}<p class="actions"><button class="button main" type="submit">${say("hr.imported.go-on")}</button></p>`,
  )}</div>`;
}

function problemsView(
  asked: PageAsked,
  words: Wording,
  problemsPath: string,
  { problems, problemCount }: ImportedRequests,
): Html {
  const { say } = asked;
  const shown = problems.slice(0, PROBLEMS_SHOWN);
  const table = recordTable({
    caption: words.counted("hr.imported.problems", problemCount),
    rows: shown,
    columns: [
      {
        head: say("hr.imported.line"),
        cell: ({ line }) => (line === undefined ? "–" : words.say("hr.imported.at-line", { line: words.number(line) })),
        isRowHead: true,
      },
      { head: say("hr.imported.column"), cell: ({ column }) => column ?? "–" },
      { head: say("hr.imported.problem"), cell: (problem) => sourceProblemText(asked, problem) },
    ],
  });
  return html`<section id="lines">${table}${
    problemCount > shown.length &&
    html`<p class="note">${words.say("hr.imported.more", { count: words.number(problemCount - shown.length) })}</p>`
  }<p class="actions"><a class="button" href="${problemsPath}">${say("hr.imported.download")}</a></p></section>`;
}

export async function keepFile(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params, say } = asked;
  const here = pathOf(asked, params.fileId!);
  const keep = textOf(form, "keep");
  if (keep === "none") {
    await waitingFiles(asked).discard(params.fileId!, visitor!.actor.id);
    return { kind: "see-other", to: "/requests/import", told: "hr.told.discarded" };
  }
  if (keep !== "all" && keep !== "good")
    return importedPage(asked, [{ field: "keep", sentence: say("shell.missing") }]);
  const found = await waitingFiles(asked).find(params.fileId!, visitor!.actor.id);
  if (!found) return gonePage(asked);
  if ("outcome" in found) return { kind: "see-other", to: here };
  const mode = keep === "good" ? "good-rows-only" : "all-or-nothing";
  const outcome = await importRequests(context, visitor!.actor, {
    source: found.source(),
    mode,
    ...employerChosen(asked),
  });
  // What was good a moment ago may have changed since: then the page says so anew, and nothing was kept.
  if (outcome.sequence === undefined) return { kind: "see-other", to: here };
  await waitingFiles(asked).conclude(params.fileId!, outcome);
  return { kind: "see-other", to: here, told: "hr.told.imported" };
}

export async function problemsFile(asked: PageAsked): Promise<PageAnswer> {
  const { say } = asked;
  const found = await outcomeOf(asked);
  if (!found) return gonePage(asked);
  const head = [say("hr.imported.line"), say("hr.imported.column"), say("hr.imported.problem")];
  const rows = found.outcome.problems.map((problem) => [
    problem.line ?? "",
    problem.column ?? "",
    sourceProblemText(asked, problem),
  ]);
  return csvFile(say("hr.imported.file"), Buffer.from(csvTable(head, rows)));
}

/** The header and one invented row. */
export async function templateFile({ say, language }: PageAsked): Promise<FileGiven> {
  const head = requestColumns.map(({ titles }) => titles[language][0]);
  return csvFile(
    say("hr.import.template-file"),
    Buffer.from(csvTable(head, [requestColumns.map(({ example = "" }) => example)])),
  );
}

/** Every column with what it means and how its cells are written. */
export async function columnsFile({ say, language }: PageAsked): Promise<FileGiven> {
  const words = new Wording(language);
  const head = (["column", "needed", "written", "example", "also"] as const).map((name) => say(`hr.import.of-${name}`));
  const rows = requestColumns.map(({ name, titles, form, schema, proposed, isRequired, example = "" }) => {
    const kind = form ?? (schema.format === "date" ? "day" : schema.enum ? "words" : (schema.type ?? "string"));
    const allowed = (language === "fr" ? proposed : schema.enum?.join(", ")) ?? "";
    return [
      titles[language][0],
      isRequired ? say("hr.form.yes") : "",
      [words.word("hr.code.cell", kind), allowed].filter((part) => part !== "").join(" : "),
      example,
      [...titles[language].slice(1), name].join(", "),
    ];
  });
  return csvFile(say("hr.import.columns-file"), Buffer.from(csvTable(head, rows)));
}

/**
 * `contingent requests import` and `contingent vacancies import`: the file of an employer or of a landlord, read as the pages and the API read it. All of it
 * or nothing, its good rows, or a check that keeps nothing.
 */
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { InputProblem } from "../../adapters/files/input-problem.ts";
import { importRequests, type RequestCounts } from "../../app/import-requests.ts";
import { importVacancies, type RowProblem } from "../../app/import-vacancies.ts";
import type { RequestSource, SourceProblem } from "../../app/pool-source.ts";
import { formatNumber } from "../../texts/format.ts";
import { sentenceOf } from "../../texts/problem-sentence.ts";
import type { Asked } from "../command-words.ts";
import { problemDetails, problemLines } from "../open-run.ts";
import { alignedRows, CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { type Acting, acting } from "./acting.ts";
import { requireReadable } from "./input-file.ts";

interface Options {
  readonly check?: boolean;
  readonly goodRowsOnly?: boolean;
  readonly employer?: string;
}

type RowCount = keyof RequestCounts | "declared";

/** What an import came to, of either kind. */
interface Outcome {
  readonly sequence?: number;
  readonly counts: Readonly<Partial<Record<RowCount, number>>>;
  readonly problems: readonly SourceProblem[];
  readonly problemCount: number;
  readonly rowProblems: readonly RowProblem[];
}

type Mode = Parameters<typeof importVacancies>[2]["mode"];

export function requestsImportCommand(asked: Asked): Promise<number> {
  const { employer }: Options = asked.options;
  return importFile(asked, "import-requests", "requests", async ({ context, actor }, source, mode) => {
    const about = employer === undefined ? {} : { employerId: employer };
    const imported = await importRequests(context, actor, { source, mode, ...about });
    return { ...imported, counts: { ...imported.counts }, rowProblems: [] };
  });
}

export function vacanciesImportCommand(asked: Asked): Promise<number> {
  return importFile(asked, "import-vacancies", "vacancies", async ({ context, actor }, source, mode) => {
    const {
      cellProblems: problems,
      rowProblems,
      ...imported
    } = await importVacancies(context, actor, { source, mode });
    const problemCount = problems.length + rowProblems.length;
    return { ...imported, counts: { ...imported.counts }, problems, problemCount, rowProblems };
  });
}

async function importFile(
  asked: Asked,
  command: "import-requests" | "import-vacancies",
  kind: "requests" | "vacancies",
  step: (acting: Acting, source: RequestSource, mode: Mode) => Promise<Outcome>,
): Promise<number> {
  const { operands, terminal } = asked;
  const { check = false, goodRowsOnly = false }: Options = asked.options;
  const mode = check ? "check" : goodRowsOnly ? "good-rows-only" : "all-or-nothing";
  const path = String(operands[0]);
  await requireReadable(path, terminal);
  const outcome = await acting(asked, command, async (open) => {
    const files = open.context.waitingFiles!;
    const ownerId = open.actor.id;
    const received = await files.receive({ ownerId, fileName: basename(path), content: createReadStream(path) });
    if ("problems" in received) throw refused({ problems: received.problems, rowProblems: [] }, path, terminal);
    const file = await files.find(received.fileId, ownerId);
    if (!file || !("source" in file)) throw new Error("a file that was just taken in is gone");
    return step(open, file.source(kind), mode);
  });
  const isKept = outcome.sequence !== undefined;
  if (mode === "all-or-nothing" && outcome.problemCount > 0) throw refused(outcome, path, terminal);
  if (terminal.isJson) {
    const { rowProblems: _, ...told } = outcome;
    terminal.print(JSON.stringify({ ...told, problems: detailsOf(outcome, terminal) }));
  } else {
    const rows = (Object.entries(outcome.counts) as [RowCount, number][]).map(([name, count]) => [
      terminal.say(`import-rows.${name}`),
      formatNumber(count, terminal.language),
    ]);
    for (const line of alignedRows(rows, "all-but-first")) terminal.print(line);
    terminal.print(
      isKept ? terminal.say("import.kept", { sequence: outcome.sequence! }) : terminal.say("import-rows.nothing"),
    );
    if (isKept && outcome.problemCount > 0)
      terminal.note(terminal.say("import.left-out", { count: outcome.problemCount }));
    for (const line of linesOf(outcome, path, terminal)) terminal.note(line);
  }
  return outcome.problemCount > 0 ? exitCodes.problemsFound : exitCodes.done;
}

type Wrong = Pick<Outcome, "problems" | "rowProblems">;

function refused(wrong: Wrong & { readonly problemCount?: number }, path: string, terminal: Terminal): CommandProblem {
  const count = wrong.problemCount ?? wrong.problems.length;
  const first = terminal.say("import.refused", { count });
  return new CommandProblem(
    exitCodes.wrongInput,
    [first, ...linesOf(wrong, path, terminal)],
    detailsOf(wrong, terminal),
  );
}

/** A source of files lists problems of files. */
const asInput = (problems: readonly SourceProblem[]) => problems as readonly InputProblem[];

function linesOf({ problems, rowProblems }: Wrong, path: string, terminal: Terminal): string[] {
  const ofRows = rowProblems.map(({ line, column, problem }) => {
    const sentence = sentenceOf(problem.code, problem.values, terminal.language);
    return `${basename(path)}:${line}${column === undefined ? "" : ` ${column}`}\n  ${sentence}`;
  });
  return [...problemLines(asInput(problems), terminal), ...ofRows];
}

function detailsOf({ problems, rowProblems }: Wrong, terminal: Terminal): object[] {
  const ofRows = rowProblems.map(({ line, column, problem: { code, values } }) => {
    const sentence = sentenceOf(code, values, terminal.language);
    return { line, ...(column === undefined ? {} : { column }), code, values, sentence };
  });
  return [...problemDetails(asInput(problems), terminal), ...ofRows];
}

/** `contingent import`: a pool into the database, all of it or nothing, or its good rows with everything that is wrong with the others. */
import type { InputProblem } from "../../adapters/files/input-problem.ts";
import { openPoolSource } from "../../adapters/files/pool-source.ts";
import { type ImportedPool, importPool } from "../../app/import-pool.ts";
import type { PoolSource } from "../../app/pool-source.ts";
import { formatNumber } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { problemDetails, problemLines } from "../open-run.ts";
import { alignedRows, CommandProblem, exitCodes, type Output, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";

export async function importCommand(asked: Asked): Promise<number> {
  const { operands, options, terminal } = asked;
  const { goodRowsOnly = false } = options as { readonly goodRowsOnly?: boolean };
  const source = await openPoolSource(String(operands[0]));
  if (source.isBroken) throw refused(source.problems(), source.problemCount, terminal);
  const imported = await acting(
    asked,
    "import-pool",
    ({ context, actor }) => importPool(context, actor, { source: watched(source, terminal), goodRowsOnly }),
    { mayCreate: true },
  );
  if (imported.sequence === undefined) throw refused(imported.problems, imported.problemCount, terminal);
  const lines = linesOf(imported.problems, terminal);
  if (terminal.isJson) printJson(imported, terminal);
  else {
    printCounts(imported, terminal);
    if (imported.problemCount > 0) terminal.note(terminal.say("import.left-out", { count: imported.problemCount }));
    for (const line of lines) terminal.note(line);
    terminal.print(terminal.say("import.next"));
  }
  return imported.problemCount > 0 ? exitCodes.problemsFound : exitCodes.done;
}

function refused(problems: ImportedPool["problems"], count: number, terminal: Terminal): CommandProblem {
  const first = terminal.say("import.refused", { count });
  return new CommandProblem(
    exitCodes.wrongInput,
    [first, ...linesOf(problems, terminal)],
    detailsOf(problems, terminal),
  );
}

/** A source of files lists problems of files. */
const asInput = (problems: ImportedPool["problems"]) => problems as readonly InputProblem[];
const linesOf = (problems: ImportedPool["problems"], terminal: Terminal) => problemLines(asInput(problems), terminal);
const detailsOf = (problems: ImportedPool["problems"], terminal: Terminal) =>
  problemDetails(asInput(problems), terminal);

function printJson({ sequence, counts, problems, problemCount }: ImportedPool, terminal: Terminal): void {
  const rows = Object.fromEntries(counts);
  terminal.print(JSON.stringify({ sequence, counts: rows, problemCount, problems: detailsOf(problems, terminal) }));
}

function printCounts({ sequence, counts }: ImportedPool, terminal: Terminal): void {
  const heads = ["import.kind", "import.created", "import.changed", "import.unchanged", "import.refused-rows"] as const;
  const rows = [...counts].map(([kind, { created, changed, unchanged, refused: left }]) => [
    terminal.say(`kind.${kind}`),
    ...[created, changed, unchanged, left].map((count) => formatNumber(count, terminal.language)),
  ]);
  for (const line of alignedRows([heads.map((head) => terminal.say(head)), ...rows], "all-but-first"))
    terminal.print(line);
  terminal.print(terminal.say("import.kept", { sequence: sequence ?? 0 }));
}

const rowsBetweenSigns = 10_000;

/** The same source, telling whoever watches how many rows were read. */
function watched(source: PoolSource, terminal: Terminal): PoolSource {
  const { watched: output } = terminal;
  if (!output) return source;
  let count = 0;
  return {
    async *rows(kind) {
      for await (const read of source.rows(kind)) {
        const before = count;
        count += read.rows.length + read.unreadable;
        if (Math.floor(count / rowsBetweenSigns) > Math.floor(before / rowsBetweenSigns)) sign(output, count, terminal);
        yield read;
      }
    },
    has: (kind) => source.has(kind),
    isUnread: (kind) => source.isUnread(kind),
    titleOf: (kind) => source.titleOf(kind),
    report: (place, code, values) => source.report(place, code, values),
    bytes: source.bytes,
    get problemCount() {
      return source.problemCount;
    },
    get isBroken() {
      return source.isBroken;
    },
    problems: () => source.problems(),
  };
}

function sign(output: Output, count: number, terminal: Terminal): void {
  output.write(`\r${terminal.say("import.rows", { count, number: formatNumber(count, terminal.language) })}\r`);
}

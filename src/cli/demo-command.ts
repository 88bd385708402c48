/** `contingent demo`: the main job on a whole invented town, told as a committee would want it told. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { laonBuildings } from "../../scripts/demo/dwellings.ts";
import { demoTown } from "../../scripts/demo/town.ts";
import { bundleObstacles } from "../adapters/files/bundle.ts";
import { type InputProblem, inputProblem } from "../adapters/files/input-problem.ts";
import { reasonOf } from "../adapters/files/words.ts";
import { afterEvents, type RunEvent } from "../domain/engine/after-events.ts";
import type { Allocation } from "../domain/engine/allocate.ts";
import { whyNot } from "../domain/engine/why-not.ts";
import { ruleText, sourceText } from "../markup/sentences.ts";
import { proposalViews } from "../report/proposal-view.ts";
import { renderReport } from "../report/report.ts";
import type { ChainStory, RefusalStory } from "../report/report-input.ts";
import { formatCents } from "../texts/format.ts";
import { keepRun } from "./allocate-command.ts";
import { type OpenedRun, openRun, refuseWriting, runSnapshot } from "./open-run.ts";
import { printMoves } from "./print-moves.ts";
import { printProposals, printRun, printTargets } from "./print-proposals.ts";
import { printVerification } from "./print-verification.ts";
import { exitCodes, type Surroundings, type Terminal } from "./terminal.ts";
import { changeFor, changeText } from "./why-not-command.ts";

/** How it ends: with the report, or with the pages of the town served until it is told to stop. */
export interface DemoOptions {
  readonly out?: string;
  readonly serve?: boolean;
  readonly port?: string;
}

export async function demoCommand(
  options: DemoOptions,
  terminal: Terminal,
  around: Pick<Surroundings, "err">,
): Promise<number> {
  const out = options.out ?? "out/demo";
  const folders = { pool: join(out, "pool.json"), bundle: join(out, "bundle"), report: join(out, "report.html") };
  const pool = `${JSON.stringify(demoTown(), undefined, 1)}\n`;
  refuseWriting(await obstaclesIn(folders, pool), terminal);
  await written(out, terminal, async () => {
    await mkdir(out, { recursive: true });
    await writeFile(folders.pool, pool);
  });

  const run = await openRun(folders.pool, {}, terminal);
  printRun(run, terminal);
  printProgrammes(run, terminal);
  printTargets(run, terminal);

  const refusal = refusalStory(run, terminal);
  if (refusal) printRefusal(refusal, terminal);
  const chain = chainStory(run, terminal);
  if (chain) printChain(chain, terminal);
  printVerification(run.verification, terminal);

  await keepRun(folders.bundle, run, terminal);
  const report = renderReport({
    allocation: run.allocation,
    snapshot: run.snapshot,
    verification: run.verification,
    language: terminal.language,
    ruleFiles: run.ruleFiles,
    buildings: laonBuildings,
    stories: { ...(refusal ? { refusal } : {}), ...(chain ? { chain } : {}) },
  });
  await written(folders.report, terminal, () => writeFile(folders.report, report));
  printNext(folders, refusal?.whyNot.requestId ?? run.snapshot.requests[0]!.id, run, terminal);
  if (options.serve !== false) {
    const port = options.port === undefined ? undefined : Number(options.port);
    await (await import("./serve-demo.ts")).serveDemo(out, { port }, terminal, around);
  }
  return run.verification.violationCount === 0 ? exitCodes.done : exitCodes.problemsFound;
}

interface DemoFiles {
  readonly pool: string;
  readonly bundle: string;
  readonly report: string;
}

/** What somebody else may have put where the demonstration writes; an earlier demonstration is no obstacle. */
async function obstaclesIn(files: DemoFiles, pool: string): Promise<readonly InputProblem[]> {
  const isOurs = (await readFile(files.pool, "utf8").catch(() => undefined)) === pool;
  if (isOurs) return bundleObstacles(files.bundle);
  const obstacles = [...(await bundleObstacles(files.bundle))];
  for (const file of [files.pool, files.report]) {
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (isThere) obstacles.push(inputProblem({ file }, "template-in-the-way"));
  }
  return obstacles;
}

/** Takes a step that writes. Throws: a `CommandProblem` when the place cannot be written. */
async function written(file: string, terminal: Terminal, step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    refuseWriting([inputProblem({ file }, "not-written", { reason: reasonOf(error) })], terminal);
  }
}

/** The proposals, programme by programme; the buildings of the programme with what was paid for them. */
function printProgrammes({ allocation, snapshot }: OpenedRun, terminal: Terminal): void {
  const views = proposalViews(allocation, snapshot);
  for (const { id, title } of allocation.input.ruleSets) {
    const own = views.filter((view) => view.ruleSet.id === id);
    const candidates = own.reduce((sum, view) => sum + view.candidates.length, 0);
    terminal.print();
    terminal.print(
      terminal.paint(
        ["bold", "underline"],
        terminal.say("demo.programme", { title: terminal.text(title), vacancies: own.length, candidates }),
      ),
    );
    if (own.some(({ agreement }) => laonBuildings.some((building) => building.agreementId === agreement.id)))
      printBuildings(terminal);
    printProposals(own, allocation.input.table.asOf, terminal);
  }
}

function printBuildings(terminal: Terminal): void {
  for (const { address, dwellings, reserved, aidEuros, worksEuros } of laonBuildings) {
    const money = (euros: number) => formatCents(euros * 100, terminal.language);
    terminal.print(
      `  ${terminal.say("demo.building", { address, dwellings, reserved, aid: money(aidEuros), works: money(worksEuros) })}`,
    );
  }
}

const refusalsTried = 40;

/** The first request without a list that was refused somewhere and that a change would help; any without a list otherwise. */
function refusalStory({ allocation, snapshot }: OpenedRun, terminal: Terminal): RefusalStory | undefined {
  const { table, ruleSets } = allocation.input;
  const without = snapshot.requests.filter(({ id }) => allocation.state.standingCount(table.requestRow(id)!) === 0);
  let story: RefusalStory | undefined;
  for (const { id } of without.slice(0, refusalsTried)) {
    const answer = whyNot(allocation, table.requestRow(id)!);
    const isRefusedSomewhere = answer.outcomes.some(({ verdict }) => verdict === "refused");
    const isEligibleSomewhere = answer.outcomes.some(({ verdict }) => verdict === "eligible");
    if (!isRefusedSomewhere || !isEligibleSomewhere) continue;
    const change = changeFor(allocation, snapshot, ruleSets, id, terminal);
    story ??= { requestId: id, whyNot: answer, smallestChange: change };
    if (change.kind === "change") return { requestId: id, whyNot: answer, smallestChange: change };
  }
  return story;
}

/** Of all refusals by a first candidate under the first rule set of the run, the one that moves most requests. */
function chainStory({ allocation, snapshot }: OpenedRun, terminal: Terminal): ChainStory | undefined {
  let longest: ChainStory | undefined;
  const [firstRuleSet] = allocation.input.ruleSets;
  for (const { vacancyId, candidates, ruleSetId } of allocation.result.proposals) {
    const [first] = candidates;
    if (!first || ruleSetId !== firstRuleSet?.id) continue;
    const events: RunEvent[] = [
      { kind: "refused", vacancyId, requestId: first.requestId, reason: "refused-by-candidate" },
    ];
    const { moves } = afterEvents(freshRun(allocation, snapshot, terminal), events);
    if (!longest || moves.length > longest.moves.length) longest = { events, moves };
  }
  return longest;
}

/** A run of its own to take events in; the one shown stays as it is. */
function freshRun(allocation: Allocation, snapshot: OpenedRun["snapshot"], terminal: Terminal): Allocation {
  return runSnapshot(snapshot, allocation.input.ruleSets, terminal, allocation.seed, allocation.result);
}

function printRefusal({ whyNot: answer, smallestChange: change }: RefusalStory, terminal: Terminal): void {
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("demo.refusal", { request: answer.requestId })));
  if (change) terminal.print(`  ${changeText(change, terminal)}`);
  const refused = answer.outcomes.find(({ verdict }) => verdict === "refused")!;
  for (const rule of refused.failed.slice(0, 2)) {
    terminal.print(`  ${refused.vacancyId}  ${ruleText(rule, terminal.language)}`);
    terminal.print(terminal.paint("dim", `    ${sourceText(rule.source)}`));
  }
}

function printChain({ events, moves }: ChainStory, terminal: Terminal): void {
  const [event] = events;
  if (event?.kind !== "refused") return;
  terminal.print();
  terminal.print(
    terminal.paint("bold", terminal.say("demo.chain", { request: event.requestId, vacancy: event.vacancyId })),
  );
  printMoves(moves, terminal);
}

function printNext(
  folders: { readonly bundle: string; readonly report: string; readonly pool: string },
  request: string,
  run: OpenedRun,
  terminal: Terminal,
): void {
  const vacancy = run.snapshot.vacancies[0]!.id;
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("demo.report", { report: folders.report })));
  terminal.print(terminal.say("demo.next"));
  for (const line of [
    `npx contingent verify ${folders.bundle}`,
    `npx contingent why-not ${folders.bundle} --request ${request}`,
    `npx contingent explain ${folders.bundle} --request ${request} --vacancy ${vacancy}`,
    "npx contingent rules check",
    `npx contingent allocate ${folders.pool} --seed 2026-11-24`,
    `npx contingent import ${folders.pool}`,
  ])
    terminal.print(`  ${line}`);
}

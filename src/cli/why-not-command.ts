/** `contingent why-not`: why a request is not proposed, here or anywhere, and the smallest change that would help. */
import type { Allocation } from "../domain/engine/allocate.ts";
import { type SmallestChange, smallestChange } from "../domain/engine/smallest-change.ts";
import { openWhatIf } from "../domain/engine/what-if.ts";
import { type WhyNot, whyNot } from "../domain/engine/why-not.ts";
import type { Request } from "../domain/facts/request.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { compareText } from "../domain/shared/order.ts";
import { unitOfFact } from "../markup/criterion-value.ts";
import { factTitle, ruleText, sourceText, standingText } from "../markup/sentences.ts";
import { formatNumber, formatValue } from "../texts/format.ts";
import { fill } from "../texts/texts.ts";
import { openBundle, requestRow, vacancyRow } from "./open-bundle.ts";
import { runSnapshot } from "./open-run.ts";
import { alignedRows, exitCodes, type Terminal } from "./terminal.ts";

export async function whyNotCommand(
  bundle: string,
  options: { readonly request?: string; readonly vacancy?: string; readonly change?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { allocation, snapshot, ruleSets } = await openBundle(bundle, terminal);
  const request = requestRow(allocation, options.request ?? "", terminal);
  const vacancies = options.vacancy === undefined ? undefined : [vacancyRow(allocation, options.vacancy, terminal)];
  const answer = whyNot(allocation, request, vacancies);
  const change =
    options.change === false ? undefined : changeFor(allocation, snapshot, ruleSets, answer.requestId, terminal);
  if (terminal.isJson) terminal.print(JSON.stringify({ ...answer, ...(change ? { smallestChange: change } : {}) }));
  else printWhyNot(answer, change, terminal);
  return exitCodes.done;
}

/** The smallest change for a request of a snapshot, tried on a run of its own. */
export function changeFor(
  allocation: Allocation,
  snapshot: Snapshot,
  ruleSets: readonly RuleSet[],
  requestId: string,
  terminal: Terminal,
): SmallestChange {
  const request = snapshot.requests.find(({ id }) => id === requestId)!;
  const ownRun = () => runSnapshot(snapshot, ruleSets, terminal, allocation.seed, allocation.result);
  let ask: ((changed: Request) => readonly string[]) | undefined;
  const whatIf = (changed: Request) => (ask ??= openWhatIf(ownRun(), requestId))(changed);
  return smallestChange({ allocation, request, whatIf });
}

/** The change first, because it helps most; then what kept the request out, most frequent first; then every vacancy. */
export function printWhyNot(answer: WhyNot, change: SmallestChange | undefined, terminal: Terminal): void {
  terminal.print(
    terminal.paint(
      "bold",
      terminal.say(change?.kind === "already-listed" ? "why-not.title-listed" : "why-not.title", {
        request: answer.requestId,
      }),
    ),
  );
  if (change) terminal.print(changeText(change, terminal));
  if (answer.outcomes.length > 1) {
    terminal.print();
    terminal.print(
      terminal.say("why-not.counts", {
        vacancies: answer.outcomes.length,
        eligible: answer.outcomes.filter(({ verdict }) => verdict === "eligible").length,
      }),
    );
    for (const [title, vacancies] of refusalsByTitle(answer, terminal))
      terminal.print(`  ${String(vacancies).padStart(5)}  ${title}`);
    terminal.print();
  }
  const incomplete = answer.outcomes.filter(({ verdict }) => verdict === "incomplete");
  if (incomplete.length > 0) {
    const missing = new Set(incomplete.flatMap(({ failed }) => failed.flatMap((rule) => rule.missing)));
    const facts = [...missing]
      .sort(compareText)
      .map((fact) => factTitle(fact, terminal.language))
      .join(", ");
    terminal.print(terminal.paint("yellow", terminal.say("why-not.to-complete", { facts, count: incomplete.length })));
    terminal.print();
  }
  if (answer.outcomes.length === 1) printOutcomeInFull(answer.outcomes[0]!, terminal);
  else printOutcomes(nearestFirst(answer.outcomes), terminal);
}

/** Rules of several rule sets that people call alike count together; most frequent first. */
function refusalsByTitle(answer: WhyNot, terminal: Terminal): [title: string, vacancies: number][] {
  const counts = new Map<string, number>();
  for (const { title, vacancies } of answer.firstRefusals) {
    const shown = terminal.text(title);
    counts.set(shown, (counts.get(shown) ?? 0) + vacancies);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b));
}

/** Eligible first, then what a fact would complete, then refusals; each by vacancy id. */
function nearestFirst(outcomes: WhyNot["outcomes"]): WhyNot["outcomes"] {
  const order = ["eligible", "incomplete", "refused"] as const;
  return order.flatMap((verdict) => outcomes.filter((outcome) => outcome.verdict === verdict));
}

const outcomesShown = 60;

function printOutcomes(outcomes: WhyNot["outcomes"], terminal: Terminal): void {
  const rows = outcomes.slice(0, outcomesShown).map((outcome) => outcomeRow(outcome, terminal));
  for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  const more = outcomes.length - outcomesShown;
  if (more <= 0) return;
  const number = formatNumber(more, terminal.language);
  terminal.print(`  ${terminal.say("why-not.more", { count: more, number })}`);
}

/** One vacancy on a line: what stood in the way first. */
function outcomeRow(outcome: WhyNot["outcomes"][number], terminal: Terminal): string[] {
  const [first] = outcome.failed;
  const open = outcome.failed.filter((rule) => rule.outcome === "incomplete");
  const sentence =
    outcome.verdict === "incomplete"
      ? open.map((rule) => ruleText(rule, terminal.language)).join(" ")
      : first
        ? ruleText(first, terminal.language)
        : standingText(outcome.standing, terminal.language);
  return [outcome.vacancyId, verdictOf(outcome, terminal), sentence];
}

function printOutcomeInFull(outcome: WhyNot["outcomes"][number], terminal: Terminal): void {
  terminal.print();
  terminal.print(`${terminal.paint("bold", outcome.vacancyId)}  ${verdictOf(outcome, terminal)}`);
  for (const rule of outcome.failed) {
    terminal.print(`  ${ruleText(rule, terminal.language)}`);
    terminal.print(terminal.paint("dim", `  ${sourceText(rule.source)}`));
  }
  if (outcome.failed.length === 0) terminal.print(`  ${standingText(outcome.standing, terminal.language)}`);
}

function verdictOf(outcome: WhyNot["outcomes"][number], terminal: Terminal): string {
  const style = outcome.verdict === "eligible" ? "green" : outcome.verdict === "incomplete" ? "yellow" : "red";
  return terminal.paint(style, terminal.say(`verdict.${outcome.verdict}`));
}

/** The smallest change in words. */
export function changeText(change: SmallestChange, terminal: Terminal): string {
  if (change.kind === "none") return terminal.say("change.none");
  if (change.kind === "already-listed")
    return terminal.say("change.already-listed", { vacancies: change.vacancyIds.join(", ") });
  const levers = change.levers.map(({ sentence, value, fact }) =>
    fill(terminal.text(sentence), {
      value: formatValue(value, unitOfFact(fact), terminal.language),
    }).replace(/\.$/, ""),
  );
  return terminal.say("change.found", {
    change: levers.join(terminal.say("change.and")),
    vacancies: change.vacancyIds.join(", "),
  });
}

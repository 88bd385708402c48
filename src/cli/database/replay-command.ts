/** `contingent replay`: a past run computed again from what is stored, byte for byte; or with a corrected fact or rule, as a report for the committee. */
import { readRuleSets } from "../../adapters/rules/directory-rule-source.ts";
import { type RemedyReport, remedyReplay } from "../../app/remedy-replay.ts";
import { replayRun } from "../../app/replay-run.ts";
import type { Request } from "../../domain/facts/request.ts";
import type { RemedyChange, SideOfRemedy } from "../../domain/runs/remedy.ts";
import type { ReplayOutcome } from "../../domain/runs/replay.ts";
import { formatDay } from "../../texts/format.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { refuseNoRuleSets } from "../open-rules.ts";
import { exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { readRequests } from "./request-file.ts";
import { watchedRun } from "./watched-run.ts";

export async function replayCommand(asked: Asked): Promise<number> {
  const { operands, options, terminal } = asked;
  const { facts, rules } = options as { readonly facts?: string; readonly rules?: string };
  const runId = String(operands[0]);
  if (facts !== undefined || rules !== undefined) return remedy(asked, runId, facts, rules);
  const outcome = await acting(asked, "replay-run", ({ context, actor }) =>
    watchedRun(context, terminal, (seen) => replayRun(seen, actor, { runId })),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(outcome));
  else printOutcome(outcome, terminal);
  return outcome.verdict === "same" ? exitCodes.done : exitCodes.problemsFound;
}

function printOutcome(outcome: ReplayOutcome, terminal: Terminal): void {
  const { runId, verdict, engineVersion, resultDigest, firstDifference, missing, altered } = outcome;
  const style = { same: "green", different: "red", incomplete: "yellow" } as const;
  terminal.print(terminal.paint([style[verdict], "bold"], terminal.say(`replay.${verdict}`, { id: runId })));
  terminal.print(terminal.say("replay.digest", { digest: resultDigest.found ?? resultDigest.recorded }));
  if (engineVersion.recorded !== engineVersion.now) terminal.print(terminal.say("replay.engine", { ...engineVersion }));
  for (const record of altered) terminal.print(`  ${terminal.say("replay.altered", { record })}`);
  if (missing.length > 0)
    terminal.print(terminal.say("replay.missing", { count: missing.length, requests: missing.join(", ") }));
  if (firstDifference) {
    const { pointer, stored, computed } = firstDifference;
    const text = (value: unknown) => (value === undefined ? terminal.say("audit.absent") : JSON.stringify(value));
    const values = { pointer, stored: text(stored), computed: text(computed) };
    terminal.print(terminal.say("replay.difference", values));
  }
}

async function remedy(asked: Asked, runId: string, facts?: string, rules?: string): Promise<number> {
  const { terminal } = asked;
  const corrected = facts === undefined ? undefined : await correctedFacts(facts, terminal);
  if (rules !== undefined) await refuseNoRuleSets(rules, terminal);
  const ruleSets = rules === undefined ? undefined : await readRuleSets(rules);
  const command = { runId, ...(corrected ? { facts: corrected } : {}), ...(ruleSets ? { rules: ruleSets } : {}) };
  // The folder named is what the run is held against, not where rules come from today.
  const { rules: _, ...options } = asked.options;
  const report = await acting({ ...asked, options }, "remedy-replay", ({ context, actor }) =>
    remedyReplay(context, actor, command),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(report));
  else printReport(report, terminal);
  return exitCodes.done;
}

async function correctedFacts(file: string, terminal: Terminal): Promise<ReadonlyMap<string, Request>> {
  const requests = await readRequests(file, terminal);
  return new Map(requests.map((request) => [request.id, request]));
}

function printReport(report: RemedyReport, terminal: Terminal): void {
  const { runId, asOf, correctedRequestIds, ruleSets, changes, wouldBeProposed, wouldNotBeProposed, drafts } = report;
  const values = { id: runId, day: formatDay(asOf, terminal.language) };
  terminal.print(terminal.paint("bold", terminal.say("remedy.title", values)));
  if (correctedRequestIds.length > 0)
    terminal.print(terminal.say("remedy.facts", { requests: correctedRequestIds.join(", ") }));
  const otherRules = ruleSets.filter(({ before, after }) => before !== after).map(({ id }) => id);
  if (otherRules.length > 0) terminal.print(terminal.say("remedy.rules", { ruleSets: otherRules.join(", ") }));
  if (changes.length === 0) terminal.print(terminal.say("remedy.nothing"));
  for (const [key, ids] of [
    ["remedy.would-be", wouldBeProposed],
    ["remedy.would-not-be", wouldNotBeProposed],
  ] as const) {
    if (ids.length > 0) terminal.print(terminal.say(key, { count: ids.length, requests: ids.join(", ") }));
  }
  let vacancyId = "";
  for (const change of changes) {
    if (change.vacancyId !== vacancyId) terminal.print(`\n${terminal.paint("bold", change.vacancyId)}`);
    vacancyId = change.vacancyId;
    terminal.print(`  ${changeText(change, terminal)}`);
  }
  if (drafts.length > 0) terminal.print(`\n${terminal.paint("bold", terminal.say("remedy.today"))}`);
  for (const { requestId, state, vacancies } of drafts) {
    const named = vacancies.map((one) => `${one.vacancyId} (${one.points})`).join(", ");
    const shown = { request: requestId, state: wordsOf("record-state", [state], terminal.language), vacancies: named };
    terminal.print(`  ${terminal.say(vacancies.length > 0 ? "remedy.draft" : "remedy.no-draft", shown)}`);
  }
}

function changeText({ requestId, change, before, after }: RemedyChange, terminal: Terminal): string {
  const [from, to] = [before, after].map((side) => sideText(side, terminal));
  return terminal.say(`remedy.${change}`, { request: requestId, before: from!, after: to! });
}

function sideText({ place, points, verdict, failedRuleIds }: SideOfRemedy, terminal: Terminal): string {
  if (verdict !== "eligible") return `${terminal.say(`verdict.${verdict}`)} (${failedRuleIds.join(", ")})`;
  return place === undefined
    ? terminal.say("remedy.points", { points })
    : terminal.say("remedy.place", { place, points });
}

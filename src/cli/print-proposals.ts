/**
 * Proposals on a terminal, so that a committee member understands them at first sight: the dwelling, the clock, who, why, who next and by how much.
 */
import { dayNumberOf } from "../domain/shared/dates.ts";
import type { CandidateView, ProposalView } from "../report/proposal-view.ts";
import { ruleText, standingText } from "../report/sentences.ts";
import { formatBasisPoints, formatCents, formatDay, formatNumber } from "../texts/format.ts";
import type { TextKey } from "../texts/texts.ts";
import type { OpenedRun } from "./open-run.ts";
import { alignedRows, type Terminal } from "./terminal.ts";

const reasonsShown = 4;

/** One line on what was run: day, sizes, rule sets, seed. */
export function printRun(
  { snapshot, allocation }: Pick<OpenedRun, "snapshot" | "allocation">,
  terminal: Terminal,
): void {
  const { run } = allocation.result;
  const values = {
    day: formatDay(run.asOf, terminal.language),
    requests: formatNumber(snapshot.requests.length, terminal.language),
    vacancies: formatNumber(snapshot.vacancies.length, terminal.language),
    ruleSets: run.ruleSets.map(({ id, version }) => `${id} ${version}`).join(", "),
  };
  terminal.print(terminal.paint("bold", terminal.say("run.title", values)));
  if (run.ruleSets.length > 0) terminal.print(terminal.say("run.rule-sets", values));
  terminal.print(
    terminal.say(run.seedOrigin === "given" ? "run.seed-given" : "run.seed-derived", { seed: run.seed.slice(0, 12) }),
  );
  if (snapshot.note) terminal.print(terminal.say("run.note", { note: snapshot.note }));
  if (snapshot.vacancies.length === 0) terminal.print(`\n${terminal.say("run.no-vacancies")}`);
  else if (snapshot.requests.length === 0) terminal.print(`\n${terminal.say("run.no-requests")}`);
}

/** Every proposal, the nearest clock first. `asOf` is the day number of the run. */
export function printProposals(views: readonly ProposalView[], asOf: number, terminal: Terminal): void {
  for (const view of views) printProposal(view, asOf, terminal);
}

/** One proposal. */
export function printProposal(view: ProposalView, asOf: number, terminal: Terminal): void {
  const { language } = terminal;
  const { proposal, vacancy, dwelling, landlord, agreement } = view;
  terminal.print();
  terminal.print(
    terminal.paint("bold", `${dwelling.communeTitle ?? dwelling.communeCode}, ${dwelling.address ?? dwelling.id}`) +
      terminal.paint("dim", `  ${vacancy.id}`),
  );
  terminal.print(
    `  ${terminal.say("proposal.dwelling", {
      rooms: dwelling.rooms,
      area: dwelling.areaSquareMetres ?? "?",
      rent: formatCents(dwelling.rentCentsPerMonth + dwelling.chargesCentsPerMonth, language),
      funding: terminal.say(`funding.${dwelling.funding}`),
      landlord: landlord.title ?? terminal.say(`landlord.${landlord.kind}`),
    })}`,
  );
  terminal.print(
    `  ${terminal.say("proposal.clock", {
      day: formatDay(vacancy.designateBy, language),
      days: (dayNumberOf(vacancy.designateBy) ?? 0) - asOf,
      agreement: agreement.id,
    })}${view.target ? ` ${terminal.say("proposal.priority-first", { target: terminal.text(view.target) })}` : ""}`,
  );
  if (proposal.pinned.length > 0)
    terminal.print(`  ${terminal.say("proposal.pinned", { requests: proposal.pinned.join(", ") })}`);
  for (const [i, candidate] of view.candidates.entries()) printCandidate(candidate, `${i + 1}`, terminal);
  const free = proposal.places - proposal.pinned.length - view.candidates.length;
  if (free > 0)
    terminal.print(`    ${terminal.paint("yellow", terminal.say("proposal.free-places", { count: free }))}`);
  for (const candidate of view.next) {
    printLine(
      `    ${terminal.say("proposal.next")} ${candidate.requestId}  ${pointsOf(candidate, terminal)}  ${standingText(candidate.explanation.standing, terminal.language)}`,
      terminal,
    );
  }
}

function printCandidate(candidate: CandidateView, place: string, terminal: Terminal): void {
  const reasons = candidate.reasons
    .slice(0, reasonsShown)
    .map(({ title, points }) => `${terminal.text(title)} ${points}`);
  printLine(
    `    ${terminal.paint("bold", place)}. ${terminal.paint("cyan", candidate.requestId)}  ${pointsOf(candidate, terminal)}  ${reasons.join(", ")}`,
    terminal,
  );
  const pending = candidate.pending.filter(({ pendingPoints }) => pendingPoints > 0);
  for (const { title, pendingPoints, proofSentence } of pending) {
    printLine(
      `       ${terminal.paint("yellow", "?")} ${terminal.say("proposal.pending", { title: terminal.text(title), points: pendingPoints, proof: proofSentence ? terminal.text(proofSentence) : "" })}`,
      terminal,
    );
  }
  for (const flag of candidate.flags)
    printLine(`       ${terminal.paint("yellow", "!")} ${ruleText(flag, terminal.language)}`, terminal);
}

function printLine(line: string, terminal: Terminal): void {
  terminal.print(line.trimEnd());
}

function pointsOf(candidate: CandidateView, terminal: Terminal): string {
  return terminal.say("proposal.points", { points: candidate.points, maximum: candidate.maximumPoints });
}

/** What each target asked for and what the result gives. */
export function printTargets({ allocation }: Pick<OpenedRun, "allocation">, terminal: Terminal): void {
  const { result, input } = allocation;
  if (result.targets.length === 0) return;
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("targets.title")));
  const heads: TextKey[] = [
    "targets.target",
    "targets.territory",
    "targets.share",
    "targets.so-far",
    "targets.vacancies",
    "targets.need",
    "targets.first",
    "targets.unmet",
    "targets.reached",
  ];
  const titleOf = (ruleSetId: string, targetId: string) => {
    const ruleSet = input.ruleSets.find(({ id }) => id === ruleSetId);
    const target = ruleSet?.assignment.targets.find(({ id }) => id === targetId);
    return target ? terminal.text(target.title) : targetId;
  };
  const rows = result.targets.map((target) => [
    titleOf(target.ruleSetId, target.targetId),
    target.territory,
    formatBasisPoints(target.shareBasisPoints, terminal.language),
    `${target.counted}/${target.lettings}`,
    String(target.vacancies),
    String(target.need),
    String(target.priorityFirst),
    String(target.unmet),
    String(target.reached),
  ]);
  for (const line of alignedRows([heads.map((key) => terminal.say(key)), ...rows])) terminal.print(`  ${line}`);
}

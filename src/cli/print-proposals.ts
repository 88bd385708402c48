/**
 * Proposals on a terminal, so that a committee member understands them at first sight: the dwelling, the clock, who, why, who next and by how much.
 */
import { dayNumberOf } from "../domain/shared/dates.ts";
import type { CandidateView } from "../markup/candidates/candidate-view.ts";
import { decidedByText, ruleText } from "../markup/sentences.ts";
import type { ProposalView } from "../report/proposal-view.ts";
import { formatBasisPoints, formatCents, formatDay, formatNumber } from "../texts/format.ts";
import type { TextKey } from "../texts/texts.ts";
import type { OpenedRun } from "./open-run.ts";
import { alignedRows, type Style, type Terminal } from "./terminal.ts";

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

/** What a terminal shows of a proposal; of the engine's own record only who is pinned, the places and who comes by priority. */
export type PrintedProposal = Omit<ProposalView, "ruleSet" | "proposal"> & {
  readonly proposal: Pick<ProposalView["proposal"], "places" | "pinned"> & {
    readonly candidates: readonly { readonly requestId: string; readonly priorityClass?: number }[];
    readonly next: readonly { readonly requestId: string; readonly priorityClass?: number }[];
  };
};

/** Every proposal, the nearest clock first. `asOf` is the day number of the run. */
export function printProposals(views: readonly PrintedProposal[], asOf: number, terminal: Terminal): void {
  for (const view of views) printProposal(view, asOf, terminal);
}

/** One proposal. */
function printProposal(view: PrintedProposal, asOf: number, terminal: Terminal): void {
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
  const columns = columnsOf(view, terminal);
  for (const [i, candidate] of view.candidates.entries()) printCandidate(candidate, `${i + 1}.`, columns, terminal);
  const free = proposal.places - proposal.pinned.length - view.candidates.length;
  if (free > 0)
    terminal.print(`    ${terminal.paint("yellow", terminal.say("proposal.free-places", { count: free }))}`);
  for (const [i, candidate] of view.next.entries()) {
    const line = columns.line(candidate, terminal.say("proposal.next", { place: i + 1 }), "dim");
    const { standing } = candidate.explanation;
    const holds = standing.holds ?? [];
    const elsewhere = holds.length > 0 ? ` (${terminal.say("proposal.now-for", { vacancies: holds.join(", ") })})` : "";
    printLine(`${line}  ${decidedByText(standing, terminal.language)}${elsewhere}`, terminal);
  }
}

/** How the lines of one list begin, so that ids and points stand below each other. */
interface Columns {
  line(candidate: CandidateView, label: string, style: Style): string;
  /** What stands below a candidate. */
  readonly indent: string;
}

function columnsOf({ candidates, next, proposal }: PrintedProposal, terminal: Terminal): Columns {
  const labels = [
    ...candidates.map((_, i) => `${i + 1}.`),
    ...next.map((_, i) => terminal.say("proposal.next", { place: i + 1 })),
  ];
  const labelWidth = Math.max(0, ...labels.map((label) => label.length));
  const all = [...candidates, ...next];
  const idWidth = Math.max(0, ...all.map(({ requestId }) => requestId.length));
  const pointsWidth = Math.max(0, ...all.map(({ points }) => String(points).length));
  const priority = new Set(
    [...proposal.candidates, ...proposal.next]
      .filter(({ priorityClass }) => (priorityClass ?? 0) > 0)
      .map(({ requestId }) => requestId),
  );
  return {
    line({ requestId, points, maximumPoints }, label, style) {
      const shown = terminal.say("proposal.points", { points, maximum: maximumPoints });
      const aligned = shown.padStart(shown.length + pointsWidth - String(points).length);
      const mark = priority.has(requestId) ? `  ${terminal.paint("yellow", terminal.say("proposal.priority"))}` : "";
      return `    ${terminal.paint(style, label.padEnd(labelWidth))}  ${terminal.paint("cyan", requestId.padEnd(idWidth))}  ${aligned}${mark}`;
    },
    indent: " ".repeat(6 + labelWidth),
  };
}

function printCandidate(candidate: CandidateView, label: string, columns: Columns, terminal: Terminal): void {
  const reasons = candidate.reasons.map(({ title, points }) => `${terminal.text(title)} ${points}`);
  printLine(`${columns.line(candidate, label, "bold")}  ${reasons.join(", ")}`, terminal);
  const { place = 0, placeInOrder = 0, eligibleRequests = 0 } = candidate.explanation.standing;
  const before = placeInOrder - place;
  if (before > 0) {
    const values = { order: placeInOrder, eligible: eligibleRequests, before };
    printLine(`${columns.indent}${terminal.paint("dim", terminal.say("proposal.place-in-order", values))}`, terminal);
  }
  const pending = candidate.pending.filter(({ pendingPoints }) => pendingPoints > 0);
  for (const { title, pendingPoints, proofSentence } of pending) {
    printLine(
      `${columns.indent}${terminal.paint("yellow", "?")} ${terminal.say("proposal.pending", { title: terminal.text(title), points: pendingPoints, proof: proofSentence ? terminal.text(proofSentence) : "" })}`,
      terminal,
    );
  }
  for (const flag of candidate.flags)
    printLine(`${columns.indent}${terminal.paint("yellow", "!")} ${ruleText(flag, terminal.language)}`, terminal);
}

function printLine(line: string, terminal: Terminal): void {
  terminal.print(line.trimEnd());
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

/** `contingent proposals`: what the committee is to decide, the nearest to being lost first; or one proposal whole, with why each candidate is there. */

import type { Context, Stored } from "../../app/ports.ts";
import { groundOf } from "../../app/proposals/explain-proposal.ts";
import { listProposals, type ReviewedProposal, reviewProposal } from "../../app/review-proposals.ts";
import type { Actor } from "../../domain/access/actor.ts";
import type { VacancyState } from "../../domain/dwellings/vacancy-record.ts";
import type { ReadPurpose } from "../../domain/persons/read-purposes.ts";
import type { ProposalState } from "../../domain/proposals/proposal-record.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { candidateViewOf } from "../../markup/candidates/candidate-view.ts";
import { formatDay } from "../../texts/format.ts";
import type { TextKey } from "../../texts/texts.ts";
import type { Asked } from "../command-words.ts";
import { printProposals } from "../print-proposals.ts";
import { alignedRows, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findProposal } from "./find-record.ts";

interface Options {
  readonly vacancy?: string;
  readonly state?: ProposalState;
  readonly departement?: string;
  readonly all?: boolean;
  /** Why the candidates' names are read. */
  readonly purpose?: ReadPurpose;
}

export async function proposalsCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const options: Options = asked.options;
  const named = (operands[0] as string | undefined) ?? options.vacancy;
  return acting(asked, "review-proposals", async ({ context, actor }) => {
    if (named === undefined) await list(context, actor, options, terminal);
    else await showOne(context, actor, named, options, terminal);
    return exitCodes.done;
  });
}

const proposalsShown = 100;
const pageSize = 1_000;

async function list(context: Context, actor: Actor, options: Options, terminal: Terminal): Promise<void> {
  const { state = "proposed", departement, all = false } = options;
  const most = all || terminal.isJson ? Number.POSITIVE_INFINITY : proposalsShown;
  const shown: Stored<"proposal">[] = [];
  let after: string | undefined;
  do {
    const limit = Math.min(pageSize, most - shown.length);
    const page = await listProposals(context, actor, {
      state,
      limit,
      ...(departement === undefined ? {} : { departementCode: departement }),
      ...(after === undefined ? {} : { after }),
    });
    shown.push(...page.records);
    after = page.next;
  } while (after !== undefined && shown.length < most);
  if (terminal.isJson) {
    terminal.print(JSON.stringify(shown.map(({ id, version, document }) => ({ id, version, ...document }))));
    return;
  }
  const words = terminal.say(`record-state.${state}`);
  if (shown.length === 0) {
    terminal.print(terminal.say(state === "proposed" ? "proposals.none-yet" : "proposals.none", { state: words }));
    return;
  }
  const today = dayNumberOf(context.clock.today())!;
  // A vacancy names its proposal, and an id would not fit on the line; where it stands there twice, only the id does.
  const areIdsNeeded = new Set(shown.map(({ document }) => document.vacancyId)).size < shown.length;
  const columns = ["left", "by", "vacancy", "candidates", "first", "agenda", "proposal"] as const;
  const heads = columns.map((head) => terminal.say(`proposals.${head}`));
  const rows = [heads, ...shown.map((proposal) => rowOf(proposal, today, terminal))];
  const told = rows.map((row) => row.slice(0, areIdsNeeded ? columns.length : -1));
  for (const line of alignedRows(told)) terminal.print(line);
  if (after !== undefined) terminal.print(terminal.say("proposals.more"));
  terminal.print(`\n${terminal.say("proposals.next", { vacancy: shown[0]!.document.vacancyId })}`);
}

function rowOf({ id, document }: Stored<"proposal">, today: number, terminal: Terminal): string[] {
  const { vacancyId, designateBy, proposed, agendaId } = document;
  const free = proposed.places - proposed.pinned.length;
  const [first] = proposed.candidates;
  return [
    String(dayNumberOf(designateBy)! - today),
    formatDay(designateBy, terminal.language, "short"),
    vacancyId,
    `${proposed.candidates.length}/${free}`,
    first ? `${first.requestId} (${first.points})` : "–",
    agendaId === undefined ? "–" : terminal.say("proposals.on-agenda"),
    id,
  ];
}

async function showOne(
  context: Context,
  actor: Actor,
  named: string,
  { purpose }: Options,
  terminal: Terminal,
): Promise<void> {
  const { id: proposalId } = await findProposal(context, named);
  const reviewed = await reviewProposal(context, actor, { proposalId, ...(purpose ? { purpose } : {}) });
  if (terminal.isJson) {
    terminal.print(JSON.stringify(reviewed));
    return;
  }
  const { proposal, vacancy, dwelling, agreement, landlord, candidates, next, daysLeft } = reviewed;
  const { document } = proposal;
  const { ruleSet } = await groundOf(context, proposal);
  const target = ruleSet.assignment.targets.find(({ id }) => id === document.proposed.priorityFirstFor);
  const viewsOf = (listed: ReviewedProposal["candidates"]) =>
    listed.flatMap(({ explanation }) => (explanation ? [candidateViewOf(explanation)] : []));
  const view = {
    proposal: document.proposed,
    vacancy: { ...vacancy.document.facts, designateBy: document.designateBy },
    dwelling,
    agreement,
    landlord,
    ...(target ? { target: target.title } : {}),
    candidates: viewsOf(candidates),
    next: viewsOf(next),
  };
  printProposals([view], dayNumberOf(document.designateBy)! - daysLeft, terminal);
  const isOpen = document.state === "proposed" || document.state === "withheld";
  for (const candidate of [...candidates, ...next]) printHistory(candidate, isOpen, terminal);
  terminal.print();
  const state = terminal.say(`record-state.${document.state}`);
  terminal.print(
    terminal.say("proposals.state", { id: proposalId, state, version: proposal.version, run: document.runId }),
  );
  if (document.agendaId !== undefined)
    terminal.print(terminal.say("proposals.agenda-of", { agenda: document.agendaId }));
  const reasons = ruleSet.procedure.reasons ?? [];
  if (isOpen && reasons.length > 0) {
    terminal.print(terminal.say("proposals.reasons"));
    const rows = reasons.map((reason) => [reason.id, reason.for.join(", "), terminal.text(reason.title)]);
    for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  }
  const following = followingOf(document, vacancy.document.state);
  if (following) terminal.print(`\n${terminal.say(following, { vacancy: document.vacancyId })}`);
}

/** What is done next with a proposal. */
function followingOf(
  { state, agendaId, decisionId }: Stored<"proposal">["document"],
  vacancyState: VacancyState,
): TextKey | undefined {
  if ((state === "confirmed" || state === "replaced") && vacancyState === "proposed") return "proposals.to-designate";
  if (state !== "proposed" && state !== "withheld") return undefined;
  if (decisionId !== undefined) return "proposals.to-sign";
  return agendaId === undefined ? "proposals.to-open" : "proposals.to-decide";
}

/** Who a candidate is where that was asked for, and what happened to it since, or before. */
function printHistory(
  { requestId, state, explanation, skips, person }: ReviewedProposal["candidates"][number],
  isOpen: boolean,
  terminal: Terminal,
): void {
  if (person?.state === "named") {
    const { givenNames, familyName } = person.contents;
    terminal.print(`  ${terminal.say("proposals.named", { request: requestId, name: `${givenNames} ${familyName}` })}`);
  }
  if (!explanation) terminal.print(`  ${terminal.say("proposals.erased", { request: requestId })}`);
  else if (state !== "active") {
    const words = terminal.say(`record-state.${state as "active"}`);
    const values = { request: requestId, state: words };
    if (isOpen) terminal.print(`  ${terminal.paint("yellow", terminal.say("proposals.no-longer", values))}`);
    else terminal.print(`  ${terminal.say("proposals.now", values)}`);
  }
  for (const { vacancyId, decidedAt, reasonCode, reason = reasonCode } of skips) {
    const values = {
      request: requestId,
      vacancy: vacancyId,
      day: formatDay(decidedAt.slice(0, 10), terminal.language),
      reason,
    };
    terminal.print(`  ${terminal.say("proposals.skipped", values)}`);
  }
}

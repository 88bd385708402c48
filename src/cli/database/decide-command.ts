/** `contingent decide` and `contingent second`: what a named person makes of a proposal. */
import { type Decided, decideProposal } from "../../app/decide-proposal.ts";
import type { Context, Stored } from "../../app/ports.ts";
import { secondDecision } from "../../app/second-decision.ts";
import { type AskedSkip, passedOver } from "../../domain/proposals/asked-decision.ts";
import type { DecisionKind } from "../../domain/proposals/proposal-record.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findDecision, findProposal } from "./find-record.ts";
import { idsAsked, versionAsked } from "./operands.ts";

interface DecideOptions {
  readonly requests?: string;
  readonly skip?: string;
  readonly reason?: string;
  readonly text?: string;
  readonly expect?: string;
}

export async function decideCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const options: DecideOptions = asked.options;
  const kind = operands[1] as DecisionKind;
  return acting(asked, "decide-proposal", async ({ context, actor }) => {
    const proposal = await findProposal(context, String(operands[0]));
    const requestIds = idsAsked(options.requests);
    const skipped = kind === "replace" ? skippedBy(proposal, requestIds, options, terminal) : undefined;
    // What is said about somebody passed over is sealed with that person's key, and stands nowhere else.
    const reason = skipped && skipped.length > 0 ? undefined : options.text;
    const decided = await decideProposal(context, actor, {
      proposalId: proposal.id,
      version: versionAsked(options.expect, proposal, terminal),
      kind,
      ...(kind === "replace" || requestIds.length > 0 ? { requestIds } : {}),
      ...(skipped ? { skipped } : {}),
      ...(options.reason === undefined ? {} : { reasonCode: options.reason }),
      ...(reason === undefined ? {} : { reason }),
    });
    await tell(context, decided, skipped ?? [], terminal);
    return exitCodes.done;
  });
}

/** Everybody who is passed over, by name: as the options say, otherwise all for the reason of the decision. */
function skippedBy(
  { document }: Stored<"proposal">,
  requestIds: readonly string[],
  { skip, reason = "", text = "" }: DecideOptions,
  terminal: Terminal,
): readonly AskedSkip[] {
  if (skip === undefined)
    return passedOver(document.proposed, requestIds).map((requestId) => ({
      requestId,
      reasonCode: reason,
      reason: text,
    }));
  return idsAsked(skip).map((pair) => {
    const [requestId = "", reasonCode = ""] = pair.split("=");
    if (requestId === "" || reasonCode === "")
      throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.not-a-skip", { value: pair })]);
    return { requestId, reasonCode, reason: text };
  });
}

interface SecondOptions {
  readonly cancel?: boolean;
  readonly text?: string;
  readonly expect?: string;
}

export async function secondCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const options: SecondOptions = asked.options;
  return acting(asked, "second-decision", async ({ context, actor }) => {
    const decision = await findDecision(context, String(operands[0]));
    const decided = await secondDecision(context, actor, {
      decisionId: decision.id,
      version: versionAsked(options.expect, decision, terminal),
      signs: !options.cancel,
      ...(options.text === undefined ? {} : { reason: options.text }),
    });
    await tell(context, decided, [], terminal);
    return exitCodes.done;
  });
}

async function tell(
  { store }: Context,
  { decisionId, state, sequence }: Decided,
  skipped: readonly AskedSkip[],
  terminal: Terminal,
): Promise<void> {
  const decision = (await store.get("decision", decisionId))!.document;
  const { kind, vacancyId, requestIds } = decision;
  if (terminal.isJson) {
    terminal.print(JSON.stringify({ decisionId, sequence, ...decision }));
    return;
  }
  const values = { vacancy: vacancyId, decision: terminal.say(`decision.${kind}`), id: decisionId };
  terminal.print(terminal.say(`decided.${state}`, values));
  for (const { requestId, reasonCode } of skipped)
    terminal.print(`  ${terminal.say("decided.skipped", { request: requestId, reason: reasonCode })}`);
  if (state === "final" && requestIds.length > 0)
    terminal.print(terminal.say("decided.next", { vacancy: vacancyId, requests: requestIds.join(", ") }));
}

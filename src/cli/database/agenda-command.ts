/** `contingent agenda`: one session of the committee, from its opening to its minutes. */
import { agendaMinutes, skippedInWords } from "../../app/agenda-minutes.ts";
import { attendAgenda } from "../../app/attend-agenda.ts";
import { closeAgenda } from "../../app/close-agenda.ts";
import { openAgenda } from "../../app/open-agenda.ts";
import type { Context, Stored } from "../../app/ports.ts";
import { withdrawMember } from "../../app/withdraw-member.ts";
import { authorise, authoriseRole } from "../../domain/access/permissions.ts";
import { compareText } from "../../domain/shared/order.ts";
import { formatDay } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { alignedRows, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findAgenda, findProposal, gathered } from "./find-record.ts";
import { dayAsked, idsAsked, versionAsked } from "./operands.ts";

const nameOf = ({ operands }: Asked) => operands[0] as string | undefined;

export async function agendaOpenCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const heldOn = dayAsked(String(operands[0]), terminal);
  const named = (operands[1] ?? []) as readonly string[];
  return acting(asked, "open-agenda", async ({ context, actor }) => {
    const proposalIds: string[] = [];
    for (const one of named) proposalIds.push((await findProposal(context, one)).id);
    const opened = await openAgenda(context, actor, { heldOn, ...(named.length > 0 ? { proposalIds } : {}) });
    if (terminal.isJson) terminal.print(JSON.stringify(opened));
    else
      terminal.print(
        terminal.say("agenda.opened", {
          id: opened.agendaId,
          day: formatDay(heldOn, terminal.language),
          count: opened.proposalIds.length,
        }),
      );
    return exitCodes.done;
  });
}

export async function agendaAttendCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const options = asked.options as { readonly present?: string; readonly absent?: string; readonly expect?: string };
  const members = [
    ...idsAsked(options.present).map((actorId) => ({ actorId, isPresent: true })),
    ...idsAsked(options.absent).map((actorId) => ({ actorId, isPresent: false })),
  ];
  return acting(asked, "attend-agenda", async ({ context, actor }) => {
    const agenda = await findAgenda(context, nameOf(asked), terminal);
    const version = versionAsked(options.expect, agenda, terminal);
    const attended = await attendAgenda(context, actor, { agendaId: agenda.id, version, members });
    if (terminal.isJson) terminal.print(JSON.stringify({ agendaId: agenda.id, ...attended }));
    else terminal.print(terminal.say("agenda.attended", { id: agenda.id, count: attended.present }));
    return exitCodes.done;
  });
}

export async function agendaWithdrawCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const options = asked.options as {
    readonly vacancy?: string;
    readonly ground?: string;
    readonly member?: string;
    readonly expect?: string;
  };
  return acting(asked, "withdraw-member", async ({ context, actor, config }) => {
    const agenda = await findAgenda(context, nameOf(asked), terminal);
    // Recording it for another member is the secretary's, unless a role was chosen.
    const isForOther = options.member !== undefined && options.member !== actor.id && config.role === undefined;
    const withdrawing = isForOther ? { ...actor, roles: ["secretary" as const] } : actor;
    const vacancyId = options.vacancy ?? "";
    const withdrawn = await withdrawMember(context, withdrawing, {
      agendaId: agenda.id,
      version: versionAsked(options.expect, agenda, terminal),
      vacancyId,
      ground: options.ground ?? "",
      ...(options.member === undefined ? {} : { memberId: options.member }),
    });
    const values = { id: agenda.id, member: options.member ?? actor.id, vacancy: vacancyId };
    if (terminal.isJson) terminal.print(JSON.stringify({ agendaId: agenda.id, ...withdrawn }));
    else terminal.print(terminal.say("agenda.withdrawn", values));
    return exitCodes.done;
  });
}

export async function agendaCloseCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const options = asked.options as { readonly putBack?: string; readonly expect?: string };
  return acting(asked, "close-agenda", async ({ context, actor }) => {
    const agenda = await findAgenda(context, nameOf(asked), terminal);
    const putBack: string[] = options.putBack === "all" ? await undecidedOn(context, agenda) : [];
    for (const one of options.putBack === "all" ? [] : idsAsked(options.putBack))
      putBack.push((await findProposal(context, one)).id);
    const version = versionAsked(options.expect, agenda, terminal);
    const closed = await closeAgenda(context, actor, { agendaId: agenda.id, version, putBack });
    if (terminal.isJson) terminal.print(JSON.stringify({ agendaId: agenda.id, ...closed }));
    else terminal.print(terminal.say("agenda.closed", { id: agenda.id, digest: closed.minutesDigest }));
    return exitCodes.done;
  });
}

/** The proposals of an agenda without a decision; one that awaits its second signature has one. */
async function undecidedOn({ store }: Context, { id, document }: Stored<"agenda">): Promise<string[]> {
  const proposals = [...(await store.getMany("proposal", document.proposalIds)).values()];
  return proposals
    .filter((proposal) => proposal.document.agendaId === id && proposal.document.decisionId === undefined)
    .map((proposal) => proposal.id);
}

export async function agendaShowCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  return acting(asked, "review-proposals", async ({ context, actor }) => {
    const agenda = await findAgenda(context, nameOf(asked), terminal);
    const proposals = [...(await context.store.getMany("proposal", agenda.document.proposalIds)).values()];
    for (const code of new Set(proposals.map(({ document }) => document.departementCode)))
      authorise(actor, "review-proposals", { departementCode: code });
    const minutes = agenda.document.state === "closed" ? await agendaMinutes(context, actor, agenda.id) : undefined;
    if (terminal.isJson) {
      const { id, version, document } = agenda;
      const told = minutes && { ...minutes, skippedInWords: await skippedInWords(context, minutes) };
      terminal.print(JSON.stringify(told ?? { id, version, ...document }));
    } else await print(context, agenda, terminal);
    return exitCodes.done;
  });
}

async function print(context: Context, { id, version, document }: Stored<"agenda">, terminal: Terminal): Promise<void> {
  const { state, heldOn, members, withdrawals, proposalIds, minutesDigest } = document;
  const said = (key: "agenda.title" | "agenda.present" | "agenda.absent", values: Readonly<Record<string, string>>) =>
    terminal.say(key, values);
  const title = { id, state: terminal.say(`record-state.${state}`), day: formatDay(heldOn, terminal.language) };
  terminal.print(terminal.paint("bold", said("agenda.title", { ...title, version: String(version) })));
  for (const [key, isPresent] of [
    ["agenda.present", true],
    ["agenda.absent", false],
  ] as const) {
    const ids = members.filter((member) => member.isPresent === isPresent).map(({ actorId }) => actorId);
    if (ids.length > 0) terminal.print(said(key, { members: ids.join(", ") }));
  }
  for (const { actorId, vacancyId, ground } of withdrawals)
    terminal.print(terminal.say("agenda.withdrawal", { member: actorId, vacancy: vacancyId, ground }));
  const proposals = await context.store.getMany("proposal", proposalIds);
  const decisions = await decisionsOn(context, id);
  const rows = proposalIds.flatMap((proposalId) => {
    const proposal = proposals.get(proposalId)?.document;
    if (!proposal) return [];
    const { vacancyId } = proposal;
    const decision = decisions.get(proposalId);
    const state = terminal.say(
      decision?.state === "final" ? `decision.${decision.kind}` : `record-state.${proposal.state}`,
    );
    if (decision?.state === "awaiting-second-signature")
      return [[vacancyId, state, decision.decidedBy, terminal.say("agenda.awaits", { vacancy: vacancyId })]];
    const by = [decision?.decidedBy, decision?.secondedBy].filter((one) => one !== undefined);
    return [[vacancyId, state, by.join(", "), decision?.requestIds.join(", ") ?? ""]];
  });
  for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  if (minutesDigest !== undefined) terminal.print(terminal.say("agenda.minutes", { digest: minutesDigest }));
}

/** The decisions of an agenda that were not cancelled, by proposal. */
async function decisionsOn(
  context: Context,
  agendaId: string,
): Promise<ReadonlyMap<string, Stored<"decision">["document"]>> {
  const all = await gathered(context, { kind: "decision", by: "byAgenda", equals: [agendaId] });
  return new Map(
    all.flatMap(({ document }) => (document.state === "cancelled" ? [] : [[document.proposalId, document] as const])),
  );
}

export async function agendaListCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  return acting(asked, "review-proposals", async ({ context, actor }) => {
    authoriseRole(actor, "review-proposals");
    const found: Stored<"agenda">[] = [];
    for (const state of ["open", "closed"] as const)
      found.push(...(await gathered(context, { kind: "agenda", by: "byState", equals: [state] })));
    const ordered = found.sort((a, b) => compareText(b.document.heldOn, a.document.heldOn) || b.sequence - a.sequence);
    const rows = ordered.map(({ id, document: { heldOn, state, proposalIds } }) => [
      formatDay(heldOn, terminal.language),
      terminal.say(`record-state.${state}`),
      terminal.say("agenda.count", { count: proposalIds.length }),
      id,
    ]);
    if (terminal.isJson)
      terminal.print(JSON.stringify(ordered.map(({ id, version, document }) => ({ id, version, ...document }))));
    else if (ordered.length === 0) terminal.print(terminal.say("agenda.none"));
    else {
      for (const line of alignedRows(rows)) terminal.print(line);
      terminal.print(`\n${terminal.say("agenda.list-next", { id: ordered[0]!.id })}`);
    }
    return exitCodes.done;
  });
}

/**
 * Closes an agenda: every proposal is decided, or put back by name without a decision; its pins are given back, and the digest of the minutes is kept.
 */
import type { Actor } from "../domain/access/actor.ts";
import { minutesDigest } from "../domain/proposals/minutes.ts";
import { requireQuorum } from "../domain/proposals/quorum.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { makeMinutes } from "./agenda-minutes.ts";
import { commit, guard, replace, type Write } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { openAgendaFor } from "./proposals/agenda-proposals.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { pinsOfVacancy, release } from "./proposals/pins.ts";
import { expectVersion } from "./records/expect-version.ts";

/** What is closed, read at a version. */
export interface CloseAgenda {
  readonly agendaId: string;
  readonly version: number;
  /** Undecided proposals that go back to be proposed; the next run may lapse them, the next agenda take them. */
  readonly putBack?: readonly string[];
}

/**
 * Closes it. Throws: `agenda-undecided` naming the vacancies that are neither decided nor put back; `not-allowed` for a proposal that is decided and put back;
 * `no-quorum` where something was decided and the members present are not enough.
 */
export async function closeAgenda(
  context: Context,
  actor: Actor,
  command: CloseAgenda,
): Promise<{ readonly minutesDigest: string; readonly sequence: number }> {
  const { agenda, proposals } = await openAgendaFor(context, actor, "close-agenda", command.agendaId);
  expectVersion(agenda, command.version);
  const undecided = proposals.filter(({ document }) => document.agendaId === agenda.id);
  const decided = proposals.filter(
    ({ document }) => document.agendaId !== agenda.id && document.decisionId !== undefined,
  );
  requireAccounted(agenda.id, undecided, command.putBack ?? []);
  for (const proposal of decided) {
    const { ruleSet } = await groundOf(context, proposal);
    requireQuorum(agenda.id, agenda.document, ruleSet);
  }
  const closing = { ...agenda.document, state: "closed", closedBy: actor.id, closedAt: context.clock.now() } as const;
  const digest = minutesDigest(await makeMinutes(context, agenda.id, closing));
  const { sequence } = await commit(context, {
    actor,
    command: "close-agenda",
    events: [{ type: "agenda-closed", agendaId: agenda.id, minutesDigest: digest }],
    writes: [
      replace(agenda, { ...closing, minutesDigest: digest }),
      ...undecided.map(putBack),
      ...(await releasedPins(context, undecided)),
    ],
    guards: decided.map(guard),
  });
  return { minutesDigest: digest, sequence };
}

/** A decision that awaits its second signature is none yet, and cannot be put back either. */
function requireAccounted(agendaId: string, undecided: readonly Stored<"proposal">[], named: readonly string[]): void {
  const allowed = undecided.filter(({ document }) => document.decisionId === undefined).map(({ id }) => id);
  const wrong = named.filter((id) => !allowed.includes(id));
  if (wrong.length > 0)
    throw new DomainError("not-allowed", { field: "putBack", sent: wrong.join(", "), allowed: allowed.join(", ") });
  const open = undecided.filter(({ id }) => !named.includes(id)).map(({ document }) => document.vacancyId);
  if (open.length > 0) throw new DomainError("agenda-undecided", { agendaId, open: open.join(", ") });
}

function putBack(proposal: Stored<"proposal">): Write {
  const { agendaId: _, ...document } = proposal.document;
  return replace(proposal, document);
}

async function releasedPins(context: Context, proposals: readonly Stored<"proposal">[]): Promise<readonly Write[]> {
  const writes: Write[] = [];
  for (const { document } of proposals) {
    const pins = await pinsOfVacancy(context, document.vacancyId);
    for (const pin of pins.values()) if (pin.document.facts.kind === "opened-agenda") writes.push(...release(pin));
  }
  return writes;
}

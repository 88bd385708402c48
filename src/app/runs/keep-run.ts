/**
 * What a finished night writes: its record, the rules it used, a proposal per vacancy, the lapse of those nobody decided, the states of the
 * vacancies; and what it relied on, so that the commit fails when a request on a list or a vacancy has moved on since the snapshot.
 */
import type { Allocation } from "../../domain/engine/allocate.ts";
import type { Verification } from "../../domain/engine/verification.ts";
import { isToDecide } from "../../domain/runs/changed-proposals.ts";
import { keptProposals } from "../../domain/runs/kept-proposals.ts";
import type { KeptProposal } from "../../domain/runs/run-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { type Consequences, create, guard, replace, type Write } from "../commit.ts";
import type { Kind } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** A finished run about to be kept. */
export interface FinishedRun {
  readonly runId: string;
  readonly allocation: Allocation;
  readonly verification: Verification;
  /** The sequence of its snapshot. */
  readonly sequence: number;
  /** Proposals that nobody had decided on before the snapshot was read. */
  readonly undecided: readonly Stored<"proposal">[];
}

/** What is written and relied on. */
export interface KeptRun extends Consequences {
  /** Proposals made, withheld ones included. */
  readonly proposed: number;
}

/** States in which nobody has decided yet. */
const undecided = ["proposed", "withheld"] as const;

/** The proposals of a run and what follows from them. Throws: `conflict` when something moved on since the snapshot. */
export async function keepProposals(context: Context, run: FinishedRun): Promise<KeptRun> {
  const held = run.undecided.filter(isHeld);
  const onAgenda = new Set(held.map(({ document }) => document.vacancyId));
  const lapsing = run.undecided.filter((proposal) => !isHeld(proposal));
  const kept = keptProposals(run.allocation, run.verification);
  const vacancies = await readUnchanged(
    context,
    "vacancy",
    kept.map(({ vacancyId }) => vacancyId),
    run.sequence,
  );
  const made = kept.filter((proposal) => !onAgenda.has(proposal.vacancyId) && isToDecide(proposal));
  const listed = new Set(made.flatMap(({ candidates }) => candidates.map(({ requestId }) => requestId)));
  const requests = await readUnchanged(context, "request", [...listed], run.sequence);
  const madeFor = new Set(made.map(({ vacancyId }) => vacancyId));
  const states = [...vacancies.values()].filter(({ id, document }) => madeFor.has(id) && document.state === "open");
  const written = new Set(states.map(({ id }) => id));
  return {
    writes: [
      ...made.map((proposal) => proposalWrite(context, run, proposal, vacancies.get(proposal.vacancyId)!)),
      ...lapsing.map((proposal) => replace(proposal, { ...proposal.document, state: "lapsed" })),
      ...states.map((vacancy) => replace(vacancy, { ...vacancy.document, state: "proposed" })),
    ],
    guards: [
      ...held.map(guard),
      ...[...requests.values()].map(guard),
      ...[...vacancies.values()].filter(({ id }) => !written.has(id)).map(guard),
    ],
    events: lapsing.length > 0 ? [{ type: "proposals-lapsed", runId: run.runId, count: lapsing.length }] : [],
    proposed: made.length,
  };
}

/**
 * The proposals that nobody has decided on. Why before the snapshot: whoever opens an agenda or decides writes one of them, so each such change
 * since is met by the commit as another version.
 */
export async function undecidedProposals(context: Context): Promise<readonly Stored<"proposal">[]> {
  const found: Stored<"proposal">[] = [];
  for (const state of undecided) {
    for await (const proposal of listAll(context, { kind: "proposal", by: "byState", equals: [state] })) {
      found.push(proposal);
    }
  }
  return found;
}

/** True for a proposal on an open agenda, or with a decision that awaits its second signature. */
export function isHeld({ document }: Stored<"proposal">): boolean {
  return document.agendaId !== undefined || document.decisionId !== undefined;
}

function proposalWrite(
  { ids }: Context,
  { runId, verification }: FinishedRun,
  proposed: KeptProposal,
  { document }: Stored<"vacancy">,
): Write {
  return create("proposal", ids.newId(), {
    state: verification.withheld.includes(proposed.vacancyId) ? "withheld" : "proposed",
    runId,
    vacancyId: proposed.vacancyId,
    departementCode: document.departementCode,
    designateBy: document.facts.designateBy,
    proposed,
  });
}

/** Records as the snapshot saw them. Throws: `conflict` naming the first that was written since. */
async function readUnchanged<K extends Kind>(
  { store }: Context,
  kind: K,
  ids: readonly string[],
  sequence: number,
): Promise<ReadonlyMap<string, Stored<K>>> {
  const found = await store.getMany(kind, ids);
  for (const id of ids) {
    const stored = found.get(id);
    if (!stored) throw new DomainError("not-found", { kind, id });
    if (stored.sequence > sequence) {
      throw new DomainError("conflict", { kind, id, expected: stored.version - 1, found: stored.version });
    }
  }
  return found;
}

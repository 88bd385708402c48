/**
 * A change that frees a place or a list moves the chain in the same change: proposals that nobody decided on get who comes now, a vacancy that is free again
 * goes to the committee with a proposal, and the moves are kept with their causes. What stands on an opened agenda stays. In a town too large for that the
 * change is written at once with an awaited repair, and the use case `reassign` makes it.
 */
import type { Command } from "../../domain/access/permissions.ts";
import { vacancyTransitions } from "../../domain/dwellings/transitions.ts";
import type { VacancyDocument, VacancyState } from "../../domain/dwellings/vacancy-record.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { isOvertaken, isToDecide } from "../../domain/runs/changed-proposals.ts";
import type { Freed, ReassignedProposal, ReassignmentOutcome } from "../../domain/runs/reassignment-record.ts";
import type { KeptProposal } from "../../domain/runs/run-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { type Transition, transitionTo } from "../../domain/shared/transition.ts";
import { type Consequences, commit, create, type Doing, guard, replace, type Write } from "../commit.ts";
import type { Committed, Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { isHeld, undecidedProposals } from "../runs/keep-run.ts";
import { booksAfter, booksNow } from "./market-books.ts";
import { lastNight, type RepairedMarket, repairedMarket } from "./repaired-market.ts";

/** Up to so many requests in the last night the repair goes with the change that causes it: well under a second. */
export const MOST_REQUESTS_AT_ONCE = 10_000;

/** How often a chain is computed again when a proposal it changes, or the night it goes by, moved on meanwhile. */
const RETRIES = 3;

/** What a chain adds to a change. */
export interface Chain extends Consequences {
  /** Why: a proposal that another makes meanwhile has no version to rely on. */
  readonly recheck: () => Promise<void>;
}

/** Commits a change with the chain that follows from it. Throws: as `commit`. */
export async function commitWithChain(
  context: Context,
  doing: Doing & { readonly command: Command },
  mostAtOnce = MOST_REQUESTS_AT_ONCE,
): Promise<Committed> {
  for (let left = RETRIES; ; left--) {
    const { writes, guards, events, recheck } = await chainOf(context, doing, mostAtOnce);
    const written = new Set(writes.map(({ kind, id }) => `${kind} ${id}`));
    try {
      return await commit(context, {
        ...doing,
        events: [...doing.events, ...events],
        writes,
        // A record that is both written and relied on is checked by its write.
        guards: [...(doing.guards ?? []), ...guards.filter(({ kind, id }) => !written.has(`${kind} ${id}`))],
        recheck: async () => {
          await doing.recheck?.();
          await recheck();
        },
      });
    } catch (error) {
      if (left === 0 || !isOfChain(error, doing)) throw error;
    }
  }
}

/** True for a conflict on a record that only the chain touches: the change itself may still be made. */
function isOfChain(error: unknown, { writes = [], guards = [] }: Doing): boolean {
  if (!(error instanceof DomainError) || error.code !== "conflict") return false;
  const { kind, id } = error.values;
  return ![...writes, ...guards].some((one) => one.kind === kind && one.id === id);
}

const nothing = { guards: [], events: [], recheck: async () => undefined } as const;

/** The writes of the change with those of its chain, and what the chain relies on and tells. */
async function chainOf(
  context: Context,
  { command, writes = [] }: Doing & { readonly command: Command },
  mostAtOnce: number,
): Promise<Chain> {
  if (!writes.some(({ kind }) => kind === "struck" || kind === "pin" || kind === "request" || kind === "vacancy"))
    return { ...nothing, writes };
  const run = await lastNight(context);
  if (!run) return { ...nothing, writes };
  const reassignmentId = context.ids.newId();
  const askedAt = context.clock.now();
  if ((run.document.counts?.requests ?? 0) > mostAtOnce) {
    const freed = freedByWrites(writes);
    const [vacancyId] = vacanciesOf(freed);
    if (vacancyId === undefined) return { ...nothing, writes };
    const awaited = create("reassignment", reassignmentId, {
      state: "pending",
      by: command,
      vacancyId,
      askedAt,
      freed,
    });
    const events: DomainEvent[] = [{ type: "reassignment-awaited", reassignmentId, vacancyId }];
    return { ...nothing, writes: [...writes, awaited], events };
  }
  const before = await booksNow(context);
  const { after, freed } = booksAfter(before, writes);
  if (freed.events.length === 0) return { ...nothing, writes };
  const repaired = await repairedMarket(context, run, { before, after, freed });
  if (!repaired) return { ...nothing, writes };
  const kept = await keepRepair(context, { run, by: command, reassignmentId, repaired, writes });
  if (repaired.moves.length === 0 && kept.outcome.proposals.length === 0) return { ...nothing, writes: kept.writes };
  const [vacancyId = [...repaired.moved][0] ?? ""] = vacanciesOf(freed);
  const { outcome } = kept;
  const record = { state: "done", by: command, vacancyId, askedAt, freed, outcome } as const;
  return {
    writes: [...kept.writes, create("reassignment", reassignmentId, record)],
    guards: kept.guards,
    events: [...kept.events, reassignedEvent(reassignmentId, vacancyId, outcome)],
    recheck: kept.recheck,
  };
}

/** What writes free, as far as it can be said of them alone. */
function freedByWrites(writes: readonly Write[]): Freed {
  const held = writes.flatMap(({ kind, before }) =>
    kind === "pin" ? [before as { readonly state: string; readonly facts: Freed["pins"][number] } | undefined] : [],
  );
  const pins = held.flatMap((pin) => (pin?.state === "held" ? [pin.facts] : []));
  const idsWhere = (kind: "request" | "vacancy") => writes.flatMap((write) => (write.kind === kind ? [write.id] : []));
  const books = {
    requestIds: new Set(idsWhere("request")),
    vacancyIds: new Set(idsWhere("vacancy")),
    pins: new Map(pins.map((pin) => [`${pin.vacancyId} ${pin.requestId}`, pin])),
    struck: new Map(),
  };
  return booksAfter(books, writes).freed;
}

function vacanciesOf({ events, pins }: Freed): readonly string[] {
  return [
    ...events.flatMap((event) => ("vacancyId" in event ? [event.vacancyId] : [])),
    ...pins.map(({ vacancyId }) => vacancyId),
  ];
}

/** What happened, as the log tells it. */
export function reassignedEvent(
  reassignmentId: string,
  vacancyId: string,
  { runId, moves, proposals }: ReassignmentOutcome,
): DomainEvent {
  const counts = { moves: moves.length, proposals: proposals.length };
  return { type: "proposals-reassigned", reassignmentId, runId, vacancyId, ...counts };
}

/** A repair about to be kept, with the writes it goes with. */
interface RepairToKeep {
  readonly run: Stored<"run">;
  readonly by: Command;
  readonly reassignmentId: string;
  readonly repaired: RepairedMarket;
  readonly writes: readonly Write[];
}

/** The writes with proposals brought up to date, and one made where a vacancy has come to need it. */
export async function keepRepair(
  context: Context,
  { run, by, reassignmentId, repaired, writes }: RepairToKeep,
): Promise<Chain & { readonly outcome: ReassignmentOutcome }> {
  const undecided = (await undecidedProposals(context)).filter(({ id }) => !isWritten(writes, "proposal", id));
  const waiting = new Set(undecided.map(({ document }) => document.vacancyId));
  const overtaken = undecided.flatMap((proposal) => {
    const now = repaired.proposals.get(proposal.document.vacancyId);
    return now && !isHeld(proposal) && isOvertaken(proposal.document.proposed, now) ? [{ proposal, now }] : [];
  });
  const made = [...repaired.proposals.values()].filter(
    (now) => repaired.moved.has(now.vacancyId) && !waiting.has(now.vacancyId) && isToDecide(now),
  );
  const vacancies = await context.store.getMany(
    "vacancy",
    [...made, ...overtaken.map(({ now }) => now)].map(({ vacancyId }) => vacancyId),
  );
  const { withheld } = repaired.verification;
  const stateOf = ({ vacancyId }: KeptProposal) => (withheld.includes(vacancyId) ? "withheld" : "proposed");
  const creations = made.map((proposed) => {
    const { departementCode, facts } = vacancies.get(proposed.vacancyId)!.document;
    const { vacancyId } = proposed;
    const place = { vacancyId, departementCode, designateBy: facts.designateBy };
    const document = { state: stateOf(proposed), runId: run.id, ...place, proposed, reassignmentId } as const;
    return create("proposal", context.ids.newId(), document);
  });
  const requestIds = [...overtaken.map(({ now }) => now), ...made].flatMap(({ candidates }) =>
    candidates.map(({ requestId }) => requestId),
  );
  const requests = await context.store.getMany("request", [...new Set(requestIds)]);
  const all = [
    ...withProposedStates(writes, by, vacancies, waiting),
    ...overtaken.map(({ proposal, now }) =>
      replace(proposal, { ...proposal.document, state: stateOf(now), proposed: now, reassignmentId }),
    ),
    ...creations,
  ];
  const proposals: ReassignedProposal[] = [
    ...overtaken.map(({ proposal: { id, version, document } }) => {
      return { proposalId: id, vacancyId: document.vacancyId, version: version + 1 };
    }),
    ...creations.map(({ id }, at) => ({ proposalId: id, vacancyId: made[at]!.vacancyId, version: 1 })),
  ];
  const { moves, isExact, pinsDigest, struckDigest, resultDigest } = repaired;
  const digests = { pinsDigest, struckDigest, resultDigest };
  return {
    writes: all,
    guards: [...requests.values(), ...vacancies.values()]
      .filter(({ kind, id }) => !isWritten(all, kind, id))
      .map(guard),
    events: [],
    recheck: () => requireSameNight(context, run, made),
    outcome: { runId: run.id, moves, proposals, ...digests, isExact, withheld, doneAt: context.clock.now() },
  };
}

function isWritten(writes: readonly Write[], kind: string, id: string): boolean {
  return writes.some((write) => write.kind === kind && write.id === id);
}

/** The vacancies that get a proposal, or have one to decide already, are proposed: whether the change writes them or not. */
function withProposedStates(
  writes: readonly Write[],
  by: Command,
  vacancies: ReadonlyMap<string, Stored<"vacancy">>,
  waiting: ReadonlySet<string>,
): readonly Write[] {
  const proposedOf = (id: string, document: VacancyDocument): VacancyDocument => {
    if (document.state !== "open") return document;
    const table: readonly Transition<VacancyState, string>[] = vacancyTransitions;
    const { to } = transitionTo(table, { kind: "vacancy", id, state: document.state }, by, "proposed");
    return { ...document, state: to };
  };
  const changed = writes.map((write) =>
    write.kind === "vacancy" && (vacancies.has(write.id) || waiting.has(write.id))
      ? ({ ...write, document: proposedOf(write.id, write.document as VacancyDocument) } as Write)
      : write,
  );
  const others = [...vacancies.values()].filter(
    ({ id, document }) => document.state === "open" && !isWritten(writes, "vacancy", id),
  );
  return [...changed, ...others.map((vacancy) => replace(vacancy, proposedOf(vacancy.id, vacancy.document)))];
}

/** Throws: `conflict` where another night came to a result, or a vacancy got its proposal from elsewhere. */
async function requireSameNight(context: Context, run: Stored<"run">, made: readonly KeptProposal[]): Promise<void> {
  const last = await lastNight(context);
  if (last && last.id !== run.id) throw new DomainError("conflict", { kind: "run", id: run.id, expected: 1, found: 2 });
  for (const { vacancyId } of made)
    for await (const other of listAll(context, { kind: "proposal", by: "byVacancy", equals: [vacancyId] }))
      if (other.document.state === "proposed" || other.document.state === "withheld")
        throw new DomainError("conflict", { kind: "proposal", id: other.id, expected: 0, found: other.version });
}

/**
 * Which undecided proposals name a request, as a candidate or among the next. Proposals are stored by vacancy; who they name never changes once one is
 * made, so an index of it is held in memory and follows the log. Cost: all undecided proposals once a night, then what was written since.
 */
import type { Context, Store, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

const undecided = ["proposed", "withheld"] as const;

/** Beyond so many entries reading all proposals again is cheaper than following. */
const MOST_FOLLOWED = 2_000;

/** Ids of proposals by the requests they name. */
class ProposalIndex {
  readonly #byRequest = new Map<string, readonly string[]>();
  readonly #known = new Set<string>();
  /** The entry of the log up to which it knows all. */
  sequence: number;

  constructor(sequence: number) {
    this.sequence = sequence;
  }

  add({ id, document }: Stored<"proposal">): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    for (const { requestId } of [...document.proposed.candidates, ...document.proposed.next])
      this.#byRequest.set(requestId, [...(this.#byRequest.get(requestId) ?? []), id]);
  }

  of(requestId: string): readonly string[] {
    return this.#byRequest.get(requestId) ?? [];
  }
}

/** One per store; whoever asks while it is made waits for the same one. */
const indexes = new WeakMap<Store, Promise<ProposalIndex>>();

/** The undecided proposals that name each of the requests, as they stand now; requests that none names are left out. */
export async function proposalsNaming(
  context: Context,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Stored<"proposal">[]>> {
  const index = await currentIndex(context);
  const found = await context.store.getMany("proposal", [...new Set(requestIds.flatMap((id) => index.of(id)))]);
  const naming = new Map<string, readonly Stored<"proposal">[]>();
  for (const requestId of requestIds) {
    const proposals = index.of(requestId).flatMap((id) => found.get(id) ?? []);
    const open = proposals.filter(({ document }) => undecided.some((state) => state === document.state));
    if (open.length > 0) naming.set(requestId, open);
  }
  return naming;
}

function currentIndex(context: Context): Promise<ProposalIndex> {
  const { store } = context;
  const earlier = indexes.get(store);
  const current = (earlier ?? Promise.resolve(undefined)).then((known) => follow(context, known));
  indexes.set(store, current);
  // A reading that failed leaves nothing behind.
  current.catch(() => indexes.delete(store));
  return current;
}

async function follow(context: Context, known: ProposalIndex | undefined): Promise<ProposalIndex> {
  const { sequence } = await context.store.head();
  if (known?.sequence === sequence) return known;
  if (!known || sequence - known.sequence > MOST_FOLLOWED) return readAll(context, sequence);
  const written: string[] = [];
  for await (const entries of context.store.entries(known.sequence + 1)) {
    for (const { changes, rows } of entries) {
      // Who wrote very many records does not tell which.
      if (rows.count > 0 && !changes) return readAll(context, sequence);
      for (const change of changes ?? []) if (change.kind === "proposal") written.push(change.id);
    }
  }
  for (const proposal of (await context.store.getMany("proposal", written)).values()) known.add(proposal);
  known.sequence = sequence;
  return known;
}

async function readAll(context: Context, sequence: number): Promise<ProposalIndex> {
  const index = new ProposalIndex(sequence);
  for (const state of undecided) {
    for await (const proposal of listAll(context, { kind: "proposal", by: "byState", equals: [state] }))
      index.add(proposal);
  }
  return index;
}

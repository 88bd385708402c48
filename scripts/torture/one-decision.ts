/**
 * Many decisions at once on one proposal, from several processes: one is made, every other is told what the proposal has become.
 */
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context, Stored } from "../../src/app/ports.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { DatabasePlaces } from "./database-places.ts";
import { storeTown } from "./stored-town.ts";
import { everywhere, openTorture, TORTURE_DAY, tortureKeyring } from "./torture-context.ts";
import { Worker } from "./workers.ts";

/** How many. */
export interface DecisionOptions {
  readonly processes: number;
  readonly decisionsPerProcess: number;
}

/** What came of it. */
export interface DecisionFindings {
  readonly decisions: number;
  readonly decided: number;
  /** Conflicts that name the newer version and state of the proposal. */
  readonly conflictsNamingState: number;
  /** Anything else. */
  readonly others: readonly string[];
  /** Decisions that are stored on the proposal. */
  readonly stored: number;
}

/** Lets them decide. */
export async function decideAtOnce(places: DatabasePlaces, options: DecisionOptions): Promise<DecisionFindings> {
  const { processes, decisionsPerProcess } = options;
  const place = places.fresh();
  const keyring = tortureKeyring();
  const context = await openTorture(place, keyring);
  try {
    await storeTown(context);
    const members = Array.from({ length: processes * decisionsPerProcess }, (_, i) => `member-${i}`);
    const { id: proposalId, version } = await proposalToDecide(context, members);
    const workers = Array.from({ length: processes }, (_, i) => {
      const memberIds = members.slice(i * decisionsPerProcess, (i + 1) * decisionsPerProcess);
      return new Worker("decide", { place, keyring, worker: `p${i}`, proposalId, version, memberIds });
    });
    await Promise.all(workers.map((worker) => worker.untilLines(1)));
    for (const worker of workers) worker.go();
    const lines = (await Promise.all(workers.map((worker) => worker.end()))).flatMap((all) => all.slice(1));
    const outcomes = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const now = await context.store.get("proposal", proposalId);
    const namesNewer = (one: Readonly<Record<string, unknown>>) =>
      one.outcome === "conflict" &&
      one.kind === "proposal" &&
      one.found === now!.version &&
      one.state === now!.document.state;
    const { records } = await context.store.list({ kind: "decision", by: "byProposal", equals: [proposalId] });
    return {
      decisions: outcomes.length,
      decided: outcomes.filter(({ outcome }) => outcome === "decided").length,
      conflictsNamingState: outcomes.filter(namesNewer).length,
      others: outcomes.filter((one) => one.outcome !== "decided" && !namesNewer(one)).map((one) => JSON.stringify(one)),
      stored: records.length,
    };
  } finally {
    await context.store.close();
  }
}

/** A proposal with candidates on an open agenda, everybody present. */
async function proposalToDecide(context: Context, members: readonly string[]): Promise<Stored<"proposal">> {
  const secretary = everywhere("secretary", "secretary");
  await runAllocation(context, everywhere("night", "system"), { day: TORTURE_DAY });
  const { agendaId, proposalIds } = await openAgenda(context, secretary, { heldOn: TORTURE_DAY });
  const attending = members.map((actorId) => ({ actorId, isPresent: true }));
  await attendAgenda(context, secretary, { agendaId, version: 1, members: attending });
  const proposals = await context.store.getMany("proposal", proposalIds);
  const found = [...proposals.values()].find(({ document }) => document.proposed.candidates.length > 0);
  if (!found) throw new Error("the night proposed nobody");
  return found;
}

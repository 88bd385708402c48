/**
 * One process of the torture: `node worker.ts <role> <options as JSON>` loads the product, says `ready`, waits for a line, opens the database and
 * does its work.
 */
import { once } from "node:events";
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import type { Context } from "../../src/app/ports.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { KeyringDocument } from "../../src/domain/persons/person.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";
import { commitForEver } from "./committer.ts";
import { type Fault, faulty } from "./faulty-store.ts";
import { everywhere, openTorture, TORTURE_DAY } from "./torture-context.ts";
import type { WorkerRole } from "./workers.ts";

/** Options of all roles. */
interface WorkerOptions {
  readonly place: string;
  readonly keyring: KeyringDocument;
  readonly worker: string;
  readonly fault?: Fault;
  /** Of `decide`: the proposal as it was read, and how many decide at once. */
  readonly proposalId: string;
  readonly version: number;
  readonly memberIds: readonly string[];
  /** Of `night`. Units: minutes. */
  readonly leaseMinutes: number;
}

const say = (line: unknown) => writeSync(1, `${typeof line === "string" ? line : JSON.stringify(line)}\n`);

const works: Readonly<Record<WorkerRole, (context: Context, options: WorkerOptions) => Promise<unknown>>> = {
  commit: (context, { worker }) => commitForEver(context, worker),
  decide: async (context, { proposalId, version, memberIds }) => {
    const decide = async (memberId: string) => {
      try {
        const { state } = await decideProposal(context, everywhere(memberId, "committee"), {
          kind: "confirm",
          proposalId,
          version,
        });
        return { outcome: "decided", state };
      } catch (error) {
        if (error instanceof DomainError) return { outcome: error.code, ...error.values };
        throw error;
      }
    };
    for (const outcome of await Promise.all(memberIds.map(decide))) say(outcome);
  },
  night: async (context, { leaseMinutes }) => {
    const { kind } = await runAllocation(
      context,
      everywhere("night", "system"),
      { day: TORTURE_DAY },
      { leaseMinutes, retries: 1 },
    );
    say(kind);
  },
  "stuck-night": async (context, { leaseMinutes }) => {
    // Rules are asked for once the day is claimed and the snapshot is read: the process stays there until it is killed.
    const rules = {
      ruleSets: () => {
        say("in the night");
        setInterval(() => {}, 1_000);
        return new Promise<never>(() => {});
      },
    };
    await runAllocation(
      { ...context, rules },
      everywhere("night", "system"),
      { day: TORTURE_DAY },
      { leaseMinutes, retries: 1 },
    );
  },
};

const [role, text] = process.argv.slice(2);
const options = JSON.parse(text!) as WorkerOptions;
await (options.place.startsWith("mongodb")
  ? import("../../src/adapters/store/mongo-store.ts")
  : import("../../src/adapters/store/sqlite-store.ts"));
// It may not live to its end, when this would be written by itself.
flushCompileCache();
say("ready");
await once(process.stdin, "data");
process.stdin.once("end", () => process.exit(1));
const opened = await openTorture(options.place, options.keyring);
const context = options.fault ? { ...opened, store: faulty(opened.store, options.fault) } : opened;
await works[role as WorkerRole](context, options);
await opened.store.close();
process.exit(0);

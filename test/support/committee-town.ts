/**
 * An invented town after its night: dwellings with proposals under the rules of the repository, and a committee of three that can meet on them.
 * `V-1` has five who wish for it, `V-2` only two.
 */
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Store, Stored } from "../../src/app/ports.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { Procedure } from "../../src/domain/rules/rule-set.ts";
import {
  agreementFacts,
  dwellingFacts,
  employerFacts,
  landlordFacts,
  requestFacts,
  rightFacts,
  vacancyFacts,
} from "./builders.ts";
import { demoRuleFiles } from "./demo-town.ts";
import { type App, actorOf, openApp, openPrepared } from "./open-app.ts";
import { storeTown } from "./stored-town.ts";

const farAway = "02691";

/** A member of the committee. */
export function member(id: string): Actor {
  return { ...actorOf("committee"), id };
}

/** The members who meet. */
export const memberIds = ["member-a", "member-b", "member-c"] as const;

/** Earlier filed is earlier in the order: Q-1 before Q-2 and so on. */
function wishing(id: string, day: string, communeCode: string): Request {
  return requestFacts({ id, filedOn: `2026-02-${day}`, wishedCommunes: [communeCode] });
}

function town(): Snapshot {
  return {
    format: "contingent-snapshot",
    schemaVersion: 1,
    asOf: "2026-11-23",
    note: "invented",
    landlords: [landlordFacts()],
    agreements: [agreementFacts()],
    rights: [rightFacts()],
    dwellings: [dwellingFacts(), dwellingFacts({ id: "D-2", communeCode: farAway })],
    vacancies: [vacancyFacts(), vacancyFacts({ id: "V-2", dwellingId: "D-2", designateBy: "2026-12-10" })],
    employers: [employerFacts()],
    requests: [
      wishing("Q-1", "01", "02408"),
      wishing("Q-2", "02", "02408"),
      wishing("Q-3", "03", "02408"),
      wishing("Q-4", "04", "02408"),
      wishing("Q-5", "05", "02408"),
      wishing("Q-6", "06", farAway),
      wishing("Q-7", "07", farAway),
      { ...wishing("Q-8", "08", farAway), hasUniqueNumber: false },
    ],
  };
}

/** A town after its night. */
export class CommitteeTown {
  readonly app: App;
  readonly secretary = actorOf("secretary");

  constructor(app: App) {
    this.app = app;
  }

  /** The day has come, where it has not already. */
  comes(day: string): void {
    const { clock } = this.app.context;
    const morning = `${day}T08:00:00.000Z`;
    if (/^\d{4}-\d\d-\d\d$/.test(day) && clock.now() < morning) clock.moveTo(morning);
  }

  /** The newest proposal of a vacancy. */
  async proposalOf(vacancyId: string): Promise<Stored<"proposal">> {
    const { records } = await this.app.context.store.list({ kind: "proposal", by: "byVacancy", equals: [vacancyId] });
    return records.toSorted((a, b) => a.sequence - b.sequence).at(-1)!;
  }

  /** Opens an agenda with both proposals and has the members there. */
  async meet(present: readonly string[] = memberIds): Promise<string> {
    const { context } = this.app;
    const { agendaId } = await openAgenda(context, this.secretary, { heldOn: "2026-11-25" });
    const members = present.map((actorId) => ({ actorId, isPresent: true }));
    await attendAgenda(context, this.secretary, { agendaId, version: 1, members });
    return agendaId;
  }

  /** Confirms the proposal of a vacancy on an open agenda. */
  async confirm(vacancyId: string, actor: Actor = member("member-a")): Promise<string> {
    const { id: proposalId, version } = await this.proposalOf(vacancyId);
    const command = { proposalId, version, kind: "confirm" } as const;
    return (await decideProposal(this.app.context, actor, command)).decisionId;
  }

  /** Confirms the proposal of V-1 and sends it to the landlord. */
  async designateFirst(): Promise<string> {
    await this.meet();
    const decisionId = await this.confirm("V-1");
    return (await designate(this.app.context, this.secretary, { decisionId })).designationId;
  }

  async pins(vacancyId: string): Promise<Record<string, string>> {
    const { records } = await this.app.context.store.list({ kind: "pin", by: "byVacancy", equals: [vacancyId] });
    const held = records.filter(({ document }) => document.state === "held");
    return Object.fromEntries(held.map(({ document: { facts } }) => [facts.requestId, facts.kind]));
  }

  async struck(vacancyId: string): Promise<Record<string, string>> {
    const { records } = await this.app.context.store.list({ kind: "struck", by: "byVacancy", equals: [vacancyId] });
    return Object.fromEntries(records.map(({ document: { facts } }) => [facts.requestId, facts.reason]));
  }

  async state(kind: "vacancy" | "request" | "proposal" | "designation", id: string): Promise<string> {
    return (await recordNow(this.app.context, kind, id)).document.state;
  }
}

/** Opens the town; `procedure` changes parts of the procedure of the social rule set, or takes them out. */
export async function openCommitteeTown(
  procedure: { readonly [P in keyof Procedure]?: unknown } = {},
  store?: Store,
): Promise<CommitteeTown> {
  const rules = (await demoRuleFiles()).map((set) => ({
    ...set,
    files: set.files.map((file) =>
      file.path === "als-2026/procedure.json"
        ? { ...file, content: { ...(file.content as object), ...procedure } }
        : file,
    ),
  }));
  const name = `committee ${Object.entries(procedure)
    .map((part) => JSON.stringify(part))
    .join()}`;
  const app = store ? await openApp({ rules, store }) : await openPrepared(name, { rules }, night);
  if (store) await night(app);
  return new CommitteeTown(app);
}

/** Stores the town and runs its night. */
export async function night({ context }: App): Promise<void> {
  await storeTown(context, town());
  const outcome = await runAllocation(context, actorOf("system"));
  if (outcome.kind !== "completed") throw new Error(`the night is ${outcome.kind}: ${JSON.stringify(outcome)}`);
}

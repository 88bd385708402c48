/** Records as people name them: a proposal by its vacancy, an agenda by nothing when one is open. Finds ids; who may do what is asked by the use case. */
import type { Kind } from "../../app/kinds.ts";
import type { Context, List, Stored } from "../../app/ports.ts";
import { listAll } from "../../app/records/list-all.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Terminal } from "../terminal.ts";
import { CommandProblem, exitCodes } from "../terminal.ts";

/** A proposal by its id, or the newest of a vacancy, one that is to be decided first. Throws: `not-found`. */
export async function findProposal(context: Context, named: string): Promise<Stored<"proposal">> {
  const byId = await context.store.get("proposal", named);
  if (byId) return byId;
  const all = await gathered(context, { kind: "proposal", by: "byVacancy", equals: [named] });
  const open = all.filter(({ document: { state } }) => state === "proposed" || state === "withheld");
  return newest(open.length > 0 ? open : all, "proposal", named);
}

/** A decision by its id, or the newest on a vacancy's newest proposal. Throws: `not-found`. */
export async function findDecision(context: Context, named: string): Promise<Stored<"decision">> {
  const byId = await context.store.get("decision", named);
  if (byId) return byId;
  const proposals = await gathered(context, { kind: "proposal", by: "byVacancy", equals: [named] });
  const ids = proposals.length > 0 ? proposals.map(({ id }) => id) : [named];
  const decisions: Stored<"decision">[] = [];
  for (const id of ids)
    decisions.push(...(await gathered(context, { kind: "decision", by: "byProposal", equals: [id] })));
  const awaiting = decisions.filter(({ document }) => document.state === "awaiting-second-signature");
  return newest(awaiting.length > 0 ? awaiting : decisions, "decision", named);
}

/** A decision by its id, or the first on a vacancy that is to be sent; where there is none, as `findDecision`. Throws: `not-found`. */
export async function findUnsentDecision(context: Context, named: string): Promise<Stored<"decision">> {
  const designations = await gathered(context, { kind: "designation", by: "byVacancy", equals: [named] });
  const sent = new Set(designations.map(({ document }) => document.decisionId));
  const unsent: Stored<"decision">[] = [];
  for (const { id } of await gathered(context, { kind: "proposal", by: "byVacancy", equals: [named] }))
    for (const decision of await gathered(context, { kind: "decision", by: "byProposal", equals: [id] })) {
      const { state, requestIds, endedAt } = decision.document;
      if (state === "final" && requestIds.length > 0 && endedAt === undefined && !sent.has(decision.id))
        unsent.push(decision);
    }
  const [first] = unsent.sort((a, b) => a.sequence - b.sequence);
  return first ?? findDecision(context, named);
}

/** A designation by its id, or the newest of a vacancy. Throws: `not-found`. */
export async function findDesignation(context: Context, named: string): Promise<Stored<"designation">> {
  const byId = await context.store.get("designation", named);
  if (byId) return byId;
  return newest(
    await gathered(context, { kind: "designation", by: "byVacancy", equals: [named] }),
    "designation",
    named,
  );
}

/** An agenda by its id, or the only one that is open. Throws: `not-found`; a `CommandProblem` when it must be named. */
export async function findAgenda(
  context: Context,
  named: string | undefined,
  terminal: Terminal,
): Promise<Stored<"agenda">> {
  if (named !== undefined) {
    const agenda = await context.store.get("agenda", named);
    if (!agenda) throw new DomainError("not-found", { kind: "agenda", id: named });
    return agenda;
  }
  const open = await gathered(context, { kind: "agenda", by: "byState", equals: ["open"] });
  if (open.length === 1) return open[0]!;
  const ids = open.map(({ id, document }) => `${id} (${document.heldOn})`).join(", ");
  const key = open.length === 0 ? "problem.no-open-agenda" : "problem.which-agenda";
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say(key, { ids })]);
}

/** A record by its id. Throws: `not-found`. */
export async function findRecord<K extends Kind>(context: Context, kind: K, id: string): Promise<Stored<K>> {
  const stored = await context.store.get(kind, id);
  if (!stored) throw new DomainError("not-found", { kind, id });
  return stored;
}

/** Every record of a closed query, for lists that are short. */
export async function gathered<K extends Kind>(context: Context, query: List<K>): Promise<Stored<K>[]> {
  const found: Stored<K>[] = [];
  for await (const record of listAll(context, query)) found.push(record);
  return found;
}

/** The one that was written last: a higher sequence is later. */
function newest<K extends Kind>(records: readonly Stored<K>[], kind: K, named: string): Stored<K> {
  const last = records.reduce<Stored<K> | undefined>(
    (later, record) => (later === undefined || record.sequence > later.sequence ? record : later),
    undefined,
  );
  if (!last) throw new DomainError("not-found", { kind, id: named });
  return last;
}

/**
 * The server of the load: a process of its own on a big invented database with an open session of 500 proposals. Says where it listens and what can be asked, as one line of JSON, and ends when its input does.
 */
import { addAccount } from "../../src/app/add-account.ts";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context, Log } from "../../src/app/ports.ts";
import { listProposals } from "../../src/app/review-proposals.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { serve } from "../../src/serve.ts";
import { POOL_DAY, type PoolSize } from "../bench/pool.ts";
import { actorOf, everything, openLoadProduct } from "./load-database.ts";

/** What the server tells. */
export interface LoadServer {
  readonly url: string;
  /** Opens a session in a browser. */
  readonly door: string;
  readonly token: string;
  readonly proposals: readonly { readonly id: string; readonly version: number; readonly hasCandidates: boolean }[];
  readonly vacancyIds: readonly string[];
  readonly requestIds: readonly string[];
  readonly employerId: string;
}

/** What the process holds and has used: MiB, milliseconds of processor. */
export interface HeldMemory {
  readonly resident: number;
  readonly heap: number;
  readonly processor: number;
}

/** Proposals on the agenda. */
const ON_AGENDA = 500;

/** An agenda of the proposals nearest to their last day, its only member there; the one that is open where a run before left one. */
async function agendaOf(context: Context, memberId: string) {
  const { records } = await listProposals(context, actorOf("committee"), { limit: 1_000 });
  const free = records.filter(({ document }) => document.agendaId === undefined).slice(0, ON_AGENDA);
  const secretary = actorOf("secretary");
  const proposalIds = free.map(({ id }) => id);
  const memberIds = [memberId, "member-b", "member-c"];
  const { agendaId } = await openAgenda(context, secretary, { heldOn: POOL_DAY, proposalIds });
  const agenda = (await context.store.get("agenda", agendaId))!;
  const members = memberIds.map((actorId) => ({ actorId, isPresent: true }));
  await attendAgenda(context, secretary, { agendaId, version: agenda.version, members });
  const opened = await context.store.getMany("proposal", proposalIds);
  return [...opened.values()];
}

/** What the access log says of each request, while it is asked for. */
let heard: { readonly route: string; readonly milliseconds: number }[] = [];
let isListening = false;

const listening: Log["info"] = (event, { route, milliseconds } = {}) => {
  if (isListening && event === "request") heard.push({ route: String(route), milliseconds: Number(milliseconds) });
};

const { context: opened, close } = await openLoadProduct((process.argv[2] ?? "XS") as PoolSize);
// What the log is told counts here; it writes no line of requests unless it is set to.
const context: Context = { ...opened, log: { ...opened.log, info: listening } };
const loginName = `load-${Date.now()}@example.invalid`;
const password = "une charge inventée";
const shape = {
  loginName,
  name: "Invented load",
  roles: ["committee", "secretary"] as const,
  scope: everything,
  language: "fr" as const,
};
const { account } = await addAccount(context, actorOf("operator"), { ...shape, password });
const own: Actor = { id: account.id, roles: shape.roles, scope: everything };
const proposals = await agendaOf(context, account.id);
const { secret: token } = await issueToken(context, own, { accountId: account.id, title: "load", days: 1 });
const person = { who: "load", name: shape.name, roles: shape.roles, loginName, password, does: { fr: "", en: "" } };
const { url, close: end } = await serve(context, { port: 0, requestsPerMinute: 0, demo: [person] });
const requests = await context.store.list({ kind: "request", by: "byState", equals: ["active"], limit: 200 });
const employers = await context.store.list({ kind: "employer", by: "all", equals: [], limit: 1 });
const told: LoadServer = {
  url,
  door: `${url}/demo/load`,
  token,
  proposals: proposals.map(({ id, version, document }) => ({
    id,
    version,
    hasCandidates: document.proposed.candidates.length > 0,
  })),
  vacancyIds: proposals.map(({ document }) => document.vacancyId),
  requestIds: requests.records.map(({ id }) => id),
  employerId: employers.records[0]!.id,
};
console.log(JSON.stringify(told));

const mebibytes = (bytes: number) => Math.round(bytes / 104_857.6) / 10;

process.on("message", (asked) => {
  if (asked === "listen") {
    heard = [];
    isListening = true;
    process.send!("listening");
  } else if (asked === "heard") {
    isListening = false;
    process.send!(heard);
  } else if (asked === "memory") {
    // What is held is what stays once everything that can be given back is.
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const processor = (user + system) / 1_000;
    process.send!({ resident: mebibytes(rss), heap: mebibytes(heapUsed), processor } satisfies HeldMemory);
  }
});
process.stdin.resume().on("end", async () => {
  await end();
  await close();
  process.exit(0);
});

/**
 * The server of the load: a process of its own on a big invented database, which it makes where there is none, with a night and an open session of 500
 * proposals. Says where it listens and what can be asked, as one line of JSON, and ends when its input does.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { addAccount } from "../../src/app/add-account.ts";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import { listProposals } from "../../src/app/review-proposals.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { lastRun } from "../../src/app/runs/last-run.ts";
import { readConfig } from "../../src/config.ts";
import { openProduct } from "../../src/container.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import { serve } from "../../src/serve.ts";
import { POOL_DAY, type PoolSize } from "../bench/pool.ts";
import { cacheFolder } from "../bench/pool-file.ts";
import { ensureStorePool, removeDatabase } from "../bench/store-pool.ts";

/** What the server tells. */
export interface LoadServer {
  readonly url: string;
  /** Opens a session in a browser. */
  readonly door: string;
  readonly token: string;
  readonly proposals: readonly { readonly id: string; readonly version: number; readonly hasCandidates: boolean }[];
  readonly vacancyIds: readonly string[];
  readonly requestIds: readonly string[];
}

/** Proposals on the agenda. */
const ON_AGENDA = 500;

const everything = { employerIds: "all", landlordIds: "all", departementCodes: "all" } as const;
const actorOf = (role: Role, id = `${role}-load`): Actor => ({ id, roles: [role], scope: everything });
const clock = { now: () => new Date().toISOString(), today: () => POOL_DAY };

/** The rules of the benchmark, with the procedure of the product: decisions follow one. */
function rulesFolder(): string {
  const folder = join(cacheFolder, "load-rules");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, "../bench/rules/bench"), join(folder, "bench"), { recursive: true });
  const procedure = JSON.parse(readFileSync(join(import.meta.dirname, "../../rules/als-2026/procedure.json"), "utf8"));
  // What it reads of its own rule set is left out: the benchmark's has other rules.
  for (const motive of procedure.motives) for (const name of ["contradictedWhen", "contradiction"]) delete motive[name];
  procedure.designation.passesOn = [];
  writeFileSync(join(folder, "bench/procedure.json"), JSON.stringify(procedure));
  return folder;
}

async function productOn(size: PoolSize) {
  const database = join(cacheFolder, `load-${size}.db`);
  const isNew = !existsSync(database);
  const { config, problems } = readConfig({ CONTINGENT_DATABASE: database, CONTINGENT_RULES: rulesFolder() });
  if (!config) throw new Error(JSON.stringify(problems));
  const product = await openProduct(config, { mayCreate: true, clock, writeLog: () => undefined, isServing: true });
  try {
    if (isNew)
      await importPool(product.context, actorOf("operator"), { source: await openPoolSource(ensureStorePool(size)) });
    const night =
      (await lastRun(product.context)) ?? (await runAllocation(product.context, actorOf("system"), { day: POOL_DAY }));
    if ("kind" in night && night.kind === "refused") throw new Error(JSON.stringify(night));
    return product;
  } catch (error) {
    await product.close();
    removeDatabase(database);
    throw error;
  }
}

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

const { context, close } = await productOn((process.argv[2] ?? "XS") as PoolSize);
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
};
console.log(JSON.stringify(told));
process.on("message", (asked) => {
  if (asked === "memory") process.send!({ residentMebibytes: Math.round(process.memoryUsage.rss() / 1_048_576) });
});
process.stdin.resume().on("end", async () => {
  await end();
  await close();
  process.exit(0);
});

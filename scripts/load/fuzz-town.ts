/** A server on the demonstration's town in a folder of its own, with a caller of each role. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { addAccount } from "../../src/app/add-account.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import { listProposals } from "../../src/app/review-proposals.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { readConfig } from "../../src/config.ts";
import { openProduct } from "../../src/container.ts";
import { type Actor, humanRoles, type Role } from "../../src/domain/access/actor.ts";
import { serve } from "../../src/serve.ts";
import { demoTown } from "../demo/town.ts";

/** The town while it is served. */
export interface ServedTown {
  readonly context: Context;
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  close(): Promise<void>;
}

const everything = { employerIds: "all", landlordIds: "all", departementCodes: "all" } as const;

function actorOf(role: Role, id = `${role}-fuzz`): Actor {
  return { id, roles: [role], scope: everything };
}

/** Imports the town, makes its night, opens a session, and serves. */
export async function serveTown(): Promise<ServedTown> {
  const folder = mkdtempSync(join(tmpdir(), "contingent-fuzz-"));
  const pool = join(folder, "pool.json");
  writeFileSync(pool, JSON.stringify(demoTown()));
  const { config } = readConfig({ CONTINGENT_DATABASE: join(folder, "contingent.db") });
  const { context, close } = await openProduct(config!, { mayCreate: true, writeLog: () => undefined });
  await importPool(context, actorOf("operator"), { source: await openPoolSource(pool) });
  await runAllocation(context, actorOf("operator"));
  const { records } = await listProposals(context, actorOf("committee"), { limit: 5 });
  const proposalIds = records.map(({ id }) => id);
  const { agendaId } = await openAgenda(context, actorOf("secretary"), { heldOn: context.clock.today(), proposalIds });
  const made = await Promise.all(humanRoles.map(async (role) => [role, await tokenOf(context, role)] as const));
  const tokens = Object.fromEntries(made);
  const { url, close: end } = await serve(context, { port: 0, requestsPerMinute: 0, bodyKilobytes: 200 });
  const stored = await Promise.all(
    (["employer", "landlord", "dwelling", "right", "agreement"] as const).map((kind) =>
      context.store.list({ kind, by: "all", equals: [], limit: 3 }),
    ),
  );
  const requests = await context.store.list({ kind: "request", by: "all", equals: [], limit: 12 });
  const vacancies = await context.store.list({ kind: "vacancy", by: "all", equals: [], limit: 5 });
  const found = [...stored, requests, vacancies].flatMap((page) => page.records.map(({ id }) => id));
  return {
    context,
    url,
    tokens,
    ids: [...found, ...proposalIds, agendaId, `${context.clock.today()}-1`, "nobody"],
    close: async () => {
      await end();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function tokenOf(context: Context, role: Role): Promise<string> {
  const loginName = `${role}@example.invalid`;
  const shape = { loginName, name: `Invented ${role}`, roles: [role], scope: everything, language: "fr" } as const;
  const { account } = await addAccount(context, actorOf("operator"), shape);
  const own = actorOf(role, account.id);
  return (await issueToken(context, own, { accountId: account.id, title: "fuzz", days: 1 })).secret;
}

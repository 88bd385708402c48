/**
 * `npm run load`: what the product bears, beside its goals. Parts, all of them unless some are named: `serve` (pages, reads, decisions), `first-visit`,
 * `csv`, `memory`, `fuzz`. Options: `--size XS|S|M|L` of the database, `--seconds` of the reads, `--imports` of the CSV, `--minutes` of the memory,
 * `--count` and `--seed` of the malformed calls, `--write` (RESULTS.md). Exit code 1 when a goal is missed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { allRoutes } from "../../src/http/all-routes.ts";
import { type PoolSize, poolSizes } from "../bench/pool.ts";
import { isReached } from "../bench/report.ts";
import { csvLoad } from "./csv-load.ts";
import { type LoadFigure, lineOf } from "./figures.ts";
import { fuzz } from "./fuzz.ts";
import { serveTown } from "./fuzz-town.ts";
import { type LoadClient, withLoadServer } from "./load-client.ts";
import { memoryLoad } from "./memory-load.ts";
import { serveLoad } from "./serve-load.ts";
import { visitLoad } from "./visit-load.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    size: { type: "string", default: "XS" },
    seconds: { type: "string", default: "10" },
    imports: { type: "string", default: "10" },
    minutes: { type: "string", default: "10" },
    write: { type: "boolean", default: false },
  },
});
const size = values.size as PoolSize;

/** Parts that ask one server, in the order in which they disturb each other least: decisions change what the agenda shows. */
const served: Readonly<Record<string, (client: LoadClient) => Promise<readonly LoadFigure[]>>> = {
  "first-visit": visitLoad,
  serve: (client) => serveLoad(client, Number(values.seconds)),
  memory: (client) => memoryLoad(client, Number(values.minutes)),
  csv: (client) => csvLoad(client, Number(values.imports)),
};

async function fuzzed(): Promise<readonly LoadFigure[]> {
  const town = await serveTown();
  const start = performance.now();
  try {
    const count = Number(values.count);
    const { byStatus, routes, failures, failureCount } = await fuzz({ ...town, count, seed: Number(values.seed) });
    for (const failure of failures) console.log(`  ${failure}`);
    const seconds = Math.round((performance.now() - start) / 1_000);
    const statuses = Object.entries(byStatus).map((pair) => pair.join(": "));
    return [
      {
        what: `answers of 500 and above, or without a problem, of ${count} malformed calls`,
        reached: failureCount,
        goal: 0,
        kind: "most",
        unit: "",
        note: `seed ${values.seed}, ${seconds} s; by status ${statuses.join(", ")}`,
      },
      {
        what: "routes that took a call or refused it by what it said",
        reached: routes,
        goal: allRoutes.length,
        kind: "least",
        unit: "",
      },
    ];
  } finally {
    await town.close();
  }
}

const known = [...Object.keys(served), "fuzz"];
const asked = positionals.length > 0 ? positionals : known;
const unknown = [
  ...asked.filter((name) => !known.includes(name)).map((name) => `there is no part ${name}`),
  ...(size in poolSizes ? [] : [`there is no size ${size}`]),
];
if (unknown.length > 0) {
  console.error(`${unknown.join("; ")}. Parts: ${known.join(", ")}. Sizes: ${Object.keys(poolSizes).join(", ")}.`);
  process.exit(2);
}
const loadWhenBegun = loadavg()[1]!;
const figures: LoadFigure[] = [];
const tell = (some: readonly LoadFigure[]) => {
  for (const figure of some) console.log(lineOf(figure));
  figures.push(...some);
};
const parts = Object.entries(served).filter(([name]) => asked.includes(name));
if (parts.length > 0)
  await withLoadServer(size, async (client) => {
    for (const [, measured] of parts) tell(await measured(client));
  });
if (asked.includes("fuzz")) tell(await fuzzed());

if (!figures.every(isReached)) process.exitCode = 1;
const { requests, vacancies } = poolSizes[size];
const pool = `${requests.toLocaleString("en")} requests and ${vacancies.toLocaleString("en")} vacancies`;
const command = `npm run load -- ${[...positionals, "--size", size].join(" ")}`;
const machine = `Measured on ${new Date().toISOString().slice(0, 10)} with \`${command}\` on ${cpus().length} cores of ${cpus()[0]!.model.trim()}, Node ${process.version}, server and client on the same cores. Load average when it began ${loadWhenBegun.toFixed(1)}, when it ended ${loadavg()[1]!.toFixed(1)}, the measure's own work included.`;
const table = ["| what | reached | goal | |", "| --- | --- | --- | --- |", ...figures.map(lineOf)].join("\n");
const reasons = figures.every(isReached)
  ? ""
  : `\n${readFileSync(join(import.meta.dirname, "what-holds-back-load.md"), "utf8")}`;
const text = `# What the server bears\n\n${machine} The database holds ${pool}; malformed calls go to the town of the demonstration.\n\n${table}\n${reasons}`;
console.log(`\n${text}`);
if (values.write) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);

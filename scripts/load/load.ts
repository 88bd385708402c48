/**
 * `npm run load -- <part>`: what the product bears. `fuzz` sends malformed calls; `--count`, `--seed`. `serve` measures pages, reads and decisions on a big
 * database: `--size XS|S|M|L`, `--seconds`, `--minutes` (memory), `--write` (updates RESULTS.md). Exit code 1 when a goal is missed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { allRoutes } from "../../src/http/all-routes.ts";
import { machine } from "../bench/machine.ts";
import type { PoolSize } from "../bench/pool.ts";
import { isReached } from "../bench/report.ts";
import { fuzz } from "./fuzz.ts";
import { serveTown } from "./fuzz-town.ts";
import { type LoadFigure, serveLoad } from "./serve-load.ts";

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly size: PoolSize;
  readonly seconds: number;
  readonly minutes: number;
  readonly isWritten: boolean;
}

function lineOf({ what, reached, goal, kind, unit, note }: LoadFigure): string {
  const bound = `${kind === "most" ? "at most" : "at least"} ${goal} ${unit}`;
  const verdict = isReached({ what, reached, goal, kind, unit }) ? "" : " (missed)";
  return `| ${what} | ${Math.round(reached * 10) / 10} ${unit} | ${bound}${verdict} | ${note ?? ""} |`;
}

const parts: Readonly<Record<string, (options: Options) => Promise<boolean>>> = {
  serve: async ({ size, seconds, minutes, isWritten }) => {
    const figures = await serveLoad({ size, seconds, minutes });
    const table = ["| what | reached | goal | |", "| --- | --- | --- | --- |", ...figures.map(lineOf)].join("\n");
    console.log(`serve, size ${size}\n${table}`);
    if (isWritten)
      writeFileSync(
        join(import.meta.dirname, "RESULTS.md"),
        `# What the server bears\n\n${machine(`npm run load -- serve --size ${size}`)}, pool of size ${size}.\n\n${table}\n`,
      );
    return figures.every(isReached);
  },
  fuzz: async ({ count, seed }) => {
    const town = await serveTown();
    const start = performance.now();
    try {
      const { byStatus, routes, failures, failureCount } = await fuzz({ ...town, count, seed });
      const seconds = Math.round((performance.now() - start) / 1_000);
      console.log(`fuzz: ${count} malformed calls on ${routes} routes in ${seconds} s, seed ${seed}`);
      console.log(
        `  by status: ${Object.entries(byStatus)
          .map((pair) => pair.join(": "))
          .join(", ")}`,
      );
      console.log(`  goal: answers of 500 and above, or without a problem: ${failureCount}, wanted 0`);
      console.log(
        `  goal: routes that took a call or refused it by what it said: ${routes}, wanted ${allRoutes.length}`,
      );
      for (const failure of failures) console.log(`  ${failure}`);
      return failureCount === 0 && routes === allRoutes.length;
    } finally {
      await town.close();
    }
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    size: { type: "string", default: "XS" },
    seconds: { type: "string", default: "10" },
    minutes: { type: "string", default: "0" },
    write: { type: "boolean", default: false },
  },
});
const options: Options = {
  count: Number(values.count),
  seed: Number(values.seed),
  size: values.size as PoolSize,
  seconds: Number(values.seconds),
  minutes: Number(values.minutes),
  isWritten: values.write,
};
const asked = positionals.length > 0 ? positionals : Object.keys(parts);
for (const name of asked) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(", ")}`);
  if (!(await part(options))) process.exitCode = 1;
}

/**
 * `npm run load -- <part>`: what the product bears. `fuzz` sends malformed calls; `--count`, `--seed`. Exit code 1 when a goal is missed.
 */
import { parseArgs } from "node:util";
import { allRoutes } from "../../src/http/all-routes.ts";
import { fuzz } from "./fuzz.ts";
import { serveTown } from "./fuzz-town.ts";

const parts: Readonly<
  Record<string, (options: { readonly count: number; readonly seed: number }) => Promise<boolean>>
> = {
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
  options: { count: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
});
const asked = positionals.length > 0 ? positionals : Object.keys(parts);
for (const name of asked) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(", ")}`);
  if (!(await part({ count: Number(values.count), seed: Number(values.seed) }))) process.exitCode = 1;
}

/** The demonstration's town served on a port of its own, in a folder of its own. It is made once for all tests of a process; each site gets a copy. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPeople } from "../../scripts/demo/accounts.ts";
import { DemoClock } from "../../scripts/demo/demo-clock.ts";
import { openDemo } from "../../scripts/demo/open-demo.ts";
import type { Context } from "../../src/app/ports.ts";
import { readConfig } from "../../src/config.ts";
import { openProduct } from "../../src/container.ts";
import { serve } from "../../src/serve.ts";

/** The town while it is served. */
export interface DemoSite {
  readonly url: string;
  readonly context: Context;
  close(): Promise<void>;
}

interface Made {
  readonly folder: string;
  /** Where its clock stands. */
  readonly now: string;
}

let made: Promise<Made> | undefined;

async function make(): Promise<Made> {
  const parent = mkdtempSync(join(tmpdir(), "contingent-demo-made-"));
  process.once("exit", () => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "site");
  const product = await openDemo(folder, () => undefined);
  const now = product.context.clock.now();
  await product.close();
  return { folder, now };
}

/** Opens it. Cost: about two seconds the first time. */
export async function openDemoSite(): Promise<DemoSite> {
  const { folder: from, now } = await (made ??= make());
  const parent = mkdtempSync(join(tmpdir(), "contingent-demo-"));
  const folder = join(parent, "site");
  cpSync(from, folder, { recursive: true });
  const { config } = readConfig({ CONTINGENT_DATABASE: join(folder, "contingent.db"), CONTINGENT_LOG_LEVEL: "error" });
  const product = await openProduct(config!, { writeLog: () => undefined, clock: new DemoClock(now) });
  const serving = await serve(product.context, {
    port: 0,
    demo: demoPeople,
    hasJobs: true,
    requestsPerMinute: 100_000,
  });
  return {
    url: serving.url,
    context: product.context,
    close: async () => {
      await serving.close();
      await product.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

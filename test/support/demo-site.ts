/** The demonstration's town served on a port of its own, in a folder of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPeople } from "../../scripts/demo/accounts.ts";
import { openDemo } from "../../scripts/demo/open-demo.ts";
import type { Context } from "../../src/app/ports.ts";
import { serve } from "../../src/serve.ts";

/** The town while it is served. */
export interface DemoSite {
  readonly url: string;
  readonly context: Context;
  close(): Promise<void>;
}

/** Opens it. Cost: about two seconds. */
export async function openDemoSite(): Promise<DemoSite> {
  const folder = mkdtempSync(join(tmpdir(), "contingent-demo-"));
  const product = await openDemo(join(folder, "site"), () => undefined);
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

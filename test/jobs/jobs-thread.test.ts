import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openProduct } from "../../src/container.ts";
import { startJobsThread } from "../../src/jobs/jobs-thread.ts";
import { schedule } from "../../src/jobs/schedule.ts";

const passing = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the thread of the jobs", () => {
  it("makes the night on a store that others use at the same time, and ends when it is told", async () => {
    const folder = mkdtempSync(join(tmpdir(), "contingent-jobs-"));
    const config = { database: join(folder, "contingent.db"), logLevel: "info" } as const;
    const product = await openProduct(config, { mayCreate: true, writeLog: () => undefined });
    const lines: string[] = [];
    try {
      const thread = await startJobsThread({ config, writeLog: (line) => lines.push(line) });
      const states = async () => {
        const daily = schedule.filter(({ cron }) => cron !== "* * * * *");
        const rows = await Promise.all(daily.map(async ({ name }) => (await product.context.store.jobs(name))[0]));
        return rows.map((row) => row?.state);
      };
      while ((await states()).some((state) => state !== "done")) await passing(10);
      await thread.close();
      expect(lines.filter((line) => line.includes("job-done"))).to.have.lengthOf(4);
      expect((await product.context.store.jobs("jobs-awake"))[0]!.state).to.equal("done");
    } finally {
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("keeps no page waiting while it computes", async () => {
    const signs = new Int32Array(new SharedArrayBuffer(8));
    const entry = new URL("../support/busy-jobs-worker.ts", import.meta.url);
    const server = createServer((_, response) => response.end("page"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const thread = await startJobsThread({ config: { signs }, writeLog: () => undefined, entry });
    try {
      while (Atomics.load(signs, 0) === 0) await passing(1);
      for (let number = 0; number < 5; number++) {
        const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        expect(await answer.text()).to.equal("page");
      }
      expect(Atomics.load(signs, 0), "it was computing all the time").to.equal(1);
    } finally {
      Atomics.store(signs, 1, 1);
      await thread.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it("is started again when it was lost", async () => {
    const signs = new Int32Array(new SharedArrayBuffer(8));
    Atomics.store(signs, 1, 1);
    const entry = new URL("../support/busy-jobs-worker.ts", import.meta.url);
    let lost = 0;
    // The thread of the test ends when it is told anything.
    const again = await startJobsThread({
      config: { signs },
      writeLog: () => undefined,
      entry,
      restartMs: 1,
      onLost: () => lost++,
    });
    again.wake();
    while (lost === 0) await passing(1);
    await passing(20);
    again.wake();
    while (lost === 1) await passing(1);
    await again.close();
    expect(lost).to.equal(2);
  });

  it("says what keeps it from starting", async () => {
    const config = { database: "/nowhere/contingent.db", logLevel: "warn" };
    let told: unknown;
    await startJobsThread({ config, writeLog: () => undefined }).catch((error: unknown) => {
      told = error;
    });
    expect(String(told)).to.contain("database-missing");
  });
});

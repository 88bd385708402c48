import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { readColumnFile, writeColumnFile } from "../../../src/adapters/files/table/column-file.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { snapshotDigest } from "../../../src/domain/facts/snapshot-digest.ts";
import { tableOfSnapshot } from "../../../src/domain/facts/table/fact-table-builder.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { tries } from "../../support/effort.ts";
import { arbitrarySnapshot } from "../../support/fact-arbitraries.ts";
import { inFolder } from "../../support/temporary-folder.ts";

const restOf = (snapshot: Snapshot) => ({ ledger: [], pins: [], struck: [], snapshotDigest: snapshotDigest(snapshot) });

async function withFile(snapshot: Snapshot, step: (path: string) => Promise<void>): Promise<void> {
  await inFolder({}, async (folder) => {
    const path = join(folder, "pool.columns");
    const { parts } = tableOfSnapshot(snapshot, factCatalogue);
    expect(await writeColumnFile(path, parts(), factCatalogue, restOf(snapshot))).to.deep.equal([]);
    await step(path);
  });
}

const [sample] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 21 });

describe("a column file", () => {
  it("gives back every fact of the table, in memory that threads may share", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySnapshot({ complete: false }), async (snapshot) => {
        await withFile(snapshot, async (path) => {
          const written = tableOfSnapshot(snapshot, factCatalogue);
          const { table, rest, problems } = await readColumnFile(path, factCatalogue);
          expect(problems).to.deep.equal([]);
          expect(rest).to.deep.equal(restOf(snapshot));
          expect(table!.travelMinutes).to.deep.equal(written.travelMinutes);
          for (let vacancy = 0; vacancy < written.vacancyCount; vacancy++) {
            expect(table!.vacancyId(vacancy)).to.equal(written.vacancyId(vacancy));
            for (let request = 0; request < written.requestCount; request++) {
              const before = readerOfRows(written, vacancy, request);
              const after = readerOfRows(table!, table!.vacancyRow(written.vacancyId(vacancy))!, request);
              for (const { index } of factCatalogue.facts) {
                expect(after.fact(index)).to.deep.equal(before.fact(index));
                const column = table!.column(index);
                if (column?.kind === "scalar") expect(column.values.buffer).to.be.instanceOf(SharedArrayBuffer);
              }
            }
          }
        });
      }),
      { numRuns: tries(8) },
    );
  });

  it("is refused when any byte was altered, cut off or added", async () => {
    await withFile(sample!, async (path) => {
      const bytes = await readFile(path);
      const header = bytes.readUInt32LE(8);
      const reasons = new Set<string>();
      const places = [0, 5, 8, 9, 20, 75, 76, 79, 90, 80 + header - 3, bytes.length - 16];
      for (let at = 80; at < bytes.length; at += Math.ceil(bytes.length / 60)) places.push(at);
      for (const at of places) {
        const altered = Buffer.from(bytes);
        altered[at] = altered[at]! ^ 0x11;
        await writeFile(path, altered);
        const { table, problems } = await readColumnFile(path, factCatalogue);
        if (table) expect.fail(`byte ${at} of ${bytes.length} was altered unseen`);
        reasons.add(problems[0]!.sentence);
      }
      expect([...reasons]).to.include(
        "This is no whole column file: its content was altered or cut off. Make it again from the pool.",
      );
      await writeFile(path, bytes);
      await truncate(path, bytes.length - 8);
      expect((await readColumnFile(path, factCatalogue)).problems[0]!.sentence).to.contain("cut off");
      await writeFile(path, Buffer.concat([bytes, Buffer.alloc(8)]));
      expect((await readColumnFile(path, factCatalogue)).problems[0]!.sentence).to.contain("was altered");
    });
  });

  it("is refused when it is none, not there, or written for other facts", async () => {
    await inFolder(
      { short: "x", other: "this is a text that is longer than the head of a column file ".repeat(3) },
      async (folder) => {
        for (const name of ["short", "other"]) {
          expect((await readColumnFile(join(folder, name), factCatalogue)).problems[0]!.code).to.equal(
            "column-file-broken",
          );
        }
        expect((await readColumnFile(join(folder, "none"), factCatalogue)).problems[0]!.code).to.equal(
          "file-unreadable",
        );
        expect(
          (
            await writeColumnFile(
              join(folder, "no/where"),
              tableOfSnapshot(sample!, factCatalogue).parts(),
              factCatalogue,
              restOf(sample!),
            )
          )[0]!.code,
        ).to.equal("not-written");
      },
    );
    await withFile(sample!, async (path) => {
      const facts = factCatalogue.facts.map((fact) => (fact.index === 5 ? { ...fact, name: "request.other" } : fact));
      const { problems } = await readColumnFile(path, { ...factCatalogue, facts });
      expect(problems[0]!.sentence).to.contain("it was written for other facts");
    });
  });
});

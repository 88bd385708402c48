import { expect } from "chai";
import fc from "fast-check";
import { csvText, ownColumns } from "../../../src/adapters/files/csv/csv-writer.ts";
import { type PoolRecord, poolCollections } from "../../../src/adapters/files/pool-collections.ts";
import { readPool } from "../../../src/adapters/files/read-pool.ts";
import { tries } from "../../support/effort.ts";
import { arbitrarySnapshot } from "../../support/fact-arbitraries.ts";
import { inFolder } from "../../support/temporary-folder.ts";

describe("CSV of a pool", () => {
  it("gives back any snapshot that was written", async () => {
    // A cell does not keep the spaces around a text, and an empty cell is absent.
    const isKept = (text: unknown) => text === undefined || (text as string).trim() === text;
    await fc.assert(
      fc.asyncProperty(arbitrarySnapshot({ complete: false }), async (snapshot) => {
        for (const { title } of [...snapshot.landlords, ...snapshot.employers]) fc.pre(isKept(title));
        for (const { address, communeTitle } of snapshot.dwellings) fc.pre(isKept(address) && isKept(communeTitle));
        const files: Record<string, string> = { "run.json": JSON.stringify({ asOf: snapshot.asOf }) };
        for (const collection of poolCollections) {
          const records = (snapshot[collection.name] ?? []) as unknown as readonly PoolRecord[];
          files[`${collection.file}.csv`] = csvText(ownColumns(collection), records);
        }
        const { snapshot: read, problems } = await inFolder(files, (folder) => readPool(folder));
        expect(problems).to.deep.equal([]);
        const { travelTimes, ...others } = snapshot;
        expect(read).to.deep.equal(travelTimes!.length > 0 ? snapshot : others);
      }),
      { numRuns: tries(6) },
    );
  });
});

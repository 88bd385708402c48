import { expect } from "chai";
import fc from "fast-check";
import { csvText, ownColumns } from "../../../src/adapters/files/csv/csv-writer.ts";
import { type PoolRecord, poolCollections } from "../../../src/adapters/files/pool-collections.ts";
import { readPool } from "../../../src/adapters/files/read-pool.ts";
import { type PoolTableOptions, readPoolIntoTable } from "../../../src/adapters/files/table/read-pool-table.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { requestSchema } from "../../../src/domain/facts/request.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { snapshotDigest } from "../../../src/domain/facts/snapshot-digest.ts";
import { tableOfSnapshot } from "../../../src/domain/facts/table/fact-table-builder.ts";
import type { TableParts } from "../../../src/domain/facts/table/held-table.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { someOf, tries } from "../../support/effort.ts";
import { arbitrarySnapshot } from "../../support/fact-arbitraries.ts";
import { smallPool } from "../../support/small-pool.ts";
import { inFolder } from "../../support/temporary-folder.ts";

type Files = Record<string, string>;

const spreadJson = (record: object) =>
  JSON.stringify(record, undefined, 1).replaceAll("\n", "").replaceAll('":', '" :\t');

/** Files of a snapshot in one of the ways somebody may write them. */
function filesOf(snapshot: Snapshot, format: "csv" | "ndjson" | "spread"): Files {
  const files: Files = { "run.json": JSON.stringify({ asOf: snapshot.asOf }) };
  for (const collection of poolCollections) {
    const records = (snapshot[collection.name] ?? []) as unknown as readonly PoolRecord[];
    if (format === "csv") files[`${collection.file}.csv`] = csvText(ownColumns(collection), records);
    else {
      const lines = records.map((record) => (format === "spread" ? spreadJson(record) : JSON.stringify(record)));
      files[`${collection.file}.ndjson`] = lines.join(format === "spread" ? "\r\n" : "\n");
    }
  }
  return files;
}

/** What the rows of a table hold. */
function visible(parts: TableParts): unknown {
  const cut = { ...parts, requests: { ...parts.requests, idBytes: 0 }, vacancies: { ...parts.vacancies, idBytes: 0 } };
  return JSON.parse(
    JSON.stringify(cut, (_, value) => (ArrayBuffer.isView(value) ? trimmed(value as Int32Array) : value)),
  );
}

function trimmed(values: Int32Array): number[] {
  const list = Array.from(values);
  while (list.length > 0 && [0, 1, -2_147_483_648, list.at(-2)].includes(list.at(-1))) list.pop();
  return list;
}

/** Both ways of reading give the same table, the same digest and the same problems. */
async function expectSame(files: Files, options: PoolTableOptions = {}): Promise<void> {
  await inFolder(files, async (folder) => {
    const careful = await readPool(folder);
    const direct = await readPoolIntoTable(folder, options);
    expect(direct.problems).to.deep.equal(careful.problems);
    expect(direct.problemCount).to.equal(careful.problemCount);
    expect(direct.table === undefined).to.equal(careful.snapshot === undefined);
    if (!careful.snapshot) return;
    const table = tableOfSnapshot(careful.snapshot, factCatalogue);
    expect(direct.rest!.snapshotDigest).to.equal(snapshotDigest(careful.snapshot));
    expect(direct.table!.texts).to.deep.equal(table.texts);
    expect(direct.table!.travelMinutes).to.deep.equal(table.travelMinutes);
    expect([direct.table!.requestCount, direct.table!.vacancyCount]).to.deep.equal([
      table.requestCount,
      table.vacancyCount,
    ]);
    for (let row = 0; row < table.requestCount; row++) {
      expect(direct.table!.requestId(row)).to.equal(table.requestId(row));
      for (const fact of factCatalogue.facts.filter(({ side }) => side === "request")) {
        const value = readerOfRows(direct.table!, 0, row).fact(fact.index);
        expect(value, fact.name).to.deep.equal(readerOfRows(table, 0, row).fact(fact.index));
      }
    }
    expect(visible(direct.table!.parts())).to.deep.equal(visible(table.parts()));
  });
}

const mutations = [
  ...["", " ", ",", '"', "|", "{", "}", "[", "]", ":", "0", "1", "-", ".", "e5", "\\u0041", "é", "\t", "null", "true"],
  ...["2026-02-30", "02408", "applicant", "\n", "x".repeat(70), "99999999999"],
];

interface BoundedSchema {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly items?: BoundedSchema;
  readonly properties?: Readonly<Record<string, BoundedSchema>>;
}

/** The record with one value put on, or just beyond, a bound of its schema, or left out. */
function* variants(value: unknown, schema: BoundedSchema): Generator<unknown> {
  yield undefined;
  if (schema.type === "integer") yield* [schema.minimum! - 1, schema.minimum!, schema.maximum!, schema.maximum! + 1];
  if (schema.format === "date")
    yield* ["2026-02-28", "2026-02-29", "2024-02-29", "0000-01-01", "9999-12-31", "26-02-01"];
  if (Array.isArray(value) && schema.items && value.length > 0) {
    for (const count of [0, schema.maxItems!, schema.maxItems! + 1])
      yield Array.from({ length: count }, () => value[0]);
    for (const item of variants(value[0], schema.items)) if (item !== undefined) yield [item];
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const record = value as Readonly<Record<string, unknown>>;
    for (const changed of variants(record[name], property)) yield { ...record, [name]: changed };
  }
}

describe("reading a pool into a table", () => {
  for (const format of ["ndjson", "spread", "csv"] as const) {
    it(`gives the table and digest that the snapshot gives (${format})`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitrarySnapshot({ complete: false }), (snapshot) => expectSame(filesOf(snapshot, format))),
        { numRuns: tries(4) },
      );
      for (const snapshot of fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: someOf(1, 3), seed: 9 })) {
        await expectSame(filesOf(snapshot, format));
      }
    });

    it(`finds the same problems wherever a file is spoilt (${format})`, async () => {
      const [snapshot] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 31 });
      const files = filesOf(snapshot!, format);
      const name = format === "csv" ? "requests.csv" : "requests.ndjson";
      const text = files[name]!;
      const first = format === "csv" ? text.indexOf("\n") + 1 : 0;
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: first, max: text.length }),
          fc.constantFrom(...mutations),
          fc.constantFrom(0, 0, 1, 5),
          (at, inserted, removed) =>
            expectSame({ ...files, [name]: text.slice(0, at) + inserted + text.slice(at + removed) }),
        ),
        { numRuns: tries(6) },
      );
    }).timeout(60_000);
  }

  for (const format of ["ndjson", "csv"] as const) {
    it(`accepts and refuses the same values on both sides of every bound (${format})`, async () => {
      const [snapshot] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 41 });
      const requests = [...variants(snapshot!.requests[0]!, requestSchema)].map((request, i) => ({
        ...(request as object),
        id: `q${i}`,
      })) as unknown as Snapshot["requests"];
      expect(requests.length).to.be.greaterThan(100);
      const files = filesOf({ ...snapshot!, requests }, format);
      await expectSame(files);
      const { problems } = await inFolder(files, (folder) => readPoolIntoTable(folder));
      const good = requests.filter((_, i) => !problems.some(({ line }) => line === i + (format === "csv" ? 2 : 1)));
      expect(problems.length).to.be.greaterThan(30);
      expect(good.length).to.be.greaterThan(30);
      await expectSame(filesOf({ ...snapshot!, requests: good }, format));
    });
  }

  for (const format of ["ndjson", "csv"] as const) {
    it(`gives the same on several threads, with the lines of the whole file (${format})`, async () => {
      const threads = { bytesPerThread: 100 };
      const samples = fc.sample(arbitrarySnapshot({ complete: false }), { numRuns: tries(10), seed: 17 });
      const requests = samples
        .flatMap((snapshot) => snapshot.requests)
        .map((request, i) => ({ ...request, id: `q${i}` }));
      const employers = samples[0]!.employers.map((employer, i) => ({ ...employer, id: `e${i}` }));
      const employed = requests.map((request, i) => ({ ...request, employerId: `e${i % employers.length}` }));
      const files = filesOf({ ...samples[0]!, employers, requests: employed }, format);
      await expectSame(files, threads);
      const name = format === "csv" ? "requests.csv" : "requests.ndjson";
      const lines = files[name]!.trimEnd().split("\n");
      const last = lines.length - 1;
      const word = (line: string) => line.replace("transfer", "transfert").replace("first-request", "transfert");
      const id = (line: string) => line.replace(/q\d+/, "q0");
      const employer = (line: string) => line.replace(/e\d/, "e9");
      const spoilt = new Map(
        [word, id, employer].flatMap((spoil, at) => [[3 + at, spoil] as const, [last - at, spoil] as const]),
      );
      expect(spoilt.size).to.equal(6);
      const changed = lines.map((line, i) => spoilt.get(i)?.(line) ?? line);
      await expectSame({ ...files, [name]: changed.join("\n") }, threads);
      for (const tail of ["\n", ',"']) {
        const torn = lines.map((line, i) => (i === 3 || i === last ? `${line}${tail}` : line));
        await expectSame({ ...files, [name]: torn.join("\n") }, threads);
      }
      await expectSame({ ...files, "employers.csv": "", "employers.ndjson": "" }, threads);
    }).timeout(60_000);
  }

  it("reads degrees, yes and no, gaps between persons and quotes as the careful way does", async () => {
    await expectSame(smallPool);
    const quoted = smallPool["requests.csv"].replace("q1,e1", '"q1","e1"');
    await expectSame({ ...smallPool, "requests.csv": quoted });
  });

  it("reads capitals, and refuses amounts in euros and French days, as the careful way does", async () => {
    const requests = smallPool["requests.csv"];
    const capitals = requests.replace("permanent", "Permanent").replace("first-request", "FIRST-REQUEST");
    await expectSame({ ...smallPool, "requests.csv": capitals.replace(",|,", ",Violence DISABILITY no-housing,") });
    await expectSame({ ...smallPool, "requests.csv": capitals.replaceAll(",transfer,", ",Transfer,") });
    for (const [sent, instead] of [
      ["2450000", "24 500 €"],
      ["2450000", "24500.00"],
      ["2025-01-31", "31/11/2026"],
      ["2025-01-31", "23/11/2026"],
      ["applicant", "applicants"],
    ] as const) {
      await expectSame({ ...smallPool, "requests.csv": requests.replace(sent, instead) });
    }
    const { problems } = await inFolder(smallPool, (folder) => readPoolIntoTable(folder));
    expect(problems).to.deep.equal([]);
  });

  it("finds ids that stand twice and ids that nobody has", async () => {
    const [header, row] = smallPool["requests.csv"].split("\n") as [string, string];
    const bad = row.replace("first-request", "first");
    const rows = [header, row, row, bad, bad, row.replace("q1,e1", "q3,e9")];
    const pins = "vacancyId,requestId,kind\nv1,q1,confirmed\nv1,q9,confirmed\n";
    const files = { ...smallPool, "requests.csv": rows.join("\n"), "pins.csv": pins };
    const codes = (reading: { problems: readonly { file: string; line?: number; code: string }[] }) =>
      reading.problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
    await inFolder(files, async (folder) => {
      const direct = codes(await readPoolIntoTable(folder));
      expect(direct).to.include.members([
        "pins.csv:3 reference-unknown",
        "requests.csv:3 id-twice",
        "requests.csv:4 not-allowed",
        "requests.csv:5 not-allowed",
        "requests.csv:6 reference-unknown",
      ]);
      expect(new Set(direct)).to.deep.equal(new Set(codes(await readPool(folder))));
    });
  });

  it("reads one JSON snapshot too", async () => {
    const { snapshot } = await inFolder(smallPool, (folder) => readPool(folder));
    await inFolder({ "snapshot.json": JSON.stringify(snapshot) }, async (folder) => {
      const { table, rest } = await readPoolIntoTable(folder);
      expect(table!.requestCount).to.equal(2);
      expect(rest!.snapshotDigest).to.equal(snapshotDigest(snapshot!));
    });
  });
});

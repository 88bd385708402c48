import { expect } from "chai";
import { create, replace } from "../../../src/app/commit.ts";
import { readSnapshot } from "../../../src/app/runs/read-snapshot.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { FactTable } from "../../../src/domain/facts/fact-table.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { snapshotDigest } from "../../../src/domain/facts/snapshot-digest.ts";
import { tableOfSnapshot } from "../../../src/domain/facts/table/fact-table-builder.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { demoTown } from "../../support/demo-town.ts";
import { type App, openApp } from "../../support/open-app.ts";
import { eraseFacts, storeRecords, storeRequest, storeTown } from "../../support/stored-town.ts";

const asOf = "2026-11-23";

/** Every fact of every row, as the interpreter reads it. */
function allFacts(table: FactTable): unknown[] {
  const rows = Math.max(table.requestCount, table.vacancyCount);
  return Array.from({ length: rows }, (_, row) => {
    const reader = readerOfRows(table, Math.min(row, table.vacancyCount - 1), Math.min(row, table.requestCount - 1));
    return factCatalogue.facts.map(({ index }) => reader.fact(index) ?? null);
  });
}

describe("read-snapshot", () => {
  let app: App;
  let town: Snapshot;
  let sequence: number;
  beforeEach(async () => {
    app = await openApp();
    town = demoTown();
    sequence = await storeTown(app.context, town);
  });
  afterEach(() => app.close());

  it("gives the table and the digest of the same facts held as records", async () => {
    const read = await readSnapshot(app.context, { asOf });
    expect(read.snapshotDigest).to.equal(snapshotDigest(town));
    expect(read.sequence).to.equal(sequence);
    expect(allFacts(read.table)).to.deep.equal(allFacts(tableOfSnapshot(town, factCatalogue)));
    expect(read.ledger).to.have.deep.members([...town.ledger!]);
    expect(read.pins).to.have.deep.members([...town.pins!]);
    expect(read.struck).to.have.deep.members([...town.struck!]);
    expect([read.missing, read.leftOut, read.altered]).to.deep.equal([[], 0, []]);
  });

  it("gives journeys as they were imported", async () => {
    const facts = { fromCommuneCode: "02408", toCommuneCode: "59350", minutes: 95 };
    await storeRecords(app.context, [create("travel-time", "02408-59350", { facts })]);
    const read = await readSnapshot(app.context, { asOf });
    expect(read.snapshotDigest).to.equal(snapshotDigest({ ...town, travelTimes: [facts] }));
    expect(readerOfRows(read.table, 0, 0).travelMinutes("02408", "59350")).to.equal(95);
  });

  it("reads what stood at an earlier sequence", async () => {
    const { id } = town.requests[3]!;
    await storeRequest(app.context, id, { facts: { filedOn: "2020-01-01" } });
    await storeRequest(app.context, town.requests[4]!.id, { state: "withdrawn" });
    const later = await readSnapshot(app.context, { asOf });
    expect(later.snapshotDigest).not.to.equal(snapshotDigest(town));
    expect(later.table.requestCount).to.equal(town.requests.length - 1);
    const earlier = await readSnapshot(app.context, { asOf, at: sequence });
    expect(earlier.snapshotDigest).to.equal(snapshotDigest(town));
    expect(earlier.table.requestCount).to.equal(town.requests.length);
  });

  it("leaves out requests and vacancies that are over, and the pairs that lose an end", async () => {
    const [pin] = town.pins!;
    const vacancy = (await app.context.store.get("vacancy", pin!.vacancyId))!;
    await storeRecords(app.context, [replace(vacancy, { ...vacancy.document, state: "lost" })]);
    const read = await readSnapshot(app.context, { asOf });
    const touching = [...town.pins!, ...town.struck!].filter(({ vacancyId }) => vacancyId === pin!.vacancyId);
    expect(read.leftOut).to.equal(touching.length).and.to.be.greaterThan(0);
    expect(read.table.vacancyCount).to.equal(town.vacancies.length - 1);
    expect(read.snapshotDigest).to.equal(
      snapshotDigest({
        ...town,
        vacancies: town.vacancies.filter(({ id }) => id !== pin!.vacancyId),
        pins: town.pins!.filter(({ vacancyId }) => vacancyId !== pin!.vacancyId),
        struck: town.struck!.filter(({ vacancyId }) => vacancyId !== pin!.vacancyId),
      }),
    );
  });

  it("leaves out a pin that was given back", async () => {
    const [pin] = town.pins!;
    const stored = (await app.context.store.get("pin", `${pin!.vacancyId}.${pin!.requestId}`))!;
    await storeRecords(app.context, [replace(stored, { ...stored.document, state: "released" })]);
    const read = await readSnapshot(app.context, { asOf });
    expect(read.pins).to.have.lengthOf(town.pins!.length - 1);
    expect(read.leftOut).to.equal(0);
  });

  it("names an erased request and keeps the digest of its facts", async () => {
    const { requestId } = town.pins![0]!;
    await eraseFacts(app.context, requestId);
    const read = await readSnapshot(app.context, { asOf, at: sequence });
    expect(read.missing).to.deep.equal([requestId]);
    expect(read.table.requestRow(requestId)).to.equal(undefined);
    expect(read.snapshotDigest).to.equal(snapshotDigest(town));
  });

  it("takes corrected facts in place of stored ones, and only the requests that are asked for", async () => {
    const request = { ...town.requests[7]!, filedOn: "2019-05-06" };
    const corrected = new Map([[request.id, request]]);
    const read = await readSnapshot(app.context, { asOf, corrected });
    const right = { ...town, requests: town.requests.map((one) => (one.id === request.id ? request : one)) };
    expect(read.snapshotDigest).to.equal(snapshotDigest(right));
    expect(allFacts(read.table)).to.deep.equal(allFacts(tableOfSnapshot(right, factCatalogue)));
    const few = await readSnapshot(app.context, { asOf, requestIds: new Set([request.id]) });
    expect([few.table.requestCount, few.table.requestId(0)]).to.deep.equal([1, request.id]);
  });

  it("refuses a day that does not exist", async () => {
    const refused = await readSnapshot(app.context, { asOf: "2026-02-30" }).catch((error: unknown) => error);
    expect(refused).to.include({ code: "not-allowed" });
  });
});

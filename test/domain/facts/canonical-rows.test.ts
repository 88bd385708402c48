import { expect } from "chai";
import fc from "fast-check";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { CanonicalRows } from "../../../src/domain/facts/table/canonical-rows.ts";
import { FactTableBuilder } from "../../../src/domain/facts/table/fact-table-builder.ts";
import { canonicalJson } from "../../../src/domain/shared/digest.ts";
import { arbitrarySnapshot } from "../../support/fact-arbitraries.ts";

function rowsOf(builder: FactTableBuilder): CanonicalRows {
  const { ids, filler } = builder.requests;
  return new CanonicalRows("request", factCatalogue, { ids, columns: filler.columns, texts: builder.texts.texts });
}

describe("canonical rows", () => {
  it("are the canonical JSON of the records, byte by byte", () => {
    const check = (snapshot: Snapshot) => {
      const builder = new FactTableBuilder(factCatalogue, 0);
      for (const employer of snapshot.employers) builder.addReference("employers", employer);
      const rows = rowsOf(builder);
      const text = (row: number) => Buffer.from(rows.bytes(row)).toString("utf8");
      snapshot.requests.forEach((request, row) => {
        builder.addRequest(request);
        expect(text(row)).to.equal(canonicalJson(request));
      });
      snapshot.requests.forEach((request, row) => {
        expect(text(row)).to.equal(canonicalJson(request));
      });
    };
    fc.assert(fc.property(arbitrarySnapshot({ complete: false }), check), { numRuns: 60 });
    for (const snapshot of fc.sample(arbitrarySnapshot({ complete: true }), 5)) check(snapshot);
  });

  it("hold the extremes of whole numbers", () => {
    const builder = new FactTableBuilder(factCatalogue, 0);
    const position = { grid: "lambert-93", eastMetres: -9_999_999, northMetres: 0 };
    const household = { persons: [], homePosition: position, resourcesCentsPerMonth: 2_000_000_000 };
    const request = { id: "r", searchRadiusMetres: 10, household, job: {} };
    builder.addRequest(request);
    const rows = rowsOf(builder);
    expect(Buffer.from(rows.bytes(0)).toString()).to.equal(canonicalJson(request));
  });
});

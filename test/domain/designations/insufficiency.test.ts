import { expect } from "chai";
import { available, countByGround, type Examination, examine } from "../../../src/domain/designations/insufficiency.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { FactTableBuilder } from "../../../src/domain/facts/table/fact-table-builder.ts";
import { dayNumberOf } from "../../../src/domain/shared/dates.ts";
import { request, smallRuleSet, smallTown } from "../../support/small-town.ts";

const { hasUniqueNumber: _, ...withoutNumber } = request("incomplete", 10);
const requests = [
  request("designated", 90),
  request("lower", 5),
  request("far", 10, { wishedCommunes: ["59350"] }),
  request("far-and-without-number", 10, { wishedCommunes: ["59350"], hasUniqueNumber: false }),
  withoutNumber,
  request("listed", 80),
  request("pinned", 70),
  request("struck", 60),
  request("withdrawn", 50),
  request("without-number", 10, { hasUniqueNumber: false }),
];

function examination(more: Partial<Examination> = {}): Examination {
  const town = smallTown({ V: {}, W: {} }, requests);
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(town.asOf)!);
  const collections = ["landlords", "agreements", "rights", "dwellings", "employers"] as const;
  for (const collection of collections) for (const record of town[collection]) builder.addReference(collection, record);
  for (const vacancy of town.vacancies) builder.addVacancy(vacancy);
  for (const one of requests) builder.addRequest(one);
  return {
    table: builder.build(),
    ruleSet: smallRuleSet(),
    vacancyId: "V",
    pins: [
      { vacancyId: "W", requestId: "pinned", kind: "live-offer" },
      { vacancyId: "V", requestId: "designated", kind: "confirmed" },
    ],
    struck: [
      { vacancyId: "V", requestId: "struck", reason: "refused-by-candidate" },
      { vacancyId: "W", requestId: "listed", reason: "refused-by-candidate" },
    ],
    missing: ["gone"],
    listed: new Map([["listed", 1]]),
    designated: ["designated"],
    withdrawn: ["withdrawn"],
    ...more,
  };
}

describe("the examination of a certificate", () => {
  it("finds for every request the first rule that refused it, else the first left open, else its standing", () => {
    const grounds = examine(examination()).map(({ requestId, groundId, outcome }) => [requestId, groundId, outcome]);
    expect(grounds).to.deep.equal([
      ["designated", "designated", "standing"],
      ["far", "place", "refused"],
      ["far-and-without-number", "place", "refused"],
      ["gone", "erased", "standing"],
      ["incomplete", "number", "incomplete"],
      ["listed", "holds-preferred", "standing"],
      ["lower", "lower-in-order", "standing"],
      ["pinned", "pinned-elsewhere", "standing"],
      ["struck", "struck", "standing"],
      ["withdrawn", "withdrawn-by-committee", "standing"],
      ["without-number", "number", "refused"],
    ]);
  });

  it("counts as available whoever nothing but the order or the committee kept away", () => {
    expect(available(examine(examination()))).to.deep.equal(["designated", "lower", "withdrawn"]);
    const taken = examination({ listed: new Map([["lower", 1]]) });
    expect(available(examine(taken))).to.deep.equal(["designated", "listed", "withdrawn"]);
  });

  it("counts every request once, the largest ground first", () => {
    const examined = examine(examination());
    const counts = countByGround(examined);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).to.equal(examined.length);
    expect(counts[0]).to.deep.equal({ groundId: "place", outcome: "refused", count: 2 });
    expect(counts.filter(({ groundId }) => groundId === "number").map(({ outcome }) => outcome)).to.deep.equal([
      "incomplete",
      "refused",
    ]);
  });
});

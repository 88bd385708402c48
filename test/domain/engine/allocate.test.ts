import { expect } from "chai";
import { factAjv } from "../../../src/adapters/files/record-check.ts";
import { allocate, derivedSeed } from "../../../src/domain/engine/allocate.ts";
import { resultSchema } from "../../../src/domain/facts/result.ts";
import { sha256, tieBreak } from "../../../src/domain/shared/digest.ts";
import { compareText } from "../../../src/domain/shared/order.ts";
import { demoRuleSets, demoTown } from "../../support/demo-town.ts";
import { allocated, inputOf, verified, violationsOf } from "../../support/run.ts";
import { request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const validate = factAjv().compile(resultSchema as object);

describe("a run", () => {
  it("of a pool without vacancies has no proposals", () => {
    const run = allocated(smallInput(smallTown({}, [request("a", 10)])));
    expect(run.result.proposals).to.deep.equal([]);
    expect(run.result.targets).to.deep.equal([]);
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("of a pool without requests has empty proposals", () => {
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, [])));
    expect(run.result.proposals.map(({ vacancyId, candidates, next }) => [vacancyId, candidates, next])).to.deep.equal([
      ["v1", [], []],
      ["v2", [], []],
    ]);
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("without rule sets and without vacancies is empty", () => {
    const town = smallTown({}, [request("a", 10)]);
    const run = allocated({ ...smallInput(town), ruleSets: [] });
    expect(run.result).to.deep.include({ proposals: [], targets: [] });
  });

  it("orders equal points by seniority, then by the published number, then by id", () => {
    const days = ["2025-01-01", "2025-01-02", "2025-01-03"];
    const requests = Array.from({ length: 60 }, (_, at) => request(`r${at}`, 10, { filedOn: days[at % 3]! }));
    const run = allocated(smallInput(smallTown({ v1: {} }, requests), smallRuleSet({ places: "40", next: 20 })));
    const number = ({ id }: { id: string }) => tieBreak("seed", id);
    const byHand = [...requests].sort(
      (a, b) => compareText(a.filedOn, b.filedOn) || compareText(number(a), number(b)) || compareText(a.id, b.id),
    );
    const [{ candidates, next }] = run.result.proposals as [(typeof run.result.proposals)[number]];
    expect([...candidates, ...next].map(({ requestId }) => requestId)).to.deep.equal(byHand.map(({ id }) => id));
    expect(byHand.map(({ id }) => id)).not.to.deep.equal(requests.map(({ id }) => id));
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("derives its seed from the digest of the snapshot where none is given, and says so", () => {
    const input = smallInput(smallTown({ v1: {} }, [request("a", 10)]));
    const { seed: _given, ...without } = input;
    const { run } = allocated(without).result;
    expect(run.seedOrigin).to.equal("derived");
    expect(run.seed)
      .to.equal(sha256(`contingent-seed:${input.snapshotDigest}`))
      .and.to.equal(derivedSeed(input.snapshotDigest));
    expect(allocated(input).result.run).to.include({ seed: "seed", seedOrigin: "given" });
  });

  it("does not start with a vacancy that no rule set or several rule sets govern; each is named", () => {
    const town = smallTown({ v1: {}, v2: { programme: "temporary-occupation" } }, [request("a", 10)]);
    const input = smallInput(town);
    expect(allocate(input).allocation).to.equal(undefined);
    expect(allocate(input).problems).to.deep.equal([
      {
        code: "vacancy-without-rule-set",
        values: { vacancyId: "v2", programme: "temporary-occupation", ruleSets: "small" },
      },
    ]);
    const twice = [smallRuleSet(), { ...smallRuleSet(), id: "other" }];
    expect(allocate({ ...smallInput(smallTown({ v1: {} }, [])), ruleSets: twice }).problems).to.deep.equal([
      {
        code: "vacancy-with-several-rule-sets",
        values: { vacancyId: "v1", programme: "social-flow", ruleSets: "small, other" },
      },
    ]);
  });

  it("does not start where the places of a vacancy are unknown", () => {
    const ruleSet = smallRuleSet({ places: "vacancy.places" });
    const { problems } = allocate(smallInput(smallTown({ v1: {} }, []), ruleSet));
    expect(problems).to.deep.equal([{ code: "places-unknown", values: { vacancyId: "v1" } }]);
  });

  it("of the whole town of the demonstration is valid against its schema and holds every property", async () => {
    const run = allocated(inputOf(demoTown(), await demoRuleSets()));
    expect(validate(run.result), JSON.stringify(validate.errors)).to.equal(true);
    const { violations, properties, pairsEligible } = verified(run);
    expect(violations).to.deep.equal([]);
    expect(properties.map(({ id, held }) => [id, held])).to.deep.equal(
      ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"].map((id) => [id, true]),
    );
    expect(pairsEligible).to.be.greaterThan(100);
  });

  it("of one vacancy with very many candidates takes seconds at most, and is right", function () {
    const count = 100_000;
    this.timeout(120_000);
    const requests = Array.from({ length: count }, (_, at) => request(`r${at}`, (at * 7) % 50));
    const input = smallInput(smallTown({ v1: {} }, requests), smallRuleSet({ places: "3" }));
    const started = performance.now();
    const run = allocated(input);
    expect(performance.now() - started).to.be.lessThan(10_000);
    const best = requests
      .filter((one) => one.searchRadiusMetres === 49)
      .sort((a, b) => compareText(tieBreak("seed", a.id), tieBreak("seed", b.id)))
      .map(({ id }) => id);
    const [{ candidates, next }] = run.result.proposals as [(typeof run.result.proposals)[number]];
    expect([...candidates, ...next].map(({ requestId }) => requestId)).to.deep.equal(best.slice(0, 5));
    expect(violationsOf(run)).to.deep.equal([]);
  });
});

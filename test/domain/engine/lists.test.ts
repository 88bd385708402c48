import { expect } from "chai";
import { EligiblePairs, type PairsInput } from "../../../src/domain/engine/lists.ts";
import type { RowPair } from "../../../src/domain/facts/fact-table.ts";
import type { GrowingFactTable } from "../../../src/domain/facts/table/fact-table-builder.ts";
import type { Expression } from "../../../src/domain/rules/expression.ts";
import type { Criterion, RuleSet } from "../../../src/domain/rules/rule-set.ts";
import { someOf } from "../../support/effort.ts";
import { naiveOrder } from "../../support/naive-order.ts";
import { Choices, plainCatalogue, randomRecords, randomRuleSet, tableOf } from "../../support/random-rules.ts";

const catalogue = plainCatalogue();

interface RandomMarket extends PairsInput {
  readonly table: GrowingFactTable;
  readonly modes: Int32Array;
  readonly choices: Choices;
}

function randomMarket(seed: number, requestCount = 40, vacancyCount = 9, areBare = false): RandomMarket {
  const choices = new Choices(seed);
  const optional = new Set(catalogue.facts.filter((fact) => fact.optional).map((fact) => fact.path[0]!));
  const bare = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !optional.has(name)));
  const full = randomRecords(choices, "request", requestCount);
  const requests = areBare ? full.map(bare) : full;
  const vacancies = randomRecords(choices, "vacancy", vacancyCount);
  const table = tableOf(catalogue, requests, vacancies);
  const shape = { rules: choices.below(6), headings: choices.below(5), places: choices.chance(0.7) };
  const ruleSets = ["a", "b"].map((id) => randomRuleSet(choices, catalogue, id, shape));
  const pair = (): RowPair => ({ vacancy: choices.below(vacancyCount), request: choices.below(requestCount) });
  return {
    table,
    ruleSets,
    ruleSetOf: Int32Array.from({ length: vacancyCount }, () => choices.below(2)),
    places: Int32Array.from({ length: vacancyCount }, () => choices.of([0, 1, 3, 3])),
    lists: Int32Array.from({ length: requestCount }, () => choices.of([0, 1, 1, 1, 2])),
    excluded: choices.several(12, pair),
    seed: `seed-${seed}`,
    modes: Int32Array.from({ length: vacancyCount }, () => choices.of([-1, -1, 0])),
    choices,
  };
}

function rowsOf(market: RandomMarket, vacancy: number): number[] {
  return naiveOrder(market, vacancy, market.modes[vacancy]!).map((candidate) => candidate.request);
}

const markets = Array.from({ length: someOf(40, 100) }, (_, seed) => seed + 1);

describe("candidate lists", () => {
  it("start with the best of each vacancy as the interpreter orders them, and grow exactly", () => {
    let longest = 0;
    let kept = 0;
    for (const seed of markets) {
      const market = randomMarket(seed);
      const best = market.choices.between(1, 4);
      const lists = new EligiblePairs(market).lists(market.modes, { best, bands: market.choices.between(1, 4) });
      const all = Array.from(market.modes, (_, vacancy) => rowsOf(market, vacancy));
      all.forEach((order, vacancy) => {
        const known = [...lists.known(vacancy)];
        expect(known, `seed ${seed}, vacancy ${vacancy}`).to.deep.equal(order.slice(0, known.length));
        expect(known.length, `seed ${seed}, vacancy ${vacancy}`).to.be.at.least(Math.min(best, order.length));
        if (lists.isComplete(vacancy)) expect(known.length).to.equal(order.length);
        longest = Math.max(longest, order.length);
        kept += order.length;
      });
      const grown = all.map((_, vacancy) => vacancy).filter(() => market.choices.chance(0.5));
      lists.extend(grown, best * 2);
      for (const vacancy of grown) {
        const known = [...lists.known(vacancy)];
        expect(known, `seed ${seed}, grown`).to.deep.equal(all[vacancy]!.slice(0, known.length));
        expect(known.length).to.be.at.least(Math.min(best * 2, all[vacancy]!.length));
      }
      lists.extend(grown, 1_000);
      for (const vacancy of grown) {
        expect([...lists.known(vacancy)], `seed ${seed}, all`).to.deep.equal(all[vacancy]);
        expect(lists.isComplete(vacancy)).to.equal(true);
      }
    }
    expect(longest).to.be.greaterThan(25);
    expect(kept).to.be.greaterThan(30 * markets.length);
  });

  it("say who comes first, which vacancies a request is eligible for and the points of a pair", () => {
    for (const seed of markets.slice(0, someOf(24, 60))) {
      const market = randomMarket(seed);
      const pairs = new EligiblePairs(market);
      const lists = pairs.lists(market.modes, { best: 3 });
      const all = Array.from(market.modes, (_, vacancy) => naiveOrder(market, vacancy, market.modes[vacancy]!));
      for (let request = 0; request < market.table.requestCount; request++) {
        const expected = all.flatMap((order, vacancy) =>
          order.some((candidate) => candidate.request === request) ? [vacancy] : [],
        );
        expect([...lists.vacanciesOf(request)].sort((a, b) => a - b)).to.deep.equal(expected);
      }
      all.forEach((order, vacancy) => {
        for (let place = 0; place < order.length; place++) {
          const candidate = order[place]!;
          expect(pairs.pointsOf(vacancy, candidate.request)).to.equal(candidate.points);
          const next = order[place + 1];
          if (next) expect(lists.compare(vacancy, candidate.request, next.request)).to.be.lessThan(0);
          if (next) expect(lists.compare(vacancy, next.request, candidate.request)).to.be.greaterThan(0);
        }
      });
    }
  });

  it("know the place of a request before each vacancy and how many are eligible there", () => {
    for (const seed of markets.slice(0, someOf(24, 60))) {
      const market = randomMarket(seed);
      const lists = new EligiblePairs(market).lists(market.modes, { best: 2 });
      const request = market.choices.below(market.table.requestCount);
      const vacancies = Array.from(market.modes, (_, vacancy) => vacancy).filter(() => market.choices.chance(0.6));
      const expected = vacancies.map((vacancy) => {
        const order = rowsOf(market, vacancy);
        return { place: order.indexOf(request) + 1, eligible: order.length };
      });
      expect(lists.placesInOrder(request, vacancies), `seed ${seed}`).to.deep.equal(expected);
    }
  });

  it("name the vacancies that have an eligible priority request", () => {
    let some = 0;
    for (const seed of markets.slice(0, someOf(24, 60))) {
      const market = randomMarket(seed);
      const pairs = new EligiblePairs(market);
      for (const ruleSet of [0, 1]) {
        const vacancies = [...market.ruleSetOf.keys()].filter((vacancy) => market.ruleSetOf[vacancy] === ruleSet);
        const expected = vacancies.filter((vacancy) => naiveOrder(market, vacancy, 0).some((c) => c.class > 0));
        some += expected.length;
        expect([...pairs.withEligiblePriority(ruleSet, 0, vacancies)].sort((a, b) => a - b)).to.deep.equal(expected);
      }
    }
    expect(some).to.be.greaterThan(someOf(24, 60));
  });

  it("follow requests that come and go and pairs that are struck", () => {
    for (const seed of markets.slice(14, someOf(26, 40))) {
      const market = randomMarket(seed, 25, 6, seed % 2 === 0);
      const later = randomRecords(market.choices, "request", 9).map((record, at) => ({ ...record, id: `z${at}` }));
      const gone = new Set<number>();
      const struck = [...market.excluded];
      const entered = new Set<number>();
      const open = () => market.lists.map((left, request) => (entered.has(request) ? 1 : left));
      const lists = new EligiblePairs(market).lists(market.modes, { best: market.choices.between(1, 4) });
      const check = (what: string) => {
        const eligible = Array.from(
          { length: 6 },
          (_, vacancy) =>
            new Set(
              naiveOrder({ ...market, excluded: struck, lists: open() }, vacancy, -1).map(({ request }) => request),
            ),
        );
        for (let request = 0; request < market.table.requestCount; request += 3) {
          const expected = eligible.flatMap((of, vacancy) => (of.has(request) && !gone.has(request) ? [vacancy] : []));
          const found = [...lists.vacanciesOf(request)].sort((a, b) => a - b);
          expect(found, `seed ${seed}, ${what}`).to.deep.equal(expected);
        }
        for (let vacancy = 0; vacancy < 6; vacancy++) {
          const order = naiveOrder({ ...market, excluded: struck, lists: open() }, vacancy, market.modes[vacancy]!)
            .map((candidate) => candidate.request)
            .filter((request) => !gone.has(request));
          const known = [...lists.known(vacancy)];
          expect(known, `seed ${seed}, ${what}`).to.deep.equal(order.slice(0, known.length));
          if (lists.isComplete(vacancy)) expect(known.length, `seed ${seed}, ${what}`).to.equal(order.length);
        }
      };
      for (const record of later) {
        const row = market.table.appendRequest(record);
        lists.addRequest(row);
        check(`added ${row}`);
        if (market.choices.chance(0.4)) {
          const request = market.choices.below(row);
          lists.removeRequest(request);
          gone.add(request);
          check(`removed ${request}`);
        }
        if (market.choices.chance(0.4)) {
          const pair = { vacancy: market.choices.below(6), request: market.choices.below(row) };
          lists.strike(pair.vacancy, pair.request);
          struck.push(pair);
          check("struck");
        }
        if (market.choices.chance(0.3)) {
          const request = market.choices.below(25);
          gone.delete(request);
          lists.addRequest(request);
          entered.add(request);
          check(`entered ${request}`);
        }
        if (market.choices.chance(0.3)) {
          const vacancy = market.choices.below(6);
          lists.extend([vacancy], market.choices.between(1, 30));
          check("extended");
        }
      }
    }
  });

  it("are the same whatever the number of parts they were made in", () => {
    for (const seed of markets.slice(0, someOf(24, 60))) {
      const market = randomMarket(seed);
      const best = market.choices.between(1, 5);
      const whole = new EligiblePairs(market).lists(market.modes, { best });
      for (const count of [2, 3, 4]) {
        const limits = Array.from({ length: count + 1 }, (_, at) => Math.floor((40 * at) / count));
        const pairs = new EligiblePairs(market);
        const areShared = market.choices.chance(0.5);
        const ofThread = () => new EligiblePairs(areShared ? { ...pairs.inputForThreads() } : market);
        const parts = limits.slice(1).map((to, at) => ofThread().part(market.modes, limits[at]!, to, { best }));
        const merged = pairs.merge(market.modes, parts, { best });
        const request = market.choices.below(40);
        expect([...merged.vacanciesOf(request)]).to.deep.equal([...whole.vacanciesOf(request)]);
        for (const vacancy of market.modes.keys()) {
          expect([...merged.known(vacancy)], `seed ${seed}, ${count} parts`).to.deep.equal([...whole.known(vacancy)]);
          expect(merged.isComplete(vacancy), `seed ${seed}, ${count} parts`).to.equal(whole.isComplete(vacancy));
        }
      }
    }
  });

  it("are the same whatever the order of the input and the names of the facts", () => {
    for (const seed of markets.slice(0, someOf(24, 60))) {
      const choices = new Choices(seed);
      const requests = randomRecords(choices, "request", 40);
      const vacancies = randomRecords(choices, "vacancy", 9);
      const shape = { rules: 2, headings: 3, places: true };
      const listsBy = (facts: typeof catalogue, inOrder: <T>(records: readonly T[]) => readonly T[]) => {
        const table = tableOf(facts, inOrder(requests), inOrder(vacancies));
        const ruleSet = randomRuleSet(new Choices(seed), facts, "a", shape);
        const everywhere = (length: number, value: number) => new Int32Array(length).fill(value);
        const pairs = new EligiblePairs({
          table,
          ruleSets: [ruleSet],
          ruleSetOf: everywhere(9, 0),
          places: everywhere(9, 1),
          lists: everywhere(40, 1),
          excluded: [],
          seed: "seed",
        });
        const lists = pairs.lists(everywhere(9, -1), { best: 5 });
        return vacancies.map(({ id }) => [
          id,
          ...Array.from(lists.known(table.vacancyRow(id as string)!), (request) => table.requestId(request)),
        ]);
      };
      const asWritten = listsBy(catalogue, (records) => records);
      expect(listsBy(catalogue, (records) => [...records].reverse())).to.deep.equal(asWritten);
      expect(listsBy(plainCatalogue("renamed-"), (records) => records)).to.deep.equal(asWritten);
    }
  });

  it("compare numbers of the two sides exactly however large they are", () => {
    const span = { start: 0, end: 0 };
    const number = (side: string): Expression => {
      const fact = catalogue.facts.find(({ name }) => name === `${side}.x1`)!;
      return { kind: "fact", fact: fact.index, type: "int", span };
    };
    const plain = randomRuleSet(new Choices(1), catalogue, "a", { rules: 1, headings: 0, places: false });
    const values = [-5, 0, 1_073_741_821, 1_073_741_822, 1_073_741_823, 1_073_741_824, 1_400_000_000, 1_400_000_001];
    for (const operator of ["<=", "<", ">=", ">", "=="] as const) {
      const tree: Expression = {
        kind: "compare",
        operator,
        left: number("vacancy"),
        right: number("request"),
        type: "bool",
        span,
      };
      const rule = { ...plain.eligibility[0]!, effect: "exclude" as const, require: { text: "", tree } };
      for (const largest of values) {
        const records = (side: "request" | "vacancy", kept: readonly number[]) =>
          kept.map((x1, at) => ({ ...randomRecords(new Choices(1), side, 1)[0]!, id: `${side[0]}${at}`, x1 }));
        const few = values.filter((value) => value <= largest);
        const input: PairsInput = {
          table: tableOf(catalogue, records("request", values), records("vacancy", few)),
          ruleSets: [{ ...plain, eligibility: [rule] }],
          ruleSetOf: new Int32Array(few.length),
          places: new Int32Array(few.length).fill(1),
          lists: new Int32Array(values.length).fill(1),
          excluded: [],
          seed: "seed",
        };
        const lists = new EligiblePairs(input).lists(new Int32Array(few.length).fill(-1));
        few.forEach((_, vacancy) => {
          const expected = naiveOrder(input, vacancy, -1).map(({ request }) => request);
          expect([...lists.known(vacancy)], `${operator}, up to ${largest}`).to.deep.equal(expected);
        });
      }
    }
  });

  it("keep the order where points and classes are large", () => {
    const times = (tree: Expression, factor: number): Expression => {
      const span = { start: 0, end: 0 };
      const right: Expression = { kind: "constant", value: factor, type: "int", span };
      return { kind: "arithmetic", operator: "*", left: tree, right, type: "int", span };
    };
    const larger = (criterion: Criterion): Criterion => {
      const grown = (points: number) => points * 20_000;
      const { scale } = criterion;
      const bounds = { maximumPoints: grown(criterion.maximumPoints), minimumPoints: grown(criterion.minimumPoints) };
      switch (scale.kind) {
        case "when":
          return { ...criterion, ...bounds, scale: { ...scale, points: grown(scale.points) } };
        case "bands":
          return {
            ...criterion,
            ...bounds,
            scale: { ...scale, bands: scale.bands.map((band) => ({ ...band, points: grown(band.points) })) },
          };
        case "curve":
          return {
            ...criterion,
            ...bounds,
            scale: { ...scale, at: scale.at.map((point) => ({ ...point, points: grown(point.points) })) },
          };
        case "per-month":
          return { ...criterion, ...bounds };
      }
    };
    let ordered = 0;
    for (const seed of markets.slice(0, someOf(16, 40))) {
      const market = randomMarket(seed);
      const ruleSets = market.ruleSets.map((ruleSet): RuleSet => {
        const headings = ruleSet.headings.map((heading) => ({
          ...heading,
          maximumPoints: heading.maximumPoints * 20_000,
          minimumPoints: heading.minimumPoints * 20_000,
          criteria: heading.criteria.map(larger),
        }));
        const targets = ruleSet.assignment.targets.map((target) => ({
          ...target,
          priorityClass: { text: "", tree: times(target.priorityClass.tree, seed % 2 === 0 ? 400 : 1) },
        }));
        return {
          ...ruleSet,
          headings,
          maximumPoints: ruleSet.maximumPoints * 20_000,
          minimumPoints: ruleSet.minimumPoints * 20_000,
          assignment: { ...ruleSet.assignment, targets },
        };
      });
      const grown = { ...market, ruleSets };
      const lists = new EligiblePairs(grown).lists(market.modes, { best: 3 });
      for (const vacancy of market.modes.keys()) {
        const known = [...lists.known(vacancy)];
        expect(known, `seed ${seed}`).to.deep.equal(rowsOf(grown, vacancy).slice(0, 3));
        ordered += known.length;
      }
    }
    expect(ordered).to.be.greaterThan(someOf(120, 300));
  });
});

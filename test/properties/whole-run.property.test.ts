import { expect } from "chai";
import { type Allocation, ENGINE_VERSION, type RunInput } from "../../src/domain/engine/allocate.ts";
import { type FactCatalogue, factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { FactTable } from "../../src/domain/facts/fact-table.ts";
import type { LedgerEntry } from "../../src/domain/facts/ledger.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { tableOfSnapshot } from "../../src/domain/facts/table/fact-table-builder.ts";
import { readerOfRows } from "../../src/domain/facts/table/table-reader.ts";
import { judge } from "../../src/domain/rules/judge.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { canonicalJson } from "../../src/domain/shared/digest.ts";
import { withBonusFact, withBonusHeading } from "../support/bonus.ts";
import { contrary } from "../support/contrary.ts";
import { cutTown, demoRuleSets, demoTown, shuffled } from "../support/demo-town.ts";
import { naiveResult } from "../support/naive-result.ts";
import { Choices, plainCatalogue, randomRecords, tableOf } from "../support/random-rules.ts";
import { type RandomRun, randomRun } from "../support/random-run.ts";
import { allocated, inputOf, violationsOf } from "../support/run.ts";

/** CONTINGENT_LONG=1 runs thirty times as many. */
const isLong = process.env.CONTINGENT_LONG === "1";
const seedsUpTo = (count: number) => Array.from({ length: isLong ? 30 * count : count }, (_, at) => at + 1);

const town = demoTown();
const ruleSets = await demoRuleSets();
const smallTown = (seed: number) => cutTown(town, new Choices(seed), 45, 12);

type Records = RandomRun["requests"];
const requestRow = (table: FactTable) => [...Array(table.requestCount).keys()];
const listsOf = ({ proposals }: Result) => proposals;

/** One line per target, territory and year, as files must have it. */
function withoutRepeats(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  const keyOf = ({ targetId, territory, year }: LedgerEntry) => `${targetId} ${territory} ${year}`;
  return [...new Map(ledger.map((line) => [keyOf(line), line])).values()];
}

function runOf(seed: number, catalogue: FactCatalogue = plainCatalogue()) {
  const run = randomRun(seed);
  const made = (requests: Records, vacancies: Records) => tableOf(catalogue, [...requests], [...vacancies]);
  return { ...run, ledger: withoutRepeats(run.ledger), made };
}

/** Whether nobody is eligible: the request for no vacancy, or the vacancy for no request. */
function isOut(table: FactTable, sets: readonly RuleSet[], at: { vacancy?: number; request?: number }): boolean {
  const vacancies = at.vacancy === undefined ? [...Array(table.vacancyCount).keys()] : [at.vacancy];
  const requests = at.request === undefined ? requestRow(table) : [at.request];
  return vacancies.every((vacancy) => {
    const ruleSet = sets.find((set) =>
      set.programmes.includes(readerOfRows(table, vacancy, 0).fact(set.programmeFact) as string),
    );
    if (!ruleSet) return false;
    return requests.every(
      (request) => judge(ruleSet, table.catalogue, readerOfRows(table, vacancy, request)).verdict !== "eligible",
    );
  });
}

const count = (results: readonly Result[], of: (proposal: Result["proposals"][number]) => number) =>
  results.reduce((sum, { proposals }) => sum + proposals.reduce((all, proposal) => all + of(proposal), 0), 0);

describe("a whole run", () => {
  it("gives the result of the naive run, to the letter, and holds every property", () => {
    const results: Result[] = [];
    for (const seed of seedsUpTo(60)) {
      const run = seed % 3 === 0 ? contrary(runOf(seed)) : runOf(seed);
      const allocation = allocated(run);
      expect(allocation.result, `seed ${seed}`).to.deep.equal(naiveResult({ ...run, engineVersion: ENGINE_VERSION }));
      expect(violationsOf(allocation), `seed ${seed}`).to.deep.equal([]);
      results.push(allocation.result);
    }
    expect(count(results, ({ candidates }) => candidates.length)).to.be.greaterThan(200);
    expect(count(results, ({ next }) => next.length)).to.be.greaterThan(25);
    expect(count(results, ({ pinned }) => pinned.length)).to.be.greaterThan(25);
    expect(count(results, ({ priorityFirstFor }) => (priorityFirstFor ? 1 : 0))).to.be.greaterThan(15);
    expect(new Set(results.map(({ run }) => run.listsPerRequest))).to.deep.equal(new Set([1, 2, 3]));
  });

  it("gives the result of the naive run on towns with the rules of the product", () => {
    const results: Result[] = [];
    for (const seed of seedsUpTo(4)) {
      const input = inputOf(smallTown(seed), ruleSets, `seed-${seed}`);
      const allocation = allocated(input);
      const naive = naiveResult({ ...input, seed: `seed-${seed}`, engineVersion: ENGINE_VERSION });
      expect(allocation.result, `town ${seed}`).to.deep.equal(naive);
      expect(violationsOf(allocation), `town ${seed}`).to.deep.equal([]);
      results.push(allocation.result);
    }
    expect(count(results, ({ candidates }) => candidates.length)).to.be.greaterThan(15);
    expect(count(results, ({ priorityFirstFor }) => (priorityFirstFor ? 1 : 0))).to.be.greaterThan(2);
  });

  it("gives the same bytes again, and whatever the order of the input", () => {
    for (const seed of seedsUpTo(24)) {
      const run = runOf(seed);
      const choices = new Choices(seed);
      const mix = <T>(items: readonly T[]) => shuffled(choices, items);
      const bytes = canonicalJson(allocated(run).result);
      expect(canonicalJson(allocated(run).result), `seed ${seed} again`).to.equal(bytes);
      const mixed = {
        ...run,
        table: run.made(mix(run.requests), mix(run.vacancies)),
        ledger: mix(run.ledger),
        pins: mix(run.pins),
        struck: mix(run.struck),
      };
      expect(canonicalJson(allocated(mixed).result), `seed ${seed} mixed`).to.equal(bytes);
    }
    for (const seed of seedsUpTo(2)) {
      const small = smallTown(seed);
      const choices = new Choices(seed);
      const entries = Object.entries(small).map(([name, part]) => [
        name,
        Array.isArray(part) ? shuffled(choices, part as unknown[]) : part,
      ]);
      const mixed = Object.fromEntries(entries) as Snapshot;
      expect(mixed.requests.map(({ id }) => id)).not.to.deep.equal(small.requests.map(({ id }) => id));
      const bytes = canonicalJson(allocated(inputOf(small, ruleSets)).result);
      expect(canonicalJson(allocated(inputOf(mixed, ruleSets)).result), `town ${seed}`).to.equal(bytes);
    }
  });

  it("changes nothing else when a request comes that is eligible for nothing", () => {
    let tried = 0;
    for (const seed of seedsUpTo(24)) {
      const run = runOf(seed);
      const choices = new Choices(seed + 1_000);
      for (const [at, record] of randomRecords(choices, "request", 6).entries()) {
        const added = { ...record, id: choices.chance(0.5) ? `a${at}` : `z${at}` };
        const table = run.made([...run.requests, added], run.vacancies);
        if (!isOut(table, run.ruleSets, { request: table.requestRow(added.id)! })) continue;
        tried++;
        expect(allocated({ ...run, table }).result, `seed ${seed}`).to.deep.equal(allocated(run).result);
        break;
      }
    }
    expect(tried).to.be.greaterThan(4);
    for (const seed of seedsUpTo(2)) {
      const small = smallTown(seed);
      const out = { ...small.requests[seed]!, id: "0000-out", validUntil: "2026-11-22" };
      const more = inputOf({ ...small, requests: [...small.requests, out] }, ruleSets, "seed");
      expect(isOut(more.table, ruleSets, { request: more.table.requestRow(out.id)! }), `town ${seed}`).to.equal(true);
      const { result } = allocated(inputOf(small, ruleSets, "seed"));
      expect(listsOf(allocated(more).result), `town ${seed}`).to.deep.equal(listsOf(result));
    }
  });

  it("changes nothing else, modes kept, when a vacancy comes that nobody is eligible for", () => {
    let tried = 0;
    for (const seed of seedsUpTo(24)) {
      const run = runOf(seed);
      const choices = new Choices(seed + 2_000);
      for (const [at, record] of randomRecords(choices, "vacancy", 8).entries()) {
        const added = { ...record, x2: 2, id: choices.chance(0.5) ? `a${at}` : `z${at}` };
        const table = run.made(run.requests, [...run.vacancies, added]);
        if (!isOut(table, run.ruleSets, { vacancy: table.vacancyRow(added.id)! })) continue;
        tried++;
        const { result } = allocated(run);
        const proposals = allocated({ ...run, table, modesFrom: result }).result.proposals;
        const [own, others] = [proposals.filter(({ vacancyId }) => vacancyId === added.id), proposals];
        expect(own.map(({ candidates, next }) => [...candidates, ...next])).to.deep.equal([[]]);
        expect(
          others.filter(({ vacancyId }) => vacancyId !== added.id),
          `seed ${seed}`,
        ).to.deep.equal(result.proposals);
        break;
      }
    }
    expect(tried).to.be.greaterThan(2);
  });

  it("never takes the place from a request with one list because it has more points", () => {
    const held = { more: 0, same: 0, none: 0 };
    const compareHeld = (before: Allocation, after: Allocation, requestId: string, path: string) => {
      const row = before.input.table.requestRow(requestId)!;
      const [was, is] = [before, after].map(({ state }) => state.standingsOf(row)[0]);
      if (was === is) held[was === undefined ? "none" : "same"]++;
      else {
        held.more++;
        expect(is, path).not.to.equal(undefined);
        if (was !== undefined) expect(before.state.preferences.compare(row, is!, was), path).to.be.lessThan(0);
      }
    };
    const catalogue = withBonusFact(plainCatalogue());
    for (const seed of seedsUpTo(24)) {
      const run = runOf(seed, catalogue);
      const choices = new Choices(seed + 3_000);
      const sets = run.ruleSets.map((set, at) => {
        const rewards = at === 0 || choices.chance(0.5) ? withBonusHeading(set, catalogue) : set;
        return { ...rewards, assignment: { ...set.assignment, listsPerRequest: 1 } };
      });
      const pins = run.pins.filter((pin, at) => run.pins.findIndex((one) => one.requestId === pin.requestId) === at);
      const input: RunInput = { ...run, ruleSets: sets, pins, table: run.made(run.requests, run.vacancies) };
      const before = allocated(input);
      for (let tries = 0; tries < 2; tries++) {
        const lucky = choices.of(run.requests);
        const requests = run.requests.map((one) => (one === lucky ? { ...one, bonus: choices.between(1, 30) } : one));
        const after = allocated({ ...input, table: run.made(requests, run.vacancies) });
        expect(violationsOf(after), `seed ${seed}`).to.deep.equal([]);
        compareHeld(before, after, lucky.id as string, `seed ${seed}, request ${lucky.id}`);
      }
    }
    const wide = withBonusFact(factCatalogue);
    const sets = ruleSets.map((set) => withBonusHeading(set, wide));
    for (const seed of seedsUpTo(2)) {
      const small = smallTown(seed);
      const inputWith = (snapshot: Snapshot): RunInput => ({
        ...inputOf(small, sets, "seed"),
        table: tableOfSnapshot(snapshot, wide),
      });
      const before = allocated(inputWith(small));
      const lucky = new Choices(seed).of(small.requests);
      const requests = small.requests.map((one) => (one === lucky ? { ...one, bonus: 40 } : one));
      compareHeld(before, allocated(inputWith({ ...small, requests })), lucky.id, `town ${seed}, request ${lucky.id}`);
    }
    expect(held.more).to.be.greaterThan(4);
    expect(held.same).to.be.greaterThan(4);
  });
});

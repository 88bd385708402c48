import { expect } from "chai";
import { afterEvents, type NamedMove, type RunEvent } from "../../src/domain/engine/after-events.ts";
import type { Allocation, RunInput } from "../../src/domain/engine/allocate.ts";
import { openWhatIf } from "../../src/domain/engine/what-if.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Pin, Snapshot, Struck } from "../../src/domain/facts/snapshot.ts";
import { contrary } from "../support/contrary.ts";
import { cutTown, demoRuleSets, demoTown, sample } from "../support/demo-town.ts";
import { Choices, plainCatalogue, randomRecords, tableOf } from "../support/random-rules.ts";
import { randomRun } from "../support/random-run.ts";
import { allocated, inputOf, violationsOf } from "../support/run.ts";

/** CONTINGENT_LONG=1 runs thirty times as many. */
const isLong = process.env.CONTINGENT_LONG === "1";
const seedsUpTo = (count: number) => Array.from({ length: isLong ? 30 * count : count }, (_, at) => at + 1);

type Row = { readonly id: string };

/** What a full run after the events starts from, kept by hand beside the engine. */
interface Day {
  requests: Row[];
  vacancies: Row[];
  /** Requests still to be submitted. */
  readonly later: Row[];
  pins: Pin[];
  struck: Struck[];
}

/** A full run of the day as it stands, modes kept. */
type FullRun = (day: Day, modesFrom: Result) => RunInput;

function removePins(day: Day, isGone: (pin: Pin) => boolean): void {
  day.pins = day.pins.filter((pin) => !isGone(pin));
}

/** A random event that makes sense for the day, entered in its books. `lists` and `placesOf` say what a pin may still take. */
function randomEvent(choices: Choices, day: Day, now: Allocation): RunEvent {
  const lists = now.result.run.listsPerRequest;
  const proposals = now.result.proposals.filter(({ vacancyId }) => day.vacancies.some(({ id }) => id === vacancyId));
  const proposal = choices.of(proposals);
  const shown = [...proposal.candidates, ...proposal.next].map((one) => one.requestId).filter((id) => isHere(day, id));
  const requestId = shown.length > 0 && choices.chance(0.75) ? choices.of(shown) : choices.of(day.requests).id;
  const pair = { vacancyId: proposal.vacancyId, requestId };
  const pinned = day.pins.length > 0 && choices.chance(0.2) ? choices.of(day.pins) : undefined;
  const among = (pairs: readonly { vacancyId: string; requestId: string }[], one: typeof pair) =>
    pairs.some((other) => other.vacancyId === one.vacancyId && other.requestId === one.requestId);
  const kind = choices.below(12);
  if (kind < 5 || pinned) {
    const { vacancyId, requestId: refusing } = pinned ?? pair;
    const reason = choices.of(["refused-by-candidate", "refused-by-landlord"] as const);
    removePins(day, (pin) => pin.vacancyId === vacancyId && pin.requestId === refusing);
    day.struck.push({ vacancyId, requestId: refusing, reason });
    return { kind: "refused", vacancyId, requestId: refusing, reason };
  }
  if (kind < 8 && !among(day.struck, pair)) {
    const taken = (of: (pin: Pin) => boolean) => day.pins.filter(of).length;
    const hasPlace = taken((pin) => pin.vacancyId === pair.vacancyId) < proposal.places;
    const hasList = taken((pin) => pin.requestId === requestId) < lists;
    if (among(day.pins, pair)) {
      day.pins = [...day.pins.filter((pin) => !among([pin], pair)), { ...pair, kind: "confirmed" }];
      return { kind: "confirmed", ...pair };
    }
    if (hasPlace && hasList) {
      day.pins.push({ ...pair, kind: "confirmed" });
      return { kind: "confirmed", ...pair };
    }
  }
  if (kind < 10 && day.later.length > 0) {
    const request = day.later.pop()!;
    day.requests.push(request);
    return { kind: "submitted", request: request as never };
  }
  if (kind === 10 && day.vacancies.length > 1) {
    day.vacancies = day.vacancies.filter(({ id }) => id !== pair.vacancyId);
    removePins(day, (pin) => pin.vacancyId === pair.vacancyId);
    return { kind: "lost", vacancyId: pair.vacancyId };
  }
  if (day.requests.length > 1) {
    day.requests = day.requests.filter(({ id }) => id !== requestId);
    removePins(day, (pin) => pin.requestId === requestId);
    return { kind: "withdrawn", requestId };
  }
  return { kind: "refused", ...pair, reason: "refused-by-candidate" };
}

/** Tells confirmations before the events that make room for them: a batch takes effect together. */
function confirmedFirst(events: RunEvent[]): void {
  const submitted = new Set(events.map((event) => (event.kind === "submitted" ? event.request.id : "")));
  const isEarly = (event: RunEvent) => event.kind === "confirmed" && !submitted.has(event.requestId);
  events.sort((a, b) => Number(isEarly(b)) - Number(isEarly(a)));
}

const isHere = (day: Day, id: string) => day.requests.some((request) => request.id === id);

/** Pairs that can be part of the day: struck ones that lost an end are out of every market. */
function ofTheDay<T extends { vacancyId: string; requestId: string }>(day: Day, pairs: readonly T[]): T[] {
  const vacancies = new Set(day.vacancies.map(({ id }) => id));
  return pairs.filter(({ vacancyId, requestId }) => vacancies.has(vacancyId) && isHere(day, requestId));
}

const pairsOf = ({ proposals }: Result) =>
  new Set(
    proposals.flatMap(({ vacancyId, candidates }) => candidates.map((one) => `${one.requestId} on ${vacancyId}`)),
  );

/** The pairs after the moves, taken one by one; each must follow from what stands before it. */
function fold(before: Result, moves: readonly NamedMove[], events: readonly RunEvent[], path: string): Set<string> {
  const pairs = pairsOf(before);
  moves.forEach(({ requestId, fromVacancyId, toVacancyId, because }, at) => {
    const where = `${path}, move ${at}`;
    expect(fromVacancyId, where).not.to.equal(toVacancyId);
    if (fromVacancyId) expect(pairs.delete(`${requestId} on ${fromVacancyId}`), where).to.equal(true);
    if (toVacancyId) expect(pairs.has(`${requestId} on ${toVacancyId}`), where).to.equal(false);
    if (toVacancyId) pairs.add(`${requestId} on ${toVacancyId}`);
    if (because.kind === "event") expect(because.event, where).to.be.within(0, events.length - 1);
    else if (because.kind !== "exchange") expect(because.move, where).to.be.within(0, at - 1);
  });
  return pairs;
}

interface Lived {
  readonly moves: number;
  readonly kinds: ReadonlyMap<string, number>;
  readonly causes: ReadonlyMap<string, number>;
}

const lived = { moves: 0, kinds: new Map<string, number>(), causes: new Map<string, number>() } satisfies Lived;
const note = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

/** Lives through batches of events and compares each repaired run with a full one. */
function liveThrough(choices: Choices, first: Allocation, day: Day, fullRun: FullRun, batches: number, seed: string) {
  let allocation = first;
  const path: string[] = [];
  for (let batch = 0; batch < batches && day.vacancies.length > 0; batch++) {
    const size = choices.chance(0.4) ? choices.between(2, 6) : 1;
    const events: RunEvent[] = [];
    for (let made = 0; made < size; made++) events.push(randomEvent(choices, day, allocation));
    if (choices.chance(0.5)) confirmedFirst(events);
    path.push(JSON.stringify(events.map((one) => (one.kind === "submitted" ? `submitted ${one.request.id}` : one))));
    const where = `${seed}: ${path.join(" then ")}`;
    const before = allocation.result;
    const after = afterEvents(allocation, events);
    const full = allocated(fullRun(day, first.result));
    expect(after.allocation.result.proposals, where).to.deep.equal(full.result.proposals);
    expect(after.allocation.result.targets, where).to.deep.equal(full.result.targets);
    expect(fold(before, after.moves, events, where), where).to.deep.equal(pairsOf(after.allocation.result));
    expect(violationsOf(full, { ...after.allocation.result, run: full.result.run }), where).to.deep.equal([]);
    lived.moves += after.moves.length;
    for (const { kind } of events) note(lived.kinds, kind);
    for (const { because } of after.moves) note(lived.causes, because.kind);
    allocation = after.allocation;
  }
}

describe("a run after events", () => {
  before(() => {
    lived.moves = 0;
    lived.kinds.clear();
    lived.causes.clear();
  });

  it("is the full run with the same pins and modes, on random rules", () => {
    const catalogue = plainCatalogue();
    for (const seed of seedsUpTo(60)) {
      const run = seed % 2 === 0 ? randomRun(seed) : contrary(randomRun(seed));
      const choices = new Choices(seed + 5_000);
      const later = randomRecords(choices, "request", 6).map((record, at) => ({
        ...record,
        id: `${at % 2 ? "a" : "z"}${at}`,
      }));
      const day: Day = {
        requests: run.requests as unknown as Row[],
        vacancies: run.vacancies as unknown as Row[],
        later,
        pins: [...run.pins],
        struck: [...run.struck],
      };
      const fullRun: FullRun = ({ requests, vacancies, pins, struck }, modesFrom) => ({
        ...run,
        table: tableOf(catalogue, [...requests] as never[], [...vacancies] as never[]),
        pins,
        struck: ofTheDay(day, struck),
        modesFrom,
      });
      liveThrough(choices, allocated(run), day, fullRun, 4, `seed ${seed}`);
    }
    expect(lived.moves).to.be.greaterThan(100);
    expect([...lived.kinds.keys()]).to.have.members(["confirmed", "lost", "refused", "submitted", "withdrawn"]);
    expect([...lived.causes.keys()]).to.include.members(["event", "freed-place", "displaced", "exchange"]);
  });

  it("is the full run with the same pins and modes, on towns with the rules of the product", async () => {
    const town = demoTown();
    const ruleSets = await demoRuleSets();
    for (const seed of seedsUpTo(2)) {
      const choices = new Choices(seed);
      const cut = cutTown(town, choices, 70, 12);
      const later = cut.requests.slice(62);
      const small: Snapshot = { ...cut, requests: cut.requests.slice(0, 62), pins: [], struck: [] };
      const day: Day = { requests: [...small.requests], vacancies: [...small.vacancies], later, pins: [], struck: [] };
      const fullRun: FullRun = ({ requests, vacancies, pins, struck }, modesFrom) => ({
        ...inputOf({ ...small, requests, vacancies } as Snapshot, ruleSets, "seed"),
        pins,
        struck: ofTheDay(day, struck),
        modesFrom,
      });
      liveThrough(choices, allocated(inputOf(small, ruleSets, "seed")), day, fullRun, 5, `town ${seed}`);
    }
  });

  it("that asks what if one request were another is the full run with it", async () => {
    const town = demoTown();
    const ruleSets = await demoRuleSets();
    const moved = { into: 0, out: 0 };
    for (const seed of seedsUpTo(2)) {
      const choices = new Choices(seed + 40);
      const small = cutTown(town, choices, 60, 12);
      const first = allocated(inputOf(small, ruleSets, "seed"));
      for (const request of sample(choices, small.requests, 2)) {
        if (first.input.pins.some((pin) => pin.requestId === request.id)) continue;
        const whatIf = openWhatIf(allocated(inputOf(small, ruleSets, "seed")), request.id);
        for (let version = 0; version < 4; version++) {
          const other = choices.of(small.requests);
          const changed = { ...other, id: request.id };
          const requests = small.requests.map((one) => (one === request ? changed : one));
          const input = { ...inputOf({ ...small, requests }, ruleSets, "seed"), modesFrom: first.result };
          const { state } = allocated(input);
          const listed = Array.from(state.standingsOf(input.table.requestRow(request.id)!), (v) =>
            input.table.vacancyId(v),
          );
          expect(whatIf(changed), `town ${seed}, ${request.id} as ${other.id}`).to.deep.equal(listed);
          moved[listed.length > 0 ? "into" : "out"]++;
        }
      }
    }
    expect(moved.into).to.be.greaterThan(0);
    expect(moved.out).to.be.greaterThan(0);
  });
});

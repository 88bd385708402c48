import { expect } from "chai";
import { allocate } from "../../../src/domain/engine/allocate.ts";
import {
  mergeParts,
  type Verification,
  type VerificationInput,
  type Violation,
  verify,
  verifyRanges,
} from "../../../src/domain/engine/verification.ts";
import type { Proposal, Result } from "../../../src/domain/facts/result.ts";
import { sha256 } from "../../../src/domain/shared/digest.ts";
import { compareText } from "../../../src/domain/shared/order.ts";
import { type NaiveInput, naiveResult } from "../../support/naive-result.ts";
import { randomRun } from "../../support/random-run.ts";

function inputOf(run: NaiveInput, result: Result): VerificationInput {
  const { table, ruleSets, ledger, pins, struck } = run;
  const digests = {
    snapshot: run.snapshotDigest,
    ruleSets: ruleSets.map((ruleSet) => ruleSet.digest),
    engineVersion: run.engineVersion,
  };
  return { table, ruleSets, ledger, pins, struck, result, digests };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };

interface Case {
  readonly run: NaiveInput;
  readonly result: Writable<Result>;
}

/** Runs with correct results, made once. */
const cases: readonly { readonly run: NaiveInput; readonly result: Result }[] = Array.from({ length: 60 }, (_, i) => {
  const run = randomRun(i + 1);
  return { run, result: naiveResult(run) };
});

/** A correct case that `fits`, as a copy that may be changed. */
function caseWhere(fits: (one: { readonly run: NaiveInput; readonly result: Result }) => boolean): Case {
  const found = cases.find(fits);
  if (!found) throw new Error("no random run fits");
  return { run: found.run, result: structuredClone(found.result) as Writable<Result> };
}

const withProposal = (fits: (proposal: Proposal) => boolean) => caseWhere(({ result }) => result.proposals.some(fits));

function proposalOf(one: Case, fits: (proposal: Proposal) => boolean): Writable<Proposal> {
  return one.result.proposals.find((proposal) => fits(proposal as Proposal))!;
}

function check({ run, result }: Case): Verification {
  return verify(inputOf(run, result as Result));
}

/** The violations of one property; the tampering must have been found by it. */
function told(one: Case, property: Violation["property"]): readonly Violation[] {
  const { violations, properties } = check(one);
  expect(properties.find(({ id }) => id === property)!.held, `${property} is said not to hold`).to.equal(false);
  return violations.filter((violation) => violation.property === property);
}

const stands = (proposal: Proposal) => proposal.candidates.length > 0;
const isLong = (proposal: Proposal) => proposal.candidates.length > 1;
const free = (proposal: Proposal) => proposal.places - proposal.pinned.length - proposal.candidates.length;

/** Requests of the run that stand on no list and are not next on this one. */
function strangerTo(one: Case, proposal: Writable<Proposal>): string {
  const taken = new Set(
    one.result.proposals.flatMap(({ candidates, pinned }) => [...candidates.map((c) => c.requestId), ...pinned]),
  );
  const named = new Set(proposal.next.map((candidate) => candidate.requestId));
  const { table } = one.run;
  const ids = [...Array(table.requestCount).keys()].map((row) => table.requestId(row));
  return ids.find((id) => !taken.has(id) && !named.has(id))!;
}

describe("Verification", () => {
  it("finds nothing wrong with results made by the naive run, and withholds nothing", () => {
    let candidates = 0;
    let modes = 0;
    let pins = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const run = randomRun(seed);
      const result = naiveResult(run);
      const { violations, violationCount, properties, withheld } = verify(inputOf(run, result));
      expect(violations, `seed ${seed}`).to.deep.equal([]);
      expect(violationCount).to.equal(0);
      expect(properties.every(({ held }) => held)).to.equal(true);
      expect(withheld).to.deep.equal([]);
      candidates += result.proposals.reduce((sum, proposal) => sum + proposal.candidates.length, 0);
      modes += result.proposals.filter((proposal) => proposal.priorityFirstFor).length;
      pins += run.pins.length;
    }
    expect(candidates).to.be.greaterThan(500);
    expect(modes).to.be.greaterThan(50);
    expect(pins).to.be.greaterThan(50);
  });

  it("finds nothing wrong with results of the engine, which are the naive ones to the letter", () => {
    for (const { run, result } of cases) {
      const { allocation, problems } = allocate(run);
      expect(problems).to.deep.equal([]);
      expect(allocation!.result).to.deep.equal(result);
      expect(verify(inputOf(run, allocation!.result)).violationCount).to.equal(0);
    }
  });

  it("says the same in parts as in one piece", () => {
    for (const { run, result } of cases.slice(0, 20)) {
      const wrong = structuredClone(result) as Writable<Result>;
      for (const proposal of wrong.proposals) proposal.candidates.pop();
      const input = inputOf(run, wrong as Result);
      const half = Math.floor(run.table.vacancyCount / 2);
      const partOf = (from: number, to: number) => {
        const ranges = [{ from, to }];
        return verifyRanges(input, () => ranges.pop());
      };
      const parts = [partOf(half, run.table.vacancyCount), partOf(0, half)];
      expect(mergeParts(input, structuredClone(parts))).to.deep.equal(verify(input));
    }
  });

  it("says the same when every fact has another name", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const [run, renamed] = [randomRun(seed), randomRun(seed, "other-")];
      const result = naiveResult(run);
      for (const proposal of result.proposals) (proposal.candidates as unknown[]).pop();
      expect(verify(inputOf(renamed, result))).to.deep.equal(verify(inputOf(run, result)));
    }
  });

  it("tells the first hundred violations of a property and counts all", () => {
    const one = caseWhere(({ result }) => result.targets.length > 0);
    const target = one.result.targets[0]!;
    one.result.targets.push(
      ...Array.from({ length: 250 }, (_, i) => ({ ...target, territory: `nowhere ${1_000 + i}` })),
    );
    const { violations, violationCount } = check(one);
    expect(violationCount).to.equal(250);
    const territories = violations.map((violation) => violation.values.territory);
    expect(territories).to.deep.equal(Array.from({ length: 100 }, (_, i) => `nowhere ${1_000 + i}`));
  });

  it("counts the eligible requests of every vacancy", () => {
    for (const { run, result } of cases) {
      const { eligiblePerVacancy, pairsEligible, pairsMet } = verify(inputOf(run, result));
      expect(eligiblePerVacancy).to.have.length(run.table.vacancyCount);
      expect(pairsEligible).to.equal(eligiblePerVacancy.reduce((sum, count) => sum + count, 0));
      expect(pairsMet).to.be.at.least(pairsEligible);
    }
  });
});

describe("Verification of P1, eligible candidates", () => {
  it("names a candidate who is not eligible, with the rules", () => {
    const one = caseWhere((candidate) => candidate.result.proposals.some((p) => stands(p) && ineligible(candidate, p)));
    const proposal = proposalOf(one, (p) => stands(p) && ineligible(one as never, p) !== undefined);
    const requestId = ineligible(one as never, proposal as Proposal)!;
    proposal.candidates[0] = { ...proposal.candidates[0]!, requestId };
    const [first] = told(one, "P1");
    expect(first).to.include({ key: "not-eligible", vacancyId: proposal.vacancyId, requestId });
    expect(first!.values.rules).to.match(/-rule-/);
  });

  it("names a candidate the snapshot does not hold", () => {
    const one = withProposal(stands);
    const proposal = proposalOf(one, stands);
    proposal.candidates[0] = { ...proposal.candidates[0]!, requestId: "nobody" };
    const [first] = told(one, "P1");
    expect(first).to.include({ key: "unknown-request", vacancyId: proposal.vacancyId, requestId: "nobody" });
  });

  /** A request that stands nowhere and that no rule of the run lets stand on the list. */
  function ineligible({ run, result }: { run: NaiveInput; result: Result }, proposal: Proposal): string | undefined {
    const { table } = run;
    const vacancy = table.vacancyRow(proposal.vacancyId)!;
    const eligible = verify(inputOf({ ...run, pins: [], struck: [] }, result)).eligiblePerVacancy[vacancy]!;
    if (eligible > proposal.candidates.length + proposal.next.length || proposal.pinned.length > 0) return undefined;
    const known = new Set([...proposal.candidates, ...proposal.next].map((candidate) => candidate.requestId));
    if (known.size !== eligible) return undefined;
    const ids = [...Array(table.requestCount).keys()].map((row) => table.requestId(row));
    return ids.find((id) => !known.has(id));
  }
});

describe("Verification of P2, what is shown", () => {
  it("names a score that is one point too high", () => {
    const one = withProposal(stands);
    const candidate = proposalOf(one, stands).candidates[0]!;
    candidate.points++;
    const [first, ...others] = told(one, "P2");
    expect(first).to.include({ key: "points-differ", requestId: candidate.requestId });
    expect(first!.values).to.include({ shown: candidate.points, recomputed: candidate.points - 1 });
    expect(others).to.deep.equal([]);
  });

  it("names a candidate who stands behind somebody lower", () => {
    const one = withProposal(isLong);
    const proposal = proposalOf(one, isLong);
    proposal.candidates.reverse();
    const violations = told(one, "P2");
    expect(violations.every((violation) => violation.key === "out-of-order")).to.equal(true);
    expect(violations).to.have.length(proposal.candidates.length - 1);
    expect(check(one).violationCount - violations.length).to.equal(countOf(one, "P7"));
  });

  it("names a changed priority class", () => {
    const hasClass = (proposal: Proposal) => proposal.candidates[0]?.priorityClass !== undefined;
    const one = withProposal(hasClass);
    const candidate = proposalOf(one, hasClass).candidates[0]!;
    candidate.priorityClass!++;
    expect(told(one, "P2")[0]).to.include({ key: "priority-class-differs", requestId: candidate.requestId });
  });

  it("names who is next when somebody else is shown, or nobody", () => {
    const hasNext = (proposal: Proposal) => proposal.next.length > 0;
    const dropped = withProposal(hasNext);
    const proposal = proposalOf(dropped, hasNext);
    const shown = proposal.next.shift()!.requestId;
    const [first] = told(dropped, "P2");
    expect(first).to.include({ key: "next-differs", vacancyId: proposal.vacancyId });
    expect(first!.values.recomputed).to.match(new RegExp(`^${shown}`));

    const swapped = withProposal((p) => p.next.length > 1);
    proposalOf(swapped, (p) => p.next.length > 1).next.reverse();
    expect(told(swapped, "P2")[0]).to.include({ key: "next-differs" });

    const scored = withProposal(hasNext);
    proposalOf(scored, hasNext).next[0]!.points--;
    expect(told(scored, "P2")[0]).to.include({ key: "points-differ" });
  });

  function countOf(one: Case, property: string): number {
    return check(one).violations.filter((violation) => violation.property === property).length;
  }
});

describe("Verification of P3, the lists", () => {
  it("names a list that is longer than its places", () => {
    const isFull = (proposal: Proposal) => stands(proposal) && free(proposal) === 0 && proposal.next.length > 0;
    const one = withProposal(isFull);
    const proposal = proposalOf(one, isFull);
    proposal.candidates.push(proposal.next[0]!);
    const first = told(one, "P3").find((violation) => violation.key === "list-too-long");
    expect(first).to.include({ vacancyId: proposal.vacancyId });
    expect(first!.values).to.include({ candidates: proposal.candidates.length, places: proposal.places });
  });

  it("names a request that stands twice on a list", () => {
    const one = withProposal(stands);
    const proposal = proposalOf(one, stands);
    proposal.candidates.push(proposal.candidates[0]!);
    const first = told(one, "P3").find((violation) => violation.key === "stands-twice");
    expect(first).to.include({ vacancyId: proposal.vacancyId, requestId: proposal.candidates[0]!.requestId });
  });

  it("names a request that stands on too many lists, and counts its pins", () => {
    const one = caseWhere(({ result }) => result.proposals.length > 2 && result.proposals.some(stands));
    const { requestId } = proposalOf(one, stands).candidates[0]!;
    for (const proposal of one.result.proposals) {
      if (proposal.candidates.every((candidate) => candidate.requestId !== requestId)) {
        proposal.candidates.push({ requestId, points: 0 });
      }
    }
    const first = told(one, "P3").find((violation) => violation.key === "too-many-lists");
    expect(first).to.include({ requestId });

    const pinned = caseWhere(({ run }) => run.pins.length > 0 && run.ruleSets[0]!.assignment.listsPerRequest === 1);
    const pin = pinned.run.pins[0]!;
    const other = pinned.result.proposals.find((proposal) => proposal.vacancyId !== pin.vacancyId)!;
    other.candidates.push({ requestId: pin.requestId, points: 0 });
    const second = told(pinned, "P3").find((violation) => violation.key === "too-many-lists");
    expect(second).to.include({ requestId: pin.requestId });
    expect(second!.values).to.include({ lists: 1, pinned: 1, allowed: 1 });
  });

  it("names other places, and proposals that are missing, double, unknown, out of order or under another rule set", () => {
    const change = (tamper: (proposals: Writable<Proposal>[]) => void) => {
      const one = caseWhere(({ result }) => result.proposals.length > 2);
      tamper(one.result.proposals);
      return told(one, "P3").map((violation) => violation.key);
    };
    expect(change((proposals) => proposals[0]!.places++)).to.deep.equal(["places-differ"]);
    expect(change((proposals) => proposals.pop())).to.deep.equal(["proposal-missing"]);
    expect(change((proposals) => proposals.push(proposals.at(-1)!))).to.include("proposal-twice");
    expect(change((proposals) => proposals.push({ ...proposals.at(-1)!, vacancyId: "z" }))).to.include(
      "unknown-vacancy",
    );
    expect(change((proposals) => proposals.reverse())).to.include("proposals-out-of-order");
    expect(change((proposals) => (proposals[0]!.ruleSetId = "third"))).to.deep.equal(["rule-set-differs"]);
  });
});

describe("Verification of P4 and P5, nobody is passed over", () => {
  it("names who is passed over when a lower candidate takes the place", () => {
    const isFull = (proposal: Proposal) => stands(proposal) && free(proposal) === 0 && proposal.next.length > 0;
    const one = withProposal(isFull);
    const proposal = proposalOf(one, isFull);
    const dropped = proposal.candidates.at(-1)!.requestId;
    proposal.candidates[proposal.candidates.length - 1] = proposal.next[0]!;
    const first = told(one, "P4").find((violation) => violation.requestId === dropped);
    expect(first).to.include({ key: "passed-over", vacancyId: proposal.vacancyId });
    expect(first!.values.last).to.equal(proposal.next[0]!.requestId);
  });

  it("names every request that a free place passes over", () => {
    const one = withProposal(stands);
    const proposal = proposalOf(one, stands);
    const dropped = proposal.candidates.pop()!.requestId;
    const violations = told(one, "P5");
    const first = violations.find((violation) => violation.requestId === dropped);
    expect(first).to.include({ key: "free-place", vacancyId: proposal.vacancyId });
    expect(violations.every((violation) => violation.vacancyId === proposal.vacancyId)).to.equal(true);
  });

  it("is not content with any change of who stands where: a swap between two lists is found", () => {
    let swaps = 0;
    for (const { run, result } of cases) {
      const copy = structuredClone(result) as Writable<Result>;
      const [a, b] = copy.proposals.filter((proposal) => stands(proposal as Proposal));
      if (!a || !b) continue;
      const [first, second] = [a.candidates[0]!, b.candidates[0]!];
      if (first.requestId === second.requestId) continue;
      a.candidates[0] = second;
      b.candidates[0] = first;
      swaps++;
      expect(verify(inputOf(run, copy as Result)).violationCount).to.be.greaterThan(0);
    }
    expect(swaps).to.be.greaterThan(20);
  });
});

describe("Verification of P6, pins", () => {
  const isPinned = (proposal: Proposal) => proposal.pinned.length > 0;

  it("names a pin that was removed or added", () => {
    const removed = withProposal(isPinned);
    const proposal = proposalOf(removed, isPinned);
    proposal.pinned.pop();
    expect(told(removed, "P6")[0]).to.include({ key: "pinned-differs", vacancyId: proposal.vacancyId });

    const added = withProposal(stands);
    const other = proposalOf(added, stands);
    other.pinned.push(strangerTo(added, other));
    expect(told(added, "P6")[0]).to.include({ key: "pinned-differs", vacancyId: other.vacancyId });
  });

  it("names a pinned request among the candidates", () => {
    const one = withProposal(isPinned);
    const proposal = proposalOf(one, isPinned);
    const requestId = proposal.pinned[0]!;
    proposal.candidates.push({ requestId, points: 0 });
    expect(told(one, "P6")[0]).to.include({ key: "pinned-proposed", vacancyId: proposal.vacancyId, requestId });
  });

  it("names a struck pair among the candidates or next", () => {
    for (const place of ["candidates", "next"] as const) {
      const one = caseWhere(({ run }) => run.struck.length > 0);
      const { vacancyId, requestId } = one.run.struck[0]!;
      proposalOf(one, (p) => p.vacancyId === vacancyId)[place].push({ requestId, points: 0 });
      expect(told(one, "P6")[0]).to.include({ key: "struck-proposed", vacancyId, requestId });
    }
  });
});

describe("Verification of P7, priority-first vacancies", () => {
  const hasMode = (proposal: Proposal) => proposal.priorityFirstFor !== undefined;

  it("names a vacancy whose mode was removed or added", () => {
    const removed = withProposal(hasMode);
    const proposal = proposalOf(removed, hasMode);
    const target = proposal.priorityFirstFor!;
    delete (proposal as { priorityFirstFor?: string }).priorityFirstFor;
    const [first] = told(removed, "P7");
    expect(first).to.include({ key: "mode-differs", vacancyId: proposal.vacancyId });
    expect(first!.values).to.include({ shown: "", recomputed: target });

    const lacksMode = (one: { run: NaiveInput; result: Result }) =>
      one.result.proposals.find(
        (p) => !hasMode(p) && one.run.ruleSets.find(({ id }) => id === p.ruleSetId)!.assignment.targets.length > 0,
      );
    const added = caseWhere((one) => lacksMode(one) !== undefined);
    const other = lacksMode(added as never) as unknown as Writable<Proposal>;
    other.priorityFirstFor = added.run.ruleSets.find(({ id }) => id === other.ruleSetId)!.assignment.targets[0]!.id;
    expect(told(added, "P7")[0]).to.include({ key: "mode-differs", vacancyId: other.vacancyId });
  });

  it("names every number of a target that differs, a target left out and one nobody asked for", () => {
    for (const member of ["need", "lettings", "counted", "vacancies", "priorityFirst", "unmet", "reached"] as const) {
      const one = caseWhere(({ result }) => result.targets.length > 0);
      one.result.targets[0]![member]++;
      const [first, ...others] = told(one, "P7");
      expect(first).to.include({ key: "target-differs" });
      expect(first!.values).to.include({ member });
      expect(others).to.deep.equal([]);
    }
    const missing = caseWhere(({ result }) => result.targets.length > 0);
    missing.result.targets.pop();
    expect(told(missing, "P7")[0]).to.include({ key: "target-missing" });
    const unknown = caseWhere(({ result }) => result.targets.length > 0);
    unknown.result.targets.push({ ...unknown.result.targets[0]!, territory: "nowhere" });
    expect(told(unknown, "P7")[0]).to.include({ key: "target-unknown" });
  });

  it("holds a rerun to the modes it had to keep", () => {
    const withoutLedger = ({ run, result }: { run: NaiveInput; result: Result }) => ({
      ...inputOf(run, result),
      ledger: [],
    });
    const one = caseWhere((other) => verify(withoutLedger(other)).violations.some(({ key }) => key === "mode-differs"));
    const input = withoutLedger(one as never);
    expect(verify(input).properties[6]).to.include({ id: "P7", held: false });
    expect(verify({ ...input, modesFrom: one.result as Result }).properties[6]).to.include({ id: "P7", held: true });
    const other = structuredClone(one.result) as Writable<Result>;
    for (const proposal of other.proposals) delete (proposal as { priorityFirstFor?: string }).priorityFirstFor;
    expect(verify({ ...input, modesFrom: other as Result }).properties[6]).to.include({ id: "P7", held: false });
  });
});

describe("Verification of P8, the record", () => {
  it("names each member that differs and withholds every proposal", () => {
    const changes: Record<string, (run: Writable<Result["run"]>) => void> = {
      snapshotDigest: (run) => (run.snapshotDigest = "b".repeat(64)),
      engineVersion: (run) => (run.engineVersion = "9.9.9"),
      asOf: (run) => (run.asOf = "2026-11-24"),
      listsPerRequest: (run) => run.listsPerRequest++,
      ruleSets: (run) => (run.ruleSets[0]!.digest = "c".repeat(64)),
      seed: (run) => (run.seedOrigin = "derived"),
    };
    for (const [member, change] of Object.entries(changes)) {
      const one = withProposal(stands);
      change(one.result.run);
      const violations = told(one, "P8");
      expect(violations.map(({ key, values }) => [key, values.member])).to.deep.equal([["record-differs", member]]);
      expect(check(one).withheld).to.deep.equal(one.result.proposals.map((proposal) => proposal.vacancyId));
    }
  });

  it("holds the seed to what was published before the run", () => {
    const { run, result } = withProposal(stands);
    const input = inputOf(run, result as Result);
    const published = (seed: string) => verify({ ...input, digests: { ...input.digests, seed: sha256(seed) } });
    expect(published(run.seed).violations).to.deep.equal([]);
    expect(published("another seed").violations[0]!.values).to.include({ member: "seedDigest" });
  });
});

describe("Withheld proposals", () => {
  it("are those of the violation and all that share a request with them, and no others", () => {
    let spared = 0;
    for (const { run, result } of cases) {
      const copy = structuredClone(result) as Writable<Result>;
      const proposal = copy.proposals.find((one) => stands(one as Proposal));
      if (!proposal) continue;
      proposal.candidates[0]!.points++;
      const { withheld } = verify(inputOf(run, copy as Result));
      expect(withheld).to.deep.equal(connectedWith(proposal.vacancyId, copy as Result));
      spared += copy.proposals.length - withheld.length;
    }
    expect(spared).to.be.greaterThan(50);
  });

  function connectedWith(vacancyId: string, { proposals }: Result): string[] {
    const requestsOf = (id: string) => {
      const { candidates, pinned } = proposals.find((proposal) => proposal.vacancyId === id)!;
      return [...candidates.map((candidate) => candidate.requestId), ...pinned];
    };
    const connected = new Set([vacancyId]);
    for (let size = 0; size < connected.size; ) {
      size = connected.size;
      const requests = new Set([...connected].flatMap(requestsOf));
      for (const proposal of proposals) {
        if (requestsOf(proposal.vacancyId).some((request) => requests.has(request))) connected.add(proposal.vacancyId);
      }
    }
    return [...connected].sort(compareText);
  }

  it("include every list of a request that was passed over", () => {
    const copies = cases.filter(({ run }) => run.ruleSets[0]!.assignment.listsPerRequest === 2);
    let shared = 0;
    for (const { run, result } of copies) {
      const copy = structuredClone(result) as Writable<Result>;
      const proposal = copy.proposals.find((one) => stands(one as Proposal));
      if (!proposal) continue;
      const { requestId } = proposal.candidates.shift()!;
      const others = copy.proposals.filter((one) => one.candidates.some((c) => c.requestId === requestId));
      const { withheld } = verify(inputOf(run, copy as Result));
      expect(withheld).to.include.members([proposal.vacancyId, ...others.map((one) => one.vacancyId)]);
      shared += others.length;
    }
    expect(shared).to.be.greaterThan(0);
  });
});

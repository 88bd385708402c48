import { expect } from "chai";
import type { RunInput } from "../../src/domain/engine/allocate.ts";
import type { GrowingLists } from "../../src/domain/engine/lists.ts";
import type { PropertyId } from "../../src/domain/engine/verification.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { CheckedExpression } from "../../src/domain/rules/expression.ts";
import type { AssignmentRules, RuleSet } from "../../src/domain/rules/rule-set.ts";
import { contrary } from "../support/contrary.ts";
import { cutTown, demoRuleSets, demoTown } from "../support/demo-town.ts";
import { Choices } from "../support/random-rules.ts";
import { type RandomRun, randomRun } from "../support/random-run.ts";
import { allocated, inputOf, verified } from "../support/run.ts";

const isLong = process.env.CONTINGENT_LONG === "1";
const seedsUpTo = (count: number) => Array.from({ length: isLong ? 10 * count : count }, (_, at) => at + 1);

/** One step of the engine made wrong: the input it would see, or the result it would leave. */
interface Fault {
  readonly step: string;
  /** A property that must tell it, in some run at least. */
  readonly tells: PropertyId;
  readonly input?: (input: RunInput) => Partial<RunInput>;
  readonly result?: (result: Result, input: RunInput) => Result;
  /** Some wrong results pass nobody over and are lawful ones of other rules; then not every run tells. */
  readonly isSometimesHidden?: boolean;
}

const span = { start: 0, end: 0 };

const changed = (input: RunInput, change: (ruleSet: RuleSet) => RuleSet) => ({ ruleSets: input.ruleSets.map(change) });
const withAssignment = (input: RunInput, change: (rules: AssignmentRules) => Partial<AssignmentRules>) =>
  changed(input, (ruleSet) => ({ ...ruleSet, assignment: { ...ruleSet.assignment, ...change(ruleSet.assignment) } }));

const onePlus = ({ text, tree }: CheckedExpression): CheckedExpression => {
  const one = { kind: "constant", value: 1, type: "int", span } as const;
  return { text, tree: { kind: "arithmetic", operator: "+", left: tree, right: one, type: "int", span } };
};

/** Lists that never name their second candidate. */
function withoutSecond(lists: GrowingLists): GrowingLists {
  return new Proxy(lists, {
    get(target, name) {
      if (name === "known") return (vacancy: number) => target.known(vacancy).filter((_, place) => place !== 1);
      const member = Reflect.get(target, name, target) as unknown;
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

const onFirst = (
  result: Result,
  is: (proposal: Result["proposals"][number]) => boolean,
  change: (proposal: Result["proposals"][number]) => object,
): Result => {
  const first = result.proposals.findIndex(is);
  const proposals = result.proposals.map((proposal, at) =>
    at === first ? { ...proposal, ...change(proposal) } : proposal,
  );
  return { ...result, proposals };
};

const faults: readonly Fault[] = [
  {
    step: "eligibility leaves out a rule",
    tells: "P1",
    input: (input) => changed(input, (set) => ({ ...set, eligibility: set.eligibility.slice(0, -1) })),
  },
  {
    step: "eligibility refuses by a rule that is not there",
    tells: "P4",
    input: (input) => {
      const refused = input.table.requestId(0);
      return { struck: [...input.struck, ...pairsOf(input, refused)] };
    },
  },
  {
    step: "scoring leaves out a heading",
    tells: "P2",
    input: (input) => changed(input, (set) => ({ ...set, headings: set.headings.slice(1) })),
  },
  {
    step: "scoring gives a point too many",
    tells: "P2",
    result: (result) =>
      onFirst(
        result,
        ({ candidates }) => candidates.length > 0,
        ({ candidates }) => ({
          candidates: candidates.map((one, at) => (at === 0 ? { ...one, points: one.points + 1 } : one)),
        }),
      ),
  },
  {
    step: "the order breaks ties by another seed",
    tells: "P2",
    input: () => ({ seed: "another seed" }),
    result: (result, input) => ({ ...result, run: { ...result.run, seed: input.seed! } }),
  },
  {
    step: "the order turns a list round",
    tells: "P2",
    result: (result) =>
      onFirst(
        result,
        ({ candidates }) => candidates.length > 1,
        ({ candidates }) => ({ candidates: [...candidates].reverse() }),
      ),
  },
  {
    step: "the lists lose a candidate on the way",
    tells: "P4",
    input: () => ({ listsBy: (pairs, modes) => withoutSecond(pairs.lists(modes)) }),
  },
  {
    step: "the assignment leaves a place free",
    tells: "P5",
    result: (result) =>
      onFirst(
        result,
        ({ candidates }) => candidates.length > 0,
        ({ candidates }) => ({ candidates: candidates.slice(0, -1), next: [] }),
      ),
  },
  {
    step: "the assignment fills one place more than there is",
    tells: "P3",
    input: (input) => withAssignment(input, ({ places }) => ({ places: onePlus(places) })),
    result: (result) =>
      onFirst(
        result,
        () => true,
        (proposal) => ({ places: proposal.places - 1 }),
      ),
  },
  {
    step: "the assignment lets a request stand on one list more",
    tells: "P3",
    input: (input) => withAssignment(input, ({ listsPerRequest }) => ({ listsPerRequest: listsPerRequest + 1 })),
    result: (result) => ({ ...result, run: { ...result.run, listsPerRequest: result.run.listsPerRequest - 1 } }),
  },
  {
    step: "the assignment turns the wishes round",
    tells: "P4",
    isSometimesHidden: true,
    input: (input) =>
      changed(input, (set) => ({
        ...set,
        preferences: set.preferences.map((key) => ({ ...key, ascending: !key.ascending })),
      })),
  },
  {
    step: "who is next is left out",
    tells: "P2",
    result: (result) =>
      onFirst(
        result,
        ({ next }) => next.length > 0,
        () => ({ next: [] }),
      ),
  },
  {
    step: "a pin is dropped",
    tells: "P6",
    input: ({ pins }) => ({ pins: pins.slice(1) }),
  },
  {
    step: "struck pairs are forgotten",
    tells: "P6",
    input: () => ({ struck: [] }),
  },
  {
    step: "the ledger is not read",
    tells: "P7",
    input: () => ({ ledger: [] }),
  },
  {
    step: "a mode is left out",
    tells: "P7",
    input: (input) => {
      const { result } = allocated(input);
      return {
        modesFrom: onFirst(
          result,
          ({ priorityFirstFor }) => priorityFirstFor !== undefined,
          () => ({ priorityFirstFor: undefined }),
        ),
      };
    },
  },
  ...(["snapshotDigest", "engineVersion", "asOf"] as const).map(
    (member): Fault => ({
      step: `the record of the run has another ${member}`,
      tells: "P8",
      result: (result) => ({ ...result, run: { ...result.run, [member]: `${result.run[member]}0` } }),
    }),
  ),
  {
    step: "the record of the run has another digest of the rules",
    tells: "P8",
    result: (result) => {
      const ruleSets = result.run.ruleSets.map((set, at) => (at === 0 ? { ...set, digest: "f".repeat(64) } : set));
      return { ...result, run: { ...result.run, ruleSets } };
    },
  },
];

function pairsOf({ table, struck, pins }: RunInput, requestId: string) {
  const taken = new Set([...struck, ...pins].filter((one) => one.requestId === requestId).map((one) => one.vacancyId));
  return Array.from({ length: table.vacancyCount }, (_, vacancy) => table.vacancyId(vacancy))
    .filter((vacancyId) => !taken.has(vacancyId))
    .map((vacancyId) => ({ vacancyId, requestId, reason: "conflict-of-interest" as const }));
}

const plain = (result: Result) => JSON.stringify(result);

/** What the verification says of the faulty result; undefined where the fault changes nothing. */
function toldOf(fault: Fault, input: RunInput): ReadonlySet<PropertyId> | undefined {
  const right = allocated(input);
  const made = fault.input ? allocated({ ...input, ...fault.input(input) }).result : right.result;
  const wrong = fault.result?.(made, { ...input, seed: right.seed }) ?? made;
  if (plain(wrong) === plain(right.result)) return undefined;
  const { properties, violations } = verified(right, wrong);
  const broken = new Set(properties.filter(({ held }) => !held).map(({ id }) => id));
  expect(new Set(violations.map(({ property }) => property))).to.deep.equal(broken);
  return broken;
}

describe("faults seeded into a step of the engine", () => {
  const randomRuns = seedsUpTo(12).map((seed): [string, RandomRun] => [
    `seed ${seed}`,
    seed % 3 === 0 ? contrary(randomRun(seed)) : randomRun(seed),
  ]);

  for (const fault of faults) {
    it(`are told by the verification: ${fault.step} (${fault.tells})`, () => {
      let told = 0;
      for (const [name, run] of randomRuns) {
        const broken = toldOf(fault, run);
        if (broken === undefined) continue;
        if (!fault.isSometimesHidden) expect(broken.size, name).to.be.greaterThan(0);
        if (broken.has(fault.tells)) told++;
      }
      expect(told).to.be.greaterThan(0);
    });
  }

  it("are told on a town with the rules of the product", async () => {
    const ruleSets = await demoRuleSets();
    const input = inputOf(cutTown(demoTown(), new Choices(3), 50, 12), ruleSets, "seed");
    const told = faults.flatMap((fault) => {
      const broken = toldOf(fault, input);
      return broken && broken.size > 0 ? [{ fault, broken }] : [];
    });
    expect(told.length).to.be.greaterThan(faults.length / 2);
    for (const { fault, broken } of told) expect([...broken], fault.step).to.include(fault.tells);
  });
});

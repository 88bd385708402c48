import { expect } from "chai";
import fc from "fast-check";
import { shapeFindings } from "../../../src/adapters/rules/rule-shapes.ts";
import { runCases } from "../../../src/domain/rules/cases.ts";
import { kindOfFile } from "../../../src/domain/rules/compile/folder.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import type { RuleFiles } from "../../../src/domain/rules/rule-files.ts";
import { someOf } from "../../support/effort.ts";
import { tinyAsOf, tinyCatalogue, tinyRuleFiles } from "../../support/tiny-rule-set.ts";

/** One change somewhere in the files: which value, counted through all of them, and what becomes of it. */
interface Damage {
  readonly at: number;
  readonly to: unknown;
}

/** Texts and numbers that stand somewhere in the files, so that a change is often still well formed. */
const familiar = [
  "ship.draughtMetres",
  "defined.hands",
  "true",
  "1 / ship.lengthMetres",
  "table('depths', berth.coast, ship.lengthMetres)",
  "table('depths', 'north', 5000)",
  "crew.sailors.all(p, p.bornOn < asOf)",
  "percent(ship.lengthMetres, 9007199254740991)",
  "waiting",
  "lists",
  "berth.coast",
  "2026-01-01",
  "2027-01-01",
  "declared",
  "fog",
];

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(2_000),
  to: fc.oneof(
    fc.constantFrom(...familiar),
    fc.constantFrom(0, -1, 1, 2, 1_000, -1_000_000, 1_000_000),
    fc.constantFrom(undefined, true, false, null, [], {}),
  ),
});

function damaged(files: RuleFiles, { at, to }: Damage): RuleFiles {
  let count = 0;
  const change = (value: unknown): unknown => {
    if (count++ === at) return to;
    if (Array.isArray(value)) return value.map(change).filter((item) => item !== undefined);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
  };
  const contents = files.files.map(({ path, content }) => ({
    path,
    content: JSON.parse(JSON.stringify(change(content) ?? null)),
  }));
  return { ...files, files: contents };
}

/** What a reader would hand over: files of the right shape, and what is wrong with the others. */
function asRead(files: RuleFiles): RuleFiles {
  const checked = files.files.map((file) => {
    return {
      file,
      problems: shapeFindings(kindOfFile(file.path.slice(files.id.length + 1))!, file.path, file.content),
    };
  });
  return {
    id: files.id,
    files: checked.filter(({ problems }) => problems.length === 0).map(({ file }) => file),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

describe("damaged rule files", () => {
  it("never make the compiler throw: they compile, or there is a finding that says why not", () => {
    let sound = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (changes) => {
        const files = asRead(changes.reduce(damaged, tinyRuleFiles()));
        const { ruleSet, cases, findings } = compileRuleSet(files, { catalogue: tinyCatalogue, asOf: tinyAsOf });
        const errors = findings.filter(({ severity }) => severity === "error");
        expect(ruleSet === undefined).to.equal(errors.length > 0);
        for (const { sentence } of findings) expect(sentence).to.match(/^\S.*[.?!)\]]$/s);
        if (ruleSet) {
          sound++;
          runCases(ruleSet, cases, tinyCatalogue, tinyAsOf);
        } else refused++;
      }),
      { numRuns: someOf(80, 200) },
    );
    expect(Math.min(sound, refused)).to.be.greaterThan(10);
  });
});

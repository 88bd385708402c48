import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { runCases } from "../../src/domain/rules/cases.ts";
import { type Compiled, compileRuleSet } from "../../src/domain/rules/compile.ts";
import { compileRun } from "../../src/domain/rules/compile-run.ts";
import type { CheckedExpression } from "../../src/domain/rules/expression.ts";
import type { Finding } from "../../src/domain/rules/finding.ts";
import { evaluate, scopeOf } from "../../src/domain/rules/interpreter.ts";
import { planRuleSet } from "../../src/domain/rules/planner.ts";
import { readerOfRecords } from "../../src/domain/rules/records.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { dayNumberOf } from "../../src/domain/shared/dates.ts";

const asOf = "2026-11-23";
const folders = await readRuleSets(fileURLToPath(new URL("../../rules", import.meta.url)));
const compiledOn = (files: RuleFiles, day: string): Compiled =>
  compileRuleSet(files, { catalogue: factCatalogue, asOf: day });

/** Everything wrong with a rule set and its examples, in words. */
function errorsOf(files: RuleFiles): readonly string[] {
  const { ruleSet, cases, findings } = compiledOn(files, asOf);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (!ruleSet) return errors.map(sentenceOf);
  const byDay = new Map<string, Compiled>();
  const ruleSetOn = (day: string) => {
    if (!byDay.has(day)) byDay.set(day, compiledOn(files, day));
    return byDay.get(day)!.ruleSet;
  };
  return [...errors, ...runCases(ruleSet, cases, factCatalogue, asOf, ruleSetOn).findings].map(sentenceOf);
}

/** Whether a worked example of the reference day that stands for `id` fails under the changed rule set. */
function isNoticed(changed: RuleSet, cases: Compiled["cases"], id: string): boolean {
  const own = cases.filter((example) => example.asOf === asOf && example.covers.includes(id));
  return runCases(changed, own, factCatalogue, asOf).findings.some(({ kind }) => kind === "case-fails");
}

/** The contrary of a checked condition. */
function contraryOf({ text, tree }: CheckedExpression): CheckedExpression {
  return { text: `!(${text})`, tree: { kind: "not", of: tree, type: "bool", span: tree.span } };
}

const never: CheckedExpression = {
  text: "false",
  tree: { kind: "constant", value: false, type: "bool", span: { start: 0, end: 5 } },
};

const sentenceOf = ({ file, pointer, kind, sentence }: Finding) => `${file}${pointer} ${kind}: ${sentence}`;

interface TableContent {
  readonly rows: readonly { readonly at: readonly string[]; readonly cells: readonly number[] }[];
}

const contentOf = <T>(files: RuleFiles, path: string) =>
  files.files.find((file) => file.path === `${files.id}/${path}`)!.content as T;

describe("the rule sets of the product", () => {
  it("are the four that the product comes with", () => {
    expect(folders.map(({ id }) => id)).to.deep.equal([
      "action-coeur-de-ville-2026",
      "als-2026",
      "example-cotation",
      "temporary-occupation-2026",
    ]);
  });

  it("agree on the order of wishes and on the lists of a request", () => {
    expect(compileRun(folders.map((files) => compiledOn(files, asOf).ruleSet!))).to.deep.equal([]);
  });

  for (const files of folders) {
    describe(files.id, () => {
      it("compiles without an error, and every worked example holds", () => {
        expect(errorsOf(files)).to.deep.equal([]);
      });

      it("says why where a value is not confirmed", () => {
        const toConfirm = compiledOn(files, asOf).findings.filter(({ kind }) => kind === "to-confirm");
        expect(toConfirm).not.to.deep.equal([]);
        expect(
          compiledOn(files, asOf).ruleSet!.parameters.filter(({ standing, note }) => standing !== "confirmed" && !note),
        ).to.deep.equal([]);
      });

      it("has an example that fails when a rule says the contrary", () => {
        const { ruleSet, cases } = compiledOn(files, asOf);
        const unnoticed = ruleSet!.eligibility.filter((rule) => {
          const eligibility = ruleSet!.eligibility.map((one) =>
            one === rule ? { ...one, require: contraryOf(one.require) } : one,
          );
          return !isNoticed({ ...ruleSet!, eligibility }, cases, rule.id);
        });
        expect(unnoticed.map(({ id }) => id)).to.deep.equal([]);
      });

      it("has an example that fails when a criterion never applies", () => {
        const { ruleSet, cases } = compiledOn(files, asOf);
        const criteria = ruleSet!.headings.flatMap((heading) => heading.criteria);
        const unnoticed = criteria.filter((criterion) => {
          const headings = ruleSet!.headings.map((heading) => ({
            ...heading,
            criteria: heading.criteria.map((one) => (one === criterion ? { ...one, onlyIf: never } : one)),
          }));
          return !isNoticed({ ...ruleSet!, headings }, cases, criterion.id);
        });
        expect(unnoticed.map(({ id }) => id)).to.deep.equal([]);
      });

      it("shows the limit that is broken when a dwelling is too small or too large", () => {
        const ruleSet = compiledOn(files, asOf).ruleSet!;
        const { require, shows } = ruleSet.eligibility.find(({ id }) => id === "dwelling-size")!;
        const at = ({ tree }: CheckedExpression, rooms: number) => {
          const household = { persons: [{ role: "applicant" }, { role: "partner" }] };
          const facts = { request: { household }, dwelling: { rooms } };
          return evaluate(tree, scopeOf(ruleSet, readerOfRecords(factCatalogue, facts, dayNumberOf(asOf)!)));
        };
        const suited = Array.from({ length: 12 }, (_, i) => i + 1).filter((rooms) => at(require, rooms) === true);
        expect(suited).to.have.length.greaterThan(1);
        expect(at(shows!.threshold!, suited[0]! - 1)).to.equal(suited[0]);
        expect(at(shows!.threshold!, suited.at(-1)! + 1)).to.equal(suited.at(-1));
      });

      it("finds the vacancies of a request by place, never by trying all", () => {
        const { lookup } = planRuleSet(compiledOn(files, asOf).ruleSet!, factCatalogue);
        expect(lookup?.ways.map(({ atom }) => atom.kind)).to.deep.equal(["member", "member", "near"]);
      });

      it("presents three candidates to a social landlord, one to a private owner, or as many as the vacancy asks", () => {
        const ruleSet = compiledOn(files, asOf).ruleSet!;
        const placesOf = (vacancy: object, kind: string) =>
          evaluate(
            ruleSet.assignment.places.tree,
            scopeOf(ruleSet, readerOfRecords(factCatalogue, { vacancy, landlord: { kind } }, dayNumberOf(asOf)!)),
          );
        expect(placesOf({}, "social")).to.equal(3);
        expect(placesOf({}, "private")).to.equal(1);
        expect(placesOf({ places: 5 }, "private")).to.equal(5);
      });
    });
  }

  it("keep the PLS ceilings at 130 % of the PLUS ceilings, to the nearest euro", () => {
    const { parameters } = contentOf<{ parameters: { id: string; values: { table: TableContent }[] }[] }>(
      folders.find(({ id }) => id === "als-2026")!,
      "parameters/ceilings.json",
    );
    const rowsOf = (wanted: string) => parameters.find(({ id }) => id === wanted)!.values[0]!.table.rows;
    const raised = rowsOf("plus-ceilings").map(({ at, cells }) => ({
      at,
      cells: cells.map((cell) => Math.floor((cell * 13 + 5) / 10)),
    }));
    expect(rowsOf("pls-ceilings").map(({ at, cells }) => ({ at, cells }))).to.deep.equal(raised);
  });
});

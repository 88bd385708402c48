import { expect } from "chai";
import { factCatalogue } from "../../../../src/domain/facts/catalogue.ts";
import { compileRuleSet } from "../../../../src/domain/rules/compile.ts";
import type { Finding } from "../../../../src/domain/rules/finding.ts";
import type { LeverEntry, RuleEntry, TableEntry } from "../../../../src/domain/rules/rule-files.ts";
import {
  criterionOf,
  definitionOf,
  headingOf,
  parameterOf,
  type RuleParts,
  ruleFilesOf,
  ruleOf,
  tableOf,
  targetOf,
} from "../../../support/rule-files.ts";

function findingsOf(parts: RuleParts): readonly Finding[] {
  return compileRuleSet(ruleFilesOf(parts), { catalogue: factCatalogue, asOf: "2026-11-23" }).findings;
}

function kindsOf(parts: RuleParts): string[] {
  return findingsOf(parts).map((finding) => `${finding.kind} ${finding.file}${finding.pointer}`);
}

const rule = (require: string, more: Partial<RuleEntry> = {}): RuleParts => ({ rules: [ruleOf(require, more)] });
const when = (condition: string, more: Partial<RuleParts> = {}): RuleParts => ({
  headings: [headingOf([criterionOf({ when: { condition, points: 10 } })])],
  ...more,
});
const bands = (value: string, list: readonly { from?: number; to?: number; points: number }[]): RuleParts => ({
  headings: [headingOf([criterionOf({ bands: { value, bands: list } })])],
});

/** What compiles without a finding beside what gives exactly one, of the kind and at the place named. */
interface Contrast {
  readonly title: string;
  readonly sound: RuleParts;
  readonly broken: RuleParts;
  readonly finding: string;
}

const REQUIRE = "small/eligibility.json/rules/0/require";
const SCALE = "small/scoring.json/headings/0/criteria/0";

const unreachable: Contrast[] = [
  {
    title: "a rule that nobody fulfils",
    sound: rule("dwelling.rooms >= 12"),
    broken: rule("dwelling.rooms >= 13"),
    finding: `unreachable-condition ${REQUIRE}`,
  },
  {
    title: "a rule that refuses nobody",
    sound: rule("dwelling.rooms > 1"),
    broken: rule("dwelling.rooms >= 1"),
    finding: `unreachable-condition ${REQUIRE}`,
  },
  {
    title: "an enumeration already excluded on the left of an and",
    sound: rule('landlord.kind == "social" || landlord.kind == "private" && dwelling.rooms > 1'),
    broken: rule('landlord.kind == "social" && landlord.kind == "private" || dwelling.rooms > 1'),
    finding: `unreachable-condition ${REQUIRE}`,
  },
  {
    title: "an operand of an or that the operand before it covers",
    sound: rule("dwelling.rooms > 5 || dwelling.floor > 3", { needs: ["dwelling.floor"] }),
    broken: rule("dwelling.rooms > 3 || dwelling.rooms > 5"),
    finding: `unreachable-condition ${REQUIRE}`,
  },
  {
    title: "a choice whose condition no narrowed definition fulfils",
    sound: when("(defined.size > 19 ? dwelling.rooms > 3 : dwelling.rooms > 2)", {
      definitions: [definitionOf("size", "size(household.persons)")],
    }),
    broken: when("(defined.size > 20 ? dwelling.rooms > 3 : dwelling.rooms > 2)", {
      definitions: [definitionOf("size", "size(household.persons)")],
    }),
    finding: `unreachable-condition ${SCALE}/when/condition`,
  },
  {
    title: "a criterion whose heading already excludes it",
    sound: {
      headings: [
        headingOf([criterionOf({ when: { condition: "dwelling.rooms == 3", points: 10 } })], {
          onlyIf: "dwelling.rooms >= 3",
        }),
      ],
    },
    broken: {
      headings: [
        headingOf([criterionOf({ when: { condition: "dwelling.rooms == 2", points: 10 } })], {
          onlyIf: "dwelling.rooms >= 3",
        }),
      ],
    },
    finding: `unreachable-condition ${SCALE}/when/condition`,
  },
  {
    title: "a person in two roles, though two persons may have them",
    sound: rule(
      'household.persons.exists(p, p.role == "applicant") && household.persons.exists(q, q.role == "partner")',
    ),
    broken: rule('household.persons.exists(p, p.role == "applicant" && p.role == "partner")'),
    finding: `unreachable-condition ${REQUIRE}`,
  },
  {
    title: "a band below every value",
    sound: bands("dwelling.rooms", [
      { to: 2, points: 0 },
      { from: 2, points: 10 },
    ]),
    broken: bands("dwelling.rooms", [
      { to: 1, points: 0 },
      { from: 1, points: 10 },
    ]),
    finding: `unreachable-condition ${SCALE}/bands/bands/0`,
  },
  {
    title: "a vacancy of another programme than those of the rule set",
    sound: rule('agreement.programme == "social-flow" && dwelling.rooms > 1'),
    broken: rule('agreement.programme == "social-stock" || dwelling.rooms > 1'),
    finding: `unreachable-condition ${REQUIRE}`,
  },
];

const fundingTable: TableEntry = {
  keys: [
    { name: "funding", values: ["plai", "plus"] },
    { name: "rooms", from: 1, to: 3 },
  ],
  rows: [
    { at: ["plai"], cells: [1, 2, 3] },
    { at: ["plus"], cells: [4, 5, 6] },
  ],
};
const onFunding = (condition: string, table = fundingTable): RuleParts => ({
  ...when(condition),
  parameters: [tableOf("by-funding", table)],
});

const arithmetic: Contrast[] = [
  {
    title: "a product beyond the exact whole numbers",
    sound: when("dwelling.rentCentsPerMonth * 4503599 > 12"),
    broken: when("dwelling.rentCentsPerMonth * 4503600 > 12"),
    finding: `may-overflow ${SCALE}/when/condition`,
  },
  {
    title: "a divisor that can be 0",
    sound: when("dwelling.rentCentsPerMonth == 0 || 100000 / dwelling.rentCentsPerMonth > 3"),
    broken: when("100000 / dwelling.rentCentsPerMonth > 3"),
    finding: `division-by-zero ${SCALE}/when/condition`,
  },
  {
    title: "a text that a table has no cell for",
    sound: onFunding(
      'dwelling.funding in ["plai", "plus"] && dwelling.rooms < 4 && table("by-funding", dwelling.funding, dwelling.rooms) > 2',
    ),
    broken: onFunding(
      'dwelling.funding in ["plai", "plus", "pls"] && dwelling.rooms < 4 && table("by-funding", dwelling.funding, dwelling.rooms) > 2',
    ),
    finding: `table-without-key ${SCALE}/when/condition`,
  },
  {
    title: "a number that a table has no cell for",
    sound: onFunding('dwelling.funding == "plai" && table("by-funding", "plai", least(dwelling.rooms, 3)) > 2'),
    broken: onFunding('dwelling.funding == "plai" && table("by-funding", "plai", least(dwelling.rooms, 4)) > 2'),
    finding: `table-without-key ${SCALE}/when/condition`,
  },
  {
    title: "a combination of keys without a row",
    sound: onFunding(
      'dwelling.funding == "plai" && dwelling.rooms < 4 && table("by-funding", dwelling.funding, dwelling.rooms) > 2',
      {
        ...fundingTable,
        rows: fundingTable.rows.slice(0, 1),
      },
    ),
    broken: onFunding(
      'dwelling.funding in ["plai", "plus"] && dwelling.rooms < 4 && table("by-funding", dwelling.funding, dwelling.rooms) > 2',
      {
        ...fundingTable,
        rows: fundingTable.rows.slice(0, 1),
      },
    ),
    finding: `table-without-key ${SCALE}/when/condition`,
  },
];

const points = (maximumPoints: number, minimumPoints?: number) =>
  minimumPoints === undefined ? { maximumPoints } : { maximumPoints, minimumPoints };
const scaled = (more: Parameters<typeof criterionOf>[0], heading: Parameters<typeof headingOf>[1] = {}): RuleParts => ({
  headings: [headingOf([criterionOf(more)], heading)],
});
const curve = {
  value: "dwelling.rooms",
  at: [
    { value: 1, points: 0 },
    { value: 13, points: 11 },
  ],
};
const perMonth = {
  months: "months(request.filedOn, asOf)",
  points: 1,
  cap: 36,
  bonus: { moreThanMonths: 36, points: 20 },
};

const scales: Contrast[] = [
  {
    title: "a value between two bands",
    sound: bands("dwelling.rooms", [
      { to: 3, points: 0 },
      { from: 3, to: 12, points: 5 },
      { from: 12, points: 10 },
    ]),
    broken: bands("dwelling.rooms", [
      { to: 3, points: 0 },
      { from: 4, to: 12, points: 5 },
      { from: 12, points: 10 },
    ]),
    finding: `gap-in-bands ${SCALE}/bands/bands`,
  },
  {
    title: "the highest value outside the last band",
    sound: bands("dwelling.rooms", [
      { to: 3, points: 0 },
      { from: 3, to: 13, points: 5 },
    ]),
    broken: bands("dwelling.rooms", [
      { to: 3, points: 0 },
      { from: 3, to: 12, points: 5 },
    ]),
    finding: `gap-in-bands ${SCALE}/bands/bands`,
  },
  {
    title: "a value in two bands",
    sound: bands("dwelling.rooms", [
      { to: 3, points: 0 },
      { from: 3, points: 5 },
    ]),
    broken: bands("dwelling.rooms", [
      { to: 4, points: 0 },
      { from: 3, points: 5 },
    ]),
    finding: `overlap-in-bands ${SCALE}/bands/bands/1`,
  },
  {
    title: "points of a condition above the maximum",
    sound: scaled({ when: { condition: "dwelling.rooms > 2", points: 10 } }),
    broken: scaled({ when: { condition: "dwelling.rooms > 2", points: 11 } }),
    finding: `above-maximum ${SCALE}/when`,
  },
  {
    title: "points of a penalty below the minimum",
    sound: scaled({ when: { condition: "dwelling.rooms > 2", points: -5 }, ...points(0, -5) }),
    broken: scaled({ when: { condition: "dwelling.rooms > 2", points: -6 }, ...points(0, -5) }),
    finding: `above-maximum ${SCALE}/when`,
  },
  {
    title: "a curve above the maximum where its value can be",
    sound: scaled({ curve, ...points(10) }),
    broken: scaled({ curve, ...points(9) }),
    finding: `above-maximum ${SCALE}/curve`,
  },
  {
    title: "months with their bonus above the maximum",
    sound: scaled({ perMonth, ...points(56) }),
    broken: scaled({ perMonth, ...points(55) }),
    finding: `above-maximum ${SCALE}/perMonth`,
  },
  {
    title: "a criterion above the maximum of its heading",
    sound: scaled({ when: { condition: "dwelling.rooms > 2", points: 10 } }, { maximumPoints: 10 }),
    broken: scaled({ when: { condition: "dwelling.rooms > 2", points: 10 } }, { maximumPoints: 9 }),
    finding: `above-maximum ${SCALE}`,
  },
  {
    title: "points beyond what points may be",
    sound: scaled({ when: { condition: "dwelling.rooms > 2", points: 5 }, ...points(1_000_000) }),
    broken: {
      headings: [
        headingOf([criterionOf({ when: { condition: "dwelling.rooms > 2", points: 5 }, ...points(1_000_000) })]),
        headingOf([criterionOf({ id: "other", when: { condition: "dwelling.rooms > 2", points: 1 }, ...points(1) })], {
          id: "last",
        }),
      ],
    },
    finding: "may-overflow small/scoring.json/headings/0",
  },
  {
    // 1,000,001 x 2,146 + 1,000,000 is below 2^31, one class more is not.
    title: "classes beyond what an order key holds exactly",
    sound: {
      ...scaled({ when: { condition: "dwelling.rooms > 2", points: 5 }, ...points(1_000_000) }),
      targets: [targetOf({ priorityClass: "request.isDaloRecognised ? 2146 : 0" })],
    },
    broken: {
      ...scaled({ when: { condition: "dwelling.rooms > 2", points: 5 }, ...points(1_000_000) }),
      targets: [targetOf({ priorityClass: "request.isDaloRecognised ? 2147 : 0" })],
    },
    finding: "may-overflow small/assignment.json/targets/0/priorityClass",
  },
];

const income = "household.referenceIncomeCentsPerYear";
const guards: Contrast[] = [
  {
    title: "an optional fact that is neither guarded nor needed",
    sound: rule(`${income} < 5`, { needs: [income] }),
    broken: rule(`${income} < 5`),
    finding: `unguarded-fact ${REQUIRE}`,
  },
  {
    title: "an optional fact guarded only in another operand of an or",
    sound: rule(`!has(${income}) || ${income} < 5`),
    broken: rule(`(dwelling.rooms > 2 && has(${income})) || ${income} < 5`),
    finding: `unguarded-fact ${REQUIRE}`,
  },
  {
    title: "an optional fact read in the branch where it is absent",
    sound: rule(`has(${income}) ? ${income} < 5 : dwelling.rooms > 2`),
    broken: rule(`has(${income}) ? dwelling.rooms > 2 : ${income} < 5`),
    finding: `unguarded-fact ${REQUIRE}`,
  },
  {
    title: "an optional fact read through a definition",
    sound: { ...rule(`has(${income}) && defined.income < 5`), definitions: [definitionOf("income", `${income} + 1`)] },
    broken: { ...rule("defined.income < 5"), definitions: [definitionOf("income", `${income} + 1`)] },
    finding: `unguarded-fact ${REQUIRE}`,
  },
  {
    title: "an optional field of a person",
    sound: rule("household.persons.exists(p, has(p.bornOn) && age(p.bornOn, asOf) < 30)"),
    broken: rule("household.persons.exists(p, age(p.bornOn, asOf) < 30)"),
    finding: `unguarded-fact ${REQUIRE}`,
  },
  {
    title: "a need that the rule never reads",
    sound: rule("dwelling.floor > 2", { needs: ["dwelling.floor"] }),
    broken: rule("dwelling.rooms > 2", { needs: ["dwelling.floor"] }),
    finding: "unguarded-fact small/eligibility.json/rules/0",
  },
];

const withoutBasis = <T extends { legalBasis?: unknown }>(entry: T): T => {
  const { legalBasis: _, ...rest } = entry;
  return rest as T;
};
const income5 = `has(${income}) && ${income} < 5`;
const protectedReads: Contrast[] = [
  {
    title: "a rule that reads a protected fact",
    sound: rule(income5),
    broken: { rules: [withoutBasis(ruleOf(income5))] },
    finding: "protected-fact small/eligibility.json/rules/0",
  },
  {
    title: "a criterion that reads a protected fact through a definition",
    sound: { ...when("defined.isPoor"), definitions: [definitionOf("isPoor", income5)] },
    broken: {
      headings: [headingOf([withoutBasis(criterionOf({ when: { condition: "defined.isPoor", points: 10 } }))])],
      definitions: [definitionOf("isPoor", income5)],
    },
    finding: `protected-fact ${SCALE}`,
  },
  {
    title: "a definition that reads a protected fact",
    sound: { definitions: [definitionOf("isPoor", income5)] },
    broken: { definitions: [withoutBasis(definitionOf("isPoor", income5))] },
    finding: "protected-fact small/definitions.json/definitions/0",
  },
  {
    title: "a target that reads a protected fact",
    sound: { targets: [targetOf({ priorityClass: `${income5} ? 1 : 0` })] },
    broken: { targets: [withoutBasis(targetOf({ priorityClass: `${income5} ? 1 : 0` }))] },
    finding: "protected-fact small/assignment.json/targets/0",
  },
];

const sentence = { fr: "Ajouter {value}", en: "Add {value}" };
const lever = (fact: string, change: Partial<LeverEntry>): RuleParts => ({
  levers: [{ id: "lever", fact, ...change, sentence }],
});
const LEVER = "lever-not-lawful small/assignment.json/levers/0";

const levers: Contrast[] = [
  {
    title: "a lever that adds a text the list cannot hold",
    sound: lever("request.validatedProofs", { add: ["tax-notice"] }),
    broken: lever("request.validatedProofs", { add: ["tax-notice", "passport"] }),
    finding: LEVER,
  },
  {
    title: "a lever that adds a fact which is no text",
    sound: lever("request.wishedCommunes", { addFrom: "dwelling.communeCode" }),
    broken: lever("request.wishedCommunes", { addFrom: "dwelling.rooms" }),
    finding: LEVER,
  },
  {
    title: "a lever that raises what is no number",
    sound: lever("request.rentLimitCentsPerMonth", { raise: { step: 1_000, bound: 90_000 } }),
    broken: lever("request.wishedCommunes", { raise: { step: 1_000, bound: 90_000 } }),
    finding: LEVER,
  },
  {
    title: "a lever that sets a fact to a value of another type",
    sound: lever("request.hasEmployerConsent", { set: true }),
    broken: lever("request.hasEmployerConsent", { set: "yes" }),
    finding: LEVER,
  },
  {
    title: "a lever on a fact the applicant cannot change",
    sound: { levers: [{ id: "lever", fact: "request.hasUniqueNumber", set: true, sentence }] },
    broken: { levers: [{ id: "lever", fact: "request.hasLiveOffer", set: false, sentence }] },
    finding: "lever-not-lawful small/assignment.json/levers/0",
  },
  {
    title: "a lever on a protected fact",
    sound: {
      levers: [{ id: "lever", fact: "request.searchRadiusMetres", raise: { step: 5_000, bound: 500_000 }, sentence }],
    },
    broken: { levers: [{ id: "lever", fact: income, lower: { step: 5_000, bound: 0 }, sentence }] },
    finding: "lever-not-lawful small/assignment.json/levers/0",
  },
  {
    title: "a lever beyond the range of its fact",
    sound: {
      levers: [{ id: "lever", fact: "request.searchRadiusMetres", lower: { step: 5_000, bound: 0 }, sentence }],
    },
    broken: {
      levers: [{ id: "lever", fact: "request.searchRadiusMetres", raise: { step: 5_000, bound: 500_001 }, sentence }],
    },
    finding: "lever-not-lawful small/assignment.json/levers/0",
  },
];

describe("analysis of a compiled rule set", () => {
  const groups = { unreachable, arithmetic, scales, guards, protectedReads, levers };
  for (const [group, contrasts] of Object.entries(groups)) {
    describe(group, () => {
      for (const { title, sound, broken, finding } of contrasts) {
        it(`finds ${title}, and nothing just on the other side`, () => {
          expect(kindsOf(sound)).to.deep.equal([]);
          expect(kindsOf(broken)).to.deep.equal([finding]);
        });
      }
    });
  }

  it("names the value, what it can be and the place in the expression", () => {
    const [finding] = findingsOf(rule("dwelling.floor > 3 || dwelling.rooms > 12", { needs: ["dwelling.floor"] }));
    expect(finding).to.include({
      severity: "error",
      kind: "unreachable-condition",
      file: "small/eligibility.json",
      pointer: "/rules/0/require",
      position: 22,
      sentence:
        '"dwelling.rooms > 12" is never true: here dwelling.rooms can only be 1 to 12. Maybe correct the value it is compared with, or remove the condition.',
    });
  });

  it("names the optional fact and how to guard it", () => {
    const [finding] = findingsOf(rule("household.persons.all(p, age(p.bornOn, asOf) < 30)"));
    expect(finding?.sentence).to.equal(
      'The rule rule reads household.persons.bornOn, which may be absent. Maybe add "household.persons.bornOn" to its needs, or guard it: has(household.persons.bornOn) && ….',
    );
  });

  it("does not take a switch that is off today for a mistake", () => {
    const switched = { ...when('value("is-open") && dwelling.rooms > 2'), parameters: [parameterOf("is-open", false)] };
    expect(kindsOf(switched)).to.deep.equal([]);
  });

  it("names the key for which a table has no cell", () => {
    const [finding] = findingsOf(
      onFunding('dwelling.rooms < 4 && table("by-funding", dwelling.funding, dwelling.rooms) > 2'),
    );
    expect(finding?.sentence).to.contain('"by-funding"').and.to.contain('"pls", "lli"');
  });

  it("writes a table with one more of out to the largest key that can be asked for", () => {
    const keys = [{ name: "size", from: 1, to: 2, beyond: "increment" }] as const;
    const table = tableOf("by-size", { keys, rows: [{ at: [], cells: [10, 20], increment: 7 }] });
    const parts = { ...when('table("by-size", size(household.persons)) > 25'), parameters: [table] };
    const { ruleSet, findings } = compileRuleSet(ruleFilesOf(parts), { catalogue: factCatalogue, asOf: "2026-11-23" });
    expect(findings).to.deep.equal([]);
    expect(ruleSet?.tables[0]?.cells).to.have.length(20);
    expect(ruleSet?.tables[0]?.cells.at(-1)).to.equal(20 + 18 * 7);
  });

  it("looks at thirty choices nested in each other's conditions without taking exponential time", () => {
    let condition = "dwelling.rooms > 1";
    for (let i = 0; i < 30; i++)
      condition = `(${condition}) ? dwelling.rooms > ${i % 10} : dwelling.rooms < ${(i % 7) + 2}`;
    expect(kindsOf(rule(condition))).to.deep.equal([]);
  }).timeout(5_000);

  it("refuses seniority by a protected fact", () => {
    expect(
      kindsOf({ seniority: "has(household.isStayLawful) && household.isStayLawful ? request.filedOn : asOf" }),
    ).to.deep.equal(["protected-fact small/assignment.json/seniority"]);
  });
});

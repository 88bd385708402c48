import { expect } from "chai";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { compileRuleSet } from "../../../src/domain/rules/compile.ts";
import { diffRuleSets, type RuleSetDifference } from "../../../src/domain/rules/diff.ts";
import type { RuleSet } from "../../../src/domain/rules/rule-set.ts";
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
} from "../../support/rule-files.ts";

const sentence = { fr: "Ajouter {value}", en: "Add {value}" };
const rentTable = (cell: number, plus = true) =>
  tableOf("rent-ceilings", {
    keys: [
      { name: "funding", values: plus ? ["plai", "plus"] : ["plai"], other: true },
      { name: "rooms", from: 1, to: 2, beyond: "last" },
    ],
    rows: [
      { at: ["plai"], cells: [100, 110] },
      ...(plus ? [{ at: ["plus"], cells: [120, cell] }] : []),
      { at: ["*"], cells: [0, 0] },
    ],
  });

const ceiling = parameterOf("ceiling", 100);
const sectors = parameterOf("sectors", ["public"]);
const rents = rentTable(130);
const rentRule = ruleOf(
  'defined.rent <= value("ceiling") && has(employer.sector) && employer.sector in list("sectors")',
  {
    id: "rent",
  },
);
const tableRule = ruleOf('table("rent-ceilings", dwelling.funding, least(dwelling.rooms, 2)) < 105', { id: "table" });

const PARTS = {
  parameters: [ceiling, sectors, rents],
  definitions: [definitionOf("rent", "dwelling.rentCentsPerMonth + dwelling.chargesCentsPerMonth")],
  rules: [rentRule, tableRule],
  headings: [
    headingOf([
      criterionOf({ id: "big", when: { condition: "dwelling.rooms > 3", points: 10 } }),
      criterionOf({
        id: "small",
        bands: {
          value: "dwelling.rooms",
          bands: [
            { to: 2, points: 10 },
            { from: 2, points: 0 },
          ],
        },
      }),
    ]),
  ],
  targets: [targetOf()],
  levers: [
    { id: "number", fact: "request.hasUniqueNumber", set: true, sentence },
    { id: "radius", fact: "request.searchRadiusMetres", raise: { step: 5_000, bound: 60_000 }, sentence },
  ],
} satisfies RuleParts;

function compiled(parts: RuleParts): RuleSet {
  const { ruleSet, findings } = compileRuleSet(ruleFilesOf(parts), { catalogue: factCatalogue, asOf: "2026-11-23" });
  expect(findings).to.deep.equal([]);
  return ruleSet!;
}

function diff(change: RuleParts): RuleSetDifference[] {
  return diffRuleSets(compiled(PARTS), compiled({ ...PARTS, ...change }), factCatalogue);
}

describe("differences of two rule sets", () => {
  it("are none for the same rules", () => {
    expect(diff({})).to.deep.equal([]);
  });

  it("name the version", () => {
    expect(diff({ version: "1.1.0" })).to.deep.equal([
      { subject: "rule-set", id: "small", kind: "changed", field: "version", before: "1.0.0", after: "1.1.0" },
    ]);
  });

  it("name a parameter once, with its value before and after", () => {
    expect(diff({ parameters: [parameterOf("ceiling", 120), sectors, rents] })).to.deep.equal([
      { subject: "parameter", id: "ceiling", kind: "changed", field: "value", before: 100, after: 120 },
    ]);
    expect(diff({ parameters: [ceiling, parameterOf("sectors", ["public", "agricultural"]), rents] })).to.deep.equal([
      {
        subject: "parameter",
        id: "sectors",
        kind: "changed",
        field: "value",
        before: ["public"],
        after: ["public", "agricultural"],
      },
    ]);
  });

  it("name the cell of a table by its keys, also one that has gone", () => {
    const cell = { subject: "table", id: "rent-ceilings", kind: "cell-changed" } as const;
    expect(diff({ parameters: [ceiling, sectors, rentTable(140)] })).to.deep.equal([
      { ...cell, at: ["plus", 2], before: 130, after: 140 },
    ]);
    expect(diff({ parameters: [ceiling, sectors, rentTable(0, false)] })).to.deep.equal([
      { ...cell, at: ["plus", 1], before: 120 },
      { ...cell, at: ["plus", 2], before: 130 },
    ]);
  });

  it("name the text of a rule, its needs and its reason", () => {
    const changed = ruleOf("defined.rent <= 5 && dwelling.floor > 1", {
      id: "rent",
      needs: ["dwelling.floor"],
      reason: { fr: "Trop haut.", en: "Too high." },
    });
    const rule = { subject: "rule", id: "rent", kind: "changed" } as const;
    const found = diff({ rules: [changed, tableRule] }).filter((difference) => difference.subject === "rule");
    expect(found).to.deep.equal([
      { ...rule, field: "require", before: rentRule.require, after: changed.require },
      { ...rule, field: "needs", before: [], after: ["dwelling.floor"] },
      { ...rule, field: "reason", before: rentRule.reason, after: changed.reason },
    ]);
  });

  it("name criteria added, removed, changed and in another order", () => {
    const [big, small] = PARTS.headings[0]!.criteria;
    const more = criterionOf({ id: "more", when: { condition: "dwelling.rooms > 5", points: 3 }, maximumPoints: 3 });
    const fewer = { ...big!, when: { condition: "dwelling.rooms > 3", points: 8 }, maximumPoints: 8 };
    const title = { fr: "Titre", en: "Title" };
    expect(diff({ headings: [headingOf([fewer, more])] })).to.deep.equal([
      { subject: "rule-set", id: "small", kind: "changed", field: "maximumPoints", before: 20, after: 11 },
      { subject: "heading", id: "heading", kind: "changed", field: "maximumPoints", before: 20, after: 11 },
      { subject: "criterion", id: "big", kind: "changed", field: "points", before: 10, after: 8 },
      { subject: "criterion", id: "big", kind: "changed", field: "maximumPoints", before: 10, after: 8 },
      { subject: "criterion", id: "more", kind: "added", after: title },
      { subject: "criterion", id: "small", kind: "removed", before: title },
    ]);
    expect(diff({ headings: [headingOf([small!, big!])] })).to.deep.equal([
      { subject: "criterion", id: "small", kind: "reordered", before: ["big", "small"], after: ["small", "big"] },
    ]);
  });

  it("name the bands of a criterion, and a scale of another kind", () => {
    const [big] = PARTS.headings[0]!.criteria;
    const bands = [
      { to: 3, points: 10 },
      { from: 3, points: 0 },
    ];
    const criterion = { subject: "criterion", id: "small", kind: "changed" } as const;
    const other = criterionOf({ id: "small", bands: { value: "dwelling.rooms", bands } });
    expect(diff({ headings: [headingOf([big!, other])] })).to.deep.equal([
      {
        ...criterion,
        field: "bands",
        before: [
          { to: 2, points: 10 },
          { from: 2, points: 0 },
        ],
        after: bands,
      },
    ]);
    const kind = criterionOf({ id: "small", when: { condition: "dwelling.rooms < 2", points: 10 } });
    expect(
      diff({ headings: [headingOf([big!, kind])] }).map(({ field, before, after }) => [field, before, after]),
    ).to.deep.equal([
      ["scale", "bands", "when"],
      ["value", "dwelling.rooms", undefined],
      [
        "bands",
        [
          { to: 2, points: 10 },
          { from: 2, points: 0 },
        ],
        undefined,
      ],
      ["condition", undefined, "dwelling.rooms < 2"],
      ["points", undefined, 10],
    ]);
  });

  it("name a definition, the share of a target, a lever and seniority", () => {
    const shares = [...PARTS.parameters, parameterOf("other-share", 3_000)];
    const found = diff({
      parameters: shares,
      definitions: [definitionOf("rent", "dwelling.rentCentsPerMonth")],
      targets: [targetOf({ share: { parameter: "other-share" } })],
      levers: [...PARTS.levers].reverse(),
      seniority: "request.validUntil",
    });
    expect(found).to.deep.equal([
      { subject: "parameter", id: "other-share", kind: "added", after: { fr: "Titre", en: "Title" } },
      {
        subject: "definition",
        id: "rent",
        kind: "changed",
        field: "value",
        before: PARTS.definitions[0]!.value,
        after: "dwelling.rentCentsPerMonth",
      },
      {
        subject: "assignment",
        id: "small",
        kind: "changed",
        field: "seniority",
        before: "request.filedOn",
        after: "request.validUntil",
      },
      { subject: "target", id: "target", kind: "changed", field: "shareBasisPoints", before: 2_500, after: 3_000 },
      { subject: "lever", id: "small", kind: "reordered", before: ["number", "radius"], after: ["radius", "number"] },
    ]);
  });

  it("turn round with the rule sets: what was added is removed", () => {
    const other = compiled({ ...PARTS, rules: PARTS.rules.slice(0, 1), version: "2.0.0" });
    const forth = diffRuleSets(compiled(PARTS), other, factCatalogue);
    const back = diffRuleSets(other, compiled(PARTS), factCatalogue);
    const turned = { added: "removed", removed: "added" } as Record<string, string>;
    expect(back.map(({ subject, id, kind }) => [subject, id, kind])).to.deep.equal(
      forth.map(({ subject, id, kind }) => [subject, id, turned[kind] ?? kind]),
    );
    expect(forth.some((difference) => difference.kind === "removed")).to.equal(true);
  });
});

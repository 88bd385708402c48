import { expect } from "chai";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { checkExpression } from "../../../src/domain/rules/check-expression.ts";
import type { Expression, ValueType } from "../../../src/domain/rules/expression.ts";
import type { ExpressionContext } from "../../../src/domain/rules/lowering/expression-context.ts";

const context: ExpressionContext = {
  catalogue: factCatalogue,
  definitions: [
    { id: "size", type: "int" },
    { id: "zone", type: "text", texts: ["north", "south"] },
    { id: "isBroken" },
    { id: "since", type: "day" },
  ],
  parameters: new Map<string, number | boolean | string | readonly (number | string)[]>([
    ["limit", 30],
    ["is-open", true],
    ["mode", "strict"],
    ["towns", ["02408", "59350"]],
    ["sizes", [1, 2]],
    ["fundings", ["plai", "pluss"]],
  ]),
  tables: [
    {
      id: "ceilings",
      keys: [
        { kind: "texts", values: ["north", "south"], hasOther: false },
        { kind: "range", from: 1, to: 6 },
      ],
      type: "int",
      texts: [],
    },
    {
      id: "zones",
      keys: [{ kind: "texts", values: ["a", "b1"], hasOther: true }],
      type: "text",
      texts: ["tense", "calm"],
    },
  ],
};

const all: readonly ValueType[] = ["int", "bool", "text", "day", "position", "texts", "ints", "persons"];

function check(text: string, expected = all) {
  return checkExpression(text, context, expected);
}

/** The tree as a line: kinds and values, without places. */
function shape(tree: Expression | undefined): string {
  if (!tree) return "none";
  const name = (index: number) => factCatalogue.facts[index]!.name;
  switch (tree.kind) {
    case "constant":
      return tree.parameter ? `${tree.parameter}=${tree.value}` : JSON.stringify(tree.value);
    case "constant-list":
      return `[${tree.values.join(" ")}]`;
    case "fact":
      return name(tree.fact);
    case "as-of":
      return "asOf";
    case "person":
      return `person.${tree.field}`;
    case "defined":
      return `defined.${context.definitions[tree.definition]!.id}`;
    case "has":
    case "not":
      return `${tree.kind}(${shape(tree.of)})`;
    case "and":
    case "or":
      return `${tree.kind}(${tree.of.map(shape).join(", ")})`;
    case "choose":
      return `choose(${shape(tree.condition)}, ${shape(tree.then)}, ${shape(tree.otherwise)})`;
    case "compare":
    case "arithmetic":
      return `(${shape(tree.left)} ${tree.operator} ${shape(tree.right)})`;
    case "member":
      return `(${shape(tree.item)} in ${shape(tree.list)})`;
    case "size":
      return `size(${shape(tree.list)})`;
    case "exists":
    case "all":
    case "count":
      return `${tree.kind}(${shape(tree.persons)}, ${shape(tree.where)})`;
    case "table":
      return `table${tree.table}(${tree.keys.map(shape).join(", ")})`;
    case "call":
      return `${tree.function}(${tree.arguments.map(shape).join(", ")})`;
  }
}

const accepted: readonly (readonly [text: string, type: ValueType, shape: string])[] = [
  ["1", "int", "1"],
  ["-5", "int", "-5"],
  ["0x10", "int", "16"],
  ["9007199254740991", "int", "9007199254740991"],
  ["'a\\'b'", "text", `"a'b"`],
  ['"é"', "text", '"é"'],
  ["true && false && true", "bool", "and(true, false, true)"],
  ["true && (false && true) || false", "bool", "or(and(true, false, true), false)"],
  ["!true", "bool", "not(true)"],
  ["1 + 2 * 3 - 4 / 5 % 6", "int", "((1 + (2 * 3)) - ((4 / 5) % 6))"],
  ["-dwelling.rooms", "int", "(0 - dwelling.rooms)"],
  ["- value('limit')", "int", "(0 - limit=30)"],
  ["dwelling.rooms >= 3 ? 1 : 2", "int", "choose((dwelling.rooms >= 3), 1, 2)"],
  ["request.filedOn < asOf", "bool", "(request.filedOn < asOf)"],
  ["request.filedOn != day('2026-01-01')", "bool", "(request.filedOn != 20454)"],
  ["defined.since == asOf", "bool", "(defined.since == asOf)"],
  ["dwelling.funding == 'plai'", "bool", '(dwelling.funding == "plai")'],
  ["dwelling.communeCode in request.wishedCommunes", "bool", "(dwelling.communeCode in request.wishedCommunes)"],
  ["dwelling.communeCode in list('towns')", "bool", "(dwelling.communeCode in [02408 59350])"],
  ["dwelling.rooms in [1, 2, 3]", "bool", "(dwelling.rooms in [1 2 3])"],
  ["dwelling.rooms in list('sizes')", "bool", "(dwelling.rooms in [1 2])"],
  ["'disability' in request.provenPriorities", "bool", '("disability" in request.provenPriorities)'],
  ["dwelling.funding in ['plai', 'plus']", "bool", "(dwelling.funding in [plai plus])"],
  ["dwelling.communeCode in []", "bool", "(dwelling.communeCode in [])"],
  ["value('mode') == 'loose'", "bool", '(mode=strict == "loose")'],
  ["value('is-open')", "bool", "is-open=true"],
  ["list('sizes')", "ints", "[1 2]"],
  ["size(list('towns'))", "int", "2"],
  [
    "size(household.persons) + request.wishedCommunes.size()",
    "int",
    "(size(household.persons) + size(request.wishedCommunes))",
  ],
  ["household.persons.exists(p, p.role == 'partner')", "bool", 'exists(household.persons, (person.0 == "partner"))'],
  ["household.persons.all(p, has(p.bornOn))", "bool", "all(household.persons, has(person.1))"],
  [
    "household.persons.filter(person, age(person.bornOn, asOf) < 18).size() > 1",
    "bool",
    "(count(household.persons, (age(person.1, asOf) < 18)) > 1)",
  ],
  [
    "size(household.persons.filter(p, p.role == 'dependant'))",
    "int",
    'count(household.persons, (person.0 == "dependant"))',
  ],
  [
    "household.persons.exists(p, p.role == 'partner') && household.persons.all(q, has(q.bornOn))",
    "bool",
    'and(exists(household.persons, (person.0 == "partner")), all(household.persons, has(person.1)))',
  ],
  ["has(vacancy.places) ? vacancy.places : 3", "int", "choose(has(vacancy.places), vacancy.places, 3)"],
  ["table('ceilings', defined.zone, defined.size)", "int", "table0(defined.zone, defined.size)"],
  ["table('zones', 'a') == 'tense'", "bool", '(table1("a") == "tense")'],
  [
    "months(request.filedOn, asOf) + days(request.filedOn, asOf)",
    "int",
    "(months(request.filedOn, asOf) + days(request.filedOn, asOf))",
  ],
  [
    "distanceMetres(dwelling.position, job.workplacePosition)",
    "int",
    "distanceMetres(dwelling.position, job.workplacePosition)",
  ],
  [
    "travelMinutes(dwelling.communeCode, job.workplaceCommuneCode)",
    "int",
    "travelMinutes(dwelling.communeCode, job.workplaceCommuneCode)",
  ],
  ["effortRate(1, 2, 3)", "int", "effortRate(1, 2, 3)"],
  ["rank(dwelling.communeCode, request.wishedCommunes)", "int", "rank(dwelling.communeCode, request.wishedCommunes)"],
  ["rank('a', ['b', 'a'])", "int", 'rank("a", [b a])'],
  ["rank('a', list('towns'))", "int", 'rank("a", [02408 59350])'],
  ["least(1, 2)", "int", "least(1, 2)"],
  ["greatest(asOf, request.filedOn)", "day", "greatest(asOf, request.filedOn)"],
  ["percent(100, value('limit'))", "int", "percent(100, limit=30)"],
  ["dwelling.rooms // rooms\n > 2", "bool", "(dwelling.rooms > 2)"],
];

const refused: readonly (readonly [text: string, kind: string, position: number, words: string])[] = [
  ["dwelling.room > 2", "unknown-fact", 0, 'Maybe "dwelling.rooms"?'],
  ["true && request.persons.exists(p, true)", "unknown-fact", 8, 'Maybe "household.persons"?'],
  ["household.persons.exists(p, p.bornon < asOf)", "unknown-fact", 28, 'Maybe "bornOn"?'],
  ["foo > 2", "unknown-name", 0, '"foo"'],
  ["request > 2", "wrong-type", 0, "group of facts"],
  ["age > 2", "wrong-type", 0, "function"],
  ["defined.sise > 2", "unknown-name", 0, 'Maybe "size"?'],
  ["value('limits') > 2", "unknown-name", 6, 'Maybe "limit"?'],
  ["value('towns') > 2", "wrong-type", 0, 'list("towns")'],
  ["list('limit')", "wrong-type", 0, 'value("limit")'],
  ["value('ceilings')", "wrong-type", 0, 'table("ceilings", ...)'],
  ["table('limit', 'a')", "wrong-type", 0, 'value("limit")'],
  ["table('ceiling', 'north', 1)", "unknown-name", 6, 'Maybe "ceilings"?'],
  ["table('ceilings', 'north')", "wrong-type", 0, "2 keys"],
  ["table('ceilings', 1, 'north')", "wrong-type", 18, "Key 1"],
  ["value(dwelling.funding)", "wrong-type", 6, "in quotes"],
  ["ages(request.filedOn, asOf)", "unknown-name", 0, 'Maybe "age"?'],
  ["age(asOf)", "wrong-type", 0, "2 values"],
  ["age(dwelling.rooms, asOf)", "wrong-type", 4, "a day"],
  ["least(1, asOf)", "wrong-type", 0, "one type"],
  ["request.filedOn <= '2026-01-01'", "wrong-type", 0, 'day("2026-01-01")'],
  ["day('2026-02-30') < asOf", "wrong-type", 4, "2026-02-30"],
  ["day(dwelling.communeCode) < asOf", "wrong-type", 4, "written out"],
  ["dwelling.rooms == '3'", "wrong-type", 0, "one type"],
  ["dwelling.funding == 'palai'", "wrong-type", 20, 'Maybe "plai"?'],
  ["'palai' != dwelling.funding", "wrong-type", 0, '"plai"'],
  ["dwelling.funding in ['plai', 'zzz']", "wrong-type", 20, '"zzz"'],
  ["dwelling.funding in list('fundings')", "wrong-type", 20, '"pluss"'],
  ["'palai' in request.provenPriorities", "wrong-type", 0, "allowed"],
  ["dwelling.funding in request.provenPriorities", "wrong-type", 0, "never hold"],
  ["dwelling.funding == request.kind", "wrong-type", 0, "never be equal"],
  ["defined.zone == 'west'", "wrong-type", 16, '"south"'],
  ["table('zones', 'a') == 'tens'", "wrong-type", 23, '"tense"'],
  ["household.persons.exists(p, p.role == 'child')", "wrong-type", 38, '"dependant"'],
  ["(true ? dwelling.funding : 'plai') == 'x'", "wrong-type", 38, '"plai"'],
  ["dwelling.funding < 'plus'", "wrong-type", 0, "a whole number or a day"],
  ["1 && true", "wrong-type", 0, "`&&`"],
  ["!dwelling.rooms", "wrong-type", 1, "true or false"],
  ["true ? 1 : 'a'", "wrong-type", 11, "one type"],
  ["1 + true", "wrong-type", 4, "whole number"],
  ["'a' in dwelling.rooms", "wrong-type", 7, "wants a list"],
  ["1 in request.wishedCommunes", "wrong-type", 0, "looks for"],
  ["dwelling.communeCode in [1, 'a']", "wrong-type", 24, "not both"],
  ["dwelling.communeCode in [dwelling.funding]", "not-compilable", 25, "written out"],
  ["size(dwelling.rooms)", "wrong-type", 5, "wants a list"],
  ["household.persons.exists(p, p)", "wrong-type", 28, "whole person"],
  ["household.persons.exists(request, true)", "wrong-type", 25, "already has a meaning"],
  ["household.persons.exists(p, household.persons.exists(q, true))", "not-compilable", 28, "inside another"],
  ["household.persons.exists(p, true) && p.role == 'partner'", "unknown-fact", 37, "p.role"],
  ["household.persons.filter(p, true)", "not-compilable", 0, "counted"],
  ["household.persons.map(p, p.role)", "not-compilable", 0, ".map"],
  ["household.persons.exists_one(p, true)", "not-compilable", 0, "exists_one"],
  ["household.persons[0].role == 'partner'", "not-compilable", 0, "a person"],
  ["request.wishedCommunes[0] == '02408'", "not-compilable", 0, "by its place"],
  ["'a' + 'b' == 'ab'", "not-compilable", 0, "joined"],
  ["dwelling.address.startsWith('1')", "not-compilable", 0, ".startsWith"],
  ["dwelling.address.matches('^1')", "not-compilable", 0, ".matches"],
  ["1.5 > 1", "not-compilable", 0, "whole number"],
  ["1u > 1", "not-compilable", 0, "kind of literal"],
  ["b'a' == 'a'", "not-compilable", 0, "kind of literal"],
  ["{'a': 1}", "not-compilable", 0, "map"],
  ["null", "not-compilable", 0, "has("],
  ["9007199254740992", "may-overflow", 0, "9007199254740991"],
  ["has(defined.size)", "not-compilable", 4, "definition"],
  ["has(1)", "wrong-type", 0, "one fact"],
  ["1 +", "syntax", 3, "the end"],
  ["(1", "syntax", 2, "`)`"],
  ["1 = 2", "syntax", 2, "="],
  ["'abc", "syntax", 0, "Unterminated"],
  ["", "syntax", 0, "the end"],
  ["\u00a71", "syntax", 0, "\u00a7"],
];

describe("expressions", () => {
  for (const [text, type, expected] of accepted) {
    it(`accept ${text}`, () => {
      const { expression, problems } = check(text);
      expect(problems).to.deep.equal([]);
      expect(shape(expression?.tree)).to.equal(expected);
      expect(expression?.tree.type).to.equal(type);
      expect(expression?.text).to.equal(text);
    });
  }

  for (const [text, kind, position, words] of refused) {
    it(`refuse ${text === "" ? "an empty text" : text} as ${kind}`, () => {
      const { expression, problems } = check(text);
      expect(expression).to.equal(undefined);
      expect(problems[0]).to.include({ kind, position });
      expect(problems[0]?.sentence).to.contain(words);
    });
  }

  it("list every problem of one text, not only the first", () => {
    const { problems } = check("dwelling.room > 2 && request.filedOn < '2026' || foo");
    expect(problems.map((problem) => problem.kind)).to.deep.equal(["unknown-fact", "wrong-type", "unknown-name"]);
  });

  it("suggest a name only where one is near", () => {
    expect(check("dwelling.zzzzzzzz > 2").problems[0]!.sentence).to.not.contain("Maybe");
    expect(check("valuable > 2").problems[0]!.sentence).to.not.contain("Maybe");
    expect(check("dwelling.roosm > 2").problems[0]!.sentence).to.contain('Maybe "dwelling.rooms"?');
  });

  it("keep the place of every part in the text", () => {
    const { expression } = check("true && dwelling.rooms > 2");
    const tree = expression!.tree;
    expect(tree.kind === "and" && tree.of[1]!.span).to.deep.equal({ start: 8, end: 26 });
  });

  it("want the type that the place expects", () => {
    const { problems } = check("dwelling.rooms", ["bool"]);
    expect(problems[0]?.sentence).to.equal("The expression must give true or false, but it gives a whole number.");
  });

  it("say nothing of a definition whose own expression is wrong", () => {
    expect(check("defined.isBroken")).to.deep.equal({ problems: [] });
  });

  it("refuse a text of more than 2,000 characters without reading it", () => {
    expect(check("(".repeat(100_000)).problems[0]?.kind).to.equal("too-large");
    expect(check(`${"1 + ".repeat(10)}1${" ".repeat(1_959)}`).expression).to.not.equal(undefined);
    expect(check(`${"1 + ".repeat(10)}1${" ".repeat(1_960)}`).problems[0]?.kind).to.equal("too-large");
  });

  it("refuse more than 400 parts, and more than 40 levels, as too large", () => {
    expect(check(`1${"+1".repeat(250)}`).problems[0]?.kind).to.equal("too-large");
    expect(check(`${"(".repeat(45)}1${")".repeat(45)}`).problems[0]?.kind).to.equal("too-large");
    expect(check(`${"!".repeat(45)}true`).problems[0]?.kind).to.equal("too-large");
    expect(check(`true${" && true".repeat(100)}`).expression).to.not.equal(undefined);
  });

  it("never throw, whatever the text", () => {
    const pieces = [
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ".",
      ",",
      "?",
      ":",
      "'",
      "p",
      "1",
      "-",
      "!",
      "in",
      " ",
      "has",
      "\\",
      "household",
      "persons",
      "exists",
    ];
    let state = 7;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % pieces.length;
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: 1 + (round % 12) }, () => pieces[next()]).join("");
      expect(() => check(text), text).to.not.throw();
    }
  });
});

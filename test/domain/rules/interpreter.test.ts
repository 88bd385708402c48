import { expect } from "chai";
import type { FactCatalogue, FactDeclaration, FactType } from "../../../src/domain/facts/catalogue.ts";
import { checkExpression } from "../../../src/domain/rules/check-expression.ts";
import { evaluate, missingFacts, scopeOf } from "../../../src/domain/rules/interpreter.ts";
import { readerOfRecords } from "../../../src/domain/rules/records.ts";
import type { Definition, Table } from "../../../src/domain/rules/rule-set.ts";
import { dayNumberOf } from "../../../src/domain/shared/dates.ts";

/** An invented catalogue: a ship looks for a harbour; nothing of housing. */
function shipCatalogue(): FactCatalogue {
  const declared: [string, FactType][] = [
    ["ship.yes", { kind: "bool" }],
    ["ship.no", { kind: "bool" }],
    ["ship.maybe", { kind: "bool" }],
    ["ship.length", { kind: "int", minimum: 0, maximum: 1_000 }],
    ["ship.draught", { kind: "int", minimum: 0, maximum: 1_000 }],
    ["ship.flag", { kind: "text" }],
    ["ship.builtOn", { kind: "day" }],
    ["ship.at", { kind: "position" }],
    ["ship.ports", { kind: "texts" }],
    ["ship.noPorts", { kind: "texts" }],
    [
      "crew.sailors",
      {
        kind: "persons",
        fields: [
          {
            name: "isCook",
            type: { kind: "bool" },
            optional: true,
            protected: false,
            changeable: false,
            description: "",
          },
          {
            name: "bornOn",
            type: { kind: "day" },
            optional: true,
            protected: false,
            changeable: false,
            description: "",
          },
        ],
      },
    ],
    ["crew.guests", { kind: "persons", fields: [] }],
    ["harbour.at", { kind: "position" }],
    ["harbour.far", { kind: "position" }],
    ["harbour.code", { kind: "text" }],
  ];
  const facts = declared.map(([name, type], index): FactDeclaration => {
    const [namespace, field] = name.split(".") as [string, string];
    const path = namespace === "crew" ? ["crew", field] : [field];
    const side = namespace === "harbour" ? "vacancy" : "request";
    return {
      index,
      name,
      namespace,
      path,
      side,
      type,
      optional: true,
      protected: false,
      changeable: false,
      description: "",
    };
  });
  return {
    namespaces: [
      { name: "ship", side: "request", steps: [], within: [] },
      { name: "crew", side: "request", steps: [], within: ["crew"] },
      { name: "harbour", side: "vacancy", steps: [], within: [] },
    ],
    facts,
  };
}

const catalogue = shipCatalogue();
const asOf = dayNumberOf("2026-11-23")!;
const records = {
  ship: {
    yes: true,
    no: false,
    length: 120,
    flag: "fr",
    builtOn: "2000-02-29",
    at: { grid: "sea", eastMetres: 0, northMetres: 0 },
    ports: ["oslo", "brest"],
    noPorts: [],
    crew: {
      sailors: [{ isCook: true, bornOn: "1990-01-01" }, { isCook: false }, {}],
    },
  },
  harbour: {
    at: { grid: "sea", eastMetres: 3, northMetres: -4 },
    far: { grid: "lake", eastMetres: 0, northMetres: 0 },
    code: "brest",
  },
};

const parameter = {
  title: { fr: "", en: "" },
  unit: "points",
  source: { text: "invented" },
  validFrom: "2026-01-01",
  checkedOn: "2026-01-01",
  standing: "confirmed",
} as const;
const tables: Table[] = [
  {
    ...parameter,
    id: "berths",
    keys: [
      { kind: "texts", values: ["fr", "no"], hasOther: true },
      { kind: "range", from: 2, to: 4 },
    ],
    type: "int",
    cells: [12, 13, 14, 22, 23, 24, 92, 93, 94],
  },
  {
    ...parameter,
    id: "docks",
    keys: [
      { kind: "range", from: 1, to: 2 },
      { kind: "texts", values: ["fr", "no"], hasOther: false },
    ],
    type: "int",
    cells: [11, 12, 21, 22],
  },
  {
    ...parameter,
    id: "quays",
    keys: [{ kind: "texts", values: ["fr"], hasOther: false }],
    type: "text",
    cells: ["west"],
  },
];

const context = {
  catalogue,
  definitions: [] as { id: string; type: "int" | "bool" }[],
  parameters: new Map<string, number | readonly string[]>([
    ["limit", 7],
    ["big", ["oslo"]],
  ]),
  tables: tables.map((table) => ({
    id: table.id,
    keys: table.keys,
    type: table.type,
    texts: table.type === "text" ? ["west"] : [],
  })),
};
const definitions: Definition[] = [];
for (const [id, text] of [
  ["twice", "ship.length * 2"],
  ["deep", "ship.draught * 2"],
  ["deeper", "defined.deep + defined.twice"],
] as const) {
  const { expression } = checkExpression(text, { ...context, definitions: [...context.definitions] }, ["int"]);
  definitions.push({ id, title: { fr: "", en: "" }, type: "int", value: expression!, source: { text: "invented" } });
  context.definitions.push({ id, type: "int" });
}
context.definitions = [...context.definitions];

function tree(text: string) {
  const { expression, problems } = checkExpression(text, context, ["int", "bool", "text", "day", "position", "texts"]);
  expect(problems, text).to.deep.equal([]);
  return expression!.tree;
}

const unknown = undefined;

const table: readonly (readonly [text: string, value: unknown])[] = [
  ["ship.yes && ship.yes", true],
  ["ship.yes && ship.no", false],
  ["ship.yes && ship.maybe", unknown],
  ["ship.no && ship.maybe", false],
  ["ship.maybe && ship.no", false],
  ["ship.maybe && ship.maybe", unknown],
  ["ship.yes || ship.maybe", true],
  ["ship.maybe || ship.yes", true],
  ["ship.no || ship.no", false],
  ["ship.no || ship.maybe", unknown],
  ["!ship.yes", false],
  ["!ship.maybe", unknown],
  ["has(ship.maybe)", false],
  ["has(ship.no)", true],
  ["ship.yes ? 1 : ship.draught", 1],
  ["ship.no ? ship.draught : 2", 2],
  ["ship.maybe ? 1 : 1", unknown],
  ["ship.yes ? ship.draught : 1", unknown],
  ["ship.length == 120", true],
  ["ship.length != 120", false],
  ["ship.length < 120", false],
  ["ship.length <= 120", true],
  ["ship.length > 120", false],
  ["ship.length >= 121", false],
  ["ship.draught == ship.draught", unknown],
  ["ship.draught != 1", unknown],
  ["ship.flag == 'fr'", true],
  ["ship.yes == ship.no", false],
  ["ship.builtOn < asOf", true],
  ["asOf == day('2026-11-23')", true],
  ["7 / 2", 3],
  ["-7 / 2", -3],
  ["-7 % 2", -1],
  ["7 % -2", 1],
  ["-1 / 2", 0],
  ["0 * -5", 0],
  ["-(ship.length - 120)", 0],
  ["7 / (ship.length - 120)", unknown],
  ["7 % (ship.length - 120)", unknown],
  ["9007199254740991 - 1 + 1", 9007199254740991],
  ["ship.draught + 1", unknown],
  ["'oslo' in ship.ports", true],
  ["'bergen' in ship.ports", false],
  ["'bergen' in ship.noPorts", false],
  ["ship.flag in list('big')", false],
  ["ship.length in [119, 120]", true],
  ["size(ship.ports)", 2],
  ["size(ship.noPorts)", 0],
  ["size(crew.sailors)", 3],
  ["size(crew.guests)", unknown],
  ["crew.sailors.exists(p, p.isCook)", true],
  ["crew.sailors.exists(p, !p.isCook && has(p.bornOn))", false],
  ["crew.sailors.exists(p, has(p.bornOn) && !p.isCook)", false],
  ["crew.sailors.exists(p, p.bornOn > asOf)", unknown],
  ["crew.sailors.all(p, p.isCook)", false],
  ["crew.sailors.all(p, !has(p.isCook) || p.isCook || !has(p.bornOn))", true],
  ["crew.sailors.all(p, p.bornOn < asOf)", unknown],
  ["crew.sailors.filter(p, has(p.isCook)).size()", 2],
  ["crew.sailors.filter(p, p.isCook).size()", unknown],
  ["crew.guests.exists(p, true)", unknown],
  ["crew.guests.all(p, false)", unknown],
  ["value('limit') * 2", 14],
  ["table('berths', ship.flag, 2)", 12],
  ["table('berths', 'no', 4)", 24],
  ["table('berths', 'xx', 3)", 93],
  ["table('berths', 'fr', 5)", unknown],
  ["table('berths', 'fr', 1)", unknown],
  ["table('berths', 'fr', ship.draught)", unknown],
  ["table('docks', 2, 'fr')", 21],
  ["table('docks', 1, 'xx')", unknown],
  ["table('docks', 3, 'fr')", unknown],
  ["table('docks', 0, 'no')", unknown],
  ["table('quays', ship.flag) == 'west'", true],
  ["table('quays', 'no') == 'west'", unknown],
  ["age(ship.builtOn, day('2026-02-28'))", 25],
  ["age(ship.builtOn, day('2026-03-01'))", 26],
  ["months(day('2026-01-31'), day('2026-02-28'))", 1],
  ["months(day('2026-02-28'), day('2026-01-31'))", -1],
  ["days(day('2026-02-28'), day('2026-03-01'))", 1],
  ["days(day('2026-03-01'), day('2026-02-28'))", -1],
  ["distanceMetres(ship.at, harbour.at)", 5],
  ["distanceMetres(ship.at, harbour.far)", unknown],
  ["travelMinutes(ship.flag, harbour.code)", 40],
  ["travelMinutes(harbour.code, ship.flag)", unknown],
  ["effortRate(30000, 10000, 60000)", 3333],
  ["effortRate(30000, 10000, 59999)", 3333],
  ["effortRate(30001, 0, 60000)", 5000],
  ["effortRate(30003, 0, 60000)", 5001],
  ["effortRate(100, 100, 0)", 0],
  ["effortRate(100, 99, 0)", 100000],
  ["effortRate(2000000000, 0, 1)", 100000],
  ["rank('oslo', ship.ports)", 1],
  ["rank('brest', ship.ports)", 2],
  ["rank('bergen', ship.ports)", 3],
  ["rank('bergen', ship.noPorts)", 1],
  ["least(3, -2)", -2],
  ["greatest(3, -2)", 3],
  ["least(ship.builtOn, asOf) == ship.builtOn", true],
  ["percent(1001, 5000)", 501],
  ["percent(-1001, 5000)", -500],
  ["percent(1000, 5000)", 500],
  ["percent(9007199254740991, 9999)", 9006298534815517],
  ["defined.twice", 240],
  ["defined.deeper", unknown],
];

const journeys = [{ fromCommuneCode: "fr", toCommuneCode: "brest", minutes: 40 }];

function scope() {
  return scopeOf({ definitions, tables }, readerOfRecords(catalogue, records, asOf, journeys));
}

describe("the reference interpreter", () => {
  for (const [text, value] of table) {
    it(`finds ${text} ${value === undefined ? "unknown" : `= ${value}`}`, () => {
      const found = evaluate(tree(text), scope());
      expect(found).to.equal(value);
      expect(Object.is(found, -0)).to.equal(false);
    });
  }

  it("computes a definition once per pair", () => {
    let reads = 0;
    const reader = readerOfRecords(catalogue, records, asOf);
    const counting = { ...reader, fact: (index: number) => [reads++, reader.fact(index)].at(-1) };
    evaluate(tree("defined.twice + defined.twice"), scopeOf({ definitions, tables }, counting));
    expect(reads).to.equal(1);
  });

  const missing: readonly (readonly [text: string, names: readonly string[]])[] = [
    ["ship.maybe && ship.no", []],
    ["ship.yes && ship.maybe && ship.draught > 1", ["ship.draught", "ship.maybe"]],
    ["ship.no || ship.maybe", ["ship.maybe"]],
    ["defined.deeper > 2", ["ship.draught"]],
    ["crew.guests.exists(p, true)", ["crew.guests"]],
    ["crew.sailors.all(p, !has(p.isCook) || p.bornOn < asOf)", ["crew.sailors.bornOn"]],
    ["ship.maybe ? ship.draught > 1 : true", ["ship.maybe"]],
    ["ship.yes ? ship.draught > 1 : ship.maybe", ["ship.draught"]],
    ["distanceMetres(ship.at, harbour.far) < 5", []],
    ["has(ship.maybe)", []],
  ];
  for (const [text, names] of missing) {
    it(`names what is missing in ${text}`, () => {
      expect(missingFacts(tree(text), scope(), catalogue)).to.deep.equal(names);
    });
  }
});

describe("facts of plain records", () => {
  it("take a value of another shape than its type as absent", () => {
    const reader = readerOfRecords(
      catalogue,
      {
        ship: {
          yes: "true",
          length: 1.5,
          flag: 3,
          builtOn: "2026-02-30",
          at: { grid: "sea" },
          ports: "oslo",
          crew: { sailors: {} },
        },
      },
      asOf,
    );
    expect(catalogue.facts.map((fact) => reader.fact(fact.index))).to.deep.equal(catalogue.facts.map(() => undefined));
  });
});

/**
 * Random checked expressions and random facts over any catalogue, for properties that must hold for every rule anybody may write.
 * Every node kind of `expression.ts` is drawn. Constants are drawn near the values facts take, so that comparisons go both ways.
 */
import fc from "fast-check";
import type { FactCatalogue, FactDeclaration, FactType, FieldDeclaration } from "../../src/domain/facts/catalogue.ts";
import type { FactReader, FactValue, PersonValues } from "../../src/domain/facts/fact-reader.ts";
import type {
  CheckedExpression,
  ConstantList,
  Expression,
  FactRead,
  Junction,
  PersonRead,
  ValueType,
} from "../../src/domain/rules/expression.ts";
import type { Table } from "../../src/domain/rules/rule-set.ts";
import { dayNumberOf } from "../../src/domain/shared/dates.ts";

const SPAN = { start: 0, end: 0 };
const WORDS = ["ash", "elm", "fir", "oak", "yew"];
const GRIDS = ["east-grid", "west-grid"];
const SMALL = [-7, -2, -1, 0, 1, 2, 3, 5, 10, 29, 30, 31, 100];
const TODAY = dayNumberOf("2026-11-23")!;
const [FIRST_DAY, LAST_DAY] = [dayNumberOf("1900-01-01")!, dayNumberOf("2199-12-31")!];

/** Types of the definitions that `randomRules` makes, in their order. */
export const DEFINITION_TYPES = ["int", "bool", "text", "day"] as const satisfies readonly ValueType[];
type ScalarType = (typeof DEFINITION_TYPES)[number];

const parameter = {
  title: { fr: "Table", en: "Table" },
  unit: "count",
  source: { text: "invented" },
  validFrom: "2026-01-01",
  checkedOn: "2026-01-01",
  standing: "confirmed",
} as const;

/** Tables of every shape: closed texts, texts with any other, ranges, of one, two and three keys. */
export const RANDOM_TABLES: readonly Table[] = [
  {
    ...parameter,
    id: "by-word",
    keys: [{ kind: "texts", values: WORDS.slice(0, 3), hasOther: true }],
    type: "int",
    cells: [4, -2, 9, 0],
  },
  {
    ...parameter,
    id: "by-word-and-number",
    keys: [
      { kind: "texts", values: WORDS.slice(1, 4), hasOther: false },
      { kind: "range", from: 0, to: 3 },
    ],
    type: "int",
    cells: [10, 20, 30, 40, 11, 21, 31, 41, -12, -22, -32, -42],
  },
  {
    ...parameter,
    id: "words",
    keys: [
      { kind: "range", from: -1, to: 1 },
      { kind: "texts", values: WORDS.slice(0, 2), hasOther: true },
      { kind: "range", from: 1, to: 2 },
    ],
    type: "text",
    cells: [
      "ash",
      "elm",
      "ash",
      "fir",
      "oak",
      "oak",
      "yew",
      "yew",
      "elm",
      "elm",
      "ash",
      "fir",
      "fir",
      "fir",
      "fir",
      "oak",
      "oak",
      "ash",
    ],
  },
];

const FIELDS: readonly FieldDeclaration[] = [
  { name: "word", type: { kind: "text", values: WORDS.slice(0, 2) }, optional: false },
  { name: "day", type: { kind: "day" }, optional: true },
  { name: "yes", type: { kind: "bool" }, optional: true },
  { name: "number", type: { kind: "int", minimum: 0, maximum: 3 }, optional: true },
].map((field) => ({ ...field, type: field.type as FactType, protected: false, changeable: true, description: "" }));

const FACTS: readonly { readonly name: string; readonly type: FactType; readonly optional: boolean }[] = [
  { name: "one", type: { kind: "int", minimum: -2, maximum: 3 }, optional: false },
  { name: "two", type: { kind: "int", minimum: 1, maximum: 31 }, optional: true },
  { name: "yes", type: { kind: "bool" }, optional: false },
  { name: "maybe", type: { kind: "bool" }, optional: true },
  { name: "word", type: { kind: "text", values: WORDS.slice(0, 3) }, optional: false },
  { name: "text", type: { kind: "text" }, optional: true },
  { name: "day", type: { kind: "day" }, optional: true },
  { name: "place", type: { kind: "position" }, optional: true },
  { name: "words", type: { kind: "texts", values: WORDS.slice(0, 3), maximumItems: 2 }, optional: true },
  { name: "texts", type: { kind: "texts", minimumItems: 1, maximumItems: 2 }, optional: false },
  { name: "crew", type: { kind: "persons", fields: FIELDS, maximumItems: 3 }, optional: true },
  { name: "crowd", type: { kind: "persons", fields: FIELDS, maximumItems: 2 }, optional: false },
];

/** A catalogue with every kind of fact, optional and not, over few values: what is rare elsewhere is common here. */
export const SMALL_CATALOGUE: FactCatalogue = {
  namespaces: (["request", "vacancy"] as const).map((side) => ({ name: side, side, steps: [], within: [] })),
  facts: (["request", "vacancy"] as const).flatMap((side, place) =>
    FACTS.map(({ name, type, optional }, index) => ({
      index: place * FACTS.length + index,
      name: `${side}.${name}`,
      namespace: side,
      path: [name],
      side,
      type,
      optional,
      protected: false,
      changeable: true,
      description: "",
    })),
  ),
};

type Cell = Expression;
interface Here {
  readonly type: ValueType;
  readonly depth: number;
  /** Fact of the persons in whose `where` the node stands, or -1. */
  readonly persons: number;
  /** How many definitions may be read. */
  readonly definitions: number;
}

function factRead(fact: FactDeclaration): FactRead {
  return { kind: "fact", fact: fact.index, type: fact.type.kind, span: SPAN };
}

function fieldsOf(catalogue: FactCatalogue, persons: number): readonly FieldDeclaration[] {
  const type = catalogue.facts[persons]?.type;
  return type?.kind === "persons" ? type.fields : [];
}

/** Draws expressions; arbitraries are kept by what they draw, since they are built of each other. */
class Drawing {
  readonly catalogue: FactCatalogue;
  readonly #kept = new Map<string, fc.Arbitrary<Expression>>();

  constructor(catalogue: FactCatalogue) {
    this.catalogue = catalogue;
  }

  of(here: Here): fc.Arbitrary<Expression> {
    const key = `${here.type} ${here.depth} ${here.persons} ${here.definitions}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const leaves = this.#leaves(here);
    const branches = here.depth > 0 ? this.#branches(here) : [];
    const made =
      branches.length === 0
        ? fc.oneof(...leaves)
        : fc.oneof({ weight: 1, arbitrary: fc.oneof(...leaves) }, { weight: 4, arbitrary: fc.oneof(...branches) });
    this.#kept.set(key, made);
    return made;
  }

  #facts(kind: FactType["kind"]): FactRead[] {
    return this.catalogue.facts.filter((fact) => fact.type.kind === kind).map(factRead);
  }

  #fields(here: Here, type?: ValueType): PersonRead[] {
    return fieldsOf(this.catalogue, here.persons).flatMap((field, at) => {
      const kind = field.type.kind;
      return type === undefined || kind === type
        ? [{ kind: "person", field: at, type: kind, span: SPAN } as const]
        : [];
    });
  }

  #texts(): readonly string[] {
    const closed = this.catalogue.facts.flatMap(({ type }) => ("values" in type && type.values ? type.values : []));
    return [...new Set([...WORDS, ...closed])];
  }

  #constants(type: ScalarType): fc.Arbitrary<Cell> {
    const constant = (value: number | boolean | string) => ({ kind: "constant", value, type, span: SPAN }) as const;
    if (type === "bool") return fc.boolean().map(constant);
    if (type === "text") return fc.constantFrom(...this.#texts()).map(constant);
    if (type === "day") return fc.integer({ min: TODAY - 20_000, max: TODAY + 2_000 }).map(constant);
    const bounds = this.catalogue.facts.flatMap((fact) =>
      fact.type.kind === "int" ? [fact.type.minimum, fact.type.maximum] : [],
    );
    return fc.constantFrom(...SMALL, ...bounds).map(constant);
  }

  #leaves(here: Here): fc.Arbitrary<Cell>[] {
    const { type } = here;
    const reads: Expression[] = [...this.#facts(type as FactType["kind"]), ...this.#fields(here, type)];
    const definition = (DEFINITION_TYPES as readonly ValueType[]).indexOf(type);
    if (definition >= 0 && definition < here.definitions) reads.push({ kind: "defined", definition, type, span: SPAN });
    if (type === "day") reads.push({ kind: "as-of", type, span: SPAN });
    const leaves: fc.Arbitrary<Cell>[] = reads.length > 0 ? [fc.constantFrom(...reads)] : [];
    if (type === "int" || type === "bool" || type === "text" || type === "day") leaves.push(this.#constants(type));
    return leaves;
  }

  #branches(here: Here): fc.Arbitrary<Cell>[] {
    const below = (type: ValueType, less = 1) => this.of({ ...here, type, depth: Math.max(0, here.depth - less) });
    const choose = fc.tuple(below("bool"), below(here.type), below(here.type)).map(
      ([condition, then, otherwise]): Cell => ({
        kind: "choose",
        condition,
        then,
        otherwise,
        type: here.type,
        span: SPAN,
      }),
    );
    switch (here.type) {
      case "int":
        return [choose, ...this.#wholes(here, below)];
      case "bool":
        return [choose, ...this.#truths(here, below)];
      case "text":
        return [choose, this.#table(RANDOM_TABLES[2]!, 2, below)];
      case "day":
        return [choose, this.#call(["least", "greatest"], ["day", "day"], "day", below)];
      case "position":
        return [choose];
      default:
        return [];
    }
  }

  #call(
    names: readonly Extract<Expression, { kind: "call" }>["function"][],
    types: readonly ValueType[],
    type: ValueType,
    below: (type: ValueType) => fc.Arbitrary<Cell>,
  ): fc.Arbitrary<Cell> {
    return fc
      .tuple(fc.constantFrom(...names), fc.tuple(...types.map((argument) => below(argument))))
      .map(([name, args]): Cell => ({ kind: "call", function: name, arguments: args, type, span: SPAN }));
  }

  #table(table: Table, index: number, below: (type: ValueType) => fc.Arbitrary<Cell>): fc.Arbitrary<Cell> {
    const slot = (key: Table["keys"][number]): fc.Arbitrary<Cell> =>
      key.kind === "texts" ? below("text") : fc.oneof(below("int"), this.#clamped(key.from, key.to, below("int")));
    return fc
      .tuple(...table.keys.map(slot))
      .map((keys): Cell => ({ kind: "table", table: index, keys, type: table.type, span: SPAN }));
  }

  #clamped(from: number, to: number, of: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> {
    const constant = (value: number): Cell => ({ kind: "constant", value, type: "int", span: SPAN });
    return of.map((value): Cell => {
      const least: Cell = {
        kind: "call",
        function: "least",
        arguments: [value, constant(to)],
        type: "int",
        span: SPAN,
      };
      return { kind: "call", function: "greatest", arguments: [least, constant(from)], type: "int", span: SPAN };
    });
  }

  #wholes(here: Here, below: (type: ValueType, less?: number) => fc.Arbitrary<Cell>): fc.Arbitrary<Cell>[] {
    const arithmetic = (operators: readonly ("+" | "-" | "*" | "/" | "%")[], right: fc.Arbitrary<Cell>) =>
      fc.tuple(fc.constantFrom(...operators), below("int"), right).map(
        ([operator, left, other]): Cell => ({
          kind: "arithmetic",
          operator,
          left,
          right: other,
          type: "int",
          span: SPAN,
        }),
      );
    const branches = [
      arithmetic(["+", "-", "/", "%"], below("int")),
      arithmetic(["*", "/", "%"], this.#constants("int")),
      this.#call(["age", "months", "days"], ["day", "day"], "int", below),
      this.#call(["least", "greatest", "percent"], ["int", "int"], "int", below),
      this.#call(["effortRate"], ["int", "int", "int"], "int", below),
      this.#call(["travelMinutes"], ["text", "text"], "int", below),
      this.#table(RANDOM_TABLES[0]!, 0, below),
      this.#table(RANDOM_TABLES[1]!, 1, below),
    ];
    const lists = [...this.#facts("texts"), ...this.#facts("persons")];
    if (lists.length > 0) {
      branches.push(fc.constantFrom(...lists).map((list): Cell => ({ kind: "size", list, type: "int", span: SPAN })));
    }
    const ranked = [...this.#facts("texts").map((list) => fc.constant<Expression>(list)), this.#textList()];
    branches.push(
      fc.tuple(below("text"), fc.oneof(...ranked)).map(
        ([item, list]): Cell => ({
          kind: "call",
          function: "rank",
          arguments: [item, list],
          type: "int",
          span: SPAN,
        }),
      ),
    );
    if (this.#facts("position").length > 0) {
      branches.push(this.#call(["distanceMetres"], ["position", "position"], "int", below));
    }
    return [...branches, ...this.#overPersons(here, ["count"], "int")];
  }

  /** Lists of persons are never nested. */
  #overPersons(here: Here, kinds: readonly ("exists" | "all" | "count")[], type: ValueType): fc.Arbitrary<Cell>[] {
    if (here.persons >= 0) return [];
    return this.#facts("persons").map((persons) => {
      const where = this.of({
        type: "bool",
        depth: here.depth - 1,
        persons: persons.fact,
        definitions: here.definitions,
      });
      return fc
        .tuple(fc.constantFrom(...kinds), where)
        .map(([kind, condition]): Cell => ({ kind, persons, where: condition, type, span: SPAN }));
    });
  }

  #textList(): fc.Arbitrary<ConstantList> {
    return fc
      .uniqueArray(fc.constantFrom(...this.#texts()), { minLength: 1, maxLength: 4 })
      .map((values) => ({ kind: "constant-list", values, type: "texts", span: SPAN }));
  }

  #truths(here: Here, below: (type: ValueType, less?: number) => fc.Arbitrary<Cell>): fc.Arbitrary<Cell>[] {
    const compare = (type: ValueType, operators: readonly ("==" | "!=" | "<" | "<=" | ">" | ">=")[]) =>
      fc
        .tuple(fc.constantFrom(...operators), below(type), fc.oneof(below(type), this.#constants(type as ScalarType)))
        .map(([operator, left, right]): Cell => ({ kind: "compare", operator, left, right, type: "bool", span: SPAN }));
    const ordered = ["==", "!=", "<", "<=", ">", ">="] as const;
    const junction = (kind: Junction["kind"]) =>
      fc.array(below("bool"), { minLength: 2, maxLength: 4 }).map((of): Cell => flat(kind, of));
    const ints = fc
      .array(fc.constantFrom(...SMALL), { minLength: 1, maxLength: 4 })
      .map((values): ConstantList => ({ kind: "constant-list", values, type: "ints", span: SPAN }));
    const member = (item: fc.Arbitrary<Cell>, list: fc.Arbitrary<FactRead | ConstantList>) =>
      fc
        .tuple(item, list)
        .map(([of, among]): Cell => ({ kind: "member", item: of, list: among, type: "bool", span: SPAN }));
    const readable = [...this.catalogue.facts.map(factRead), ...this.#fields(here)];
    return [
      compare("int", ordered),
      compare("day", ordered),
      compare("text", ["==", "!="]),
      compare("bool", ["==", "!="]),
      junction("and"),
      junction("or"),
      below("bool").map((of): Cell => ({ kind: "not", of, type: "bool", span: SPAN })),
      fc.constantFrom(...readable).map((of): Cell => ({ kind: "has", of, type: "bool", span: SPAN })),
      guarded(readable, below("bool")),
      member(below("int"), ints),
      member(below("text"), this.#textList()),
      ...this.#facts("texts").map((list) => member(below("text"), fc.constant(list))),
      ...this.#overPersons(here, ["exists", "all"], "bool"),
    ];
  }
}

/** `has(x) && …` and `!has(x) || …`, so that guards are met more often than by chance. */
function guarded(readable: readonly (FactRead | PersonRead)[], condition: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> {
  return fc.tuple(fc.constantFrom(...readable), fc.boolean(), condition).map(([of, isAnd, then]): Cell => {
    const has: Cell = { kind: "has", of, type: "bool", span: SPAN };
    return isAnd ? flat("and", [has, then]) : flat("or", [{ kind: "not", of: has, type: "bool", span: SPAN }, then]);
  });
}

function flat(kind: Junction["kind"], of: readonly Expression[]): Expression {
  return {
    kind,
    of: of.flatMap((operand) => (operand.kind === kind ? operand.of : [operand])),
    type: "bool",
    span: SPAN,
  };
}

/** One expression with the definitions and tables it may read. */
export interface RandomRules {
  readonly definitions: readonly { readonly value: CheckedExpression }[];
  readonly tables: readonly Table[];
  readonly tree: Expression;
}

/** Expressions of a type, at most so deep, over four definitions of the types `DEFINITION_TYPES` and `RANDOM_TABLES`. */
export function randomRules(catalogue: FactCatalogue, type: ValueType, depth = 4): fc.Arbitrary<RandomRules> {
  const drawing = new Drawing(catalogue);
  const definitions = DEFINITION_TYPES.map((of, definitions) =>
    drawing
      .of({ type: of, depth: Math.min(depth, 3), persons: -1, definitions })
      .map((tree) => ({ value: { text: "", tree } })),
  );
  return fc
    .tuple(fc.tuple(...definitions), drawing.of({ type, depth, persons: -1, definitions: DEFINITION_TYPES.length }))
    .map(([made, tree]) => ({ definitions: made, tables: RANDOM_TABLES, tree }));
}

/** Facts of one pair by catalogue index, absent ones undefined. */
export interface RandomFacts {
  readonly asOf: number;
  readonly values: readonly (FactValue | undefined)[];
}

function drawValue(type: FactType): fc.Arbitrary<FactValue> {
  switch (type.kind) {
    case "int": {
      const small = SMALL.filter((value) => value >= type.minimum && value <= type.maximum);
      const any = fc.integer({ min: type.minimum, max: type.maximum });
      return fc.oneof(fc.constantFrom(type.minimum, type.maximum, ...small), any);
    }
    case "bool":
      return fc.boolean();
    case "text":
      return fc.constantFrom(...(type.values ?? WORDS));
    case "day":
      return fc.oneof(
        fc.integer({ min: TODAY - 20_000, max: TODAY + 2_000 }),
        fc.constantFrom(FIRST_DAY, LAST_DAY, TODAY),
      );
    case "position":
      return fc.record({
        grid: fc.constantFrom(...GRIDS),
        eastMetres: fc.integer({ min: -9_999_999, max: 9_999_999 }),
        northMetres: fc.integer({ min: -9_999_999, max: 19_999_999 }),
      });
    case "texts":
      return fc.uniqueArray(fc.constantFrom(...(type.values ?? WORDS)), {
        minLength: type.minimumItems ?? 0,
        maxLength: Math.min(type.maximumItems ?? 4, 4),
      });
    case "persons":
      return fc.array(personOf(type.fields), {
        minLength: type.minimumItems ?? 0,
        maxLength: Math.min(type.maximumItems ?? 4, 4),
      });
  }
}

function personOf(fields: readonly FieldDeclaration[]): fc.Arbitrary<PersonValues> {
  return fc.tuple(...fields.map((field) => maybe(field.type, field.optional))) as fc.Arbitrary<PersonValues>;
}

function maybe(type: FactType, optional: boolean): fc.Arbitrary<FactValue | undefined> {
  return optional ? fc.option(drawValue(type), { nil: undefined, freq: 3 }) : drawValue(type);
}

/** Facts within their declared ranges; optional ones may be absent. */
export function randomFacts(catalogue: FactCatalogue): fc.Arbitrary<RandomFacts> {
  return fc.record({
    asOf: fc.integer({ min: TODAY - 800, max: TODAY + 800 }),
    values: fc.tuple(...catalogue.facts.map((fact) => maybe(fact.type, fact.optional))),
  });
}

/** The reader of random facts; some journeys are known, others not. */
export function readerOf({ asOf, values }: RandomFacts): FactReader {
  return {
    asOf,
    fact: (index) => values[index],
    travelMinutes: (from, to) => (from.length === 3 && to.startsWith("e") ? from.charCodeAt(0) + to.length : undefined),
  };
}

/** How many nodes of each kind a tree has; each closed function and operator counts for itself. */
export function countKinds(tree: Expression, counts = new Map<string, number>()): Map<string, number> {
  const name = tree.kind === "call" ? tree.function : "operator" in tree ? `${tree.kind} ${tree.operator}` : tree.kind;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const part of Object.values(tree)) {
    for (const item of Array.isArray(part) ? part : [part]) {
      if (typeof item === "object" && item !== null && "kind" in item) countKinds(item as Expression, counts);
    }
  }
  return counts;
}

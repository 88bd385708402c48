import type {
  FactCatalogue,
  FactDeclaration,
  FactType,
  FieldDeclaration,
  Side,
} from "../../src/domain/facts/catalogue.ts";
import { FactTableBuilder, type GrowingFactTable } from "../../src/domain/facts/table/fact-table-builder.ts";
import type { CheckedExpression, Expression, FactRead, ValueType } from "../../src/domain/rules/expression.ts";
import type { Criterion, Heading, RuleSet, Scale, Table } from "../../src/domain/rules/rule-set.ts";
import { dayNumberOf, dayText } from "../../src/domain/shared/dates.ts";

/** Random choices that depend on a seed only. */
export class Choices {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
  several<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

const words = ["ash", "elm", "fir", "oak", "yew"];
const grids = ["east-grid", "west-grid"];
const today = dayNumberOf("2026-11-23")!;

const fields: FieldDeclaration[] = [
  { name: "f0", type: { kind: "text", values: words }, optional: false },
  { name: "f1", type: { kind: "day" }, optional: true },
  { name: "f2", type: { kind: "bool" }, optional: true },
  { name: "f3", type: { kind: "int", minimum: 0, maximum: 9 }, optional: true },
].map((field) => ({ ...field, type: field.type as FactType, protected: false, changeable: true, description: "" }));

const kinds: readonly { readonly type: FactType; readonly optional: boolean }[] = [
  { type: { kind: "int", minimum: 0, maximum: 6 }, optional: false },
  { type: { kind: "int", minimum: -5, maximum: 2_000_000_000 }, optional: true },
  { type: { kind: "int", minimum: 1, maximum: 4 }, optional: true },
  { type: { kind: "bool" }, optional: false },
  { type: { kind: "bool" }, optional: true },
  { type: { kind: "text", values: words }, optional: false },
  { type: { kind: "text" }, optional: true },
  { type: { kind: "day" }, optional: true },
  { type: { kind: "position" }, optional: true },
  { type: { kind: "texts" }, optional: true },
  { type: { kind: "texts" }, optional: false },
  { type: { kind: "persons", fields }, optional: true },
];

/** A catalogue with every kind of fact on both sides; `prefix` names them. */
export function plainCatalogue(prefix = ""): FactCatalogue {
  const facts: FactDeclaration[] = [];
  for (const side of ["request", "vacancy"] as const) {
    kinds.forEach(({ type, optional }, at) => {
      facts.push({
        index: facts.length,
        name: `${prefix}${side}.x${at}`,
        namespace: `${prefix}${side}`,
        path: [`x${at}`],
        side,
        type,
        optional,
        protected: false,
        changeable: true,
        description: "",
      });
    });
  }
  const space = (side: Side) => ({ name: `${prefix}${side}`, side, steps: [], within: [] });
  return { namespaces: [space("request"), space("vacancy")], facts };
}

function randomDay(choices: Choices): string {
  return dayText(today - choices.between(-40, 12_000));
}

function randomValue(choices: Choices, type: FactType): unknown {
  switch (type.kind) {
    case "int":
      return Math.min(
        type.maximum,
        type.minimum + choices.of([0, 1, 2, 3, 5, 6, 7, 1_000_000, 1_400_000_000, 1_400_000_001]),
      );
    case "bool":
      return choices.chance(0.5);
    case "text":
      return choices.of(words);
    case "day":
      return choices.chance(0.3) ? "2020-02-29" : randomDay(choices);
    case "position":
      return {
        grid: choices.chance(0.85) ? grids[0] : grids[1],
        eastMetres: choices.between(-20, 20) * 700,
        northMetres: choices.between(-20, 20) * 700,
      };
    case "texts":
      return choices.several(3, () => choices.of(words));
    case "persons":
      return choices.several(4, () => randomRecord(choices, type.fields));
  }
}

function randomRecord(
  choices: Choices,
  members: readonly { readonly name: string; readonly type: FactType; readonly optional: boolean }[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { name, type, optional } of members) {
    if (!optional || choices.chance(0.75)) record[name] = randomValue(choices, type);
  }
  return record;
}

/** Records of a side of the plain catalogue. */
export function randomRecords(choices: Choices, side: Side, count: number): Record<string, unknown>[] {
  const members = kinds.map(({ type, optional }, at) => ({ name: `x${at}`, type, optional }));
  return Array.from({ length: count }, (_, at) => ({ id: `${side[0]}${at}`, ...randomRecord(choices, members) }));
}

/** A table of these records. */
export function tableOf(
  catalogue: FactCatalogue,
  requests: readonly Record<string, unknown>[],
  vacancies: readonly Record<string, unknown>[],
): GrowingFactTable {
  const builder = new FactTableBuilder(catalogue, today);
  for (const record of requests) builder.addRequest(record);
  for (const record of vacancies) builder.addVacancy(record);
  for (const from of words)
    for (const to of words) {
      const minutes = (words.indexOf(from) * 7 + words.indexOf(to) * 3) % 11;
      if (minutes > 2) builder.addTravelTime({ fromCommuneCode: from, toCommuneCode: to, minutes: minutes * 10 });
    }
  return builder.build();
}

const span = { start: 0, end: 0 };

/** A choice between two trees of one type. */
export function chooseNode(condition: Expression, yes: Expression, no: Expression): Expression {
  // biome-ignore lint/suspicious/noThenProperty: the name of the branch in the checked tree
  return { kind: "choose", condition, then: yes, otherwise: no, type: yes.type, span };
}

/** Writes random checked trees over a catalogue. */
export class TreeMaker {
  readonly choices: Choices;
  readonly catalogue: FactCatalogue;
  readonly tables: readonly Table[];
  /** The definitions that may be read, with the sides they read themselves. */
  definitions: { readonly type: ValueType; readonly sides: readonly Side[] }[] = [];
  sides: readonly Side[] = ["request", "vacancy"];
  #isInPersons: boolean = false as boolean;

  constructor(choices: Choices, catalogue: FactCatalogue, tables: readonly Table[]) {
    this.choices = choices;
    this.catalogue = catalogue;
    this.tables = tables;
  }

  fact(kind: FactType["kind"], side: Side = this.choices.of(this.sides)): FactRead {
    const facts = this.catalogue.facts.filter((fact) => fact.type.kind === kind && fact.side === side);
    const fact = this.choices.of(facts);
    return { kind: "fact", fact: fact.index, type: kind as ValueType, span };
  }

  #person(type: ValueType): Expression {
    const at = fields.map((_, index) => index).filter((index) => fields[index]!.type.kind === type);
    return { kind: "person", field: this.choices.of(at), type, span };
  }

  #defined(type: ValueType): Expression | undefined {
    const isReadable = (at: number) => {
      const definition = this.definitions[at]!;
      return definition.type === type && definition.sides.every((side) => this.sides.includes(side));
    };
    const at = [...this.definitions.keys()].filter(isReadable);
    return at.length === 0 ? undefined : { kind: "defined", definition: this.choices.of(at), type, span };
  }

  int(depth: number): Expression {
    const { choices } = this;
    const leaf = depth <= 0 || choices.chance(0.25);
    const type = "int";
    if (leaf) {
      if (this.#isInPersons && choices.chance(0.5)) return this.#person("int");
      if (choices.chance(0.2)) return this.#defined("int") ?? this.fact("int");
      if (choices.chance(0.4)) return { kind: "constant", value: choices.between(-3, 8), type, span };
      return this.fact("int");
    }
    switch (choices.below(13)) {
      case 0:
      case 1:
      case 2: {
        const operator = choices.of(["+", "-", "*", "/", "%"] as const);
        return { kind: "arithmetic", operator, left: this.int(depth - 2), right: this.int(depth - 2), type, span };
      }
      case 3:
        return this.#choose(() => this.int(depth - 1), depth);
      case 4:
        return { kind: "size", list: this.fact(choices.of(["texts", "persons"] as const)), type, span };
      case 5:
        return this.#isInPersons ? this.int(depth - 1) : this.#overPersons("count", type, depth);
      case 6:
        return this.#tableRead("int", depth) ?? this.int(depth - 1);
      case 7: {
        const call = choices.of(["age", "months", "days"] as const);
        return { kind: "call", function: call, arguments: [this.day(depth - 2), this.day(depth - 2)], type, span };
      }
      case 8:
        return {
          kind: "call",
          function: "distanceMetres",
          arguments: [this.position(1), this.position(1)],
          type,
          span,
        };
      case 9:
        return {
          kind: "call",
          function: "travelMinutes",
          arguments: [this.text(depth - 2), this.text(depth - 2)],
          type,
          span,
        };
      case 10:
        return { kind: "call", function: "rank", arguments: [this.text(depth - 2), this.#list()], type, span };
      case 11: {
        const parts = [this.int(depth - 2), this.int(depth - 2), this.int(depth - 2)];
        return { kind: "call", function: "effortRate", arguments: parts, type, span };
      }
      default: {
        const call = choices.of(["least", "greatest", "percent"] as const);
        return { kind: "call", function: call, arguments: [this.int(depth - 2), this.int(depth - 2)], type, span };
      }
    }
  }

  day(depth: number): Expression {
    const { choices } = this;
    if (depth > 0 && choices.chance(0.2)) {
      const call = choices.of(["least", "greatest"] as const);
      return { kind: "call", function: call, arguments: [this.day(depth - 1), this.day(depth - 1)], type: "day", span };
    }
    if (depth > 0 && choices.chance(0.2)) return this.#choose(() => this.day(depth - 1), depth);
    if (this.#isInPersons && choices.chance(0.6)) return this.#person("day");
    if (choices.chance(0.25)) return { kind: "as-of", type: "day", span };
    return choices.chance(0.2)
      ? { kind: "constant", value: today - choices.below(9_000), type: "day", span }
      : this.fact("day");
  }

  text(depth: number): Expression {
    const { choices } = this;
    if (depth > 0 && choices.chance(0.2)) return this.#choose(() => this.text(depth - 1), depth);
    if (depth > 0 && choices.chance(0.2)) return this.#tableRead("text", depth) ?? this.fact("text");
    if (this.#isInPersons && choices.chance(0.5)) return this.#person("text");
    if (choices.chance(0.3))
      return { kind: "constant", value: choices.of([...words, "nowhere", "never"]), type: "text", span };
    return this.fact("text");
  }

  position(depth: number): Expression {
    if (depth > 0 && this.choices.chance(0.2)) return this.#choose(() => this.position(0), 1);
    return this.fact("position");
  }

  bool(depth: number): Expression {
    const { choices } = this;
    const type = "bool";
    if (depth <= 0 || choices.chance(0.12)) {
      if (this.#isInPersons && choices.chance(0.5)) return this.#person("bool");
      if (choices.chance(0.2)) return this.#defined("bool") ?? this.fact("bool");
      if (choices.chance(0.1)) return { kind: "constant", value: choices.chance(0.5), type, span };
      return this.fact("bool");
    }
    switch (choices.below(11)) {
      case 0:
        return { kind: "not", of: this.bool(depth - 1), type, span };
      case 1:
      case 2:
      case 3: {
        const kind = choices.of(["and", "or"] as const);
        const of = [this.bool(depth - 1), this.bool(depth - 1), ...choices.several(1, () => this.bool(depth - 2))];
        const flat = of.flatMap((part) => (part.kind === kind ? part.of : [part]));
        return { kind, of: flat, type, span };
      }
      case 4:
        return this.#choose(() => this.bool(depth - 1), depth);
      case 5:
      case 6:
        return this.#compare(depth);
      case 7:
        return this.#isInPersons && choices.chance(0.5)
          ? { kind: "has", of: this.#person("day") as FactRead, type, span }
          : {
              kind: "has",
              of: this.fact(choices.of(["int", "text", "position", "texts", "persons"] as const)),
              type,
              span,
            };
      case 8:
        return { kind: "member", item: this.text(depth - 2), list: this.#list(), type, span };
      case 9:
        return choices.chance(0.5)
          ? {
              kind: "member",
              item: this.int(depth - 2),
              list: { kind: "constant-list", values: [1, 2, 5], type: "ints", span },
              type,
              span,
            }
          : this.#compare(depth);
      default:
        return this.#isInPersons
          ? this.#compare(depth)
          : this.#overPersons(choices.of(["exists", "all"] as const), type, depth);
    }
  }

  /** A whole tree with the text that a rule file would hold in its place. */
  checked(tree: Expression): CheckedExpression {
    return { text: JSON.stringify(tree), tree };
  }

  #compare(depth: number): Expression {
    const { choices } = this;
    const kind = choices.below(6);
    const make =
      kind < 3
        ? () => this.int(depth - 1)
        : kind === 3
          ? () => this.day(depth - 1)
          : kind === 4
            ? () => this.text(depth - 1)
            : () => this.bool(depth - 2);
    const operators = kind < 4 ? (["==", "!=", "<", "<=", ">", ">="] as const) : (["==", "!="] as const);
    return { kind: "compare", operator: choices.of(operators), left: make(), right: make(), type: "bool", span };
  }

  #choose(make: () => Expression, depth: number): Expression {
    return chooseNode(this.bool(depth - 2), make(), make());
  }

  #list(): FactRead | Extract<Expression, { kind: "constant-list" }> {
    return this.choices.chance(0.7)
      ? this.fact("texts")
      : { kind: "constant-list", values: ["elm", "nowhere", "oak"], type: "texts", span };
  }

  #overPersons(kind: "exists" | "all" | "count", type: ValueType, depth: number): Expression {
    this.#isInPersons = true;
    const where = this.bool(depth - 1);
    this.#isInPersons = false;
    return { kind, persons: this.fact("persons"), where, type, span };
  }

  #tableRead(type: "int" | "text", depth: number): Expression | undefined {
    const at = this.tables.map((_, index) => index).filter((index) => this.tables[index]!.type === type);
    if (at.length === 0) return undefined;
    const table = this.choices.of(at);
    const keys = this.tables[table]!.keys.map((key) =>
      key.kind === "range" ? this.int(depth - 2) : this.text(depth - 2),
    );
    return { kind: "table", table, keys, type, span };
  }
}

const parameter = {
  title: { fr: "", en: "" },
  unit: "points",
  source: { text: "" },
  validFrom: "2026-01-01",
  checkedOn: "2026-01-01",
  standing: "confirmed",
} as const;

/** Tables whose keys cover some of what the plain facts hold. */
function randomTables(choices: Choices): Table[] {
  const texts = { kind: "texts", values: ["ash", "oak", "never"], hasOther: true } as const;
  const closed = { kind: "texts", values: words, hasOther: false } as const;
  const range = { kind: "range", from: 0, to: 6 } as const;
  const numbers = (length: number) => Array.from({ length }, () => choices.between(0, 9));
  return [
    { ...parameter, id: "t0", keys: [texts, range], type: "int", cells: numbers(28) },
    { ...parameter, id: "t1", keys: [closed, texts, range], type: "int", cells: numbers(140) },
    {
      ...parameter,
      id: "t2",
      keys: [range],
      type: "text",
      cells: Array.from({ length: 7 }, () => choices.of([...words, "never"])),
    },
  ];
}

function randomScale(maker: TreeMaker): { scale: Scale; maximum: number; minimum: number } {
  const { choices } = maker;
  const value = () => maker.checked(maker.int(3));
  switch (choices.below(4)) {
    case 0: {
      const points = choices.between(-6, 9);
      return {
        scale: { kind: "when", condition: maker.checked(maker.bool(3)), points },
        maximum: Math.max(0, points),
        minimum: Math.min(0, points),
      };
    }
    case 1: {
      const bands = [
        { to: 2, points: choices.below(5) },
        { from: 2, to: 5, points: choices.below(9) },
        { from: 5, points: choices.below(7) },
      ];
      return { scale: { kind: "bands", value: value(), bands }, maximum: 9, minimum: 0 };
    }
    case 2: {
      const at = [
        { value: -4, points: choices.below(9) },
        { value: 3, points: choices.below(9) },
        { value: 700, points: choices.below(9) },
      ];
      return { scale: { kind: "curve", value: value(), at }, maximum: 9, minimum: 0 };
    }
    default: {
      const scale = {
        kind: "per-month",
        months: value(),
        points: choices.between(1, 2),
        cap: choices.between(3, 8),
      } as const;
      return choices.chance(0.5)
        ? { scale, maximum: scale.cap, minimum: 0 }
        : { scale: { ...scale, bonus: { moreThanMonths: 4, points: 5 } }, maximum: scale.cap + 5, minimum: 0 };
    }
  }
}

function randomCriterion(maker: TreeMaker, id: string): Criterion {
  const { choices } = maker;
  const { scale, maximum, minimum } = randomScale(maker);
  const text = { fr: "", en: "" };
  return {
    id,
    title: text,
    scale,
    maximumPoints: maximum,
    minimumPoints: minimum,
    ...(choices.chance(0.3) ? { onlyIf: maker.checked(maker.bool(2)) } : {}),
    ...(choices.chance(0.2) ? { proof: maker.checked(maker.bool(2)) } : {}),
    ...(choices.chance(0.15) ? { expiry: { from: maker.checked(maker.day(1)), months: 12 } } : {}),
    declaredAs: choices.of(words),
    sentence: text,
    source: { text: "" },
  };
}

function randomHeading(maker: TreeMaker, id: string): Heading {
  const { choices } = maker;
  const combine = choices.of(["sum", "sum", "highest", "declared"] as const);
  const criteria = Array.from({ length: choices.between(1, 3) }, (_, at) => {
    maker.sides = choices.of([["request"], ["vacancy"], ["request", "vacancy"]] as const);
    return randomCriterion(maker, `${id}-${at}`);
  });
  maker.sides = choices.of([["request"], ["request", "vacancy"]] as const);
  const reach = criteria.reduce((sum, criterion) => sum + criterion.maximumPoints, 0);
  const depth = criteria.reduce((sum, criterion) => sum + criterion.minimumPoints, 0);
  const isCapped = choices.chance(0.4);
  const heading: Heading = {
    id,
    title: { fr: "", en: "" },
    combine,
    ...(combine === "declared" ? { declaredIn: maker.checked(maker.fact("texts")) } : {}),
    ...(choices.chance(0.2) ? { onlyIf: maker.checked(maker.bool(2)) } : {}),
    maximumPoints: isCapped ? Math.ceil(reach / 3) : reach,
    minimumPoints: isCapped ? Math.min(0, depth + 1) : depth,
    criteria,
  };
  maker.sides = ["request", "vacancy"];
  return heading;
}

/** What a random rule set is to hold. */
export interface RuleSetShape {
  readonly rules: number;
  readonly headings: number;
  /** Conditions that a run can look up are put in front. */
  readonly places: boolean;
}

/** A rule set over the plain catalogue that passes as compiled. */
export function randomRuleSet(choices: Choices, catalogue: FactCatalogue, id: string, shape: RuleSetShape): RuleSet {
  const maker = new TreeMaker(choices, catalogue, randomTables(choices));
  const definitions = (["int", "bool", "int", "bool"] as const).map((type, at) => {
    maker.sides = choices.of([["request"], ["vacancy"], ["request"], ["request", "vacancy"]] as const);
    const value = maker.checked(type === "int" ? maker.int(3) : maker.bool(3));
    maker.definitions.push({ type, sides: maker.sides });
    return { id: `d${at}`, title: { fr: "", en: "" }, type, value, source: { text: "" } };
  });
  maker.sides = ["request", "vacancy"];
  const required = Array.from({ length: shape.rules }, () => mostlyTrue(maker));
  if (shape.places) required.unshift(meeting(maker));
  const rule = (tree: Expression, at: number) => ({
    id: `${id}-rule-${at}`,
    title: { fr: "", en: "" },
    effect: choices.chance(0.85) ? ("exclude" as const) : ("flag" as const),
    require: maker.checked(tree),
    needs: [],
    reasonCode: `rule-${at}`,
    reason: { fr: "", en: "" },
    source: { text: "" },
  });
  const headings = Array.from({ length: shape.headings }, (_, at) => randomHeading(maker, `${id}-h${at}`));
  maker.sides = ["request"];
  const number = (value: number): Expression => ({ kind: "constant", value, type: "int", span });
  const priorityClass = maker.checked(chooseNode(maker.bool(2), number(choices.between(1, 3)), number(0)));
  const seniority = maker.checked(maker.day(1));
  maker.sides = ["vacancy"];
  const applies = { kind: "constant", value: true, type: "bool", span } as const;
  const target = {
    id: "t",
    title: { fr: "", en: "" },
    shareBasisPoints: 2_500,
    territory: maker.checked(maker.fact("text")),
    appliesTo: maker.checked(applies),
    priorityClass,
    source: { text: "" },
  };
  maker.sides = ["request", "vacancy"];
  return {
    id,
    version: "1.0.0",
    title: { fr: "", en: "" },
    programmes: [],
    programmeFact: 0,
    authority: "",
    source: { text: "" },
    digest: "",
    asOf: dayText(today),
    parameters: [],
    tables: maker.tables,
    definitions,
    eligibility: required.map(rule),
    headings,
    maximumPoints: headings.reduce((sum, heading) => sum + heading.maximumPoints, 0),
    minimumPoints: headings.reduce((sum, heading) => sum + heading.minimumPoints, 0),
    preferences: [
      { id: "k0", title: { fr: "", en: "" }, value: maker.checked(maker.int(2)), ascending: choices.chance(0.5) },
      { id: "k1", title: { fr: "", en: "" }, value: maker.checked(maker.int(2)), ascending: choices.chance(0.5) },
    ],
    assignment: {
      places: maker.checked({ kind: "constant", value: 3, type: "int", span }),
      next: 2,
      listsPerRequest: 1,
      seniority,
      clock: maker.checked(maker.fact("day")),
      targets: [target],
      levers: [],
    },
    procedure: {},
  };
}

/** A condition that leaves enough pairs for an order to be seen. */
function mostlyTrue(maker: TreeMaker): Expression {
  const type = "bool";
  const { choices } = maker;
  const guard = (): Expression => ({ kind: "has", of: maker.fact("int"), type, span });
  switch (choices.below(8)) {
    case 0:
      return { kind: "or", of: [maker.bool(2), { kind: "not", of: maker.bool(2), type, span }], type, span };
    case 1:
      return { kind: "or", of: [{ kind: "not", of: guard(), type, span }, maker.bool(1), maker.bool(2)], type, span };
    case 2:
    case 3: {
      const side = choices.of([
        ["request", "vacancy"],
        ["vacancy", "request"],
      ] as const);
      maker.sides = [side[0]];
      const left = maker.int(2);
      maker.sides = [side[1]];
      const right = maker.int(2);
      maker.sides = ["request", "vacancy"];
      const operator = choices.of(["<", "<=", ">", ">=", "=="] as const);
      const compare: Expression = { kind: "compare", operator, left, right, type, span };
      return choices.chance(0.6)
        ? { kind: "or", of: [{ kind: "not", of: guard(), type, span }, compare], type, span }
        : compare;
    }
    case 4:
      return { kind: "not", of: maker.bool(2), type, span };
    default: {
      maker.sides = ["request"];
      const ofRequest = [maker.bool(1), maker.bool(1)];
      maker.sides = ["vacancy"];
      const ofVacancy = [maker.bool(1), maker.bool(0)];
      maker.sides = ["request", "vacancy"];
      return { kind: "or", of: [...ofRequest, ...ofVacancy], type, span };
    }
  }
}

/** A condition by which a run can look vacancies up. */
function meeting(maker: TreeMaker): Expression {
  const { choices } = maker;
  const type = "bool";
  const one = (): Expression => {
    const [vacancyList, requestList] = [choices.chance(0.3), choices.chance(0.7)];
    maker.sides = ["vacancy"];
    const item = maker.text(1);
    const list = maker.fact("texts", "request");
    const [place, number] = [maker.position(0), maker.int(1)];
    maker.sides = ["request"];
    const [home, wanted, bound, guard] = [maker.position(0), maker.text(1), maker.int(1), maker.bool(1)];
    maker.sides = ["request", "vacancy"];
    const metres: Expression = {
      kind: "arithmetic",
      operator: "*",
      left: bound,
      right: { kind: "constant", value: 1_500, type: "int", span },
      type: "int",
      span,
    };
    const atom = ((): Expression => {
      switch (choices.below(4)) {
        case 0:
          return { kind: "member", item, list, type, span };
        case 1:
          if (vacancyList && requestList)
            return { kind: "member", item: wanted, list: maker.fact("texts", "vacancy"), type, span };
          return { kind: "compare", operator: "==", left: item, right: wanted, type, span };
        case 2:
          return {
            kind: "compare",
            operator: "==",
            left: wanted.type === "text" ? bound : wanted,
            right: number,
            type,
            span,
          };
        default: {
          const distance: Expression = {
            kind: "call",
            function: "distanceMetres",
            arguments: choices.chance(0.5) ? [place, home] : [home, place],
            type: "int",
            span,
          };
          return choices.chance(0.5)
            ? { kind: "compare", operator: choices.of(["<=", "<"] as const), left: distance, right: metres, type, span }
            : {
                kind: "compare",
                operator: choices.of([">=", ">"] as const),
                left: metres,
                right: distance,
                type,
                span,
              };
        }
      }
    })();
    if (choices.chance(0.3)) return { kind: "and", of: [guard, atom], type, span };
    return choices.chance(0.3) ? { kind: "and", of: [atom, maker.bool(1), mostlyTrue(maker)], type, span } : atom;
  };
  const of = [one(), ...choices.several(2, one)];
  return of.length === 1 ? of[0]! : { kind: "or", of, type, span };
}

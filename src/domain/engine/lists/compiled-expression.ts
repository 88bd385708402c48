/**
 * From checked trees to JavaScript source over typed arrays: the batch execution of rules.
 * Promises: the same truth and the same numbers as the reference interpreter, for every pair of rows of the table it is bound to.
 * A number, day, text code or truth value (1, 0) that is unknown is NaN; truth is asked in two ways, `isTrue` and `isFalse`.
 * No text of a rule file reaches the source: facts become column numbers, texts become codes, everything else whole numbers.
 */
import type { FactDeclaration } from "../../facts/catalogue.ts";
import { ABSENT, type FactTable, type ScalarColumn } from "../../facts/fact-table.ts";
import { isOwnId } from "../../facts/table/held-table.ts";
import type {
  Call,
  Choose,
  Compare,
  Expression,
  FactRead,
  Has,
  Junction,
  Member,
  OverPersons,
  PersonRead,
  TableRead,
} from "../../rules/expression.ts";
import { CONTRARY } from "../../rules/expression-parts.ts";
import type { RuleSet, TableKey } from "../../rules/rule-set.ts";
import { cellCount, slotCount } from "../../rules/table-layout.ts";
import * as knownNumbers from "./known-numbers.ts";
import { ROWS, SourceModule } from "./source-module.ts";
import { cellsOf, slotsOf } from "./table-cells.ts";

const UNKNOWN = "NaN";

/** Gives source that reads what was computed elsewhere, or undefined where the tree is to be written out. */
export interface Substitute {
  value(tree: Expression, wanted: "value" | "true" | "false"): string | undefined;
  place(tree: Expression): PlaceSource | undefined;
  /** The place of the cell, where it is the sum of a part per side. */
  cell(tree: TableRead): string | undefined;
}

/** Codes of texts that no fact holds: negative, the same for all writers that share them. */
export type OwnCodes = Map<string, number>;

/** Sources of the three numbers of a position. */
export interface PlaceSource {
  readonly grid: string;
  readonly east: string;
  readonly north: string;
}

/** Writes the source of one rule set bound to one table; `link` turns it into functions. */
export class ExpressionWriter extends SourceModule {
  readonly #table: FactTable;
  readonly #ruleSet: RuleSet;
  readonly #hoisted = new Map<Expression, string>();
  readonly #definitions = new Map<number, string>();
  readonly #codes: OwnCodes;
  readonly #substitute: Substitute | undefined;

  constructor(table: FactTable, ruleSet: RuleSet, codes: OwnCodes = new Map(), substitute?: Substitute) {
    super();
    this.#table = table;
    this.#ruleSet = ruleSet;
    this.#codes = codes;
    this.#substitute = substitute;
    for (const [name, known] of Object.entries(knownNumbers)) this.give(name, known);
  }

  /** The reference day, as source. */
  get asOf(): string {
    return this.#constant(this.#table.asOf);
  }

  /** Code of a text: its place in the dictionary, or a negative number of its own where no fact holds it. */
  codeOf(text: string): number {
    const code = this.#table.codeOf(text);
    if (code >= 0) return code;
    const own = this.#codes.get(text) ?? -2 - this.#codes.size;
    this.#codes.set(text, own);
    return own;
  }

  /** Source that is true exactly when the truth value is true. */
  isTrue(tree: Expression): string {
    const elsewhere = this.#substitute?.value(tree, "true");
    if (elsewhere !== undefined) return elsewhere;
    switch (tree.kind) {
      case "constant":
        return String(tree.value === true);
      case "not":
        return this.isFalse(tree.of);
      case "and":
        return this.#every(tree, (operand) => this.isTrue(operand), "&&");
      case "or":
        return this.#every(tree, (operand) => this.isTrue(operand), "||");
      case "has":
        return this.#has(tree);
      case "compare":
        return this.#compareTrue(tree, tree.operator);
      case "fact":
        return `${this.#scalar(tree) ?? UNKNOWN} === 1`;
      default:
        return `${this.value(tree)} === 1`;
    }
  }

  /** Source that is true exactly when the truth value is false. */
  isFalse(tree: Expression): string {
    const elsewhere = this.#substitute?.value(tree, "false");
    if (elsewhere !== undefined) return elsewhere;
    switch (tree.kind) {
      case "constant":
        return String(tree.value === false);
      case "not":
        return this.isTrue(tree.of);
      case "and":
        return this.#every(tree, (operand) => this.isFalse(operand), "||");
      case "or":
        return this.#every(tree, (operand) => this.isFalse(operand), "&&");
      case "has":
        return `!${this.#has(tree)}`;
      case "compare":
        return this.#compareTrue(tree, CONTRARY[tree.operator]);
      case "fact":
        return `${this.#scalar(tree) ?? UNKNOWN} === 0`;
      default:
        return `${this.value(tree)} === 0`;
    }
  }

  /** Source of the number, day, text code or truth value; NaN where it is unknown. */
  value(tree: Expression): string {
    const elsewhere = this.#substitute?.value(tree, "value");
    if (elsewhere !== undefined) return elsewhere;
    switch (tree.kind) {
      case "constant":
        return this.#constant(tree.value);
      case "as-of":
        return this.asOf;
      case "fact":
        return this.#factValue(tree);
      case "person":
        return this.#personValue(tree);
      case "defined":
        return this.#defined(tree.definition);
      case "arithmetic": {
        const [left, right] = [this.value(tree.left), this.value(tree.right)];
        if (tree.operator === "/") return `quotient(${left}, ${right})`;
        if (tree.operator === "%") return `remainder(${left}, ${right})`;
        return `(${left} ${tree.operator} ${right})`;
      }
      case "compare":
        return this.#compareValue(tree);
      case "has":
        return `(${this.#has(tree)} ? 1 : 0)`;
      case "not":
        return `(1 - ${this.value(tree.of)})`;
      case "size":
        return this.#listRead(
          tree.list,
          (list) => `(o${list}[${this.#row(tree.list)} + 1] - o${list}[${this.#row(tree.list)}])`,
        );
      case "call":
        return this.#call(tree);
      case "and":
      case "or":
        return this.#hoist(tree, () => this.#junctionBody(tree));
      case "choose":
        return this.#hoist(tree, () => this.#chooseBody(tree));
      case "member":
        return this.#hoist(tree, () => this.#memberBody(tree));
      case "exists":
      case "all":
      case "count":
        return this.#hoist(tree, () => this.#overPersonsBody(tree));
      case "table":
        return this.#hoist(tree, () => this.#tableBody(tree));
      case "constant-list":
        throw new Error("a list has no single value");
    }
  }

  /** Grid, east and north of a position; the grid is ABSENT where the position is unknown. */
  place(tree: Expression): PlaceSource {
    const elsewhere = this.#substitute?.place(tree);
    if (elsewhere !== undefined) return elsewhere;
    switch (tree.kind) {
      case "fact": {
        const column = this.#table.column(tree.fact);
        if (column?.kind !== "position") return { grid: String(ABSENT), east: "0", north: "0" };
        const [row, name] = [this.#row(tree), tree.fact];
        this.give(`g${name}`, column.grid);
        this.give(`e${name}`, column.east);
        this.give(`n${name}`, column.north);
        return { grid: `g${name}[${row}]`, east: `e${name}[${row}]`, north: `n${name}[${row}]` };
      }
      case "choose": {
        const [yes, no] = [this.place(tree.then), this.place(tree.otherwise)];
        const [isTrue, isFalse] = [this.isTrue(tree.condition), this.isFalse(tree.condition)];
        return {
          grid: `(${isTrue} ? ${yes.grid} : ${isFalse} ? ${no.grid} : ${ABSENT})`,
          east: `(${isTrue} ? ${yes.east} : ${no.east})`,
          north: `(${isTrue} ? ${yes.north} : ${no.north})`,
        };
      }
      case "defined":
        return this.place(this.#ruleSet.definitions[tree.definition]!.value.tree);
      default:
        throw new Error(`a ${tree.kind} is no position`);
    }
  }

  #every(tree: Junction, write: (operand: Expression) => string, joint: "&&" | "||"): string {
    return `(${tree.of.map(write).join(` ${joint} `)})`;
  }

  #constant(value: number | boolean | string): string {
    if (typeof value === "boolean") return value ? "1" : "0";
    const number = typeof value === "string" ? this.codeOf(value) : value;
    return number < 0 ? `(${number})` : String(number);
  }

  #fact(read: FactRead): FactDeclaration {
    return this.#table.catalogue.facts[read.fact]!;
  }

  #row(read: FactRead): string {
    return this.#fact(read).side === "request" ? "r" : "v";
  }

  #scalar(read: FactRead): string | undefined {
    const fact = this.#fact(read);
    const row = this.#row(read);
    const column = this.#table.column(read.fact);
    if (column?.kind === "scalar") return `${this.give(`c${read.fact}`, column.values)}[${row}]`;
    if (!isOwnId(fact, this.#table.catalogue)) return undefined;
    const idOf = (at: number) => (fact.side === "request" ? this.#table.requestId(at) : this.#table.vacancyId(at));
    return `${this.give(`c${read.fact}`, (at: number) => this.codeOf(idOf(at)))}(${row})`;
  }

  #factValue(read: FactRead): string {
    const cell = this.#scalar(read);
    if (cell === undefined) return UNKNOWN;
    return this.#fact(read).optional ? `known(${cell})` : cell;
  }

  #persons: FactRead | undefined;

  #personCell(read: PersonRead): { readonly cell: string; readonly optional: boolean } | undefined {
    const persons = this.#persons!;
    const { type } = this.#fact(persons);
    const column = this.#table.column(persons.fact);
    if (column?.kind !== "persons" || type.kind !== "persons") return undefined;
    const field = column.fields[read.field] as ScalarColumn;
    this.give(`f${persons.fact}_${read.field}`, field.values);
    return { cell: `f${persons.fact}_${read.field}[i]`, optional: type.fields[read.field]!.optional };
  }

  #personValue(read: PersonRead): string {
    const place = this.#personCell(read);
    if (place === undefined) return UNKNOWN;
    return place.optional ? `known(${place.cell})` : place.cell;
  }

  #has({ of }: Has): string {
    if (of.kind === "person") {
      const place = this.#personCell(of);
      return place === undefined ? "false" : place.optional ? `(${place.cell} !== ${ABSENT})` : "true";
    }
    const { optional } = this.#fact(of);
    const column = this.#table.column(of.fact);
    switch (column?.kind) {
      case "position":
        return optional ? `(${this.place(of).grid} !== ${ABSENT})` : "true";
      case "texts":
      case "persons":
        return optional ? `(${this.give(`a${of.fact}`, column.absent)}[${this.#row(of)}] === 0)` : "true";
      default: {
        const cell = this.#scalar(of);
        return cell === undefined ? "false" : optional ? `(${cell} !== ${ABSENT})` : "true";
      }
    }
  }

  /** Source over a list of the row; unknown where the list is absent. */
  #listRead(read: FactRead, write: (fact: number) => string): string {
    const column = this.#table.column(read.fact);
    if (column?.kind !== "texts" && column?.kind !== "persons") return UNKNOWN;
    this.give(`o${read.fact}`, column.offsets);
    if (column.kind === "texts") this.give(`l${read.fact}`, column.codes);
    const source = write(read.fact);
    if (!this.#fact(read).optional) return source;
    this.give(`a${read.fact}`, column.absent);
    return `(a${read.fact}[${this.#row(read)}] === 1 ? ${UNKNOWN} : ${source})`;
  }

  #defined(definition: number): string {
    let name = this.#definitions.get(definition);
    if (name === undefined) {
      name = `d${definition}`;
      this.#definitions.set(definition, name);
      const body = this.value(this.#ruleSet.definitions[definition]!.value.tree);
      this.add(`function ${name}${ROWS} { return ${body}; }`);
    }
    return `${name}(r, v, 0)`;
  }

  #compareTrue(tree: Compare, operator: Compare["operator"]): string {
    const [left, right] = [this.value(tree.left), this.value(tree.right)];
    if (operator === "!=") return `differ(${left}, ${right})`;
    return `(${left} ${operator === "==" ? "===" : operator} ${right})`;
  }

  #compareValue(tree: Compare): string {
    const [left, right] = [this.value(tree.left), this.value(tree.right)];
    switch (tree.operator) {
      case "==":
        return `equalKleene(${left}, ${right})`;
      case "!=":
        return `(1 - equalKleene(${left}, ${right}))`;
      case "<":
        return `lessKleene(${left}, ${right})`;
      case "<=":
        return `atMostKleene(${left}, ${right})`;
      case ">":
        return `lessKleene(${right}, ${left})`;
      case ">=":
        return `atMostKleene(${right}, ${left})`;
    }
  }

  #call(tree: Call): string {
    const [a, b] = tree.arguments;
    const values = () => tree.arguments.map((argument) => this.value(argument)).join(", ");
    switch (tree.function) {
      case "days":
        return `(${this.value(b!)} - ${this.value(a!)})`;
      case "least":
        return `Math.min(${values()})`;
      case "greatest":
        return `Math.max(${values()})`;
      case "age":
      case "months":
        return this.#betweenDays(tree.function, a!, b!);
      case "effortRate":
      case "percent":
        return `${tree.function}(${values()})`;
      case "distanceMetres": {
        const [from, to] = [this.place(a!), this.place(b!)];
        return `distanceMetres(${from.grid}, ${from.east}, ${from.north}, ${to.grid}, ${to.east}, ${to.north})`;
      }
      case "travelMinutes":
        return this.#hoist(tree, () => {
          this.give("journeys", this.#table.travelMinutes);
          const [from, to] = [this.value(a!), this.value(b!)];
          return `const x = ${from}, y = ${to}; if (!(x >= 0 && y >= 0)) return ${UNKNOWN};
  const minutes = journeys.get(x * ${this.#table.texts.length} + y); return minutes === undefined ? ${UNKNOWN} : minutes;`;
        });
      case "rank":
        return this.#rank(tree, a!, b!);
    }
  }

  /** Years or months between two days; those to or from a fixed day are computed once per day. */
  #betweenDays(name: "age" | "months", from: Expression, to: Expression): string {
    const between = name === "age" ? knownNumbers.age : knownNumbers.months;
    const [start, end] = [this.#fixedDay(from), this.#fixedDay(to)];
    if (end !== undefined) {
      const remember = () => knownNumbers.rememberedByDay(end, (day) => between(day, end));
      return `${this.share(`${name} to ${end}`, remember)}(${this.value(from)})`;
    }
    if (start !== undefined) {
      const remember = () => knownNumbers.rememberedByDay(start, (day) => between(start, day));
      return `${this.share(`${name} from ${start}`, remember)}(${this.value(to)})`;
    }
    return `${name}(${this.value(from)}, ${this.value(to)})`;
  }

  #fixedDay(tree: Expression): number | undefined {
    if (tree.kind === "as-of") return this.#table.asOf;
    return tree.kind === "constant" && typeof tree.value === "number" ? tree.value : undefined;
  }

  #rank(tree: Call, item: Expression, list: Expression): string {
    if (list.kind === "fact") {
      const row = this.#row(list);
      const write = (l: number) => `rankIn(${this.value(item)}, l${l}, o${l}[${row}], o${l}[${row} + 1])`;
      return this.#listRead(list, write);
    }
    if (list.kind !== "constant-list") throw new Error(`a ${list.kind} is no list`);
    return this.#hoist(tree, () => {
      const steps = list.values.map((value, at) => `if (x === ${this.#constant(value)}) return ${at + 1};`);
      return `const x = ${this.value(item)}; if (x !== x) return ${UNKNOWN}; ${steps.join(" ")} return ${list.values.length + 1};`;
    });
  }

  /** A function of its own, written once per tree. */
  #hoist(tree: Expression, writeBody: () => string): string {
    let name = this.#hoisted.get(tree);
    if (name === undefined) {
      name = this.function(writeBody());
      this.#hoisted.set(tree, name);
    }
    return name;
  }

  #junctionBody(tree: Junction): string {
    const decisive = tree.kind === "and" ? 0 : 1;
    const steps = tree.of.map(
      (operand) => `x = ${this.value(operand)}; if (x === ${decisive}) return ${decisive}; if (x !== x) u = x;`,
    );
    return `let x, u = ${1 - decisive}; ${steps.join(" ")} return u;`;
  }

  #chooseBody(tree: Choose): string {
    const [yes, no] = [this.value(tree.then), this.value(tree.otherwise)];
    return `const x = ${this.value(tree.condition)}; return x === 1 ? ${yes} : x === 0 ? ${no} : ${UNKNOWN};`;
  }

  #memberBody({ item, list }: Member): string {
    if (list.kind === "fact") {
      const row = this.#row(list);
      const write = (l: number) => `memberKleene(${this.value(item)}, l${l}, o${l}[${row}], o${l}[${row} + 1])`;
      return `return ${this.#listRead(list, write)};`;
    }
    const codes = list.values.map((value) => (typeof value === "string" ? this.codeOf(value) : value));
    const set = this.share(codes.join(" "), () => new Set(codes));
    return `const x = ${this.value(item)}; return x !== x ? ${UNKNOWN} : ${set}.has(x) ? 1 : 0;`;
  }

  #overPersonsBody({ kind, persons, where }: OverPersons): string {
    const column = this.#table.column(persons.fact);
    if (column?.kind !== "persons") return `return ${UNKNOWN};`;
    const [fact, row] = [persons.fact, this.#row(persons)];
    this.give(`o${fact}`, column.offsets);
    this.give(`a${fact}`, column.absent);
    const outer = this.#persons;
    this.#persons = persons;
    const condition = this.value(where);
    this.#persons = outer;
    const step = {
      exists: "if (x === 1) return 1; if (x !== x) u = x;",
      all: "if (x === 0) return 0; if (x !== x) u = x;",
      count: "u += x;",
    }[kind];
    return `if (a${fact}[${row}] === 1) return ${UNKNOWN}; let u = ${kind === "all" ? 1 : 0};
  for (let i = o${fact}[${row}], end = o${fact}[${row} + 1]; i < end; i++) { const x = ${condition}; ${step} } return u;`;
  }

  #tableBody(tree: TableRead): string {
    const table = this.#ruleSet.tables[tree.table]!;
    const cells = this.give(
      `w${tree.table}`,
      cellsOf(table, (text) => this.codeOf(text)),
    );
    const cell = this.#substitute?.cell(tree) ?? this.cellPart(tree, () => true);
    return `return ${cells}[${cell}];`;
  }

  /**
   * Source of what the chosen keys add to the place of a cell. A key without a slot gives the number of cells:
   * beyond the last one every cell is unknown, up to twice that number, so that two parts may be added.
   */
  cellPart(tree: TableRead, chosen: (key: Expression) => boolean): string {
    const table = this.#ruleSet.tables[tree.table]!;
    const steps: string[] = [];
    const terms: string[] = [];
    let weight = 1;
    for (let at = table.keys.length - 1; at >= 0; at--) {
      const key = table.keys[at]!;
      const size = slotCount(key);
      if (chosen(tree.keys[at]!)) {
        steps.push(this.#slot(tree, at, key, `return ${cellCount(table)};`));
        terms.push(`k${at} * ${weight}`);
      }
      weight *= size;
    }
    return this.function(`${steps.join("\n  ")}\n  return ${terms.join(" + ") || "0"};`);
  }

  #slot(tree: TableRead, at: number, key: TableKey, missing: string): string {
    const value = this.value(tree.keys[at]!);
    if (key.kind === "range") {
      return `const k${at} = ${value} - ${this.#constant(key.from)}; if (!(k${at} >= 0 && k${at} < ${slotCount(key)})) ${missing}`;
    }
    const slots = slotsOf(key, (text) => this.codeOf(text));
    const name = this.share(JSON.stringify([...slots]), () => slots);
    const other = key.hasOther ? `k${at} = ${key.values.length};` : missing;
    return `const x${at} = ${value}; if (Number.isNaN(x${at})) ${missing}
  let k${at} = ${name}.get(x${at}); if (k${at} === undefined) ${other}`;
  }
}

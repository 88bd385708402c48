/**
 * From terms to the source text of a function. A number is a number and NaN when unknown; a condition is written twice where both are
 * asked, once "is true" and once "is false", and is unknown when it is neither: that is Kleene's logic without a third value.
 * Invariant: nothing of a rule file reaches the text: it holds names e0, e1, ... of bound values, row variables and whole numbers.
 */
import { ABSENT, type Column, type PersonsColumn } from "../../facts/fact-table.ts";
import type { Call, Choose, Compare, Expression, Has, OverPersons, TableRead } from "../../rules/expression.ts";
import type { RuleSet, TableKey } from "../../rules/rule-set.ts";
import type { FactColumns } from "./fact-columns.ts";
import { FactText } from "./fact-text.ts";
import * as runTime from "./run-time.ts";
import { scaleText } from "./scale-text.ts";
import { joined, literal, SourceWriter } from "./source-writer.ts";
import type { CellPart, FirstDeclared, Term, TermReading } from "./terms.ts";

/** Where a scope holds the value of a term: text that reads it, and how unknown is written there. */
export interface HeldValue {
  readonly text: string;
  /** A shorter way to read it in the loop itself, outside the functions it calls. */
  readonly inLoop?: string;
  /** The number that stands for unknown there; NaN always does. */
  readonly unknown?: number;
}

/** What is at hand where the text runs: values computed before, and whether one-sided parts should be put together to be held. */
export interface Scope {
  held(term: Term): HeldValue | undefined;
  /** A column of request facts that is kept by the base of held values instead of the row. */
  moved?(fact: number): Column | undefined;
  readonly gathersOneSided: boolean;
}

/** Terms up to this size are written out again where they are needed twice. */
const SMALL = 12;

/** Writes the terms of one rule set. */
export class SourceText {
  readonly #ruleSet: RuleSet;
  readonly #columns: FactColumns;
  readonly #reading: TermReading;
  readonly #scope: Scope;
  readonly #writer = new SourceWriter();
  readonly #facts: FactText;
  readonly #cellNames = new Map<number, string>();
  #persons: PersonsColumn | undefined;

  constructor(ruleSet: RuleSet, columns: FactColumns, reading: TermReading, scope: Scope) {
    this.#ruleSet = ruleSet;
    this.#columns = columns;
    this.#reading = reading;
    this.#scope = scope;
    this.#facts = new FactText(ruleSet, columns, this.#writer, scope.moved?.bind(scope));
  }

  /** The name by which the text reads a value. */
  bind(value: unknown): string {
    return this.#writer.bind(value);
  }

  /** Makes the function whose parameters and body are given. */
  make<F>(parameters: string, body: string): F {
    return this.#writer.make(parameters, body);
  }

  /** Text that is true exactly when the condition is true. */
  truth(term: Term): string {
    const held = this.#held(term);
    if (held) return `${held.text}===1`;
    switch (term.kind) {
      case "constant":
        return term.value === true ? "true" : "false";
      case "has":
        return this.#presence(term.of);
      case "not":
        return `(${this.falsity(term.of)})`;
      case "and":
        return joined(
          this.#operands(term).map((part) => this.truth(part)),
          "&&",
        );
      case "or":
        return joined(
          this.#operands(term).map((part) => this.truth(part)),
          "||",
        );
      case "choose":
        return this.#chosen(term, (part) => this.truth(part), "false");
      case "compare":
        return this.#comparison(term, term.operator);
      default:
        return `${this.number(term)}===1`;
    }
  }

  /** Text that is true exactly when the condition is false. */
  falsity(term: Term): string {
    const held = this.#held(term);
    if (held) return `${held.text}===0`;
    switch (term.kind) {
      case "constant":
        return term.value === false ? "true" : "false";
      case "has":
        return `!(${this.#presence(term.of)})`;
      case "not":
        return `(${this.truth(term.of)})`;
      case "and":
        return joined(
          this.#operands(term).map((part) => this.falsity(part)),
          "||",
        );
      case "or":
        return joined(
          this.#operands(term).map((part) => this.falsity(part)),
          "&&",
        );
      case "choose":
        return this.#chosen(term, (part) => this.falsity(part), "false");
      case "compare":
        return this.#comparison(term, OPPOSITE[term.operator]);
      default:
        return `${this.number(term)}===0`;
    }
  }

  /** Text of the number, NaN when unknown; a condition is 1 or 0. */
  number(term: Term): string {
    const held = this.#held(term);
    if (held) return held.unknown === undefined ? held.text : `(${held.text}===${held.unknown}?NaN:${held.text})`;
    switch (term.kind) {
      case "constant":
        return this.#constant(term.value);
      case "fact":
        return this.#facts.scalar(this.#facts.column(term));
      case "person":
        return this.#personField(term.field);
      case "as-of":
        return literal(this.#columns.table.asOf);
      case "defined":
        return this.#writer.call(
          term,
          () => `return ${this.number(this.#ruleSet.definitions[term.definition]!.value.tree)};`,
        );
      case "not":
      case "has":
      case "and":
      case "or":
      case "compare":
        return this.#writer.call(term, () => `return ${this.truth(term)}?1:${this.falsity(term)}?0:NaN;`);
      case "choose":
        return `(${this.#chosen(term, (part) => this.number(part), "NaN")})`;
      case "arithmetic": {
        const [left, right] = [this.number(term.left), this.number(term.right)];
        return term.operator === "/"
          ? this.#writer.runTime(runTime.quotient, left, right)
          : `(${left}${term.operator}${right})`;
      }
      case "member":
        return this.#facts.membership(this.number(term.item), term.list);
      case "size":
        return this.#facts.size(term.list);
      case "exists":
      case "all":
      case "count":
        return this.#overPersons(term);
      case "table":
        return this.#cell(term);
      case "call":
        return this.#function(term);
      case "where":
        return `(${this.truth(term.condition)}?${this.number(term.of)}:0)`;
      case "total":
        return `(${
          this.#operands(term)
            .map((part) => this.number(part))
            .join("+") || "0"
        })`;
      case "highest":
        return `Math.max(${
          this.#operands(term)
            .map((part) => this.number(part))
            .join(",") || "0"
        })`;
      case "held":
        return `Math.min(Math.max(${this.number(term.of)},${literal(term.low)}),${literal(term.high)})`;
      case "scaled":
        return scaleText(this.#writer, term.scale, this.number(term.value));
      case "unexpired":
        return this.#writer.call(term, () => {
          const end = this.#writer.runTime(runTime.monthsLater, this.number(term.from), literal(term.months));
          return `const end=${end};return end===end?(${literal(this.#columns.table.asOf)}<end?1:0):NaN;`;
        });
      case "first-declared":
        return this.#firstDeclared(term);
      case "cell-part":
        return `(${term.keys.map(({ at, key }) => this.#keyPlace(term, at, key)).join("+")})`;
      case "constant-list":
        throw new Error("a list has no number");
    }
  }

  #constant(value: number | boolean | string): string {
    return literal(typeof value === "string" ? this.#columns.codeOf(value) : Number(value));
  }

  #held(term: Term): HeldValue | undefined {
    const held = this.#scope.held(term);
    return held?.inLoop !== undefined && !this.#writer.isInside ? { ...held, text: held.inLoop } : held;
  }

  #personField(field: number): string {
    return this.#facts.scalar({ column: this.#persons!.fields[field], row: "p" });
  }

  /** Operands of a junction, with those that read one side only put together where the scope can hold them. */
  #operands<T extends Term & { readonly of: readonly Term[] }>(term: T): readonly Term[] {
    if (!this.#scope.gathersOneSided) return term.of;
    const bySide: [Term[], Term[], Term[]] = [[], [], []];
    for (const part of term.of) bySide[this.#bundle(part)].push(part);
    const [ofVacancy, ofRequest, mixed] = bySide;
    return [...together(term, ofVacancy), ...together(term, ofRequest), ...mixed];
  }

  #bundle(term: Term): 0 | 1 | 2 {
    const sides = this.#reading.sides(term);
    return sides === 3 || this.#reading.isOpen(term) ? 2 : sides === 1 ? 1 : 0;
  }

  #chosen(term: Choose, write: (part: Term) => string, unknown: string): string {
    const { condition } = term;
    const isSmall = this.#scope.held(condition) !== undefined || this.#reading.size(condition) <= SMALL;
    const asNumber = isSmall ? "" : this.number(condition);
    const isTrue = isSmall ? this.truth(condition) : `${asNumber}===1`;
    const isFalse = isSmall ? this.falsity(condition) : `${asNumber}===0`;
    return `(${isTrue}?${write(term.then)}:${isFalse}?${write(term.otherwise)}:${unknown})`;
  }

  #comparison(term: Compare, operator: Compare["operator"]): string {
    if (term.left.type === "position") throw new Error("positions are compared by their distance only");
    const [left, right] = [this.number(term.left), this.number(term.right)];
    if (operator === "!=") return this.#writer.runTime(runTime.differs, left, right);
    return `(${left}${operator === "==" ? "===" : operator}${right})`;
  }

  #presence(read: Has["of"]): string {
    if (read.kind === "person") {
      const value = this.#personField(read.field);
      return `(${value}===${value})`;
    }
    return this.#facts.presence(read);
  }

  #overPersons(term: OverPersons): string {
    const { column, row } = this.#facts.column(term.persons);
    if (column === undefined) return "NaN";
    if (column.kind !== "persons") throw new Error("only persons are gone through");
    return this.#writer.call(term, () => {
      const outer = this.#persons;
      this.#persons = column;
      const [isTrue, isFalse] = [this.truth(term.where), this.falsity(term.where)];
      this.#persons = outer;
      const offsets = this.bind(column.offsets);
      const loop = `for(let p=${offsets}[${row}];p<${offsets}[${row}+1];p++)`;
      const start = `if(${this.bind(column.absent)}[${row}]===1)return NaN;let open=false,count=0;`;
      const end = (value: string) => `return open?NaN:${value};`;
      if (term.kind === "count")
        return `${start}${loop}{if(${isTrue})count++;else if(!(${isFalse}))open=true;}${end("count")}`;
      const [decides, other] = term.kind === "exists" ? [isTrue, isFalse] : [isFalse, isTrue];
      const [decided, undecided] = term.kind === "exists" ? [1, 0] : [0, 1];
      return `${start}${loop}{if(${decides})return ${decided};if(!(${other}))open=true;}${end(String(undecided))}`;
    });
  }

  #cell(term: TableRead): string {
    const keys = term.keys.map((key, at) => ({ at, key }));
    const parts: CellPart[] = this.#scope.gathersOneSided
      ? [0, 1, 2].map((bundle) =>
          cellPart(
            term,
            keys.filter(({ key }) => this.#bundle(key) === bundle),
          ),
        )
      : [cellPart(term, keys)];
    const place = parts.filter((part) => part.keys.length > 0).map((part) => this.number(part));
    return this.#writer.runTime(runTime.cell, this.#cells(term.table), place.join("+") || "0");
  }

  #cells(table: number): string {
    let name = this.#cellNames.get(table);
    if (!name) {
      const cells = this.#ruleSet.tables[table]!.cells.map((value) => this.#facts.listed(value));
      const isSmall = cells.every((value) => value === (value | 0));
      name = this.bind(isSmall ? Int32Array.from(cells) : Float64Array.from(cells));
      this.#cellNames.set(table, name);
    }
    return name;
  }

  /** What one key adds to the place of a cell: its slot times the number of cells under one slot. */
  #keyPlace(part: CellPart, at: number, key: Expression): string {
    const { keys } = this.#ruleSet.tables[part.table]!;
    const stride = keys.slice(at + 1).reduce((cells, below) => cells * slotCount(below), 1);
    const declared = keys[at]!;
    const value = this.number(key);
    if (declared.kind === "range") {
      return `${this.#writer.runTime(runTime.slotOfNumber, value, literal(declared.from), literal(declared.to))}*${stride}`;
    }
    const slots = new Map(declared.values.map((text, slot) => [this.#columns.codeOf(text), slot]));
    const other = declared.hasOther ? literal(declared.values.length) : "NaN";
    return `${this.#writer.runTime(runTime.slotOfText, this.bind(slots), other, value)}*${stride}`;
  }

  #firstDeclared(term: FirstDeclared): string {
    return this.#writer.call(term, () => {
      const steps = term.items.map(({ text, of }) => {
        const isDeclared = this.#facts.membership(literal(this.#columns.codeOf(text)), term.list);
        return `if(${isDeclared}===1)return ${this.number(of)};`;
      });
      return `${steps.join("")}return 0;`;
    });
  }

  #position(term: Expression): readonly [grid: string, east: string, north: string] {
    if (term.kind === "defined") return this.#position(this.#ruleSet.definitions[term.definition]!.value.tree);
    if (term.kind === "choose") {
      const [then, otherwise] = [this.#position(term.then), this.#position(term.otherwise)];
      const choose = (axis: 0 | 1 | 2) =>
        this.#chosen(term, (part) => (part === term.then ? then[axis] : otherwise[axis]), String(ABSENT));
      return [choose(0), choose(1), choose(2)];
    }
    if (term.kind !== "fact") throw new Error(`no position is read from ${term.kind}`);
    return this.#facts.position(term);
  }

  #function(term: Call): string {
    const given = term.arguments;
    const number = (at: number) => this.number(given[at]!);
    switch (term.function) {
      case "age":
        return this.#writer.runTime(runTime.age, number(0), number(1));
      case "months":
        return this.#writer.runTime(runTime.months, number(0), number(1));
      case "days":
        return `(${number(1)}-${number(0)})`;
      case "distanceMetres":
        return this.#writer.runTime(runTime.distance, ...this.#position(given[0]!), ...this.#position(given[1]!));
      case "travelMinutes": {
        const { travelMinutes } = this.#columns.table;
        return this.#writer.runTime(
          runTime.journey,
          this.bind(travelMinutes),
          literal(this.#columns.textCount),
          number(0),
          number(1),
        );
      }
      case "effortRate":
        return this.#writer.runTime(runTime.effortRate, number(0), number(1), number(2));
      case "rank":
        return this.#facts.rank(number(0), given[1]!);
      case "least":
        return `Math.min(${number(0)},${number(1)})`;
      case "greatest":
        return `Math.max(${number(0)},${number(1)})`;
      case "percent":
        return this.#writer.runTime(runTime.percent, number(0), number(1));
    }
  }
}

const OPPOSITE = { "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

function together<T extends Term & { readonly of: readonly Term[] }>(term: T, parts: readonly Term[]): readonly Term[] {
  return parts.length > 1 ? [{ ...term, of: parts } as Term] : parts;
}

function cellPart(term: TableRead, keys: CellPart["keys"]): CellPart {
  return { kind: "cell-part", table: term.table, keys };
}

function slotCount(key: TableKey): number {
  return key.kind === "range" ? key.to - key.from + 1 : key.values.length + (key.hasOther ? 1 : 0);
}

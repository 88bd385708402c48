/**
 * How the source of a pair reads what one side decides: from the records of derived columns, not from the facts.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { ABSENT } from "../../facts/fact-table.ts";
import { evaluateTop, rangesOf } from "../../rules/analysis/ranges.ts";
import { OPEN_STATE, type Ranges } from "../../rules/analysis/states.ts";
import type { AbstractValue } from "../../rules/analysis/values.ts";
import type { Expression, TableRead } from "../../rules/expression.ts";
import { partsOf } from "../../rules/expression-parts.ts";
import { REQUEST, type SideReader, VACANCY } from "../../rules/plan/sides.ts";
import type { RuleSet } from "../../rules/rule-set.ts";
import type { DerivedColumns } from "../columns.ts";
import type { PlaceSource, Substitute } from "./compiled-expression.ts";

/** The ranges of a rule set's expressions, its definitions included. */
function rangesOfRuleSet(ruleSet: RuleSet, catalogue: FactCatalogue): Ranges {
  const definitions: AbstractValue[] = [];
  const ranges: Ranges = { ...rangesOf(catalogue, ruleSet.tables), definitions };
  for (const definition of ruleSet.definitions)
    definitions.push(evaluateTop(definition.value.tree, OPEN_STATE, ranges));
  return ranges;
}

/** Reads one-sided parts of a pair's expressions from the records of their side. */
export class DerivedReads implements Substitute {
  readonly #sides: SideReader;
  readonly #requests: DerivedColumns;
  readonly #vacancies: DerivedColumns;
  readonly #ranges: Ranges;

  constructor(
    ruleSet: RuleSet,
    catalogue: FactCatalogue,
    sides: SideReader,
    requests: DerivedColumns,
    vacancies: DerivedColumns,
  ) {
    this.#sides = sides;
    this.#requests = requests;
    this.#vacancies = vacancies;
    this.#ranges = rangesOfRuleSet(ruleSet, catalogue);
  }

  #columnsOf(tree: Expression): DerivedColumns | undefined {
    if (readsOuterPerson(tree)) return undefined;
    const sides = this.#sides.of(tree);
    return sides === REQUEST ? this.#requests : sides === VACANCY ? this.#vacancies : undefined;
  }

  value(tree: Expression, wanted: "value" | "true" | "false"): string | undefined {
    const columns = this.#columnsOf(tree);
    if (!columns) return undefined;
    if (wanted === "true") return columns.flag(columns.writer.isTrue(tree));
    if (wanted === "false") return columns.flag(columns.writer.isFalse(tree));
    if (tree.type === "bool") {
      const [isTrue, isFalse] = [columns.writer.isTrue(tree), columns.writer.isFalse(tree)];
      return `(${columns.flag(isTrue)} ? 1 : ${columns.flag(isFalse)} ? 0 : NaN)`;
    }
    const range = evaluateTop(tree, OPEN_STATE, this.#ranges);
    if (range.kind === "whole" && (range.low <= ABSENT || range.high > -(ABSENT + 1))) return undefined;
    if (range.kind !== "whole" && range.kind !== "text") return undefined;
    const value = columns.writer.value(tree);
    return range.unknown ? `known(${columns.column(`cellOf(${value})`)})` : columns.column(value);
  }

  place(tree: Expression): PlaceSource | undefined {
    const columns = this.#columnsOf(tree);
    if (!columns) return undefined;
    const { grid, east, north } = columns.writer.place(tree);
    return { grid: columns.column(grid), east: columns.column(east), north: columns.column(north) };
  }

  cell(tree: TableRead): string | undefined {
    const isFixed = (key: Expression) => this.#sides.of(key) === 0 && !readsOuterPerson(key);
    if (!tree.keys.every((key) => this.#columnsOf(key) || isFixed(key))) return undefined;
    const part = (columns: DerivedColumns) => (key: Expression) =>
      this.#columnsOf(key) === columns || (columns === this.#requests && isFixed(key));
    return [this.#requests, this.#vacancies]
      .filter((columns) => tree.keys.some(part(columns)))
      .map((columns) => columns.column(columns.writer.cellPart(tree, part(columns))))
      .join(" + ");
  }
}

/** True when the tree reads a person that an expression around it has bound. */
function readsOuterPerson(tree: Expression): boolean {
  if (tree.kind === "person") return true;
  if (tree.kind === "exists" || tree.kind === "all" || tree.kind === "count") return false;
  return partsOf(tree).some(readsOuterPerson);
}

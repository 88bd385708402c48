/**
 * Eligibility as generated source: the conditions of a pair, over records of derived columns.
 * What one side decides is a truth or a number of its record; only what both sides decide is computed for the pair.
 */
import type { Formula } from "../rules/formula.ts";
import type { PairCondition } from "../rules/planner.ts";
import type { BearableCost, Separated, Sum } from "../rules/separation.ts";
import type { DerivedColumns } from "./columns.ts";
import type { ExpressionWriter } from "./compiled-expression.ts";

/** Ends of the numbers compared across sides. Values beyond are cut off, which no comparison with the other side can notice. */
const HIGHEST = 2_147_483_647;
const LOWEST = -HIGHEST;

/** Source that is true exactly when the formula holds. */
export function formulaSource(formula: Formula, writer: ExpressionWriter): string {
  if (formula.kind === "holds") return formula.wanted ? writer.isTrue(formula.tree) : writer.isFalse(formula.tree);
  if (formula.of.length === 0) return formula.kind === "every" ? "true" : "false";
  return `(${formula.of.map((part) => formulaSource(part, writer)).join(formula.kind === "every" ? " && " : " || ")})`;
}

/** Computes a source of the vacancy side for every vacancy in question, before any column is settled. */
export type ValuesOf = (write: (writer: ExpressionWriter) => string) => Float64Array;

/** An ordering comparison as two numbers: sources of the vacancy's and of the request's, over the facts of their side. */
export interface ComparedColumn {
  readonly relation: "at-most" | "at-least";
  readonly vacancy: (writer: ExpressionWriter) => string;
  readonly request: string;
}

/** The largest cost whose effort rate is at most `bound`; NaN where something is unknown. Units: cents, basis points. */
export function bearableCost(aidCents: number, resourcesCents: number, bound: number): number {
  if (Number.isNaN(aidCents + resourcesCents + bound)) return Number.NaN;
  if (bound < 0) return LOWEST;
  if (bound >= 100_000) return HIGHEST;
  if (resourcesCents <= 0) return aidCents;
  // rate <= bound is (cost - aid) x 20,000 + resources < 2 x resources x (bound + 1), that is (cost - aid) x 20,000 < resources x (2 x bound + 1).
  return aidCents + Math.floor((resourcesCents * (2 * bound + 1) - 1) / 20_000);
}

/** The number as it is compared across sides, or `unknown` where it is NaN. */
export function between(value: number, unknown: number): number {
  if (Number.isNaN(value)) return unknown;
  return Math.max(LOWEST + 1, Math.min(HIGHEST - 1, value));
}

/** Writes the conditions of pairs. */
export class ConditionWriter {
  readonly #requests: DerivedColumns;
  readonly #vacancies: DerivedColumns;
  readonly #pairs: ExpressionWriter;
  readonly #valuesOf: ValuesOf;

  /** `valuesOf` tells what the vacancies hold. */
  constructor(requests: DerivedColumns, vacancies: DerivedColumns, pairs: ExpressionWriter, valuesOf: ValuesOf) {
    this.#requests = requests;
    this.#vacancies = vacancies;
    this.#pairs = pairs;
    this.#valuesOf = valuesOf;
    for (const writer of [requests.writer, vacancies.writer]) {
      writer.give("between", between);
      writer.give("bearableCost", bearableCost);
    }
  }

  /** Source that is true exactly when the condition holds. */
  condition(condition: PairCondition): string {
    const compared = this.compared(condition);
    if (compared) {
      const operator = compared.relation === "at-most" ? "<=" : ">=";
      const vacancy = this.#vacancies.column(compared.vacancy(this.#vacancies.writer));
      return `${vacancy} ${operator} ${this.#requests.column(compared.request)}`;
    }
    if (condition.shape === "compared" && this.#fits(condition)) return this.#equal(condition);
    return this.formula(condition.formula);
  }

  /** Source of any formula over both sides. */
  formula(formula: Formula): string {
    if (formula.sides === 1) return this.#requests.flag(this.#requests.formula(formula));
    if (formula.sides === 2) return this.#vacancies.flag(this.#vacancies.formula(formula));
    if (formula.kind === "holds" || formula.of.length === 0) return formulaSource(formula, this.#pairs);
    const joint = formula.kind === "every" ? " && " : " || ";
    const of = (side: number) => formula.of.filter((part) => part.sides === side);
    const oneSided = [of(1), of(2)].filter((parts) => parts.length > 0);
    const parts = [...oneSided.map((same) => this.formula({ kind: formula.kind, of: same, sides: same[0]!.sides }))];
    for (const part of formula.of) if (part.sides === 0 || part.sides === 3) parts.push(this.formula(part));
    return `(${parts.join(joint)})`;
  }

  /** The two numbers of an ordering comparison; guards and unknown values are folded into their ends. */
  compared(condition: PairCondition): ComparedColumn | undefined {
    if (condition.shape !== "compared") return undefined;
    const { comparison, requestPasses, requestGuard, vacancyPasses, vacancyGuard } = condition;
    const { relation } = comparison;
    if (relation === "equal" || !this.#fits(condition)) return undefined;
    // Low vacancy numbers pass an "at most", high ones an "at least"; the bound of the request works the other way round.
    const [passing, failing] = relation === "at-most" ? [LOWEST, HIGHEST] : [HIGHEST, LOWEST];
    const plain = (writer: ExpressionWriter) => sumSource(comparison.vacancy, writer);
    const isPlain = isEmpty(vacancyPasses) && isEmpty(vacancyGuard) && !this.#valuesOf(plain).some(Number.isNaN);
    return {
      relation,
      vacancy: (writer) =>
        isPlain ? plain(writer) : folded(writer, vacancyPasses, vacancyGuard, plain(writer), passing, failing),
      request: folded(this.#requests.writer, requestPasses, requestGuard, this.#bound(comparison), failing, passing),
    };
  }

  /** True when no known number of a vacancy is cut off by `between`: then cutting off the request's bound changes no comparison. */
  #fits(condition: PairCondition & { shape: "compared" }): boolean {
    return fits(this.#valuesOf((writer) => sumSource(condition.comparison.vacancy, writer)));
  }

  #bound({ request }: Separated): string {
    const { writer } = this.#requests;
    return request.kind === "sum" ? sumSource(request, writer) : bearableSource(request, writer);
  }

  #equal(condition: PairCondition & { shape: "compared" }): string {
    const { comparison, requestPasses, requestGuard, vacancyPasses, vacancyGuard } = condition;
    const never: Formula = { kind: "some", of: [], sides: 0 };
    const { writer } = this.#vacancies;
    const vacancy = folded(writer, never, vacancyGuard, sumSource(comparison.vacancy, writer), LOWEST, HIGHEST);
    const bound = this.#bound(comparison);
    const request = folded(this.#requests.writer, never, requestGuard, bound, HIGHEST, LOWEST);
    const equal = `${this.#vacancies.column(vacancy)} === ${this.#requests.column(request)}`;
    const passes = [requestPasses, vacancyPasses].filter((part) => part.kind !== "some" || part.of.length > 0);
    return passes.length === 0 ? equal : `(${[...passes.map((part) => this.formula(part)), equal].join(" || ")})`;
  }
}

/** True when every known number can be kept in a column and compared there. */
export function fits(values: Float64Array): boolean {
  return values.every((value) => Number.isNaN(value) || Math.abs(value) < HIGHEST - 1);
}

function folded(
  writer: ExpressionWriter,
  passes: Formula,
  guard: Formula,
  value: string,
  passing: number,
  failing: number,
): string {
  const number = `between(${value}, ${failing})`;
  const guarded = isEmpty(guard) ? number : `(${formulaSource(guard, writer)} ? ${number} : ${failing})`;
  return isEmpty(passes) ? guarded : `(${formulaSource(passes, writer)} ? ${passing} : ${guarded})`;
}

function isEmpty(formula: Formula): boolean {
  return formula.kind !== "holds" && formula.of.length === 0;
}

function sumSource({ plus, minus, constant }: Sum, writer: ExpressionWriter): string {
  const terms = plus.map((tree) => writer.value(tree));
  const rest = minus.map((tree) => ` - ${writer.value(tree)}`);
  return `(${terms.join(" + ") || "0"}${rest.join("")}${constant === 0 ? "" : ` + (${constant})`})`;
}

function bearableSource({ aid, resources, bound, below }: BearableCost, writer: ExpressionWriter): string {
  return `bearableCost(${writer.value(aid)}, ${writer.value(resources)}, ${writer.value(bound)} - ${below})`;
}

/**
 * Eligibility as generated source: the conditions of a pair, over records of derived columns.
 * What one side decides is a truth or a number of its record; only what both sides decide is computed for the pair.
 */
import { HIGHEST_EFFORT_RATE } from "../rules/closed-functions.ts";
import type { Formula } from "../rules/plan/formula.ts";
import type { BearableCost, Separated, Sum } from "../rules/plan/separation.ts";
import type { PairCondition } from "../rules/planner.ts";
import type { DerivedColumns } from "./columns.ts";
import type { ExpressionWriter } from "./lists/compiled-expression.ts";
import { formulaSource } from "./lists/formula-source.ts";
import { placeOf } from "./lists/vacancy-index.ts";

/**
 * Ends of the numbers compared across sides. Values beyond are cut off, which no comparison with the other side can notice.
 * Invariant: the difference of two of them stays within 32 bits, so that its sign tells which is larger.
 */
const HIGHEST = 1_073_741_823;
const LOWEST = -HIGHEST;

/** Values of a vacancy that are compared for equality bit by bit, and the two bits beyond them. */
const MOST_BITS = 28;
const REQUEST_PASSES = 2 ** 28;
const VACANCY_PASSES = 2 ** 29;
const EITHER_BITS = 30;

/**
 * A condition on a pair as source: a whole number that is negative exactly when it fails, or a truth.
 * Why: the signs of many conditions are asked in one branch.
 */
export interface PairCheck {
  readonly kind: "sign" | "truth";
  readonly source: string;
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
  if (bound < 0) return -Number.MAX_SAFE_INTEGER;
  if (bound >= HIGHEST_EFFORT_RATE) return Number.MAX_SAFE_INTEGER;
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
      writer.give("bitOf", bitOf);
    }
  }

  /** The checks of the conditions, in their order; those that a bit per side decides are one check, at the front. */
  checks(conditions: readonly PairCondition[]): readonly PairCheck[] {
    const either = conditions.filter((condition) => condition.shape === "either").slice(0, EITHER_BITS);
    const asked = new Set<PairCondition>(either);
    const checks = conditions.filter((condition) => !asked.has(condition)).map((one) => this.#check(one));
    if (either.length === 0) return checks;
    const bits = (columns: DerivedColumns, side: "request" | "vacancy") =>
      columns.column(either.map((one, bit) => `(${columns.formula(one[side])} ? 0 : ${2 ** bit})`).join(" | "));
    const lacking = `-(${bits(this.#requests, "request")} & ${bits(this.#vacancies, "vacancy")})`;
    return [{ kind: "sign", source: lacking }, ...checks];
  }

  #check(condition: PairCondition): PairCheck {
    const compared = this.compared(condition);
    if (compared) {
      const vacancy = this.#vacancies.column(compared.vacancy(this.#vacancies.writer));
      const request = this.#requests.column(compared.request);
      const source = compared.relation === "at-most" ? `${request} - ${vacancy}` : `${vacancy} - ${request}`;
      return { kind: "sign", source };
    }
    if (condition.shape === "compared" && this.#fits(condition)) return this.#equal(condition);
    return { kind: "truth", source: this.formula(condition.formula) };
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

  /** Equality of two numbers: bit by bit where the vacancies have few of them. */
  #equal(condition: PairCondition & { shape: "compared" }): PairCheck {
    const { comparison, requestPasses, requestGuard, vacancyPasses, vacancyGuard } = condition;
    const plain = (writer: ExpressionWriter) => sumSource(comparison.vacancy, writer);
    const values = Int32Array.from(new Set(this.#valuesOf(plain).filter((value) => !Number.isNaN(value)))).sort();
    if (values.length > MOST_BITS) return { kind: "truth", source: this.formula(condition.formula) };
    const bits = (columns: DerivedColumns, number: string, guard: Formula) => {
      const name = columns.writer.share(values.join(" "), () => values);
      const bit = `bitOf(${name}, ${number})`;
      return isEmpty(guard) ? bit : `(${columns.formula(guard)} ? ${bit} : 0)`;
    };
    const flag = (columns: DerivedColumns, passes: Formula, value: number) =>
      isEmpty(passes) ? "" : ` | (${columns.formula(passes)} ? ${value} : 0)`;
    const [requests, vacancies] = [this.#requests, this.#vacancies];
    const request = `${bits(requests, this.#bound(comparison), requestGuard)} | ${VACANCY_PASSES}${flag(requests, requestPasses, REQUEST_PASSES)}`;
    const vacancy = `${bits(vacancies, plain(vacancies.writer), vacancyGuard)} | ${REQUEST_PASSES}${flag(vacancies, vacancyPasses, VACANCY_PASSES)}`;
    return { kind: "sign", source: `(${requests.column(request)} & ${vacancies.column(vacancy)}) - 1` };
  }
}

/** The bit of a number among sorted numbers, 0 where it is not among them. */
function bitOf(numbers: Int32Array, number: number): number {
  const place = placeOf(numbers, number);
  return place < 0 ? 0 : 2 ** place;
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

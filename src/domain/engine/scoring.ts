/**
 * Points as generated source: criteria, headings and their total, over the expressions of the rule set.
 * Promises: a criterion counts only where every condition on it is true; whatever is unknown, unproved or expired gives 0.
 */

import type { CheckedExpression } from "../rules/expression.ts";
import type { PointsItem } from "../rules/points-plan.ts";
import type { Criterion, Heading, Scale } from "../rules/rule-set.ts";
import { plusMonths } from "../shared/dates.ts";
import type { ExpressionWriter } from "./compiled-expression.ts";

/** Points of `value` on the line through two points, rounded half up. */
export function pointsBetween(value: number, from: number, to: number, pointsFrom: number, pointsTo: number): number {
  const run = to - from;
  const rise = (pointsTo - pointsFrom) * (value - from);
  return pointsFrom + Math.floor((2 * rise + run) / (2 * run));
}

/** Writes a function per criterion and heading, and gives the source that calls it. */
export class ScoringWriter {
  readonly #expressions: ExpressionWriter;
  readonly #elsewhere: (criterion: Criterion) => string | undefined;
  #count = 0;

  /** `elsewhere` gives source that reads the points of a criterion computed before. */
  constructor(
    expressions: ExpressionWriter,
    elsewhere: (criterion: Criterion) => string | undefined = () => undefined,
  ) {
    this.#expressions = expressions;
    this.#elsewhere = elsewhere;
    expressions.give("pointsBetween", pointsBetween);
    expressions.give("plusMonths", plusMonths);
  }

  /** Source of the points of an item of the plan. */
  item(item: PointsItem): string {
    return item.kind === "heading" ? this.heading(item.heading) : this.criterion(item.criterion, item.onlyIf);
  }

  /** Source of the points of a criterion; 0 unless it counts. `headingOnlyIf` must be true as well. */
  criterion(criterion: Criterion, headingOnlyIf?: CheckedExpression): string {
    const elsewhere = headingOnlyIf ? undefined : this.#elsewhere(criterion);
    if (elsewhere !== undefined) return elsewhere;
    const e = this.#expressions;
    const guards: string[] = [];
    const { onlyIf, proof, expiry } = criterion;
    if (headingOnlyIf) guards.push(`if (!(${e.isTrue(headingOnlyIf.tree)})) return 0;`);
    if (onlyIf) guards.push(`if (!(${e.isTrue(onlyIf.tree)})) return 0;`);
    if (proof) guards.push(`if (!(${e.isTrue(proof.tree)})) return 0;`);
    if (expiry) {
      const from = e.value(expiry.from.tree);
      guards.push(`{ const x = ${from}; if (!(${e.asOf} < plusMonths(x, ${whole(expiry.months)}))) return 0; }`);
    }
    return this.#function(`${guards.join(" ")} ${this.#scale(criterion.scale)}`);
  }

  /** Source of the points of a heading, from the sources of its criteria. */
  heading(heading: Heading, points: readonly string[] = heading.criteria.map((c) => this.criterion(c))): string {
    const e = this.#expressions;
    const guard = heading.onlyIf ? `if (!(${e.isTrue(heading.onlyIf.tree)})) return 0;` : "";
    const taken = this.#combined(heading, points);
    return this.#function(
      `${guard} const x = ${taken}; return x > ${whole(heading.maximumPoints)} ? ${whole(heading.maximumPoints)} : x < ${whole(heading.minimumPoints)} ? ${whole(heading.minimumPoints)} : x;`,
    );
  }

  #combined(heading: Heading, points: readonly string[]): string {
    if (points.length === 0) return "0";
    if (heading.combine === "sum") return points.join(" + ");
    if (heading.combine === "highest") return points.length === 1 ? points[0]! : `Math.max(${points.join(", ")})`;
    const list = heading.declaredIn!.tree;
    return heading.criteria.reduceRight((otherwise, criterion, at) => {
      const item = { kind: "constant", value: criterion.declaredAs, type: "text", span: list.span } as const;
      if (list.kind !== "fact" && list.kind !== "constant-list") throw new Error(`a ${list.kind} is no list`);
      const declared = this.#expressions.isTrue({ kind: "member", item, list, type: "bool", span: list.span });
      return `${declared} ? ${points[at]!} : ${otherwise}`;
    }, "0");
  }

  #scale(scale: Scale): string {
    const e = this.#expressions;
    switch (scale.kind) {
      case "when":
        return `return ${e.isTrue(scale.condition.tree)} ? ${whole(scale.points)} : 0;`;
      case "bands": {
        const steps = scale.bands.map(({ from, to, points }) => {
          const bounds = [from === undefined ? "x === x" : `x >= ${whole(from)}`];
          if (to !== undefined) bounds.push(`x < ${whole(to)}`);
          return `if (${bounds.join(" && ")}) return ${whole(points)};`;
        });
        return `const x = ${e.value(scale.value.tree)}; ${steps.join(" ")} return 0;`;
      }
      case "curve":
        return `const x = ${e.value(scale.value.tree)}; if (x !== x) return 0; ${curveSteps(scale.at)}`;
      case "per-month": {
        const { points, cap, bonus } = scale;
        const extra = bonus ? ` + (x > ${whole(bonus.moreThanMonths)} ? ${whole(bonus.points)} : 0)` : "";
        return `const x = ${e.value(scale.months.tree)}; if (x !== x) return 0; return Math.min((x > 0 ? x : 0) * ${whole(points)}, ${whole(cap)})${extra};`;
      }
    }
  }

  #function(body: string): string {
    const name = `p${this.#count++}`;
    this.#expressions.add(`function ${name}(r, v, i) { ${body} }`);
    return `${name}(r, v, 0)`;
  }
}

function curveSteps(at: readonly { readonly value: number; readonly points: number }[]): string {
  const steps: string[] = [];
  at.forEach((point, k) => {
    const before = at[k - 1];
    if (!before) steps.push(`if (x <= ${whole(point.value)}) return ${whole(point.points)};`);
    else {
      const line = [before.value, point.value, before.points, point.points].map(whole).join(", ");
      steps.push(`if (x <= ${whole(point.value)}) return pointsBetween(x, ${line});`);
    }
  });
  return `${steps.join(" ")} return ${whole(at.at(-1)?.points ?? 0)};`;
}

function whole(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}

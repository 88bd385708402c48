/**
 * Points as generated source: criteria, headings and their total, over the expressions of the rule set.
 * Promises: a criterion counts only where every condition on it is true; whatever is unknown, unproved or expired gives 0.
 */
import { proportion } from "../rules/closed-functions.ts";
import type { CheckedExpression } from "../rules/expression.ts";
import type { PointsItem } from "../rules/plan/points-plan.ts";
import type { Criterion, Heading, Scale } from "../rules/rule-set.ts";
import { plusMonths } from "../shared/dates.ts";
import type { ExpressionWriter } from "./lists/compiled-expression.ts";

/** Writes how points are handed over: a return, or an assignment that leaves a block. */
type Give = (points: string) => string;

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
    expressions.give("proportion", proportion);
    expressions.give("plusMonths", plusMonths);
  }

  /** Source of the points of an item of the plan. */
  item(item: PointsItem): string {
    return item.kind === "heading" ? this.heading(item.heading) : this.criterion(item.criterion, item.onlyIf);
  }

  /** Statements that set a variable to the points of an item. Why: a call per pair and item costs more than most items. */
  block(item: PointsItem, variable: string): string {
    const elsewhere = item.kind === "criterion" && !item.onlyIf ? this.#elsewhere(item.criterion) : undefined;
    if (item.kind === "heading" || elsewhere !== undefined)
      return `const ${variable} = ${elsewhere ?? this.item(item)};`;
    const give = (points: string) => `{ ${variable} = ${points}; break of${variable}; }`;
    return `let ${variable} = 0; of${variable}: { ${this.#criterionBody(item.criterion, item.onlyIf, give)} }`;
  }

  /** Source of the points of a criterion; 0 unless it counts. `headingOnlyIf` must be true as well. */
  criterion(criterion: Criterion, headingOnlyIf?: CheckedExpression): string {
    const elsewhere = headingOnlyIf ? undefined : this.#elsewhere(criterion);
    return elsewhere ?? this.#function(this.#criterionBody(criterion, headingOnlyIf, (points) => `return ${points};`));
  }

  #criterionBody(criterion: Criterion, headingOnlyIf: CheckedExpression | undefined, give: Give): string {
    const e = this.#expressions;
    const guards: string[] = [];
    const { onlyIf, proof, expiry } = criterion;
    for (const needed of [headingOnlyIf, onlyIf, proof]) {
      if (needed) guards.push(`if (!(${e.isTrue(needed.tree)})) ${give("0")}`);
    }
    if (expiry) {
      const from = e.value(expiry.from.tree);
      guards.push(`if (!(${e.asOf} < plusMonths(${from}, ${whole(expiry.months)}))) ${give("0")}`);
    }
    return `${guards.join(" ")} ${this.#scale(criterion.scale, give)}`;
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

  #scale(scale: Scale, give: Give): string {
    const e = this.#expressions;
    switch (scale.kind) {
      case "when":
        return give(`${e.isTrue(scale.condition.tree)} ? ${whole(scale.points)} : 0`);
      case "bands": {
        const steps = scale.bands.map(({ from, to, points }) => {
          const bounds = [from === undefined ? "x === x" : `x >= ${whole(from)}`];
          if (to !== undefined) bounds.push(`x < ${whole(to)}`);
          return `if (${bounds.join(" && ")}) ${give(whole(points))}`;
        });
        return `const x = ${e.value(scale.value.tree)}; ${steps.join(" ")} ${give("0")}`;
      }
      case "curve":
        return `const x = ${e.value(scale.value.tree)}; if (x !== x) ${give("0")} ${curveSteps(scale.at, give)}`;
      case "per-month": {
        const { points, cap, bonus } = scale;
        const extra = bonus ? ` + (x > ${whole(bonus.moreThanMonths)} ? ${whole(bonus.points)} : 0)` : "";
        const worth = `Math.min((x > 0 ? x : 0) * ${whole(points)}, ${whole(cap)})${extra}`;
        return `const x = ${e.value(scale.months.tree)}; if (x !== x) ${give("0")} ${give(worth)}`;
      }
    }
  }

  #function(body: string): string {
    const name = `p${this.#count++}`;
    this.#expressions.add(`function ${name}(r, v, i) { ${body} }`);
    return `${name}(r, v, 0)`;
  }
}

function curveSteps(at: readonly { readonly value: number; readonly points: number }[], give: Give): string {
  const steps = at.map((point, k) => {
    const before = at[k - 1];
    return `if (x <= ${whole(point.value)}) ${give(before ? lineSource(before, point) : whole(point.points))}`;
  });
  return `${steps.join(" ")} ${give(whole(at.at(-1)?.points ?? 0))}`;
}

interface CurvePoint {
  readonly value: number;
  readonly points: number;
}

/** Source of the points at `x` on the line through two points, rounded half up; exact also where products pass 2^53. */
function lineSource(from: CurvePoint, to: CurvePoint): string {
  const run = to.value - from.value;
  const rise = 2 * (to.points - from.points);
  const line = `${whole(from.points)} + `;
  if (!Number.isSafeInteger(Math.abs(rise) * run + run)) {
    return `${line}proportion(${whole(to.points - from.points)}, x - ${whole(from.value)}, ${run})`;
  }
  return `${line}Math.floor((${whole(rise)} * (x - ${whole(from.value)}) + ${run}) / ${2 * run})`;
}

function whole(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}

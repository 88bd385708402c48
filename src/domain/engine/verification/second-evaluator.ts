/**
 * The second evaluator: which requests are eligible for a vacancy, and with how many points, computed for the verification alone.
 * It goes vacancy by vacancy over an index of requests of its own. What reads one side only is computed once and held beside the
 * request; what reads both runs as generated source over the requests that meet. No bounds, no pruning: every pair that meets is asked.
 */
import type { Expression } from "../../rules/expression.ts";
import { flattened, type Gather, gatherAll, gatherThrough, type JoinCondition, joinConditionOf } from "./join.ts";
import { type Ground, sideColumn } from "./one-sided.ts";
import { Slots } from "./slots.ts";
import { pointsTerm, type Term } from "./terms.ts";

type Filter = (vacancy: number, hits: Int32Array, count: number) => number;
type Scorer = (vacancy: number, hits: Int32Array, count: number, points: Float64Array) => void;

/** Vacancies on which the order of the conditions is tried out. */
const SAMPLE = 24;

export class SecondEvaluator {
  /** Row of each position; only requests that fulfil every condition of their own have one. */
  readonly rows: Int32Array;
  /** Positions of the requests that meet the vacancy last opened, first those that are eligible. */
  readonly hits: Int32Array;
  /** Points by place in `hits`, after `score`. */
  readonly points: Float64Array;
  /** Pairs that met so far. */
  met = 0;
  readonly #ground: Ground;
  readonly #mixed: readonly Expression[];
  readonly #mayOpen: Float64Array;
  readonly #slots: Slots;
  readonly #gather: Gather;
  readonly #filter: Filter;
  readonly #scorer: Scorer;

  constructor(ground: Ground, vacancies: readonly number[]) {
    this.#ground = ground;
    const { reading } = ground;
    const conditions = conditionsOf(ground);
    const ofRequest = conditions.filter((condition) => reading.sides(condition) === 1);
    const ofVacancy = conditions.filter((condition) => (reading.sides(condition) & 1) === 0);
    const mixed = conditions.filter((condition) => reading.sides(condition) === 3);
    const joins = mixed.map((condition) => joinConditionOf(ground, condition));
    this.rows = positionsOf(ground, ofRequest, joins);
    this.hits = new Int32Array(this.rows.length);
    this.points = new Float64Array(this.rows.length);
    this.#mayOpen = sideColumn(ground, "vacancy", allOf(ofVacancy));
    const { gather, settled } = this.#narrowest(mixed, joins, vacancies);
    this.#gather = gather;
    this.#mixed = mixed.filter((condition) => condition !== settled);
    const points = pointsTerm(ground.ruleSet);
    this.#slots = new Slots(ground, this.rows, [...this.#mixed, points]);
    this.#filter = this.#filterOf(this.#inOrder(vacancies));
    this.#scorer = this.#scorerOf(points);
  }

  /** Puts the eligible requests of a vacancy into `hits` and returns how many there are. */
  open(vacancy: number): number {
    if (this.#mayOpen[vacancy] !== 1) return 0;
    const met = this.#gather(vacancy, this.hits);
    this.met += met;
    this.#slots.enter(vacancy);
    return this.#filter(vacancy, this.hits, met);
  }

  /** Computes the points of the eligible requests of the vacancy last opened. */
  score(vacancy: number, count: number): void {
    this.#scorer(vacancy, this.hits, count, this.points);
  }

  /** The index that brings the fewest requests, and the condition that it settles. */
  #narrowest(
    mixed: readonly Expression[],
    joins: readonly (JoinCondition | undefined)[],
    vacancies: readonly number[],
  ): { readonly gather: Gather; readonly settled: Expression | undefined } {
    let best: { gather: Gather; settled: Expression | undefined } = {
      gather: gatherAll(this.rows),
      settled: undefined,
    };
    let fewest = Number.POSITIVE_INFINITY;
    joins.forEach((join, i) => {
      if (!join) return;
      const gather = gatherThrough(this.#ground, join, this.rows);
      const met = sampleOf(vacancies).reduce((sum, vacancy) => sum + gather(vacancy, this.hits), 0);
      if (met >= fewest) return;
      fewest = met;
      best = { gather, settled: join.isExact ? mixed[i] : undefined };
    });
    return best;
  }

  /** The mixed conditions, those that leave the fewest first. */
  #inOrder(vacancies: readonly number[]): readonly Expression[] {
    const tried = this.#mixed.map((condition) => ({ condition, filter: this.#filterOf([condition]), kept: 0 }));
    const copy = new Int32Array(this.rows.length);
    for (const vacancy of sampleOf(vacancies)) {
      const met = this.#gather(vacancy, this.hits);
      this.#slots.enter(vacancy);
      for (const trial of tried) {
        copy.set(this.hits.subarray(0, met));
        trial.kept += trial.filter(vacancy, copy, met);
      }
    }
    return tried.sort((a, b) => a.kept - b.kept).map(({ condition }) => condition);
  }

  #filterOf(conditions: readonly Expression[]): Filter {
    const source = this.#slots.newSource();
    const test = conditions.map((condition) => source.truth(condition)).join("&&") || "true";
    const body = `let kept=0;for(let i=0;i<n;i++){const b=hits[i],r=${source.bind(this.rows)}[b],p=0;if(${test})hits[kept++]=b;}return kept;`;
    return source.make("v,hits,n", body);
  }

  #scorerOf(term: Term): Scorer {
    const source = this.#slots.newSource();
    const points = source.number(term);
    return source.make(
      "v,hits,n,out",
      `for(let i=0;i<n;i++){const b=hits[i],r=${source.bind(this.rows)}[b],p=0;out[i]=${points};}`,
    );
  }
}

function allOf(conditions: readonly Expression[]): Expression {
  return { kind: "and", type: "bool", span: { start: 0, end: 0 }, of: conditions };
}

/** Positions of the requests that fulfil their own conditions; those that list the same text first lie together in memory. */
function positionsOf(
  ground: Ground,
  ofRequest: readonly Expression[],
  joins: readonly (JoinCondition | undefined)[],
): Int32Array {
  const takesPart = sideColumn(ground, "request", allOf(ofRequest));
  const meetings = joins.flatMap((join) => join?.alternatives ?? []).map(({ meeting }) => meeting);
  const listed = meetings.find((meeting) => meeting.kind === "listed");
  const column = listed && ground.columns.column(listed.list.fact);
  const groups = ground.columns.textCount + 1;
  const groupOf = (row: number) => {
    if (column?.kind !== "texts" || column.offsets[row] === column.offsets[row + 1]) return groups - 1;
    return column.codes[column.offsets[row]!]!;
  };
  const next = new Int32Array(groups + 1);
  for (let row = 0; row < takesPart.length; row++) if (takesPart[row] === 1) next[groupOf(row) + 1]!++;
  for (let group = 0; group < groups; group++) next[group + 1]! += next[group]!;
  const rows = new Int32Array(next[groups]!);
  for (let row = 0; row < takesPart.length; row++) if (takesPart[row] === 1) rows[next[groupOf(row)]!++] = row;
  return rows;
}

/** Everything that must be true of an eligible pair. */
function conditionsOf(ground: Ground): Expression[] {
  const rules = ground.ruleSet.eligibility.filter((rule) => rule.effect === "exclude");
  return rules.flatMap((rule) => flattened(ground, "and", rule.require.tree));
}

function sampleOf(vacancies: readonly number[]): number[] {
  const step = Math.max(1, Math.floor(vacancies.length / SAMPLE));
  return vacancies.filter((_, i) => i % step === 0);
}

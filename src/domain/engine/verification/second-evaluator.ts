/**
 * The second evaluator: which requests are eligible for a vacancy, and with how many points, computed for the verification alone.
 * It goes vacancy by vacancy over an index of requests of its own. What reads one side only is computed once and held beside the
 * request; what reads both runs as generated source over the requests that meet. No bounds, no pruning: every pair that meets is asked.
 */
import type { Expression } from "../../rules/expression.ts";
import { flattened, type Gather, gatherAll, gatherThrough, type JoinCondition, joinConditionOf } from "./join.ts";
import { type Ground, sideColumn } from "./one-sided.ts";
import { Participants } from "./participants.ts";
import { Slots } from "./slots.ts";
import type { SourceText } from "./source-text.ts";
import { pointsTerm, type Term } from "./terms.ts";

type Filter = (vacancy: number, hits: Int32Array, count: number) => number;
type Scorer = (vacancy: number, hits: Int32Array, count: number, points: Float64Array) => void;

/** Vacancies on which the order of the conditions is tried out. */
const SAMPLE = 24;

export class SecondEvaluator {
  /** Positions of the requests that meet the vacancy last opened, first those that are eligible. */
  readonly hits: Int32Array;
  /** Points by place in `hits`, after `score`. */
  readonly points: Float64Array;
  /** Pairs that met so far. */
  met = 0;
  readonly #ground: Ground;
  readonly #participants: Participants;
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
    this.#participants = new Participants(ground, positionsOf(ground, ofRequest, joins));
    const { count } = this.#participants;
    this.hits = new Int32Array(count);
    this.points = new Float64Array(count);
    this.#mayOpen = sideColumn(ground, "vacancy", allOf(ofVacancy));
    const { gather, settled } = this.#narrowest(mixed, joins, vacancies);
    this.#gather = gather;
    this.#mixed = mixed.filter((condition) => condition !== settled);
    const points = pointsTerm(ground.ruleSet);
    this.#slots = new Slots(ground, this.#participants, [...this.#mixed, points]);
    this.#filter = this.#filterOf(this.#inOrder(vacancies));
    this.#scorer = this.#scorerOf(points);
  }

  /** Row of each position; only requests that fulfil every condition of their own have one. */
  get rows(): Int32Array {
    return this.#participants.rows;
  }

  /** Position of each row, -1 for a request without one. */
  get positionOf(): Int32Array {
    return this.#participants.positionOf;
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
      gather: gatherAll(this.#participants),
      settled: undefined,
    };
    let fewest = Number.POSITIVE_INFINITY;
    const isSelective = (join: JoinCondition) => join.alternatives.every(({ meeting }) => meeting.kind !== "every");
    const hasSelective = joins.some((join) => join && isSelective(join));
    joins.forEach((join, i) => {
      if (!join || (hasSelective && !isSelective(join))) return;
      const gather = gatherThrough(this.#ground, join, this.#participants);
      const met = sampleOf(vacancies).reduce((sum, vacancy) => sum + gather(vacancy, this.hits), 0);
      if (met >= fewest) return;
      fewest = met;
      best = { gather, settled: join.isExact ? mixed[i] : undefined };
    });
    return best;
  }

  /** The mixed conditions, first those that drop the most for their size. */
  #inOrder(vacancies: readonly number[]): readonly Expression[] {
    const tried = this.#mixed.map((condition) => ({ condition, filter: this.#filterOf([condition]), kept: 0 }));
    const copy = new Int32Array(this.rows.length);
    let met = 0;
    for (const vacancy of sampleOf(vacancies)) {
      const count = this.#gather(vacancy, this.hits);
      met += count;
      this.#slots.enter(vacancy);
      for (const trial of tried) {
        copy.set(this.hits.subarray(0, count));
        trial.kept += trial.filter(vacancy, copy, count);
      }
    }
    const sizeOf = (condition: Expression) => this.#ground.reading.size(condition);
    const costOf = ({ condition, kept }: (typeof tried)[number]) => sizeOf(condition) / (met - kept + 1);
    return tried.sort((a, b) => costOf(a) - costOf(b)).map(({ condition }) => condition);
  }

  /** The start of a loop over hits: position, row where the text reads it, nobody bound. */
  #start(source: SourceText, text: string): string {
    const row = /\br\b/.test(text) ? `${source.bind(this.rows)}[b]` : "0";
    return `${this.#slots.entry(source)}for(let i=0;i<n;i++){const b=hits[i],r=${row},p=0;`;
  }

  #filterOf(conditions: readonly Expression[]): Filter {
    const source = this.#slots.newSource();
    const test = conditions.map((condition) => source.truth(condition)).join("&&") || "true";
    const loop = `${this.#start(source, test)}if(${test})hits[kept++]=b;}`;
    return source.make("v,hits,n", `let kept=0;${loop}return kept;`);
  }

  #scorerOf(term: Term): Scorer {
    const source = this.#slots.newSource();
    const points = source.number(term);
    return source.make("v,hits,n,out", `${this.#start(source, points)}out[i]=${points};}`);
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

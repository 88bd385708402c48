/**
 * A rule set made ready to scan: its plan bound to a table and to the vacancies it governs.
 * One-sided work is done here, once: records of derived columns per vacancy at once, per request when asked; indexes per scan.
 * Bound to the arrays of the table as they are; after the table has grown, a new program is made.
 */
import { ABSENT, type FactTable } from "../../facts/fact-table.ts";
import type { Formula } from "../../rules/plan/formula.ts";
import { type PairPoints, type PointsItem, sidesOfCriterion } from "../../rules/plan/points-plan.ts";
import { REQUEST, VACANCY } from "../../rules/plan/sides.ts";
import type { RuleSetPlan, Way } from "../../rules/planner.ts";
import type { Criterion } from "../../rules/rule-set.ts";
import { DerivedColumns, type RecordFiller } from "../columns.ts";
import { type ComparedColumn, ConditionWriter, fits, type PairCheck, type ValuesOf } from "../eligibility.ts";
import { ScoringWriter } from "../scoring.ts";
import { ExpressionWriter } from "./compiled-expression.ts";
import { DerivedReads } from "./derived-reads.ts";
import { KEY_STEPS_PER_POINT, seniorityKey } from "./rank-keys.ts";
import { type ScanSource, scanSource, type WaySource } from "./scan-source.ts";
import { firstLevel, lastLevel, type SecondKey, secondKeyOf, vacancyValues } from "./second-key.ts";
import { bucketIndex, nearIndex, placeOf } from "./vacancy-index.ts";

/** The generated loops. */
export interface Scanner {
  use(fields: Readonly<Record<string, unknown>>): void;
  /** Visits the requests of a band among rows `from` to `to`. */
  scan(from: number, to: number, band: number): void;
  /** Visits the requests of all bands, in row order. */
  scanAny(from: number, to: number): void;
  visit(request: number): void;
  /** Lets a request that was visited be visited again: each pair is taken once until then. */
  forget(): void;
  keyOf(request: number, vacancy: number): number;
}

/** Receives a pair that is eligible, once per visit of the request. */
export type Take = (vacancy: number, request: number, key: number) => void;

/** How the vacancy side of a way is read to build its index. */
interface WayReads {
  readonly way: Way;
  readonly holds: string;
  /** One number: a key; three: grid, east, north; none: a list of the vacancy, or every vacancy. */
  readonly reads: readonly string[];
}

/** Functions over the records of vacancies. */
interface IndexReads {
  use(records: Int32Array): void;
  wayHolds(way: number, vacancy: number): boolean;
  wayRead(way: number, part: number, vacancy: number): number;
  levelOf(vacancy: number): number;
}

/** One plan bound to one table. */
export class PairProgram {
  readonly plan: RuleSetPlan;
  /** Vacancies of the rule set that have places and whose own conditions hold, in row order. */
  readonly vacancies: Int32Array;
  readonly vacancyRecords: Int32Array;
  readonly #vacancyStride: number;
  readonly #table: FactTable;
  readonly #requests: DerivedColumns;
  readonly #vacancyColumns: DerivedColumns;
  readonly #pairs: ExpressionWriter;
  readonly #source: ScanSource;
  readonly #classes: readonly string[];
  readonly #requestFiller: RecordFiller;
  readonly #reads: IndexReads;
  readonly #wayReads: readonly WayReads[];

  /** `candidates` are the vacancies that the rule set governs and that have places. */
  constructor(table: FactTable, plan: RuleSetPlan, candidates: Int32Array) {
    const { ruleSet, catalogue, sides } = plan;
    const codes = new Map<string, number>();
    this.plan = plan;
    this.#table = table;
    this.#requests = new DerivedColumns("request", table, ruleSet, codes);
    this.#vacancyColumns = new DerivedColumns("vacancy", table, ruleSet, codes);
    const [requests, vacancies] = [this.#requests, this.#vacancyColumns];
    const reads = new DerivedReads(ruleSet, catalogue, sides, requests, vacancies);
    this.#pairs = new ExpressionWriter(table, ruleSet, codes, reads);
    this.#pairs.give("placeOf", placeOf);
    requests.writer.give("seniorityKey", seniorityKey);
    requests.writer.give("firstLevel", firstLevel);
    requests.writer.give("lastLevel", lastLevel);

    const valuesOf = vacancyValues(table, plan, candidates, codes);
    const conditions = new ConditionWriter(requests, vacancies, this.#pairs, valuesOf);
    const points = this.#points();
    const secondKey = secondKeyOf(plan, conditions, vacancies.writer, valuesOf);
    const { levels, level, first, last } = this.#levels(secondKey);
    const rest = plan.pair.filter((condition) => !secondKey?.conditions.includes(condition));
    const checks = conditions.checks(rest);
    const ways = plan.lookup?.ways ?? [EVERY_VACANCY];
    const written = ways.map((way) => {
      const isExact = way.exact && hasNarrowKey(way, valuesOf);
      const again: PairCheck[] =
        isExact || !plan.lookup ? [] : [{ kind: "truth", source: conditions.formula(plan.lookup.condition.formula) }];
      return this.#way(way, conditions, [...checks, ...again]);
    });
    this.#wayReads = written.map(({ reads }) => reads);
    this.#classes = this.#priorityClasses();
    this.#source = {
      ...points,
      ways: written.map(({ way }) => way),
      levels,
      firstLevel: first,
      lastLevel: last,
      classes: [],
      coarseness: 0,
    };

    this.#vacancyStride = vacancies.stride;
    this.vacancyRecords = new Int32Array(table.vacancyCount * vacancies.stride);
    const kept = new Uint8Array(table.vacancyCount);
    for (const vacancy of candidates) kept[vacancy] = 1;
    const filler = vacancies.filler(plan.vacancy.map((condition) => condition.formula));
    filler.fill(this.vacancyRecords, kept, 0, table.vacancyCount);
    this.vacancies = candidates.filter((vacancy) => kept[vacancy] === 1);
    this.#reads = this.#indexReads(level);
    this.#requestFiller = requests.filler(plan.request.map((condition) => condition.formula));
  }

  /** The source that fills the records of requests. */
  get requestSource(): string {
    return this.#requestFiller.source;
  }

  /** Whole numbers per request in the records. */
  get requestStride(): number {
    return this.#requests.stride;
  }

  /** Fills records of rows `from` to `to` where `kept` is not 0, and takes from `kept` the requests that no vacancy can have. */
  fillRequests(records: Int32Array, kept: Uint8Array, from: number, to: number): void {
    this.#requestFiller.fill(records, kept, from, to);
  }

  /** Points of the request's own plus the most a pair may add, from its record. */
  promise(records: Int32Array, request: number): number {
    const at = request * this.#requests.stride;
    return records[at]! + records[at + 2]!;
  }

  /** Class of a request per target, from its record. */
  priorityClass(records: Int32Array, request: number, target: number): number {
    return records[request * this.#requests.stride + CLASS_COLUMN + target]!;
  }

  /** Lets every vacancy take any pair again. */
  clearNeeds(): void {
    for (const vacancy of this.vacancies) this.vacancyRecords[vacancy * this.#vacancyStride + NEED_COLUMN] = NO_NEED;
  }

  /** Skips pairs of the vacancy whose key cannot reach `key`. */
  setNeed(vacancy: number, key: number, coarseness: number): void {
    // Beyond whole points nothing can be bounded: every pair is then computed, none is skipped.
    if (coarseness > COARSEST) return;
    const records = this.vacancyRecords;
    const at = vacancy * this.#vacancyStride;
    const left = key - records[at]! * KEY_STEPS_PER_POINT;
    records[at + NEED_COLUMN] = Math.max(NO_NEED, Math.floor(left / 2 ** coarseness));
  }

  /**
   * The loops of one kind. `highestClass` is that of any request where vacancies are in a mode, else undefined.
   * Cost: compiles the source; a few milliseconds.
   */
  scanner(
    kind: "best" | "every",
    highestClass: number | undefined,
    take: Take,
  ): Scanner & { readonly coarseness: number } {
    this.#pairs.give("take", take);
    const classes = highestClass === undefined ? [] : this.#classes;
    const coarseness = this.#coarseness(highestClass ?? 0);
    const source: ScanSource = { ...this.#source, classes, coarseness: Math.min(coarseness, COARSEST) };
    const finish = (text: string) => this.#vacancyColumns.finish(this.#requests.finish(text));
    const exports = ["use", "scan", "scanAny", "visit", "forget", "keyOf"];
    const scanner = this.#pairs.link<Scanner & Record<string, unknown>>(exports, scanSource(source, kind), finish);
    return { ...scanner, coarseness };
  }

  /** How many low bits of a key are dropped so that the rest, with any class, stays within 30 bits. */
  #coarseness(highestClass: number): number {
    const { maximumPoints, minimumPoints } = this.plan.ruleSet;
    const points = Math.max(maximumPoints, -minimumPoints) * 2 + highestClass * this.#source.pointsSpan + 1;
    return Math.max(0, Math.ceil(Math.log2(points * KEY_STEPS_PER_POINT)) - 30);
  }

  /** The indexes over some of the vacancies, as the fields a scanner uses. */
  indexes(vacancies: Int32Array): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    this.#wayReads.forEach(({ way, reads }, w) => {
      const own = vacancies.filter((vacancy) => this.#reads.wayHolds(w, vacancy));
      const read = (part: number, vacancy: number) => this.#reads.wayRead(w, part, vacancy);
      if (way.atom.kind === "near") {
        const place = (vacancy: number) => ({
          grid: read(0, vacancy),
          east: read(1, vacancy),
          north: read(2, vacancy),
        });
        const levelOf = (vacancy: number) => this.#reads.levelOf(vacancy);
        addFields(fields, nearIndex(own, place, levelOf, this.#source.levels), w);
        return;
      }
      const keysOf = reads.length > 0 ? (vacancy: number) => [read(0, vacancy)] : this.#listKeys(way);
      const index = bucketIndex(own, keysOf, (vacancy) => this.#reads.levelOf(vacancy), this.#source.levels);
      addFields(fields, index, w);
      fields[`least${w}`] = new Int32Array(index.start.length).fill(NO_NEED);
      fields[`visits${w}`] = new Int32Array(index.start.length);
    });
    return fields;
  }

  #listKeys(way: Way): (vacancy: number) => Iterable<number> {
    if (way.atom.kind !== "member") return () => [0];
    const column = this.#table.column(way.atom.list.fact);
    if (column?.kind !== "texts") return () => [];
    return (vacancy) =>
      column.absent[vacancy] === 1 ? [] : column.codes.subarray(column.offsets[vacancy], column.offsets[vacancy + 1]);
  }

  #points() {
    const { plan } = this;
    const [requests, vacancies] = [this.#requests, this.#vacancyColumns];
    const ofRequest = new ScoringWriter(requests.writer);
    const ofVacancy = new ScoringWriter(vacancies.writer);
    const elsewhere = (criterion: Criterion) => {
      const sides = sidesOfCriterion(criterion, plan.sides);
      if (sides === REQUEST) return requests.column(ofRequest.criterion(criterion));
      return sides === VACANCY ? vacancies.column(ofVacancy.criterion(criterion)) : undefined;
    };
    const ofPair = new ScoringWriter(this.#pairs, elsewhere);
    const sum = (items: readonly PointsItem[], writer: ScoringWriter) =>
      items.map((item) => writer.item(item)).join(" + ") || "0";
    const { seniority, targets } = plan.ruleSet.assignment;
    requests.writer.give("orZero", orZero);
    // The columns up to the classes are read by their place.
    const requestPoints = requests.append(sum(plan.points.request, ofRequest));
    const seniorityColumn = requests.append(`seniorityKey(${requests.writer.value(seniority.tree)})`);
    const isGated = ({ vacancyGate, maximum }: PairPoints) => isGateWorth(vacancyGate, maximum, plan.points.pair);
    const reach = requests.append(this.#reach(plan.points.pair.filter((points) => !isGated(points))));
    for (const target of targets) requests.append(`orZero(${requests.writer.value(target.priorityClass.tree)})`);
    const vacancyPoints = vacancies.append(sum(plan.points.vacancy, ofVacancy));
    const need = vacancies.append("0");
    const gated = plan.points.pair.filter(isGated).map((points) => ({
      request: requests.column(this.#reach([points])),
      vacancy: vacancies.formula(points.vacancyGate),
    }));
    return {
      requestPoints,
      seniority: seniorityColumn,
      reach,
      gated: gated.map(({ request, vacancy }) => `${request} & ${vacancies.column(`${vacancy} ? -1 : 0`)}`),
      gatedMaxima: gated.map(({ request }) => request),
      need,
      vacancyPoints,
      pairPoints: plan.points.pair.map(({ item }) => ofPair.item(item)).join(" + ") || "0",
      pairBlocks: plan.points.pair.map(({ item }, at) => ofPair.block(item, `y${at}`)),
      pointsSpan: plan.ruleSet.maximumPoints - plan.ruleSet.minimumPoints + 1,
    };
  }

  #reach(items: readonly PairPoints[]): string {
    return (
      items
        .map(({ requestGate, maximum }) => `(${this.#requests.formula(requestGate)} ? ${maximum} : 0)`)
        .join(" + ") || "0"
    );
  }

  #priorityClasses(): readonly string[] {
    return this.plan.ruleSet.assignment.targets.map((_, target) => `R[r * $r + ${CLASS_COLUMN + target}]`);
  }

  #levels(secondKey: SecondKey | undefined) {
    if (!secondKey) return { levels: 1, level: "0", first: "0", last: "0" };
    const { levels } = secondKey;
    this.#requests.writer.give("levels", levels);
    this.#vacancyColumns.writer.give("levels", levels);
    this.#vacancyColumns.writer.give("placeOf", placeOf);
    const bounds = (relation: ComparedColumn["relation"]) =>
      secondKey.columns.filter((column) => column.relation === relation).map((column) => column.request);
    const first = bounds("at-least").map((bound) => `firstLevel(levels, ${bound})`);
    const last = bounds("at-most").map((bound) => `lastLevel(levels, ${bound})`);
    const vacancy = secondKey.columns[0]!.vacancy(this.#vacancyColumns.writer);
    return {
      levels: levels.length,
      level: this.#vacancyColumns.column(`placeOf(levels, ${vacancy})`),
      first: this.#requests.column(`Math.max(${["0", ...first].join(", ")})`),
      last: this.#requests.column(`Math.min(${[String(levels.length - 1), ...last].join(", ")})`),
    };
  }

  #way(way: Way, conditions: ConditionWriter, checks: readonly PairCheck[]) {
    const [requests, vacancies] = [this.#requests, this.#vacancyColumns];
    const guard = conditions.formula(way.request);
    const holds = conditions.formula(way.vacancy);
    const key = (columns: DerivedColumns, source: string) => columns.column(`between(${source}, ${ABSENT})`);
    const { atom } = way;
    let written: WaySource;
    let reads: readonly string[] = [];
    switch (atom.kind) {
      case "all":
        written = { kind: "key", key: "0", guard, checks };
        break;
      case "equal":
        reads = [key(vacancies, vacancies.writer.value(atom.vacancy))];
        written = { kind: "key", key: key(requests, requests.writer.value(atom.request)), guard, checks };
        break;
      case "member":
        if (atom.listSide === "vacancy") {
          const item = key(requests, requests.writer.value(atom.item));
          written = { kind: "key", key: item, guard, checks };
          break;
        }
        reads = [key(vacancies, vacancies.writer.value(atom.item))];
        written = { kind: "member", list: this.#giveList(atom.list.fact), guard, checks };
        break;
      case "near": {
        const [home, place] = [requests.writer.place(atom.request), vacancies.writer.place(atom.vacancy)];
        const [east, north] = [requests.column(home.east), requests.column(home.north)];
        reads = [vacancies.column(place.grid), vacancies.column(place.east), vacancies.column(place.north)];
        // A floored distance is at most the bound exactly when the distance itself is below the bound plus one.
        const reach = requests.column(`between(${requests.writer.value(atom.bound)} + ${1 - atom.below}, -1)`);
        const [dx, dy] = [`(${reads[1]} - ${east})`, `(${reads[2]} - ${north})`];
        const isWithin = `${dx} * ${dx} + ${dy} * ${dy} < ${reach} * ${reach}`;
        const grid = requests.column(home.grid);
        written = {
          kind: "near",
          grid,
          east,
          north,
          reach,
          guard,
          checks: [{ kind: "truth", source: isWithin }, ...checks],
        };
      }
    }
    return { way: written, reads: { way, holds, reads } satisfies WayReads };
  }

  #giveList(fact: number): number {
    const column = this.#table.column(fact);
    const isList = column?.kind === "texts";
    this.#pairs.give(`o${fact}`, isList ? column.offsets : new Int32Array(this.#table.requestCount + 1));
    this.#pairs.give(`l${fact}`, isList ? column.codes : new Int32Array(0));
    return fact;
  }

  #indexReads(level: string): IndexReads {
    const ways = this.#wayReads.map(({ holds }, w) => `if (w === ${w}) return ${holds};`);
    const parts = this.#wayReads.flatMap(({ reads }, w) =>
      reads.map((read, part) => `if (w === ${w} && part === ${part}) return ${read};`),
    );
    const source = `let V; const r = 0, i = 0; function use(records) { V = records; }
function wayHolds(w, v) { ${ways.join(" ")} return true; }
function wayRead(w, part, v) { ${parts.join(" ")} return ${ABSENT}; }
function levelOf(v) { return ${level}; }`;
    const writer = new ExpressionWriter(this.#table, this.plan.ruleSet);
    const reads = writer.link<IndexReads & Record<string, unknown>>(
      ["use", "wayHolds", "wayRead", "levelOf"],
      source,
      (text) => this.#vacancyColumns.finish(text),
    );
    reads.use(this.vacancyRecords);
    return reads;
  }
}

const EVERY_VACANCY: Way = {
  atom: { kind: "all" },
  request: { kind: "every", of: [], sides: 0 },
  vacancy: { kind: "every", of: [], sides: 0 },
  exact: true,
};

/** True where points that only some vacancies give are worth a bound of their own. */
function isGateWorth(gate: Formula, maximum: number, all: readonly PairPoints[]): boolean {
  const total = all.reduce((sum, points) => sum + points.maximum, 0);
  return (gate.kind === "holds" || gate.of.length > 0) && maximum * 5 >= total;
}

/** Bits of a key below one point. */
const COARSEST = Math.log2(KEY_STEPS_PER_POINT);

/** The need of a vacancy whose list has room. */
const NO_NEED = -2_147_483_648;

/** Place of the need in the record of a vacancy: after its points. */
const NEED_COLUMN = 1;

/** Place of the first class in the record of a request: after its points, its seniority and its reach. */
const CLASS_COLUMN = 3;

/** False where keys are cut off by `between` and two different ones may look equal. */
function hasNarrowKey({ atom }: Way, valuesOf: ValuesOf): boolean {
  return atom.kind !== "equal" || fits(valuesOf((writer) => writer.value(atom.vacancy)));
}

function addFields(fields: Record<string, unknown>, index: object, w: number): void {
  for (const [name, value] of Object.entries(index)) fields[`${name}${w}`] = value;
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

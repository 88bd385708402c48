/**
 * Why nothing came of a night for a request, in one or two sentences' worth: how many vacancies it was eligible for and which list was nearest, or
 * what stood in its way before most of them, and before those that were left. After a run, from the vacancies alone and what was kept of their lists,
 * so that a page of requests costs milliseconds whatever the size of the queue. Says no more than an explanation of the same pairs; knows no rule by name.
 */
import type { FactReader } from "../facts/fact-reader.ts";
import type { GrowingFactTable } from "../facts/table/fact-table-builder.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { judge } from "../rules/judge.ts";
import type { Judgement } from "../rules/judgement.ts";
import type { Bilingual, RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import { explainRules } from "./explanation.ts";
import { BoundArrays } from "./lists/bound-arrays.ts";
import { type RuleChecks, ruleChecks } from "./lists/rule-checks.ts";
import { type RuleFunctions, ruleFunctions } from "./lists/rule-functions.ts";
import type { FailedRule } from "./why-not.ts";

/** What was kept of the list of one vacancy. */
export interface KeptList {
  /** The last candidate, where the list is full. */
  readonly last?: { readonly points: number; readonly priorityClass?: number };
  readonly priorityFirstFor?: string;
}

/** The list that came nearest. */
export interface NearestList {
  readonly vacancyId: string;
  /** Points missing to its last candidate; 0 where seniority or the draw decided. */
  readonly pointsMissing: number;
  readonly decidedBy: "priority-class" | "points" | "same-points";
}

/** A rule that stands in the way. */
export interface Hurdle {
  readonly ruleSetId: string;
  /** The rule before the vacancy where it is met most nearly, with value and threshold or the facts that are missing. */
  readonly rule: FailedRule;
  readonly vacancyId: string;
  /** How many vacancies it keeps the request from, of those that were looked at. */
  readonly vacancies: number;
  readonly of: number;
}

/** What a night made of a request that it put on no list. */
export interface Outlook {
  readonly vacancies: number;
  /** Vacancies for which it is eligible, struck ones left out. */
  readonly eligible: number;
  readonly nearest?: NearestList;
  /** Where it is eligible for none: what keeps it from most vacancies, then what keeps it from most of those that are left. */
  readonly hurdles: readonly Hurdle[];
}

/** One vacancy with what was judged of a request before it. */
export interface JudgedVacancy {
  readonly vacancyId: string;
  readonly ruleSet: RuleSet;
  readonly reader: FactReader;
  readonly judgement: Judgement;
}

/** Vacancies looked at to find what stands in the way most often. */
const MOST_COUNTED = 512;
/** Pairs judged to show a rule where it is met most nearly. */
const MOST_JUDGED = 16;

/** The vacancies that a run considered. */
export class ConsideredVacancies {
  readonly #table: GrowingFactTable;
  readonly #ruleSets: readonly RuleSet[];
  readonly #ruleSetOf: Int32Array;
  readonly #lists: ReadonlyMap<string, KeptList>;
  readonly #arrays: BoundArrays;
  #functions: readonly RuleFunctions[] = [];
  #checks: readonly RuleChecks[] = [];

  /** `ruleSetOf` says by row which rule set governs a vacancy; `lists` are by vacancy id. */
  constructor(
    table: GrowingFactTable,
    ruleSets: readonly RuleSet[],
    ruleSetOf: Int32Array,
    lists: ReadonlyMap<string, KeptList>,
  ) {
    this.#table = table;
    this.#ruleSets = ruleSets;
    this.#ruleSetOf = ruleSetOf;
    this.#lists = lists;
    this.#arrays = new BoundArrays(table);
    this.#compile();
  }

  /** Requests that were added to it. */
  get requestCount(): number {
    return this.#table.requestCount;
  }

  /**
   * What becomes of each request, in the order given; `struck` are the vacancies for which it may not be proposed again.
   * Cost: a look at every vacancy per request, microseconds each.
   */
  outlooks(
    requests: readonly { readonly record: { readonly id: string }; readonly struck: readonly string[] }[],
  ): readonly Outlook[] {
    const rows = requests.map(({ record }) => this.#table.appendVersion(record));
    if (this.#arrays.haveMoved()) this.#compile();
    return rows.map((row, at) => this.#outlook(row, new Set(requests[at]!.struck)));
  }

  /** What the reference interpreter says of one request before the vacancies given by id, or before all; those that it does not know are left out. */
  judged(record: { readonly id: string }, vacancyIds?: readonly string[]): readonly JudgedVacancy[] {
    const request = this.#table.appendVersion(record);
    const rows = vacancyIds
      ? vacancyIds.flatMap((id) => this.#table.vacancyRow(id) ?? [])
      : Array.from({ length: this.#table.vacancyCount }, (_, vacancy) => vacancy);
    return rows.flatMap((vacancy) => {
      const ruleSet = this.#ruleSets[this.#ruleSetOf[vacancy]!];
      if (!ruleSet) return [];
      const reader = readerOfRows(this.#table, vacancy, request);
      const judgement = judge(ruleSet, this.#table.catalogue, reader);
      return { vacancyId: this.#table.vacancyId(vacancy), ruleSet, reader, judgement };
    });
  }

  /** The rule sets of the run, in its order. */
  get ruleSets(): readonly RuleSet[] {
    return this.#ruleSets;
  }

  #compile(): void {
    this.#functions = this.#ruleSets.map((ruleSet) => ruleFunctions(this.#table, ruleSet));
    this.#checks = this.#ruleSets.map((ruleSet) => ruleChecks(this.#table, ruleSet));
  }

  #outlook(request: number, struck: ReadonlySet<string>): Outlook {
    const { vacancyCount } = this.#table;
    let eligible = 0;
    let nearest: NearestList | undefined;
    for (let vacancy = 0; vacancy < vacancyCount; vacancy++) {
      const functions = this.#functions[this.#ruleSetOf[vacancy]!];
      if (!functions?.isEligible(request, vacancy)) continue;
      const vacancyId = this.#table.vacancyId(vacancy);
      if (struck.has(vacancyId)) continue;
      eligible++;
      const list = this.#missingTo(vacancy, vacancyId, request, functions);
      if (list && (!nearest || isNearer(list, nearest))) nearest = list;
    }
    const hurdles = eligible === 0 ? this.#hurdles(request) : [];
    return { vacancies: vacancyCount, eligible, ...(nearest ? { nearest } : {}), hurdles };
  }

  #missingTo(vacancy: number, vacancyId: string, request: number, functions: RuleFunctions): NearestList | undefined {
    const list = this.#lists.get(vacancyId);
    if (!list?.last) return undefined;
    const { targets } = this.#ruleSets[this.#ruleSetOf[vacancy]!]!.assignment;
    const target = targets.findIndex(({ id }) => id === list.priorityFirstFor);
    const isOfLowerClass = target >= 0 && functions.priorityClass(request, target) < (list.last.priorityClass ?? 0);
    const pointsMissing = Math.max(0, list.last.points - functions.points(request, vacancy));
    const decidedBy = isOfLowerClass ? "priority-class" : pointsMissing > 0 ? "points" : "same-points";
    return { vacancyId, pointsMissing: decidedBy === "points" ? pointsMissing : 0, decidedBy };
  }

  /** The rule that keeps it from most vacancies; and, where some are left, the one that keeps it from most of those. */
  #hurdles(request: number): Hurdle[] {
    const all = Array.from({ length: this.#table.vacancyCount }, (_, vacancy) => vacancy);
    const first = this.#mostRefusing(request, all);
    if (first === undefined) return [];
    const left = all.filter((vacancy) => !this.#isRefusedBy(first, request, vacancy));
    const hurdles = [this.#hurdle(first, request, all)];
    const second = left.length === 0 ? undefined : this.#mostRefusing(request, left);
    return second === undefined ? hurdles : [...hurdles, this.#hurdle(second, request, left)];
  }

  /** The name of the rule that refuses most of the vacancies, of a sample where they are very many; the first declared of those that refuse as many. */
  #mostRefusing(request: number, vacancies: readonly number[]): string | undefined {
    const counts = new Map<string, number>();
    const declared = this.#checks.flatMap((checks) => checks.rules.map(({ title }) => nameOf(title)));
    for (const vacancy of sampleOf(vacancies)) {
      const checks = this.#checks[this.#ruleSetOf[vacancy]!];
      checks?.rules.forEach(({ title }, rule) => {
        if (!checks.holds[rule]!(request, vacancy)) counts.set(nameOf(title), (counts.get(nameOf(title)) ?? 0) + 1);
      });
    }
    const most = Math.max(0, ...counts.values());
    return most === 0 ? undefined : declared.find((name) => counts.get(name) === most);
  }

  #isRefusedBy(name: string, request: number, vacancy: number): boolean {
    const checks = this.#checks[this.#ruleSetOf[vacancy]!];
    return (
      checks?.rules.some(({ title }, rule) => nameOf(title) === name && !checks.holds[rule]!(request, vacancy)) ?? false
    );
  }

  #hurdle(name: string, request: number, among: readonly number[]): Hurdle {
    const refused = among.filter((vacancy) => this.#isRefusedBy(name, request, vacancy));
    const shown = refused.slice(0, MOST_JUDGED).map((vacancy) => {
      const ruleSet = this.#ruleSets[this.#ruleSetOf[vacancy]!]!;
      const { catalogue } = this.#table;
      const rules = explainRules(ruleSet, judge(ruleSet, catalogue, readerOfRows(this.#table, vacancy, request)));
      const rule = rules.find(
        ({ title, outcome, effect }) => nameOf(title) === name && outcome !== "holds" && effect === "exclude",
      )!;
      return { ruleSetId: ruleSet.id, rule, vacancyId: this.#table.vacancyId(vacancy) };
    });
    const nearest = shown.reduce((best, one) => (gapOf(one.rule) < gapOf(best.rule) ? one : best));
    return { ...nearest, vacancies: refused.length, of: among.length };
  }
}

/** Rules that people call alike count together, whichever rule set they are of. */
function nameOf({ fr, en }: Bilingual): string {
  return `${fr}\n${en}`;
}

function gapOf({ value, threshold }: FailedRule): number {
  return typeof value === "number" && typeof threshold === "number"
    ? Math.abs(value - threshold)
    : Number.POSITIVE_INFINITY;
}

/** As many as are counted, evenly spread. */
function sampleOf(vacancies: readonly number[]): readonly number[] {
  if (vacancies.length <= MOST_COUNTED) return vacancies;
  return Array.from(
    { length: MOST_COUNTED },
    (_, at) => vacancies[Math.floor((at * vacancies.length) / MOST_COUNTED)]!,
  );
}

/** A list where points alone are missing is nearer than one kept for others; then the fewest points, then the id. */
function isNearer(a: NearestList, b: NearestList): boolean {
  const isKept = (list: NearestList) => (list.decidedBy === "priority-class" ? 1 : 0);
  return (isKept(a) - isKept(b) || a.pointsMissing - b.pointsMissing || compareText(a.vacancyId, b.vacancyId)) < 0;
}

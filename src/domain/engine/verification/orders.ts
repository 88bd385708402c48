/**
 * The two orders of a run, computed for the verification alone: how a vacancy orders its candidates, how a request orders vacancies.
 * Neither depends on positions in the input.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import { tieBreak } from "../../shared/digest.ts";
import { compareText } from "../../shared/order.ts";
import { type Ground, pairFunction } from "./one-sided.ts";

/** A request before a vacancy: its class where the vacancy takes priority requests first (0 elsewhere) and its points. */
export interface Place {
  readonly request: number;
  readonly priorityClass: number;
  readonly points: number;
}

/** How the vacancies of one rule set order requests: class, points, seniority, tie-break number, id. */
export class VacancyOrder {
  readonly #table: FactTable;
  readonly #seed: string;
  readonly #seniority: (vacancy: number, request: number) => number;
  readonly #tieBreaks = new Map<number, string>();

  constructor(ground: Ground, seed: string) {
    this.#table = ground.columns.table;
    this.#seed = seed;
    this.#seniority = pairFunction(ground, ground.ruleSet.assignment.seniority.tree);
  }

  /** Negative when `a` comes before `b`; 0 only for the same request. */
  compare(a: Place, b: Place): number {
    return b.priorityClass - a.priorityClass || b.points - a.points || this.compareTied(a.request, b.request);
  }

  /** The order of two requests with the same class and points. */
  compareTied(a: number, b: number): number {
    const [first, second] = [this.#filed(a), this.#filed(b)];
    if (first !== second) return first < second ? -1 : 1;
    const [idOfA, idOfB] = [this.#table.requestId(a), this.#table.requestId(b)];
    return compareText(this.#tieBreak(a, idOfA), this.#tieBreak(b, idOfB)) || compareText(idOfA, idOfB);
  }

  /** Day of seniority; unknown comes last. */
  #filed(request: number): number {
    const day = this.#seniority(0, request);
    return Number.isNaN(day) ? Number.POSITIVE_INFINITY : day;
  }

  #tieBreak(request: number, id: string): string {
    let number = this.#tieBreaks.get(request);
    if (number === undefined) {
      number = tieBreak(this.#seed, id);
      this.#tieBreaks.set(request, number);
    }
    return number;
  }
}

/** How requests order vacancies: the keys of the rule set that governs each, then the vacancy's id. */
export class Wishes {
  readonly #ruleSetOf: Int32Array;
  /** Per rule set its keys, smaller is dearer. */
  readonly #keys: readonly (readonly ((vacancy: number, request: number) => number)[])[];
  readonly #placeById: Int32Array;

  constructor(grounds: readonly Ground[], ruleSetOf: Int32Array, table: FactTable) {
    this.#ruleSetOf = ruleSetOf;
    this.#keys = grounds.map((ground) =>
      ground.ruleSet.preferences.map(({ value, ascending }) => {
        const key = pairFunction(ground, value.tree);
        return (vacancy, request) => {
          const number = key(vacancy, request);
          return Number.isNaN(number) ? Number.POSITIVE_INFINITY : ascending ? number : -number;
        };
      }),
    );
    const ids = Array.from({ length: table.vacancyCount }, (_, vacancy) => table.vacancyId(vacancy));
    this.#placeById = new Int32Array(ids.length);
    [...ids.keys()]
      .sort((a, b) => compareText(ids[a]!, ids[b]!))
      .forEach((vacancy, place) => {
        this.#placeById[vacancy] = place;
      });
  }

  /** Values of the keys, to compare other vacancies with. */
  keysOf(vacancy: number, request: number): readonly number[] {
    return (this.#keys[this.#ruleSetOf[vacancy]!] ?? []).map((key) => key(vacancy, request));
  }

  /** True when the request prefers `vacancy` to `other`, whose keys are known. */
  prefers(request: number, vacancy: number, other: number, keysOfOther: readonly number[]): boolean {
    const keys = this.#keys[this.#ruleSetOf[vacancy]!] ?? [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!(vacancy, request);
      if (key !== keysOfOther[i]) return key < keysOfOther[i]!;
    }
    return this.#placeById[vacancy]! < this.#placeById[other]!;
  }
}

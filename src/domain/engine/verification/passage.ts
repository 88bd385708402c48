/**
 * The one pass over the pairs that meet, vacancy by vacancy: listed candidates against the interpreter (P1, P2), everybody else
 * against the last of the list and against what they hold themselves (P4, P5). A pair that is absent, comes before the last of a full
 * list and is wanted by its request is passed over. Pinned and struck pairs, and requests without a list left, are left out.
 */
import type { RuleSet } from "../../rules/rule-set.ts";
import { Floors } from "./floors.ts";
import { type Ground, sideColumn } from "./one-sided.ts";
import { type Place, VacancyOrder, Wishes } from "./orders.ts";
import { SecondEvaluator } from "./second-evaluator.ts";
import { type Listed, ShownProposals } from "./shown.ts";
import { type Standing, standingOf, type VerificationInput } from "./standing.ts";
import { Tally } from "./violations.ts";

/** Vacancy rows `from` (included) to `to` (excluded). */
export interface VacancyRange {
  readonly from: number;
  readonly to: number;
}

/** What the pass over some vacancies found. Plain values, so that it can cross from another thread. */
export interface VerificationPart {
  readonly ranges: readonly VacancyRange[];
  readonly tally: Pick<Tally, "properties" | "vacancyIds" | "requestIds">;
  readonly pairsMet: number;
  /** Requests eligible for each vacancy row by the rules alone, whether pinned, struck or free; 0 outside the ranges. */
  readonly eligible: Int32Array;
  /** Per vacancy row, one bit per target of its rule set: an eligible request that takes part counts toward the target. */
  readonly priorityTargets: Int32Array;
}

/** Checks the vacancies of range after range until there is no next one. */
export function passage(input: VerificationInput, next: () => VacancyRange | undefined): VerificationPart {
  const tally = new Tally();
  const { vacancyCount } = input.table;
  const eligible = new Int32Array(vacancyCount);
  const priorityTargets = new Int32Array(vacancyCount);
  const ranges: VacancyRange[] = [];
  let passages: RuleSetPassages | undefined;
  for (let range = next(); range; range = next()) {
    ranges.push(range);
    // What every range needs is prepared with the first: whoever comes too late for any range prepares nothing.
    passages ??= new RuleSetPassages(input, tally);
    for (let vacancy = range.from; vacancy < range.to; vacancy++) {
      const found = passages.of(vacancy)?.check(vacancy);
      eligible[vacancy] = found?.eligible ?? 0;
      priorityTargets[vacancy] = found?.priorityTargets ?? 0;
    }
  }
  return { ranges, tally, pairsMet: passages?.pairsMet ?? 0, eligible, priorityTargets };
}

/** The passes over the vacancies of each rule set. */
class RuleSetPassages {
  readonly #shared: Shared;
  readonly #passages: (GovernedPassage | undefined)[] = [];

  constructor(input: VerificationInput, tally: Tally) {
    const standing = standingOf(input);
    const wishes = new Wishes(standing.grounds, standing.ruleSetOf, input.table);
    this.#shared = { input, standing, floors: new Floors(standing, wishes, input.table.requestCount), tally };
  }

  /** The pass over the vacancies of the rule set that governs this one. */
  of(vacancy: number): GovernedPassage | undefined {
    const { ruleSetOf, grounds } = this.#shared.standing;
    const ruleSet = ruleSetOf[vacancy]!;
    const ground = grounds[ruleSet];
    if (!ground) return undefined;
    const governed = () => [...ruleSetOf.keys()].filter((row) => ruleSetOf[row] === ruleSet);
    return (this.#passages[ruleSet] ??= new GovernedPassage(this.#shared, ground, governed()));
  }

  get pairsMet(): number {
    return this.#passages.reduce((sum, one) => sum + (one?.pairsMet ?? 0), 0);
  }
}

/** What all rule sets of a part have in common. */
interface Shared {
  readonly input: VerificationInput;
  readonly standing: Standing;
  readonly floors: Floors;
  readonly tally: Tally;
}

/** A target of the rule set: class by position, and whether it is a share of the vacancy. */
interface TargetColumns {
  readonly classes: Int32Array;
  readonly applies: Float64Array;
}

/** What was found among the eligible requests of a vacancy. */
interface Found {
  readonly asked: number;
  /** Points that the second evaluator gives to requests on the list or kept from it, by request. */
  readonly aside: ReadonlyMap<number, number>;
  readonly passedOver: readonly Place[];
  /** The first of them who want the vacancy, in its order. */
  readonly next: readonly Place[];
  readonly priorityTargets: number;
}

/** What a request is to the vacancy being checked, by position. */
const ROLES = { absent: 0, takesNoPart: 1, listed: 2, kept: 3 } as const;

/** The pass over the vacancies of one rule set. */
class GovernedPassage {
  readonly #shared: Shared;
  readonly #ruleSet: RuleSet;
  readonly #evaluator: SecondEvaluator;
  readonly #order: VacancyOrder;
  readonly #shown: ShownProposals;
  readonly #targets: readonly TargetColumns[];
  readonly #roles: Uint8Array;

  /** `governed` are all vacancies of the rule set, whichever part checks them, so that every part goes the same way. */
  constructor(shared: Shared, ground: Ground, governed: readonly number[]) {
    const { input, tally } = shared;
    this.#shared = shared;
    this.#ruleSet = ground.ruleSet;
    this.#evaluator = new SecondEvaluator(ground, governed);
    this.#order = new VacancyOrder(ground, input.result.run.seed);
    this.#shown = new ShownProposals(input.table, ground.ruleSet, this.#order, tally);
    const { rows } = this.#evaluator;
    this.#targets = ground.ruleSet.assignment.targets.map((target) => {
      const classes = sideColumn(ground, "request", target.priorityClass.tree);
      return {
        classes: Int32Array.from(rows, (row) => classes[row] || 0),
        applies: sideColumn(ground, "vacancy", target.appliesTo.tree),
      };
    });
    this.#roles = Uint8Array.from(rows, (row) => this.#usualRole(row));
  }

  get pairsMet(): number {
    return this.#evaluator.met;
  }

  check(vacancy: number): { readonly eligible: number; readonly priorityTargets: number } {
    const { standing, tally } = this.#shared;
    const mode = standing.modeOf[vacancy]!;
    const proposal = standing.proposals[vacancy];
    const listed = this.#shown.judged(vacancy, mode, standing.listed[vacancy]!);
    if (proposal) this.#shown.compareCandidates(vacancy, mode, proposal, listed);
    const eligible = this.#evaluator.open(vacancy);
    this.#evaluator.score(vacancy, eligible);
    const places = standing.placesLeft[vacancy]!;
    const last = listed.length < places ? undefined : lowest(listed, this.#order);
    const found = this.#goThrough(vacancy, mode, eligible, last);
    this.#compareReadings(vacancy, listed, found.aside);
    if (places === 0) {
      if (proposal) this.#shown.compareNext(vacancy, mode, proposal, []);
      return { eligible, priorityTargets: 0 };
    }
    tally.checked(last ? "P4" : "P5", found.asked);
    for (const place of found.passedOver) this.#tellPassedOver(vacancy, place, last);
    if (proposal && found.passedOver.length === 0) this.#shown.compareNext(vacancy, mode, proposal, found.next);
    return { eligible, priorityTargets: found.priorityTargets };
  }

  /** Interpreter and second evaluator must say the same of the listed pairs, or neither can be relied on. */
  #compareReadings(vacancy: number, listed: readonly Listed[], points: ReadonlyMap<number, number>): void {
    for (const place of listed) {
      const agrees = place.isEligible ? points.get(place.request) === place.points : !points.has(place.request);
      if (!agrees) this.#shown.tell("P1", "readings-differ", vacancy, place.request, {});
    }
  }

  /** Goes through the eligible requests of the vacancy, with those on its list and those kept from it marked. */
  #goThrough(vacancy: number, mode: number, eligible: number, last: Place | undefined): Found {
    const { standing } = this.#shared;
    const listed = standing.listed[vacancy]!;
    const kept = [...(standing.pinnedOn.get(vacancy) ?? []), ...(standing.struckOn.get(vacancy) ?? [])];
    for (const request of listed) this.#setRole(request, ROLES.listed);
    for (const request of kept) this.#setRole(request, ROLES.kept);
    const found = this.#askAbsent(vacancy, mode, eligible, last);
    for (const request of [...listed, ...kept]) this.#setRole(request, this.#usualRole(request));
    return found;
  }

  #usualRole(request: number): number {
    return this.#shared.floors.takesPart(request) ? ROLES.absent : ROLES.takesNoPart;
  }

  #setRole(request: number, role: number): void {
    const position = this.#evaluator.positionOf[request]!;
    if (position >= 0) this.#roles[position] = role;
  }

  /**
   * Asks those who are absent. `last` is the last candidate of a full list; without it the list has a free place, and everybody comes
   * before. With nobody passed over, those who want the vacancy all come after `last`: they are next.
   */
  #askAbsent(vacancy: number, mode: number, eligible: number, last: Place | undefined): Found {
    const { floors } = this.#shared;
    const { hits, rows, points } = this.#evaluator;
    const roles = this.#roles;
    const classes = this.#targets[mode]?.classes;
    const nextCount = this.#ruleSet.assignment.next;
    const aside = new Map<number, number>();
    const passedOver: Place[] = [];
    const next: Place[] = [];
    let openTargets = this.#targets.flatMap((target, t) => (target.applies[vacancy] === 1 ? [t] : []));
    let priorityTargets = 0;
    let asked = 0;
    // Below these points nobody can come before the last of the list, nor be next: whoever is absent needs no further look.
    let bar = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < eligible; i++) {
      const position = hits[i]!;
      const role = roles[position]!;
      if (role === ROLES.absent && points[i]! < bar && openTargets.length === 0) {
        asked++;
        continue;
      }
      if (role >= ROLES.listed) aside.set(rows[position]!, points[i]!);
      if (role === ROLES.kept || role === ROLES.takesNoPart) continue;
      if (openTargets.length > 0) {
        for (const t of openTargets) if (this.#targets[t]!.classes[position]! > 0) priorityTargets |= 1 << t;
        if (priorityTargets !== 0) openTargets = openTargets.filter((t) => (priorityTargets & (1 << t)) === 0);
      }
      if (role === ROLES.listed) continue;
      asked++;
      const request = rows[position]!;
      const priorityClass = classes ? classes[position]! : 0;
      const isBefore = !last || this.#isBefore(priorityClass, points[i]!, request, last);
      const lastNext = next.length < nextCount ? undefined : next[nextCount - 1];
      if (!isBefore && lastNext && !this.#isBefore(priorityClass, points[i]!, request, lastNext)) continue;
      if (!floors.wants(request, vacancy)) continue;
      const place = { request, priorityClass, points: points[i]! };
      if (isBefore) passedOver.push(place);
      else this.#insertNext(next, place);
      if (last && !classes && next.length === nextCount)
        bar = Math.min(last.points, next[nextCount - 1]?.points ?? last.points);
    }
    return { asked, aside, passedOver, next, priorityTargets };
  }

  #isBefore(priorityClass: number, points: number, request: number, other: Place): boolean {
    if (priorityClass !== other.priorityClass) return priorityClass > other.priorityClass;
    if (points !== other.points) return points > other.points;
    return this.#order.compareTied(request, other.request) < 0;
  }

  #insertNext(next: Place[], place: Place): void {
    let at = next.length;
    while (at > 0 && this.#order.compare(place, next[at - 1]!) < 0) at--;
    next.splice(at, 0, place);
    next.length = Math.min(next.length, this.#ruleSet.assignment.next);
  }

  #tellPassedOver(vacancy: number, place: Place, last: Place | undefined): void {
    const { input, standing } = this.#shared;
    const { request } = place;
    if (last) {
      const values = {
        points: place.points + 0,
        last: input.table.requestId(last.request),
        lastPoints: last.points + 0,
      };
      this.#shown.tell("P4", "passed-over", vacancy, request, values);
    } else {
      const values = { candidates: standing.listed[vacancy]!.length, places: standing.placesLeft[vacancy]! };
      this.#shown.tell("P5", "free-place", vacancy, request, values);
    }
  }
}

function lowest(listed: readonly Place[], order: VacancyOrder): Place | undefined {
  return listed.length === 0
    ? undefined
    : listed.reduce((last, place) => (order.compare(place, last) > 0 ? place : last));
}

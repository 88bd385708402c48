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

/** What the pass over some vacancies found. Plain values, so that it can cross from another thread. */
export interface VerificationPart {
  readonly from: number;
  readonly to: number;
  readonly tally: Pick<Tally, "properties" | "vacancyIds" | "requestIds">;
  readonly pairsMet: number;
  /** Requests eligible for each vacancy by the rules alone, whether pinned, struck or free. */
  readonly eligible: Int32Array;
  /** Per vacancy, one bit per target of its rule set: an eligible request that takes part counts toward the target. */
  readonly priorityTargets: Int32Array;
}

/** Checks vacancy rows `from` (included) to `to` (excluded). */
export function passage(input: VerificationInput, from: number, to: number): VerificationPart {
  const standing = standingOf(input);
  const wishes = new Wishes(standing.grounds, standing.ruleSetOf, input.table);
  const shared: Shared = {
    input,
    standing,
    floors: new Floors(standing, wishes, input.table.requestCount),
    tally: new Tally(),
    aside: new Int32Array(input.table.requestCount),
  };
  const eligible = new Int32Array(to - from);
  const priorityTargets = new Int32Array(to - from);
  let pairsMet = 0;
  standing.grounds.forEach((ground, ruleSet) => {
    const vacancies: number[] = [];
    for (let vacancy = from; vacancy < to; vacancy++) {
      if (standing.ruleSetOf[vacancy] === ruleSet) vacancies.push(vacancy);
    }
    if (vacancies.length === 0) return;
    const governed = new GovernedPassage(shared, ground, vacancies);
    for (const vacancy of vacancies) {
      const found = governed.check(vacancy);
      eligible[vacancy - from] = found.eligible;
      priorityTargets[vacancy - from] = found.priorityTargets;
    }
    pairsMet += governed.pairsMet;
  });
  return { from, to, tally: shared.tally, pairsMet, eligible, priorityTargets };
}

/** What all rule sets of a part have in common. */
interface Shared {
  readonly input: VerificationInput;
  readonly standing: Standing;
  readonly floors: Floors;
  readonly tally: Tally;
  /** Per request the mark of the vacancy on whose list it stands, or from which it is kept. */
  readonly aside: Int32Array;
}

/** A target of the rule set: class per request, and whether it is a share of the vacancy. */
interface TargetColumns {
  readonly classes: Int32Array;
  readonly applies: Float64Array;
}

/** What was found among the eligible requests that are not on the list. */
interface Absent {
  readonly asked: number;
  readonly passedOver: readonly Place[];
  /** The first of them who want the vacancy, in its order. */
  readonly next: readonly Place[];
  readonly priorityTargets: number;
}

const listedMark = (vacancy: number) => 2 * vacancy + 1;
/** Mark of a pinned or struck pair. */
const keptMark = (vacancy: number) => 2 * vacancy + 2;

/** The pass over the vacancies of one rule set. */
class GovernedPassage {
  readonly #shared: Shared;
  readonly #ruleSet: RuleSet;
  readonly #evaluator: SecondEvaluator;
  readonly #order: VacancyOrder;
  readonly #shown: ShownProposals;
  readonly #targets: readonly TargetColumns[];

  constructor(shared: Shared, ground: Ground, vacancies: readonly number[]) {
    const { input, tally } = shared;
    this.#shared = shared;
    this.#ruleSet = ground.ruleSet;
    this.#evaluator = new SecondEvaluator(ground, vacancies);
    this.#order = new VacancyOrder(ground, input.result.run.seed);
    this.#shown = new ShownProposals(input.table, ground.ruleSet, this.#order, tally);
    this.#targets = ground.ruleSet.assignment.targets.map((target) => ({
      classes: Int32Array.from(sideColumn(ground, "request", target.priorityClass.tree), (value) => value || 0),
      applies: sideColumn(ground, "vacancy", target.appliesTo.tree),
    }));
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
    this.#setAside(vacancy);
    this.#compareReadings(vacancy, eligible, listed);
    const places = standing.placesLeft[vacancy]!;
    if (places === 0) {
      if (proposal) this.#shown.compareNext(vacancy, mode, proposal, []);
      return { eligible, priorityTargets: 0 };
    }
    const last = listed.length < places ? undefined : lowest(listed, this.#order);
    const absent = this.#askAbsent(vacancy, mode, eligible, last);
    tally.checked(last ? "P4" : "P5", absent.asked);
    for (const place of absent.passedOver) this.#tellPassedOver(vacancy, place, last);
    if (proposal && absent.passedOver.length === 0) this.#shown.compareNext(vacancy, mode, proposal, absent.next);
    return { eligible, priorityTargets: absent.priorityTargets };
  }

  #setAside(vacancy: number): void {
    const { aside, standing } = this.#shared;
    for (const request of standing.listed[vacancy]!) aside[request] = listedMark(vacancy);
    for (const request of standing.pinnedOn.get(vacancy) ?? []) aside[request] = keptMark(vacancy);
    for (const request of standing.struckOn.get(vacancy) ?? []) aside[request] = keptMark(vacancy);
  }

  /** Interpreter and second evaluator must say the same of the listed pairs, or neither can be relied on. */
  #compareReadings(vacancy: number, eligible: number, listed: readonly Listed[]): void {
    if (listed.length === 0) return;
    const { aside } = this.#shared;
    const { hits, rows, points } = this.#evaluator;
    const found = new Map<number, number>();
    for (let i = 0; i < eligible; i++) {
      const request = rows[hits[i]!]!;
      if (aside[request]! >= listedMark(vacancy)) found.set(request, points[i]!);
    }
    for (const place of listed) {
      const agrees = place.isEligible ? found.get(place.request) === place.points : !found.has(place.request);
      if (!agrees) this.#shown.tell("P1", "readings-differ", vacancy, place.request, {});
    }
  }

  /**
   * Goes through the eligible requests that take part. `last` is the last candidate of a full list; without it the list has a free
   * place, and everybody comes before. With nobody passed over, those who want the vacancy all come after `last`: they are next.
   */
  #askAbsent(vacancy: number, mode: number, eligible: number, last: Place | undefined): Absent {
    const { aside, floors } = this.#shared;
    const { hits, rows, points } = this.#evaluator;
    const classes = this.#targets[mode]?.classes;
    const passedOver: Place[] = [];
    const next: Place[] = [];
    let openTargets = this.#targets.flatMap((target, t) => (target.applies[vacancy] === 1 ? [t] : []));
    let priorityTargets = 0;
    let asked = 0;
    for (let i = 0; i < eligible; i++) {
      const request = rows[hits[i]!]!;
      const mark = aside[request]!;
      if (mark === keptMark(vacancy) || !floors.takesPart(request)) continue;
      if (openTargets.length > 0) {
        for (const t of openTargets) if (this.#targets[t]!.classes[request]! > 0) priorityTargets |= 1 << t;
        if (priorityTargets !== 0) openTargets = openTargets.filter((t) => (priorityTargets & (1 << t)) === 0);
      }
      if (mark === listedMark(vacancy)) continue;
      asked++;
      const priorityClass = classes ? classes[request]! : 0;
      const isBefore = !last || this.#isBefore(priorityClass, points[i]!, request, last);
      const lastNext = next.length < this.#ruleSet.assignment.next ? undefined : next[next.length - 1];
      if (!isBefore && lastNext && !this.#isBefore(priorityClass, points[i]!, request, lastNext)) continue;
      if (!floors.wants(request, vacancy)) continue;
      const place = { request, priorityClass, points: points[i]! };
      if (isBefore) passedOver.push(place);
      else this.#insertNext(next, place);
    }
    return { asked, passedOver, next, priorityTargets };
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

function lowest(listed: readonly Place[], order: VacancyOrder): Place {
  return listed.reduce((last, place) => (order.compare(place, last) > 0 ? place : last));
}

/**
 * What a proposal shows, against what is recomputed: eligibility and points of its candidates by the reference interpreter (P1, P2),
 * their order, and who is named next (P2).
 */
import type { FactReader, FactValue } from "../../facts/fact-reader.ts";
import type { FactTable } from "../../facts/fact-table.ts";
import type { Candidate, Proposal } from "../../facts/result.ts";
import { readerOfRows } from "../../facts/table/table-reader.ts";
import { evaluate, scopeOf } from "../../rules/interpreter.ts";
import { judge } from "../../rules/judge.ts";
import type { EligibilityRule, RuleSet } from "../../rules/rule-set.ts";
import type { Place, VacancyOrder } from "./orders.ts";
import type { PropertyId, Tally, ViolationKey } from "./violations.ts";

/** A listed candidate as the interpreter sees it. */
export interface Listed extends Place {
  readonly isEligible: boolean;
}

/** Compares the proposals of the vacancies that one rule set governs. */
export class ShownProposals {
  readonly #table: FactTable;
  readonly #ruleSet: RuleSet;
  readonly #required: readonly EligibilityRule[];
  /** The rule set without its eligibility rules, which are asked apart and without their trace. */
  readonly #scoring: RuleSet;
  readonly #order: VacancyOrder;
  readonly #tally: Tally;

  constructor(table: FactTable, ruleSet: RuleSet, order: VacancyOrder, tally: Tally) {
    this.#table = table;
    this.#ruleSet = ruleSet;
    this.#required = ruleSet.eligibility.filter((rule) => rule.effect === "exclude");
    this.#scoring = { ...ruleSet, eligibility: [] };
    this.#order = order;
    this.#tally = tally;
  }

  /** Notes a violation about a vacancy, and a request where there is one. */
  tell(
    property: PropertyId,
    key: ViolationKey,
    vacancy: number,
    request: number | undefined,
    values: Readonly<Record<string, string | number>>,
  ): void {
    const about = request === undefined ? {} : { requestId: this.#table.requestId(request) };
    this.#tally.violation({ property, key, vacancyId: this.#table.vacancyId(vacancy), ...about, values });
  }

  /** Judges the listed candidates; `mode` is the target for which the vacancy takes priority requests first, or -1. */
  judged(vacancy: number, mode: number, requests: readonly number[]): Listed[] {
    return requests.map((request) => {
      const reader = this.#reader(vacancy, request);
      const scope = scopeOf(this.#ruleSet, reader);
      const failed = this.#required.filter((rule) => evaluate(rule.require.tree, scope) !== true);
      this.#tally.checked("P1");
      if (failed.length > 0) {
        this.tell("P1", "not-eligible", vacancy, request, { rules: failed.map((rule) => rule.id).join(", ") });
      }
      const { points, priorityClasses } = judge(this.#scoring, this.#table.catalogue, reader);
      const target = this.#ruleSet.assignment.targets[mode];
      const priorityClass = target ? (priorityClasses[target.id] ?? 0) : 0;
      return { request, priorityClass, points, isEligible: failed.length === 0 };
    });
  }

  /** The facts of a pair, each taken from the table once. */
  #reader(vacancy: number, request: number): FactReader {
    const reader = readerOfRows(this.#table, vacancy, request);
    const known = new Map<number, FactValue | undefined>();
    return {
      ...reader,
      fact(index) {
        if (!known.has(index)) known.set(index, reader.fact(index));
        return known.get(index);
      },
    };
  }

  /** Points, classes and order of the candidates. */
  compareCandidates(vacancy: number, mode: number, proposal: Proposal, listed: readonly Listed[]): void {
    const byId = new Map(listed.map((place) => [this.#table.requestId(place.request), place]));
    let before: Listed | undefined;
    for (const candidate of proposal.candidates) {
      const place = byId.get(candidate.requestId);
      if (!place) continue;
      this.#compareCandidate(vacancy, mode, candidate, place);
      if (before && this.#order.compare(before, place) > 0) {
        this.tell("P2", "out-of-order", vacancy, place.request, { behind: this.#table.requestId(before.request) });
      }
      before = place;
    }
  }

  /** Who is named next, in order, with points and classes. */
  compareNext(vacancy: number, mode: number, proposal: Proposal, expected: readonly Place[]): void {
    const recomputed = expected.map((place) => this.#table.requestId(place.request)).join(", ");
    const shown = proposal.next.map((candidate) => candidate.requestId).join(", ");
    this.#tally.checked("P2");
    if (shown !== recomputed) this.tell("P2", "next-differs", vacancy, undefined, { shown, recomputed });
    else for (const [i, place] of expected.entries()) this.#compareCandidate(vacancy, mode, proposal.next[i]!, place);
  }

  #compareCandidate(vacancy: number, mode: number, shown: Candidate, place: Place): void {
    this.#tally.checked("P2");
    if (shown.points !== place.points) {
      const values = { shown: shown.points, recomputed: place.points + 0 };
      this.tell("P2", "points-differ", vacancy, place.request, values);
    }
    const recomputed = mode >= 0 ? place.priorityClass : undefined;
    if (shown.priorityClass !== recomputed) {
      const values = { shown: shown.priorityClass ?? "", recomputed: recomputed ?? "" };
      this.tell("P2", "priority-class-differs", vacancy, place.request, values);
    }
  }
}

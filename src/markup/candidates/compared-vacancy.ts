/**
 * What the comparison of candidates is drawn from: the vacancy with its candidates, and the words and facts of whoever draws it. The report of a run and
 * the page of a proposal both give it.
 */

import type { FactCatalogue } from "../../domain/facts/catalogue.ts";
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import type { Request } from "../../domain/facts/request.ts";
import type { Candidate } from "../../domain/facts/result.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import type { Html } from "../html.ts";
import type { Wording } from "../wording.ts";
import type { Column } from "./candidate-columns.ts";
import type { CandidateView } from "./candidate-view.ts";

/** A vacancy with those it compares. */
export interface ComparedVacancy {
  readonly proposal: { readonly candidates: readonly Candidate[]; readonly next: readonly Candidate[] };
  readonly dwelling: Dwelling;
  readonly ruleSet: RuleSet;
  readonly candidates: readonly CandidateView[];
  readonly next: readonly CandidateView[];
  /** Eligible requests by the rules alone. */
  readonly eligible: number;
}

/** The lists that a request stands on. */
export interface StandingLists {
  readonly lists: readonly string[];
  readonly hasFreeList: boolean;
}

/** Words, and the facts of the requests that are compared. */
export interface CandidatesWords extends Wording {
  readonly catalogue: FactCatalogue;
  request(requestId: string): Request | undefined;
  listsOf(requestId: string): StandingLists;
  /** Where the rules can be read. */
  rulesLink(ruleSetId: string): string;
  /** Rows of the page's own, after those of the comparison. */
  ownRows?(columns: readonly Column[]): Html | undefined;
}

/**
 * What every section of the report needs: the words and figures of its language, and the records of the run by id.
 */
import type { FactCatalogue } from "../domain/facts/catalogue.ts";
import type { Request } from "../domain/facts/request.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { compareText } from "../domain/shared/order.ts";
import type { CandidatesWords, StandingLists } from "../markup/candidates/compared-vacancy.ts";
import { Wording } from "../markup/wording.ts";
import { type ProposalView, proposalViews } from "./proposal-view.ts";
import type { ReportInput } from "./report-input.ts";
import { type VacancyState, vacancyStateOf } from "./vacancy-state.ts";

const daysBetweenSittings = 7;

/** A proposal with its clock and its state. */
export interface VacancyView extends ProposalView {
  readonly isFlow: boolean;
  readonly use: string | undefined;
  readonly daysLeft: number;
  readonly filled: number;
  readonly missing: number;
  /** Eligible requests by the rules alone. */
  readonly eligible: number;
  readonly state: VacancyState;
}

/** What every section reads: the vacancies in the order of the report, and words, figures and days in its language. */
export class ReportContext extends Wording implements CandidatesWords {
  readonly input: ReportInput;
  /** Nearest clock first, then the most missing candidates, then by id. */
  readonly views: readonly VacancyView[];
  readonly catalogue: FactCatalogue;
  readonly urgentDays: number;
  /** Days that the axis of clocks covers. */
  readonly axisDays: number;
  readonly #byVacancy: ReadonlyMap<string, VacancyView>;
  readonly #requests: ReadonlyMap<string, Request>;
  readonly #communeTitles: ReadonlyMap<unknown, string | undefined>;

  constructor(input: ReportInput) {
    super(input.language);
    this.input = input;
    this.catalogue = input.allocation.input.table.catalogue;
    this.urgentDays = input.daysToNextSitting ?? daysBetweenSittings;
    this.#requests = new Map(input.snapshot.requests.map((request) => [request.id, request]));
    const { dwellings } = input.snapshot;
    const titled = dwellings.filter(({ communeTitle }) => communeTitle !== undefined);
    this.#communeTitles = new Map(titled.map(({ communeCode, communeTitle }) => [communeCode, communeTitle]));
    this.views = vacancyViews(input);
    this.#byVacancy = new Map(this.views.map((view) => [view.vacancy.id, view]));
    const furthest = Math.max(7, ...this.views.map(({ daysLeft }) => daysLeft));
    this.axisDays = Math.ceil(furthest / 7) * 7;
  }

  view(vacancyId: string): VacancyView | undefined {
    return this.#byVacancy.get(vacancyId);
  }

  request(requestId: string): Request | undefined {
    return this.#requests.get(requestId);
  }

  listsOf(requestId: string): StandingLists {
    const { state, input } = this.input.allocation;
    const request = input.table.requestRow(requestId)!;
    const lists = Array.from(state.standingsOf(request), (vacancy) => input.table.vacancyId(vacancy));
    return { lists, hasFreeList: state.hasFreeList(request) };
  }

  rulesLink(ruleSetId: string): string {
    return `#rules-${ruleSetId}`;
  }

  /** The name of a commune by its code, where a dwelling of the snapshot tells it. */
  communeTitle(code: unknown): string | undefined {
    return this.#communeTitles.get(code);
  }
}

function vacancyViews(input: ReportInput): VacancyView[] {
  const { allocation, snapshot, verification } = input;
  const { table } = allocation.input;
  const rights = new Map(snapshot.rights.map((right) => [right.id, right]));
  const withheld = new Set(verification.withheld);
  const views = proposalViews(allocation, snapshot).map((view): VacancyView => {
    const row = table.vacancyRow(view.vacancy.id)!;
    const right = rights.get(view.vacancy.rightId)!;
    const filled = view.candidates.length + view.proposal.pinned.length;
    const eligible = verification.eligiblePerVacancy[row] ?? 0;
    const missing = Math.max(0, view.proposal.places - filled);
    return {
      ...view,
      isFlow: right.mode === "flow",
      use: right.use,
      daysLeft: dayNumberOf(view.vacancy.designateBy)! - table.asOf,
      filled,
      missing,
      eligible,
      state: vacancyStateOf({ view, filled, missing, eligible, isWithheld: withheld.has(view.vacancy.id) }),
    };
  });
  return views.sort(
    (a, b) => a.daysLeft - b.daysLeft || b.missing - a.missing || compareText(a.vacancy.id, b.vacancy.id),
  );
}

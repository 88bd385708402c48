/**
 * What every section of the report needs: the words and figures of its language, and the records of the run by id.
 */
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Request } from "../domain/facts/request.ts";
import type { Bilingual } from "../domain/rules/rule-set.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { compareText } from "../domain/shared/order.ts";
import { typeset } from "../markup/typography.ts";
import { formatDay, formatNumber, formatValue } from "../texts/format.ts";
import { isSingular, isTextKey, type Language, say, type TextKey, type TextValues } from "../texts/texts.ts";
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
export class ReportContext {
  readonly input: ReportInput;
  readonly language: Language;
  /** Nearest clock first, then the most missing candidates, then by id. */
  readonly views: readonly VacancyView[];
  readonly urgentDays: number;
  /** Days that the axis of clocks covers. */
  readonly axisDays: number;
  readonly #byVacancy: ReadonlyMap<string, VacancyView>;
  readonly #requests: ReadonlyMap<string, Request>;
  readonly #communeTitles: ReadonlyMap<unknown, string | undefined>;

  constructor(input: ReportInput) {
    this.input = input;
    this.language = input.language;
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

  /** A text of the product. */
  say(key: TextKey, values: TextValues = {}): string {
    return say(this.language, key, values);
  }

  /** A text that says a number: its two forms, for one and for many, stand with a bar between them. */
  counted(key: TextKey, count: number, values: TextValues = {}): string {
    const [one, many] = this.say(key, { count: this.number(count), ...values }).split(" | ");
    return isSingular(count, this.language) ? one! : (many ?? one!);
  }

  /** The text of a code in a family of texts, or the code itself where the product has no word for it. */
  word(family: string, code: string): string {
    const key = `${family}.${code}`;
    return isTextKey(key) ? this.say(key) : code;
  }

  /** A text of a rule file. */
  text(text: Bilingual): string {
    return typeset(text[this.language], this.language);
  }

  /** Text of the snapshot, or of a rule file in one language. */
  typeset(text: string): string {
    return typeset(text, this.language);
  }

  number(value: number): string {
    return formatNumber(value, this.language);
  }

  day(text: string, length: "long" | "short" = "long"): string {
    return formatDay(text, this.language, length).replaceAll(" ", "\u00a0");
  }

  value(value: number | boolean | string, unit?: string): string {
    return formatValue(value, unit, this.language);
  }

  view(vacancyId: string): VacancyView | undefined {
    return this.#byVacancy.get(vacancyId);
  }

  request(requestId: string): Request | undefined {
    return this.#requests.get(requestId);
  }

  /** Commune and address: what people call a vacancy. */
  place(dwelling: Dwelling): string {
    return this.typeset([this.commune(dwelling), dwelling.address ?? dwelling.id].join(", "));
  }

  /** The name of a commune by its code, where a dwelling of the snapshot tells it. */
  communeTitle(code: unknown): string | undefined {
    return this.#communeTitles.get(code);
  }

  commune(dwelling: Dwelling): string {
    return dwelling.communeTitle ?? dwelling.communeCode;
  }

  /** Rooms, area and rent in a few words. */
  size(dwelling: Dwelling): string {
    const { rooms, areaSquareMetres } = dwelling;
    return areaSquareMetres === undefined
      ? this.say("report.size", { rooms })
      : this.say("report.size-area", { rooms, area: this.number(areaSquareMetres) });
  }

  rent(dwelling: Dwelling): string {
    return this.value(dwelling.rentCentsPerMonth + dwelling.chargesCentsPerMonth, "cents");
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

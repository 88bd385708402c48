/** Words of the pages of landlords: how dwellings, delays and documents are called. */
import type { RunningClock } from "../../../domain/clocks/clock.ts";
import type { Dwelling } from "../../../domain/facts/dwelling.ts";
import type { Procedure } from "../../../domain/rules/rule-set.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { Wording } from "../../../markup/wording.ts";
import type { Language } from "../../../texts/texts.ts";

/** Writes for a landlord. */
export class LandlordWords extends Wording {
  readonly #procedure: Procedure | undefined;

  constructor(language: Language, procedure?: Procedure) {
    super(language);
    this.#procedure = procedure;
  }

  /** T3 de 64 m², PLUS. */
  kind(dwelling: Dwelling): string {
    return [this.size(dwelling), this.word("funding", dwelling.funding)].join(", ");
  }

  /** A document of the closed list, as the procedure words it. */
  proof(code: string): string {
    const known = this.#procedure?.conditionProofs?.find(({ id }) => id === code);
    return known ? this.text(known.title) : this.word("landlord.proof", code);
  }

  /** A ground of refusal, as the procedure words it. */
  motive(code: string): string {
    const known = this.#procedure?.motives?.find(({ id }) => id === code);
    return known ? this.text(known.title) : code;
  }

  /** A day with the day of the week: jeudi 24 décembre 2026. */
  weekday(day: string): string {
    const locale = this.language === "fr" ? "fr-FR" : "en-GB";
    const name = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
    return `${name.format(new Date(`${day}T00:00:00Z`))} ${this.day(day)}`;
  }
}

/** Days that a clock runs in all. */
export function wholeDays({ startedOn, endsOn }: Pick<RunningClock, "startedOn" | "endsOn">): number {
  return dayNumberOf(endsOn)! - dayNumberOf(startedOn)!;
}

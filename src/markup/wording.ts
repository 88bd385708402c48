/**
 * Words, figures and days of one language, as every page and report writes them: texts of the product, texts of rule files, values with their units.
 */
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Bilingual } from "../domain/rules/rule-set.ts";
import { formatDay, formatNumber, formatValue } from "../texts/format.ts";
import { isSingular, isTextKey, type Language, say, type TextKey, type TextValues } from "../texts/texts.ts";
import { typeset } from "./typography.ts";

/** What a piece of markup writes with. */
export class Wording {
  readonly language: Language;

  constructor(language: Language) {
    this.language = language;
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

  day(text: string, length: "long" | "short" | "without-year" = "long"): string {
    return formatDay(text, this.language, length).replaceAll(" ", "\u00a0");
  }

  value(value: number | boolean | string, unit?: string): string {
    return formatValue(value, unit, this.language);
  }

  /** Commune and address: what people call a vacancy. */
  place(dwelling: Dwelling): string {
    return this.typeset([this.commune(dwelling), dwelling.address ?? dwelling.id].join(", "));
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

/**
 * Every text the product shows, one catalogue per language. Rule files bring their own texts in both languages.
 */
import { inEnglish, type PhraseValue } from "../domain/shared/phrase.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { phrasesFr } from "./phrases-fr.ts";

export type Language = "fr" | "en";
export type TextKey = keyof typeof fr;
export type TextValues = Readonly<Record<string, PhraseValue>>;

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { fr, en };

/** The text of a key with its `{values}` filled in; a value that is not given stays visible as `{name}`. */
export function say(language: Language, key: TextKey, values: TextValues = {}): string {
  return fill(catalogues[language][key], values, language);
}

/** True when the catalogues know the key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(fr, key);
}

/** A template with its `{values}` filled in. `{count|place|places}` is the word that goes with the number `count`. */
export function fill(template: string, values: TextValues, language: Language = "en"): string {
  return template.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      if (!Object.hasOwn(values, name)) return whole;
      const text = sayPhrase(language, values[name]!);
      return one === undefined ? text : isSingular(wholeNumber(text), language) ? one : many!;
    },
  );
}

/** A phrase in a language; one that has no words there stays English. */
export function sayPhrase(language: Language, value: PhraseValue): string {
  if (typeof value !== "object" || language === "en") return inEnglish(value);
  const words = Object.hasOwn(phrasesFr, value.words) ? phrasesFr[value.words]! : value.words;
  const values = Object.fromEntries(value.values.map((one, place) => [place, one]));
  return fill(words, values, language);
}

/** True when a word that goes with this number stands in the singular. */
export function isSingular(count: number, language: Language): boolean {
  return language === "fr" ? Math.abs(count) < 2 : Math.abs(count) === 1;
}

/** The number in a text that may have its thousands apart. */
function wholeNumber(text: string): number {
  return Number(text.replace(/[\s,]/g, ""));
}

/** The language wanted: as asked, else from the environment's locale, French for a French one and English for any other. */
export function languageOf(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (asked === "fr" || asked === "en") return asked;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return locale.toLowerCase().startsWith("fr") ? "fr" : "en";
}

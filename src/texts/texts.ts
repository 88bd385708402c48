/**
 * Every text the product shows, one catalogue per language. Rule files bring their own texts in both languages.
 */
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export type Language = "fr" | "en";
export type TextKey = keyof typeof fr;
export type TextValues = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { fr, en };

/** The text of a key with its `{values}` filled in; a value that is not given stays visible as `{name}`. */
export function say(language: Language, key: TextKey, values: TextValues = {}): string {
  return fill(catalogues[language][key], values);
}

/** True when the catalogues know the key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(fr, key);
}

/** A template with its `{values}` filled in. */
export function fill(template: string, values: TextValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
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

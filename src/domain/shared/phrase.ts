/**
 * A sentence for people that another language can say too: its English words with the values apart.
 * Whoever writes a finding writes it in English where it arises; the edge of the product says it in the language asked for.
 */

/** What a phrase holds: a value, or another phrase. */
export type PhraseValue = string | number | Phrase;

/** Invariant: `words` has `{0}`, `{1}` … where the values go; it is what another language looks the phrase up by. */
export interface Phrase {
  readonly words: string;
  readonly values: readonly PhraseValue[];
}

/** The phrase of a template: phrase`There is no fact "${name}".` */
export function phrase(words: TemplateStringsArray, ...values: PhraseValue[]): Phrase {
  return { words: words.reduce((text, part, i) => `${text}{${i - 1}}${part}`), values };
}

/** Phrases one after the other. */
export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return { words: phrases.map((_, i) => `{${i}}`).join(separator), values: phrases };
}

/** A phrase in English. */
export function inEnglish(value: PhraseValue): string {
  if (typeof value !== "object") return String(value);
  return value.words.replace(/\{(\d+)\}/g, (_, place: string) => inEnglish(value.values[Number(place)]!));
}

/** A sentence as findings carry it. */
export interface Said {
  /** In English. */
  readonly sentence: string;
  /** The same, for other languages. */
  readonly phrase: Phrase;
}

/** A phrase with its English sentence. */
export function said(one: Phrase): Said {
  return { sentence: inEnglish(one), phrase: one };
}

/** No words at all. */
export const wordless: Phrase = { words: "", values: [] };

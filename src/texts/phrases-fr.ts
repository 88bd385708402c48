/** Phrases of the product in French, by their words in English. A test finds every phrase of the code that has none. */
export const phrasesFr: Readonly<Record<string, string>> = {};

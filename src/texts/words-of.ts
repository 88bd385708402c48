/** Names of the code, such as kinds, roles and states, in people's words. */
import { isTextKey, type Language, say } from "./texts.ts";

/** What a state may be besides the state of a record: the kind of a decision, an answer, that something is over. */
const besides: Readonly<Record<string, readonly string[]>> = { "record-state": ["decision", "answer", "value"] };

/** Words in the language asked for where the catalogue has them, as they are elsewhere. */
export function wordsOf(family: string, words: readonly string[], language: Language): string {
  return words
    .map((word) => {
      const key = [family, ...(besides[family] ?? [])].map((one) => `${one}.${word}`).find(isTextKey);
      return key ? say(language, key) : word;
    })
    .join(", ");
}

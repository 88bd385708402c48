/**
 * French typography for texts that come from rule files and snapshots, where people type plain spaces and straight apostrophes.
 */
import type { Language } from "../texts/texts.ts";

const narrow = "\u202f";
const wide = "\u00a0";

/** The text with the spaces and apostrophes of its language. */
export function typeset(text: string, language: Language): string {
  const curved = text.replace(/(?<=\p{L})'(?=\p{L})/gu, "’");
  if (language === "en") return curved;
  return curved
    .replace(/ ([;?!%])/g, `${narrow}$1`)
    .replace(/ ([:€»])/g, `${wide}$1`)
    .replace(/« /g, `«${wide}`);
}

/** Facts and parameters of an explanation, which are kept as text, as people write them. */
import type { ConsideredPlace } from "../../../app/requests/considered-places.ts";
import { unitOfFact } from "../../../markup/criterion-value.ts";
import type { Wording } from "../../../markup/wording.ts";
import { codeText } from "./why-not-words.ts";

/** Codes of a list that are named; beyond, their number. */
const MOST_CODES = 12;

/** A fact. A commune has its name where it is that of the dwelling; of a position it is told that it is known, metres on a grid tell nobody anything. */
export function factText(words: Wording, place: ConsideredPlace, name: string, value: string): string {
  if (value === "") return words.say("why-not.pair.absent");
  if (value === "true" || value === "false") return words.value(value === "true");
  if (name.endsWith("osition")) return words.say("why-not.pair.position");
  if (/Codes?$|Communes$|Departements$/.test(name)) return codesText(words, place, value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return words.day(value);
  const unit = name.endsWith("SquareMetres") ? "square-metres" : unitOfFact(name);
  if (/^-?\d+$/.test(value)) return words.value(Number(value), unit);
  return words.typeset(
    value
      .split(", ")
      .map((one) => codeText(words, one))
      .join(", "),
  );
}

function codesText(words: Wording, { dwelling }: ConsideredPlace, value: string): string {
  const codes = value.split(", ");
  return codes.map((code) => (code === dwelling.communeCode ? words.commune(dwelling) : code)).join(", ");
}

/** A parameter; of a long list the number of its codes, of a table that it is one. */
export function parameterText(words: Wording, value: string, unit: string): string {
  if (value === "") return words.say("why-not.pair.table");
  if (/^-?\d+$/.test(value)) return words.value(Number(value), unit);
  const codes = value.split(", ");
  return codes.length > MOST_CODES ? words.counted("why-not.pair.codes", codes.length) : words.typeset(value);
}

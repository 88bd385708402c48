/**
 * The texts of the blind index: by them a likely duplicate is found without reading a name.
 * Promises the same text for spellings that differ in accents, capitals, hyphens, apostrophes and spaces only, and none for what is missing.
 * It knows no key: whoever stores a token digests these texts with one.
 */
import type { PersonContents, TokenTexts } from "./person.ts";

/** What a person is found by beside names and contacts: facts of the request. */
export interface FoundBy {
  readonly bornOn?: string | undefined;
  readonly employerId?: string | undefined;
}

/** The texts of a person. A name alone is shared by too many: it counts as a likely duplicate with the day of birth only. */
export function tokenTexts(
  { familyName, givenNames, email, reference }: PersonContents,
  { bornOn, employerId }: FoundBy = {},
): TokenTexts {
  const family = plainWords(familyName);
  const searched = familyText(familyName);
  const given = plainWords(givenNames);
  const address = plainEmail(email ?? "");
  const own = employerId === undefined ? undefined : referenceText(employerId, reference ?? "");
  return {
    ...(family && given && bornOn ? { name: `name/${family}/${given}/${bornOn}` } : {}),
    ...(address ? { email: `email/${address}` } : {}),
    ...(searched === undefined ? {} : { family: searched }),
    ...(own === undefined ? {} : { reference: own }),
  };
}

/** The text by which a family name is searched, what stands in brackets left out; undefined where it has no letter. */
export function familyText(familyName: string): string | undefined {
  const family = plainWords(withoutBrackets(familyName));
  return family ? `family/${family}` : undefined;
}

/** The texts by which a name as people type it may be found: its first or last words may be the family name, or all of them. */
export function familyTexts(typed: string): readonly string[] {
  const words = plainWords(withoutBrackets(typed))
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 6);
  const parts = words.flatMap((_, place) => [words.slice(0, place + 1), words.slice(place)]);
  return [...new Set(parts.map((part) => `family/${part.join(" ")}`))];
}

/** The text by which an employer's own reference is found; undefined where it is empty. Capitals and accents make no difference. */
export function referenceText(employerId: string, reference: string): string | undefined {
  const plain = plainWords(reference);
  return plain ? `reference/${employerId}/${plain}` : undefined;
}

const LETTERS_THAT_ARE_TWO: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Letters and digits without accents, words parted by one space: `De La Tour-Noël` becomes `de la tour noel`. */
function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}+/gu, "")
    .replace(/[œæßøłđ]/g, (letter) => LETTERS_THAT_ARE_TWO[letter]!)
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

/** `Dupont (née Martin)` is `Dupont`, unless nothing else is there. */
function withoutBrackets(text: string): string {
  const rest = text.replace(/\([^()]*\)/g, " ");
  return plainWords(rest) === "" ? text : rest;
}

/** An address in small letters, where it has a part before and after one `@`. */
function plainEmail(text: string): string {
  const address = text.normalize("NFKC").trim().toLowerCase();
  return /^[^@\s]+@[^@\s]+$/.test(address) ? address : "";
}

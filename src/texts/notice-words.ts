/**
 * A notice in words, for a page and for a mail: its title, what it says, where to go. A title names no person and no employer: it is read on locked screens
 * and in lists. Texts are found by subject and role: `notices.title.clock-warned.hr`, else `notices.title.clock-warned`; `notices.text.…` likewise.
 */
import { dayNumberOf } from "../domain/shared/dates.ts";
import { formatDay, formatNumber } from "./format.ts";
import { isTextKey, type Language, say, type TextKey } from "./texts.ts";

/** What there is to say. */
export interface NoticeToSay {
  readonly to: { readonly role: string };
  readonly subject: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** The dwelling of its vacancy, where it has one. */
  readonly dwelling?: NoticedDwelling;
}

/** As much of a dwelling as says which it is. */
export interface NoticedDwelling {
  readonly address?: string;
  readonly communeTitle?: string;
  readonly communeCode: string;
  readonly rooms: number;
}

/** A notice in one language. */
export interface NoticeWords {
  readonly title: string;
  readonly text: string;
  /** The page that it is about; absent where there is none. */
  readonly path?: string;
}

/** The words of a notice. A subject without any is said by the frame's own: something happened, look. */
export function noticeWords(notice: NoticeToSay, language: Language): NoticeWords {
  const values = wordedValues(notice, language);
  const path = noticePath(notice.values);
  return {
    title: say(language, keyOf("title", notice), values),
    text: say(language, keyOf("text", notice), values),
    ...(path === undefined ? {} : { path }),
  };
}

/** True where a notice has words of its own. */
export function hasWords(notice: Pick<NoticeToSay, "to" | "subject">): boolean {
  return (["title", "text"] as const).every((part) => keyOf(part, notice) !== `notices.${part}.other`);
}

function keyOf(part: "title" | "text", { to, subject }: Pick<NoticeToSay, "to" | "subject">): TextKey {
  const found = [`notices.${part}.${subject}.${to.role}`, `notices.${part}.${subject}`].find(isTextKey);
  return found ?? `notices.${part}.other`;
}

/** Pages by the value that names what stands there, the most particular first. */
const pages = [
  ["designationId", "/designations/"],
  ["proposalId", "/proposals/"],
  ["agendaId", "/agendas/"],
  ["runId", "/runs/"],
  ["requestId", "/requests/"],
  ["vacancyId", "/vacancies/"],
] as const;

/** Where the page stands that a notice is about. */
export function noticePath(values: NoticeToSay["values"]): string | undefined {
  const { kind, id, duplicates, requestId } = values;
  if (duplicates !== undefined && requestId !== undefined)
    return `/duplicates?request=${encodeURIComponent(requestId)}`;
  if ((kind === "vacancy" || kind === "request") && id !== undefined)
    return `${kind === "vacancy" ? "/vacancies/" : "/requests/"}${encodeURIComponent(id)}`;
  const found = pages.find(([name]) => values[name] !== undefined);
  return found && `${found[1]}${encodeURIComponent(values[found[0]]!)}`;
}

/** Days and numbers as they are read; codes in words; `{vacancy}` says which dwelling, `{what}` which record a clock is of. */
function wordedValues(
  { values, dwelling }: NoticeToSay,
  language: Language,
): Readonly<Record<string, string | number>> {
  const worded: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    const key = `notices.value.${value}`;
    if (typeof value === "number") worded[name] = formatNumber(value, language);
    else if (dayNumberOf(value) !== undefined) worded[name] = formatDay(value, language);
    else worded[name] = isTextKey(key) ? say(language, key) : value;
    if (name === "vacancyId") worded.vacancy = value;
  }
  const ground = values[language === "fr" ? "groundFr" : "groundEn"];
  if (typeof ground === "string")
    worded.answer = say(language, "notices.answer-with-ground", { answer: worded.answer!, ground: lowered(ground) });
  if (dwelling) worded.vacancy = dwellingWords(dwelling, language);
  if (Object.hasOwn(worded, "kind"))
    worded.what = values.kind === "vacancy" && dwelling ? worded.vacancy! : `${worded.kind} ${worded.id}`;
  return worded;
}

/** A title within a sentence; what begins with capitals keeps them. */
function lowered(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** Which dwelling: `Laon, 12 rue des Remparts (T3)`. */
export function dwellingWords(dwelling: NoticedDwelling, language: Language): string {
  const { address, communeTitle, communeCode, rooms } = dwelling;
  const place = [communeTitle ?? communeCode, address].filter((part) => part !== undefined).join(", ");
  return say(language, "notices.dwelling", { place, rooms });
}

/** What the pages of explanations say of places, facts and rules: links, sentences, and who can supply what is missing. */
import type { RequestExplained } from "../../../app/explain-request.ts";
import type { ConsideredPlace } from "../../../app/requests/considered-places.ts";
import type { FailedRule, VacancyOutcome } from "../../../domain/engine/why-not.ts";
import { type Html, html } from "../../../markup/html.ts";
import { ruleText, sourceText } from "../../../markup/sentences.ts";
import type { Wording } from "../../../markup/wording.ts";
import { fill, isTextKey, type TextKey } from "../../../texts/texts.ts";

/** A request that a run considered. */
export type Considered = Extract<RequestExplained, { readonly kind: "considered" }>;

/** What all parts of a page are written with. */
export interface WhyNotWords {
  readonly words: Wording;
  readonly explained: Considered;
  /** False for whoever may not hear of a proposal before the committee has decided. */
  readonly seesProposals: boolean;
}

/** How a vacancy is called; its id where its dwelling is not known any more. */
export function placeText(words: Wording, place: ConsideredPlace | undefined, vacancyId: string): string {
  return place ? words.place(place.dwelling) : vacancyId;
}

/** Rooms, funding and rent of a vacancy in a line. */
export function homeText(words: Wording, place: ConsideredPlace | undefined): string | undefined {
  if (!place) return undefined;
  const { dwelling, landlordKind } = place;
  const kind = landlordKind === "private" ? [words.word("landlord", "private")] : [];
  return [`T${dwelling.rooms}`, words.word("funding", dwelling.funding), words.rent(dwelling), ...kind].join(", ");
}

/** A link to the explanation of one vacancy, with what its home is. */
export function pairLink({ words, explained }: WhyNotWords, vacancyId: string): Html {
  const place = explained.places.get(vacancyId);
  const home = homeText(words, place);
  return html`<a class="place" href="${pairPath(explained, vacancyId)}">${placeText(words, place, vacancyId)}</a>${
    home !== undefined && html`<small>${home}</small>`
  }`;
}

/** The same link by its address alone, where its commune is said once for several. */
export function addressLink({ words, explained }: WhyNotWords, vacancyId: string): Html {
  const dwelling = explained.places.get(vacancyId)?.dwelling;
  return html`<a href="${pairPath(explained, vacancyId)}">${words.typeset(dwelling?.address ?? dwelling?.id ?? vacancyId)}</a>`;
}

function pairPath({ request, run }: Considered, vacancyId: string): string {
  return `/requests/${request.id}/explanations/${vacancyId}?run=${run.id}`;
}

/** The source of a rule, a link where it can be read. */
export function sourceLink(words: Wording, source: FailedRule["source"]): Html {
  const text = words.typeset(sourceText(source, words.language));
  return source.url === undefined ? html`${text}` : html`<a href="${source.url}" rel="noreferrer">${text}</a>`;
}

/** A value as people write it; a commune by its name where a dwelling of the run has one. */
export function valueText(
  words: Wording,
  places: ReadonlyMap<string, ConsideredPlace>,
  value: FailedRule["value"],
  unit: string | undefined,
): string {
  if (value === undefined) return "";
  if (typeof value === "string" && unit !== "day") return communeTitle(places, value) ?? codeText(words, value);
  return words.value(value, unit);
}

/** Families of words that codes among the facts belong to. */
const families = [
  "funding",
  "landlord",
  "hr.code.kind",
  "hr.code.contract",
  "hr.code.event",
  "hr.code.proof",
  "hr.code.priority",
  "hr.code.role",
  "why-not.code",
] as const;

/** A code among the facts in words, or as it is where the product has none for it. */
export function codeText(words: Wording, code: string): string {
  const family = families.find((one) => isTextKey(`${one}.${code}`));
  return family === undefined ? code : words.word(family, code);
}

/** The name of a commune, as a dwelling of the run has it. */
export function communeTitle(places: ReadonlyMap<string, ConsideredPlace>, code: string): string | undefined {
  for (const { dwelling } of places.values())
    if (dwelling.communeCode === code && dwelling.communeTitle !== undefined) return dwelling.communeTitle;
  return undefined;
}

/** A rule that failed in its own words; a commune has its name. */
export function ruleSentence(words: Wording, places: ReadonlyMap<string, ConsideredPlace>, rule: FailedRule): string {
  const { value, threshold, unit, outcome } = rule;
  if (outcome === "incomplete" || (typeof value !== "string" && typeof threshold !== "string"))
    return words.typeset(ruleText(rule, words.language));
  const shown = (one: FailedRule["value"]) =>
    one === undefined ? words.say("rule.unknown-value") : valueText(words, places, one, unit);
  return fill(words.text(rule.reason), { value: shown(value), threshold: shown(threshold) });
}

/** Who can supply a fact. */
export function supplierText(words: Wording, fact: string): string {
  if (/^(job|employer)\.|hasEmployerConsent$/.test(fact)) return words.say("why-not.supply.employer");
  if (fact === "request.validatedProofs") return words.say("why-not.supply.applicant-or-employer");
  if (/^(dwelling|vacancy|agreement|right|landlord)\./.test(fact)) return words.say("why-not.supply.landlord");
  return words.say("why-not.supply.applicant");
}

/** Who can make a change. */
export function changerText(words: Wording, fact: string): string {
  const isChoice = /wished|accepted|accepts|Radius|Limit/.test(fact);
  return isChoice ? words.say("why-not.supply.choice") : supplierText(words, fact);
}

/** What decides before a vacancy for which a request is eligible; names no other request. */
export function decidedText(words: Wording, { standing }: VacancyOutcome): string {
  const { state, decidedBy, place, struckReason } = standing;
  if (state === "struck")
    return words.say("why-not.ranked.struck", { reason: words.word("struck", struckReason ?? "") });
  if (state === "proposed" || state === "next") return words.say(`why-not.ranked.${state}`, { place: place ?? 0 });
  if (state !== "lower-in-order") return textOr(words, `why-not.ranked.${state}`);
  if (decidedBy === "points")
    return words.say("why-not.ranked.missing", { points: words.value(standing.pointsMissing ?? 0, "points") });
  return words.say(decidedBy === undefined ? "why-not.ranked.lower" : `why-not.ranked.${decidedBy}`);
}

function textOr(words: Wording, key: string): string {
  return isTextKey(key) ? words.say(key as TextKey) : "";
}

/** True where the request is on the list or among the next: what waits for the committee. */
export function isProposed({ standing }: VacancyOutcome): boolean {
  return standing.state === "proposed" || standing.state === "next";
}

/** The top of the page of a proposal: the dwelling and its right, a small map, the clock. */
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { delaySentences, extensionDays } from "../../../markup/agreement-delays.ts";
import { slotLabel } from "../../../markup/candidates/candidate-table.ts";
import { type Html, html } from "../../../markup/html.ts";
import { type MapPin, type MapWish, metresBetween, ringsFor, schematicMap } from "../../../markup/map.ts";
import { clockFigure } from "../../components/clock-figure.ts";
import { type FactLine, factsList } from "../../components/facts-list.ts";
import type { PageAsked } from "../../page-route.ts";
import { landlordTitle } from "./agenda-table.ts";
import type { ProposalWords } from "./proposal-words.ts";

/** Dwelling and right, each fact with what it is made of. */
export function dwellingFacts(words: ProposalWords): Html {
  const { dwelling, right, agreement, landlord, vacancy, proposal, ruleSet } = words.shown;
  const { facts } = vacancy.document;
  const { energyClass, rentZone } = dwelling;
  const { pinned, priorityFirstFor } = proposal.document.proposed;
  const target = ruleSet.assignment.targets.find(({ id }) => id === priorityFirstFor);
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : words.value(value));
  const lines: readonly (FactLine | undefined)[] = [
    {
      term: words.say("report.fact.rent"),
      value: html`<b>${words.rent(dwelling)}</b>`,
      detail: words.say("report.fact.charges", { charges: words.value(dwelling.chargesCentsPerMonth, "cents") }),
    },
    {
      term: words.say("report.fact.funding"),
      value: words.word("funding", dwelling.funding),
      ...(rentZone === undefined
        ? {}
        : { detail: words.say("report.fact.zone", { zone: words.word("report.zone", rentZone) }) }),
    },
    { term: words.say("committee.landlord"), value: landlordTitle(words, landlord) },
    { term: words.say("report.fact.free-on"), value: words.day(facts.availableOn) },
    facts.temporaryUntil === undefined
      ? undefined
      : { term: words.say("report.fact.temporary"), value: words.day(facts.temporaryUntil) },
    energyClass === undefined
      ? undefined
      : {
          term: words.say("report.fact.energy"),
          value: words.say("report.fact.energy-class", { letter: energyClass.toUpperCase() }),
        },
    { term: words.say("report.fact.accessible"), value: yesNo(dwelling.isAccessible) },
    { term: words.say("report.fact.neighbourhood"), value: yesNo(dwelling.isInPriorityNeighbourhood) },
    {
      term: words.say("report.fact.right"),
      value: words.say(right.mode === "flow" ? "report.right.flow" : "report.right.stock"),
      detail: [
        words.say("report.agreement", { agreement: agreement.id }),
        agreement.effectiveTo === undefined
          ? ""
          : words.say("report.agreement-until", { day: words.day(agreement.effectiveTo) }),
      ].join(" "),
    },
    {
      term: words.say("report.fact.order"),
      value: target ? words.say("report.priority-first") : words.say("report.order.points"),
      ...(target ? { detail: words.say("report.order.because", { target: words.text(target.title) }) } : {}),
    },
    pinned.length === 0 ? undefined : { term: words.say("report.fact.pinned"), value: pinned.join(", ") },
  ];
  return factsList(lines);
}

/** Size, floor and lift in one line. */
export function sizeLine(words: ProposalWords): string {
  const { dwelling } = words.shown;
  const { floor, hasLift } = dwelling;
  const level =
    floor === undefined
      ? ""
      : floor === 0
        ? words.say("report.ground-floor")
        : words.counted("report.floor", floor, { floor });
  const lift = hasLift === undefined || floor === 0 ? "" : words.say(hasLift ? "report.lift" : "report.no-lift");
  return [words.size(dwelling), [level, lift].filter((part) => part !== "").join(" ")]
    .filter((part) => part !== "")
    .join(", ");
}

/** How long the right lives, whether the next session comes too late, and what happens then. */
export function rightClock(
  asked: Pick<PageAsked, "say" | "language">,
  words: ProposalWords,
  nextSession: string | undefined,
): Html {
  const { daysLeft, agreement, vacancy, proposal } = words.shown;
  const { designateBy } = proposal.document;
  const { clock, isExtended } = vacancy.document;
  const isTooLate = nextSession !== undefined && designateBy < nextSession;
  const effect = html`${isTooLate && html`<b>${words.say("committee.clock.too-late", { day: words.day(nextSession) })}</b> `}${
    agreement.onExpiry !== undefined && words.say(`report.expiry.${agreement.onExpiry}`)
  } <span class="note">${delaySentences(words, agreement).join(" ")}</span>`;
  const whole = dayNumberOf(designateBy)! - dayNumberOf(clock.startedOn)!;
  return clockFigure(asked, {
    daysLeft,
    endsOn: designateBy,
    purpose: words.say("committee.clock.purpose"),
    effect,
    extensionDays: isExtended ? 0 : extensionDays(agreement, designateBy),
    wholeDays: Math.max(whole, daysLeft),
  });
}

/** Dwelling, workplaces and wished communes around it; nothing where the dwelling has no place. */
export function proposalMap(words: ProposalWords): Html | undefined {
  const { dwelling, candidates, next, communes } = words.shown;
  const home = dwelling.position;
  if (home === undefined) return undefined;
  const known: { readonly pin: MapPin; readonly metres: number }[] = [];
  const unknown: string[] = [];
  const wishedBy = new Map<string, string[]>();
  [...candidates, ...next].forEach(({ requestId }, i) => {
    const label = slotLabel(words, i, candidates.length);
    const facts = words.request(requestId);
    for (const code of facts?.wishedCommunes ?? []) wishedBy.set(code, [...(wishedBy.get(code) ?? []), label]);
    const position = facts?.job.workplacePosition;
    const metres = metresBetween(home, position);
    if (position === undefined || metres === undefined) unknown.push(requestId);
    else known.push({ metres, pin: { label, isSpare: i >= candidates.length, position } });
  });
  if (known.length === 0) return undefined;
  const wishes = [...wishedBy].flatMap(([code, labels]): MapWish[] => {
    const commune = communes.get(code);
    if (!commune || code === dwelling.communeCode) return [];
    return [{ ...commune, of: words.say("committee.map.wish-of", { labels: labels.join(", ") }) }];
  });
  const towns = [...communes.values()].filter(
    ({ title }) => title !== dwelling.communeTitle && wishes.every((wish) => wish.title !== title),
  );
  const [inner, outer] = ringsFor(known.map(({ metres }) => metres));
  const told = known
    .map(({ pin, metres }) => `${pin.label}${words.say("report.colon")}${words.value(metres, "metres")}`)
    .join(", ");
  return html`<figure>${schematicMap(
    home,
    known.map(({ pin }) => pin),
    towns,
    words.say("report.map.label", { words: told }),
    wishes,
  )}<figcaption class="note"><span class="map-legend"><span class="rank">1</span> ${words.say("committee.map.work")}</span>${wishes.length > 0 && html` <span class="map-legend"><svg width="18" height="18" aria-hidden="true"><circle class="wish" cx="9" cy="9" r="7"/></svg> ${words.say("committee.map.wish")}</span>`} ${words.say("committee.map.rings", { inner, outer })}${
    unknown.length > 0 && html` ${words.say("report.map.unknown", { requests: unknown.join(", ") })}`
  }</figcaption></figure>`;
}

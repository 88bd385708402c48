/**
 * The letter to an applicant, as parts that become a page or a PDF: the answer in plain words, what would help, the mention that the law asks for, the four
 * items of CRPA art. R311-3-1-2 for the dwelling that tells most, and where to turn.
 */

import type { LetterHead } from "../../../app/compose-letter.ts";
import type { PairExplained } from "../../../app/explain-pair.ts";
import { nearestOutcome, type VacancyOutcome } from "../../../domain/engine/why-not.ts";
import type { Explanation } from "../../../domain/facts/explanation.ts";
import { factTitle, sourceText } from "../../../markup/sentences.ts";
import type { Wording } from "../../../markup/wording.ts";
import type { PdfDocument, PdfPart, PdfText } from "../../pdf.ts";
import { leverText } from "./change-view.ts";
import { factText, parameterText } from "./fact-words.ts";
import { partOutcomes } from "./outcomes-view.ts";
import { isTold, shownValue } from "./pair-page.ts";
import { type Considered, placeText, ruleSentence, type WhyNotWords } from "./why-not-words.ts";

/** What a letter is written from. */
export interface LetterGround {
  readonly words: Wording;
  readonly explained: Considered;
  readonly pair: PairExplained | undefined;
  readonly head: LetterHead;
  /** The day it is written on. */
  readonly today: string;
}

/** Rules named in the answer. */
const MOST_RULES = 6;

/** The letter. */
export function letterOf(ground: LetterGround): PdfDocument {
  const { words, explained, pair, today } = ground;
  const { id, document } = explained.run;
  const rules = (document.record?.ruleSets ?? []).map(({ id: set, version }) => `${set} ${version}`).join(", ");
  const snapshot = document.record?.snapshotDigest ?? "";
  return {
    title: words.say("why-not.letter.title"),
    language: words.language,
    madeAt: `${today}T12:00:00.000Z`,
    foot: [
      words.say("why-not.letter.foot", { run: id, day: words.day(document.asOf), snapshot }),
      words.say("why-not.letter.foot-rules", { rules }),
    ],
    parts: [
      ...headParts(ground),
      ...answerParts(ground),
      ...changeParts(ground),
      ...mentionParts(words),
      ...appealParts(words, ground.head.from?.mediator),
      { kind: "paragraph", text: words.say("why-not.letter.bye") },
      { kind: "paragraph", text: words.say("why-not.letter.signed") },
      { kind: "page-break" },
      ...fourParts(words, pair),
    ],
  };
}

function headParts({ words, explained, head, today }: LetterGround): PdfPart[] {
  const name = nameOf(head);
  const { facts, request, standings, run } = explained;
  const intro = standings.length > 0 ? "why-not.letter.intro-stands" : "why-not.letter.intro";
  return [
    {
      kind: "beside",
      left: senderLines(words, head.from),
      right: [
        ...(name === undefined ? [words.say("why-not.letter.to")] : [name, words.say("why-not.letter.address")]),
        "",
        words.say("why-not.letter.place-date", { day: words.day(today) }),
      ],
    },
    { kind: "title", text: words.say("why-not.letter.title") },
    {
      kind: "paragraph",
      isQuiet: true,
      text: words.say("why-not.letter.reference", { request: request.id, day: words.day(facts.filedOn) }),
    },
    { kind: "paragraph", text: words.say("why-not.letter.hello") },
    { kind: "paragraph", text: words.say(intro, { day: words.day(run.document.asOf) }) },
  ];
}

/** Who writes; what was not configured stands in brackets. */
function senderLines(words: Wording, from: LetterHead["from"]): string[] {
  if (from?.name === undefined) return [words.say("why-not.letter.from"), ...(from?.addressLines ?? [])];
  return [from.name, ...(from.addressLines.length > 0 ? from.addressLines : [words.say("why-not.letter.address")])];
}

/** Who it is written to; nobody where the name was not asked for or is not known. */
function nameOf({ person }: LetterHead): string | undefined {
  if (person?.state !== "named") return undefined;
  const { givenNames, familyName } = person.contents;
  return `${givenNames} ${familyName}`;
}

function answerParts({ words, explained }: LetterGround): PdfPart[] {
  const { outcomes } = explained.whyNot;
  const heading: PdfPart = { kind: "heading", text: words.say("why-not.letter.answer") };
  if (outcomes.length === 0) return [heading, { kind: "paragraph", text: words.say("why-not.letter.none") }];
  const { ranked, missing, refused } = partOutcomes(outcomes);
  return [
    heading,
    ...standingParts(words, explained),
    { kind: "paragraph", text: words.counted("why-not.letter.considered", outcomes.length) },
    ...(ranked.length === 0 ? [] : [{ kind: "paragraph", text: rankedText(words, explained, ranked) } as const]),
    ...(missing.length === 0 ? [] : [{ kind: "paragraph", text: missingText(words, missing) } as const]),
    ...(refused.length === 0
      ? []
      : [
          { kind: "paragraph", text: words.counted("why-not.letter.refused", refused.length) } as const,
          { kind: "list", items: refusedLines(words, explained, refused) } as const,
        ]),
  ];
}

/** Where it stands, the furthest only; before the committee has decided neither dwelling nor place is told. */
function standingParts(words: Wording, { standings }: Considered): PdfPart[] {
  const [first] = standings;
  if (!first) return [];
  const lead = (text: string): PdfPart[] => [{ kind: "paragraph", isLead: true, text }];
  if (first.kind === "housed" || first.kind === "decided") return lead(words.say(`why-not.letter.${first.kind}`));
  if (first.kind !== "designated") return lead(words.say("why-not.letter.waiting"));
  return lead(
    first.offerUntil === undefined
      ? words.say("why-not.letter.designated", { day: words.day(first.sentAt.slice(0, 10)) })
      : words.say("why-not.letter.offered", { day: words.day(first.offerUntil) }),
  );
}

function rankedText(words: Wording, { places }: Considered, ranked: readonly VacancyOutcome[]): string {
  const text = words.counted("why-not.letter.ranked", ranked.length);
  const nearest = ranked.find(({ standing }) => standing.decidedBy === "points");
  if (!nearest) return text;
  const points = words.value(nearest.standing.pointsMissing ?? 0, "points");
  const place = placeText(words, places.get(nearest.vacancyId), nearest.vacancyId);
  return `${text} ${words.say("why-not.letter.nearest", { points, place })}`;
}

function missingText(words: Wording, missing: readonly VacancyOutcome[]): string {
  const facts = new Set(missing.flatMap(({ failed }) => failed.flatMap((rule) => rule.missing)));
  const titles = [...facts].map((fact) => factTitle(fact, words.language)).join(", ");
  return words.counted("why-not.letter.missing", missing.length, { facts: titles });
}

/** By first rule that refused, those that keep it from most dwellings first; each with its sentence and its source. */
function refusedLines(words: Wording, { places }: Considered, refused: readonly VacancyOutcome[]): PdfText[] {
  const groups = new Map<string, VacancyOutcome[]>();
  for (const outcome of refused) {
    const title = words.text(outcome.failed[0]!.title);
    groups.set(title, [...(groups.get(title) ?? []), outcome]);
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return sorted.slice(0, MOST_RULES).map(([title, group]) => {
    const rule = nearestOutcome({ requestId: "", outcomes: group, firstRefusals: [] })!.failed[0]!;
    const sentence = ruleSentence(words, places, rule);
    return [
      { text: words.counted("why-not.letter.refused-line", group.length, { rule: title, sentence }) },
      {
        text: ` (${words.typeset(sourceText(rule.source, words.language))})`,
        isQuiet: true,
        ...(rule.source.url === undefined ? {} : { link: rule.source.url }),
      },
    ];
  });
}

function changeParts({ words, explained }: LetterGround): PdfPart[] {
  const { change, standings } = explained;
  if (standings.length > 0 || change === undefined || change.kind === "already-listed") return [];
  const heading: PdfPart = { kind: "heading", text: words.say("why-not.letter.change") };
  if (change.kind === "none") return [heading, { kind: "paragraph", text: words.say("why-not.letter.change-none") }];
  const whyNot: WhyNotWords = { words, explained, seesProposals: false };
  return [
    heading,
    { kind: "paragraph", text: words.counted("why-not.letter.change-text", change.levers.length) },
    { kind: "list", items: change.levers.map((lever) => leverText(whyNot, lever)) },
    { kind: "paragraph", text: words.say("why-not.letter.change-caution") },
  ];
}

function mentionParts(words: Wording): PdfPart[] {
  return [
    {
      kind: "framed",
      title: words.say("why-not.letter.mention-title"),
      lines: [words.say("why-not.letter.mention")],
    },
  ];
}

/** The four items, each under its own words of the law. */
function fourParts(words: Wording, pair: PairExplained | undefined): PdfPart[] {
  const part = (item: "contribution" | "data" | "parameters" | "operations"): PdfPart => ({
    kind: "heading",
    isSmall: true,
    text: words.say(`why-not.letter.four.${item}`),
  });
  const text = (told: string): PdfPart => ({ kind: "paragraph", text: told });
  const place = pair && words.place(pair.place.dwelling);
  const operations = pair?.explanation.disclosure.operations ?? [
    "eligibility",
    "points",
    "order",
    "assignment",
    "verification",
  ];
  return [
    { kind: "heading", text: words.say("why-not.letter.four") },
    ...(pair?.keptWith
      ? [text(words.say("why-not.letter.kept", { day: words.day(pair.keptWith.decidedAt.slice(0, 10)) }))]
      : []),
    part("contribution"),
    text(words.say("why-not.letter.four.contribution-text")),
    part("data"),
    text(words.say("why-not.letter.four.data-text")),
    ...(pair ? dataParts(words, pair, place!) : []),
    part("parameters"),
    ...(pair
      ? [text(words.say("why-not.letter.four.parameters-text", { place: place! })), ...weightParts(words, pair)]
      : [text(words.say("why-not.letter.four.no-pair"))]),
    part("operations"),
    { kind: "list", items: operations.map((one) => words.say(`why-not.letter.operation.${one}`)) },
  ];
}

/** The facts that were read, those that nobody gave left out of the dwelling's. */
function dataParts(words: Wording, { explanation, place }: PairExplained, title: string): PdfPart[] {
  const rowsOf = (origin: "request" | "vacancy") =>
    explanation.disclosure.data
      .filter((fact) => fact.origin === origin && (origin === "request" || fact.value !== ""))
      .map(
        ({ name, value }) => [sentence(factTitle(name, words.language)), factText(words, place, name, value)] as const,
      );
  return [
    { kind: "paragraph", text: [{ text: words.say("why-not.letter.four.data-mine"), isBold: true }] },
    { kind: "facts", rows: rowsOf("request") },
    { kind: "paragraph", text: [{ text: words.say("why-not.letter.four.data-home", { place: title }), isBold: true }] },
    { kind: "facts", rows: rowsOf("vacancy") },
  ];
}

/** Conditions with what was found and asked, points by criterion, and every parameter with its value and source. */
function weightParts(words: Wording, { explanation, place }: PairExplained): PdfPart[] {
  const say = (
    key: "condition" | "result" | "yours" | "limit" | "criterion" | "points" | "maximum" | "parameter" | "value",
  ) => words.say(`why-not.letter.four.${key}`);
  return [
    {
      kind: "table",
      columns: [
        { title: say("condition"), isWide: true },
        { title: say("result") },
        { title: say("yours"), isNumber: true },
        { title: say("limit"), isNumber: true },
      ],
      rows: explanation.rules.map((rule) => [
        words.text(rule.title),
        words.say(
          `why-not.pair.outcome.${rule.outcome === "refused" && rule.effect === "flag" ? "flag" : rule.outcome}`,
        ),
        isTold(rule) ? shownValue(words, place, rule.value, rule.unit) : "",
        isTold(rule) ? shownValue(words, place, rule.threshold, rule.unit) : "",
      ]),
    },
    {
      kind: "table",
      columns: [
        { title: say("criterion"), isWide: true },
        { title: say("points"), isNumber: true },
        { title: say("maximum"), isNumber: true },
      ],
      rows: [
        ...criteriaOf(explanation).map(({ title, points, maximumPoints }) => [
          words.text(title),
          words.number(points),
          words.number(maximumPoints),
        ]),
        totalRow(words, explanation),
      ],
    },
    {
      kind: "table",
      columns: [
        { title: say("parameter"), isWide: true },
        { title: say("value"), isNumber: true },
      ],
      rows: explanation.disclosure.parameters.map(({ title, value, unit, source }) => [
        [
          { text: words.text(title) },
          { text: ` (${words.typeset(sourceText(source, words.language))})`, isQuiet: true },
        ],
        parameterText(words, value, unit),
      ]),
    },
  ];
}

function criteriaOf({ headings }: Explanation) {
  return headings.flatMap(({ criteria }) => criteria);
}

function totalRow(words: Wording, { points, maximumPoints }: Explanation): PdfText[] {
  const bold = (text: string): PdfText => [{ text, isBold: true }];
  return [bold(words.say("why-not.letter.four.total")), bold(words.number(points)), bold(words.number(maximumPoints))];
}

function appealParts(words: Wording, mediator = words.say("why-not.letter.mediator")): PdfPart[] {
  const ways = ["ask", "mediation", "dalo", "data"] as const;
  return [
    { kind: "heading", text: words.say("why-not.letter.appeal") },
    { kind: "list", items: ways.map((way) => words.say(`why-not.letter.appeal.${way}`, { mediator })) },
  ];
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

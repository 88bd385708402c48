/**
 * What came of a request, or why nothing came yet, in one or two sentences. A proposal is not a promise: before the committee has decided, neither
 * dwelling nor place is told.
 */
import type { RequestOutlook } from "../../../app/requests/outlook.ts";
import type { RequestStanding } from "../../../app/requests/standings-of.ts";
import type { RequestState } from "../../../domain/requests/request-record.ts";
import { ruleText } from "../../../markup/sentences.ts";
import type { Wording } from "../../../markup/wording.ts";

/** The sentence. */
export function outlookText(words: Wording, outlook: RequestOutlook | undefined, state: RequestState): string {
  switch (outlook?.kind) {
    case undefined:
      return "";
    case "stands":
      return standingText(words, outlook.standings);
    case "ended":
      return endText(words, outlook.end);
    case "not-in-queue":
      return words.say(state === "draft" ? "hr.outlook.draft" : "hr.outlook.waits");
    case "no-night":
      return words.say("hr.outlook.no-night");
    case "after-the-night":
      return words.say("hr.outlook.after-the-night", { day: words.day(outlook.asOf) });
    case "considered":
      return [
        consideredText(words, outlook),
        ...(outlook.isAmended ? [words.say("hr.outlook.amended-since")] : []),
      ].join(" ");
  }
}

/** How a request ended, with its reason. */
export function endText(
  words: Wording,
  { state, reasonCode }: { readonly state: string; readonly reasonCode?: string },
): string {
  if (state === "housed") return words.say("hr.outlook.housed");
  const ended = { state: sentenceCase(words.word("record-state", state)) };
  return reasonCode === undefined
    ? words.say("hr.outlook.ended", ended)
    : words.say("hr.outlook.ended-because", { ...ended, reason: words.word("hr.code.end-reason", reasonCode) });
}

/** With a capital letter at its beginning. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Only what is furthest: an offer beside a proposal is what must be acted on. */
function standingText(words: Wording, standings: readonly RequestStanding[]): string {
  const [first] = standings;
  if (!first) return "";
  switch (first.kind) {
    case "housed":
      return words.say("hr.outlook.housed");
    case "decided":
      return words.say("hr.outlook.decided");
    case "next":
      return words.say("hr.outlook.next");
    case "candidate": {
      const count = standings.filter(({ kind }) => kind === "candidate").length;
      return words.counted("hr.outlook.candidate", count, { day: words.day(first.designateBy) });
    }
    case "designated":
      return designatedText(words, first);
  }
}

function designatedText(words: Wording, standing: Extract<RequestStanding, { kind: "designated" }>): string {
  if (standing.offerUntil !== undefined) return words.say("hr.outlook.offer", { day: words.day(standing.offerUntil) });
  if (standing.conditionUntil !== undefined && standing.candidateState === "answered")
    return words.say("hr.outlook.condition", { day: words.day(standing.conditionUntil) });
  if (standing.candidateState === "accepted") return words.say("hr.outlook.accepted");
  if (standing.answer !== undefined)
    return words.say("hr.outlook.answered", { answer: words.word("answer", standing.answer) });
  return words.say("hr.outlook.designated", { day: words.day(standing.sentAt.slice(0, 10)) });
}

function consideredText(words: Wording, outlook: Extract<RequestOutlook, { kind: "considered" }>): string {
  const { vacancies, eligible, nearest, hurdles } = outlook;
  if (vacancies === 0) return words.say("hr.outlook.no-vacancy");
  if (eligible > 0) {
    const among = words.counted("hr.outlook.eligible", eligible, { vacancies: words.number(vacancies) });
    return nearest
      ? `${among} ${words.counted(`hr.outlook.nearest-${nearest.decidedBy}`, nearest.pointsMissing)}`
      : `${among} ${words.say("hr.outlook.not-reached")}`;
  }
  const [hurdle] = hurdles;
  const none = words.say("hr.outlook.eligible-nowhere", { vacancies: words.number(vacancies) });
  return hurdle ? `${none} ${ruleText(hurdle.rule, words.language)}` : none;
}

/** How the night is put into words: instants by the clocks of Paris, durations, what a job came to. */
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import type { Delivery, DeliveryProblem, NoticeRole } from "../../../domain/notices/notice.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { formatDay, formatNumber, formatTime } from "../../../texts/format.ts";
import { isTextKey, type Language, type TextKey } from "../../../texts/texts.ts";
import type { PageAsked } from "../../page-route.ts";

type Told = Pick<PageAsked, "say" | "language">;

/** An instant: 23 novembre 2026 à 2 h 30. */
export function atText({ say, language }: Told, instant: string, length: "long" | "short" = "long"): string {
  const { day, minute } = parisTimeOf(instant);
  return say("night.at", { day: formatDay(day, language, length), time: formatTime(minute, language) });
}

/** An instant near the present one: aujourd’hui à 2 h 30. */
export function nearText(asked: Told & Pick<PageAsked, "context">, instant: string): string {
  const { say, language, context } = asked;
  const { day, minute } = parisTimeOf(instant);
  const away = dayNumberOf(day)! - dayNumberOf(parisTimeOf(context.clock.now()).day)!;
  const near = ({ "-1": "night.yesterday-at", "0": "night.today-at", "1": "night.tomorrow-at" } as const)[String(away)];
  return near ? say(near, { time: formatTime(minute, language) }) : atText(asked, instant, "short");
}

/** How long something took. */
export function durationText({ say, language }: Told, from: string, to: string): string {
  const tenths = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 100));
  if (tenths < 100) return say("night.seconds", { seconds: oneDecimal(tenths, language) });
  const seconds = Math.round(tenths / 10);
  if (seconds < 120) return say("night.seconds", { seconds });
  return say("night.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function oneDecimal(tenths: number, language: Language): string {
  return `${Math.floor(tenths / 10)}${language === "fr" ? "," : "."}${tenths % 10}`;
}

/** A job by its name in the table. */
export function jobText({ say }: Pick<PageAsked, "say">, name: string): string {
  const key = `night.job.${name}`;
  return isTextKey(key) ? say(key) : name;
}

/** What a job said it came to, `expired 0, lost 2`: only what there was. */
export function outcomeText({ say, language }: Told, outcome: string): string {
  const parts = outcome.split(", ").flatMap((part) => {
    const [code = "", value = ""] = part.split(" ");
    const key = `night.outcome.${code}`;
    if (!isTextKey(key) || value === "0") return [];
    const values = { count: formatNumber(Number(value) || 0, language), day: formatDay(value, language), run: value };
    return [say(key, values)];
  });
  return parts.length > 0 ? parts.join(", ") : say("night.outcome.nothing");
}

/** Why a message did not arrive. */
export function problemText({ say }: Pick<PageAsked, "say">, problem: DeliveryProblem): string {
  return say(`night.problem.${problem}` satisfies TextKey);
}

/** Who a notice is for. */
export function roleText({ say }: Pick<PageAsked, "say">, role: NoticeRole): string {
  return say(`night.role.${role}` satisfies TextKey);
}

/** How many of the readers have it. */
export function reached({ say }: Pick<PageAsked, "say">, deliveries: readonly Delivery[] = []): string {
  const sent = deliveries.filter(({ state }) => state === "sent").length;
  return say("night.outbox.reached", { sent, all: deliveries.length });
}

/** Bytes as people read them. */
export function sizeText(bytes: number, language: Language): string {
  const units = language === "fr" ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  let [value, place] = [bytes, 0];
  for (; value >= 1_000 && place < units.length - 1; place++) value /= 1_000;
  return `${formatNumber(value < 10 && place > 0 ? Math.round(value * 10) / 10 : Math.round(value), language)}\u00a0${units[place]}`;
}

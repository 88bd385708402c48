/** The last day of a request, with the warning that it draws near. */
import type { RequestState } from "../../../domain/requests/request-record.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { Wording } from "../../../markup/wording.ts";

/** From so many days before its last one a request is shown as one to renew. Source: notice a month before, CCH art. R441-2-7. */
export const renewalDays = 30;

const renewable: readonly RequestState[] = ["submitted", "active", "designated", "expired"];

/** Days left; undefined where the day means nothing any more. */
export function validityLeft(state: RequestState, validUntil: string, today: string): number | undefined {
  return renewable.includes(state) ? dayNumberOf(validUntil)! - dayNumberOf(today)! : undefined;
}

/** The day, and below it how soon that is where it is soon. */
export function validityCell(words: Wording, state: RequestState, validUntil: string, today: string): Html {
  const left = validityLeft(state, validUntil, today);
  const day = words.day(validUntil, "short");
  if (left === undefined || left > renewalDays) return html`${day}`;
  const warning = left < 0 ? words.say("hr.validity.over") : words.counted("hr.validity.left", left);
  return html`${day}<br><span class="state is-${left < 0 ? "risk" : "care"}">${icon("warn")}<span class="word">${warning}</span></span>`;
}

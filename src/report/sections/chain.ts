/**
 * What follows from one refusal: the events, then every move with what it follows from, as sentences.
 */
import type { NamedMove, RunEvent } from "../../domain/engine/after-events.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext } from "../report-context.ts";
import type { ChainStory } from "../report-input.ts";

/** Events and moves in order. */
export function chainSection(context: ReportContext, { events, moves }: ChainStory): Html {
  return html`<section aria-labelledby="chain">
<h2 id="chain">${context.say("report.chain")}</h2>
<p class="lead">${context.say("report.chain.how")}</p>
<ol class="chain">${events.map((event) => html`<li class="event"><span class="rank spare">!</span><p>${eventText(context, event)}</p></li>`)}
${moves.map(
  (move, i) =>
    html`<li><span class="rank">${i + 1}</span><p>${moveText(context, move)} <span class="note">${becauseText(context, move, moves)}</span></p></li>`,
)}</ol>
<h3>${context.say("report.chain.net")}</h3>
<ul class="net">${netMoves(moves).map((move) => html`<li>${netText(context, move)}</li>`)}</ul>
<p class="note">${context.counted("report.chain.moves", moves.length)}</p>
</section>`;
}

/** Where each request was before the events and where it is after them, in order of its first move. */
function netMoves(moves: readonly NamedMove[]): NamedMove[] {
  const first = new Map<string, NamedMove>();
  const last = new Map<string, NamedMove>();
  for (const move of moves) {
    if (!first.has(move.requestId)) first.set(move.requestId, move);
    last.set(move.requestId, move);
  }
  return [...first].map(([requestId, { fromVacancyId, because }]) => {
    const { toVacancyId } = last.get(requestId)!;
    return { requestId, because, ...(fromVacancyId ? { fromVacancyId } : {}), ...(toVacancyId ? { toVacancyId } : {}) };
  });
}

function netText(context: ReportContext, move: NamedMove): string {
  const { requestId, fromVacancyId, toVacancyId } = move;
  const values = { request: requestId, from: placeOf(context, fromVacancyId), to: placeOf(context, toVacancyId) };
  if (fromVacancyId === toVacancyId) {
    return toVacancyId === undefined ? context.say("report.net.none", values) : context.say("report.net.stays", values);
  }
  if (toVacancyId === undefined) return context.say("report.net.leaves", values);
  return context.say(fromVacancyId === undefined ? "report.net.enters" : "report.net.moves", values);
}

function placeOf(context: ReportContext, vacancyId: string | undefined): string {
  const view = vacancyId === undefined ? undefined : context.view(vacancyId);
  return view ? context.place(view.dwelling) : (vacancyId ?? "");
}

function eventText(context: ReportContext, event: RunEvent): string {
  switch (event.kind) {
    case "refused":
      return context.say(`report.event.${event.reason}`, {
        request: event.requestId,
        place: placeOf(context, event.vacancyId),
      });
    case "withdrawn":
      return context.say("report.event.withdrawn", { request: event.requestId });
    case "submitted":
      return context.say("report.event.submitted", { request: event.request.id });
    case "lost":
      return context.say("report.event.lost", { place: placeOf(context, event.vacancyId) });
    case "confirmed":
      return context.say("report.event.confirmed", {
        request: event.requestId,
        place: placeOf(context, event.vacancyId),
      });
  }
}

function moveText(context: ReportContext, { requestId, fromVacancyId, toVacancyId }: NamedMove): string {
  const values = { request: requestId, from: placeOf(context, fromVacancyId), to: placeOf(context, toVacancyId) };
  if (toVacancyId === undefined) return context.say("report.move.leaves", values);
  return context.say(fromVacancyId === undefined ? "report.move.enters" : "report.move.moves", values);
}

function becauseText(context: ReportContext, { because }: NamedMove, moves: readonly NamedMove[]): string {
  switch (because.kind) {
    case "event":
      return context.say("report.because.event");
    case "freed-place":
      return context.say("report.because.freed-place", { request: moves[because.move]?.requestId ?? "" });
    case "displaced":
      return context.say("report.because.displaced", { request: moves[because.move]?.requestId ?? "" });
    case "exchange":
      return context.say("report.because.exchange");
  }
}

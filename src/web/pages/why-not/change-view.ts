/** What would help most, first and large; or that the request stands somewhere; or that the run is still being computed again. */
import type { RequestStanding } from "../../../app/requests/standings-of.ts";
import type { LeverUse } from "../../../domain/engine/smallest-change.ts";
import { unitOfFact } from "../../../markup/criterion-value.ts";
import { type Html, html } from "../../../markup/html.ts";
import { fill } from "../../../texts/texts.ts";
import { changerText, communeTitle, pairLink, type WhyNotWords } from "./why-not-words.ts";

/** The box at the top of the answer. */
export function changeView(whyNot: WhyNotWords): Html {
  const { words, explained } = whyNot;
  const { change, order, standings } = explained;
  if (standings.length > 0) return standingsView(whyNot);
  if (order === "computing") return computingView(whyNot);
  const title = html`<h2 id="change">${words.say("why-not.change.title")}</h2>`;
  if (order === "erased")
    return html`<section class="change" aria-labelledby="change">${title}<p>${words.say("why-not.change.erased")}</p></section>`;
  const note = html`<p class="note">${words.say("why-not.change.note")}</p>`;
  if (change?.kind === "change")
    return html`<section class="change" aria-labelledby="change">${title}<ol>${change.levers.map(
      (lever, i) =>
        html`<li><span class="rank" aria-hidden="true">${i + 1}</span><div><p class="figure">${leverText(whyNot, lever)}</p><p>${changerText(words, lever.fact)}</p></div></li>`,
    )}</ol><div><p>${words.say("why-not.change.where")}</p><ul class="would">${change.vacancyIds.map((id) => html`<li>${pairLink(whyNot, id)}</li>`)}</ul></div>${note}</section>`;
  if (change?.kind === "already-listed") return listedView(whyNot, change.vacancyIds);
  return html`<section class="change" aria-labelledby="change">${title}<p class="figure">${words.say("why-not.change.none")}</p><p>${words.say("why-not.change.none-text")}</p>${note}</section>`;
}

/** What a lever asks, with the value it was tried with. */
export function leverText({ words, explained }: WhyNotWords, { sentence, value, fact }: LeverUse): string {
  const shown =
    (typeof value === "string" ? communeTitle(explained.places, value) : undefined) ??
    words.value(value, unitOfFact(fact));
  return words.typeset(fill(sentence[words.language], { value: shown }));
}

/** On a list of that run, though no longer today. */
function listedView(whyNot: WhyNotWords, vacancyIds: readonly string[]): Html {
  const { words, seesProposals } = whyNot;
  if (!seesProposals)
    return html`<section class="change" aria-labelledby="change"><h2 id="change">${words.say("why-not.change.waiting")}</h2><p>${words.say("why-not.change.waiting-text")}</p></section>`;
  return html`<section class="change" aria-labelledby="change"><h2 id="change">${words.say("why-not.change.listed")}</h2><ul class="would">${vacancyIds.map(
    (id) => html`<li>${pairLink(whyNot, id)}</li>`,
  )}</ul></section>`;
}

/** Said while the rest is computed; the page asks again by itself, or by its link where nothing else can. */
function computingView({ words, explained }: WhyNotWords): Html {
  const here = `/requests/${explained.request.id}/why-not?run=${explained.run.id}`;
  return html`<section class="change" aria-labelledby="change" role="status" hx-get="${here}" hx-trigger="load delay:2s" hx-select="#why-not-answer" hx-target="#why-not-answer" hx-swap="outerHTML"><h2 id="change">${words.say("why-not.change.computing")}</h2><p>${words.say("why-not.change.computing-text")}</p><p><a class="button" href="${here}">${words.say("why-not.change.refresh")}</a></p></section>`;
}

function standingsView(whyNot: WhyNotWords): Html {
  const { words, explained, seesProposals } = whyNot;
  const { standings } = explained;
  const shown = standings.filter(({ kind }) => seesProposals || (kind !== "candidate" && kind !== "next"));
  const hidden = standings.length - shown.length;
  return html`<section class="change" aria-labelledby="change"><h2 id="change">${words.say("why-not.stands.title")}</h2><ul>${shown.map(
    (standing) =>
      html`<li class="stands"><p class="figure">${standingText(whyNot, standing)}</p><p>${pairLink(whyNot, standing.vacancyId)}</p></li>`,
  )}${
    hidden > 0 &&
    html`<li class="stands"><p class="figure">${words.counted("why-not.stands.hidden", hidden)}</p><p>${words.say("why-not.change.waiting-text")}</p></li>`
  }</ul></section>`;
}

function standingText({ words }: WhyNotWords, standing: RequestStanding): string {
  switch (standing.kind) {
    case "candidate":
    case "next":
      return words.say(`why-not.stands.${standing.kind}`, { place: standing.place });
    case "designated":
      return standing.offerUntil === undefined
        ? words.say("why-not.stands.designated", { day: words.day(standing.sentAt.slice(0, 10)) })
        : words.say("why-not.stands.offered", { day: words.day(standing.offerUntil) });
    default:
      return words.say(`why-not.stands.${standing.kind}`);
  }
}

/** One request before one vacancy, whole: every condition, every criterion, the place in the order, the facts and the parameters. */
import { explainPair, type PairExplained } from "../../../app/explain-pair.ts";
import type { ConsideredPlace } from "../../../app/requests/considered-places.ts";
import type { Explanation } from "../../../domain/facts/explanation.ts";
import { pointsBar, stateMark, thresholdBar } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { factTitle } from "../../../markup/sentences.ts";
import { Wording } from "../../../markup/wording.ts";
import { pageHead } from "../../components/page-head.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { factText, parameterText } from "./fact-words.ts";
import { decidedText, homeText, ruleSentence, sourceLink, valueText } from "./why-not-words.ts";

type Rule = Explanation["rules"][number];
type Criterion = Explanation["headings"][number]["criteria"][number];

export async function pairPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, params, query, language, say } = asked;
  const [requestId, vacancyId] = [params.requestId!, params.vacancyId!];
  const runId = textOf(query, "run");
  const command = { requestId, vacancyId, ...(runId === undefined ? {} : { runId }) };
  const pair = await explainPair(context, visitor!.actor, command);
  const words = new Wording(language);
  const title = words.place(pair.place.dwelling);
  const here = `/requests/${requestId}`;
  const { verdict } = pair.explanation;
  const seesProposals = visitor!.actor.roles.some((role) => role !== "hr");
  const lead = [
    homeText(words, pair.place) ?? "",
    say("why-not.pair.lead", { request: requestId, day: words.day(pair.run.document.asOf) }),
  ].join(". ");
  return {
    kind: "page",
    title,
    under: "/requests",
    body: html`${pageHead(asked, {
      title,
      lead,
      crumbs: [
        { href: "/requests", text: say("why-not.page.crumb-requests") },
        { href: here, text: say("why-not.page.crumb-request", { request: requestId }) },
        { href: `${here}/why-not?run=${pair.run.id}`, text: say("why-not.pair.crumb") },
      ],
    })}
${noticeOf(words, pair)}
<section class="change"><p class="figure">${verdictMark(words, verdict)}</p><p>${standingText(words, pair, seesProposals)}</p></section>
${rulesView(words, pair)}
${pointsView(words, pair)}
${detailsView(words, pair)}`,
  };
}

function noticeOf(words: Wording, { keptWith, order }: PairExplained): Html | undefined {
  if (keptWith)
    return html`<div class="notice"><p>${words.say("why-not.pair.kept", { day: words.day(keptWith.decidedAt.slice(0, 10)) })}</p></div>`;
  return order === "told"
    ? undefined
    : html`<div class="notice" role="status"><p>${words.say(`why-not.pair.${order}`)}</p></div>`;
}

function verdictMark(words: Wording, verdict: Explanation["verdict"]): Html {
  const text = words.say(`why-not.pair.verdict.${verdict}`);
  if (verdict === "eligible") return stateMark("good", "ok", text);
  return verdict === "incomplete" ? stateMark("care", "ask", text) : stateMark("quiet", "stop", text);
}

/** What decided, in a sentence; of a refusal the rules below tell it. */
function standingText(
  words: Wording,
  { explanation, place: where, keptWith }: PairExplained,
  seesProposals: boolean,
): string {
  const { verdict, standing, rules } = explanation;
  if (verdict !== "eligible") {
    const failed = rules.filter((rule) => rule.effect === "exclude" && rule.outcome === verdict);
    const places = new Map([[where.vacancyId, where]]);
    return failed.map((rule) => ruleSentence(words, places, rule)).join(" ");
  }
  const isUndecided = !keptWith && (standing.state === "proposed" || standing.state === "next");
  if (isUndecided && !seesProposals) return words.say("why-not.change.waiting-text");
  const outcome = { vacancyId: "", ruleSetId: "", verdict, failed: [], points: explanation.points, standing };
  const place =
    standing.placeInOrder === undefined
      ? []
      : [
          words.say("why-not.pair.rank", {
            place: words.number(standing.placeInOrder),
            eligible: words.number(standing.eligibleRequests ?? 0),
          }),
        ];
  const decided =
    standing.state === "lower-in-order" && standing.decidedBy === "points"
      ? words.say("why-not.pair.missing", { points: words.value(standing.pointsMissing ?? 0, "points") })
      : decidedText(words, outcome);
  return [...place, decided].join(" ");
}

/** Those that stand in the way first, then what is to be looked at, then those that hold. */
function rulesView(words: Wording, { explanation: { rules }, place }: PairExplained): Html {
  const places = new Map([[place.vacancyId, place]]);
  const rankOf = ({ outcome, effect }: Rule) =>
    outcome === "holds" ? 3 : effect === "flag" ? 2 : outcome === "refused" ? 0 : 1;
  const sorted = [...rules].sort((a, b) => rankOf(a) - rankOf(b));
  const heads = {
    rule: words.say("why-not.pair.rule"),
    outcome: words.say("why-not.pair.outcome"),
    value: words.say("why-not.refused.value"),
    threshold: words.say("why-not.refused.threshold"),
    source: words.say("why-not.pair.source"),
  };
  const rows = sorted.map((rule) => {
    const { value, threshold, unit, outcome } = rule;
    const isDrawn = outcome === "refused" && typeof value === "number" && typeof threshold === "number";
    return html`<tr><th scope="row">${words.text(rule.title)}${outcome !== "holds" && html`<small>${ruleSentence(words, places, rule)}</small>`}</th><td data-of="${heads.outcome}"><div>${outcomeMark(words, rule)}${
      isDrawn && thresholdBar(value, threshold, Math.max(value, threshold, 1) * 1.2, value > threshold)
    }</div></td><td class="num" data-of="${heads.value}">${isTold(rule) ? shownValue(words, place, value, unit) : undefined}</td><td class="num" data-of="${heads.threshold}">${isTold(rule) ? shownValue(words, place, threshold, unit) : undefined}</td><td data-of="${heads.source}"><div class="note">${sourceLink(words, rule.source)}</div></td></tr>`;
  });
  return html`<section aria-labelledby="rules"><h2 id="rules">${words.say("why-not.pair.rules")}</h2><table class="data flow pair-rules"><caption class="hide">${words.say("why-not.pair.rules")}</caption><thead><tr><th scope="col">${heads.rule}</th><th scope="col">${heads.outcome}</th><th scope="col" class="num">${heads.value}</th><th scope="col" class="num">${heads.threshold}</th><th scope="col">${heads.source}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** A ceiling that is passed and holds all the same is one of other dwellings: its figures would only confuse. */
export function isTold({ outcome, value, threshold, unit }: Rule): boolean {
  const isCeiling = unit !== "count" && unit !== "months" && typeof value === "number" && typeof threshold === "number";
  return outcome !== "holds" || !isCeiling || value <= threshold;
}

function outcomeMark(words: Wording, { outcome, effect }: Rule): Html {
  if (outcome === "holds") return stateMark("good", "ok", words.say("why-not.pair.outcome.holds"));
  if (effect === "flag") return stateMark("care", "flag", words.say("why-not.pair.outcome.flag"));
  if (outcome === "incomplete") return stateMark("care", "ask", words.say("why-not.pair.outcome.incomplete"));
  return stateMark("risk", "stop", words.say("why-not.pair.outcome.refused"));
}

/** A value of a rule as people write it. */
export function shownValue(
  words: Wording,
  place: ConsideredPlace,
  value: Rule["value"],
  unit: string | undefined,
): string {
  return valueText(words, new Map([[place.vacancyId, place]]), value, unit);
}

function pointsView(words: Wording, { explanation, place }: PairExplained): Html {
  const { headings, points, maximumPoints } = explanation;
  const scale = Math.max(1, ...headings.flatMap(({ criteria }) => criteria.map((one) => one.maximumPoints)));
  const heads = {
    criterion: words.say("why-not.pair.criterion"),
    points: words.say("why-not.pair.counted"),
    facts: words.say("why-not.pair.read"),
    source: words.say("why-not.pair.source"),
  };
  const bodies = headings.map(
    (heading) =>
      html`<tbody><tr class="group"><th colspan="5" scope="rowgroup">${words.text(heading.title)} <span class="count">${words.number(heading.points)} ${words.say("why-not.pair.maximum", { points: words.number(heading.maximumPoints) })}</span></th></tr>${heading.criteria.map(
        (criterion) =>
          html`<tr><th scope="row">${words.text(criterion.title)}<small>${words.text(criterion.sentence)}</small></th><td class="gauge">${pointsBar(Math.max(0, criterion.points), criterion.pendingPoints, Math.max(0, criterion.maximumPoints), scale)}</td><td class="num" data-of="${heads.points}"><b>${words.number(criterion.points)}</b> <small>${words.say("why-not.pair.maximum", { points: words.number(criterion.maximumPoints) })}</small></td><td data-of="${heads.facts}"><div>${criterionFacts(words, place, criterion)}</div></td><td data-of="${heads.source}"><div class="note">${sourceLink(words, criterion.source)}</div></td></tr>`,
      )}</tbody>`,
  );
  return html`<section aria-labelledby="points"><div class="head"><h2 id="points">${words.say("why-not.pair.points")} <span class="count">${words.number(points)} ${words.say("why-not.pair.maximum", { points: words.number(maximumPoints) })}</span></h2><p class="note">${words.say("why-not.pair.points-note")}</p></div><table class="data flow pair-points"><caption class="hide">${words.say("why-not.pair.points")}</caption><thead><tr><th scope="col">${heads.criterion}</th><th scope="col"><span class="hide">${heads.points}</span></th><th scope="col" class="num">${heads.points}</th><th scope="col">${heads.facts}</th><th scope="col">${heads.source}</th></tr></thead>${bodies}</table></section>`;
}

/** What it read, what waits for a proof, or why it gives nothing. */
function criterionFacts(words: Wording, place: ConsideredPlace, criterion: Criterion): Html {
  const { facts, state, pendingPoints, proofSentence, missing } = criterion;
  const read = facts.map(
    ({ name, value }) =>
      html`<li>${sentence(factTitle(name, words.language))} : ${factText(words, place, name, value)}</li>`,
  );
  const waits =
    state === "pending"
      ? stateMark(
          "care",
          "ask",
          [
            pendingPoints > 0
              ? words.say("why-not.pair.pending", { points: words.value(pendingPoints, "points") })
              : words.say("why-not.pair.state.pending"),
            proofSentence
              ? words.text(proofSentence)
              : missing.map((name) => factTitle(name, words.language)).join(", "),
          ]
            .filter((part) => part !== "")
            .join(" : "),
        )
      : undefined;
  const told =
    state === "counted" || state === "pending"
      ? undefined
      : html`<p class="note">${words.say(`why-not.pair.state.${state}`)}</p>`;
  return html`${waits}${told}<ul class="read">${read}</ul>`;
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Facts and parameters, folded: complete, for whoever checks. */
function detailsView(words: Wording, { explanation, place }: PairExplained): Html {
  const { disclosure, digests } = explanation;
  const facts = (["request", "vacancy"] as const).map((origin) => {
    const own = disclosure.data.filter((fact) => fact.origin === origin);
    return html`<div><h3>${words.say(`why-not.pair.data.${origin}`)}</h3><dl class="facts listed">${own.map(
      ({ name, value }) =>
        html`<div><dt>${sentence(factTitle(name, words.language))}</dt><dd>${factText(words, place, name, value)}</dd></div>`,
    )}</dl></div>`;
  });
  const heads = [
    words.say("why-not.pair.parameter"),
    words.say("why-not.pair.value"),
    words.say("why-not.pair.source"),
  ] as const;
  const rows = disclosure.parameters.map(
    ({ title, value, unit, source, standing }) =>
      html`<tr><th scope="row">${words.text(title)}</th><td class="num" data-of="${heads[1]}">${parameterText(words, value, unit)}</td><td data-of="${heads[2]}"><div class="note">${sourceLink(words, source)}${standing !== "confirmed" && html` (${words.say(`why-not.pair.standing.${standing}`)})`}</div></td></tr>`,
  );
  return html`<section aria-labelledby="data"><h2 id="data">${words.say("why-not.pair.data")}</h2><div class="columns">${facts}</div></section>
<section aria-labelledby="parameters"><h2 id="parameters">${words.say("why-not.pair.parameters")}</h2><table class="data flow pair-parameters"><caption class="hide">${words.say("why-not.pair.parameters")}</caption><thead><tr><th scope="col">${heads[0]}</th><th scope="col" class="num">${heads[1]}</th><th scope="col">${heads[2]}</th></tr></thead><tbody>${rows}</tbody></table><p class="note">${words.say("why-not.pair.digests", { snapshot: digests.snapshot.slice(0, 16), rules: digests.ruleSet.slice(0, 16) })}</p></section>`;
}

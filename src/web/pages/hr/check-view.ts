/** What the rules say of a request before it is handed in: programme by programme, in their own words, with what would decide. */
import type { CheckedRequest } from "../../../app/check-request.ts";
import type { RuleInTheWay, RuleSetProspect } from "../../../domain/engine/prospects.ts";
import { type IconName, stateMark, type Tone } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { factTitle, ruleText, sourceText } from "../../../markup/sentences.ts";
import { Wording } from "../../../markup/wording.ts";
import type { PageAsked } from "../../page-route.ts";

/** Rules told for each programme. */
const RULES_TOLD = 4;

export function checkView(
  asked: PageAsked,
  { prospects, likelyDuplicates, areRulesBroken, problems }: CheckedRequest,
): Html {
  const { say } = asked;
  const words = new Wording(asked.language);
  return html`<section class="checked" id="checked" role="status"><h2>${say("hr.check.title")}</h2><p class="note">${say("hr.check.note")}</p>${
    problems.length > 0 && html`<p>${say("hr.check.with-problems")}</p>`
  }${likelyDuplicates > 0 && html`<p>${stateMark("care", "ask", words.counted("hr.check.duplicates", likelyDuplicates))}</p>`}${
    areRulesBroken && html`<p>${say("hr.check.no-rules")}</p>`
  }${!areRulesBroken && prospects.length === 0 && html`<p>${say("hr.check.no-vacancy")}</p>`}${prospects.map((one) => prospectView(words, one))}</section>`;
}

function prospectView(words: Wording, prospect: RuleSetProspect): Html {
  const { vacancies, eligible, incomplete, refusing, missing } = prospect;
  const [tone, shape, key] = verdictOf(prospect);
  const of = {
    vacancies: words.number(vacancies),
    eligible: words.number(eligible),
    incomplete: words.number(incomplete),
  };
  return html`<div class="prospect"><h3>${words.text(prospect.title)}</h3><p>${stateMark(tone, shape, words.say(key, of))}</p>${
    missing.length > 0 &&
    html`<p>${words.say("hr.check.missing")}</p><ul>${missing.map(({ fact, vacancies: count }) => html`<li>${factTitle(fact, words.language)} <span class="note">${words.counted("hr.check.for-vacancies", count)}</span></li>`)}</ul>`
  }${
    refusing.length > 0 &&
    html`<p>${words.say("hr.check.refusing")}</p><ul>${refusing.slice(0, RULES_TOLD).map((one) => ruleLine(words, one))}</ul>`
  }</div>`;
}

function verdictOf({
  eligible,
  incomplete,
}: RuleSetProspect): readonly [Tone, IconName, "hr.check.eligible" | "hr.check.incomplete" | "hr.check.refused"] {
  if (eligible > 0) return ["good", "ok", "hr.check.eligible"];
  if (incomplete > 0) return ["care", "ask", "hr.check.incomplete"];
  return ["risk", "stop", "hr.check.refused"];
}

/** The rule by its title; its own sentence tells of one dwelling, the first that it refuses. */
function ruleLine(words: Wording, { rule, vacancies, isEverywhere }: RuleInTheWay): Html {
  const reach = isEverywhere ? words.say("hr.check.everywhere") : words.counted("hr.check.for-vacancies", vacancies);
  const example = vacancies > 1 ? words.say("hr.check.example") : "";
  return html`<li><b>${words.text(rule.title)}</b>, ${reach}. ${example} ${ruleText(rule, words.language)} <span class="note">${words.say("hr.check.source", { source: sourceText(rule.source, words.language) })}</span></li>`;
}

/** One candidate as a landlord sees it: the rank, the request's id, and no more of the file than the step needs. */
import type { CandidateRead, DesignationRead } from "../../../app/read-designation.ts";
import type { PassedRules } from "../../../domain/designations/told-to-landlord.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { factsList } from "../../components/facts-list.ts";
import type { PageAsked } from "../../page-route.ts";
import { LandlordWords } from "./landlord-words.ts";

/** Rank and request. */
export function candidateHead({ say }: Pick<PageAsked, "say">, { candidate }: CandidateRead): Html {
  const { requestId, awardedRank, rank } = candidate;
  return html`<div class="candidate-head"><span class="rank">${awardedRank ?? rank}</span><h3><span class="note">${say("landlord.request")}</span> <span class="id">${requestId}</span></h3></div>`;
}

/** What is told of it; a sentence where nothing is told any more. */
export function candidateFacts(
  { say, language }: Pick<PageAsked, "say" | "language">,
  { procedure, landlord }: DesignationRead,
  { data }: CandidateRead,
): Html {
  if (!data) return html`<p class="note told-no-more">${say("landlord.data-over")}</p>`;
  const words = new LandlordWords(language, procedure);
  const { persons, adults, children, seniorityMonths, priority, needsAccessibleDwelling, rules, checkedProofs } = data;
  const household =
    adults === undefined || children === undefined
      ? say("landlord.persons", { count: persons })
      : say(children === 0 ? "landlord.household-adults" : "landlord.household", { count: persons, adults, children });
  const proofs = checkedProofs.map((code) => uncapitalised(words.proof(code))).join(", ");
  return factsList([
    { term: say("landlord.fact.household"), value: household },
    ...rules.map((line) => ({ term: words.text(line.title), value: outcomeOf(words, line) })),
    seniorityMonths !== undefined && {
      term: say("landlord.fact.seniority"),
      value: say("landlord.months", { count: seniorityMonths }),
    },
    priority !== undefined && {
      term: say("landlord.fact.priority"),
      value: words.word("landlord.priority", priority),
    },
    needsAccessibleDwelling === true && {
      term: say("landlord.fact.accessible"),
      value: say("landlord.needed"),
    },
    {
      term: say("landlord.fact.proofs"),
      value:
        checkedProofs.length === 0
          ? stateMark("care", "ask", say("landlord.proofs-none"))
          : stateMark("good", "ok", say("landlord.proofs", { count: checkedProofs.length })),
      ...(landlord.kind === "social" && proofs !== "" ? { detail: proofs } : {}),
    },
  ]);
}

/** As it stands within a sentence: only the first letter is small, DALO stays. */
function uncapitalised(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

function outcomeOf(words: LandlordWords, { outcome, value, unit }: PassedRules): Html {
  if (value !== undefined) {
    const figure = words.value(value, unit);
    return outcome === "holds"
      ? html`${figure}`
      : html`${figure} ${stateMark("care", "ask", words.say("landlord.rule.look"))}`;
  }
  if (outcome === "holds") return stateMark("good", "ok", words.say("landlord.rule.holds"));
  return stateMark(
    "care",
    "ask",
    words.say(outcome === "refused" ? "landlord.rule.refused" : "landlord.rule.incomplete"),
  );
}

/**
 * Words and facts of one proposal for the comparison of its candidates, with the page's own rows: names where they were opened, proofs and their state,
 * earlier decisions that passed somebody over, what happened since the night.
 */
import type { Stored } from "../../../app/ports.ts";
import type { ProposalSurroundings } from "../../../app/proposals/proposal-surroundings.ts";
import type { ReviewedCandidate, ReviewedProposal } from "../../../app/review-proposals.ts";
import { factCatalogue } from "../../../domain/facts/catalogue.ts";
import type { Request } from "../../../domain/facts/request.ts";
import { band, type Column, row } from "../../../markup/candidates/candidate-columns.ts";
import { type CandidateView, candidateViewOf } from "../../../markup/candidates/candidate-view.ts";
import type { CandidatesWords, ComparedVacancy, StandingLists } from "../../../markup/candidates/compared-vacancy.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import type { Language } from "../../../texts/texts.ts";
import { dayOfInstant } from "./times.ts";

/** A proposal as the page shows it. */
export type ProposalShown = ReviewedProposal & ProposalSurroundings;

/** Words of the page of one proposal. */
export class ProposalWords extends Wording implements CandidatesWords {
  readonly shown: ProposalShown;
  readonly catalogue = factCatalogue;
  readonly #reviewed: ReadonlyMap<string, ReviewedCandidate>;
  readonly #isSecretary: boolean;

  constructor(language: Language, shown: ProposalShown, isSecretary: boolean) {
    super(language);
    this.shown = shown;
    this.#isSecretary = isSecretary;
    this.#reviewed = new Map([...shown.candidates, ...shown.next].map((one) => [one.requestId, one]));
  }

  request(requestId: string): Request | undefined {
    return this.shown.facts.get(requestId);
  }

  listsOf(requestId: string): StandingLists {
    const lists = this.#reviewed.get(requestId)?.holds ?? [];
    return { lists, hasFreeList: lists.length < this.shown.ruleSet.assignment.listsPerRequest };
  }

  rulesLink(): string {
    return "#rules";
  }

  /** The text of a reason by its code, as the procedure of the rule set words it. */
  reason(code: string): string {
    const known = this.shown.ruleSet.procedure.reasons?.find(({ id }) => id === code);
    return known ? this.text(known.title) : code;
  }

  /** The vacancy as the comparison takes it; whoever was erased is left out. */
  compared(): ComparedVacancy {
    const { proposal, dwelling, ruleSet, candidates, next } = this.shown;
    return {
      proposal: proposal.document.proposed,
      dwelling,
      ruleSet,
      candidates: viewsOf(candidates),
      next: viewsOf(next),
      eligible: proposal.document.proposed.eligibleRequests,
    };
  }

  ownRows(columns: readonly Column[]): Html | undefined {
    const lines = [
      this.#line(columns, "committee.names", (one) => this.#name(one)),
      this.#line(columns, "committee.proofs", (one) => this.#proofs(one.requestId)),
      this.#line(columns, "committee.passed-over", (one) => this.#skips(one)),
      this.#line(columns, "committee.since-night", (one) => this.#since(one)),
    ].filter((line) => line !== undefined);
    return lines.length === 0 ? undefined : html`<tbody>${band(this.say("committee.beside"), columns)}${lines}</tbody>`;
  }

  /** A row; none where it says something of nobody. */
  #line(
    columns: readonly Column[],
    key: "committee.names" | "committee.proofs" | "committee.passed-over" | "committee.since-night",
    cellOf: (reviewed: ReviewedCandidate) => Html | undefined,
  ): Html | undefined {
    const cells = columns.map(({ candidate }) => cellOf(this.#reviewed.get(candidate.requestId)!));
    if (cells.every((cell) => cell === undefined)) return undefined;
    return row(
      html`${this.say(key)}`,
      columns,
      (_, i) => cells[i] ?? html`<span class="note">${this.say("committee.none")}</span>`,
    );
  }

  #name({ person }: ReviewedCandidate): Html | undefined {
    if (!person) return undefined;
    if (person.state === "named") return html`<b>${person.contents.givenNames} ${person.contents.familyName}</b>`;
    return html`<span class="note">${this.say(`committee.name.${person.state}`)}</span>`;
  }

  #proofs(requestId: string): Html | undefined {
    const validated = this.request(requestId)?.validatedProofs ?? [];
    const records = this.shown.proofs.get(requestId) ?? [];
    const waiting = records.filter(({ document }) => document.state === "recorded");
    const refused = records.filter(({ document }) => document.state === "refused");
    if (validated.length + records.length === 0) return undefined;
    return html`${validated.length > 0 && stateMark("good", "ok", this.say("committee.proofs.validated", { count: validated.length }))}${
      validated.length > 0 &&
      html`<p class="fact">${validated.map((code) => this.word("committee.proof", code)).join(", ")}</p>`
    }${waiting.map((proof) => this.#proof(proof, "care", "ask", "committee.proofs.waiting"))}${refused.map((proof) => this.#proof(proof, "risk", "stop", "committee.proofs.refused"))}`;
  }

  #proof(
    { document }: Stored<"proof">,
    tone: "care" | "risk",
    shape: "ask" | "stop",
    key: "committee.proofs.waiting" | "committee.proofs.refused",
  ): Html {
    const code = document.facts?.code;
    const title = code === undefined ? this.say("committee.proof.erased") : this.word("committee.proof", code);
    const link =
      this.#isSecretary &&
      document.state === "recorded" &&
      html` <a href="/proofs">${this.say("committee.proofs.check")}</a>`;
    return html`${stateMark(tone, shape, this.say(key))}<p class="fact">${title}${link}</p>`;
  }

  #skips({ skips }: ReviewedCandidate): Html | undefined {
    if (skips.length === 0) return undefined;
    return html`${stateMark("care", "warn", this.say("committee.passed-over.times", { count: skips.length }))}${skips.map(
      ({ decidedAt, reasonCode, reason, decisionId }) =>
        html`<p class="fact"><a href="/decisions/${decisionId}">${this.day(dayOfInstant(decidedAt), "short")}</a>${this.say("report.colon")}${this.reason(reasonCode)}${reason !== undefined && html` (${reason})`}</p>`,
    )}`;
  }

  #since({ state }: ReviewedCandidate): Html | undefined {
    if (state === "active" || state === "designated" || state === "") return undefined;
    return stateMark(
      "risk",
      "out",
      this.say("committee.since-night.gone", { state: this.word("record-state", state) }),
    );
  }
}

function viewsOf(candidates: readonly ReviewedCandidate[]): readonly CandidateView[] {
  return candidates.flatMap(({ explanation }) => (explanation ? [candidateViewOf(explanation)] : []));
}

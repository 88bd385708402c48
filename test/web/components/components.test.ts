import { expect } from "chai";
import { candidateStates, designationStates } from "../../../src/domain/designations/designation-record.ts";
import { vacancyStates } from "../../../src/domain/dwellings/vacancy-record.ts";
import { noticeStates } from "../../../src/domain/notices/notice.ts";
import { proofStates } from "../../../src/domain/persons/proof.ts";
import { agendaStates, decisionStates, proposalStates } from "../../../src/domain/proposals/proposal-record.ts";
import { requestStates } from "../../../src/domain/requests/request-record.ts";
import { runStates } from "../../../src/domain/runs/run-record.ts";
import { DomainError } from "../../../src/domain/shared/domain-error.ts";
import { isTextKey, type Language, say } from "../../../src/texts/texts.ts";
import { choice } from "../../../src/web/components/choice.ts";
import { clockFigure } from "../../../src/web/components/clock-figure.ts";
import { emptyState } from "../../../src/web/components/empty-state.ts";
import { factsList } from "../../../src/web/components/facts-list.ts";
import { checkbox, field } from "../../../src/web/components/field.ts";
import { fieldId } from "../../../src/web/components/field-id.ts";
import { formActions } from "../../../src/web/components/form-actions.ts";
import { meter } from "../../../src/web/components/meter.ts";
import { pageHead } from "../../../src/web/components/page-head.ts";
import { pager } from "../../../src/web/components/pager.ts";
import { problemSummary } from "../../../src/web/components/problem-summary.ts";
import { problemsOf } from "../../../src/web/components/problems-of.ts";
import { recordTable } from "../../../src/web/components/record-table.ts";
import { knownStates, stateBadge } from "../../../src/web/components/state-badge.ts";
import { steps } from "../../../src/web/components/steps.ts";
import type { PageAsked } from "../../../src/web/page-route.ts";

function askedIn(language: Language, url = "/") {
  return { language, url, say: (key, values) => say(language, key, values) } as Pick<
    PageAsked,
    "language" | "say" | "url"
  >;
}
const asked = askedIn("fr");

describe("a field of a form", () => {
  it("belongs to its label, its hint and what is wrong with it", () => {
    const problems = [{ field: "job/startsOn", sentence: "Ce jour n’existe pas." }];
    const { markup } = field(asked, {
      as: "day",
      name: "job/startsOn",
      label: "Début",
      hint: "Le premier jour",
      problems,
    });
    const id = fieldId("job/startsOn");
    expect(markup).to.include(`<label for="${id}">`);
    expect(markup).to.include(`aria-describedby="${id}-hint ${id}-wrong"`).and.include('aria-invalid="true"');
    expect(problemSummary(asked, problems)!.markup).to.include(`href="#${id}"`);
  });

  it("shows again what was typed, as text and never as markup", () => {
    const typed = '"><script>';
    for (const as of ["text", "number", "money", "area"] as const) {
      const { markup } = field(asked, { as, name: "n", label: "N", value: typed });
      expect(markup, as).to.include("&quot;&gt;&lt;script&gt;").and.not.include("<script>");
    }
  });

  it("never shows a password again", () => {
    expect(field(asked, { as: "password", name: "p", label: "P", value: "secret" }).markup).to.not.include("secret");
  });

  it("keeps the chosen option, and says what may stay empty", () => {
    const options = [
      { value: "a", text: "A" },
      { value: "b", text: "B" },
    ];
    const { markup } = field(asked, { as: "select", name: "s", label: "S", value: "b", options, isOptional: true });
    expect(markup).to.include('<option value="b" selected>').and.not.include('<option value="a" selected>');
    expect(markup).to.include("(facultatif)").and.not.include("required");
  });

  it("that is ticked keeps its tick", () => {
    expect(checkbox({ name: "c", label: "C", isChecked: true }).markup).to.include(" checked");
    expect(checkbox({ name: "c", label: "C" }).markup).to.not.include(" checked");
  });
});

describe("a choice", () => {
  const ways = [
    { value: "confirm", label: "Confirmer", effect: "Les trois sont désignées." },
    { value: "defer", label: "Ajourner", needs: "un motif" },
  ];

  it("has nothing chosen in advance, states the effect and asks what it needs", () => {
    const { markup } = choice({ name: "kind", legend: "Décision", ways });
    expect(markup).to.not.include("checked");
    expect(markup).to.include("Les trois sont désignées.").and.include('<div class="needs">un motif</div>');
  });

  it("keeps what was chosen, and its problem leads to its first button", () => {
    const problems = [{ field: "kind", sentence: "Choisissez." }];
    const { markup } = choice({ name: "kind", legend: "Décision", ways, value: "defer", problems });
    expect(markup).to.include('value="defer" checked');
    expect(markup).to.include(`<input type="radio" id="${fieldId("kind")}"`);
  });
});

describe("the problems of a form", () => {
  it("are announced, and nothing is where there are none", () => {
    expect(problemSummary(asked, [])).to.equal(undefined);
    const { markup } = problemSummary(asked, [{ sentence: "Rien ne va." }])!;
    expect(markup).to.include('role="alert"').and.include('tabindex="-1"').and.include("1 point à corriger");
  });

  it("come from a use case all at once, each at its field", () => {
    const details = [
      { code: "value-required", values: { kind: "request", id: "", field: "filedOn" } },
      { code: "not-allowed", values: { field: "household/ownedHomes", sent: "-1", allowed: ">= 0" } },
    ];
    const error = new DomainError("several-problems", { count: 2 }, details);
    const problems = problemsOf(asked, error, (name) => (name === "filedOn" ? "filed" : name));
    expect(problems.map((problem) => problem.field)).to.deep.equal(["filed", "household/ownedHomes"]);
    expect(problemsOf(asked, new DomainError("no-quorum", { agendaId: "A", needed: 3, present: 1 }))).to.have.length(1);
  });
});

describe("the badge of a state", () => {
  const all = {
    request: requestStates,
    vacancy: vacancyStates,
    proposal: proposalStates,
    decision: decisionStates,
    agenda: agendaStates,
    designation: designationStates,
    candidate: candidateStates,
    proof: proofStates,
    run: runStates,
    notice: noticeStates,
  };

  it("has a shape and a word for every state of every record, in both languages", () => {
    for (const [kind, states] of Object.entries(all)) {
      for (const state of states) {
        expect(knownStates, `${kind} ${state}`).to.include(state);
        const key = [`record-state.${kind}-${state}`, `record-state.${state}`].find(isTextKey);
        expect(key, `${kind} ${state}`).to.be.a("string");
        for (const language of ["fr", "en"] as const) {
          const { markup } = stateBadge(askedIn(language), state, kind);
          expect(markup.toLowerCase())
            .to.include(`">${say(language, key!).toLowerCase()}</span>`)
            .and.include("<use href=");
        }
      }
    }
  });
});

describe("the other parts of a page", () => {
  it("a table labels every cell for narrow screens and groups its rows", () => {
    const { markup } = recordTable({
      caption: "Demandes",
      columns: [
        { head: "Demande", cell: (row: { id: string; n: number }) => row.id },
        { head: "Points & rang", cell: ({ n }) => n, isNumber: true },
      ],
      rows: [
        { id: "A", n: 1 },
        { id: "B", n: 2 },
      ],
      groupOf: ({ n }) => (n < 3 ? "peu" : "beaucoup"),
    });
    expect(markup).to.include('<th scope="row">A</th><td class="num" data-of="Points &amp; rang">1</td>');
    expect(markup.match(/class="group"/g)).to.have.length(1);
  });

  it("a list of facts leaves out what has no value", () => {
    const { markup } = factsList([{ term: "Loyer", value: "440 €" }, { term: "Étage", value: undefined }, false]);
    expect(markup).to.include("Loyer").and.not.include("Étage");
  });

  it("a clock says the days left in words, and how late it is", () => {
    const read = (daysLeft: number) => clockFigure(asked, { daysLeft, endsOn: "2026-12-31", wholeDays: 30 }).markup;
    expect(read(38)).to.include("<b>38</b> jours").and.include("jusqu’au 31 décembre 2026").and.not.include("is-risk");
    expect(read(1)).to.include("<b>1</b> jour<").and.include("is-risk");
    expect(read(-2)).to.include("<b>2</b> jours de retard");
  });

  it("a pager keeps the filters and drops what was told", () => {
    const { markup } = pager(askedIn("fr", "/requests?state=active&told=x&after=k1"), "k2")!;
    expect(markup)
      .to.include('href="/requests?state=active&amp;after=k2"')
      .and.include('href="/requests?state=active"');
    expect(pager(askedIn("fr", "/requests"), undefined)).to.equal(undefined);
  });

  it("a head has one heading, and where one is", () => {
    const { markup } = pageHead(asked, { title: "Demande 7QX1", crumbs: [{ href: "/requests", text: "Demandes" }] });
    expect(markup.match(/<h1>/g)).to.have.length(1);
    expect(markup).to.include('<a href="/requests">Demandes</a>');
  });

  it("an empty place says what to do next; a form ends in its effect and a way out", () => {
    expect(emptyState({ title: "Aucune demande", text: "Déposez la première." }).markup).to.include("Déposez");
    const { markup } = formActions(asked, { submit: "Envoyer", cancelTo: "/requests" });
    expect(markup).to.include('<button class="button main" type="submit">Envoyer').and.include('href="/requests"');
  });

  it("a path marks its current step, and a measure says itself in words", () => {
    const { markup } = steps("Étapes", [
      { title: "Reçue", state: "past" },
      { title: "Réponse", state: "current" },
    ]);
    expect(markup.match(/aria-current="step"/g)).to.have.length(1);
    expect(meter({ value: 3, whole: 4, words: "3 sur 4", goal: 2 }).markup)
      .to.include('width="75%"')
      .and.include("3 sur 4");
  });
});

/**
 * A vacancy declared: the dwelling among one's own, or one that is told of for the first time, the right found by the agreements, the clock announced before anything is sent. The first button asks,
 * the second declares.
 */
import { type CheckedVacancy, checkVacancy, type RightUnder } from "../../../app/check-vacancy.ts";
import { declareVacancy } from "../../../app/declare-vacancy.ts";
import type { VacancyDeclared } from "../../../app/dwellings/vacancy-declaring.ts";
import { listDeclared } from "../../../app/list-declared.ts";
import { listVacancies } from "../../../app/list-vacancies.ts";
import type { Stored } from "../../../app/ports.ts";
import { liveVacancyStates } from "../../../domain/dwellings/transitions.ts";
import { id as idSchema } from "../../../domain/facts/schema.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { type Problem, refuseAll } from "../../../domain/shared/problem.ts";
import { type Html, html } from "../../../markup/html.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { factsList } from "../../components/facts-list.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { FormReading } from "../../form-reading.ts";
import { formOf, textOf } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageRoute } from "../../page-route.ts";
import { delayFigure } from "./delay-figure.ts";
import { LandlordWords } from "./landlord-words.ts";
import { newDwellingFields, newDwellingNames, readNewDwelling } from "./new-dwelling-fields.ts";

/** What is shown beside the empty form. */
interface Shown {
  readonly typed: Form;
  readonly problems: readonly FieldProblem[];
  readonly checked?: CheckedVacancy;
  readonly status?: number;
}

/** Form and declaration. */
export const newVacancyPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/vacancies/new",
    access: "declare-vacancy",
    handle: (asked) => newVacancyPage(asked, { typed: asked.query, problems: [] }),
  },
  { method: "post", path: "/vacancies/new", access: "declare-vacancy", handle: declarePage },
];

async function declarePage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form: typed } = asked;
  const reading = new FormReading(asked);
  const dwellingId = reading.needed("dwellingId");
  const isNew = isOfNewDwelling(typed);
  if (isNew && dwellingId !== "" && !idPattern.test(dwellingId))
    reading.refuse("dwellingId", asked.say("landlord.dwelling.not-a-reference"));
  const dwelling = isNew ? readNewDwelling(asked, reading) : undefined;
  reading.needed("availableOn");
  const landlordId = await landlordOf(asked, reading);
  const availableOn = reading.day("availableOn") ?? "";
  const [temporaryUntil, designateBy] = [reading.day("temporaryUntil"), reading.day("designateBy")];
  const rightId = reading.text("rightId");
  if (reading.problems.length > 0) return newVacancyPage(asked, { typed, problems: reading.problems, status: 422 });
  const command: VacancyDeclared = {
    dwellingId,
    ...(dwelling ? { dwelling } : {}),
    ...(landlordId === undefined ? {} : { landlordId }),
    availableOn,
    ...(rightId === undefined ? {} : { rightId }),
    ...(temporaryUntil === undefined ? {} : { temporaryUntil }),
    ...(designateBy === undefined ? {} : { designateBy }),
  };
  try {
    if (textOf(typed, "step") !== "declare") {
      const checked = await checkVacancy(context, visitor!.actor, command);
      const told = checked.problems.filter(({ code }) => code !== "several-rights");
      const problems = told.length === 0 ? [] : sentences(asked, told);
      return await newVacancyPage(asked, { typed, problems, checked, ...(problems.length > 0 ? { status: 422 } : {}) });
    }
    const { vacancyId } = await declareVacancy(context, visitor!.actor, command);
    return { kind: "see-other", to: `/vacancies/${vacancyId}`, told: "landlord.told.declared" };
  } catch (error) {
    const isToCorrect = error instanceof DomainError && error.kind !== "forbidden" && error.kind !== "unavailable";
    if (!isToCorrect) throw error;
    return newVacancyPage(asked, { typed, problems: problemsOf(asked, error, fieldName), status: 422 });
  }
}

const idPattern = new RegExp(idSchema.pattern);

/** True for the form of a dwelling that is not known yet. */
function isOfNewDwelling(typed: Form): boolean {
  return textOf(typed, "dwelling") === "new";
}

const fields = [
  ...newDwellingNames,
  "dwellingId",
  "landlordId",
  "availableOn",
  "temporaryUntil",
  "designateBy",
  "rightId",
];

function fieldName(name: string): string | undefined {
  return fields.includes(name) ? name : undefined;
}

function sentences(asked: PageAsked, problems: readonly Problem[]): readonly FieldProblem[] {
  try {
    refuseAll(problems);
    return [];
  } catch (error) {
    return problemsOf(asked, error as DomainError, fieldName);
  }
}

/** The landlord that was chosen, or the only one there is. */
async function landlordOf(asked: PageAsked, reading: FormReading): Promise<string | undefined> {
  const chosen = reading.text("landlordId");
  if (chosen !== undefined) return chosen;
  const { records } = await listDeclared(asked.context, asked.visitor!.actor, { kind: "landlord", limit: 2 });
  if (records.length === 1) return records[0]!.id;
  reading.needed("landlordId");
  return undefined;
}

async function newVacancyPage(asked: PageAsked, shown: Shown): Promise<PageAnswer> {
  const { context, visitor, say, language } = asked;
  const actor = visitor!.actor;
  const words = new LandlordWords(language);
  const dwellings = (await listDeclared(context, actor, { kind: "dwelling", limit: 1_000 })).records;
  const landlords = (await listDeclared(context, actor, { kind: "landlord", limit: 1_000 })).records;
  const { checked, problems } = shown;
  const isReady = checked !== undefined && problems.length === 0 && checked.clock !== undefined;
  const isNew = isOfNewDwelling(shown.typed);
  const content =
    dwellings.length === 0 && !isNew
      ? emptyState({
          title: say("landlord.new.no-dwelling"),
          text: say("landlord.new.no-dwelling-text"),
          action: html`<a class="button main" href="/vacancies/new?dwelling=new">${say("landlord.new.first-time")}</a>`,
        })
      : html`${problemSummary(asked, problems)}${formOf(
          asked,
          { action: "/vacancies/new" },
          html`<div class="declare">${inputs(asked, words, shown, { dwellings, landlords, taken: await takenDwellings(asked) })}${
            checked && rightOf(asked, words, checked, shown)
          }</div>${formActions(asked, {
            submit: say(isReady ? "landlord.new.declare" : "landlord.new.check"),
            ...(isReady ? { note: say("landlord.new.declare-note") } : {}),
            cancelTo: "/vacancies",
          })}${isReady && html`<input type="hidden" name="step" value="declare">`}${isNew && html`<input type="hidden" name="dwelling" value="new">`}`,
        )}`;
  return {
    kind: "page",
    title: say("landlord.new"),
    under: "/vacancies",
    body: html`${pageHead(asked, {
      title: say("landlord.new"),
      lead: say("landlord.new.lead"),
      crumbs: [{ href: "/vacancies", text: say("landlord.vacancies") }],
    })}${content}`,
    ...(shown.status === undefined ? {} : { status: shown.status }),
  };
}

/** Dwellings with a vacancy that is not over. */
async function takenDwellings({ context, visitor }: PageAsked): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const state of liveVacancyStates) {
    const { records } = await listVacancies(context, visitor!.actor, { state, limit: 1_000 });
    for (const { document } of records) taken.add(document.facts.dwellingId);
  }
  return taken;
}

function inputs(
  asked: PageAsked,
  words: LandlordWords,
  { typed, problems, checked }: Shown,
  {
    dwellings,
    landlords,
    taken,
  }: {
    readonly dwellings: readonly Stored<"dwelling">[];
    readonly landlords: readonly Stored<"landlord">[];
    /** Those that are declared already. */
    readonly taken: ReadonlySet<string>;
  },
): Html {
  const { say } = asked;
  const of = (name: string) => ({ name, value: textOf(typed, name), problems });
  const needsDay =
    checked?.problems.some(({ values }) => values.field === "designateBy") ||
    textOf(typed, "designateBy") !== undefined;
  return html`<div class="fields-column">${
    landlords.length > 1 &&
    field(asked, {
      as: "select",
      label: say("landlord.new.landlord"),
      options: landlords.map(({ id, document }) => ({ value: id, text: document.facts.title ?? id })),
      empty: say("landlord.choose"),
      ...of("landlordId"),
    })
  }${
    isOfNewDwelling(typed)
      ? newDwellingFields(asked, words, { typed, problems, communes: communesOf(dwellings) })
      : html`${field(asked, {
          as: "select",
          label: say("landlord.new.dwelling"),
          hint: say("landlord.new.dwelling-hint"),
          options: [
            ...dwellings.filter(({ id }) => !taken.has(id)),
            ...dwellings.filter(({ id }) => taken.has(id)),
          ].map(({ id, document: { facts } }) => ({
            value: id,
            text: `${words.place(facts)} · ${words.kind(facts)}${taken.has(id) ? ` · ${say("landlord.new.taken")}` : ""}`,
          })),
          empty: say("landlord.choose"),
          ...of("dwellingId"),
        })}<p class="note"><a href="/vacancies/new?dwelling=new">${say("landlord.new.first-time")}</a></p>`
  }${field(asked, {
    as: "day",
    label: say("landlord.new.available-on"),
    hint: say("landlord.new.available-on-hint"),
    ...of("availableOn"),
  })}${field(asked, {
    as: "day",
    label: say("landlord.new.temporary-until"),
    hint: say("landlord.new.temporary-until-hint"),
    isOptional: true,
    ...of("temporaryUntil"),
  })}${
    needsDay &&
    field(asked, {
      as: "day",
      label: say("landlord.new.designate-by"),
      hint: say("landlord.new.designate-by-hint"),
      ...of("designateBy"),
    })
  }</div>`;
}

/** Communes of one's dwellings, as they are typed. */
function communesOf(dwellings: readonly Stored<"dwelling">[]): readonly string[] {
  const known = dwellings.map(({ document: { facts } }) =>
    facts.communeTitle === undefined ? facts.communeCode : `${facts.communeTitle} (${facts.communeCode})`,
  );
  return [...new Set(known)].sort(compareText);
}

/** The right that was found with its clock, or the rights to choose from. */
function rightOf(
  asked: PageAsked,
  words: LandlordWords,
  { under, choice: rights, clock, state }: CheckedVacancy,
  { typed, problems }: Shown,
): Html | undefined {
  const { say, context } = asked;
  if (rights.length > 1)
    return html`<section class="found" aria-labelledby="found"><h2 id="found">${say("landlord.new.several")}</h2>${choice(
      {
        name: "rightId",
        legend: say("landlord.new.which-right"),
        ways: rights.map((one) => ({
          value: one.right.id,
          label: one.right.id,
          effect: `${one.agreement.id}, ${rightWords(words, one)}`,
        })),
        value: textOf(typed, "rightId"),
        problems,
      },
    )}</section>`;
  if (!under || !clock) return undefined;
  return html`${textOf(typed, "rightId") !== undefined && html`<input type="hidden" name="rightId" value="${under.right.id}">`}<section class="found" aria-labelledby="found"><h2 id="found">${say("landlord.new.found")}</h2>${factsList(
    [
      { term: say("landlord.fact.agreement"), value: under.agreement.id, detail: rightWords(words, under) },
      { term: say("landlord.new.right"), value: under.right.id },
      state === "declared" && { term: say("landlord.new.state"), value: say("landlord.new.not-yet-in-force") },
    ],
  )}${delayFigure(asked, {
    startedOn: clock.startedOn,
    endsOn: clock.endsOn,
    today: context.clock.today(),
    purpose: say("landlord.new.names-until"),
    effect: words.word("landlord.expiry", under.agreement.onExpiry ?? "none"),
  })}</section>`;
}

function rightWords(words: LandlordWords, { right, agreement }: RightUnder): string {
  const until =
    agreement.effectiveTo === undefined
      ? ""
      : `, ${words.say("landlord.right-until", { day: words.day(agreement.effectiveTo) })}`;
  return `${words.word("landlord.programme", agreement.programme)}, ${words.word("landlord.right-mode", right.mode)}${until}`;
}

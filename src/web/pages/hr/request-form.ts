/** The form of a request, grouped as people think of a household: who, with whom, work, income, wishes, the request itself. */
import type { NamedCommune } from "../../../app/list-communes.ts";
import type { Employer } from "../../../domain/facts/employer.ts";
import { jobSchema } from "../../../domain/facts/job.ts";
import type { Request } from "../../../domain/facts/request.ts";
import { requestSchema } from "../../../domain/facts/request.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import { type Html, type HtmlValue, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { isTextKey } from "../../../texts/texts.ts";
import { checkbox, type Field, field, fieldGroup } from "../../components/field.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { typedEuros } from "../../form-reading.ts";
import { formOf, textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import { WISHES } from "./request-reading.ts";

/** Rows for other persons that a new form shows. */
const FIRST_ROWS = 3;

/** What a form is shown with. */
export interface RequestForm {
  readonly action: string;
  readonly employers: readonly Employer[];
  readonly communes: readonly NamedCommune[];
  /** What stands in the fields: as it was typed, or as it is stored. */
  readonly typed: Form;
  readonly rows: number;
  readonly problems: readonly FieldProblem[];
  /** Which buttons end it. */
  readonly ends: "new" | "draft" | "amend";
  /** The version that was read, for a request that is stored. */
  readonly expected?: number;
  readonly cancelTo: string;
  /** What the check said, above the fields. */
  readonly checked?: HtmlValue;
}

export function requestForm(asked: PageAsked, form: RequestForm): Html {
  const { say } = asked;
  const at = new Fields(asked, form);
  const named = form.problems.map((problem) => ({ ...problem, sentence: at.named(problem) }));
  return html`${problemSummary(asked, named)}${form.checked}
<div class="request-form">${formOf(
    asked,
    { action: form.action },
    html`<datalist id="communes">${form.communes.map(({ code, title }) => html`<option value="${title} (${code})"></option>`)}</datalist>
${form.expected !== undefined && html`<input type="hidden" name="expected" value="${form.expected}">`}
${fieldGroup(
  say("hr.form.who"),
  html`${employerField(at, form)}<div class="request-two">${at.text("familyName", { autocomplete: "off" })}${at.text("givenNames", { autocomplete: "off" })}</div>
<div class="request-two">${at.day("bornOn", true)}${at.text("reference", { isOptional: true, length: 16, hint: say("hr.form.reference-hint") })}</div>
<div class="request-two">${at.text("email", { isOptional: true, as: "email" })}${at.text("phone", { isOptional: true, as: "tel" })}</div>
${at.text("address", { isOptional: true })}${at.tick("hasDisabilityCard")}`,
)}
${fieldGroup(
  say("hr.form.household"),
  html`${Array.from({ length: form.rows }, (_, place) => personRow(at, place + 1))}
<p class="actions"><button class="button" type="submit" name="do" value="more-persons">${say("hr.form.more-persons")}</button></p>`,
  say("hr.form.household-hint"),
)}
${fieldGroup(
  say("hr.form.job"),
  html`<div class="request-two">${at.select("contract", jobSchema.properties.contract.enum)}${at.select("event", jobSchema.properties.event.enum)}</div>
<div class="request-two">${at.day("startsOn", true)}${at.day("endsOn", true, say("hr.form.endsOn-hint"))}</div>
<div class="request-two">${at.commune("workplaceCommune")}${at.yesNo("isFirstJob")}</div>
<div class="request-two">${at.money("pay", say("hr.form.a-month"))}${at.number("commuteMinutes", say("hr.form.minutes"))}</div>`,
)}
${fieldGroup(
  say("hr.form.income"),
  html`<div class="request-two">${at.money("referenceIncome", say("hr.form.a-year"), say("hr.form.referenceIncome-hint"))}${at.money("recentIncome", say("hr.form.a-year"), say("hr.form.recentIncome-hint"))}</div>
<div class="request-two">${at.money("resources", say("hr.form.a-month"))}${at.money("housingAid", say("hr.form.a-month"))}</div>
<div class="request-two">${at.yesNo("isSeparationUnderWay", say("hr.form.separation-hint"))}${at.money("applicantIncome", say("hr.form.a-year"), say("hr.form.applicantIncome-hint"))}</div>
${at.yesNo("isStayLawful", say("hr.form.stay-hint"))}`,
)}
${fieldGroup(
  say("hr.form.wishes"),
  html`<div class="request-three">${Array.from({ length: WISHES }, (_, place) => at.commune(`wish${place + 1}`, say("hr.form.wish", { place: place + 1 })))}</div>
<div class="request-two">${at.text("acceptedDepartements", { isOptional: true, hint: say("hr.form.departements-hint"), length: 20 })}${at.number("searchRadius", say("hr.form.kilometres"))}</div>
<div class="request-two">${at.money("rentLimit", say("hr.form.a-month"))}${at.commune("homeCommune")}</div>
<div class="request-two">${at.yesNo("needsAccessibleDwelling")}${at.yesNo("acceptsTemporaryOccupation", say("hr.form.temporary-hint"))}</div>`,
  say("hr.form.wishes-hint"),
)}
${fieldGroup(
  say("hr.form.request"),
  html`<div class="request-two">${at.select("kind", requestSchema.properties.kind.enum, false)}${at.day("filedOn", true, say("hr.form.filedOn-hint"))}</div>
<div class="request-two">${at.yesNo("hasUniqueNumber", say("hr.form.number-hint"))}${at.yesNo("hasEmployerConsent")}</div>`,
)}
${buttons(asked, form)}`,
  )}</div>`;
}

function employerField(at: Fields, { employers, ends }: RequestForm): Html | undefined {
  if (ends !== "new" || employers.length < 2) return undefined;
  return at.options(
    "employerId",
    employers.map(({ id, title }) => ({ value: id, text: title ?? id })),
  );
}

function personRow(at: Fields, number: number): Html {
  const { say } = at.asked;
  const roles = ["partner", "dependant", "other-adult"] as const;
  return html`<div class="request-three">${at.select(`person${number}Role`, roles, true, "role", say("hr.form.person", { number }))}${at.day(`person${number}BornOn`, true, undefined, say("hr.form.person-born", { number }))}${at.tick(`person${number}Card`, say("hr.form.card"))}</div>`;
}

function buttons({ say }: PageAsked, { ends, cancelTo }: RequestForm): Html {
  const check = html`<button class="button" type="submit" name="do" value="check">${say("hr.form.check")}</button>`;
  const draft = html`<button class="button" type="submit" name="do" value="draft">${say("hr.form.save-draft")}</button>`;
  const main = say(ends === "amend" ? "hr.form.save" : "hr.form.send");
  return html`<div class="form-end"><p class="note">${say(ends === "amend" ? "hr.form.save-note" : "hr.form.send-note")}</p><p class="actions"><button class="button main" type="submit" name="do" value="send">${main}</button>${check}${ends !== "amend" && draft}<a class="button quiet" href="${cancelTo}">${say("shell.cancel")}</a></p></div>`;
}

/** Fields of the form by name: their label is the text of that name. */
class Fields {
  readonly asked: PageAsked;
  readonly #form: RequestForm;
  readonly #words: Wording;

  constructor(asked: PageAsked, form: RequestForm) {
    this.asked = asked;
    this.#form = form;
    this.#words = new Wording(asked.language);
  }

  text(
    name: string,
    {
      as = "text",
      ...more
    }: { as?: "text" | "email" | "tel"; isOptional?: boolean; hint?: string; length?: number; autocomplete?: string },
  ): Html {
    return this.#field({ as, ...this.#common(name), autocomplete: "off", ...more });
  }

  day(name: string, isOptional: boolean, hint?: string, label?: string): Html {
    return this.#field({
      as: "day",
      ...this.#common(name, label),
      isOptional,
      autocomplete: "off",
      ...(hint ? { hint } : {}),
    });
  }

  money(name: string, unit: string, hint?: string): Html {
    return this.#field({ as: "money", ...this.#common(name), unit, isOptional: true, ...(hint ? { hint } : {}) });
  }

  number(name: string, unit: string): Html {
    return this.#field({ as: "number", ...this.#common(name), unit, isOptional: true });
  }

  yesNo(name: string, hint?: string): Html {
    const { say } = this.asked;
    const options = [
      { value: "yes", text: say("hr.form.yes") },
      { value: "no", text: say("hr.form.no") },
    ];
    return this.options(name, options, true, undefined, hint);
  }

  select(name: string, codes: readonly string[], isOptional = true, family = name, label?: string): Html {
    const options = codes.map((code) => ({ value: code, text: this.#words.word(`hr.code.${family}`, code) }));
    return this.options(name, options, isOptional, label);
  }

  options(
    name: string,
    options: readonly { readonly value: string; readonly text: string }[],
    isOptional = false,
    label?: string,
    hint?: string,
  ): Html {
    const { say } = this.asked;
    const empty = say(isOptional ? "hr.form.unknown" : "hr.form.choose");
    return this.#field({
      as: "select",
      ...this.#common(name, label),
      options,
      empty,
      isOptional,
      ...(hint ? { hint } : {}),
    });
  }

  commune(name: string, label?: string): Html {
    return this.#field({
      as: "text",
      ...this.#common(name, label),
      isOptional: true,
      autocomplete: "off",
      list: "communes",
    });
  }

  tick(name: string, label?: string): Html {
    return checkbox({
      name,
      label: label ?? this.#label(name),
      isChecked: textOf(this.#form.typed, name) !== undefined,
      problems: this.#form.problems,
    });
  }

  #common(name: string, label?: string) {
    return {
      name,
      label: label ?? this.#label(name),
      value: textOf(this.#form.typed, name),
      problems: this.#form.problems,
    };
  }

  #label(name: string): string {
    return this.#words.word("hr.field", name);
  }

  /** A problem as the summary tells it: with the field it is about, whose label is far from there. */
  named({ field: name, sentence }: FieldProblem): string {
    const key = `hr.field.${name?.replace(/^wish\d+$/, "wishes").replace(/^person\d+/, "person")}`;
    return isTextKey(key) ? this.asked.say("hr.form.named", { field: this.asked.say(key), sentence }) : sentence;
  }

  /** Most fields may stay empty: those that may not say so. */
  #field(asked: Field): Html {
    if (asked.isOptional) return field(this.asked, asked);
    const label = html`${asked.label} <span class="needed">${this.asked.say("hr.form.needed")}</span>`;
    return field(this.asked, { ...asked, label });
  }
}

/** Stored facts as the form's fields hold them. */
export function typedFacts(
  facts: Request,
  person: PersonContents | undefined,
  titles: ReadonlyMap<string, string>,
): Form {
  const { household, job } = facts;
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? "yes" : "no");
  const commune = (code: string | undefined) => {
    const title = code === undefined ? undefined : titles.get(code);
    return title === undefined ? code : `${title} (${code})`;
  };
  const applicant = household.persons.find(({ role }) => role === "applicant");
  const others = household.persons.filter((one) => one !== applicant);
  return {
    ...person,
    householdNames: undefined,
    employerId: facts.employerId,
    kind: facts.kind,
    filedOn: facts.filedOn,
    hasUniqueNumber: yesNo(facts.hasUniqueNumber),
    hasEmployerConsent: yesNo(facts.hasEmployerConsent),
    acceptedDepartements: facts.acceptedDepartements?.join(" "),
    searchRadius:
      facts.searchRadiusMetres === undefined ? undefined : String(facts.searchRadiusMetres / 1_000).replace(".", ","),
    rentLimit: typedEuros(facts.rentLimitCentsPerMonth),
    acceptsTemporaryOccupation: yesNo(facts.acceptsTemporaryOccupation),
    ...Object.fromEntries(
      (facts.wishedCommunes ?? []).slice(0, WISHES).map((code, place) => [`wish${place + 1}`, commune(code)]),
    ),
    bornOn: applicant?.bornOn,
    hasDisabilityCard: applicant?.hasDisabilityCard ? "yes" : undefined,
    ...Object.fromEntries(
      others.flatMap(({ role, bornOn, hasDisabilityCard }, place) => [
        [`person${place + 1}Role`, role],
        [`person${place + 1}BornOn`, bornOn],
        [`person${place + 1}Card`, hasDisabilityCard ? "yes" : undefined],
      ]),
    ),
    referenceIncome: typedEuros(household.referenceIncomeCentsPerYear),
    recentIncome: typedEuros(household.recentIncomeCentsPerYear),
    isSeparationUnderWay: yesNo(household.isSeparationUnderWay),
    applicantIncome: typedEuros(household.applicantIncomeCentsPerYear),
    resources: typedEuros(household.resourcesCentsPerMonth),
    housingAid: typedEuros(household.housingAidCentsPerMonth),
    isStayLawful: yesNo(household.isStayLawful),
    homeCommune: commune(household.homeCommuneCode),
    needsAccessibleDwelling: yesNo(household.needsAccessibleDwelling),
    contract: job.contract,
    event: job.event,
    startsOn: job.startsOn,
    endsOn: job.endsOn,
    isFirstJob: yesNo(job.isFirstJob),
    pay: typedEuros(job.payCentsPerMonth),
    commuteMinutes: job.commuteMinutes === undefined ? undefined : String(job.commuteMinutes),
    workplaceCommune: commune(job.workplaceCommuneCode),
  };
}

/** Rows for other persons: those that are there and one to add, three at least. */
export function rowsFor(others: number): number {
  return Math.min(19, Math.max(FIRST_ROWS, others + 1));
}

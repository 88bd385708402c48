/** All facts of a request in words; one that nobody knows is said to be missing only where a rule asks for it. */
import type { NamedCommune } from "../../../app/list-communes.ts";
import type { Employer } from "../../../domain/facts/employer.ts";
import type { Request } from "../../../domain/facts/request.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { Wording } from "../../../markup/wording.ts";
import { factsList } from "../../components/facts-list.ts";
import { sentenceCase } from "./outlook-words.ts";

/** What is shown. */
export interface FactsShown {
  readonly facts: Request;
  readonly contents: PersonContents | undefined;
  readonly employer: Employer | undefined;
  readonly communes: readonly NamedCommune[];
}

export function requestFactsView(words: Wording, { facts, contents, employer, communes }: FactsShown): Html {
  const { household, job } = facts;
  const titles = new Map(communes.map(({ code, title }) => [code, title]));
  const commune = (code: string | undefined) =>
    code === undefined ? undefined : titles.has(code) ? `${titles.get(code)!} (${code})` : code;
  const line = (name: string, value: string | undefined) =>
    value !== undefined && { term: words.word("hr.field", name), value };
  const of = (name: string, value: number | boolean | string | undefined, unit?: string) =>
    line(name, value === undefined ? undefined : words.value(value, unit));
  const code = (name: string, value: string | undefined) =>
    line(name, value === undefined ? undefined : words.word(`hr.code.${name}`, value));
  const codes = (name: string, family: string, values: readonly string[] | undefined) =>
    line(name, values && values.length > 0 ? values.map((one) => words.word(family, one)).join(", ") : undefined);
  const wishes = facts.wishedCommunes?.map((one) => titles.get(one) ?? one).join(", ");
  const group = (title: string, lines: Parameters<typeof factsList>[0]) =>
    lines.some((one) => one) && html`<section><h3>${title}</h3>${factsList(lines)}</section>`;
  return html`<div class="facts-groups">${group(words.say("hr.form.who"), [
    line("reference", contents?.reference),
    line("employerId", employer ? (employer.title ?? employer.id) : undefined),
    line("email", contents?.email),
    line("phone", contents?.phone),
    line("address", contents?.address),
  ])}${group(
    words.say("hr.form.household"),
    household.persons.map((person) => ({
      term: sentenceCase(words.word("hr.code.role", person.role)),
      value: personText(words, person),
    })),
  )}${group(words.say("hr.form.job"), [
    code("contract", job.contract),
    code("event", job.event),
    of("startsOn", job.startsOn),
    of("endsOn", job.endsOn),
    line("workplaceCommune", commune(job.workplaceCommuneCode)),
    of("isFirstJob", job.isFirstJob),
    of("pay", job.payCentsPerMonth, "cents-per-month"),
    of("commuteMinutes", job.commuteMinutes, "minutes"),
  ])}${group(words.say("hr.form.income"), [
    of("referenceIncome", household.referenceIncomeCentsPerYear, "cents-per-year"),
    of("recentIncome", household.recentIncomeCentsPerYear, "cents-per-year"),
    of("applicantIncome", household.applicantIncomeCentsPerYear, "cents-per-year"),
    of("resources", household.resourcesCentsPerMonth, "cents-per-month"),
    of("housingAid", household.housingAidCentsPerMonth, "cents-per-month"),
    of("isSeparationUnderWay", household.isSeparationUnderWay),
    of("isStayLawful", household.isStayLawful),
  ])}${group(words.say("hr.form.wishes"), [
    line("wishes", wishes),
    line("acceptedDepartements", facts.acceptedDepartements?.join(", ")),
    of("searchRadius", facts.searchRadiusMetres, "metres"),
    of("rentLimit", facts.rentLimitCentsPerMonth, "cents-per-month"),
    line("homeCommune", commune(household.homeCommuneCode)),
    of("needsAccessibleDwelling", household.needsAccessibleDwelling),
    of("acceptsTemporaryOccupation", facts.acceptsTemporaryOccupation),
  ])}${group(words.say("hr.form.request"), [
    code("kind", facts.kind),
    of("filedOn", facts.filedOn),
    of("validUntil", facts.validUntil),
    of("hasUniqueNumber", facts.hasUniqueNumber),
    of("hasEmployerConsent", facts.hasEmployerConsent),
    of("isDaloRecognised", facts.isDaloRecognised),
    codes("provenPriorities", "hr.code.priority", facts.provenPriorities),
    codes("labelledPriorities", "hr.code.priority", facts.labelledPriorities),
  ])}</div>`;
}

function personText(words: Wording, { bornOn, hasDisabilityCard }: Request["household"]["persons"][number]): string {
  const born =
    bornOn === undefined ? words.say("hr.facts.born-unknown") : words.say("hr.facts.born", { day: words.day(bornOn) });
  return hasDisabilityCard ? `${born}, ${words.say("hr.facts.card")}` : born;
}

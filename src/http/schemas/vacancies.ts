/** Vacancies: what landlords declare, and what becomes of it. */
import type { FromSchema } from "json-schema-to-ts";
import { vacancyWithdrawalReasons } from "../../domain/dwellings/vacancy-end.ts";
import { vacancyStates } from "../../domain/dwellings/vacancy-record.ts";
import { dwellingSchema } from "../../domain/facts/dwelling.ts";
import { departementCode } from "../../domain/facts/schema.ts";
import { vacancySchema } from "../../domain/facts/vacancy.ts";
import { importOutcome, importQuery } from "./requests.ts";
import { code, dayOf, idOf, pageQuery, version } from "./shared.ts";

const { $id: _, ...facts } = vacancySchema;

const { id: _id, departementCode: _departementCode, ...toldOfDwelling } = dwellingSchema.properties;

/** A dwelling told of for the first time. */
const newDwelling = {
  type: "object",
  description:
    "The dwelling itself, where it was never declared before: it is declared along, `dwellingId` is its reference.",
  additionalProperties: false,
  required: ["communeCode", "rooms", "funding", "rentCentsPerMonth", "chargesCentsPerMonth"],
  properties: toldOfDwelling,
} as const;

/** `POST /vacancies`. */
export const declareVacancy = {
  title: "DeclareVacancy",
  description:
    "A dwelling that will be free. The right it falls under is found by the landlord's agreements; the clock starts.",
  type: "object",
  additionalProperties: false,
  required: ["dwellingId", "availableOn"],
  properties: {
    id: idOf("Made when absent."),
    dwellingId: idOf("The dwelling."),
    dwelling: newDwelling,
    landlordId: idOf("The landlord; the one of the account when absent."),
    rightId: idOf("The right, where several cover the dwelling."),
    programme: code("Narrows the search for the right."),
    availableOn: dayOf("Day from which it can be let."),
    declaredOn: dayOf(
      "Day on which the reserver was told; today when absent. Only the secretary may name an earlier one.",
    ),
    designateBy: dayOf("Last day to name candidates, where the agreement states no delay."),
    places: { type: "integer", minimum: 1, maximum: 20, description: "Candidates to name." },
    temporaryUntil: dayOf("Last day, where it is let for a limited time."),
  },
} as const;
export type DeclareVacancyBody = FromSchema<typeof declareVacancy>;

export const withdrawVacancy = {
  title: "WithdrawVacancy",
  type: "object",
  additionalProperties: false,
  required: ["reason"],
  properties: { reason: { type: "string", enum: vacancyWithdrawalReasons, description: "Why it is taken back." } },
} as const;
export type WithdrawVacancyBody = FromSchema<typeof withdrawVacancy>;

export const listVacanciesQuery = {
  title: "ListVacanciesQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    landlordId: idOf("Only those of one landlord."),
    departementCode: { ...departementCode, description: "Only those of one département." },
    state: { type: "string", enum: vacancyStates, description: "Only those in one state." },
  },
} as const;
export type ListVacanciesQuery = FromSchema<typeof listVacanciesQuery>;

const members = {
  id: idOf("The vacancy."),
  version,
  state: { type: "string", enum: vacancyStates, description: "Where it is in its life." },
  landlordId: idOf("Its landlord."),
  departementCode: { ...departementCode, description: "Its département." },
  isExtended: { type: "boolean", description: "True once the extension of the agreement was used." },
  endReason: { type: "string", description: "Why it ended." },
  returns: { type: "string", description: "What becomes of the right when the clock has ended it." },
  facts: { ...facts, title: "VacancyFacts" },
} as const;

export const vacancyRecord = {
  title: "VacancyRecord",
  description: "A vacancy with its designation clock.",
  type: "object",
  additionalProperties: false,
  required: ["id", "version", "state", "landlordId", "departementCode", "isExtended", "facts"],
  properties: members,
} as const;

export const vacancyRead = {
  title: "VacancyRead",
  description: "A vacancy as it is read alone.",
  type: "object",
  additionalProperties: false,
  required: [...vacancyRecord.required, "daysLeft"],
  properties: {
    ...members,
    daysLeft: { type: "integer", description: "Days until the right is lost; negative once it is." },
    proposalId: idOf("The newest proposal; landlords hear of none."),
    designationId: { type: "string", description: "The newest designation." },
  },
} as const;

export const importVacanciesQuery = { ...importQuery, title: "ImportVacanciesQuery" } as const;
export type ImportVacanciesQuery = FromSchema<typeof importVacanciesQuery>;

/** What came of a file of vacancies. */
export const vacancyImport = {
  title: "VacancyImport",
  type: "object",
  additionalProperties: false,
  required: ["isWritten", "isBroken", "counts", "problems"],
  properties: {
    isWritten: importOutcome.properties.isWritten,
    isBroken: importOutcome.properties.isBroken,
    counts: importOutcome.properties.counts,
    problems: importOutcome.properties.problems,
  },
} as const;

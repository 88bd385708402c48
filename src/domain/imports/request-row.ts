/**
 * A row of an employer's file as a request: its facts, its names and what is wrong with it beside its shape. What the file has no column for stays
 * as it was; an empty cell of a column is a fact that nobody knows.
 */
import type { Request } from "../facts/request.ts";
import type { PersonContents } from "../persons/person.ts";
import { validityFrom } from "../requests/request-days.ts";
import { DEPENDANT_COLUMNS } from "./request-columns.ts";

/** The cells of a row by column, as values. */
export type RequestRow = Readonly<Record<string, unknown>>;

const ofRequest = [
  "kind",
  "filedOn",
  "validUntil",
  "hasUniqueNumber",
  "hasEmployerConsent",
  "wishedCommunes",
  "acceptedDepartements",
  "searchRadiusMetres",
  "rentLimitCentsPerMonth",
  "acceptsTemporaryOccupation",
] as const;
const ofHousehold = [
  "referenceIncomeCentsPerYear",
  "recentIncomeCentsPerYear",
  "applicantIncomeCentsPerYear",
  "isSeparationUnderWay",
  "resourcesCentsPerMonth",
  "housingAidCentsPerMonth",
  "isStayLawful",
  "homeCommuneCode",
  "needsAccessibleDwelling",
] as const;
const ofJob = [
  "contract",
  "event",
  "startsOn",
  "endsOn",
  "isFirstJob",
  "payCentsPerMonth",
  "commuteMinutes",
  "workplaceCommuneCode",
] as const;
const ofPerson = ["reference", "familyName", "givenNames", "email", "phone", "address"] as const;

type Person = Request["household"]["persons"][number];

/** What a row is put beside. */
export interface RowBeside {
  readonly row: RequestRow;
  /** Columns that the file has. */
  readonly columns: ReadonlySet<string>;
  readonly before: Request | undefined;
  /** For a request that is new. */
  readonly id: string;
  readonly employerId: string | undefined;
  readonly today: string;
}

/** The facts that the row makes of a request. */
export function factsOfRow({ row, columns, before, id, employerId, today }: RowBeside): Request {
  const filedOn = (row.filedOn as string | undefined) ?? before?.filedOn ?? today;
  const validUntil = (row.validUntil as string | undefined) ?? before?.validUntil ?? validityFrom(filedOn).endsOn;
  const facts = overlaid(before ?? {}, ofRequest, row, columns);
  return {
    ...facts,
    id: before?.id ?? id,
    ...(employerId === undefined ? {} : { employerId }),
    filedOn,
    validUntil,
    household: {
      ...overlaid(before?.household ?? {}, ofHousehold, row, columns),
      persons: personsOf(row, columns, before?.household.persons ?? []),
    },
    job: overlaid(before?.job ?? {}, ofJob, row, columns),
  } as Request;
}

/** The names and contacts that the row makes of a person. */
export function contentsOfRow(
  row: RequestRow,
  columns: ReadonlySet<string>,
  before: PersonContents | undefined,
): PersonContents {
  return overlaid(before ?? {}, ofPerson, row, columns) as unknown as PersonContents;
}

/** A day that cannot be, at the column that says it. */
export interface DayProblem {
  readonly column: string;
  readonly code:
    | "filed-to-come"
    | "filed-long-ago"
    | "validity-over"
    | "validity-too-long"
    | "born-to-come"
    | "ends-before-start";
  /** The day, as it is written in France. */
  readonly sent: string;
}

/** Days of a row that cannot be; those of the request's life only where it is new. */
export function dayProblems(
  row: RequestRow,
  { filedOn, validUntil, job }: Request,
  today: string,
  isNew: boolean,
): readonly DayProblem[] {
  const at = (isWrong: boolean, column: string, code: DayProblem["code"], day: string): readonly DayProblem[] =>
    isWrong ? [{ column, code, sent: frenchDay(day) }] : [];
  const isToCome = filedOn > today;
  const saysValidity = row.validUntil !== undefined;
  const isTooLong = validUntil > validityFrom(today).endsOn;
  const births = ["applicantBornOn", "partnerBornOn", ...dependantColumns];
  return [
    ...(isNew
      ? [
          ...at(isToCome, "filedOn", "filed-to-come", filedOn),
          ...at(validUntil < today && !saysValidity, "filedOn", "filed-long-ago", filedOn),
          ...at(validUntil < today && saysValidity, "validUntil", "validity-over", validUntil),
          ...at(isTooLong && saysValidity, "validUntil", "validity-too-long", validUntil),
        ]
      : []),
    ...births.flatMap((column) => at(String(row[column] ?? "") > today, column, "born-to-come", String(row[column]))),
    ...at(
      job.endsOn !== undefined && job.startsOn !== undefined && job.endsOn < job.startsOn,
      "endsOn",
      "ends-before-start",
      job.endsOn ?? "",
    ),
  ];
}

/** A day as it is written in France: 17/05/1994. */
export function frenchDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** A count that is lower than the days of birth given beside it. */
export interface CountProblem {
  readonly column: string;
  readonly sent: number;
  readonly given: number;
}

/** Counts that contradict the days of birth of the same row. */
export function countProblems(row: RequestRow): readonly CountProblem[] {
  const given = dependantDays(row).length;
  const { dependants, hasPartner, partnerBornOn } = row;
  return [
    ...(typeof dependants === "number" && dependants < given
      ? [{ column: "dependants", sent: dependants, given }]
      : []),
    ...(hasPartner === false && partnerBornOn !== undefined ? [{ column: "hasPartner", sent: 0, given: 1 }] : []),
  ];
}

function overlaid(
  before: object,
  names: readonly string[],
  row: RequestRow,
  columns: ReadonlySet<string>,
): Record<string, unknown> {
  const after: Record<string, unknown> = { ...before };
  for (const name of names) {
    if (!columns.has(name)) continue;
    if (row[name] === undefined) delete after[name];
    else after[name] = row[name];
  }
  return after;
}

const dependantColumns = Array.from({ length: DEPENDANT_COLUMNS }, (_, place) => `dependant${place + 1}BornOn`);

function dependantDays(row: RequestRow): readonly string[] {
  return dependantColumns.map((column) => row[column]).filter((bornOn) => typeof bornOn === "string");
}

/** Those of the columns that the file has, in the order applicant, partner, dependants, others; the rest of the household stays. */
function personsOf(row: RequestRow, columns: ReadonlySet<string>, before: readonly Person[]): readonly Person[] {
  const has = (...names: readonly string[]) => names.some((name) => columns.has(name));
  const stays = (role: Person["role"]) => before.filter((person) => person.role === role);
  const days = dependantDays(row);
  const numberOf = (name: string) => (typeof row[name] === "number" ? (row[name] as number) : 0);
  const rebuilt: readonly Person[] = [
    ...(has("applicantBornOn") || before.length === 0
      ? [person("applicant", row.applicantBornOn)]
      : stays("applicant")),
    ...(has("hasPartner", "partnerBornOn")
      ? row.hasPartner === true || row.partnerBornOn !== undefined
        ? [person("partner", row.partnerBornOn)]
        : []
      : stays("partner")),
    ...(has("dependants", "dependant1BornOn")
      ? Array.from({ length: Math.max(numberOf("dependants"), days.length) }, (_, place) =>
          person("dependant", days[place]),
        )
      : stays("dependant")),
    ...(has("otherAdults")
      ? Array.from({ length: numberOf("otherAdults") }, () => person("other-adult", undefined))
      : stays("other-adult")),
  ];
  return withWhatIsKnown(rebuilt, before);
}

function person(role: Person["role"], bornOn: unknown): Person {
  return { role, ...(typeof bornOn === "string" ? { bornOn } : {}) };
}

/** What no column can say of a person stays with the one who has the same place and day of birth. */
function withWhatIsKnown(persons: readonly Person[], before: readonly Person[]): readonly Person[] {
  const left = [...before];
  return persons.map((one) => {
    const place = left.findIndex(({ role, bornOn }) => role === one.role && bornOn === one.bornOn);
    return place < 0 ? one : left.splice(place, 1)[0]!;
  });
}

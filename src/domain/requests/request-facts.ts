/**
 * What a request's facts must hold before they are stored, and which of them an employer may not set: what only an authority, a validated
 * proof or the reserver can say. Problems name facts and never tell their values.
 */
import type { Request } from "../facts/request.ts";
import { canonicalJson } from "../shared/digest.ts";
import type { Problem } from "../shared/problem.ts";

/** Facts that only the judgement of a proof sets. */
const byProof = ["validatedProofs"] as const satisfies readonly (keyof Request)[];

/** Facts that only the secretary sets: recognised by an authority, or counted by the reserver. */
const bySecretary = [
  "isDaloRecognised",
  "provenPriorities",
  "lastRefusalOn",
] as const satisfies readonly (keyof Request)[];

/** Facts that only the secretary changes once the request was handed in. */
const fixedByEmployer = ["filedOn", "validUntil", "employerId", "kind"] as const satisfies readonly (keyof Request)[];

/** Who sends the facts, and what they replace; `before` is absent for facts that were not handed in yet. */
export interface FactsSent {
  readonly facts: Request;
  readonly before?: Request | undefined;
  readonly isSecretary: boolean;
}

/** The facts to store: what the sender may not set and leaves out stays as it was. */
export function withReservedFacts(facts: Request, before: Request, isSecretary: boolean): Request {
  const reserved = [...byProof, ...(isSecretary ? [] : bySecretary)].filter(
    (name) => facts[name] === undefined && before[name] !== undefined,
  );
  return { ...facts, ...Object.fromEntries(reserved.map((name) => [name, before[name]])) };
}

/** One problem for each fact that the sender may not set or change. */
export function reservedFactProblems({ facts, before, isSecretary }: FactsSent): readonly Problem[] {
  const reserved = [
    ...byProof.map((field) => ({ field, allowed: "judge-proof" })),
    ...(isSecretary ? [] : bySecretary.map((field) => ({ field, allowed: "secretary" }))),
    ...(isSecretary || !before ? [] : fixedByEmployer.map((field) => ({ field, allowed: "secretary" }))),
  ];
  return reserved
    .filter(({ field }) => !isSame(facts[field], before?.[field]))
    .map(({ field, allowed }) => notAllowed(field, "another value", allowed));
}

/** What is wrong with the household and the job. */
export function householdProblems({ household, job }: Request, today: string): readonly Problem[] {
  const applicants = household.persons.filter(({ role }) => role === "applicant").length;
  const unborn = household.persons.flatMap(({ bornOn }, place) =>
    bornOn !== undefined && bornOn > today
      ? [notAllowed(`household.persons/${place}/bornOn`, "a day to come", "a day until today")]
      : [],
  );
  const isJobBackwards = job.startsOn !== undefined && job.endsOn !== undefined && job.endsOn < job.startsOn;
  return [
    ...(applicants === 1 ? [] : [notAllowed("household.persons", `applicant: ${applicants}`, "applicant: 1")]),
    ...unborn,
    ...(isJobBackwards ? [notAllowed("job.endsOn", "a day before job.startsOn", "a day from job.startsOn on")] : []),
  ];
}

/** Day of birth of the applicant. */
export function applicantBornOn({ household }: Request): string | undefined {
  return household.persons.find(({ role }) => role === "applicant")?.bornOn;
}

/** What the person behind a request is found by, beside names and contacts. */
export function foundBy(facts: Request): { readonly bornOn?: string; readonly employerId?: string } {
  const bornOn = applicantBornOn(facts);
  const { employerId } = facts;
  return { ...(bornOn === undefined ? {} : { bornOn }), ...(employerId === undefined ? {} : { employerId }) };
}

/** False, an empty list and an absent fact say the same. */
function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}

function plain(value: unknown): unknown {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0) ? null : value;
}

function notAllowed(field: string, sent: string, allowed: string): Problem {
  return { code: "not-allowed", values: { field, sent, allowed } };
}

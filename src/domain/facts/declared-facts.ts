/**
 * Facts without a life of their own, as they are declared: what they refer to, and what in them cannot be.
 * Shapes were checked where they came in; which records exist is the caller's to know.
 */
import { dayNumberOf } from "../shared/dates.ts";
import type { Problem } from "../shared/problem.ts";
import type { Agreement } from "./agreement.ts";
import type { Dwelling } from "./dwelling.ts";
import type { Employer } from "./employer.ts";
import type { Landlord } from "./landlord.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { Right } from "./right.ts";
import type { TravelTime } from "./snapshot.ts";

/** The facts of each kind. */
export interface FactsByKind {
  readonly landlord: Landlord;
  readonly agreement: Agreement;
  readonly right: Right;
  readonly dwelling: Dwelling;
  readonly employer: Employer;
  readonly "travel-time": TravelTime;
  readonly ledger: LedgerEntry;
}

/** A kind whose records are facts and nothing else. */
export type DeclaredKind = keyof FactsByKind;

/** One record to be declared. */
export type Declared = {
  readonly [K in DeclaredKind]: { readonly kind: K; readonly facts: FactsByKind[K] };
}[DeclaredKind];

/** A record named by another. */
export interface Reference {
  readonly field: string;
  readonly refersTo: DeclaredKind;
  readonly id: string;
}

/** What the record names and must exist. */
export function referencesOf({ kind, facts }: Declared): readonly Reference[] {
  if (kind === "agreement") return [{ field: "landlordId", refersTo: "landlord", id: facts.landlordId }];
  if (kind === "right") return [{ field: "agreementId", refersTo: "agreement", id: facts.agreementId }];
  return [];
}

/** What in the record contradicts itself. `id` is the one it is stored under. */
export function contradictionsOf({ kind, facts }: Declared, id: string): readonly Problem[] {
  switch (kind) {
    case "agreement":
      return [
        ...wrongOrder(kind, id, ["effectiveFrom", facts.effectiveFrom], ["effectiveTo", facts.effectiveTo]),
        ...twoUnits("designationDelay", facts.designationDelayDays, facts.designationDelayMonths),
        ...twoUnits("extensionDelay", facts.extensionDelayDays, facts.extensionDelayMonths),
      ];
    case "right":
      return wrongOrder(kind, id, ["validFrom", facts.validFrom], ["validTo", facts.validTo]);
    case "ledger":
      return facts.counted > facts.lettings
        ? [notAllowed("counted", facts.counted, `0 - ${facts.lettings} (lettings)`)]
        : [];
    default:
      return [];
  }
}

/** Facts that live vacancies copied or were declared under: they stay as they are while one lives. */
export function fixedFacts({ kind, facts }: Declared): Readonly<Record<string, string>> {
  if (kind === "agreement") return { landlordId: facts.landlordId };
  if (kind === "right") return { agreementId: facts.agreementId };
  if (kind === "dwelling") return { departementCode: facts.departementCode };
  return {};
}

/** The problem of a last day before its first; none where one is absent. */
export function wrongOrder(
  kind: string,
  id: string,
  [field, from]: readonly [string, string | undefined],
  [other, to]: readonly [string, string | undefined],
): readonly Problem[] {
  if (from === undefined || to === undefined || dayNumberOf(from)! <= dayNumberOf(to)!) return [];
  return [{ code: "days-contradict", values: { kind, id, field: other, sent: to, other: field, otherSent: from } }];
}

function twoUnits(delay: string, days: number | undefined, months: number | undefined): readonly Problem[] {
  if (days === undefined || months === undefined) return [];
  return [notAllowed(`${delay}Months`, months, `${delay}Days / ${delay}Months`)];
}

function notAllowed(field: string, sent: number, allowed: string): Problem {
  return { code: "not-allowed", values: { field, sent, allowed } };
}

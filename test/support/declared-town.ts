/** A small invented town that was declared through the use cases, as people do it: what a test of a use case starts from. */
import { declareFacts } from "../../src/app/declare-facts.ts";
import { declareVacancy } from "../../src/app/declare-vacancy.ts";
import { judgeProof } from "../../src/app/judge-proof.ts";
import type { Context } from "../../src/app/ports.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import type { Declared } from "../../src/domain/facts/declared-facts.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import {
  agreementFacts,
  dwellingFacts,
  employerFacts,
  landlordFacts,
  personContents,
  requestFacts,
  rightFacts,
} from "./builders.ts";
import { actorOf } from "./open-app.ts";

/** Ids of the town. */
export interface DeclaredTown {
  /** Social: V-1 to V-3, three places each; private: V-4 and V-5, one place each. */
  readonly vacancyIds: readonly string[];
  /** Q-01 to Q-20. Q-01 to Q-16 want Laon; Q-17 to Q-20 are refused or incomplete everywhere. */
  readonly requestIds: readonly string[];
  /** Persons by request. */
  readonly personIds: Readonly<Record<string, string>>;
}

/** The facts of the town: a social landlord and a private owner, three employers (one too small), six dwellings of Laon. */
export const townFacts: readonly Declared[] = [
  { kind: "landlord", facts: landlordFacts() },
  { kind: "landlord", facts: { id: "L-OWNER", kind: "private" } },
  { kind: "agreement", facts: agreementFacts() },
  { kind: "agreement", facts: ownerAgreement() },
  { kind: "right", facts: rightFacts() },
  { kind: "right", facts: rightFacts({ id: "R-OWNER", agreementId: "A-OWNER", mode: "stock", use: "recurring" }) },
  { kind: "employer", facts: employerFacts() },
  { kind: "employer", facts: employerFacts({ id: "E-2", title: "Fonderie inventée", employees: 45 }) },
  { kind: "employer", facts: employerFacts({ id: "E-3", title: "Atelier inventé", employees: 4 }) },
  { kind: "dwelling", facts: dwellingFacts() },
  { kind: "dwelling", facts: dwellingFacts({ id: "D-2", rooms: 1, areaSquareMetres: 28, rentCentsPerMonth: 27_000 }) },
  { kind: "dwelling", facts: dwellingFacts({ id: "D-3", rooms: 3, areaSquareMetres: 63, rentCentsPerMonth: 41_000 }) },
  { kind: "dwelling", facts: dwellingFacts({ id: "D-4", funding: "social", rentCentsPerMonth: 36_000 }) },
  { kind: "dwelling", facts: dwellingFacts({ id: "D-5", rooms: 1, areaSquareMetres: 30, funding: "social" }) },
  { kind: "dwelling", facts: dwellingFacts({ id: "D-6", rooms: 4, areaSquareMetres: 82 }) },
];

/** An invented owner's agreement: one month and one more, then the owner is free. */
function ownerAgreement() {
  const { designationDelayDays: _, extensionDelayDays: __, ...agreement } = agreementFacts();
  return {
    ...agreement,
    id: "A-OWNER",
    landlordId: "L-OWNER",
    programme: "action-coeur-de-ville",
    designationDelayMonths: 1,
    extensionDelayMonths: 1,
    onExpiry: "owner-free",
    effectiveFrom: "2025-11-01",
    effectiveTo: "2034-10-31",
  } as const;
}

/** The request of the invented household so many; households of one to three persons, of two employers, with seniority that falls. */
export function townRequest(number: number): Request {
  const id = `Q-${String(number).padStart(2, "0")}`;
  const base = requestFacts();
  const month = String(((number - 1) % 10) + 1).padStart(2, "0");
  const persons = [
    { role: "applicant", bornOn: `19${80 + (number % 18)}-03-${String(number).padStart(2, "0")}` },
    ...(number % 3 === 0 ? [{ role: "partner", bornOn: "1990-07-01" } as const] : []),
    ...(number % 6 === 0 ? [{ role: "dependant", bornOn: "2021-05-02" } as const] : []),
  ] as const;
  return {
    ...base,
    id,
    employerId: number % 2 === 0 ? "E-2" : "E-1",
    filedOn: `2026-${month}-15`,
    validUntil: `2027-${month}-15`,
    household: { ...base.household, persons: [...persons], ...special(number)?.household },
    ...special(number)?.request,
  };
}

/** What keeps the last four from being eligible anywhere. */
function special(
  number: number,
): { household?: Partial<Request["household"]>; request?: Partial<Request> } | undefined {
  if (number === 17) return { request: { employerId: "E-3" } };
  if (number === 18) return { request: { wishedCommunes: ["59350"] } };
  if (number === 19) return { household: { referenceIncomeCentsPerYear: 9_000_000 } };
  if (number === 20) return { request: { hasEmployerConsent: false } };
  return undefined;
}

/** Declares the town: facts by the secretary, vacancies by the landlords, requests by HR, a proof of each second one validated. */
export async function declaredTown(context: Context): Promise<DeclaredTown> {
  const secretary = actorOf("secretary");
  const hr = actorOf("hr");
  await declareFacts(context, secretary, { records: townFacts });
  const vacancyIds: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) {
    const landlordId = number <= 3 ? "L-SOCIAL" : "L-OWNER";
    const { vacancyId } = await declareVacancy(context, actorOf("landlord"), {
      id: `V-${number}`,
      dwellingId: `D-${number}`,
      landlordId,
      availableOn: "2026-12-01",
    });
    vacancyIds.push(vacancyId);
  }
  const personIds: Record<string, string> = {};
  for (let number = 1; number <= 20; number++) {
    const facts = townRequest(number);
    const person = personContents({ familyName: `Personne-Inventée-${number}`, email: `p${number}@example.invalid` });
    const { personId } = await submitRequest(context, hr, { facts, person });
    personIds[facts.id] = personId;
    if (number % 2 === 1) continue;
    const { proofId } = await recordProof(context, hr, { requestId: facts.id, code: "identity" });
    await judgeProof(context, secretary, { proofId, expected: 1, verdict: "validated" });
  }
  return { vacancyIds, requestIds: Object.keys(personIds), personIds };
}

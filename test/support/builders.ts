/**
 * Facts with believable defaults, all invented, and a small town declared through the use cases. A test says only what matters to it.
 */
import type { Agreement } from "../../src/domain/facts/agreement.ts";
import type { Dwelling } from "../../src/domain/facts/dwelling.ts";
import type { Employer } from "../../src/domain/facts/employer.ts";
import type { Landlord } from "../../src/domain/facts/landlord.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { Right } from "../../src/domain/facts/right.ts";
import type { Vacancy } from "../../src/domain/facts/vacancy.ts";
import type { PersonContents } from "../../src/domain/persons/person.ts";

/** An invented social landlord. */
export function landlordFacts(more: Partial<Landlord> = {}): Landlord {
  return { id: "L-SOCIAL", kind: "social", title: "Habitat inventé", ...more };
}

/** An invented agreement of the social landlord over the Aisne: thirty days, fifteen more, the right returns for one turn. */
export function agreementFacts(more: Partial<Agreement> = {}): Agreement {
  return {
    id: "A-SOCIAL",
    landlordId: "L-SOCIAL",
    programme: "social-flow",
    departementCode: "02",
    designationDelayDays: 30,
    extensionDelayDays: 15,
    onExpiry: "return-one-turn",
    effectiveFrom: "2024-01-01",
    effectiveTo: "2029-12-31",
    ...more,
  };
}

/** The right of flow under that agreement. */
export function rightFacts(more: Partial<Right> = {}): Right {
  return { id: "R-SOCIAL", agreementId: "A-SOCIAL", mode: "flow", ...more };
}

/** An invented dwelling of two rooms in Laon. */
export function dwellingFacts(more: Partial<Dwelling> = {}): Dwelling {
  return {
    id: "D-1",
    address: "1 rue inventée",
    communeCode: "02408",
    communeTitle: "Laon",
    departementCode: "02",
    rooms: 2,
    areaSquareMetres: 44,
    isAccessible: false,
    funding: "plus",
    rentZone: "c",
    rentCentsPerMonth: 33_000,
    chargesCentsPerMonth: 6_000,
    ...more,
  };
}

/** An invented employer whose employees have access. */
export function employerFacts(more: Partial<Employer> = {}): Employer {
  return {
    id: "E-1",
    title: "Sucrerie inventée",
    sector: "private-non-agricultural",
    employees: 120,
    isContributing: true,
    ...more,
  };
}

/** The request of an invented employee alone who works in Laon, complete for the rules of the repository on 23 November 2026. */
export function requestFacts(more: Partial<Request> = {}): Request {
  return {
    id: "Q-1",
    employerId: "E-1",
    kind: "first-request",
    filedOn: "2026-02-02",
    validUntil: "2027-02-02",
    hasUniqueNumber: true,
    hasEmployerConsent: true,
    wishedCommunes: ["02408"],
    household: {
      persons: [{ role: "applicant", bornOn: "1996-03-09" }],
      referenceIncomeCentsPerYear: 1_620_000,
      resourcesCentsPerMonth: 148_000,
      housingAidCentsPerMonth: 0,
      isStayLawful: true,
    },
    job: {
      contract: "permanent",
      event: "new-hire",
      startsOn: "2026-09-01",
      isFirstJob: false,
      workplaceCommuneCode: "02408",
    },
    ...more,
  };
}

/** A vacancy of that dwelling under that right, as a snapshot holds it. */
export function vacancyFacts(more: Partial<Vacancy> = {}): Vacancy {
  return {
    id: "V-1",
    dwellingId: "D-1",
    rightId: "R-SOCIAL",
    declaredOn: "2026-11-16",
    availableOn: "2026-12-01",
    designateBy: "2026-12-16",
    ...more,
  };
}

/** An invented person. */
export function personContents(more: Partial<PersonContents> = {}): PersonContents {
  return {
    familyName: "Personne-Inventée",
    givenNames: "Alix",
    email: "alix@example.invalid",
    phone: "+33 0 00 00 00 00",
    ...more,
  };
}

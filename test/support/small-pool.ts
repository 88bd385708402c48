/** A small pool of invented people, as CSV files. */
export const smallPool = {
  "run.json": '{ "asOf": "2026-11-23", "note": "invented" }',
  "landlords.csv": "id,kind,title\nl1,social,Habitat inventé\n",
  "agreements.csv": "id,landlordId,programme,effectiveFrom\na1,l1,social-flow,2024-01-01\n",
  "rights.csv": "id,agreementId,mode\nr1,a1,flow\n",
  "dwellings.csv":
    "id,communeCode,departementCode,rooms,funding,rentCentsPerMonth,chargesCentsPerMonth,latitude,longitude\n" +
    "d1,02408,02,3,plus,61240,8000,49.5639,3.6244\n",
  "vacancies.csv": "id,dwellingId,rightId,availableOn,designateBy\nv1,d1,r1,2026-12-01,2026-12-05\n",
  "employers.csv": "id,sector,employees,isContributing\ne1,agricultural,120,oui\n",
  "requests.csv":
    "id,employerId,kind,filedOn,validUntil,wishedCommunes,provenPriorities,household.referenceIncomeCentsPerYear,household.isStayLawful," +
    "person1.role,person1.bornOn,person2.role,person3.role,job.contract,job.workplacePosition.latitude,job.workplacePosition.longitude\n" +
    "q1,e1,first-request,2025-01-31,2027-01-31,02408 02691,|,2450000,yes,applicant,1990-02-28,,dependant,permanent,50.6366,3.0635\n" +
    "q2,,transfer,2025-02-01,2027-02-01,,,,,applicant,,,,,,\n",
} as const;

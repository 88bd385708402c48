/** The whole demonstration as one input: what a folder of files would hold. Same bytes on every machine. */
import type { LedgerEntry } from "../../src/domain/facts/ledger.ts";
import { Draw } from "./draw.ts";
import { agreements, demoDwellings, landlords } from "./dwellings.ts";
import { demoEmployers, demoRequest } from "./people.ts";
import { type PlaceName, places } from "./places.ts";

const requestCount = 400;

/** How far the targets are this year (invented figures). DALO, proven and self-labelled priority are counted apart. */
const ledger: readonly LedgerEntry[] = [
  {
    targetId: "dalo-and-priority",
    territory: "02",
    year: 2026,
    lettings: 62,
    counted: 15,
    daloLettings: 4,
    provenPriorityLettings: 11,
    labelledPriorityLettings: 19,
  },
  {
    targetId: "dalo-and-priority",
    territory: "59",
    year: 2026,
    lettings: 214,
    counted: 49,
    daloLettings: 15,
    provenPriorityLettings: 34,
    labelledPriorityLettings: 71,
  },
  {
    targetId: "dalo-and-priority",
    territory: "60",
    year: 2026,
    lettings: 71,
    counted: 18,
    daloLettings: 6,
    provenPriorityLettings: 12,
    labelledPriorityLettings: 20,
  },
  {
    targetId: "dalo-and-priority",
    territory: "80",
    year: 2026,
    lettings: 95,
    counted: 25,
    daloLettings: 8,
    provenPriorityLettings: 17,
    labelledPriorityLettings: 30,
  },
  { targetId: "first-quartile", territory: "200043495", year: 2026, lettings: 24, counted: 7 },
  { targetId: "first-quartile", territory: "200067965", year: 2026, lettings: 38, counted: 9 },
  { targetId: "first-quartile", territory: "200071892", year: 2026, lettings: 41, counted: 11 },
  { targetId: "first-quartile", territory: "200093201", year: 2026, lettings: 96, counted: 25 },
  { targetId: "first-quartile", territory: "245900428", year: 2026, lettings: 57, counted: 14 },
  { targetId: "first-quartile", territory: "248000531", year: 2026, lettings: 63, counted: 16 },
  { targetId: "young-workers", territory: "59", year: 2026, lettings: 12, counted: 5 },
];

/** The demonstration's pool and queue. Places and the two buildings of Laon are real; all people, employers and figures are invented. */
export function demoTown() {
  const draw = new Draw(19_181_013);
  const employers = demoEmployers(draw);
  const taken = new Set<string>();
  const requests = Array.from({ length: requestCount }, () => {
    let id = draw.code();
    while (taken.has(id)) id = draw.code();
    taken.add(id);
    return demoRequest(draw, employers, id);
  });
  const working = (place: PlaceName) =>
    requests.filter(({ job, hasLiveOffer }) => job.workplaceCommuneCode === places[place].communeCode && !hasLiveOffer);
  const [confirmed, refused] = working("dunkerque");
  return {
    format: "contingent-snapshot" as const,
    schemaVersion: 1 as const,
    asOf: "2026-11-23",
    note: "Personnes, employeurs et chiffres inventés ; les communes et les deux immeubles de Laon sont réels. (Invented people, employers and figures; the towns and the two buildings of Laon are real.)",
    landlords,
    agreements,
    ...demoDwellings(),
    employers: employers.map(({ employer }) => employer),
    requests,
    ledger,
    pins: [{ vacancyId: "V-59183-03", requestId: confirmed!.id, kind: "confirmed" as const }],
    struck: [{ vacancyId: "V-59183-01", requestId: refused!.id, reason: "refused-by-candidate" as const }],
  };
}

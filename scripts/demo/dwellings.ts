/**
 * The buildings and dwellings of the demonstration, with their owners, agreements and vacancies.
 * Real: the two buildings of Laon (addresses, numbers of dwellings, aid and works) and the towns. Invented: every dwelling in detail, every landlord but by kind,
 * the social vacancies, the temporary-occupation building's details, the agreements' ids and dates.
 * Source of the real part: Action Logement in Hauts-de-France, press account of the programme Action Coeur de Ville (Laon: rue du 13 octobre 1918, 11 dwellings,
 * 584,100 EUR of aid for 829,541 EUR of works; rue du Cloître, 7 dwellings, 459,470 EUR for 823,500 EUR).
 */
import type { Agreement } from "../../src/domain/facts/agreement.ts";
import type { Dwelling } from "../../src/domain/facts/dwelling.ts";
import type { Landlord } from "../../src/domain/facts/landlord.ts";
import type { Right } from "../../src/domain/facts/right.ts";
import type { Vacancy } from "../../src/domain/facts/vacancy.ts";
import { type PlaceName, places } from "./places.ts";

/** One building of the programme, with what was paid for it. */
export interface Building {
  readonly id: string;
  /** Agreement that reserves its dwellings. */
  readonly agreementId: string;
  readonly address: string;
  readonly dwellings: number;
  readonly aidEuros: number;
  readonly worksEuros: number;
  /** floor(0.75 x dwellings): the share of the programme, rounded down. */
  readonly reserved: number;
}

/** The two real buildings of Laon. */
export const laonBuildings: readonly Building[] = [
  {
    id: "laon-13-octobre",
    agreementId: "ACV-02-2025-01",
    address: "rue du 13 octobre 1918",
    dwellings: 11,
    aidEuros: 584_100,
    worksEuros: 829_541,
    reserved: Math.floor((11 * 75) / 100),
  },
  {
    id: "laon-cloitre",
    agreementId: "ACV-02-2025-02",
    address: "rue du Cloître",
    dwellings: 7,
    aidEuros: 459_470,
    worksEuros: 823_500,
    reserved: Math.floor((7 * 75) / 100),
  },
];

/** The landlords, named by kind or marked invented. */
export const landlords: readonly Landlord[] = [
  { id: "proprietaire-laon-1", kind: "private" },
  { id: "proprietaire-laon-2", kind: "private" },
  { id: "bailleur-hdf", kind: "social", title: "Habitat des Hauts (bailleur inventé)" },
  { id: "foncier-lille", kind: "private", title: "Foncière du Faubourg (inventée)" },
];

/** The agreements, with invented ids and dates. */
export const agreements: readonly Agreement[] = [
  {
    id: "ACV-02-2025-01",
    landlordId: "proprietaire-laon-1",
    programme: "action-coeur-de-ville",
    departementCode: "02",
    reservedShareBasisPoints: 7_500,
    designationDelayDays: 30,
    extensionDelayDays: 30,
    onExpiry: "owner-free",
    effectiveFrom: "2025-11-01",
    effectiveTo: "2034-10-31",
  },
  {
    id: "ACV-02-2025-02",
    landlordId: "proprietaire-laon-2",
    programme: "action-coeur-de-ville",
    departementCode: "02",
    reservedShareBasisPoints: 7_500,
    designationDelayDays: 30,
    extensionDelayDays: 30,
    onExpiry: "owner-free",
    effectiveFrom: "2025-12-01",
    effectiveTo: "2034-11-30",
  },
  ...(["02", "59", "60", "80"] as const).map(
    (departementCode): Agreement => ({
      id: `CR-${departementCode}-2024`,
      landlordId: "bailleur-hdf",
      programme: "social-flow",
      departementCode,
      designationDelayDays: 30,
      onExpiry: "return-one-turn",
      effortRateLimitBasisPoints: 3_300,
      effectiveFrom: "2024-01-01",
      effectiveTo: "2027-12-31",
    }),
  ),
  {
    id: "CR-59-2024-J",
    landlordId: "bailleur-hdf",
    programme: "youth-programme",
    departementCode: "59",
    designationDelayDays: 30,
    onExpiry: "return-one-turn",
    isYouthProgramme: true,
    effortRateLimitBasisPoints: 3_300,
    effectiveFrom: "2024-01-01",
    effectiveTo: "2027-12-31",
  },
  {
    id: "OT-59-2026",
    landlordId: "foncier-lille",
    programme: "temporary-occupation",
    departementCode: "59",
    designationDelayDays: 15,
    onExpiry: "owner-free",
    effectiveFrom: "2026-06-01",
    effectiveTo: "2028-05-31",
  },
];

/** A dwelling whose place is still in degrees. */
export interface DemoDwelling extends Omit<Dwelling, "position"> {
  readonly position: { readonly latitude: number; readonly longitude: number };
}

interface DemoDwellings {
  readonly dwellings: DemoDwelling[];
  readonly vacancies: Vacancy[];
  readonly rights: Right[];
}

type Size = readonly [rooms: number, areaSquareMetres: number, rentEuros: number, chargesEuros: number];

function add(
  made: DemoDwellings,
  dwelling: {
    id: string;
    address: string;
    place: PlaceName;
    size: Size;
    funding: Dwelling["funding"];
    agreementId: string;
    mode: Right["mode"];
    use?: NonNullable<Right["use"]>;
    availableOn: string;
    designateBy: string;
    floor: number;
    hasLift?: boolean;
    isAccessible?: boolean;
    isInPriorityNeighbourhood?: boolean;
    temporaryUntil?: string;
    energyClass?: NonNullable<Dwelling["energyClass"]>;
  },
): void {
  const place = places[dwelling.place];
  const [rooms, areaSquareMetres, rentEuros, chargesEuros] = dwelling.size;
  const spread = made.dwellings.length;
  made.dwellings.push({
    id: `L-${dwelling.id}`,
    address: dwelling.address,
    communeCode: place.communeCode,
    communeTitle: place.title,
    departementCode: place.departementCode,
    epciCode: place.epciCode,
    position: {
      latitude: Math.round((place.latitude + ((spread * 7) % 13) / 1_000 - 0.006) * 10_000) / 10_000,
      longitude: Math.round((place.longitude + ((spread * 5) % 17) / 1_000 - 0.008) * 10_000) / 10_000,
    },
    rooms,
    areaSquareMetres,
    floor: dwelling.floor,
    hasLift: dwelling.hasLift ?? false,
    isAccessible: dwelling.isAccessible ?? false,
    energyClass: dwelling.energyClass ?? "c",
    funding: dwelling.funding,
    rentZone: place.rentZone,
    isInPriorityNeighbourhood: dwelling.isInPriorityNeighbourhood ?? false,
    rentCentsPerMonth: rentEuros * 100,
    chargesCentsPerMonth: chargesEuros * 100,
  });
  made.rights.push({
    id: `D-${dwelling.id}`,
    agreementId: dwelling.agreementId,
    mode: dwelling.mode,
    ...(dwelling.use ? { use: dwelling.use } : {}),
  });
  made.vacancies.push({
    id: `V-${dwelling.id}`,
    dwellingId: `L-${dwelling.id}`,
    rightId: `D-${dwelling.id}`,
    availableOn: dwelling.availableOn,
    designateBy: dwelling.designateBy,
    ...(dwelling.temporaryUntil ? { temporaryUntil: dwelling.temporaryUntil } : {}),
  });
}

const octobreSizes: readonly Size[] = [
  [1, 27, 290, 35],
  [2, 41, 395, 45],
  [2, 44, 410, 45],
  [3, 58, 520, 60],
  [3, 61, 540, 60],
  [3, 64, 555, 65],
  [4, 78, 640, 80],
  [2, 39, 385, 45],
];
const cloitreSizes: readonly Size[] = [
  [1, 24, 270, 30],
  [2, 38, 380, 40],
  [2, 43, 400, 45],
  [3, 57, 505, 60],
  [4, 82, 660, 85],
];

interface SocialTown {
  readonly place: PlaceName;
  readonly agreementId: string;
  readonly streets: readonly string[];
  readonly dwellings: readonly (readonly [
    size: Size,
    funding: Dwelling["funding"],
    availableOn: string,
    designateBy: string,
    options?: { isAccessible?: boolean; isInPriorityNeighbourhood?: boolean; agreementId?: string },
  ])[];
}

const socialTowns: readonly SocialTown[] = [
  {
    place: "lille",
    agreementId: "CR-59-2024",
    streets: [
      "14 rue des Postes",
      "3 rue de Wazemmes",
      "88 rue du Faubourg-de-Roubaix",
      "21 rue Jules-Guesde",
      "7 place Vanhoenacker",
      "52 rue Solférino",
      "9 rue de Bapaume",
      "30 rue Colbert",
    ],
    dwellings: [
      [[3, 64, 498, 114], "plus", "2026-12-15", "2026-11-26", {}],
      [[2, 46, 372, 80], "plai", "2026-12-01", "2026-11-30", { isAccessible: true }],
      [[4, 81, 585, 130], "plus", "2027-01-05", "2026-12-08", { isInPriorityNeighbourhood: true }],
      [[1, 28, 265, 55], "plus", "2026-12-10", "2026-12-03", { agreementId: "CR-59-2024-J" }],
      [[1, 26, 255, 50], "plus", "2026-12-10", "2026-12-03", { agreementId: "CR-59-2024-J" }],
      [[2, 49, 545, 70], "pls", "2027-01-15", "2026-12-18", {}],
      [[3, 66, 690, 95], "lli", "2027-01-10", "2026-12-14", {}],
      [[2, 45, 365, 75], "plus", "2026-12-20", "2026-12-01", {}],
    ],
  },
  {
    place: "amiens",
    agreementId: "CR-80-2024",
    streets: [
      "5 rue Saint-Leu",
      "40 rue de Cagny",
      "17 rue Vulfran-Warmé",
      "2 boulevard de Beauvillé",
      "11 rue Lamartine",
      "66 route de Rouen",
    ],
    dwellings: [
      [[2, 44, 340, 70], "plus", "2026-12-05", "2026-11-27", {}],
      [[3, 62, 455, 95], "plai", "2026-12-15", "2026-12-04", { isInPriorityNeighbourhood: true }],
      [[3, 65, 470, 100], "plus", "2027-01-02", "2026-12-07", { isAccessible: true }],
      [[1, 25, 240, 45], "plus", "2026-12-12", "2026-12-02", {}],
      [[4, 84, 560, 125], "plus", "2027-01-12", "2026-12-16", {}],
      [[2, 47, 520, 65], "pls", "2027-01-20", "2026-12-22", {}],
    ],
  },
  {
    place: "saintQuentin",
    agreementId: "CR-02-2024",
    streets: [
      "31 rue d’Isle",
      "8 rue de la Sellerie",
      "19 rue Pierre-Brossolette",
      "4 rue Charles-Picard",
      "25 chaussée Romaine",
    ],
    dwellings: [
      [[3, 63, 430, 90], "plus", "2026-12-08", "2026-11-28", {}],
      [[2, 45, 330, 65], "plai", "2026-12-18", "2026-12-06", { isInPriorityNeighbourhood: true }],
      [[4, 79, 505, 115], "plus", "2027-01-08", "2026-12-11", {}],
      [[1, 27, 235, 45], "plus", "2026-12-15", "2026-12-05", {}],
      [[2, 46, 335, 70], "plus", "2027-01-15", "2026-12-17", { isAccessible: true }],
    ],
  },
  {
    place: "compiegne",
    agreementId: "CR-60-2024",
    streets: [
      "12 rue de Paris",
      "6 square Charles-Gounod",
      "33 rue du Port-à-Bateaux",
      "9 avenue de Huy",
      "1 rue de Clamart",
    ],
    dwellings: [
      [[2, 43, 355, 75], "plus", "2026-12-04", "2026-11-29", {}],
      [[3, 61, 465, 100], "plus", "2026-12-20", "2026-12-09", {}],
      [[3, 67, 690, 90], "pls", "2027-01-06", "2026-12-10", {}],
      [[1, 29, 260, 50], "plai", "2026-12-16", "2026-12-04", { isInPriorityNeighbourhood: true }],
      [[6, 121, 760, 170], "plus", "2027-01-18", "2026-12-20", {}],
    ],
  },
  {
    place: "dunkerque",
    agreementId: "CR-59-2024",
    streets: [
      "10 rue de l’Écluse-de-Bergues",
      "45 avenue Maurice-Berteaux",
      "3 rue Marengo",
      "27 quai des Hollandais",
      "18 rue de la Cunette",
      "60 rue du Banc-Vert",
    ],
    dwellings: [
      [[3, 64, 440, 95], "plus", "2026-12-06", "2026-11-27", {}],
      [[2, 45, 335, 70], "plus", "2026-12-14", "2026-12-03", {}],
      [[4, 80, 520, 120], "plai", "2027-01-04", "2026-12-08", { isInPriorityNeighbourhood: true }],
      [[1, 26, 238, 45], "plus", "2026-12-19", "2026-12-07", {}],
      [[3, 68, 455, 100], "plus", "2027-01-10", "2026-12-13", { isAccessible: true }],
      [[2, 48, 495, 70], "pls", "2027-01-22", "2026-12-24", {}],
    ],
  },
];

/** Every dwelling, right and vacancy of the demonstration. */
export function demoDwellings(): DemoDwellings {
  const made: DemoDwellings = { dwellings: [], vacancies: [], rights: [] };
  octobreSizes.forEach((size, i) => {
    add(made, {
      id: `LAON-1-${String(i + 1).padStart(2, "0")}`,
      address: `rue du 13 octobre 1918, logement ${i + 1}`,
      place: "laon",
      size,
      funding: i < 5 ? "social" : "intermediate",
      agreementId: "ACV-02-2025-01",
      mode: "stock",
      use: "first-letting",
      availableOn: "2026-12-01",
      designateBy: "2026-12-31",
      floor: Math.floor(i / 3),
      isAccessible: i === 1,
      energyClass: "b",
    });
  });
  cloitreSizes.forEach((size, i) => {
    add(made, {
      id: `LAON-2-${String(i + 1).padStart(2, "0")}`,
      address: `rue du Cloître, logement ${i + 1}`,
      place: "laon",
      size,
      funding: i < 3 ? "social" : i < 4 ? "intermediate" : "free",
      agreementId: "ACV-02-2025-02",
      mode: "stock",
      use: "first-letting",
      availableOn: "2026-12-15",
      designateBy: "2027-01-14",
      floor: Math.floor(i / 2),
      energyClass: "b",
    });
  });
  for (const town of socialTowns) {
    town.dwellings.forEach(([size, funding, availableOn, designateBy, options], i) => {
      add(made, {
        id: `${places[town.place].communeCode}-${String(i + 1).padStart(2, "0")}`,
        address: town.streets[i]!,
        place: town.place,
        size,
        funding,
        agreementId: town.agreementId,
        mode: "flow",
        availableOn,
        designateBy,
        floor: (i * 3) % 5,
        hasLift: i % 2 === 0,
        ...options,
      });
    });
  }
  const temporarySizes: readonly Size[] = [
    [1, 22, 310, 40],
    [1, 24, 320, 40],
    [1, 23, 315, 40],
    [2, 38, 420, 55],
    [2, 36, 410, 55],
    [2, 40, 430, 55],
  ];
  temporarySizes.forEach((size, i) => {
    add(made, {
      id: `LILLE-OT-${String(i + 1).padStart(2, "0")}`,
      address: `rue du Faubourg-d’Arras, appartement ${i + 1}`,
      place: "lille",
      size,
      funding: "free",
      agreementId: "OT-59-2026",
      mode: "stock",
      use: "recurring",
      availableOn: "2026-12-01",
      designateBy: "2026-12-08",
      floor: i % 4,
      energyClass: "e",
      temporaryUntil: "2028-05-31",
    });
  });
  return made;
}

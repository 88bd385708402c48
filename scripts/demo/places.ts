/**
 * The real places of the demonstration: communes of Hauts-de-France with the centre of each, to about a hundred metres.
 * Source: Code officiel géographique 2026 (INSEE) for codes; centres read on the public map of communes. Zones A to C and EPCI as in force in 2026, to be checked before use.
 */

/** A commune with its codes, its zone and its centre in degrees. */
export interface Place {
  readonly title: string;
  readonly communeCode: string;
  readonly departementCode: string;
  readonly epciCode: string;
  readonly rentZone: "a" | "b1" | "b2" | "c";
  readonly latitude: number;
  readonly longitude: number;
}

/** Every commune of the demonstration, by a short name. */
export const places = {
  laon: {
    title: "Laon",
    communeCode: "02408",
    departementCode: "02",
    epciCode: "200043495",
    rentZone: "b2",
    latitude: 49.5641,
    longitude: 3.6199,
  },
  soissons: {
    title: "Soissons",
    communeCode: "02722",
    departementCode: "02",
    epciCode: "200023414",
    rentZone: "b2",
    latitude: 49.3817,
    longitude: 3.3236,
  },
  chauny: {
    title: "Chauny",
    communeCode: "02173",
    departementCode: "02",
    epciCode: "200071785",
    rentZone: "c",
    latitude: 49.6147,
    longitude: 3.2186,
  },
  saintQuentin: {
    title: "Saint-Quentin",
    communeCode: "02691",
    departementCode: "02",
    epciCode: "200071892",
    rentZone: "b2",
    latitude: 49.8465,
    longitude: 3.2876,
  },
  lille: {
    title: "Lille",
    communeCode: "59350",
    departementCode: "59",
    epciCode: "200093201",
    rentZone: "a",
    latitude: 50.6311,
    longitude: 3.0468,
  },
  roubaix: {
    title: "Roubaix",
    communeCode: "59512",
    departementCode: "59",
    epciCode: "200093201",
    rentZone: "a",
    latitude: 50.6879,
    longitude: 3.1788,
  },
  villeneuveDascq: {
    title: "Villeneuve-d’Ascq",
    communeCode: "59009",
    departementCode: "59",
    epciCode: "200093201",
    rentZone: "a",
    latitude: 50.6324,
    longitude: 3.1533,
  },
  dunkerque: {
    title: "Dunkerque",
    communeCode: "59183",
    departementCode: "59",
    epciCode: "245900428",
    rentZone: "b2",
    latitude: 51.0308,
    longitude: 2.3768,
  },
  amiens: {
    title: "Amiens",
    communeCode: "80021",
    departementCode: "80",
    epciCode: "248000531",
    rentZone: "b1",
    latitude: 49.8987,
    longitude: 2.2847,
  },
  compiegne: {
    title: "Compiègne",
    communeCode: "60159",
    departementCode: "60",
    epciCode: "200067965",
    rentZone: "b1",
    latitude: 49.3992,
    longitude: 2.8526,
  },
  reims: {
    title: "Reims",
    communeCode: "51454",
    departementCode: "51",
    epciCode: "200067213",
    rentZone: "b1",
    latitude: 49.2535,
    longitude: 4.0551,
  },
  paris: {
    title: "Paris",
    communeCode: "75056",
    departementCode: "75",
    epciCode: "200054781",
    rentZone: "a",
    latitude: 48.8589,
    longitude: 2.347,
  },
} as const satisfies Record<string, Place>;

/** The short names. */
export type PlaceName = keyof typeof places;

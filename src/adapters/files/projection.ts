/**
 * Latitude and longitude to whole metres, once, at the border. From here on every position is whole numbers in a named grid.
 */
import proj4 from "proj4";
import type { Position } from "../../domain/facts/fact-reader.ts";

interface Grid {
  readonly name: string;
  readonly definition: string;
  /** The part of France that uses it, in degrees, with its surroundings. */
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

const utm = (zone: number, isSouth = false) =>
  `+proj=utm +zone=${zone}${isSouth ? " +south" : ""} +datum=WGS84 +units=m +no_defs`;

// Source: IGN, systems of reference in use by decree 2000-1276 as amended: RGF93 / Lambert-93 (EPSG:2154),
// RGAF09 / UTM 20N (Antilles), RGFG95 / UTM 22N (Guyane), RGM04 / UTM 38S (Mayotte), RGR92 / UTM 40S (Réunion).
const grids: readonly Grid[] = [
  {
    name: "lambert-93",
    definition:
      "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
    south: 41,
    north: 51.6,
    west: -5.5,
    east: 10,
  },
  { name: "utm-20n", definition: utm(20), south: 14, north: 18.6, west: -63.5, east: -60.5 },
  { name: "utm-22n", definition: utm(22), south: 2, north: 6, west: -55, east: -51 },
  { name: "utm-38s", definition: utm(38, true), south: -13.2, north: -12.4, west: 44.8, east: 45.5 },
  { name: "utm-40s", definition: utm(40, true), south: -21.6, north: -20.6, west: 55, east: 56.1 },
];

// A converter is made once; making it again for each point costs a hundred times more.
const converters = new Map(grids.map(({ name, definition }) => [name, proj4("EPSG:4326", definition)]));

function gridOf(latitude: number, longitude: number): Grid | undefined {
  return grids.find(
    ({ south, north, west, east }) => latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  );
}

/** The position of two degrees, or undefined when no part of France with a grid holds it. */
export function projected(latitude: number, longitude: number): Position | undefined {
  const grid = gridOf(latitude, longitude);
  if (!grid) return undefined;
  const [east, north] = converters.get(grid.name)!.forward([longitude, latitude]) as [number, number];
  return { grid: grid.name, eastMetres: Math.floor(east + 0.5), northMetres: Math.floor(north + 0.5) };
}

/** True when exchanging the two degrees gives a place in France. */
export function seemExchanged(latitude: number, longitude: number): boolean {
  return gridOf(longitude, latitude) !== undefined;
}

/**
 * A small schematic map: a dwelling, where its candidates work, two rings for the scale. Positions are metres of one grid, so a drawing to scale
 * needs no projection. Pins that would hide each other move apart, with a line to where they belong.
 */
import type { Dwelling } from "../domain/facts/dwelling.ts";
import { type Html, html } from "./html.ts";

type Position = NonNullable<Dwelling["position"]>;

/** Something to show at a place. */
export interface MapPin {
  readonly label: string;
  /** A hollow pin: somebody who comes next. */
  readonly isSpare: boolean;
  readonly position: Position;
}

/** A town to name beside the pins. */
export interface MapTown {
  readonly title: string;
  readonly position: Position;
}

/** A place that somebody wishes for, drawn as a dashed circle with who does. */
export interface MapWish extends MapTown {
  readonly of: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const width = 320;
const height = 250;
const centre: Point = { x: width / 2, y: height / 2 };
const outerRadius = 100;
const pinRadius = 10;
const wishRadius = 17;
/** Pairs of rings in kilometres, the smallest that holds every pin is taken. */
const ringPairs = [
  [2, 5],
  [5, 10],
  [10, 20],
  [20, 40],
  [50, 100],
  [100, 200],
] as const;

/** Distance in whole metres between two positions, unknown between two grids. */
export function metresBetween(a: Position | undefined, b: Position | undefined): number | undefined {
  if (a === undefined || b === undefined || a.grid !== b.grid) return undefined;
  return Math.floor(Math.hypot(a.eastMetres - b.eastMetres, a.northMetres - b.northMetres));
}

/** The rings that hold all pins, in kilometres. */
export function ringsFor(distancesMetres: readonly number[]): readonly [inner: number, outer: number] {
  const furthest = Math.max(0, ...distancesMetres);
  return ringPairs.find(([, outer]) => furthest <= outer * 1_100) ?? ringPairs[ringPairs.length - 1]!;
}

/** The map of one dwelling. `label` says in words what the drawing shows. */
export function schematicMap(
  home: Position,
  pins: readonly MapPin[],
  towns: readonly MapTown[],
  label: string,
  wishes: readonly MapWish[] = [],
): Html {
  const placeable = pins.filter(({ position }) => position.grid === home.grid);
  const [inner, outer] = ringsFor(placeable.map(({ position }) => metresBetween(home, position)!));
  const pointOf = (position: Position): Point => {
    const scale = outerRadius / (outer * 1_000);
    const x = centre.x + (position.eastMetres - home.eastMetres) * scale;
    const y = centre.y - (position.northMetres - home.northMetres) * scale;
    return { x: held(x, width), y: held(y, height) };
  };
  const placed = apart(placeable.map(({ position }) => pointOf(position)));
  const taken = [centre, ...placed];
  const wished = namedTowns(wishes, home, pointOf, taken, wishRadius);
  const named = namedTowns(towns, home, pointOf, [...taken, ...wished.map(({ at }) => at)]);
  return html`<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${[inner, outer].map(
    (kilometres) => ring(kilometres, (kilometres / outer) * outerRadius),
  )}${wished.map((wish) => wishMark(wish, placed))}${named.map(({ title, at }) => html`<circle class="town" cx="${round(at.x)}" cy="${round(at.y)}" r="2"/><text class="name" x="${round(at.x)}" y="${round(at.y - 6)}" text-anchor="${anchor(at)}">${title}</text>`)}<path class="home" d="M${centre.x - 9} ${centre.y + 8}v-9l9-8 9 8v9z"/>${placeable.map(
    (pin, i) => pinMark(pin, pointOf(pin.position), placed[i]!),
  )}</svg>`;
}

/** A dashed circle with its commune and who wishes it, above it or, where a pin stands there, below. */
function wishMark({ title, of, at }: MapWish & { readonly at: Point }, pins: readonly Point[]): Html {
  const isTaken = pins.some(({ x, y }) => Math.abs(x - at.x) < 60 && y < at.y - pinRadius && y > at.y - 55);
  const [first, second] = isTaken ? [wishRadius + 12, wishRadius + 24] : [-wishRadius - 14, -wishRadius - 2];
  const side = anchor(at);
  return html`<circle class="wish" cx="${round(at.x)}" cy="${round(at.y)}" r="${wishRadius}"/><text class="name" x="${round(at.x)}" y="${round(at.y + first!)}" text-anchor="${side}">${title}</text><text class="of" x="${round(at.x)}" y="${round(at.y + second!)}" text-anchor="${side}">${of}</text>`;
}

function ring(kilometres: number, radius: number): Html {
  const at = round(radius * Math.SQRT1_2);
  return html`<circle class="ring" cx="${centre.x}" cy="${centre.y}" r="${round(radius)}"/><text class="scale" x="${round(centre.x - at)}" y="${round(centre.y + at + 4)}" text-anchor="middle">${kilometres} km</text>`;
}

function pinMark(pin: MapPin, from: Point, at: Point): Html {
  const moved = Math.hypot(from.x - at.x, from.y - at.y) > 1;
  return html`${
    moved &&
    html`<line class="lead-line" x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(at.x)}" y2="${round(at.y)}"/>`
  }<g class="pin${pin.isSpare && " spare"}"><circle cx="${round(at.x)}" cy="${round(at.y)}" r="${pinRadius}"/><text x="${round(at.x)}" y="${round(at.y + 4)}">${pin.label}</text></g>`;
}

/** Moves each point off those before it and off the centre, in growing circles; the order of the points decides, nothing else. */
function apart(points: readonly Point[]): Point[] {
  const placed: Point[] = [centre];
  for (const point of points) {
    placed.push(freePoint(point, placed));
  }
  return placed.slice(1);
}

function freePoint(point: Point, placed: readonly Point[]): Point {
  const isFree = (at: Point) =>
    placed.every((other) => Math.hypot(other.x - at.x, other.y - at.y) >= 2 * pinRadius + 1);
  if (isFree(point)) return point;
  for (let radius = 8; radius <= 80; radius += 8) {
    for (let turn = 0; turn < 12; turn++) {
      const angle = (turn * Math.PI) / 6;
      const at = {
        x: held(point.x + radius * Math.cos(angle), width),
        y: held(point.y + radius * Math.sin(angle), height),
      };
      if (isFree(at)) return at;
    }
  }
  return point;
}

function namedTowns<T extends MapTown>(
  towns: readonly T[],
  home: Position,
  pointOf: (position: Position) => Point,
  taken: readonly Point[],
  ownRadius = 0,
): (T & { at: Point })[] {
  const named: (T & { at: Point })[] = [];
  for (const town of towns) {
    const { title, position } = town;
    if (position.grid !== home.grid) continue;
    const at = pointOf(position);
    const isInside = at.x > 24 && at.x < width - 24 && at.y > 20 && at.y < height - 12;
    const isClear =
      (ownRadius > 0 || taken.every((other) => !covers(title, at, other))) &&
      named.every((other) => Math.abs(other.at.y - at.y) > 14 || Math.abs(other.at.x - at.x) > 70);
    if (isInside && isClear) named.push({ ...town, at });
  }
  return named;
}

/** True when a pin at `other` would stand on the dot or the name of a town. */
function covers(title: string, at: Point, other: Point): boolean {
  const halfWidth = title.length * 3.5 + pinRadius;
  return Math.abs(other.x - at.x) < halfWidth && other.y > at.y - 18 - pinRadius && other.y < at.y + 4 + pinRadius;
}

function anchor(at: Point): string {
  return at.x < 70 ? "start" : at.x > width - 70 ? "end" : "middle";
}

function held(value: number, size: number): number {
  return Math.min(Math.max(value, pinRadius + 2), size - pinRadius - 2);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * The loops of a scan as source: requests stream past the indexes of vacancies, and each pair that meets is asked the conditions
 * in the order of the plan. Two kinds: `best` skips pairs and buckets that cannot enter a list, `every` hands over all eligible pairs.
 */
import type { PairCheck } from "../eligibility.ts";
import { KEY_STEPS_PER_POINT } from "./rank-keys.ts";

/** Source of what a way needs, all of it over `r` or `v`. */
export type WaySource =
  | { readonly kind: "member"; readonly list: number; readonly guard: string; readonly checks: readonly PairCheck[] }
  | { readonly kind: "key"; readonly key: string; readonly guard: string; readonly checks: readonly PairCheck[] }
  | {
      readonly kind: "near";
      readonly grid: string;
      readonly east: string;
      readonly north: string;
      readonly reach: string;
      readonly guard: string;
      readonly checks: readonly PairCheck[];
    };

/** Source of everything a scan is made of. */
export interface ScanSource {
  readonly ways: readonly WaySource[];
  /** Levels a request takes, first and last; 0 and 0 without a second key. */
  readonly firstLevel: string;
  readonly lastLevel: string;
  readonly levels: number;
  /** Points of the request, what the pair may add at most, and its seniority key. */
  readonly requestPoints: string;
  readonly reach: string;
  readonly seniority: string;
  readonly vacancyPoints: string;
  readonly pairPoints: string;
  /** The same points as statements, each setting the variable y0, y1, ... */
  readonly pairBlocks: readonly string[];
  /** Points that a pair may have beyond `reach`, and the most they can be for the request. */
  readonly gated: readonly string[];
  readonly gatedMaxima: readonly string[];
  /** Class of the request per target; empty where no vacancy is in a mode. */
  readonly classes: readonly string[];
  /** What one class is worth in points. */
  readonly pointsSpan: number;
  /** The coarse key, in steps of 2^`coarseness`, below which no pair of the vacancy can enter its list. */
  readonly need: string;
  readonly coarseness: number;
}

/** Band of a request that no vacancy can have. */
export const OUT_OF_BANDS = 255;

/** A visit count after which the bound of a bucket is computed again. Invariant: a power of two less one. */
const VISITS_BETWEEN_BOUNDS = 31;

/** The source of the functions `scan(from, to, band)`, `scanAny(from, to)`, `visit(r)`, `forget()`, `keyOf(r, v)` and `use(x)`. */
export function scanSource(source: ScanSource, kind: "best" | "every"): string {
  const isBest = kind === "best";
  const { ways, classes } = source;
  const fields = ways.flatMap((way, w) => wayFields(way, isBest).map((field) => `${field}${w}`));
  const shared = ["R", "V", "bands", "seen", "modes", ...(isBest ? ["floor"] : [])];
  const all = [...shared, ...fields];
  return [
    `let ${all.join(", ")};`,
    `function use(x) { ${all.map((name) => `${name} = x.${name};`).join(" ")} }`,
    keyFunction(source),
    ...ways.map((way, w) => (way.kind === "near" ? "" : bucketFunction(w))),
    ...ways.map((way, w) => meetFunction(source, way, w, isBest)),
    `function visit(r) { const i = 0, v = 0; ${ways.map((way, w) => visitWay(source, way, w)).join("\n  ")} }`,
    "function forget() { seen.fill(-1); }",
    `function scan(from, to, band) { for (let r = from; r < to; r++) if (bands[r] === band) visit(r); }`,
    `function scanAny(from, to) { for (let r = from; r < to; r++) if (bands[r] !== ${OUT_OF_BANDS}) visit(r); }`,
    classes.length === 0 ? "" : classFunction(classes),
  ].join("\n");
}

function wayFields(way: WaySource, isBest: boolean): readonly string[] {
  if (way.kind === "near") {
    return ["grids", "west", "south", "columns", "rows", "cellMetres", "first", "start", "items"];
  }
  return ["start", "items", "dense", "base", "keys", ...(isBest ? ["least", "visits"] : [])];
}

function keyFunction(source: ScanSource): string {
  const { requestPoints, vacancyPoints, pairPoints, seniority, classes, pointsSpan } = source;
  const priority = classes.length === 0 ? "" : ` + classOf(r, modes[v]) * ${pointsSpan}`;
  return `function keyOf(r, v) { const i = 0; return (${requestPoints} + ${vacancyPoints} + ${pairPoints}${priority}) * ${KEY_STEPS_PER_POINT} + ${seniority}; }`;
}

function classFunction(classes: readonly string[]): string {
  const cases = classes.map((source, target) => `if (mode === ${target}) return ${source};`);
  return `function classOf(r, mode) { ${cases.join(" ")} return 0; }`;
}

function bucketFunction(w: number): string {
  return `function bucket${w}(key) { if (dense${w}.length === 0) return placeOf(keys${w}, key);
  const at = key - base${w}; return at >= 0 && at < dense${w}.length ? dense${w}[at] : -1; }`;
}

function visitWay(source: ScanSource, way: WaySource, w: number): string {
  const range = (bucket: string) => {
    const at = source.levels === 1 ? bucket : `${bucket} * ${source.levels}`;
    return `meet${w}(${at} + ${source.firstLevel}, ${at} + ${source.lastLevel}, r)`;
  };
  switch (way.kind) {
    case "member":
      return `if (${way.guard}) for (let t = o${way.list}[r], end = o${way.list}[r + 1]; t < end; t++) {
    const b = bucket${w}(l${way.list}[t]); if (b >= 0) ${range("b")}; }`;
    case "key":
      return `if (${way.guard}) { const b = bucket${w}(${way.key}); if (b >= 0) ${range("b")}; }`;
    case "near":
      return `if (${way.guard}) { const reach = ${way.reach}, grid = ${way.grid};
    if (reach > 0) for (let g = 0; g < grids${w}.length; g++) { if (grids${w}[g] !== grid) continue;
      const size = cellMetres${w}[g], wide = columns${w}[g], x = ${way.east} - west${w}[g], y = ${way.north} - south${w}[g];
      const low = Math.max(0, Math.floor((y - reach) / size)), high = Math.min(rows${w}[g] - 1, Math.floor((y + reach) / size));
      for (let row = low; row <= high; row++) {
        const off = Math.max(0, row * size - y, y - (row + 1) * size);
        const half = Math.sqrt(Math.max(0, reach * reach - off * off)) + 1;
        const left = Math.max(0, Math.floor((x - half) / size)), right = Math.min(wide - 1, Math.floor((x + half) / size));
        if (left <= right) for (let level = ${source.firstLevel}; level <= ${source.lastLevel}; level++) {
          const cell = first${w}[g] + (row * ${source.levels} + level) * wide;
          const from = start${w}[cell + left], to = start${w}[cell + right + 1];
          if (from < to) meet${w}(from, to, r); }
      } } }`;
  }
}

/** The inner loop of one way: a range of sub-buckets, or of items for a disc. */
function meetFunction(source: ScanSource, way: WaySource, w: number, isBest: boolean): string {
  const pairs = pairSteps(source, way, isBest).join("\n      ");
  const head = `const i = 0, items = items${w}, points = ${source.requestPoints}, seniority = ${source.seniority};
  ${isBest ? bounds(source) : ""}`;
  const loop = (from: string, to: string) => `for (let j = ${from}, end = ${to}; j < end; j++) { const v = items[j];
      ${pairs} }`;
  if (way.kind === "near") return withLocals(`function meet${w}(from, to, r) { ${head}\n    ${loop("from", "to")} }`);
  const skip = `if (top < least${w}[s]) continue; if ((++visits${w}[s] & ${VISITS_BETWEEN_BOUNDS}) === 0) bound${w}(s);`;
  const body = withLocals(`function meet${w}(from, to, r) { ${head}
  for (let s = from; s <= to; s++) {
    ${isBest ? skip : ""}
    ${loop(`start${w}[s]`, `start${w}[s + 1]`)} } }`);
  if (!isBest) return body;
  return `function bound${w}(s) { let lowest = ${HIGHEST_NEED}; for (let j = start${w}[s], end = start${w}[s + 1]; j < end; j++) {
    const v = items${w}[j]; if (${source.need} < lowest) lowest = ${source.need}; } least${w}[s] = lowest; }\n${body}`;
}

/** A coarse key that every vacancy's need stays below. */
const HIGHEST_NEED = 2_147_483_647;

/** The coarse keys that a request can reach at most: with a vacancy that gives none of the gated points, and with one that gives all. */
function bounds({ reach, gatedMaxima, classes, pointsSpan, coarseness }: ScanSource): string {
  const step = KEY_STEPS_PER_POINT / 2 ** coarseness;
  const most = gatedMaxima.map((points) => ` + ${points} * ${step}`).join("");
  const priority = classes.length > 0 ? ` + Math.max(0, ${classes.join(", ")}) * ${pointsSpan * step}` : "";
  return `const highest = Math.floor(((points + ${reach}) * ${KEY_STEPS_PER_POINT} + seniority) / ${2 ** coarseness}) | 0;
  const top = highest${most}${priority};`;
}

/** What is asked of one pair, in order; a pair that fails goes on to the next. */
function pairSteps(source: ScanSource, way: WaySource, isBest: boolean): readonly string[] {
  const { classes, pointsSpan, coarseness, gated, pairBlocks } = source;
  const hasModes = classes.length > 0;
  const step = KEY_STEPS_PER_POINT / 2 ** coarseness;
  const steps: string[] = [];
  if (hasModes) steps.push("const priority = classOf(r, modes[v]);");
  if (isBest) {
    const more = gated.map((points) => ` + Math.imul(${points}, ${step})`).join("");
    const first = hasModes ? ` + priority * ${pointsSpan * step}` : "";
    steps.push(`if (((highest${more}${first}) | 0) < ${source.need}) continue;`);
  }
  const signs = way.checks.filter((check) => check.kind === "sign");
  if (signs.length > 0) steps.push(`if ((${signs.map((check) => `(${check.source})`).join(" | ")}) < 0) continue;`);
  for (const check of way.checks) if (check.kind === "truth") steps.push(`if (!(${check.source})) continue;`);
  const sum = ["points", source.vacancyPoints, ...pairBlocks.map((_, at) => `y${at}`)].join(" + ");
  const total = hasModes ? `${sum} + priority * ${pointsSpan}` : sum;
  steps.push(...pairBlocks, `const key = (${total}) * ${KEY_STEPS_PER_POINT} + seniority;`);
  if (isBest) steps.push("if (key < floor[v]) continue;");
  steps.push("if (seen[v] === r) continue; seen[v] = r;", "take(v, r, key);");
  return steps;
}

/** Reads each column of the request once, before the loops. */
function withLocals(source: string): string {
  const columns = new Set<string>();
  const body = source
    .replaceAll(/\bR\[r \* \$r \+ (\d+)\]/g, (_, column: string) => {
      columns.add(column);
      return `q${column}`;
    })
    .replaceAll(/\bV\[v \* \$v \+ (\d+)\]/g, "V[w + $1]")
    .replaceAll("const v = items[j];", "const v = items[j], w = v * $v;");
  const reads = [...columns].map((column) => `q${column} = R[r * $r + ${column}]`);
  return reads.length === 0 ? body : body.replace("{ const i = 0,", `{ const ${reads.join(", ")};\n  const i = 0,`);
}

/**
 * Terms that read one side only, computed for all rows of that side, a block of rows at a time: first the definitions they read,
 * each into a short column, then the terms.
 */
import type { RuleSet } from "../../rules/rule-set.ts";
import type { FactColumns } from "./fact-columns.ts";
import { type Scope, SourceText } from "./source-text.ts";
import { isScalar, partsOf, type Term, type TermReading } from "./terms.ts";

/** What every part of the second evaluator works on. */
export interface Ground {
  readonly columns: FactColumns;
  readonly ruleSet: RuleSet;
  readonly reading: TermReading;
}

/** Receives the values of each term for rows `from` (included) to `to` (excluded); NaN is unknown. The arrays are used again. */
export type TakeBlock = (from: number, to: number, values: readonly Float64Array[]) => void;

type Filler = (from: number, to: number, out: Float64Array) => void;

const BLOCK_ROWS = 2_048;

/** Computes terms of one side for all its rows. */
export function eachBlock(ground: Ground, side: "request" | "vacancy", terms: readonly Term[], take: TakeBlock): void {
  const { table } = ground.columns;
  const count = side === "request" ? table.requestCount : table.vacancyCount;
  const definitions = definitionsRead(ground, terms).map((index) => ({ index, out: new Float64Array(BLOCK_ROWS) }));
  const steps: { readonly fill: Filler; readonly out: Float64Array }[] = [];
  const known = new Map<number, Float64Array>();
  for (const { index, out } of definitions) {
    steps.push({ fill: filler(ground, side, ground.ruleSet.definitions[index]!.value.tree, known), out });
    known.set(index, out);
  }
  const values = terms.map((term) => {
    const out = new Float64Array(BLOCK_ROWS);
    steps.push({ fill: filler(ground, side, term, known), out });
    return out;
  });
  for (let from = 0; from < count; from += BLOCK_ROWS) {
    const to = Math.min(count, from + BLOCK_ROWS);
    for (const { fill, out } of steps) fill(from, to, out);
    take(from, to, values);
  }
}

/** One number per row of a side for one term. */
export function sideColumn(ground: Ground, side: "request" | "vacancy", term: Term): Float64Array {
  const { table } = ground.columns;
  const column = new Float64Array(side === "request" ? table.requestCount : table.vacancyCount);
  eachBlock(ground, side, [term], (from, to, [values]) => column.set(values!.subarray(0, to - from), from));
  return column;
}

/** Reads a term of any sides for one pair at a time, straight from the facts. */
export function pairFunction(ground: Ground, term: Term): (vacancyRow: number, requestRow: number) => number {
  const source = new SourceText(ground.ruleSet, ground.columns, ground.reading, NOTHING_HELD);
  return source.make("v,r", `const b=0,p=0;return ${source.number(term)};`);
}

const NOTHING_HELD: Scope = { held: () => undefined, gathersOneSided: false };

function filler(
  ground: Ground,
  side: "request" | "vacancy",
  term: Term,
  known: ReadonlyMap<number, Float64Array>,
): Filler {
  const scope: Scope = {
    gathersOneSided: false,
    held(part) {
      const column = part.kind === "defined" ? known.get(part.definition) : undefined;
      return column && { text: `${source.bind(column)}[b]` };
    },
  };
  const source = new SourceText(ground.ruleSet, ground.columns, ground.reading, scope);
  const [row, other] = side === "request" ? ["r", "v"] : ["v", "r"];
  const value = source.number(term);
  return source.make(
    "from,to,out",
    `const ${other}=0,p=0;for(let ${row}=from;${row}<to;${row}++){const b=${row}-from;out[b]=${value};}`,
  );
}

/** Definitions of one value that the terms read, themselves or through others, in order: a definition reads earlier ones only. */
function definitionsRead({ ruleSet }: Ground, terms: readonly Term[]): number[] {
  const read = new Set<number>();
  const visit = (term: Term): void => {
    if (term.kind === "defined" && isScalar(term)) {
      if (read.has(term.definition)) return;
      read.add(term.definition);
    }
    for (const part of partsOf(term, ruleSet)) visit(part);
  };
  for (const term of terms) visit(term);
  return [...read].sort((a, b) => a - b);
}

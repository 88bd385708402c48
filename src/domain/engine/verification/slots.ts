/**
 * What the second evaluator holds so that a pair costs little: the one-sided parts of its conditions and points. Those of the request
 * lie in one column each, as small as their values allow; those of the vacancy in one short column, filled when it is entered.
 */
import { type Ground, sideColumn } from "./one-sided.ts";
import type { Participants } from "./participants.ts";
import { type HeldValue, type Scope, SourceText } from "./source-text.ts";
import { isScalar, isTruth, type Term } from "./terms.ts";

/** One value per position, in the smallest column that holds it. */
interface SlotColumn {
  readonly values: Int8Array | Int16Array | Int32Array | Float64Array;
  /** What stands for unknown, where something does. */
  readonly unknown?: number;
}

/** Terms computed at a time, so that little memory is taken on the way. */
const TERMS_AT_ONCE = 8;

/** The one-sided parts of conditions and points under one rule set. */
export class Slots {
  readonly #ground: Ground;
  readonly #participants: Participants;
  readonly #ofRequest = new Map<string, Term>();
  readonly #columns = new Map<string, SlotColumn>();
  readonly #ofVacancy = new Map<string, { readonly term: Term; readonly place: number }>();
  readonly #vacancyColumns: readonly Float64Array[];
  readonly #entered: Float64Array;

  /** Finds the one-sided parts of the terms and computes them for every position and vacancy. */
  constructor(ground: Ground, participants: Participants, terms: readonly Term[]) {
    this.#ground = ground;
    this.#participants = participants;
    const search = new SourceText(ground.ruleSet, ground.columns, ground.reading, {
      gathersOneSided: true,
      held: (term) => this.#find(term),
    });
    for (const term of terms) isTruth(term) ? search.truth(term) : search.number(term);
    this.#fill();
    this.#vacancyColumns = [...this.#ofVacancy.values()].map(({ term }) => sideColumn(ground, "vacancy", term));
    this.#entered = new Float64Array(this.#vacancyColumns.length);
  }

  /** Makes the values of a vacancy those that the text reads. */
  enter(vacancy: number): void {
    for (let place = 0; place < this.#entered.length; place++) {
      this.#entered[place] = this.#vacancyColumns[place]![vacancy]!;
    }
  }

  /** A text that reads the held values of position `b` and of the vacancy entered. */
  newSource(): SourceText {
    const scope: Scope = {
      gathersOneSided: true,
      held: (term) => this.#read(term, source),
      moved: (fact) => this.#participants.column(fact),
    };
    const source = new SourceText(this.#ground.ruleSet, this.#ground.columns, this.#ground.reading, scope);
    return source;
  }

  /** Declarations before a loop: the values of the vacancy entered, read once. */
  entry(source: SourceText): string {
    const reads = this.#vacancyColumns.map((column, place) => {
      const isWhole = column.every((value) => value === (value | 0));
      return `u${place}=${source.bind(this.#entered)}[${place}]${isWhole ? "|0" : ""}`;
    });
    return reads.length === 0 ? "" : `const ${reads.join(",")};`;
  }

  #find(term: Term): HeldValue | undefined {
    if (!this.#isHeld(term)) return undefined;
    const { reading } = this.#ground;
    const key = reading.key(term);
    if (reading.sides(term) === 1) {
      if (!this.#ofRequest.has(key)) this.#ofRequest.set(key, term);
    } else if (!this.#ofVacancy.has(key)) this.#ofVacancy.set(key, { term, place: this.#ofVacancy.size });
    return { text: "0" };
  }

  #isHeld(term: Term): boolean {
    if (term.kind === "constant" || term.kind === "as-of" || !isScalar(term)) return false;
    return this.#ground.reading.sides(term) !== 3 && !this.#ground.reading.isOpen(term);
  }

  #read(term: Term, source: SourceText): HeldValue | undefined {
    if (!this.#isHeld(term)) return undefined;
    const key = this.#ground.reading.key(term);
    const column = this.#columns.get(key);
    if (column) {
      const text = `${source.bind(column.values)}[b]`;
      return column.unknown === undefined ? { text } : { text, unknown: column.unknown };
    }
    const { place } = this.#ofVacancy.get(key)!;
    return { text: `${source.bind(this.#entered)}[${place}]`, inLoop: `u${place}` };
  }

  #fill(): void {
    const slots = [...this.#ofRequest];
    const { count } = this.#participants;
    const whole = Array.from({ length: Math.min(TERMS_AT_ONCE, slots.length) }, () => new Float64Array(count));
    for (let first = 0; first < slots.length; first += TERMS_AT_ONCE) {
      const some = slots.slice(first, first + TERMS_AT_ONCE);
      const terms = some.map(([, term]) => term);
      this.#participants.compute(terms, whole);
      some.forEach(([key], i) => {
        this.#columns.set(key, smallest(whole[i]!));
      });
    }
  }
}

/** A copy in the smallest type that leaves its lowest value free for unknown. */
function smallest(values: Float64Array): SlotColumn {
  let [least, greatest, isUnknown] = [0, 0, false];
  for (const value of values) {
    if (value < least) least = value;
    else if (value > greatest) greatest = value;
    else if (Number.isNaN(value)) isUnknown = true;
  }
  for (const type of [Int8Array, Int16Array, Int32Array]) {
    const limit = 2 ** (8 * type.BYTES_PER_ELEMENT - 1);
    if (least <= -limit || greatest >= limit) continue;
    const column = type.from(values);
    if (!isUnknown) return { values: column };
    for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) column[i] = -limit;
    return { values: column, unknown: -limit };
  }
  return { values: values.slice() };
}

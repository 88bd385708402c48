/**
 * What the second evaluator holds so that a pair costs little: the one-sided parts of its conditions and points. Those of the request
 * lie side by side in one record per position; those of the vacancy in one short column, filled when the vacancy is entered.
 */
import { ABSENT } from "../../facts/fact-table.ts";
import { eachBlock, type Ground, isNarrow, sideColumn } from "./one-sided.ts";
import { type HeldValue, type Scope, SourceText } from "./source-text.ts";
import { isScalar, isTruth, type Term } from "./terms.ts";

/** A slot in the records of the requests. */
interface RequestSlot {
  readonly term: Term;
  readonly isWide: boolean;
  /** Place among the narrow or the wide slots. */
  readonly place: number;
  mayBeUnknown: boolean;
}

export class Slots {
  readonly #ground: Ground;
  readonly #ofRequest = new Map<string, RequestSlot>();
  readonly #ofVacancy = new Map<string, { readonly term: Term; readonly place: number }>();
  readonly #narrowCount: number;
  readonly #wideCount: number;
  readonly #narrow: Int32Array;
  readonly #wide: Float64Array;
  readonly #vacancyColumns: readonly Float64Array[];
  readonly #entered: Float64Array;

  /** Finds the one-sided parts of the terms and computes them for every position and vacancy. */
  constructor(ground: Ground, rows: Int32Array, terms: readonly Term[]) {
    this.#ground = ground;
    const search = new SourceText(ground.ruleSet, ground.columns, ground.reading, {
      gathersOneSided: true,
      held: (term) => this.#find(term),
    });
    for (const term of terms) isTruth(term) ? search.truth(term) : search.number(term);
    const slots = [...this.#ofRequest.values()];
    this.#wideCount = slots.filter((slot) => slot.isWide).length;
    this.#narrowCount = slots.length - this.#wideCount;
    this.#narrow = new Int32Array(rows.length * this.#narrowCount);
    this.#wide = new Float64Array(rows.length * this.#wideCount);
    this.#fill(rows, slots);
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
    const scope: Scope = { gathersOneSided: true, held: (term) => this.#read(term, source) };
    const source = new SourceText(this.#ground.ruleSet, this.#ground.columns, this.#ground.reading, scope);
    return source;
  }

  #find(term: Term): HeldValue | undefined {
    if (!this.#isHeld(term)) return undefined;
    const { reading } = this.#ground;
    const key = reading.key(term);
    if (reading.sides(term) === 1) {
      if (!this.#ofRequest.has(key)) {
        const isWide = !isNarrow(this.#ground, term);
        const place = [...this.#ofRequest.values()].filter((slot) => slot.isWide === isWide).length;
        this.#ofRequest.set(key, { term, isWide, place, mayBeUnknown: false });
      }
    } else if (!this.#ofVacancy.has(key)) this.#ofVacancy.set(key, { term, place: this.#ofVacancy.size });
    return { text: "0", unknown: "never" };
  }

  #isHeld(term: Term): boolean {
    if (term.kind === "constant" || term.kind === "as-of" || !isScalar(term)) return false;
    return this.#ground.reading.sides(term) !== 3 && !this.#ground.reading.isOpen(term);
  }

  #read(term: Term, source: SourceText): HeldValue | undefined {
    if (!this.#isHeld(term)) return undefined;
    const key = this.#ground.reading.key(term);
    const slot = this.#ofRequest.get(key);
    if (slot?.isWide) return { text: `${source.bind(this.#wide)}[b*${this.#wideCount}+${slot.place}]`, unknown: "nan" };
    if (slot) {
      const text = `${source.bind(this.#narrow)}[b*${this.#narrowCount}+${slot.place}]`;
      return { text, unknown: slot.mayBeUnknown ? "absent" : "never" };
    }
    const { place } = this.#ofVacancy.get(key)!;
    return { text: `${source.bind(this.#entered)}[${place}]`, unknown: "nan" };
  }

  #fill(rows: Int32Array, slots: readonly RequestSlot[]): void {
    const positionOf = new Int32Array(this.#ground.columns.table.requestCount).fill(-1);
    for (let position = 0; position < rows.length; position++) positionOf[rows[position]!] = position;
    const terms = slots.map((slot) => slot.term);
    eachBlock(this.#ground, "request", terms, (from, to, values) => {
      slots.forEach((slot, i) => {
        const target = slot.isWide ? this.#wide : this.#narrow;
        const stride = slot.isWide ? this.#wideCount : this.#narrowCount;
        const column = values[i]!;
        for (let row = from; row < to; row++) {
          const position = positionOf[row]!;
          if (position < 0) continue;
          const value = column[row - from]!;
          if (Number.isNaN(value)) slot.mayBeUnknown = true;
          target[position * stride + slot.place] = Number.isNaN(value) && !slot.isWide ? ABSENT : value;
        }
      });
    });
  }
}

/**
 * Generated source on its way: values bound to names, functions written once, and at the end the function itself.
 * Invariant: names are e0, e1, ... and f0, f1, ...; numbers are whole. Nothing else that was read from a file enters the text.
 */
import type { Term } from "./terms.ts";

/** Variables of every function written: row of the vacancy, row of the request, base of held values, person. */
const VARIABLES = "v,r,b,p";

/** Source under way, with the values bound to its names. */
export class SourceWriter {
  readonly #bound: unknown[] = [];
  readonly #names = new Map<unknown, string>();
  readonly #functions: string[] = [];
  readonly #functionNames = new Map<Term, string>();
  #depth = 0;

  /** The name by which the text reads a value. */
  bind(value: unknown): string {
    let name = this.#names.get(value);
    if (!name) {
      name = `e${this.#bound.length}`;
      this.#bound.push(value);
      this.#names.set(value, name);
    }
    return name;
  }

  /** Makes the function whose parameters and body are given. */
  make<F>(parameters: string, body: string): F {
    const bindings = this.#bound.map((_, i) => `e${i}=E[${i}]`);
    const constants = bindings.length > 0 ? `const ${bindings.join(",")};` : "";
    const text = `"use strict";${constants}${this.#functions.join("\n")}\nreturn function(${parameters}){${body}};`;
    return new Function("E", text)(this.#bound) as F;
  }

  /** True while a function is written around the text. */
  get isInside(): boolean {
    return this.#depth > 0;
  }

  /** A call of a function of its own, made once per term; `body` is asked only the first time. */
  call(term: Term, body: () => string): string {
    let name = this.#functionNames.get(term);
    if (!name) {
      name = `f${this.#functionNames.size}`;
      this.#functionNames.set(term, name);
      this.#depth++;
      const text = body();
      this.#depth--;
      this.#functions.push(`function ${name}(${VARIABLES}){${text}}`);
    }
    return `${name}(${VARIABLES})`;
  }

  /** A call of a function of this program with the given texts. */
  runTime(called: (...values: never[]) => unknown, ...texts: string[]): string {
    return `${this.bind(called)}(${texts.join(",")})`;
  }

  /** Writes a function of one number and returns its name. */
  ofNumber(parameter: string, body: string): string {
    const name = `s${this.#functions.length}`;
    this.#functions.push(`function ${name}(${parameter}){${body}}`);
    return name;
  }
}

/** A whole number as text. Throws: any other number. */
export function literal(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error("only whole numbers enter the source text");
  return `(${value})`;
}

/** Conditions joined; none is true for "all of them" and false for "one of them". */
export function joined(texts: readonly string[], operator: "&&" | "||"): string {
  return texts.length === 0 ? String(operator === "&&") : `(${texts.join(operator)})`;
}

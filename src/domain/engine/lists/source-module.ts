/**
 * Generated source while it is written: its functions, the values it is given by name, and the step that compiles it.
 * The only place that calls `new Function`. Names and functions are made here; equal values and equal functions are made once.
 */

/** The parameters of every generated function: row of the request, row of the vacancy, place of the person. */
export const ROWS = "(r, v, i)";

/** Source with the values it reads. */
export class SourceModule {
  readonly #values = new Map<string, unknown>();
  readonly #functions: string[] = [];
  readonly #bodies = new Map<string, string>();
  readonly #shared = new Map<string, string>();

  /** Makes a value readable under a name. */
  give(name: string, value: unknown): string {
    this.#values.set(name, value);
    return name;
  }

  /** The name of a value given once for the same content. */
  share(content: string, make: () => unknown): string {
    let name = this.#shared.get(content);
    if (name === undefined) {
      name = this.give(`s${this.#shared.size}`, make());
      this.#shared.set(content, name);
    }
    return name;
  }

  /** Adds a function or a statement before everything that is added later. */
  add(source: string): void {
    this.#functions.push(source);
  }

  /** A call of a function with this body; equal bodies share one. */
  function(body: string): string {
    let name = this.#bodies.get(body);
    if (name === undefined) {
      name = `h${this.#bodies.size}`;
      this.#bodies.set(body, name);
      this.add(`function ${name}${ROWS} { ${body} }`);
    }
    return `${name}${ROWS}`;
  }

  /** The whole source; `more` follows the functions written so far, `finish` completes it. */
  source(exports: readonly string[], more = "", finish: (source: string) => string = (source) => source): string {
    return finish(`"use strict";\n${this.#functions.join("\n")}\n${more}\nreturn { ${exports.join(", ")} };`);
  }

  /** Compiles the source and gives the named functions. */
  link<T>(exports: readonly (keyof T & string)[], more?: string, finish?: (source: string) => string): T {
    const names = [...this.#values.keys()];
    const make = new Function(...names, this.source(exports, more, finish)) as (...values: unknown[]) => T;
    return make(...names.map((name) => this.#values.get(name)));
  }
}

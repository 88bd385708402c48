/**
 * The dictionary of a fact table while it grows: each text once, its code its place.
 */

/** Gives each text a code, and each code its text. */
export class TextCodes {
  /** Every text, by code. */
  readonly texts: string[] = [];
  readonly #codeByText = new Map<string, number>();

  /** Code of a text, entered when it is new. */
  code(text: string): number {
    const known = this.#codeByText.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.texts.push(text);
    this.#codeByText.set(text, code);
    return code;
  }

  /** Code of a text, or -1. */
  codeOf(text: string): number {
    return this.#codeByText.get(text) ?? -1;
  }

  /** Puts the texts in order and gives the new code of each old one. */
  sort(compare: (a: string, b: string) => number): Int32Array {
    const codes = new Int32Array(this.texts.length);
    const sorted = [...this.texts].sort(compare);
    sorted.forEach((text, code) => {
      codes[this.#codeByText.get(text)!] = code;
      this.texts[code] = text;
    });
    sorted.forEach((text, code) => {
      this.#codeByText.set(text, code);
    });
    return codes;
  }
}

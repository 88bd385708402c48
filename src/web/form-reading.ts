/**
 * A form read field by field: what cannot be read is kept as a problem of its field, so that all of them are told at once. The typed text
 * itself stays in the form, to be shown again.
 */
import { dayNumberOf } from "../domain/shared/dates.ts";
import type { FieldProblem } from "./components/problem-summary.ts";
import { textOf, textsOf } from "./forms.ts";
import type { PageAsked } from "./page-route.ts";

/** Reads a form and collects what is wrong with it. */
export class FormReading {
  readonly problems: FieldProblem[] = [];
  readonly #asked: Pick<PageAsked, "form" | "say">;

  constructor(asked: Pick<PageAsked, "form" | "say">) {
    this.#asked = asked;
  }

  /** As typed; undefined when it was left empty. */
  text(name: string): string | undefined {
    return textOf(this.#asked.form, name);
  }

  /** All that was sent under the name. */
  texts(name: string): readonly string[] {
    return textsOf(this.#asked.form, name);
  }

  /** As typed; a problem when it was left empty. */
  needed(name: string): string {
    const text = this.text(name);
    if (text === undefined) this.refuse(name, this.#asked.say("shell.missing"));
    return text ?? "";
  }

  /** True where a box was ticked. */
  ticked(name: string): boolean {
    return this.text(name) !== undefined;
  }

  /** A day as records write it, from 2026-11-23 or 23/11/2026. */
  day(name: string): string | undefined {
    return this.#read(name, readDay, "shell.not-a-day");
  }

  /** Cents, from euros with a comma or a point: 1 234,50. */
  cents(name: string): number | undefined {
    return this.#read(name, readCents, "shell.not-money");
  }

  /** A whole number. */
  whole(name: string): number | undefined {
    return this.#read(name, readWhole, "shell.not-a-number");
  }

  /** Adds a problem of a field. */
  refuse(field: string, sentence: string): void {
    this.problems.push({ field, sentence });
  }

  #read<V>(
    name: string,
    read: (text: string) => V | undefined,
    problem: "shell.not-a-day" | "shell.not-money" | "shell.not-a-number",
  ): V | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) this.refuse(name, this.#asked.say(problem));
    return value;
  }
}

/** A day as people or browsers write it; undefined for one that does not exist. */
export function readDay(text: string): string | undefined {
  const typed = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text);
  const day = typed ? `${typed[3]}-${typed[2]!.padStart(2, "0")}-${typed[1]!.padStart(2, "0")}` : text;
  return dayNumberOf(day) === undefined ? undefined : day;
}

/** Euros as people write them, in cents; undefined for what is not an amount. */
export function readCents(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  const amount = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain);
  return amount ? Number(amount[1]) * 100 + Number((amount[2] ?? "").padEnd(2, "0")) : undefined;
}

/** A whole number with or without spaces in its thousands. */
export function readWhole(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** Cents as one types them back into a field: 612,40. */
export function typedEuros(cents: number | undefined, decimalPoint = ","): string | undefined {
  if (cents === undefined) return undefined;
  const rest = cents % 100;
  return `${Math.floor(cents / 100)}${rest === 0 ? "" : `${decimalPoint}${String(rest).padStart(2, "0")}`}`;
}

/**
 * One cell of a CSV file to one value, or the reason why it is none. Bounds and patterns are checked later, with those of every other format.
 */
import type { FactSchema } from "../../../domain/facts/schema.ts";
import { plainHeading } from "../../../domain/imports/request-columns.ts";
import { dayNumberOf, dayText } from "../../../domain/shared/dates.ts";
import type { InputProblemCode, ProblemValues } from "../input-problem.ts";
import { nothing, type Words } from "../words.ts";

/** How the cells of a column are read. */
export type CellKind =
  | { readonly kind: "integer"; readonly isMoney: boolean }
  | { readonly kind: "boolean" }
  | { readonly kind: "day" }
  | { readonly kind: "text"; readonly allowed: readonly string[] }
  | { readonly kind: "list"; readonly allowed: readonly string[] }
  | { readonly kind: "degrees"; readonly example: string }
  | CellOfPeople;

/** Cells as people write them in a spreadsheet: euros, kilometres, French days, words for codes, lists with commas. */
export type CellOfPeople =
  | { readonly kind: "scaled"; readonly factor: number; readonly example: string }
  | { readonly kind: "french-day" }
  | {
      readonly kind: "words";
      readonly allowed: readonly string[];
      readonly words: ReadonlyMap<string, string>;
      /** Those that are proposed where another was written. */
      readonly proposed: string;
    }
  | { readonly kind: "loose-list" };

/** Where the value of a column goes, and how its cells are read. */
export interface CsvColumn {
  readonly name: string;
  /** Members from the record inwards; a number is the place in a list of persons. */
  readonly path: readonly (string | number)[];
  readonly kind: CellKind;
  /** A file without this column cannot be read. */
  readonly isRequired: boolean;
}

/** Why a cell is no value. */
export class CellError {
  readonly code: InputProblemCode;
  readonly values: ProblemValues;

  constructor(code: InputProblemCode, values: ProblemValues) {
    this.code = code;
    this.values = values;
  }
}

const booleans = new Map<string, boolean>(
  Object.entries({ true: true, oui: true, yes: true, vrai: true, "1": true }).concat(
    Object.entries({ false: false, non: false, no: false, faux: false, "0": false }),
  ),
);

/** How the cells of a fact are read. */
export function cellKindOf(schema: FactSchema, name: string): CellKind {
  if (schema.type === "integer") return { kind: "integer", isMoney: name.includes("Cents") };
  if (schema.type === "boolean") return { kind: "boolean" };
  if (schema.type === "array") return { kind: "list", allowed: schema.items?.enum ?? [] };
  return schema.format === "date" ? { kind: "day" } : { kind: "text", allowed: schema.enum ?? [] };
}

/** The value of a cell that is not empty. */
export function cellValue(kind: CellKind, text: string): string | number | boolean | string[] | CellError {
  switch (kind.kind) {
    case "scaled":
      return scaledOf(text, kind.factor) ?? new CellError("no-amount", { sent: text, example: kind.example });
    case "french-day":
      return frenchDay(text) ?? (dayNumberOf(text) === undefined ? dayError(text, "french-day-format") : text);
    case "words":
      return wordOf(text, kind);
    case "loose-list":
      return text.split(/[\s,;|/]+/).filter((item) => item !== "");
    case "text":
      return asAllowed(text, kind.allowed);
    case "integer":
      return integerOf(text, kind.isMoney);
    case "boolean":
      return booleans.get(text) ?? booleans.get(text.toLowerCase()) ?? new CellError("no-boolean", { sent: text });
    case "day":
      return dayNumberOf(text) === undefined ? dayError(text) : text;
    case "list":
      return listOf(text, kind.allowed);
    case "degrees":
      if (/^-?\d{1,3}(\.\d+)?$/.test(text)) return Number(text);
      if (/^-?\d{1,3},\d+$/.test(text)) {
        return new CellError("decimal-comma", { sent: text, todo: both(text.replace(",", ".")) });
      }
      return new CellError("no-coordinate", { sent: text, example: kind.example });
  }
}

function integerOf(text: string, isMoney: boolean): number | CellError {
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  const cents = isMoney ? centsOf(text) : undefined;
  if (cents !== undefined) return new CellError("money-in-cents", { sent: text, todo: cents });
  if (/^-?\d+\.\d+$/.test(text)) return new CellError("no-decimal", { sent: text });
  if (isMoney || !/^-?\d+,\d+$/.test(text)) {
    return new CellError("no-number", { sent: text, example: isMoney ? "125000" : "12" });
  }
  const todo = {
    en: "Facts are whole numbers: write one without a comma.",
    fr: "Les faits sont des nombres entiers : écrivez-en un sans virgule.",
  };
  return new CellError("decimal-comma", { sent: text, todo });
}

/** The cents of an amount written as people write euros: `21 500,00`, `650 €`. Undefined without decimals or a currency, where euros would be a guess. */
function centsOf(text: string): string | undefined {
  const amount = text.replace(/\s*(?:€|EUR|euros?)$/i, "");
  const parts = /^(-?)(\d{1,3}(?:\s\d{3})+|\d{1,8})(?:[,.](\d{1,2}))?$/.exec(amount);
  if (!parts || (parts[3] === undefined && amount === text)) return undefined;
  const euros = parts[2]!.replaceAll(/\s/g, "");
  const cents = Number(`${euros}${(parts[3] ?? "").padEnd(2, "0")}`);
  return `${parts[1]}${cents}`;
}

/** The code that a word stands for. */
function wordOf(
  text: string,
  { words, allowed, proposed }: Extract<CellOfPeople, { kind: "words" }>,
): string | CellError {
  const code = words.get(plainHeading(text)) ?? asAllowed(text, allowed);
  if (allowed.includes(code)) return code;
  const shown = { en: allowed.join(", "), fr: proposed };
  return new CellError("not-allowed", { sent: text, allowed: shown, hint: nothing });
}

/** A whole number of the unit asked for, from one as people write it: `21 500,00`, `650 €`, `12.5 km`. Undefined for anything else. */
function scaledOf(text: string, factor: number): number | undefined {
  const amount = text.replace(/\s*(?:€|EUR|euros?|km|kilom[eè]tres?)$/i, "");
  const parts = /^(-?)(\d{1,3}(?:[\s.]\d{3})+(?!\d)|\d{1,9})(?:[,.](\d{1,3}))?$/.exec(amount);
  if (!parts) return undefined;
  const whole = Number(parts[2]!.replaceAll(/[\s.]/g, ""));
  const digits = String(factor).length - 1;
  const decimals = parts[3] ?? "";
  if (decimals.length > digits && Number(decimals.slice(digits)) > 0) return undefined;
  const value = whole * factor + Number(decimals.slice(0, digits).padEnd(digits, "0"));
  return parts[1] ? -value : value;
}

/** A day written as in France, `17/05/1994`; undefined where it is none. */
function frenchDay(text: string): string | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!parts) return undefined;
  const iso = `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
  return dayNumberOf(iso) === undefined ? undefined : iso;
}

/** The text as it is allowed: capitals make no difference. Any other text stays as it is, for the schema to refuse. */
function asAllowed(text: string, allowed: readonly string[]): string {
  if (allowed.length === 0 || allowed.includes(text)) return text;
  const lower = text.toLowerCase();
  return allowed.find((value) => value.toLowerCase() === lower) ?? text;
}

/** Why a text is no day, with what to write instead where that can be guessed. */
export function dayError(text: string, format: "day-format" | "french-day-format" = "day-format"): CellError {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new CellError("day-missing", { sent: text });
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = french ? `${french[3]}-${french[2]!.padStart(2, "0")}-${french[1]!.padStart(2, "0")}` : text.slice(0, 10);
  const dayNumber = dayNumberOf(iso);
  if (french && dayNumber === undefined && Number(french[2]) <= 12) return new CellError("day-missing", { sent: text });
  return new CellError(format, {
    sent: text,
    hint: dayNumber === undefined ? nothing : spaced(both(dayText(dayNumber))),
  });
}

function listOf(text: string, allowed: readonly string[]): string[] | CellError {
  if (text.includes(",") || text.includes(";")) {
    return new CellError("list-comma", { sent: text, todo: text.split(/[,;|\s]+/).join(" ") });
  }
  const items = text.split(/[|\s]+/).filter((item) => item !== "");
  return items.map((item) => asAllowed(item, allowed));
}

/** A sentence that says what to write. */
function both(text: string): Words {
  return { en: `Write ${text}.`, fr: `Écrivez ${text}.` };
}

function spaced({ en, fr }: Words): Words {
  return { en: ` ${en}`, fr: ` ${fr}` };
}

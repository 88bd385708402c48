/**
 * What compiling writes down as it goes: findings with their place, and where each compiled object stands.
 * One notebook per rule set; compiling never stops at the first finding.
 */
import { compareText } from "../../shared/order.ts";
import { type Phrase, phrase, said } from "../../shared/phrase.ts";
import { checkExpression } from "../check-expression.ts";
import type { CheckedExpression, ValueType } from "../expression.ts";
import type { Finding, FindingKind } from "../finding.ts";
import type { ExpressionContext } from "../lowering/expression-context.ts";
import type { Source } from "../rule-set.ts";
import type { Place, Placed } from "./places.ts";

/** What compiling has written down so far. */
export interface Notebook {
  readonly findings: Finding[];
  readonly places: Map<object, Place>;
}

/** A notebook with nothing in it. */
export function openNotebook(): Notebook {
  return { findings: [], places: new Map() };
}

/** A place below another one. */
export function below(place: Place, tail: string | number): Place {
  return { file: place.file, pointer: `${place.pointer}/${tail}` };
}

/** Writes down an error at a place. */
export function error(notebook: Notebook, kind: FindingKind, place: Place, sentence: Phrase, position?: number): void {
  const where = { file: place.file, pointer: place.pointer, ...(position === undefined ? {} : { position }) };
  notebook.findings.push({ severity: "error", kind, ...where, ...said(sentence) });
}

/** Writes down a warning at a place. */
export function warning(notebook: Notebook, kind: FindingKind, place: Place, sentence: Phrase): void {
  notebook.findings.push({ severity: "warning", kind, file: place.file, pointer: place.pointer, ...said(sentence) });
}

/** Remembers where an object stands, and returns it. */
export function placed<T extends object>(notebook: Notebook, place: Place, object: T): T {
  notebook.places.set(object, place);
  return object;
}

/** The checked expression of a text, or undefined after its problems were written down. */
export function checked(
  notebook: Notebook,
  place: Place,
  text: string,
  context: ExpressionContext,
  expected: readonly ValueType[],
): CheckedExpression | undefined {
  const { expression, problems } = checkExpression(text, context, expected);
  for (const problem of problems) error(notebook, problem.kind, place, problem.phrase, problem.position);
  return expression && placed(notebook, place, expression);
}

/** The source, or one without text after the finding that it is missing. */
export function requireSource(notebook: Notebook, place: Place, title: Phrase, source: Source | undefined): Source {
  if (source && source.text.trim() !== "") return source;
  error(
    notebook,
    "no-source",
    place,
    phrase`${title} has no source; say where it comes from in "source", with at least a text.`,
  );
  return { text: "" };
}

/** One finding for every entry whose id an earlier one has. */
export function refuseDuplicates(
  notebook: Notebook,
  entries: readonly Placed<{ readonly id: string }>[],
  title: Phrase,
): void {
  const first = new Map<string, Place>();
  for (const { entry, place } of entries) {
    const before = first.get(entry.id);
    if (!before) first.set(entry.id, place);
    else {
      const sentence = phrase`The id "${entry.id}" is used twice among ${title}; first at ${before.file}${before.pointer}.`;
      error(notebook, "duplicate-id", below(place, "id"), sentence);
    }
  }
}

/** Files in the order of their paths. */
export function byPath<T extends { readonly path: string }>(files: readonly T[]): T[] {
  return [...files].sort((a, b) => compareText(a.path, b.path));
}

/** What a use case refused, as problems of the form that asked for it. */
import type { DomainError } from "../../domain/shared/domain-error.ts";
import { problemSentence } from "../../texts/problem-sentence.ts";
import type { PageAsked } from "../page-route.ts";
import type { FieldProblem } from "./problem-summary.ts";

/**
 * One problem for each thing to correct. `nameOf` says which field of the form asks for a field of the use case; absent, the names are the
 * same.
 */
export function problemsOf(
  { language }: Pick<PageAsked, "language">,
  error: DomainError,
  nameOf: (field: string) => string | undefined = (field) => field,
): readonly FieldProblem[] {
  const { sentence, details } = problemSentence(error, language);
  if (details.length > 0) return details.map((detail) => problemAt(detail.field, detail.sentence, nameOf));
  const field = error.values.field;
  return [problemAt(typeof field === "string" ? field : undefined, sentence, nameOf)];
}

function problemAt(
  field: string | undefined,
  sentence: string,
  nameOf: (field: string) => string | undefined,
): FieldProblem {
  const name = field === undefined ? undefined : nameOf(field);
  return name === undefined ? { sentence } : { field: name, sentence };
}

/** What is wrong with a request, in the words of its form: days that cannot be are said as days, not as names of facts. */
import { DomainError } from "../../../domain/shared/domain-error.ts";
import type { Problem } from "../../../domain/shared/problem.ts";
import type { TextKey } from "../../../texts/texts.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import type { PageAsked } from "../../page-route.ts";
import { fieldOfFact } from "./request-reading.ts";

/** The problems of a refusal. */
export function refusalProblems(
  asked: Pick<PageAsked, "say" | "language">,
  error: DomainError,
): readonly FieldProblem[] {
  const { code, values, details } = error;
  return requestProblems(asked, code === "several-problems" ? (details as readonly Problem[]) : [{ code, values }]);
}

/** Problems at the fields that ask for what is wrong; one sentence for each field, however many reasons lead to it. */
export function requestProblems(
  asked: Pick<PageAsked, "say" | "language">,
  problems: readonly Problem[],
): readonly FieldProblem[] {
  const told = problems.flatMap(({ code, values }): readonly FieldProblem[] => {
    const own = ownText(code, values);
    return own
      ? [{ field: own.field, sentence: asked.say(own.text) }]
      : problemsOf(asked, new DomainError(code, values), fieldOfFact);
  });
  return told.filter(
    ({ field }, place) => field !== "filedOn" || told.findIndex((one) => one.field === field) === place,
  );
}

function ownText(
  code: string,
  { field = "", other = "" }: Problem["values"],
): { readonly field: string; readonly text: TextKey } | undefined {
  const names = [String(field), String(other)];
  const at = fieldOfFact(String(field));
  if (code === "days-contradict" && names.includes("today"))
    return { field: "filedOn", text: names.includes("filedOn") ? "hr.form.day-to-come" : "hr.form.filed-long-ago" };
  if (code === "days-contradict" && names.includes("one-year-from-today"))
    return { field: "filedOn", text: "hr.form.day-to-come" };
  if (code !== "not-allowed" || at === undefined) return undefined;
  if (at.toLowerCase().endsWith("bornon")) return { field: at, text: "hr.form.day-to-come" };
  return at === "endsOn" ? { field: at, text: "hr.form.ends-before-start" } : undefined;
}

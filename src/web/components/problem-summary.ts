/** What must be corrected before a form is taken: all of it at once, each with a link to its field. */
import { icon } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { PageAsked } from "../page-route.ts";
import { fieldId } from "./field-id.ts";

/** One thing to correct. */
export interface FieldProblem {
  /** Name of the field; absent when it is about the whole. */
  readonly field?: string;
  readonly sentence: string;
}

/** The problems above the form, announced when the page comes; nothing where there are none. */
export function problemSummary(
  { say }: Pick<PageAsked, "say">,
  problems: readonly FieldProblem[],
  title = say("shell.problems", { count: problems.length }),
): Html | undefined {
  if (problems.length === 0) return undefined;
  return html`<div class="notice is-risk problems" id="problems" role="alert" tabindex="-1"><h2 class="state is-risk">${icon("warn")}<span class="word">${title}</span></h2><ul>${problems.map(
    ({ field, sentence }) =>
      html`<li>${field === undefined ? sentence : html`<a href="#${fieldId(field)}">${sentence}</a>`}</li>`,
  )}</ul></div>`;
}

/** The sentences about one field. */
export function problemsAt(problems: readonly FieldProblem[] | undefined, name: string): readonly string[] {
  return (problems ?? []).filter(({ field }) => field === name).map(({ sentence }) => sentence);
}

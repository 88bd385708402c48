/** A form that came back: with what was typed, what is wrong with it, and whether somebody was faster. */
import type { FieldProblem } from "../../components/problem-summary.ts";
import type { Form } from "../../page-route.ts";

/** What a page is shown with after a form was sent. */
export interface Returned {
  readonly status: 409 | 422;
  readonly form: Form;
  readonly problems: readonly FieldProblem[];
}

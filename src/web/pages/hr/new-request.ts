/** A new request: its form, the check before it is sent, the draft, the sending. */
import { checkRequest } from "../../../app/check-request.ts";
import { listCommunes } from "../../../app/list-communes.ts";
import { listDeclared } from "../../../app/list-declared.ts";
import { submitRequest } from "../../../app/submit-request.ts";
import type { Employer } from "../../../domain/facts/employer.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { html } from "../../../markup/html.ts";
import { pageHead } from "../../components/page-head.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { textOf } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { checkView } from "./check-view.ts";
import { requestForm, rowsFor } from "./request-form.ts";
import { refusalProblems, requestProblems } from "./request-problems.ts";
import { personRows, readRequestForm } from "./request-reading.ts";

/** Employers offered in the form; whoever acts for more writes the id. */
const MOST_EMPLOYERS = 500;

export async function newRequestPage(asked: PageAsked): Promise<PageShown> {
  return formPage(asked, { typed: {}, rows: rowsFor(0), problems: [] });
}

/** The employers somebody acts for. */
export async function employersOf({ context, visitor }: PageAsked): Promise<readonly Employer[]> {
  const { records } = await listDeclared(context, visitor!.actor, { kind: "employer", limit: MOST_EMPLOYERS });
  return records.map(({ document }) => document.facts as Employer);
}

export async function sendNewRequest(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form } = asked;
  const wanted = textOf(form, "do") ?? "send";
  const rows = rowsFor(personRows(asked));
  if (wanted === "more-persons") return formPage(asked, { typed: form, rows: rows + 2, problems: [] });
  const isDraft = wanted === "draft";
  const employers = await employersOf(asked);
  const { facts, person, problems } = readRequestForm(asked, {
    communes: await listCommunes(context, visitor!.actor),
    employerIds: employers.map(({ id }) => id),
    isDraft,
  });
  const send = { facts, ...(person ? { person } : {}) };
  if (wanted === "check") return checkedPage(asked, send, problems, rows);
  if (problems.length > 0) return formPage(asked, { typed: form, rows, problems });
  try {
    const { requestId, state } = await submitRequest(context, visitor!.actor, { ...send, isDraft });
    const told = isDraft ? "hr.told.draft" : state === "submitted" ? "hr.told.waits" : "hr.told.submitted";
    return { kind: "see-other", to: `/requests/${requestId}`, told };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "invalid") throw error;
    return formPage(asked, { typed: form, rows, problems: refusalProblems(asked, error) });
  }
}

async function checkedPage(
  asked: PageAsked,
  send: Parameters<typeof checkRequest>[2],
  read: readonly FieldProblem[],
  rows: number,
): Promise<PageShown> {
  const checked = await checkRequest(asked.context, asked.visitor!.actor, send);
  const problems = [...read, ...requestProblems(asked, checked.problems)];
  return formPage(asked, {
    typed: asked.form,
    rows,
    problems,
    checked: checkView(asked, { ...checked, problems: checked.problems }),
    isChecked: true,
  });
}

interface Shown {
  readonly typed: Form;
  readonly rows: number;
  readonly problems: readonly FieldProblem[];
  readonly checked?: ReturnType<typeof checkView>;
  /** A check is an answer, not a refusal. */
  readonly isChecked?: boolean;
}

async function formPage(
  asked: PageAsked,
  { typed, rows, problems, checked, isChecked = false }: Shown,
): Promise<PageShown> {
  const { context, visitor, say } = asked;
  const body = html`${pageHead(asked, {
    title: say("hr.new.title"),
    lead: say("hr.new.lead"),
    crumbs: [{ href: "/requests", text: say("hr.requests.title") }],
  })}
${requestForm(asked, {
  action: "/requests",
  employers: await employersOf(asked),
  communes: await listCommunes(context, visitor!.actor),
  typed,
  rows: Math.min(19, rows),
  problems,
  ends: "new",
  cancelTo: "/requests",
  ...(checked ? { checked } : {}),
})}`;
  const status = problems.length > 0 && !isChecked ? { status: 422 } : {};
  return { kind: "page", title: say("hr.new.title"), body, under: "/requests", ...status };
}

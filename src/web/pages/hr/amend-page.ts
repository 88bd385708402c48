/** A request told anew: the same form with what is stored; a draft is completed and sent from here. */
import { amendRequest } from "../../../app/amend-request.ts";
import { checkRequest } from "../../../app/check-request.ts";
import { listCommunes } from "../../../app/list-communes.ts";
import type { Stored } from "../../../app/ports.ts";
import { readRequest } from "../../../app/read-request.ts";
import { submitRequest } from "../../../app/submit-request.ts";
import type { Request } from "../../../domain/facts/request.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import { validityFrom } from "../../../domain/requests/request-days.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { pageHead } from "../../components/page-head.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { textOf, versionIn } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { checkView } from "./check-view.ts";
import { contentsIn, namesOf, nameText } from "./person-names.ts";
import { requestForm, rowsFor, typedFacts } from "./request-form.ts";
import { refusalProblems, requestProblems } from "./request-problems.ts";
import { personRows, readRequestForm } from "./request-reading.ts";

export async function amendPage(asked: PageAsked): Promise<PageShown> {
  const { request, contents, name } = await amended(asked);
  const { facts } = request.document;
  const communes = new Map((await communesOf(asked)).map(({ code, title }) => [code, title]));
  return formPage(asked, request, name, {
    typed: typedFacts(facts!, contents, communes),
    rows: rowsFor(facts!.household.persons.length - 1),
    problems: [],
    expected: request.version,
  });
}

/** The request to amend, with its names: one logged reading. Throws: `erased`. */
async function amended(asked: PageAsked) {
  const { context, visitor, params } = asked;
  const { request } = await readRequest(context, visitor!.actor, { requestId: params.requestId! });
  if (!request.document.facts) throw new DomainError("erased", { kind: "request", id: request.id });
  const names = await namesOf(asked, [request], "follow-request");
  return { request, contents: contentsIn(names, request), name: nameText(new Wording(asked.language), names, request) };
}

function communesOf({ context, visitor }: PageAsked) {
  return listCommunes(context, visitor!.actor);
}

export async function sendAmendment(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params } = asked;
  const { actor } = visitor!;
  const { request, contents, name } = await amended(asked);
  const before = request.document.facts!;
  const isDraft = request.document.state === "draft";
  const expected = textOf(form, "expected") === undefined ? request.version : versionIn(form, "expected");
  const rows = rowsFor(personRows(asked));
  const wanted = textOf(form, "do") ?? "send";
  const show = (more: Partial<Shown>) =>
    formPage(asked, request, name, { typed: form, rows, problems: [], expected, ...more });
  if (wanted === "more-persons") return show({ rows: rows + 2 });
  const read = readRequestForm(asked, {
    communes: await communesOf(asked),
    before,
    employerIds: [],
    // A request that was imported without names may be told anew without them.
    isDraft: isDraft ? wanted === "draft" : contents === undefined,
  });
  const facts = factsOf(read.facts, before, isDraft);
  const person = personOf(read.person, contents);
  if (wanted === "check") {
    const asOwn = { facts, ...(read.person ? { person: read.person } : {}) };
    const checked = await checkRequest(context, actor, asOwn);
    // What only others set stands in the facts already, and the days of a request that was handed in are no longer those of a submission.
    const problems = checked.problems.filter(
      ({ code, values }) =>
        values.allowed !== "secretary" && values.allowed !== "judge-proof" && (isDraft || code !== "days-contradict"),
    );
    return show({
      problems: [...read.problems, ...requestProblems(asked, problems)],
      checked: checkView(asked, { ...checked, problems }),
      isChecked: true,
    });
  }
  if (read.problems.length > 0) return show({ problems: read.problems });
  try {
    const requestId = params.requestId!;
    const amendedNow = await amendRequest(context, actor, {
      requestId,
      expected,
      facts,
      ...(person ? { person } : {}),
    });
    if (!isDraft || wanted === "draft")
      return { kind: "see-other", to: `/requests/${requestId}`, told: isDraft ? "hr.told.draft" : "hr.told.amended" };
    const { state } = await submitRequest(context, actor, { draftId: requestId, expected: amendedNow.version });
    return {
      kind: "see-other",
      to: `/requests/${requestId}`,
      told: state === "submitted" ? "hr.told.waits" : "hr.told.submitted",
    };
  } catch (error) {
    if (!(error instanceof DomainError) || (error.kind !== "invalid" && error.code !== "conflict")) throw error;
    if (error.code !== "conflict") return show({ problems: refusalProblems(asked, error) });
    const now = (await readRequest(context, actor, { requestId: request.id })).request;
    return { ...(await show({ problems: refusalProblems(asked, error), expected: now.version })), status: 409 };
  }
}

/** Facts of the form; those it has no field for are among them. A draft that is filed on another day is valid for a year from then. */
function factsOf(read: Partial<Request>, before: Request, isDraft: boolean): Request {
  const facts = read as Request;
  if (!isDraft || facts.filedOn === before.filedOn) return facts;
  return { ...facts, validUntil: validityFrom(facts.filedOn).endsOn };
}

/** The names to store; undefined where they are as they were. */
function personOf(read: PersonContents | undefined, before: PersonContents | undefined): PersonContents | undefined {
  if (!read) return undefined;
  const after = { ...read, ...(before?.householdNames ? { householdNames: before.householdNames } : {}) };
  const sorted = (contents: object) => JSON.stringify(Object.entries(contents).sort());
  return before && sorted(before) === sorted(after) ? undefined : after;
}

interface Shown {
  readonly typed: Form;
  readonly rows: number;
  readonly problems: readonly FieldProblem[];
  readonly expected: number;
  readonly checked?: ReturnType<typeof checkView>;
  readonly isChecked?: boolean;
}

async function formPage(
  asked: PageAsked,
  request: Stored<"request">,
  name: string,
  { typed, rows, problems, expected, checked, isChecked = false }: Shown,
): Promise<PageShown> {
  const { say } = asked;
  const isDraft = request.document.state === "draft";
  const title = say(isDraft ? "hr.amend.draft-title" : "hr.amend.title");
  const here = `/requests/${request.id}`;
  const body = html`${pageHead(asked, {
    title,
    lead: say(isDraft ? "hr.amend.draft-lead" : "hr.amend.lead"),
    crumbs: [
      { href: "/requests", text: say("hr.requests.title") },
      { href: here, text: name },
    ],
  })}
${requestForm(asked, {
  action: `${here}/amend`,
  employers: [],
  communes: await communesOf(asked),
  typed,
  rows: Math.min(19, rows),
  problems,
  ends: isDraft ? "draft" : "amend",
  expected,
  cancelTo: here,
  ...(checked ? { checked } : {}),
})}`;
  const status = problems.length > 0 && !isChecked ? { status: 422 } : {};
  return { kind: "page", title, body, under: "/requests", ...status };
}

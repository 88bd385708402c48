/**
 * All answers of a session of the award commission in one form. Each designation is recorded by itself: what is right is kept, what has to be corrected is
 * shown again with all that was typed.
 */
import { listDesignations } from "../../../app/list-designations.ts";
import { type DesignationRead, readDesignation } from "../../../app/read-designation.ts";
import { recordAnswer } from "../../../app/record-answer.ts";
import { daysLeft } from "../../../domain/clocks/clock.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { type Html, html } from "../../../markup/html.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { formOf, textOf, textsOf, versionIn } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageRoute } from "../../page-route.ts";
import { answerField, answerPanels, answerProblemsOf, candidateField, readAnswers } from "./answer-form.ts";
import { LandlordWords } from "./landlord-words.ts";

/** The form and what it does. */
export const sessionPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/designations/session",
    access: "record-answer",
    handle: (asked) => sessionPage(asked, { typed: {}, problems: [], kept: 0 }),
  },
  { method: "post", path: "/designations/session", access: "record-answer", handle: answerAll },
];

/** The most dwellings of one session: a form may have a thousand fields. */
const MOST = 25;

interface Shown {
  readonly typed: Form;
  readonly problems: readonly FieldProblem[];
  /** Designations recorded a moment ago. */
  readonly kept: number;
}

/** What stands before the names of the fields of one designation. */
function scopeOf(designationId: string): string {
  return `${designationId}:`;
}

async function answerAll(asked: PageAsked): Promise<PageAnswer> {
  const { form, say } = asked;
  const designationIds = Object.keys(form).flatMap((name) => /^([^:]+):version$/.exec(name)?.[1] ?? []);
  const problems: FieldProblem[] = [];
  let kept = 0;
  let answered = 0;
  for (const designationId of designationIds.slice(0, MOST)) {
    const outcome = await answerOne(asked, designationId);
    if (outcome === "nothing") continue;
    answered++;
    if (outcome.length === 0) kept++;
    problems.push(...outcome);
  }
  if (answered === 0) problems.push({ sentence: say("landlord.session.none") });
  if (problems.length === 0) return { kind: "see-other", to: "/designations", told: "landlord.told.answers" };
  return sessionPage(asked, { typed: form, problems, kept });
}

/** Records the answers of one designation, and gives what is wrong with them; `nothing` where none was given. */
async function answerOne(asked: PageAsked, designationId: string): Promise<"nothing" | readonly FieldProblem[]> {
  const { context, visitor, form, say } = asked;
  const scope = scopeOf(designationId);
  const own = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(scope) ? [[name.slice(scope.length), value]] : [],
    ),
  );
  const isAnswered = textsOf(own, candidateField).some(
    (requestId) => textOf(own, answerField(requestId)) !== undefined,
  );
  if (!isAnswered) return "nothing";
  const local = { form: { ...own, answeredOn: form.answeredOn }, say };
  const { given, problems } = readAnswers(local);
  const scoped = (all: readonly FieldProblem[]) =>
    all.map(({ field: name, sentence }) => {
      return name === undefined || name === "answeredOn"
        ? { ...(name ? { field: name } : {}), sentence }
        : { field: `${scope}${name}`, sentence };
    });
  if (problems.length > 0) return scoped(problems);
  try {
    const version = versionIn(own, "version");
    await recordAnswer(context, visitor!.actor, { designationId, version, ...given });
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === "conflict") return [{ sentence: `${designationId}: ${say("landlord.somebody-faster")}` }];
    if (error.kind !== "invalid" && error.kind !== "refused") throw error;
    return scoped(answerProblemsOf(asked, error, given));
  }
}

async function sessionPage(asked: PageAsked, { typed, problems, kept }: Shown): Promise<PageAnswer> {
  const { context, visitor, say } = asked;
  const actor = visitor!.actor;
  const { records } = await listDesignations(context, actor, { state: "sent", limit: MOST });
  const read: DesignationRead[] = [];
  for (const { id } of records) read.push(await readDesignation(context, actor, { designationId: id }));
  const social = read
    .filter(({ landlord }) => landlord.kind === "social")
    .toSorted((a, b) => compareText(dueOf(a), dueOf(b)) || compareText(a.designation.id, b.designation.id));
  const today = context.clock.today();
  const content =
    social.length === 0
      ? emptyState({ title: say("landlord.session.empty"), text: say("landlord.designations.none-text") })
      : formOf(
          asked,
          { action: "/designations/session" },
          html`<div class="fields-row">${field(asked, {
            as: "day",
            name: "answeredOn",
            label: say("landlord.answer.decided-on"),
            value: textOf(typed, "answeredOn") ?? today,
            until: today,
            problems,
          })}</div>${social.map((one) => dwellingPart(asked, one, { typed, problems, today }))}${formActions(asked, {
            submit: say("landlord.session.send"),
            note: say("landlord.session.note"),
            cancelTo: "/designations",
          })}`,
        );
  return {
    kind: "page",
    title: say("landlord.session.title"),
    under: "/designations",
    ...(problems.length > 0 ? { status: 422 } : {}),
    body: html`${pageHead(asked, {
      title: say("landlord.session.title"),
      lead: say("landlord.session.lead", { count: social.length }),
      crumbs: [{ href: "/designations", text: say("landlord.designations") }],
    })}${kept > 0 && html`<p class="notice is-good" role="status">${say("landlord.session.kept", { count: kept })}</p>`}${problemSummary(asked, problems)}${content}`,
  };
}

function dueOf({ designation }: DesignationRead): string {
  return designation.document.answerClock?.endsOn ?? "9999";
}

function dwellingPart(
  asked: PageAsked,
  read: DesignationRead,
  {
    typed,
    problems,
    today,
  }: { readonly typed: Form; readonly problems: readonly FieldProblem[]; readonly today: string },
): Html {
  const { say, language } = asked;
  const { designation, dwelling } = read;
  const words = new LandlordWords(language, read.procedure);
  const { answerClock } = designation.document;
  const scope = scopeOf(designation.id);
  const delay =
    answerClock &&
    say("landlord.session.days", { days: daysLeft(answerClock, today), day: words.day(answerClock.endsOn) });
  return html`<section class="of-session" aria-labelledby="d-${designation.id}"><div class="head"><h2 id="d-${designation.id}"><a href="/designations/${designation.id}">${words.place(dwelling)}</a></h2><p class="note">${words.kind(dwelling)}, ${words.rent(dwelling)}${delay && html` · ${delay}`}</p></div><input type="hidden" name="${scope}version" value="${designation.version}">${answerPanels(asked, read, { typed, problems, scope })}</section>`;
}

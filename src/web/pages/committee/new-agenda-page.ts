/** Opening a session: its day, and which proposals it decides. Nothing is ticked in advance. */
import { listToDecide } from "../../../app/list-to-decide.ts";
import { openAgenda } from "../../../app/open-agenda.ts";
import type { ProposalRow } from "../../../app/proposals/proposal-rows.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { FormReading } from "../../form-reading.ts";
import { formOf, textOf, textsOf } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { candidatesText, dwellingLine, placesOf } from "./agenda-table.ts";
import { lookBadge } from "./look-badge.ts";

const SHOWN = 1_000;

export async function newAgendaPage(asked: PageAsked): Promise<PageShown> {
  return show(asked, {}, []);
}

/** Opens it. */
export async function openIt(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, say } = asked;
  const reading = new FormReading(asked);
  if (reading.text("heldOn") === undefined) reading.refuse("heldOn", say("committee.new.no-day"));
  const heldOn = reading.day("heldOn");
  const which = reading.text("which") ?? "";
  if (which === "") reading.refuse("which", say("committee.new.no-choice"));
  const before = which === "before" ? reading.day("before") : undefined;
  if (which === "before" && before === undefined && reading.problems.length === 0)
    reading.refuse("before", say("committee.new.no-next-day"));
  const { waiting } = await listToDecide(context, visitor!.actor, { waiting: SHOWN });
  const chosen = waiting
    .filter((row) => isChosen(row, which, before, textsOf(form, "proposal")))
    .map(({ proposal }) => proposal.id);
  if (which !== "" && chosen.length === 0 && reading.problems.length === 0)
    reading.refuse("which", say("committee.new.none-chosen"));
  if (reading.problems.length > 0 || heldOn === undefined) return show(asked, form, reading.problems, 422);
  try {
    const { agendaId } = await openAgenda(context, visitor!.actor, { heldOn, proposalIds: chosen });
    return { kind: "see-other", to: `/agendas/${agendaId}`, told: "committee.told.opened" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return show(asked, form, problemsOf(asked, error), error.code === "conflict" ? 409 : 422);
  }
}

function isChosen(
  { proposal }: ProposalRow,
  which: string,
  before: string | undefined,
  named: readonly string[],
): boolean {
  if (which === "all") return true;
  if (which === "before") return before !== undefined && proposal.document.designateBy < before;
  return named.includes(proposal.id);
}

async function show(
  asked: PageAsked,
  form: Form,
  problems: readonly FieldProblem[],
  status?: 409 | 422,
): Promise<PageShown> {
  const { context, visitor, say } = asked;
  const words = new Wording(asked.language);
  const { waiting, isMoreWaiting } = await listToDecide(context, visitor!.actor, { waiting: SHOWN });
  const title = say("committee.agendas.open");
  const head = pageHead(asked, {
    title,
    lead: say("committee.new.lead", { count: waiting.length }),
    crumbs: [{ href: "/agendas", text: say("committee.agendas") }],
  });
  const body =
    waiting.length === 0
      ? html`${head}${emptyState({ title: say("committee.new.nothing"), text: say("committee.new.nothing-why"), action: html`<a class="button" href="/agenda">${say("committee.agenda")}</a>` })}`
      : html`${head}${formOf(
          asked,
          { action: "/agendas" },
          html`${problemSummary(asked, problems)}${field(asked, { as: "day", name: "heldOn", label: say("committee.new.day"), from: context.clock.today(), value: textOf(form, "heldOn"), problems })}${choice(
            {
              name: "which",
              legend: say("committee.new.which"),
              value: textOf(form, "which"),
              problems,
              ways: [
                {
                  value: "before",
                  label: say("committee.new.before"),
                  effect: say("committee.new.before-effect"),
                  needs: field(asked, {
                    as: "day",
                    name: "before",
                    label: say("committee.new.next-session"),
                    value: textOf(form, "before"),
                    problems,
                  }),
                },
                {
                  value: "all",
                  label: say("committee.new.all", { count: waiting.length }),
                  effect: isMoreWaiting ? say("committee.new.all-more") : undefined,
                },
                {
                  value: "named",
                  label: say("committee.new.named"),
                  effect: say("committee.new.named-effect"),
                  needs: rowsToTick(words, waiting, textsOf(form, "proposal")),
                },
              ],
            },
          )}${formActions(asked, { submit: say("committee.new.open"), cancelTo: "/agendas" })}`,
        )}`;
  return { kind: "page", title, under: "/agendas", body, ...(status === undefined ? {} : { status }) };
}

function rowsToTick(words: Wording, rows: readonly ProposalRow[], ticked: readonly string[]): Html {
  return html`<table class="data flow"><caption class="hide">${words.say("committee.new.named")}</caption><thead><tr><th scope="col"><span class="hide">${words.say("committee.new.tick")}</span></th><th scope="col">${words.say("report.agenda.left")}</th><th scope="col">${words.say("report.agenda.dwelling")}</th><th scope="col">${words.say("committee.column.candidates")}</th><th scope="col">${words.say("report.agenda.look")}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><td class="tick-cell"><input type="checkbox" id="p-${row.proposal.id}" name="proposal" value="${row.proposal.id}"${ticked.includes(row.proposal.id) && html` checked`}></td><td data-of="${words.say("report.agenda.left")}"><div><b>${words.number(row.daysLeft)}</b> ${words.say("shell.days-word", { count: row.daysLeft })} <small>${words.day(row.proposal.document.designateBy, "without-year")}</small></div></td><th scope="row"><label for="p-${row.proposal.id}">${words.place(row.dwelling)}</label> <small>${dwellingLine(words, row)}</small></th><td data-of="${words.say("committee.column.candidates")}"><div>${placesOf(row)} <small>${candidatesText(words, row)}</small></div></td><td data-of="${words.say("report.agenda.look")}"><div>${lookBadge(words, row)}</div></td></tr>`,
  )}</tbody></table>`;
}

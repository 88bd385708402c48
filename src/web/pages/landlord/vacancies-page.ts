/** The vacancies one may see, those nearest to their last day first. */
import { dwellingsOfVacancies } from "../../../app/dwellings/dwellings-of-vacancies.ts";
import { listVacancies } from "../../../app/list-vacancies.ts";
import type { Stored } from "../../../app/ports.ts";
import { daysLeft } from "../../../domain/clocks/clock.ts";
import { liveVacancyStates } from "../../../domain/dwellings/transitions.ts";
import type { Dwelling } from "../../../domain/facts/dwelling.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { html } from "../../../markup/html.ts";
import { daysLeftText } from "../../components/clock-figure.ts";
import { emptyState } from "../../components/empty-state.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { recordTable } from "../../components/record-table.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { LandlordWords } from "./landlord-words.ts";

interface Row {
  readonly vacancy: Stored<"vacancy">;
  readonly dwelling: Dwelling;
}

const LIMIT = 50;

/** The page. */
export async function vacanciesPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, say, language } = asked;
  const actor = visitor!.actor;
  const after = textOf(asked.query, "after");
  const page = await listVacancies(context, actor, { limit: LIMIT, ...(after === undefined ? {} : { after }) });
  const words = new LandlordWords(language);
  const today = context.clock.today();
  const dwellings = await dwellingsOfVacancies(
    context,
    page.records.map(({ id }) => id),
  );
  const rows = page.records.map((vacancy): Row => ({ vacancy, dwelling: dwellings.get(vacancy.id)! }));
  const mayDeclare = actor.roles.some((role) => role === "landlord" || role === "secretary");
  const actions = mayDeclare
    ? html`<a class="button main" href="/vacancies/new">${say("landlord.declare")}</a> <a class="button" href="/vacancies/import">${say("landlord.import")}</a>`
    : undefined;
  const isLive = ({ vacancy: { document } }: Row) => liveVacancyStates.some((state) => state === document.state);
  const groupOf = (row: Row) => say(isLive(row) ? "landlord.vacancies.live" : "landlord.vacancies.over");
  const isAwaited = ({ vacancy: { document } }: Row) => document.state !== "designated";
  const live = rows
    .filter(isLive)
    .toSorted(
      (a, b) =>
        Number(isAwaited(b)) - Number(isAwaited(a)) ||
        compareText(a.vacancy.document.clock.endsOn, b.vacancy.document.clock.endsOn),
    );
  const sorted = [...live, ...rows.filter((row) => !isLive(row))];
  const title = say(actor.roles.includes("landlord") ? "landlord.vacancies" : "landlord.vacancies.all");
  return {
    kind: "page",
    title,
    under: "/vacancies",
    body: html`${pageHead(asked, {
      title,
      lead: rows.length === 0 ? undefined : say("landlord.vacancies.lead"),
      ...(actions && rows.length > 0 ? { actions } : {}),
    })}${
      rows.length === 0
        ? emptyState({
            title: say("landlord.vacancies.none"),
            text: say("landlord.vacancies.none-text"),
            ...(actions ? { action: actions } : {}),
          })
        : html`${recordTable<Row>({
            caption: say("landlord.vacancies"),
            isCaptionHidden: true,
            rows: sorted,
            groupOf,
            columns: [
              {
                head: say("landlord.column.dwelling"),
                isRowHead: true,
                cell: ({ vacancy, dwelling }) =>
                  html`<a href="/vacancies/${vacancy.id}">${words.place(dwelling)}</a><small>${words.kind(dwelling)}, ${words.rent(dwelling)}</small>`,
              },
              {
                head: say("landlord.column.state"),
                cell: ({ vacancy }) => stateBadge(asked, vacancy.document.state, "vacancy"),
              },
              {
                head: say("landlord.column.available"),
                cell: ({ vacancy }) => words.day(vacancy.document.facts.availableOn),
              },
              {
                head: say("landlord.column.names-by"),
                cell: ({ vacancy: { document } }) =>
                  document.state === "declared" || document.state === "open" || document.state === "proposed"
                    ? html`${daysLeftText(asked, daysLeft(document.clock, today))}<small>${words.day(document.clock.endsOn)}</small>`
                    : html`<span class="quiet">${document.state === "designated" ? say("landlord.names-came") : ""}</span>`,
              },
            ],
          })}${pager(asked, page.next)}`
    }`,
  };
}

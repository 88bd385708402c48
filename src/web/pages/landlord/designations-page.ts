/** All designations of a landlord: what to answer first, with the days left; what is offered and waits for a reply; what is over. */
import { dwellingsOfVacancies } from "../../../app/dwellings/dwellings-of-vacancies.ts";
import { listDesignations } from "../../../app/list-designations.ts";
import type { Stored } from "../../../app/ports.ts";
import { daysLeft } from "../../../domain/clocks/clock.ts";
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import type { Dwelling } from "../../../domain/facts/dwelling.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { type Html, html } from "../../../markup/html.ts";
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
  readonly designation: Stored<"designation">;
  readonly dwelling: Dwelling;
  /** Day by which something must happen; absent where nothing is awaited. */
  readonly until: string | undefined;
}

const LIMIT = 50;

/** The page. */
export async function designationsPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, say } = asked;
  const actor = visitor!.actor;
  const after = textOf(asked.query, "after");
  // What is open is listed whole, since what is nearest to its end comes first; what is over goes page by page.
  const sent = after === undefined ? await listDesignations(context, actor, { state: "sent", limit: 500 }) : undefined;
  const offered =
    after === undefined ? await listDesignations(context, actor, { state: "answered", limit: 500 }) : undefined;
  const everything = await listDesignations(context, actor, {
    limit: LIMIT,
    ...(after === undefined ? {} : { after }),
  });
  const over = everything.records.filter(({ document }) => document.state === "let" || document.state === "failed");
  const [toAnswer, waiting, ended] = await Promise.all(
    [sent?.records ?? [], offered?.records ?? [], over].map((records) => rowsOf(asked, records)),
  );
  const isEmpty = toAnswer!.length + waiting!.length + ended!.length === 0;
  const canAnswer = visitor!.actor.roles.some((role) => role === "landlord" || role === "secretary");
  const canDeclare = visitor!.actor.roles.includes("landlord");
  const isLandlord = visitor!.actor.roles.includes("landlord");
  const title = say(isLandlord ? "landlord.designations" : "landlord.designations.sent");
  const lead = isLandlord ? "landlord.designations.lead" : "landlord.designations.sent-lead";
  return {
    kind: "page",
    title,
    under: "/designations",
    body: html`${pageHead(asked, {
      title,
      lead: isEmpty ? undefined : say(lead, { count: toAnswer!.length }),
      ...(canAnswer && toAnswer!.length > 1
        ? { actions: html`<a class="button" href="/designations/session">${say("landlord.session")}</a>` }
        : {}),
    })}${
      isEmpty
        ? emptyState({
            title: say("landlord.designations.none"),
            text: say("landlord.designations.none-text"),
            ...(canDeclare
              ? { action: html`<a class="button main" href="/vacancies/new">${say("landlord.declare")}</a>` }
              : {}),
          })
        : html`${group(asked, "landlord.group.to-answer", toAnswer!)}${group(asked, "landlord.group.offered", waiting!)}${group(asked, "landlord.group.over", ended!)}${pager(asked, everything.next)}`
    }`,
  };
}

async function rowsOf({ context }: PageAsked, designations: readonly Stored<"designation">[]): Promise<readonly Row[]> {
  const dwellings = await dwellingsOfVacancies(
    context,
    designations.map(({ document }) => document.vacancyId),
  );
  const rows = designations.map((designation): Row => {
    const { vacancyId, state, answerClock, candidates } = designation.document;
    const dwelling = dwellings.get(vacancyId)!;
    const offer = candidates.find((one) => one.state === "offered")?.offer;
    const until = state === "sent" ? answerClock?.endsOn : state === "answered" ? offer?.endsOn : undefined;
    return { designation, dwelling, until };
  });
  return rows.toSorted(
    (a, b) =>
      compareText(a.until ?? "9999", b.until ?? "9999") ||
      compareText(b.designation.document.sentAt, a.designation.document.sentAt),
  );
}

function group(
  asked: PageAsked,
  title: "landlord.group.to-answer" | "landlord.group.offered" | "landlord.group.over",
  rows: readonly Row[],
): Html | undefined {
  if (rows.length === 0) return undefined;
  const { say, language, context, visitor } = asked;
  const words = new LandlordWords(language);
  const today = context.clock.today();
  const isOver = title === "landlord.group.over";
  const isLandlord = visitor!.actor.roles.includes("landlord");
  const heading = !isLandlord && title === "landlord.group.to-answer" ? "landlord.group.awaited" : title;
  return html`<section><h2>${say(heading, { count: rows.length })}</h2>${recordTable<Row>({
    caption: say(title, { count: rows.length }),
    isCaptionHidden: true,
    rows,
    columns: [
      {
        head: say("landlord.column.dwelling"),
        isRowHead: true,
        cell: ({ designation, dwelling }) =>
          html`<a href="/designations/${designation.id}">${words.place(dwelling)}</a><small>${words.kind(dwelling)}, ${words.rent(dwelling)}</small>`,
      },
      {
        head: say(isLandlord ? "landlord.column.received" : "landlord.column.sent"),
        cell: ({ designation }) => words.day(parisTimeOf(designation.document.sentAt).day),
      },
      {
        head: say("landlord.column.candidates"),
        isNumber: true,
        cell: ({ designation: { document } }) => document.candidates.length,
      },
      isOver
        ? {
            head: say("landlord.column.state"),
            cell: ({ designation: { document } }) => stateBadge(asked, document.state, "designation"),
          }
        : {
            head: say("landlord.column.until"),
            cell: ({ until }) =>
              until === undefined
                ? say("landlord.lease-awaited")
                : html`${daysLeftText(asked, daysLeft({ endsOn: until }, today))}<small>${words.weekday(until)}</small>`,
          },
    ],
  })}</section>`;
}

/** The requests of an employer: who, in which state, what came of it or why nothing came yet, until when it holds. */
import { listRequests } from "../../../app/list-requests.ts";
import type { Page, Stored } from "../../../app/ports.ts";
import { outlooksOf } from "../../../app/requests/outlook.ts";
import { searchRequests } from "../../../app/search-requests.ts";
import { plainHeading } from "../../../domain/imports/request-columns.ts";
import { type RequestState, requestStates } from "../../../domain/requests/request-record.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { filtering, found } from "../../components/filtering.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { recordTable } from "../../components/record-table.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";
import { outlookText } from "./outlook-words.ts";
import { contentsIn, type Names, namesOf, nameText } from "./person-names.ts";
import { validityCell } from "./validity.ts";

const ROWS = 50;

/** What the list is narrowed to. */
interface Filter {
  readonly text: string | undefined;
  readonly state: RequestState | undefined;
}

export async function requestsPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, query, say } = asked;
  const words = new Wording(asked.language);
  const filter = filterOf(asked);
  const page = await pageOf(asked, filter);
  const names = await namesOf(asked, page.records, "follow-request");
  const shown =
    filter.text === undefined ? page.records : page.records.filter((one) => isMeant(filter.text!, names, one));
  const outlooks = await outlooksOf(context, visitor!.actor, shown);
  const isNarrowed = filter.text !== undefined || filter.state !== undefined;
  const today = context.clock.today();
  const table = recordTable({
    caption: say("hr.requests.caption"),
    isCaptionHidden: true,
    rows: shown,
    columns: [
      {
        head: say("hr.requests.name"),
        cell: (request) =>
          html`<a href="/requests/${request.id}">${nameText(words, names, request)}</a><small>${contentsIn(names, request)?.reference ?? request.id}</small>`,
      },
      {
        head: say("hr.requests.filed"),
        cell: ({ document }) => (document.facts ? words.day(document.facts.filedOn, "short") : "–"),
      },
      { head: say("hr.requests.state"), cell: ({ document }) => stateBadge(asked, document.state) },
      {
        head: say("hr.requests.outlook"),
        cell: (request) => outlookText(words, outlooks.get(request.id), request.document.state),
      },
      {
        head: say("hr.requests.valid"),
        cell: ({ document }) =>
          document.facts ? validityCell(words, document.state, document.facts.validUntil, today) : "–",
      },
    ],
  });
  const isFirst = textOf(query, "after") === undefined;
  const body = html`${pageHead(asked, {
    title: say("hr.requests.title"),
    lead: say("hr.requests.lead"),
    actions: html`<a class="button main" href="/requests/new">${say("hr.requests.new")}</a><a class="button" href="/requests/import">${say("hr.requests.import")}</a>`,
  })}
${(isNarrowed || shown.length > 0 || !isFirst) && filterForm(asked, filter)}
${found(html`${shown.length > 0 ? html`<div class="requests">${table}</div>` : nothing(asked, isNarrowed)}
${filter.text === undefined && pager(asked, page.next)}
${shown.length > 0 && html`<p class="note"><a href="/requests/export${exportQuery(filter)}">${say("hr.requests.export")}</a></p>`}`)}`;
  return { kind: "page", title: say("hr.requests.title"), body, under: "/requests" };
}

export function filterOf({ query }: Pick<PageAsked, "query">): Filter {
  return {
    text: textOf(query, "q"),
    state: requestStates.find((state) => state === textOf(query, "state")),
  };
}

function exportQuery({ state }: Filter): string {
  return state === undefined ? "" : `?state=${state}`;
}

async function pageOf({ context, visitor, query }: PageAsked, { text, state }: Filter): Promise<Page<"request">> {
  const { actor } = visitor!;
  if (text !== undefined) {
    const found = await searchRequests(context, actor, { text });
    return { records: found.filter(({ document }) => state === undefined || document.state === state) };
  }
  const after = textOf(query, "after");
  return listRequests(context, actor, {
    limit: ROWS,
    ...(state === undefined ? { isByNeed: true } : { state }),
    ...(after === undefined ? {} : { after }),
  });
}

/** A search finds by part of the words; now that names are read, every word must be there. */
function isMeant(text: string, names: Names, request: Stored<"request">): boolean {
  if (request.id === text.trim()) return true;
  const contents = contentsIn(names, request);
  if (!contents) return false;
  const own = ` ${plainHeading(`${contents.familyName} ${contents.givenNames} ${contents.reference ?? ""}`)} `;
  return plainHeading(text)
    .split(" ")
    .every((word) => own.includes(` ${word} `));
}

function filterForm(asked: PageAsked, { text, state }: Filter): Html {
  const { say } = asked;
  const words = new Wording(asked.language);
  const options = requestStates.map((one) => ({ value: one, text: words.word("record-state", one) }));
  return html`<form class="filters" method="get" action="/requests" role="search"${filtering("/requests")}>${field(
    asked,
    {
      as: "search",
      name: "q",
      label: say("hr.requests.search"),
      value: text,
      isOptional: true,
      autocomplete: "off",
    },
  )}${field(asked, {
    as: "select",
    name: "state",
    label: say("hr.requests.state"),
    value: state,
    options,
    empty: say("hr.requests.all-states"),
    isOptional: true,
  })}<button class="button" type="submit">${say("hr.requests.filter")}</button></form>`;
}

function nothing(asked: PageAsked, isNarrowed: boolean): Html {
  const { say } = asked;
  return isNarrowed
    ? emptyState({
        title: say("hr.requests.none-found"),
        text: say("hr.requests.none-found-text"),
        action: html`<a class="button" href="/requests">${say("hr.requests.show-all")}</a>`,
      })
    : emptyState({
        title: say("hr.requests.none"),
        text: say("hr.requests.none-text"),
        action: html`<a class="button main" href="/requests/new">${say("hr.requests.new")}</a><a class="button" href="/requests/import">${say("hr.requests.import")}</a>`,
      });
}

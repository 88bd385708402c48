/** The sessions: those that are open, those that are closed with their minutes, and the way to open one. */
import { listAgendas } from "../../../app/list-agendas.ts";
import type { AgendaPage } from "../../../app/proposals/agenda-pages.ts";
import { html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { emptyState } from "../../components/empty-state.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { recordTable } from "../../components/record-table.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { textOf } from "../../forms.ts";
import type { PageAsked, PageShown } from "../../page-route.ts";

export async function agendasPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, say, query } = asked;
  const { actor } = visitor!;
  const words = new Wording(asked.language);
  const after = textOf(query, "after");
  const open = await listAgendas(context, actor, { state: "open" });
  const closed = await listAgendas(context, actor, {
    state: "closed",
    limit: 50,
    ...(after === undefined ? {} : { after }),
  });
  const isSecretary = actor.roles.includes("secretary");
  const today = context.clock.today();
  const coming = open.records.filter(({ document }) => document.heldOn > today);
  const now = open.records.filter(({ document }) => document.heldOn <= today);
  const table = (page: AgendaPage, caption: string, records: AgendaPage["records"]) =>
    records.length > 0 &&
    recordTable({
      caption,
      rows: records,
      columns: [
        {
          head: say("committee.agendas.day"),
          isRowHead: true,
          cell: ({ id, document }) => html`<a class="place" href="/agendas/${id}">${words.day(document.heldOn)}</a>`,
        },
        { head: say("committee.agendas.territory"), cell: ({ id }) => page.departementCodes.get(id)!.join(", ") },
        {
          head: say("committee.agendas.dwellings"),
          isNumber: true,
          cell: ({ id }) => words.number(page.progress.get(id)!.all),
        },
        {
          head: say("committee.agendas.decided"),
          isNumber: true,
          cell: ({ id }) => words.number(page.progress.get(id)!.decided),
        },
        {
          head: say("committee.agendas.undecided"),
          isNumber: true,
          cell: ({ id }) => words.number(page.progress.get(id)!.undecided + page.progress.get(id)!.awaitingSignature),
        },
        { head: say("committee.agendas.state"), cell: ({ document }) => stateBadge(asked, document.state) },
        {
          head: say("committee.minutes"),
          isHeadHidden: true,
          cell: ({ id, document }) =>
            document.state === "closed" && html`<a href="/agendas/${id}/minutes">${say("committee.minutes")}</a>`,
        },
      ],
    });
  const opening = html`<a class="button main" href="/agendas/new">${say("committee.agendas.open")}</a>`;
  const body = html`${pageHead(asked, { title: say("committee.agendas"), lead: say("committee.agendas.lead"), actions: isSecretary && opening })}
${open.records.length + closed.records.length === 0 && emptyState({ title: say("committee.agendas.empty"), text: say("committee.agendas.empty-why"), action: isSecretary && opening })}
<div class="stack">${table(open, say("committee.agendas.now"), now)}${table(open, say("committee.agendas.coming"), coming)}${table(closed, say("committee.agendas.closed"), closed.records)}</div>${pager(asked, closed.next)}`;
  return { kind: "page", title: say("committee.agendas"), under: "/agendas", body };
}

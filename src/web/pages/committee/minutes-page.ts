/** The minutes of a session as a page to print and as a PDF; they match the digest that was kept, or say loudly that they do not. */
import { minutesToPrint } from "../../../app/agenda-minutes.ts";
import { html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { pageHead } from "../../components/page-head.ts";
import { documentHtml } from "../../document-html.ts";
import type { FileGiven, PageAsked, PageShown } from "../../page-route.ts";
import { pdfOf } from "../../pdf.ts";
import { minutesDocument } from "./minutes-document.ts";

export async function minutesPage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, say, params } = asked;
  const agendaId = params.agendaId!;
  const printed = await minutesToPrint(context, visitor!.actor, agendaId);
  const document = minutesDocument(new Wording(asked.language), printed, asked.context.reserver);
  const isSame = printed.found === printed.kept;
  const body = html`${pageHead(asked, {
    title: document.title,
    crumbs: [
      { href: "/agendas", text: say("committee.agendas") },
      { href: `/agendas/${agendaId}`, text: say("committee.agenda.session") },
    ],
    actions: html`<a class="button" href="/agendas/${agendaId}/minutes.pdf">${say("committee.minutes.pdf")}</a>`,
  })}
${!isSame && html`<div class="notice is-risk" role="alert"><h2>${say("committee.minutes.differs")}</h2><p>${say("committee.minutes.differs-why")}</p></div>`}
${documentHtml(document)}`;
  return { kind: "page", title: document.title, under: "/agendas", body };
}

export async function minutesFile(asked: PageAsked): Promise<FileGiven> {
  const { context, visitor, params, language } = asked;
  const printed = await minutesToPrint(context, visitor!.actor, params.agendaId!);
  const document = minutesDocument(new Wording(language), printed, context.reserver);
  const fileName = `${asked.say("committee.minutes.file")}-${printed.minutes.heldOn}.pdf`;
  return { kind: "file", fileName, contentType: "application/pdf", content: await pdfOf(document), isInline: true };
}

/** The letter to an applicant: to read, to print, and as PDF. The name is written only where somebody asks for it, which is logged. */
import { composeLetter } from "../../../app/compose-letter.ts";
import { explainPair } from "../../../app/explain-pair.ts";
import { explainRequest } from "../../../app/explain-request.ts";
import { nearestOutcome } from "../../../domain/engine/why-not.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { pageHead } from "../../components/page-head.ts";
import { documentHtml } from "../../document-html.ts";
import { formOf, textOf } from "../../forms.ts";
import type { FileGiven, PageAsked, PageShown, SeeOther } from "../../page-route.ts";
import { type PdfDocument, pdfOf } from "../../pdf.ts";
import { letterOf } from "./letter.ts";

/** The letter without a name, to read before it is sent. */
export async function letterPage(asked: PageAsked): Promise<PageShown | SeeOther> {
  const document = await written(asked, false);
  return document ? shown(asked, document, false) : backTo(asked);
}

/** The same with the name, asked for by a form: a link that is followed by accident opens nobody's name. */
export async function namedLetterPage(asked: PageAsked): Promise<PageShown | SeeOther> {
  const document = await written(asked, true);
  return document ? shown(asked, document, true) : backTo(asked);
}

export async function letterPdf(asked: PageAsked): Promise<FileGiven | SeeOther> {
  const document = await written(asked, false);
  return document ? fileOf(asked, document) : backTo(asked);
}

export async function namedLetterPdf(asked: PageAsked): Promise<FileGiven | SeeOther> {
  const document = await written(asked, true);
  return document ? fileOf(asked, document) : backTo(asked);
}

/** Undefined where no run considered the request: then there is nothing to answer yet. */
async function written(asked: PageAsked, isNamed: boolean): Promise<PdfDocument | undefined> {
  const { context, visitor, params, language } = asked;
  const { actor } = visitor!;
  const requestId = params.requestId!;
  const runId = runOf(asked);
  const run = runId === undefined ? {} : { runId };
  const head = await composeLetter(context, actor, { requestId, isNamed });
  const explained = await explainRequest(context, actor, { requestId, ...run });
  if (explained.kind !== "considered") return undefined;
  const vacancyId = explained.standings[0]?.vacancyId ?? nearestOutcome(explained.whyNot)?.vacancyId;
  const pair =
    vacancyId === undefined
      ? undefined
      : await explainPair(context, actor, { requestId, vacancyId, ...run }).catch(unlessAbsent);
  return letterOf({ words: new Wording(language), explained, pair, head, today: context.clock.today() });
}

/** Where it stands may be a dwelling that the run did not consider. */
function unlessAbsent(error: unknown): undefined {
  if (error instanceof DomainError && error.code === "not-found") return undefined;
  throw error;
}

function runOf({ query, form }: PageAsked): string | undefined {
  return textOf(form, "run") ?? textOf(query, "run");
}

function shown(asked: PageAsked, document: PdfDocument, isNamed: boolean): PageShown {
  const { params, say } = asked;
  const here = `/requests/${params.requestId}`;
  const run = runOf(asked);
  const query = run === undefined ? "" : `?run=${run}`;
  const kept = run !== undefined && html`<input type="hidden" name="run" value="${run}">`;
  const pdf = isNamed
    ? formOf(
        asked,
        { action: `${here}/letter.pdf` },
        html`${kept}<button class="button main" type="submit">${say("why-not.letter.pdf")}</button>`,
      )
    : html`<a class="button main" href="${here}/letter.pdf${query}">${say("why-not.letter.pdf")}</a>`;
  const name =
    !isNamed &&
    formOf(
      asked,
      { action: `${here}/letter` },
      html`${kept}<button class="button" type="submit">${say("why-not.letter.name")}</button>`,
    );
  return {
    kind: "page",
    title: say("why-not.letter.page-title"),
    under: "/requests",
    body: html`${pageHead(asked, {
      title: say("why-not.letter.title"),
      crumbs: [
        { href: "/requests", text: say("why-not.page.crumb-requests") },
        { href: here, text: say("why-not.page.crumb-request", { request: params.requestId! }) },
        { href: `${here}/why-not${query}`, text: say("why-not.pair.crumb") },
      ],
      actions: html`${name}${pdf}`,
    })}
<p class="note letter-note">${say("why-not.letter.draft")} ${!isNamed && say("why-not.letter.name-note")}</p>
<div class="letter">${documentHtml(document)}</div>`,
  };
}

async function fileOf({ params, say }: PageAsked, document: PdfDocument): Promise<FileGiven> {
  return {
    kind: "file",
    fileName: `${say("why-not.letter.file")}-${params.requestId}.pdf`,
    contentType: "application/pdf",
    content: await pdfOf(document),
    isInline: true,
  };
}

function backTo({ params }: PageAsked): SeeOther {
  return { kind: "see-other", to: `/requests/${params.requestId}/why-not` };
}

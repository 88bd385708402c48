/** The certificate that fewer requests than asked could be named: who was examined, what excluded them, counted by ground; to print, or as a PDF. */
import { type CertificateRead, readCertificate } from "../../../app/read-certificate.ts";
import { html } from "../../../markup/html.ts";
import { sourceText } from "../../../markup/sentences.ts";
import { Wording } from "../../../markup/wording.ts";
import { pageHead } from "../../components/page-head.ts";
import { documentHtml } from "../../document-html.ts";
import { textOf } from "../../forms.ts";
import type { FileGiven, PageAsked, PageShown } from "../../page-route.ts";
import { type PdfDocument, pdfOf } from "../../pdf.ts";
import { dayOfInstant } from "./times.ts";

export async function certificatePage(asked: PageAsked): Promise<PageShown> {
  const { context, visitor, params, say, query } = asked;
  const certificateId = params.certificateId!;
  const part = Number(textOf(query, "part") ?? 0) || undefined;
  const read = await readCertificate(context, visitor!.actor, {
    certificateId,
    ...(part === undefined ? {} : { part }),
  });
  const words = new Wording(asked.language);
  const document = certificateDocument(words, read);
  const { parts } = read.certificate.document;
  const body = html`${pageHead(asked, {
    title: document.title,
    actions: html`<a class="button" href="/certificates/${certificateId}/certificate.pdf">${say("committee.minutes.pdf")}</a>`,
  })}
${documentHtml(document)}
<section aria-labelledby="h-list"><h2 id="h-list">${say("committee.certificate.list")}</h2><p>${Array.from({ length: parts }, (_, at) => html`<a href="/certificates/${certificateId}?part=${at + 1}#h-list">${say("committee.certificate.part", { part: at + 1, parts })}</a> `)}</p>${
    read.examined.length > 0 &&
    html`<table class="data flow"><thead><tr><th scope="col">${say("committee.certificate.request")}</th><th scope="col">${say("committee.certificate.ground")}</th></tr></thead><tbody>${read.examined.map(
      ({ requestId, groundId, outcome }) =>
        html`<tr><th scope="row">${requestId}</th><td data-of="${say("committee.certificate.ground")}">${groundText(words, read, groundId, outcome)}</td></tr>`,
    )}</tbody></table>`
  }</section>`;
  return { kind: "page", title: document.title, under: "/agendas", body };
}

export async function certificateFile(asked: PageAsked): Promise<FileGiven> {
  const { context, visitor, params, language } = asked;
  const certificateId = params.certificateId!;
  const read = await readCertificate(context, visitor!.actor, { certificateId });
  const content = await pdfOf(certificateDocument(new Wording(language), read));
  return {
    kind: "file",
    fileName: `${asked.say("committee.certificate.file")}-${read.certificate.document.vacancyId}.pdf`,
    contentType: "application/pdf",
    content,
    isInline: true,
  };
}

function certificateDocument(words: Wording, read: CertificateRead): PdfDocument {
  const { certificate, row, ruleSet, issuedBy } = read;
  const {
    needed,
    designated,
    left = [],
    examined,
    excluded,
    issuedAt,
    snapshotDigest,
    ruleSetDigest,
    listDigest,
  } = certificate.document;
  const title = words.say("committee.certificate");
  const source = ruleSet.procedure.designation?.source;
  return {
    title,
    language: words.language,
    madeAt: issuedAt,
    foot: [words.say("committee.certificate.foot", { id: certificate.id })],
    parts: [
      { kind: "title", text: title },
      {
        kind: "paragraph",
        isLead: true,
        text: words.say("committee.certificate.lead", {
          place: words.place(row.dwelling),
          needed,
          examined: words.number(examined),
          count: designated.length,
        }),
      },
      {
        kind: "facts",
        rows: [
          [
            words.say("committee.certificate.designated"),
            designated.join(", ") || words.say("committee.minutes.nobody"),
          ],
          ...(left.length === 0 ? [] : [[words.say("committee.certificate.left"), left.join(", ")] as const]),
          [
            words.say("committee.certificate.issued"),
            words.say("committee.certificate.issued-by", { name: issuedBy, day: words.day(dayOfInstant(issuedAt)) }),
          ],
          ...(source === undefined
            ? []
            : [
                [words.say("committee.certificate.source"), words.typeset(sourceText(source, words.language))] as const,
              ]),
        ],
      },
      {
        kind: "table",
        caption: words.say("committee.certificate.excluded"),
        columns: [
          { title: words.say("committee.certificate.ground"), isWide: true },
          { title: words.say("committee.certificate.count"), isNumber: true },
        ],
        rows: excluded.map(({ groundId, outcome, count }) => [
          groundText(words, read, groundId, outcome),
          words.number(count),
        ]),
      },
      {
        kind: "facts",
        rows: [
          [words.say("committee.minutes.snapshot"), snapshotDigest],
          [words.say("committee.certificate.rules"), ruleSetDigest],
          [words.say("committee.certificate.list-digest"), listDigest],
        ],
      },
    ],
  };
}

/** The rule that excluded, with what it left open; or the standing that did. */
function groundText(words: Wording, { ruleSet }: CertificateRead, groundId: string, outcome: string): string {
  if (outcome === "standing") return words.word("committee.ground", groundId);
  const rule = ruleSet.eligibility.find(({ id }) => id === groundId);
  const title = rule ? words.text(rule.title) : groundId;
  return outcome === "incomplete"
    ? words.say("committee.ground-incomplete", { title })
    : words.say("committee.ground-refused", { title });
}

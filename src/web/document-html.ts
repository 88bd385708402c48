/** A document of parts as a page: the same words as in its PDF. */
import { type Html, html } from "../markup/html.ts";
import type { PdfDocument, PdfPart, PdfText } from "./pdf.ts";

/** The document; its title is the heading of the page. */
export function documentHtml({ parts, foot }: Pick<PdfDocument, "parts" | "foot">): Html {
  return html`<article class="document">${parts.map(partHtml)}<p class="note document-foot">${foot.map((line) => html`<code>${line}</code><br>`)}</p></article>`;
}

function partHtml(part: PdfPart): Html | undefined {
  switch (part.kind) {
    case "title":
      return undefined;
    case "heading":
      return part.isSmall ? html`<h3>${part.text}</h3>` : html`<h2>${part.text}</h2>`;
    case "paragraph": {
      const style = part.isLead ? html` class="lead"` : part.isQuiet ? html` class="note"` : undefined;
      return html`<p${style}>${textHtml(part.text)}</p>`;
    }
    case "list": {
      const items = part.items.map((item) => html`<li>${textHtml(item)}</li>`);
      return part.isNumbered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "table":
      return tableHtml(part);
    case "facts":
      return html`<dl class="facts listed">${part.rows.map(([label, text]) => html`<div><dt>${label}</dt><dd>${textHtml(text)}</dd></div>`)}</dl>`;
    case "beside":
      return html`<div class="columns"><p>${linesHtml(part.left)}</p><p>${linesHtml(part.right)}</p></div>`;
    case "framed":
      return html`<div class="notice">${part.title !== undefined && html`<h3>${part.title}</h3>`}${part.lines.map((line) => html`<p>${textHtml(line)}</p>`)}</div>`;
    case "page-break":
      return undefined;
  }
}

function tableHtml({ columns, rows, caption }: Extract<PdfPart, { kind: "table" }>): Html {
  return html`<table class="data flow">${caption !== undefined && html`<caption>${caption}</caption>`}<thead><tr>${columns.map(
    ({ title, isNumber }) => html`<th scope="col"${isNumber && html` class="num"`}>${title}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => {
        const style = columns[at]?.isNumber && html` class="num"`;
        return at === 0
          ? html`<th scope="row"${style}>${textHtml(cell)}</th>`
          : html`<td${style} data-of="${columns[at]?.title}">${textHtml(cell)}</td>`;
      })}</tr>`,
  )}</tbody></table>`;
}

function linesHtml(lines: readonly string[]): Html {
  return html`${lines.map((line) => html`${line}<br>`)}`;
}

function textHtml(text: PdfText): Html {
  if (typeof text === "string") return html`${text}`;
  return html`${text.map(({ text: piece, isBold, isQuiet, link }) => {
    const shown = isBold ? html`<b>${piece}</b>` : isQuiet ? html`<span class="note">${piece}</span>` : html`${piece}`;
    return link === undefined ? shown : html`<a href="${link}">${shown}</a>`;
  })}`;
}

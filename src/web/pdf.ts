/**
 * Documents that leave the house: minutes, letters. From parts that a page writes down, headings, paragraphs, tables, to a PDF with its own fonts, a
 * title, a language, page numbers, and at the foot of every page what it was made from. The same document gives the same bytes.
 */
import { createRequire } from "node:module";
import pdfmake from "pdfmake";
import type { Content, StyleDictionary, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { Language } from "../texts/texts.ts";
import { say } from "../texts/texts.ts";

/** A piece of a line. */
export interface PdfRun {
  readonly text: string;
  readonly isBold?: boolean;
  readonly isQuiet?: boolean;
  /** Where it leads to, for who reads it on a screen. */
  readonly link?: string;
}

/** A line, in pieces where they differ. */
export type PdfText = string | readonly PdfRun[];

/** A column of a table. */
export interface PdfColumn {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly isNumber?: boolean;
  /** Takes what is left of the width; a column that does not is as wide as its longest line. */
  readonly isWide?: boolean;
}

/** One part of a document, from top to bottom. */
export type PdfPart =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string; readonly isSmall?: boolean }
  | { readonly kind: "paragraph"; readonly text: PdfText; readonly isLead?: boolean; readonly isQuiet?: boolean }
  | { readonly kind: "list"; readonly items: readonly PdfText[]; readonly isNumbered?: boolean }
  | {
      readonly kind: "table";
      readonly columns: readonly PdfColumn[];
      readonly rows: readonly (readonly PdfText[])[];
      readonly caption?: string;
    }
  /** Labels with what stands for each. */
  | { readonly kind: "facts"; readonly rows: readonly (readonly [label: string, text: PdfText])[] }
  /** Two blocks of lines side by side: who writes, and to whom. */
  | { readonly kind: "beside"; readonly left: readonly string[]; readonly right: readonly string[] }
  /** What must not be overlooked, in a frame. */
  | { readonly kind: "framed"; readonly title?: string; readonly lines: readonly PdfText[] }
  | { readonly kind: "page-break" };

/** A document. */
export interface PdfDocument {
  readonly title: string;
  readonly language: Language;
  /** When it was made, as its metadata say: an instant of the record it shows, not of the moment it is asked for. */
  readonly madeAt: string;
  /** Lines at the foot of every page: digests, numbers. */
  readonly foot: readonly string[];
  readonly parts: readonly PdfPart[];
}

const folder = createRequire(import.meta.url)
  .resolve("pdfmake/package.json")
  .replace(/package\.json$/, "fonts/Roboto/");
const fonts = {
  Roboto: {
    normal: `${folder}Roboto-Regular.ttf`,
    bold: `${folder}Roboto-Medium.ttf`,
    italics: `${folder}Roboto-Italic.ttf`,
    bolditalics: `${folder}Roboto-MediumItalic.ttf`,
  },
};
pdfmake.setFonts(fonts);
// Nothing is fetched for a document, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder));

const quiet = "#595959";
const line = "#c9c9c9";
const styles: StyleDictionary = {
  title: { fontSize: 18, bold: true, lineHeight: 1.1, margin: [0, 0, 0, 10] },
  heading: { fontSize: 12.5, bold: true, margin: [0, 14, 0, 5] },
  "small-heading": { fontSize: 10.5, bold: true, margin: [0, 9, 0, 3] },
  lead: { fontSize: 11.5, margin: [0, 0, 0, 8] },
  paragraph: { margin: [0, 0, 0, 6] },
  list: { margin: [0, 0, 0, 6] },
  table: { margin: [0, 2, 0, 8], fontSize: 9 },
};

/** The bytes of a document. Cost: some tens of milliseconds. */
export async function pdfOf(document: PdfDocument): Promise<Uint8Array> {
  const { title, language, madeAt, foot, parts } = document;
  const made = new Date(madeAt);
  const definition: TDocumentDefinitions = {
    content: parts.map(contentOf),
    pageSize: "A4",
    pageMargins: [56, 52, 56, 44 + 10 * (foot.length + 1)],
    defaultStyle: { font: "Roboto", fontSize: 10, lineHeight: 1.22 },
    styles,
    language,
    displayTitle: true,
    info: { title, creator: "contingent", producer: "contingent", creationDate: made, modDate: made },
    footer: (page, pages) => ({
      margin: [56, 10, 56, 0],
      fontSize: 7.5,
      color: quiet,
      columns: [
        { width: "*", stack: foot.map(printable) },
        { width: "auto", text: printable(say(language, "why-not.pdf.page", { page, pages })), alignment: "right" },
      ],
    }),
    // A heading never stands alone at the end of a page.
    pageBreakBefore: (node, nodes) =>
      /heading$/.test(String(node.style ?? "")) && nodes.getFollowingNodesOnPage().length === 0,
  };
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

function contentOf(part: PdfPart): Content {
  switch (part.kind) {
    case "title":
      return { text: printable(part.text), style: "title" };
    case "heading":
      return { text: printable(part.text), style: part.isSmall ? "small-heading" : "heading" };
    case "paragraph":
      return {
        ...lineOf(part.text),
        style: part.isLead ? "lead" : "paragraph",
        ...(part.isQuiet ? { color: quiet, fontSize: 8.5 } : {}),
      };
    case "list": {
      const items = part.items.map((item) => ({
        ...lineOf(item),
        margin: [0, 0, 0, 2] as [number, number, number, number],
      }));
      return part.isNumbered ? { ol: items, style: "list" } : { ul: items, style: "list" };
    }
    case "table":
      return tableOf(part);
    case "facts":
      return {
        style: "table",
        layout: {
          ...noLines,
          paddingTop: () => 2,
          paddingBottom: () => 2,
          paddingLeft: () => 0,
          paddingRight: () => 10,
        },
        table: {
          widths: ["auto", "*"],
          body: part.rows.map(([label, text]) => [{ text: printable(label), color: quiet }, lineOf(text)]),
        },
      };
    case "beside":
      return {
        margin: [0, 0, 0, 18],
        columns: [
          { width: "*", stack: part.left.map(printable) },
          { width: 220, stack: part.right.map(printable) },
        ],
      };
    case "framed":
      return {
        margin: [0, 6, 0, 10],
        layout: {
          hLineWidth: () => 0.8,
          vLineWidth: () => 0.8,
          hLineColor: () => quiet,
          vLineColor: () => quiet,
          paddingLeft: () => 10,
          paddingRight: () => 10,
          paddingTop: () => 8,
          paddingBottom: () => 8,
        },
        table: {
          widths: ["*"],
          dontBreakRows: true,
          body: [
            [
              {
                stack: [
                  ...(part.title === undefined ? [] : [{ text: printable(part.title), bold: true }]),
                  ...part.lines.map((text) => ({
                    ...lineOf(text),
                    margin: [0, 2, 0, 0] as [number, number, number, number],
                  })),
                ],
              },
            ],
          ],
        },
      };
    case "page-break":
      return { text: "", pageBreak: "after" };
  }
}

const noLines = { hLineWidth: () => 0, vLineWidth: () => 0 };

function tableOf({ columns, rows, caption }: PdfPart & { readonly kind: "table" }): Content {
  const alignment = (at: number) => (columns[at]?.isNumber ? { alignment: "right" as const } : {});
  const head = columns.map(({ title }, at) => ({ text: printable(title), bold: true, ...alignment(at) }));
  const body = rows.map((row) => row.map((text, at) => ({ ...lineOf(text), ...alignment(at) })));
  const table: Content = {
    style: "table",
    layout: {
      hLineWidth: (row) => (row === 0 ? 0 : row === 1 ? 0.9 : 0.4),
      vLineWidth: () => 0,
      hLineColor: (row) => (row === 1 ? quiet : line),
      paddingLeft: (column) => (column === 0 ? 0 : 6),
      paddingRight: (column) => (column === columns.length - 1 ? 0 : 6),
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: columns.map(({ isWide }) => (isWide ? "*" : "auto")),
      body: [head, ...body],
    },
  };
  return caption === undefined ? table : { stack: [{ text: printable(caption), style: "small-heading" }, table] };
}

function lineOf(text: PdfText) {
  if (typeof text === "string") return { text: printable(text) };
  return {
    text: text.map(({ text: piece, isBold, isQuiet, link }) => ({
      text: printable(piece),
      ...(isBold ? { bold: true } : {}),
      ...(isQuiet ? { color: quiet } : {}),
      ...(link === undefined ? {} : { link }),
    })),
  };
}

/** The font has no narrow space: the wide one holds a number together as well. */
function printable(text: string): string {
  return text.replaceAll("\u202f", "\u00a0").replaceAll("→", "›");
}

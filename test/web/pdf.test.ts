import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type PdfDocument, pdfOf } from "../../src/web/pdf.ts";

const document: PdfDocument = {
  title: "Procès-verbal inventé",
  language: "fr",
  madeAt: "2026-11-25T10:00:00.000Z",
  foot: ["Empreinte de l’instantané 0a1b2c", "Règles als-2026"],
  parts: [
    { kind: "beside", left: ["Comité inventé"], right: ["Madame Œuvrard", "59000 Lille"] },
    { kind: "title", text: "Procès-verbal inventé" },
    { kind: "heading", text: "Décisions" },
    {
      kind: "paragraph",
      text: ["Loyer\u00a0: ", { text: "1\u202f234,50\u00a0€", isBold: true }].map((run) =>
        typeof run === "string" ? { text: run } : run,
      ),
    },
    { kind: "list", items: ["à désigner", "écartée"], isNumbered: true },
    { kind: "facts", rows: [["Séance du", "25 novembre 2026"]] },
    {
      kind: "table",
      columns: [
        { title: "Demande", isWide: true },
        { title: "Points", isNumber: true },
      ],
      rows: Array.from({ length: 90 }, (_, at) => [`Dupuis-Inventée ${at}`, String(at)]),
      caption: "Ordre",
    },
    { kind: "framed", title: "Recours", lines: ["Deux mois."] },
    { kind: "page-break" },
    { kind: "paragraph", text: "Fin", isQuiet: true },
  ],
};

/** The text of a PDF as a reader finds it, and what it says of itself. */
function read(bytes: Uint8Array): { text: string; about: string; fonts: string } {
  const folder = mkdtempSync(join(tmpdir(), "contingent-pdf-"));
  try {
    const file = join(folder, "document.pdf");
    writeFileSync(file, bytes);
    const run = (program: string, ...more: string[]) => execFileSync(program, [...more], { encoding: "utf8" });
    return { text: run("pdftotext", "-layout", file, "-"), about: run("pdfinfo", file), fonts: run("pdffonts", file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasPoppler(): boolean {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a document as PDF", () => {
  it("has the same bytes each time", async () => {
    const [first, second] = [await pdfOf(document), await pdfOf(document)];
    expect(Buffer.from(first).equals(Buffer.from(second))).to.equal(true);
    const later = await pdfOf({ ...document, madeAt: "2026-11-25T10:00:01.000Z" });
    expect(Buffer.from(first).equals(Buffer.from(later)), "it would tell others").to.equal(false);
  });

  it("is read with its accents, its page numbers and what stands at its foot", async function () {
    if (!hasPoppler()) this.skip();
    const { text, about, fonts } = read(await pdfOf(document));
    expect(text).to.include("Madame Œuvrard").and.include("écartée").and.include("Dupuis-Inventée 89");
    expect(text.replaceAll("\u00a0", " ")).to.include("1 234,50 €");
    const pages = Number(/Pages:\s+(\d+)/.exec(about)![1]);
    expect(pages).to.be.greaterThan(2);
    for (let page = 1; page <= pages; page++) expect(text).to.include(`Page ${page} sur ${pages}`);
    expect(text.split("Empreinte de l’instantané 0a1b2c")).to.have.length(pages + 1);
    expect(text.split("Demande").length - 1, "the head of a table is told again on each page").to.equal(pages - 1);
    expect(about)
      .to.match(/Title:\s+Procès-verbal inventé/)
      .and.match(/Page size:.*A4/);
    const embedded = fonts
      .split("\n")
      .slice(2)
      .filter((row) => row !== "");
    expect(embedded.length).to.be.greaterThan(0);
    for (const row of embedded) expect(row).to.match(/Roboto.* yes yes yes/);
  });
});

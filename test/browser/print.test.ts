import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { describeInBrowser, type Window } from "../support/browser.ts";
import { type DemoSite, openDemoSite } from "../support/demo-site.ts";
import { type TownRecords, townRecords } from "./page-visits.ts";

/** What no sheet of paper can do. */
const onlyOnScreen = [
  ".top",
  ".skip",
  ".crumbs",
  ".actions",
  ".button",
  ".pager",
  ".filters",
  ".foot nav",
  ".invented a",
];

describeInBrowser("pages that are printed", (browser) => {
  let site: DemoSite;
  let town: TownRecords;
  let window: Window;

  before(async () => {
    site = await openDemoSite();
    town = await townRecords(site.context);
    window = await browser().window({ javaScriptEnabled: true });
  });
  after(async () => {
    if (!site) return;
    await window.close();
    await site.close();
  });

  const printed: readonly (readonly [string, string, (town: TownRecords) => string, RegExp])[] = [
    ["the minutes", "secretary", ({ closedAgendaId }) => `/agendas/${closedAgendaId}/minutes`, /23 novembre 2026/],
    ["the letter", "hr", ({ requestId }) => `/requests/${requestId}/letter`, /L\.? ?311-3-1/],
    ["a proposal", "committee", ({ proposalId }) => `/proposals/${proposalId}`, /rue/],
    ["why not", "hr", ({ requestId }) => `/requests/${requestId}/why-not`, /demande/i],
  ];

  for (const [title, who, to, expected] of printed) {
    it(`${title}: A4, without what only a screen can do, and with its words`, async () => {
      const { page } = window;
      await page.goto(`${site.url}/demo/${who}`);
      const response = await page.goto(`${site.url}${to(town)}`);
      expect(response?.status()).to.equal(200);
      await page.emulateMedia({ media: "print" });
      expect(await shownOf(page, onlyOnScreen)).to.deep.equal([]);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      await page.emulateMedia({ media: "screen" });
      expect(pdf.subarray(0, 5).toString()).to.equal("%PDF-");
      const text = textOfPdf(pdf);
      if (text !== undefined) expect(text.replace(/\s+/g, " ")).to.match(expected);
      expect(pdf.length).to.be.greaterThan(8_000);
    });
  }
});

async function shownOf(page: Page, selectors: readonly string[]): Promise<readonly string[]> {
  const shown: string[] = [];
  for (const selector of selectors) {
    const count = await page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    if (count > 0) shown.push(selector);
  }
  return shown;
}

/** The words of a PDF where the machine can read them. */
function textOfPdf(pdf: Buffer): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "contingent-print-"));
  try {
    writeFileSync(join(folder, "page.pdf"), pdf);
    return execFileSync("pdftotext", [join(folder, "page.pdf"), "-"], { encoding: "utf8" });
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

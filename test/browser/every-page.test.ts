import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import { allPages } from "../../src/web/all-pages.ts";
import { describeInBrowser, sidewaysAt, type Window } from "../support/browser.ts";
import { type DemoSite, openDemoSite } from "../support/demo-site.ts";
import { isLong } from "../support/effort.ts";
import { actorOf } from "../support/open-app.ts";
import { logInAs, openPathTown } from "../support/path-town.ts";
import { filesNotPages, pageVisits, reachedByDoing, type TownRecords, townRecords } from "./page-visits.ts";

const widths = [320, 768, 1000, 1280, 1440];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

describe("the table of visits", () => {
  it("names every page of the product", () => {
    const paths = allPages.filter(({ method }) => method === "get").map(({ path }) => path);
    const named = [...Object.keys(pageVisits), ...filesNotPages, ...reachedByDoing];
    expect(paths.filter((path) => !named.includes(path))).to.deep.equal([]);
    expect(named.filter((path) => !paths.includes(path))).to.deep.equal([]);
  });
});

describeInBrowser("every page in a browser", (browser) => {
  let site: DemoSite;
  let town: TownRecords;
  const windows = new Map<string, Window>();

  before(async () => {
    site = await openDemoSite();
    town = await townRecords(site.context);
  });
  after(async () => {
    for (const { close } of windows.values()) await close();
    await site?.close();
  });

  const windowOf = async (who: string): Promise<Window> => {
    const known = windows.get(who);
    if (known) return known;
    const window = await browser().window();
    if (who !== "nobody") await window.page.goto(`${site.url}/demo/${who}`);
    windows.set(who, window);
    return window;
  };

  for (const [path, visits] of Object.entries(pageVisits)) {
    for (const [place, { who, to }] of visits.entries()) {
      it(`${path} for ${who} holds in light and dark, at every width, in silence`, async () => {
        const { page, complaints } = await windowOf(who);
        const response = await page.goto(`${site.url}${to(town)}`);
        expect(response?.status(), to(town)).to.equal(200);
        expect(new URL(page.url()).pathname, "where it leads").to.equal(to(town));
        expect([...(await faultsOf(page, place === 0)), ...complaints.splice(0)]).to.deep.equal([]);
      });
    }
  }
});

/** Files that are sent, and the page that says what would become of them. */
const sentFiles = [
  ["hr", "/requests/import"],
  ["landlord", "/vacancies/import"],
] as const;

describeInBrowser("pages that are there only after something was done", (browser) => {
  for (const [who, path] of sentFiles) {
    it(`${path}/:fileId, from the example of its own template`, async () => {
      const site = await openDemoSite();
      const { page, complaints, close } = await browser().window();
      await page.goto(`${site.url}/demo/${who}`);
      const template = await page.request.get(`${site.url}${path}/template`);
      await page.goto(`${site.url}${path}`);
      const file = { name: "liste.csv", mimeType: "text/csv", buffer: await template.body() };
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.locator("main form button[type=submit]").first().click();
      await page.waitForURL(new RegExp(`${path}/[^?/]+`));
      expect([...(await faultsOf(page, true)), ...complaints]).to.deep.equal([]);
      await close();
      await site.close();
    });
  }

  it("/certificates/:certificateId, where two candidates are all there are", async () => {
    const site = await openPathTown();
    const { context } = site;
    const secretary = actorOf("secretary");
    const { agendaId } = await openAgenda(context, secretary, { heldOn: "2026-11-25" });
    const members = ["committee-1", "committee-2", "committee-3"].map((actorId) => ({ actorId, isPresent: true }));
    await attendAgenda(context, secretary, { agendaId, version: 1, members });
    const { records } = await context.store.list({ kind: "proposal", by: "byVacancy", equals: ["V-2"] });
    const { id: proposalId, version } = records[0]!;
    const member = { ...actorOf("committee"), id: "committee-1" };
    const { decisionId } = await decideProposal(context, member, { proposalId, version, kind: "confirm" });
    const { page, complaints, close } = await browser().window();
    await logInAs(page, site.url, "secretary-1");
    await page.goto(`${site.url}/decisions/${decisionId}`);
    await page.locator('form[action$="/certificate"] button[type=submit]').click();
    await page.waitForLoadState();
    const { certificateId } = await issued(context, decisionId);
    expect((await page.goto(`${site.url}/certificates/${certificateId}`))?.status()).to.equal(200);
    expect([...(await faultsOf(page, true)), ...complaints]).to.deep.equal([]);
    await close();
    await site.close();
  });
});

describeInBrowser("the checks of pages", (browser) => {
  it("fail when they should", async () => {
    const { page, complaints, close } = await browser().window();
    await page.setContent(
      '<html lang="fr"><head><title>x</title></head><body><main><h1>x</h1><p style="color:#bbb;background:#fff">pâle</p><img src="data:," width="900" height="9"><input></main><script>console.error("loud")</script></body></html>',
    );
    expect((await sidewaysAt(page, [320])).join()).to.include("320: ");
    expect(await sidewaysAt(page, [1440])).to.deep.equal([]);
    const found = (await faultsOf(page, true)).join();
    for (const rule of ["color-contrast", "dark color-contrast", "image-alt", "label"]) expect(found).to.include(rule);
    expect(complaints.join()).to.include("loud");
    await close();
  });
});

/** What is wrong with a page: scrolled sideways at any width, or against a rule of accessibility; its contrasts in the dark too. */
async function faultsOf(page: Page, inBoth: boolean): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const found = [...(await sidewaysAt(page, widths))];
  found.push(...(await violations(axe(page).withTags(rules).disableRules(contrast))), ...(await paleTexts(page)));
  if (inBoth) {
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await paleTexts(page)).map(inDark));
  }
  return found;
}

/** The certificate of a decision. */
async function issued({ store }: Context, decisionId: string): Promise<{ readonly certificateId: string }> {
  const { document } = (await store.get("decision", decisionId))!;
  const { records } = await store.list({ kind: "certificate", by: "byVacancy", equals: [document.vacancyId] });
  return { certificateId: records[0]!.id };
}

const contrast = "color-contrast";

/**
 * Texts that stand out too little. Of those whose colours, sizes and opacities are the same all the way up, as in the rows of a table, one is
 * judged for all: this rule takes longer than all others. With CONTINGENT_LONG=1 each is judged.
 */
async function paleTexts(page: Page): Promise<readonly string[]> {
  const asked = axe(page).withRules([contrast]);
  if (isLong) return violations(asked);
  const count = await page.evaluate(() => {
    const looks = new Map<Element, string>();
    const lookOf = (element: Element | null): string => {
      if (!element) return "";
      const known = looks.get(element);
      if (known !== undefined) return known;
      const style = getComputedStyle(element);
      const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, display, visibility } =
        style;
      const own = [
        color,
        backgroundColor,
        backgroundImage,
        opacity,
        fontSize,
        fontWeight,
        position,
        display,
        visibility,
      ];
      const look = `${lookOf(element.parentElement)}/${own.join()}`;
      looks.set(element, look);
      return look;
    };
    const seen = new Set<string>();
    for (const element of document.body.querySelectorAll("*")) {
      element.removeAttribute("data-judged");
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue!.trim() !== "");
      const isField = element.matches("input, select, textarea");
      if ((!hasText && !isField) || element.getClientRects().length === 0) continue;
      const look = `${isField ? element.tagName : ""}${lookOf(element)}`;
      if (seen.has(look)) continue;
      seen.add(look);
      element.setAttribute("data-judged", "");
    }
    return seen.size;
  });
  return count === 0 ? [] : violations(asked.include("[data-judged]"));
}

/** Pages have no frames: the rules are asked in the page itself, and only what breaks them is collected. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}

async function violations(asked: AxeBuilder): Promise<readonly string[]> {
  const { violations: found } = await asked.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
  );
}

function inDark(line: string): string {
  return `dark ${line}`;
}

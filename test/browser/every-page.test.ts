import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { allPages } from "../../src/web/all-pages.ts";
import { describeInBrowser, sidewaysAt, type Window } from "../support/browser.ts";
import { type DemoSite, openDemoSite } from "../support/demo-site.ts";
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
        await page.emulateMedia({ colorScheme: "light" });
        const response = await page.goto(`${site.url}${to(town)}`);
        expect(response?.status(), to(town)).to.equal(200);
        expect(new URL(page.url()).pathname, "where it leads").to.equal(to(town));
        const found = [...(await sidewaysAt(page, widths))];
        found.push(...(await violations(new AxeBuilder({ page }).withTags(rules))));
        if (place === 0) {
          await page.emulateMedia({ colorScheme: "dark" });
          found.push(...(await violations(new AxeBuilder({ page }).withRules(["color-contrast"]))).map(inDark));
        }
        expect(found.concat(complaints.splice(0))).to.deep.equal([]);
      });
    }
  }
});

describeInBrowser("the checks of pages", (browser) => {
  it("fail when they should", async () => {
    const { page, complaints, close } = await browser().window();
    await page.setContent(
      '<html lang="fr"><head><title>x</title></head><body><main><h1>x</h1><p style="color:#bbb;background:#fff">pâle</p><img src="data:," width="900" height="9"><input></main><script>console.error("loud")</script></body></html>',
    );
    expect((await sidewaysAt(page, [320])).join()).to.include("320: ");
    expect(await sidewaysAt(page, [1440])).to.deep.equal([]);
    const found = (await violations(new AxeBuilder({ page }).withTags(rules))).join();
    for (const rule of ["color-contrast", "image-alt", "label"]) expect(found).to.include(rule);
    expect(complaints.join()).to.include("loud");
    await close();
  });
});

async function violations(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
  );
}

function inDark(line: string): string {
  return `dark ${line}`;
}

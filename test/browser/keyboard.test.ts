import { expect } from "chai";
import type { Page } from "playwright-core";
import { describeInBrowser, type Window } from "../support/browser.ts";
import { type DemoSite, openDemoSite } from "../support/demo-site.ts";
import { type TownRecords, townRecords } from "./page-visits.ts";

/** More than any page has places to stop at. */
const mostStops = 400;

describeInBrowser("by keyboard alone", (browser) => {
  let site: DemoSite;
  let town: TownRecords;
  let window: Window;

  before(async () => {
    site = await openDemoSite();
    town = await townRecords(site.context);
    window = await browser().window();
  });
  after(async () => {
    if (!site) return;
    await window.close();
    await site.close();
  });

  it("the first stop of a page leads to its content", async () => {
    const { page } = window;
    await page.goto(`${site.url}/demo/committee`);
    await page.keyboard.press("Tab");
    if (!(await page.evaluate(() => document.activeElement?.matches(".skip")))) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("content");
  });

  it("a committee member decides a dwelling and comes to the next", async () => {
    const { page, complaints } = window;
    await page.goto(`${site.url}/agenda`);
    await tabTo(page, ".page-head a.button.main");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/proposals\//);
    const first = page.url();
    await tabTo(page, '[name="kind"]');
    await page.keyboard.press("Space");
    expect(await page.locator('[name="kind"][value="confirm"]').isChecked()).to.equal(true);
    await tabTo(page, 'form[action$="/decision"] button[type="submit"]');
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== first && !url.pathname.endsWith("/decision"));
    expect(complaints.splice(0)).to.deep.equal([]);
    const decided = await site.context.store.get("proposal", town.proposalId);
    expect(decided!.document.state).to.equal("confirmed");
  });

  it("a landlord answers every candidate of a designation", async () => {
    const { page, complaints } = window;
    await page.goto(`${site.url}/demo/landlord`);
    await page.goto(`${site.url}/designations/${town.sentId}`);
    const { document } = (await site.context.store.get("designation", town.sentId))!;
    for (const [place, { requestId }] of document.candidates.entries()) {
      await tabTo(page, `[name="answer.${requestId}"]`);
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator(`[name="answer.${requestId}"][value="awarded-ranked"]`).isChecked()).to.equal(true);
      await tabTo(page, `[name="answer.${requestId}.awarded-ranked.rank"]`);
      for (let down = 0; down <= place; down++) await page.keyboard.press("ArrowDown");
    }
    await tabTo(page, 'form[action$="/answers"] button[type="submit"]:not([name])');
    await page.keyboard.press("Enter");
    await page.waitForURL(/told=/);
    expect(complaints.splice(0)).to.deep.equal([]);
    const answered = (await site.context.store.get("designation", town.sentId))!;
    expect(answered.document.state).to.equal("answered");
  });
});

/** Goes from stop to stop until one matches; every stop on the way can be seen, and shows that it has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((wanted) => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return "outside";
      const { width, height } = element.getBoundingClientRect();
      const isShown = width > 0 && height > 0 && getComputedStyle(element).outlineStyle !== "none";
      return element.matches(wanted) ? "here" : isShown ? "on the way" : `hidden: ${element.outerHTML.slice(0, 120)}`;
    }, selector);
    if (found === "here") return;
    if (found.startsWith("hidden")) throw new Error(found);
  }
  throw new Error(`the keyboard never comes to ${selector}`);
}

import { expect } from "chai";
import { describeInBrowser } from "../support/browser.ts";
import { openDemoSite } from "../support/demo-site.ts";

describeInBrowser("filters", (browser) => {
  for (const hasScript of [true, false]) {
    it(`show what was asked for ${hasScript ? "at once, and the keyboard stays where it is" : "by a button, without script"}`, async () => {
      const site = await openDemoSite();
      const { page, complaints, close } = await browser().window({ javaScriptEnabled: hasScript });
      await page.goto(`${site.url}/demo/hr`);
      await page.goto(`${site.url}/requests`);
      const all = await page.locator(".data tbody tr").count();
      await page.locator('[name="state"]').focus();
      await page.locator('[name="state"]').selectOption("draft");
      if (!hasScript) await page.locator(".filters button").click();
      await page.waitForURL(/state=draft/);
      await page.locator(".data tbody tr").nth(1).waitFor({ state: "detached" });
      expect(await page.locator(".data tbody tr").count()).to.equal(1);
      expect(all).to.be.greaterThan(5);
      if (hasScript) expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).to.equal("state");
      expect(await page.locator("header nav").count(), "one frame").to.equal(1);
      expect(complaints).to.deep.equal([]);
      await page.goBack();
      await page.waitForURL((url) => !url.search.includes("draft"));
      await page.locator(".data tbody tr").nth(5).waitFor();
      await close();
      await site.close();
    });
  }
});

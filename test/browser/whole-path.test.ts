import { expect } from "chai";
import type { Page } from "playwright-core";
import { actOnClocks } from "../../src/app/act-on-clocks.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { describeInBrowser, type Window } from "../support/browser.ts";
import { actorOf } from "../support/open-app.ts";
import type { Site } from "../support/open-site.ts";
import { logInAs, openPathTown } from "../support/path-town.ts";

for (const hasScript of [true, false]) {
  describeInBrowser(`the whole path in a browser, ${hasScript ? "with" : "without"} script`, (browser) => {
    let site: Site;
    let window: Window;
    let requestId: string;

    before(async () => {
      site = await openPathTown();
      window = await browser().window({ javaScriptEnabled: hasScript });
    });
    after(async () => {
      if (!site) return;
      await window.close();
      await site.close();
    });
    afterEach(() => expect(window.complaints.splice(0)).to.deep.equal([]));

    const as = async (accountId: string, path: string): Promise<Page> => {
      await logInAs(window.page, site.url, accountId);
      await window.page.goto(`${site.url}${path}`);
      return window.page;
    };

    it("HR hands in a request: what is wrong is told at once, nothing typed is lost", async () => {
      const page = await as("hr-1", "/requests");
      await page.locator('main a[href="/requests/new"]').first().click();
      const fill = (name: string, value: string) => page.locator(`[name="${name}"]`).fill(value);
      const select = (name: string, value: string) => page.locator(`select[name="${name}"]`).selectOption(value);
      await fill("familyName", "Inventée");
      await fill("givenNames", "Aline");
      await fill("referenceIncome", "beaucoup");
      await page.locator('button[name="do"][value="send"]').click();
      expect(await wordsAt(page, "#problems")).to.include("à corriger");
      expect(await page.locator('[name="familyName"]').inputValue()).to.equal("Inventée");
      expect(await page.locator('[name="referenceIncome"]').inputValue()).to.equal("beaucoup");
      await page.locator('#problems a[href="#f-referenceIncome"]').click();
      expect(await page.evaluate(() => document.activeElement?.id || location.hash.slice(1))).to.equal(
        "f-referenceIncome",
      );

      await fill("bornOn", "1997-04-12");
      await select("contract", "permanent");
      await select("event", "new-hire");
      await fill("startsOn", "2026-09-01");
      await fill("workplaceCommune", "02691");
      await select("isFirstJob", "yes");
      await fill("referenceIncome", "15 200");
      await fill("resources", "1 480,50");
      await fill("housingAid", "0");
      await select("isStayLawful", "yes");
      await fill("wish1", "02691");
      await select("kind", "first-request");
      await select("hasUniqueNumber", "yes");
      await select("hasEmployerConsent", "yes");
      await page.locator('button[name="do"][value="send"]').click();
      await page.waitForURL(/\/requests\/[a-z0-9-]+\?/);
      requestId = /\/requests\/([a-z0-9-]+)/.exec(page.url())![1]!;
      expect(await wordsAt(page, '[role="status"]')).to.not.equal("");
      expect(await wordsAt(page, "h1")).to.include("Inventée");
    });

    it("the night proposes it for the dwelling that had room", async () => {
      site.context.clock.moveTo("2026-11-24T02:00:00.000Z");
      const outcome = await runAllocation(site.context, actorOf("system"));
      expect(outcome.kind).to.equal("completed");
      site.context.clock.moveTo("2026-11-24T08:00:00.000Z");
      const page = await as("hr-1", `/requests/${requestId}`);
      expect(await wordsAt(page, "main")).to.match(/propos/i);
    });

    it("the secretary opens a session and notes who is there", async () => {
      const page = await as("secretary-1", "/agendas/new");
      await page.locator('[name="heldOn"]').fill("2026-11-25");
      await page.locator('[name="which"][value="all"]').check();
      await page.locator("main form button[type=submit]").click();
      await page.waitForURL(/\/agendas\/[a-z0-9-]+/);
      for (const box of await page.locator('[name="present"]').all()) await box.check();
      await page.locator('form[action$="/attendance"] button[type=submit]').click();
      expect(await wordsAt(page, "h1")).to.include("25 novembre 2026");
    });

    it("the committee confirms one dwelling after the other", async () => {
      const page = await as("committee-1", "/agenda");
      await page.locator(".page-head a.button.main").click();
      for (let left = 2; left > 0; left--) {
        await page.locator('[name="kind"][value="confirm"]').check();
        await page.locator('form[action$="/decision"] button[type=submit]').first().click();
        await page.waitForLoadState();
      }
      await page.goto(`${site.url}/agenda`);
      expect(await wordsAt(page, ".session-progress")).to.include("2 décidés sur 2");
    });

    it("the secretary sends the names to the landlord", async () => {
      const page = await as("secretary-1", "/agenda");
      for (const vacancyId of ["V-1", "V-2"]) {
        const { records } = await site.context.store.list({ kind: "proposal", by: "byVacancy", equals: [vacancyId] });
        const decided = records.find(({ document }) => document.decisionId !== undefined)!;
        await page.goto(`${site.url}/decisions/${decided.document.decisionId}`);
        await page.locator('form[action$="/designate"] button[type=submit]').click();
        await page.waitForLoadState();
      }
      const { records } = await site.context.store.list({ kind: "designation", by: "byState", equals: ["sent"] });
      expect(records.map(({ document }) => document.vacancyId).sort(compareText)).to.deep.equal(["V-1", "V-2"]);
    });

    it("the landlord answers for each candidate, and an answer without its rank comes back with the rest kept", async () => {
      const page = await as("landlord-1", "/designations");
      await page.goto(`${site.url}${await designationOf(site, "V-2")}`);
      const ids = await candidatesOf(site, "V-2");
      expect(ids).to.include(requestId);
      const order = [requestId, ...ids.filter((id) => id !== requestId)];
      const form = page.locator('form[action$="/answers"]');
      for (const id of order) await page.locator(`[name="answer.${id}"][value="awarded-ranked"]`).check();
      await form.locator("button[type=submit]").last().click();
      expect(await wordsAt(page, "#problems")).to.include("à corriger");
      for (const [place, id] of order.entries()) {
        expect(await page.locator(`[name="answer.${id}"][value="awarded-ranked"]`).isChecked()).to.equal(true);
        await page.locator(`select[name="answer.${id}.awarded-ranked.rank"]`).selectOption(String(place + 1));
      }
      await form.locator("button[type=submit]").last().click();
      await page.waitForLoadState();
      const { document } = await readDesignation(site, "V-2");
      expect(document.candidates.find((one) => one.requestId === requestId)!.state).to.equal("offered");
    });

    it("HR sees the offer, and passes on that it is declined: the next rank is offered the dwelling", async () => {
      const page = await as("hr-1", `/requests/${requestId}`);
      expect(await wordsAt(page, "main")).to.match(/offre/i);
      await page.locator('form[action$="/reply"] [name="reply"][value="refused"]').check();
      await page.locator('form[action$="/reply"] button[type=submit]').click();
      await page.waitForLoadState();
      const { document } = await readDesignation(site, "V-2");
      const states = Object.fromEntries(document.candidates.map((one) => [one.requestId, one.state]));
      expect(states[requestId]).to.equal("refused");
      expect(Object.values(states)).to.include("offered");
      expect(await wordsAt(page, "main")).to.match(/refus/i);
    });

    it("the landlord notes the acceptance of the next rank and the lease; the dwelling is let, and the agenda counts it done", async () => {
      const page = await as("landlord-1", await designationOf(site, "V-2"));
      await page.locator('form[action$="/reply"] [name="reply"][value="accepted"]').check();
      await page.locator('form[action$="/reply"] button[type=submit]').click();
      await page.locator('form[action$="/lease"] button[type=submit]').click();
      await page.waitForLoadState();
      const vacancy = await site.context.store.get("vacancy", "V-2");
      expect(vacancy!.document.state).to.equal("let");
      expect(await wordsAt(page, "main")).to.match(/bail signé/i);
    });
  });
}

describeInBrowser("a right that is lost", (browser) => {
  it("is told to the landlord and to the secretary, with its day, and leaves the agenda", async () => {
    const site = await openPathTown();
    const { page, complaints, close } = await browser().window();
    site.context.clock.moveTo("2027-03-01T02:00:00.000Z");
    await actOnClocks(site.context, actorOf("system"), {});
    expect((await site.context.store.get("vacancy", "V-1"))!.document.state).to.equal("lost");
    await logInAs(page, site.url, "landlord-1");
    await page.goto(`${site.url}/vacancies/V-1`);
    expect(await wordsAt(page, "main")).to.match(/perdu/i);
    await logInAs(page, site.url, "secretary-1");
    await page.goto(`${site.url}/vacancies`);
    expect(await wordsAt(page, "main")).to.match(/perdu/i);
    await page.goto(`${site.url}/agenda`);
    expect(await wordsAt(page, "main")).to.not.include("1 rue inventée");
    expect(complaints).to.deep.equal([]);
    await close();
    await site.close();
  });
});

/** The words of a part of the page, with plain spaces. */
async function wordsAt(page: Page, selector: string): Promise<string> {
  const text = await page.locator(selector).first().textContent();
  return (text ?? "").replace(/\s+/g, " ");
}

async function readDesignation(site: Site, vacancyId: string) {
  const { records } = await site.context.store.list({ kind: "designation", by: "all", equals: [] });
  return records.find(({ document }) => document.vacancyId === vacancyId)!;
}

async function designationOf(site: Site, vacancyId: string): Promise<string> {
  return `/designations/${(await readDesignation(site, vacancyId)).id}`;
}

async function candidatesOf(site: Site, vacancyId: string): Promise<readonly string[]> {
  return (await readDesignation(site, vacancyId)).document.candidates.map(({ requestId }) => requestId);
}

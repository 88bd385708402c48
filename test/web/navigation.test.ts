import { expect } from "chai";
import { humanRoles } from "../../src/domain/access/actor.ts";
import { openSite, type Site } from "../support/open-site.ts";

describe("the frame of every page", () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  for (const role of humanRoles) {
    it(`leads ${role} only to pages that open, and marks the one that is open`, async () => {
      const client = await site.as(role);
      const { markup } = await client.get("/");
      const links = [...markup.matchAll(/<li><a href="(\/[a-z]*)"(?: aria-current="page")?>/g)].map(
        ([, href]) => href!,
      );
      expect(links).to.include("/");
      expect(links.length).to.be.greaterThan(1);
      for (const href of links) {
        const { status, markup: page } = await client.get(href);
        expect(status, href).to.equal(200);
        if (["/help", "/algorithm", "/accessibility"].includes(href)) continue;
        const frame = page.slice(page.indexOf("<header"), page.indexOf("</header>"));
        expect(frame.match(/aria-current="page"/g), href).to.have.length(1);
        expect(page).to.include(`<a href="${href}" aria-current="page">`);
      }
    });
  }

  it("says who is logged in, and lets them out and change the language without script", async () => {
    const client = await site.as("hr");
    expect((await client.get("/")).markup)
      .to.include('action="/log-out"')
      .and.include('<html lang="fr">');
    const back = await client.submit("/requests?state=active", "/language", { language: "en" });
    expect([back.status, back.location]).to.deep.equal([303, "/requests?state=active"]);
    expect((await client.follow(back)).markup).to.include('<html lang="en">');
    const out = await client.submit("/", "/log-out");
    expect(out.location).to.match(/^\/log-in/);
    expect((await client.get("/requests")).location).to.match(/^\/log-in/);
  });

  it("goes back to no other site after the language was chosen", async () => {
    const client = await site.as("hr");
    for (const back of ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"]) {
      await client.get("/");
      expect((await client.post("/language", { language: "fr", back })).location, back).to.equal("/");
    }
  });

  it("speaks the language of a browser in which nobody is logged in, until another is chosen", async () => {
    const client = site.anybody();
    const english = await client.ask("/log-in", { headers: { "accept-language": "en-GB" } });
    expect(await english.text()).to.include('<html lang="en">');
    expect((await client.get("/log-in")).markup).to.include('<html lang="fr">');
    const chosen = await client.submit("/log-in", "/language", { language: "en" });
    expect((await client.follow(await client.follow(chosen))).markup).to.include('<html lang="en">');
  });

  it("stands around what goes wrong too: what it is, whom to ask, the number of the call", async () => {
    const client = await site.as("hr");
    const missing = await client.get("/nowhere");
    expect([missing.status, missing.page.h1]).to.deep.equal([404, "Introuvable"]);
    const forbidden = await client.get("/accounts");
    expect(forbidden.status).to.equal(403);
    expect(forbidden.page.main).to.include("Demandez à");
    for (const { markup, page } of [missing, forbidden]) {
      expect(markup).to.include('<nav aria-label="Navigation principale">');
      expect(page.main).to.match(/[0-9a-f-]{8,}/);
    }
  });
});

describe("an empty database", () => {
  it("says which command to type, and shows nothing else", async () => {
    const site = await openSite("nothing at all", async () => undefined);
    const { status, page } = await site.anybody().get("/");
    expect(status).to.equal(200);
    expect(page.main).to.include("npx contingent account add").and.include("npx contingent import");
    await site.close();
  });
});

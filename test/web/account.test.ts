import { expect } from "chai";
import { openSite, type Site, type SiteClient } from "../support/open-site.ts";

/** The secret that a page shows once. */
const secretOn = (markup: string) => /class="secret"><code>([^<]+)</.exec(markup)?.[1] ?? "";

describe("the pages of accounts", () => {
  let site: Site;
  let operator: SiteClient;
  const loginName = "maud@exemple.invalid";
  const maud = { loginName, name: "Maud Inventée", roles: "hr", employerIds: "E-1, E-2", language: "fr" };

  beforeEach(async () => {
    site = await openSite();
    operator = await site.as("operator");
  });
  afterEach(() => site.close());

  const added = async () => secretOn((await operator.submit("/accounts/new", "/accounts", maud)).markup);
  const enter = async (password: string) => {
    const browser = site.anybody();
    const { status } = await browser.submit("/log-in", "/log-in", { loginName, password });
    return { browser, status };
  };
  const idOf = async () => {
    const { markup } = await operator.get("/accounts");
    return /href="\/accounts\/([^"]+)">Maud/.exec(markup)![1]!;
  };

  it("an operator adds somebody, who logs in with the password that was shown once", async () => {
    const password = await added();
    expect(password).to.have.length.greaterThan(8);
    expect((await enter(password)).status).to.equal(303);
    const { markup } = await operator.get(`/accounts/${await idOf()}`);
    expect(markup).to.contain("Sucrerie inventée").and.not.to.contain(password);
  });

  it("what is wrong with an account is told at each field, with all that was typed", async () => {
    const wrong = { ...maud, loginName: "pas une adresse", name: "", employerIds: "E-77" };
    const answer = await operator.submit("/accounts/new", "/accounts", wrong);
    expect(answer.status).to.equal(422);
    for (const field of ["loginName", "name", "employerIds"]) expect(answer.markup).to.contain(`href="#f-${field}"`);
    for (const typed of ["pas une adresse", "E-77"]) expect(answer.markup).to.contain(typed);
    await added();
    expect((await operator.submit("/accounts/new", "/accounts", maud)).status).to.equal(409);
  });

  it("an operator changes, shuts, opens and unlocks an account; who is slower is told so and loses nothing typed", async () => {
    const password = await added();
    const id = await idOf();
    const page = await operator.get(`/accounts/${id}`);
    const { version } = page.page.forms.find(({ action }) => action === `/accounts/${id}`)!.fields;
    await operator.submit(`/accounts/${id}`, `/accounts/${id}`, { name: "Maud Autre" });
    const slower = await operator.post(`/accounts/${id}`, { ...maud, name: "Maud Lente", version: version! });
    expect(slower.status).to.equal(409);
    expect(slower.markup).to.contain("Maud Lente");
    const { browser } = await enter(password);
    const to = async (state: string) => {
      const shown = await operator.get(`/accounts/${id}`);
      const form = shown.page.forms.find(({ action }) => action === `/accounts/${id}/state`)!;
      return operator.post(`/accounts/${id}/state`, { version: form.fields.version!, to: state });
    };
    await to("disabled");
    expect((await browser.get("/account")).status).to.equal(303);
    await to("active");
    for (let times = 1; times <= 5; times++) await enter("mauvais mot");
    expect((await enter(password)).status).to.equal(422);
    expect((await operator.get("/accounts")).markup).to.match(/[Vv]errouillé/);
    await to("unlocked");
    expect((await enter(password)).status).to.equal(303);
    const again = secretOn((await operator.submit(`/accounts/${id}`, `/accounts/${id}/password`)).markup);
    expect((await enter(password)).status).to.equal(422);
    expect((await enter(again)).status).to.equal(303);
  });

  it("everybody changes their own password, told at the field what is wrong, and comes in with the new one", async () => {
    const { browser } = await enter(await added());
    const next = "une phrase pour plus tard";
    const change = (current: string, password: string, repeated = password) =>
      browser.submit("/account", "/account/password", { current, password, again: repeated });
    const wrong = await change("pas le bon", next);
    expect(wrong.status).to.equal(422);
    expect(wrong.markup).to.contain('href="#f-current"').and.not.to.contain("pas le bon");
    expect((await change("x", "court")).markup).to.contain('href="#f-password"');
    expect((await change("x", next, "autre phrase encore")).markup).to.contain('href="#f-again"');
    const id = await idOf();
    const known = secretOn((await operator.submit(`/accounts/${id}`, `/accounts/${id}/password`)).markup);
    const own = (await enter(known)).browser;
    const done = await own.submit("/account", "/account/password", { current: known, password: next, again: next });
    expect(done.location).to.match(/^\/log-in/);
    expect((await own.get("/account")).status).to.equal(303);
    expect((await enter(next)).status).to.equal(303);
  });

  it("a token is shown once, opens the API, and is revoked where it is listed", async () => {
    const { browser } = await enter(await added());
    const issued = await browser.submit("/account", "/account/tokens", { title: "paie", days: "30" });
    const headers = { authorization: `Bearer ${secretOn(issued.markup)}` };
    const call = async () => (await fetch(`${site.url}/api/v1/me`, { headers })).status;
    expect(await call()).to.equal(200);
    const page = await browser.get("/account");
    expect(page.markup).to.contain("paie").and.not.to.contain(secretOn(issued.markup));
    const revoke = page.page.forms.find(({ action }) => action.endsWith("/revoke"))!;
    await browser.post(revoke.action);
    expect(await call()).to.equal(401);
    const wrong = await browser.submit("/account", "/account/tokens", { title: "", days: "trop" });
    expect(wrong.status).to.equal(422);
    for (const field of ["title", "days"]) expect(wrong.markup).to.contain(`href="#f-${field}"`);
  });

  it("a name with markup in it is shown as it was typed and is no markup", async () => {
    const name = '<img src=x onerror="alert(1)">Maud';
    await operator.submit("/accounts/new", "/accounts", { ...maud, name });
    const { markup } = await operator.get("/accounts");
    expect(markup).to.contain("&lt;img src=x").and.not.to.contain("<img");
  });

  it("chooses its language for the next page", async () => {
    const { browser } = await enter(await added());
    await browser.submit("/account", "/account/language", { language: "en" });
    expect((await browser.get("/account")).markup)
      .to.contain('<html lang="en"')
      .and.to.contain("Your account");
    expect((await browser.post("/account/language", { language: "de" })).status).to.equal(422);
  });
});

import { expect } from "chai";
import { demoAccounts, demoPeople } from "../../scripts/demo/accounts.ts";
import { changeAccount } from "../../src/app/change-account.ts";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { setPassword } from "../../src/app/set-password.ts";
import { serve } from "../../src/serve.ts";
import { ownPath } from "../../src/web/pages/account/own-path.ts";
import { employerFacts, landlordFacts } from "../support/builders.ts";
import { actorOf } from "../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../support/open-site.ts";

const password = "un mot de passe inventé";
const form = { "content-type": "application/x-www-form-urlencoded" };

describe("the door", () => {
  let site: Site;
  let browser: SiteClient;
  const id = "hr-1";
  const loginName = `${id}@exemple.invalid`;
  const head = async () => (await site.context.store.head()).sequence;
  const isIn = async (client: SiteClient) => (await client.get("/account")).status === 200;

  beforeEach(async () => {
    site = await openSite();
    browser = site.anybody();
    await inventAccount(site.context, id, actorOf("hr", { employerIds: ["E-1"] }));
  });
  afterEach(() => site.close());

  it("lets in with cookies that no script can read and no other site sends along, until a fixed instant", async () => {
    const page = await browser.get("/log-in");
    const answer = await browser.post("/log-in", { loginName, password });
    expect(answer.status).to.equal(303);
    const cookies = [...page.headers.getSetCookie(), ...answer.headers.getSetCookie()];
    expect(cookies.some((one) => one.startsWith("contingent-session="))).to.equal(true);
    for (const cookie of cookies)
      expect(cookie)
        .to.match(/HttpOnly/i)
        .and.to.match(/SameSite=(?:Lax|Strict)/i)
        .and.to.match(/Path=\//);
    const session = answer.headers.getSetCookie().find((one) => one.startsWith("contingent-session="))!;
    expect(session).to.match(/Expires=/i);
    const later = await browser.get("/account");
    expect(later.headers.getSetCookie().filter((one) => one.startsWith("contingent-session="))).to.deep.equal([]);
  });

  it("gives cookies to https only where people come by https", async () => {
    const serving = await serve(site.context, { port: 0, publicUrl: "https://logement.exemple.invalid" });
    try {
      const proxied = { "x-forwarded-proto": "https" };
      const page = await fetch(`${serving.url}/log-in`, { headers: proxied });
      const cookie = page.headers.getSetCookie()[0]!;
      expect(cookie)
        .to.match(/^__Host-/)
        .and.to.match(/; Secure/);
      const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())![1]!;
      const answer = await fetch(`${serving.url}/log-in`, {
        method: "POST",
        redirect: "manual",
        headers: { ...form, ...proxied, cookie: cookie.split(";")[0]! },
        body: new URLSearchParams({ csrf, loginName, password }),
      });
      expect(answer.status).to.equal(303);
      for (const set of answer.headers.getSetCookie())
        expect(set)
          .to.match(/^__Host-/)
          .and.to.match(/; Secure/);
    } finally {
      await serving.close();
    }
  });

  it("leaves somebody who mistypes where they were: out without a session, or in with theirs", async () => {
    await browser.get("/log-in");
    const refused = await browser.post("/log-in", { loginName, password: "mauvais mot" });
    expect(refused.headers.getSetCookie().join()).not.to.contain("contingent-session");
    await browser.submit("/log-in", "/log-in", { loginName, password });
    await browser.get("/account");
    const again = await browser.post("/log-in", { loginName, password: "mauvais mot" });
    expect(again.status).to.equal(422);
    expect(again.headers.getSetCookie().join()).not.to.contain("contingent-session");
    expect(await isIn(browser)).to.equal(true);
  });

  it("stores nothing for somebody who only looks", async () => {
    const before = await head();
    for (let times = 0; times < 3; times++) await browser.get("/log-in");
    expect(await head()).to.equal(before);
  });

  it("gives another session at each log-in: one that an attacker put into the browser is worth nothing to them", async () => {
    await inventAccount(site.context, "attacker", actorOf("landlord"));
    const own = await browser.submit("/log-in", "/log-in", { loginName: "attacker@exemple.invalid", password });
    const sessionIn = (cookies: readonly string[]) =>
      cookies.find((one) => one.startsWith("contingent-session="))?.split(";")[0];
    const planted = sessionIn(own.headers.getSetCookie())!;
    const forged = "contingent-session=s%3Aknown-to-the-attacker.c2lnbmF0dXJl";
    for (const fixed of [planted, forged]) {
      const page = await fetch(`${site.url}/log-in`, { headers: { cookie: fixed }, redirect: "manual" });
      const account = await fetch(`${site.url}/account`, { headers: { cookie: fixed }, redirect: "manual" });
      const shown = account.status === 200 ? account : page;
      const made = shown.headers
        .getSetCookie()
        .find((one) => one.startsWith("contingent-form="))!
        .split(";")[0]!;
      const csrf = /name="csrf" value="([^"]+)"/.exec(await shown.text())![1]!;
      const answer = await fetch(`${site.url}/log-in`, {
        method: "POST",
        redirect: "manual",
        headers: { ...form, cookie: `${fixed}; ${made}` },
        body: new URLSearchParams({ csrf, loginName, password }),
      });
      expect(answer.status).to.equal(303);
      const given = sessionIn(answer.headers.getSetCookie());
      expect(given).to.be.a("string").and.not.equal(fixed);
      const whose = await fetch(`${site.url}/account`, { headers: { cookie: fixed }, redirect: "manual" });
      expect(await whose.text()).not.to.contain(loginName);
    }
  });

  it("gives somebody who logs in again another session than before", async () => {
    const sessionOf = async () => {
      const answer = await browser.submit("/log-in", "/log-in", { loginName, password });
      return answer.headers
        .getSetCookie()
        .find((one) => one.startsWith("contingent-session="))!
        .split(";")[0]!;
    };
    const first = await sessionOf();
    browser = site.anybody();
    expect(await sessionOf()).not.to.equal(first);
  });

  it("refuses the form of the log-in too where it comes from another site", async () => {
    const before = await head();
    for (const csrf of [undefined, "", "a.b"]) {
      const fields = { loginName, password, ...(csrf === undefined ? {} : { csrf }) };
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${site.url}/log-in`, { method: "POST", redirect: "manual", headers: form, body });
      expect(answer.status).to.equal(403);
    }
    expect(await head()).to.equal(before);
  });

  it("does not take the token of another session, nor one from before the log-in", async () => {
    const before = await browser.get("/log-in");
    const early = before.page.forms.find(({ action }) => action === "/log-in")!.fields.csrf![0]!;
    await browser.post("/log-in", { loginName, password });
    expect((await browser.post("/account/language", { csrf: early, language: "en" })).status).to.equal(403);
    const other = await site.as("hr");
    const others = (await other.get("/account")).page.forms.find(({ fields }) => fields.csrf)!.fields.csrf![0]!;
    await browser.get("/account");
    expect((await browser.post("/account/language", { csrf: others, language: "en" })).status).to.equal(403);
  });

  it("says the same of a name that nobody has and of a wrong password, and shuts the account after five", async () => {
    const told = async (name: string, typed: string) => {
      const answer = await browser.submit("/log-in", "/log-in", { loginName: name, password: typed });
      expect(answer.status).to.equal(422);
      expect(answer.markup).not.to.contain(typed);
      return answer.markup.replaceAll(name, "").replace(/name="csrf" value="[^"]+"/g, "");
    };
    const ofNobody = await told("personne@exemple.invalid", "mauvais mot");
    for (let times = 1; times <= 5; times++) expect(await told(loginName, "mauvais mot")).to.equal(ofNobody);
    expect(await told(loginName, password)).to.equal(ofNobody);
    site.context.clock.moveTo("2026-11-23T08:15:00.000Z");
    expect((await browser.submit("/log-in", "/log-in", { loginName, password })).status).to.equal(303);
  });

  it("makes an address wait that fails again and again, whatever names it tries; who succeeds is not counted", async () => {
    for (let times = 1; times <= 40; times++) {
      const client = site.anybody();
      expect((await client.submit("/log-in", "/log-in", { loginName, password })).status).to.equal(303);
    }
    await browser.get("/log-in");
    const statuses: number[] = [];
    for (let times = 1; times <= 32; times++)
      statuses.push((await browser.post("/log-in", { loginName: `n${times}@exemple.invalid`, password: "x" })).status);
    expect(statuses.slice(0, 30).every((status) => status === 422)).to.equal(true);
    expect(statuses.slice(30)).to.deep.equal([429, 429]);
    const late = await browser.post("/log-in", { loginName, password });
    expect(late.status).to.equal(429);
    expect(late.headers.get("retry-after")).to.equal("900");
  });

  it("takes no operators, lists or other objects for a name or a password", async () => {
    const before = await head();
    const { page } = await browser.get("/log-in");
    const csrf = page.forms.find(({ action }) => action === "/log-in")!.fields.csrf![0]!;
    for (const fields of [
      { "loginName[$ne]": "x", "password[$ne]": "x" },
      { loginName: '{"$ne": null}', password: '{"$ne": null}' },
      { loginName: [loginName, "x"], password: [password, password] },
      { "__proto__[loginName]": loginName, "constructor[prototype][password]": password },
      { __proto__x: loginName, loginName: "__proto__", password: "constructor" },
    ]) {
      const { status } = await browser.post("/log-in", { csrf, ...(fields as Record<string, string>) });
      expect(status, JSON.stringify(fields)).to.equal(422);
    }
    for (const sent of ['{"loginName":{"$ne":null},"password":{"$ne":null}}', '{"__proto__":{"visitor":{}}}']) {
      const headers = { "content-type": "application/json" };
      const answer = await browser.ask("/log-in", { method: "POST", headers, body: sent });
      expect(answer.status).to.equal(403);
    }
    expect(await isIn(browser)).to.equal(false);
    expect((await head()) - before, "only the lines of refused log-ins").to.equal(5);
    expect(({} as Record<string, unknown>).visitor).to.equal(undefined);
  });

  it("leads to pages of this product only", async () => {
    for (const then of [
      "https://ailleurs.invalid/",
      "//ailleurs.invalid",
      "/\\ailleurs.invalid",
      "\\\\ailleurs.invalid",
      "/%09/ailleurs.invalid/..//",
      "/\t/ailleurs.invalid",
      "javascript:alert(1)",
      "/log-out",
      "/log-in?then=/",
      " //ailleurs.invalid",
      "/.//ailleurs.invalid",
    ]) {
      const to = ownPath(then);
      expect(new URL(to, "http://own.invalid").origin, then).to.equal("http://own.invalid");
      expect(to, then).to.match(/^\/(?!\/|\\)/);
      expect(to).not.to.match(/^\/log-/);
    }
    expect(ownPath("/requests?after=x&limit=2")).to.equal("/requests?after=x&limit=2");
    const asked = await browser.get("/account?x=1");
    expect(asked.location).to.equal("/log-in?then=%2Faccount%3Fx%3D1");
    const login = await browser.follow(asked);
    const fields = login.page.forms.find(({ action }) => action === "/log-in")!.fields;
    expect(fields.then).to.deep.equal(["/account?x=1"]);
    const elsewhere = Object.fromEntries(new URLSearchParams("then=//ailleurs.invalid"));
    expect((await browser.post("/log-in", { loginName, password, ...elsewhere })).location).to.equal("/");
  });

  it("shuts behind somebody whose account is disabled, whose password is another, or whose time is over, in the middle of their work", async () => {
    await browser.submit("/log-in", "/log-in", { loginName, password });
    expect(await isIn(browser)).to.equal(true);
    const operator = actorOf("operator");
    const { version } = (await site.context.store.get("account", id))!;
    await changeAccount(site.context, operator, { accountId: id, expected: version, state: "disabled" });
    expect(await isIn(browser)).to.equal(false);
    await changeAccount(site.context, operator, { accountId: id, expected: version + 1, state: "active" });
    expect(await isIn(browser)).to.equal(false);
    await browser.submit("/log-in", "/log-in", { loginName, password });
    const other = site.anybody();
    await other.submit("/log-in", "/log-in", { loginName, password });
    await setPassword(site.context, operator, { accountId: id, password: "encore une autre phrase" });
    expect([await isIn(browser), await isIn(other)]).to.deep.equal([false, false]);
    await browser.submit("/log-in", "/log-in", { loginName, password: "encore une autre phrase" });
    site.context.clock.moveTo("2026-11-23T17:59:59.000Z");
    expect(await isIn(browser)).to.equal(true);
    site.context.clock.moveTo("2026-11-23T18:00:00.000Z");
    expect(await isIn(browser)).to.equal(false);
  });

  it("shows what a role that was taken away no longer allows, at the next page", async () => {
    await inventAccount(site.context, "op-1", actorOf("operator"));
    const op = await site.as("op-1");
    expect((await op.get("/accounts")).status).to.equal(200);
    await changeAccount(site.context, actorOf("operator"), { accountId: "op-1", expected: 1, roles: ["dpo"] });
    expect((await op.get("/accounts")).status).to.equal(403);
  });

  it("lets out, and the cookie that was taken along opens nothing", async () => {
    const answer = await browser.submit("/log-in", "/log-in", { loginName, password });
    const cookie = answer.headers
      .getSetCookie()
      .find((one) => one.startsWith("contingent-session="))!
      .split(";")[0]!;
    const page = await browser.get("/account");
    expect(page.headers.get("cache-control"), "nobody after them goes back to the page").to.equal("no-store");
    expect((await browser.post("/log-out")).location).to.match(/^\/log-in/);
    const kept = await fetch(`${site.url}/account`, { headers: { cookie }, redirect: "manual" });
    expect(kept.status).to.equal(303);
    expect((await browser.get("/log-out")).status, "a link alone logs nobody out").to.equal(404);
  });

  it("leaves no name, address, password or session id in the log of the server", async () => {
    await browser.submit("/log-in", "/log-in", { loginName: "Planqué.Nom@exemple.invalid", password: "Mot-Planqué" });
    const answer = await browser.submit("/log-in", "/log-in", { loginName, password });
    await browser.get(`/account?name=Nom-Planqué`);
    await browser.get("/accounts/Nom-Planqué");
    const cookie = /contingent-session=s%3A([^.]+)/.exec(answer.headers.getSetCookie().join("\n"))![1]!;
    const lines = JSON.stringify(site.context.log.lines);
    expect(lines).to.contain("/account");
    for (const planted of ["Planqu", "inventé", "exemple.invalid", cookie])
      expect(lines, planted).not.to.contain(planted);
  });
});

describe("the demonstration's door", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it("does not exist where no demonstration is served", async () => {
    const browser = site.anybody();
    for (const path of ["/demo", "/demo/operator", "/demo/hr"]) {
      const answer = await browser.get(path);
      expect(answer.status).to.equal(404);
      expect(answer.headers.getSetCookie().join()).not.to.contain("contingent-session");
    }
  });

  it("logs in as each of its people with a session like any other, and says what they do", async () => {
    const idsOf = (member: "employerIds" | "landlordIds") =>
      [...new Set(demoPeople.flatMap(({ scope }) => scope[member] ?? []))].filter((id) => id !== "all");
    const records = [
      ...idsOf("employerIds").map((id) => ({ kind: "employer", facts: employerFacts({ id }) }) as const),
      ...idsOf("landlordIds").map((id) => ({ kind: "landlord", facts: landlordFacts({ id }) }) as const),
    ];
    await declareFacts(site.context, actorOf("secretary"), { records });
    await demoAccounts(site.context);
    await demoAccounts(site.context);
    const serving = await serve(site.context, { port: 0, demo: demoPeople });
    try {
      const page = await fetch(`${serving.url}/demo`, { headers: { "accept-language": "fr" } });
      const door = (await page.text()).replace(/[\u00a0\u202f]/g, " ");
      for (const { who, does } of demoPeople) {
        expect(door).to.contain(`href="/demo/${who}"`);
        expect(door).to.contain(does.fr);
        const answer = await fetch(`${serving.url}/demo/${who}`, { redirect: "manual" });
        expect(answer.status, who).to.equal(303);
        const cookie = answer.headers
          .getSetCookie()
          .find((one) => one.startsWith("contingent-session="))!
          .split(";")[0]!;
        const account = await fetch(`${serving.url}/account`, { headers: { cookie }, redirect: "manual" });
        expect(account.status).to.equal(200);
      }
      expect((await fetch(`${serving.url}/demo/nobody`, { redirect: "manual" })).status).to.equal(404);
    } finally {
      await serving.close();
    }
  });
});

import { expect } from "chai";
import { changeAccount } from "../../src/app/change-account.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import { revokeToken } from "../../src/app/revoke-token.ts";
import type { Scope } from "../../src/domain/access/actor.ts";
import { actorOf } from "../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../support/open-site.ts";

describe("programs with a token", () => {
  let site: Site;
  const id = "hr-1";
  const scope: Scope = { employerIds: ["E-1", "E-2"] };
  const account = { id, roles: ["hr"], scope } as const;
  const issue = (more: object = {}) =>
    issueToken(site.context, account, { accountId: id, title: "paie", days: 2, ...more });
  const call = (path: string, authorization?: string, init: RequestInit = {}) =>
    fetch(`${site.url}/api/v1${path}`, {
      ...init,
      headers: { ...(authorization === undefined ? {} : { authorization }), ...init.headers },
    });
  const employersSeen = async (secret: string) => {
    const answer = await call("/requests", `Bearer ${secret}`);
    expect(answer.status).to.equal(200);
    const { items } = (await answer.json()) as { items: { facts?: { employerId?: string } }[] };
    return new Set(items.map(({ facts }) => facts?.employerId));
  };

  beforeEach(async () => {
    site = await openSite();
    await inventAccount(site.context, id, account);
  });
  afterEach(() => site.close());

  it("see what their account sees, or the part they were given", async () => {
    expect(await employersSeen((await issue()).secret)).to.deep.equal(new Set(["E-1", "E-2"]));
    expect(await employersSeen((await issue({ scope: { employerIds: ["E-2"] } })).secret)).to.deep.equal(
      new Set(["E-2"]),
    );
  });

  it("lose what their account loses, at the next call", async () => {
    const { secret } = await issue();
    const change = { accountId: id, expected: 1, scope: { employerIds: ["E-1"] } };
    await changeAccount(site.context, actorOf("operator"), change);
    expect(await employersSeen(secret)).to.deep.equal(new Set(["E-1"]));
    await changeAccount(site.context, actorOf("operator"), { accountId: id, expected: 2, state: "disabled" });
    expect((await call("/requests", `Bearer ${secret}`)).status).to.equal(401);
  });

  it("are not let in once their token is revoked or its time is over, nor with anything that is no token", async () => {
    const { secret, tokenId } = await issue();
    const other = (await issue()).secret;
    await revokeToken(site.context, account, { tokenId });
    const { store } = site.context;
    const before = (await store.head()).sequence;
    const noToken = [
      "",
      "Bearer",
      "Bearer ",
      "Bearer ctg_",
      `Bearer ${tokenId}`,
      "Bearer ctg_inventé",
      `Basic ${secret}`,
    ];
    for (const sent of [`Bearer ${secret}`, ...noToken.map(encodeURI)]) {
      const answer = await call("/requests", sent);
      expect(answer.status, sent).to.equal(401);
      expect(answer.headers.get("content-type")).to.contain("application/problem+json");
    }
    expect((await call("/requests", `bearer ${other}`)).status).to.equal(200);
    site.context.clock.moveTo("2026-11-25T08:00:00.000Z");
    expect((await call("/requests", `Bearer ${other}`)).status).to.equal(401);
    expect((await store.head()).sequence, "nothing is written").to.equal(before);
  });

  it("need no token of a form, get no cookie, and cannot open pages", async () => {
    const { secret } = await issue();
    const init = { method: "POST", body: JSON.stringify({ title: "autre", days: 1 }) };
    const headers = { "content-type": "application/json" };
    const answer = await call("/tokens", `Bearer ${secret}`, { ...init, headers });
    expect(answer.status).to.equal(200);
    expect(answer.headers.getSetCookie()).to.deep.equal([]);
    const page = await fetch(`${site.url}/account`, {
      redirect: "manual",
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(page.status).to.equal(303);
  });

  it("leave neither their secret nor what they sent in the log of the server", async () => {
    const { secret } = await issue();
    await call(`/requests?q=Nom-Planqué`, `Bearer ${secret}`);
    await call("/tokens", `Bearer ${secret}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: "Titre-Planqué", days: 1 }),
    });
    const lines = JSON.stringify(site.context.log.lines);
    expect(lines).to.contain("/api/v1/requests");
    for (const planted of ["Planqu", secret, secret.slice(4)]) expect(lines).not.to.contain(planted);
  });
});

describe("a browser that calls the API", () => {
  let site: Site;
  let browser: SiteClient;
  const sends = { method: "POST", headers: { "content-type": "application/json" } } as const;
  const body = JSON.stringify({ title: "paie", days: 1 });
  beforeEach(async () => {
    site = await openSite();
    browser = await site.as("hr");
  });
  afterEach(() => site.close());

  it("reads with its session", async () => {
    expect((await browser.ask("/api/v1/me")).status).to.equal(200);
    expect((await site.anybody().ask("/api/v1/me")).status).to.equal(401);
  });

  it("writes only with the token of a page of that session, since other sites can make it call too", async () => {
    const before = (await site.context.store.head()).sequence;
    const page = await browser.get("/account");
    const token = page.page.forms.map(({ fields }) => fields.csrf?.[0]).find((one) => one !== undefined)!;
    const other = await (await site.as("landlord")).get("/account");
    const others = other.page.forms.map(({ fields }) => fields.csrf?.[0]).find((one) => one !== undefined)!;
    const after = (await site.context.store.head()).sequence;
    for (const sent of [{}, { "x-csrf-token": "" }, { "x-csrf-token": "a.b" }, { "x-csrf-token": others }]) {
      const answer = await browser.ask("/api/v1/tokens", { ...sends, headers: { ...sends.headers, ...sent }, body });
      expect(answer.status).to.equal(403);
      expect(answer.headers.get("content-type")).to.contain("application/problem+json");
    }
    expect((await site.context.store.head()).sequence)
      .to.equal(after)
      .and.to.be.greaterThan(before);
    const headers = { ...sends.headers, "x-csrf-token": token };
    expect((await browser.ask("/api/v1/tokens", { ...sends, headers, body })).status).to.equal(200);
  });

  it("gets no leave for other sites", async () => {
    const answer = await browser.ask("/api/v1/me", { headers: { origin: "https://ailleurs.invalid" } });
    expect(answer.headers.get("access-control-allow-origin")).to.equal(null);
  });

  it("cannot pass for somebody by what it writes into a body", async () => {
    const headers = { ...sends.headers };
    for (const sent of [
      '{"__proto__":{"roles":["operator"]},"title":"x","days":1}',
      '{"title":{"$ne":null},"days":{"$gt":0}}',
      '{"constructor":{"prototype":{"roles":["operator"]}}}',
    ]) {
      const page = await browser.get("/account");
      const token = page.page.forms.map(({ fields }) => fields.csrf?.[0]).find((one) => one !== undefined)!;
      const answer = await browser.ask("/api/v1/tokens", {
        ...sends,
        headers: { ...headers, "x-csrf-token": token },
        body: sent,
      });
      expect(answer.status, sent).to.be.oneOf([400, 422]);
    }
    expect(({} as Record<string, unknown>).roles).to.equal(undefined);
  });
});

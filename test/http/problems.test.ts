/** What the API refuses, and how it says so. */
import { connect } from "node:net";
import { expect } from "chai";
import { issueToken } from "../../src/app/issue-token.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { ApiClient } from "../support/api-client.ts";
import { requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";

const json = { "Content-Type": "application/json" };

describe("what the API refuses", function () {
  this.timeout(60_000);
  let town: CommitteeTown;
  let serving: Serving;
  let hr: ApiClient;
  let secretary: ApiClient;
  let nobody: ApiClient;
  const { id: _, filedOn: __, validUntil: ___, ...facts } = requestFacts();

  before(async () => {
    town = await openCommitteeTown();
    serving = await serve(town.app.context, { port: 0, requestsPerMinute: 0, bodyKilobytes: 100, requestSeconds: 1 });
    hr = await ApiClient.as(town.app, serving.url, "hr");
    secretary = await ApiClient.as(town.app, serving.url, "secretary");
    nobody = new ApiClient(serving.url);
  });
  after(async () => {
    await serving.close();
    await town.app.close();
  });

  const heads = async () => (await town.app.context.store.head()).sequence;
  /** The status and code of a call, which must write nothing. */
  const refused = async (call: Promise<{ status: number; body: { code: string } }>): Promise<string> => {
    const before = await heads();
    const { status, body } = await call;
    expect(await heads(), "nothing is written").to.equal(before);
    return `${status} ${body.code}`;
  };

  it("lists everything wrong with a body at once, each with pointer, what was sent and what is allowed", async () => {
    const body = {
      facts: {
        ...facts,
        kind: "fourth-request",
        searchRadiusMetres: "12 km",
        wishedCommunes: ["2408"],
        unknown: 1,
        household: { ...facts.household, persons: "one" },
      },
      person: { familyName: "", email: "no address" },
    };
    const { status, body: problem } = await hr.post("/requests", body);
    expect(status).to.equal(422);
    const told = Object.fromEntries(
      problem.issues.map((one: { pointer: string; message: string }) => [one.pointer, one.message]),
    );
    expect(told["/facts/kind"]).to.equal('"fourth-request" is not possible; possible: first-request, transfer.');
    expect(told["/facts/searchRadiusMetres"]).to.equal('"12 km" was sent, but a whole number is needed.');
    expect(told["/facts/wishedCommunes/0"]).to.contain("INSEE code");
    expect(told["/facts/unknown"]).to.contain('"unknown" is not known here; known: id, employerId');
    expect(told["/facts/household/persons"]).to.contain("a list in brackets");
    expect(told["/person/givenNames"]).to.contain("is missing");
    expect(told["/person/familyName"]).to.contain("at least 1");
    expect(told["/person/email"]).to.contain("e-mail address");
    expect(problem.values).to.deep.equal({ count: problem.issues.length });
    const french = await hr.post("/requests", body, { headers: { "Accept-Language": "fr" } });
    expect(french.headers.get("content-language")).to.equal("fr");
    expect(french.body.issues[0].message).to.match(/possible|manque|connu|faut/);
  });

  it("says what contradicts itself with the place in the body, and refuses several at once", async () => {
    const wrong = { ...facts, id: "Q-1", employerId: "E-404", filedOn: "2026-12-24" };
    const { status, body } = await hr.post("/requests", { facts: wrong });
    expect([status, body.code], JSON.stringify(body)).to.deep.equal([422, "several-problems"]);
    expect(body.issues.map(({ pointer }: { pointer: string }) => pointer)).to.include("/facts/employerId");
    expect(body.issues.length).to.be.greaterThan(1);
  });

  it("asks for the version, and names the newer state where it was stale", async () => {
    const path = "/requests/Q-1/renew";
    expect(await refused(hr.post(path, {}))).to.equal("428 version-needed");
    expect(await refused(hr.post(path, {}, { headers: { "If-Match": "*" } }))).to.equal("428 version-needed");
    const { status, body } = await hr.post(path, {}, { version: 7 });
    expect([status, body.code]).to.deep.equal([412, "conflict"]);
    expect(body.values).to.include({ kind: "request", id: "Q-1", expected: 7, found: 1, state: "active" });
    expect(body.detail).to.contain("it is now active");
  });

  it("knows who calls, in which role, and what it may see", async () => {
    expect(await refused(nobody.get("/requests"))).to.equal("401 unauthenticated");
    const wrong = { headers: { Authorization: "Bearer ctg_00000000000000000000" } };
    expect(await refused(nobody.get("/requests", wrong))).to.equal("401 unauthenticated");
    expect(await refused(hr.get("/agendas"))).to.equal("403 role-forbidden");
    expect(await refused(hr.post("/agendas", { heldOn: "2026-11-25" }))).to.equal("403 role-forbidden");
    const { headers } = await nobody.get("/me");
    expect(headers.get("www-authenticate")).to.equal("Bearer");
  });

  it("refuses addresses, methods, queries and ids it does not know", async () => {
    expect(await refused(hr.get("/nowhere"))).to.equal("404 unknown-address");
    expect(await refused(hr.get("/requests/Q-404"))).to.equal("404 not-found");
    for (const path of [
      "/requests/..%2f..%2fetc%2fpasswd",
      "/requests/%00",
      "/requests/__proto__",
      "/requests/%7B%22$ne%22:1%7D",
    ])
      expect(await refused(hr.get(path)), path).to.equal("404 unknown-address");
    expect(await refused(hr.get("/requests/%E0%A4%A"))).to.equal("400 malformed-path");
    const other = await hr.call("delete", "/requests");
    expect([other.status, other.headers.get("allow")]).to.deep.equal([405, "GET, POST"]);
    for (const query of [
      "?state=lost",
      "?limit=0",
      "?limit=1e9",
      "?colour=red",
      "?limit=1&limit=2",
      "?__proto__=1",
      "?state[$ne]=x",
      "?after=%00",
    ])
      expect(await refused(hr.get(`/requests${query}`)), query).to.equal("422 not-valid");
    const { body } = await hr.get("/requests?limit=0&colour=red");
    expect(body.issues.map(({ pointer }: { pointer: string }) => pointer)).to.have.members(["?/limit", "?/colour"]);
  });

  it("refuses bodies that are too large, in another form, or no JSON", async () => {
    const large = JSON.stringify({ facts, padding: "x".repeat(200_000) });
    expect(await refused(hr.post("/requests", undefined, { raw: large, headers: json }))).to.equal(
      "413 body-too-large",
    );
    const xml = { raw: "<a/>", headers: { "Content-Type": "application/xml" } };
    expect(await refused(hr.post("/requests", undefined, xml))).to.equal("415 unknown-media-type");
    const packed = { raw: "{}", headers: { ...json, "Content-Encoding": "gzip" } };
    expect(await refused(hr.post("/requests", undefined, packed))).to.equal("415 unknown-media-type");
    for (const raw of ["{", "null", '"text"', "[1,", "\u0000", "{'a':1}"])
      expect(await refused(hr.post("/requests", undefined, { raw, headers: json })), raw).to.equal(
        "400 malformed-body",
      );
    for (const raw of ["[]", "{}", ""])
      expect(await refused(hr.post("/requests", undefined, { raw, headers: json })), raw).to.equal("422 not-valid");
  });

  it("takes operators, prototypes and depths for what they are: wrong values", async () => {
    const deep = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;
    const bodies = [
      `{"facts":{"$ne":null}}`,
      `{"__proto__":{"isAdmin":true},"facts":{}}`,
      `{"facts":{"constructor":{"prototype":{"x":1}}}}`,
      `{"facts":${deep}}`,
      `{"facts":${JSON.stringify({ ...facts, searchRadiusMetres: 77 }).replace(":77", ":1e999")}}`,
      `{"facts":${JSON.stringify({ ...facts, employerId: { $gt: "" } })}}`,
      `{"facts":${JSON.stringify({ ...facts, id: "a\u0000b" })}}`,
      `{"facts":${JSON.stringify(facts)},"person":{"familyName":"a\\u0000b","givenNames":"x"}}`,
      `{"facts":${JSON.stringify(facts)},"person":{"familyName":"half a sign \\ud83d","givenNames":"x"}}`,
    ];
    for (const raw of bodies)
      expect(await refused(hr.post("/requests", undefined, { raw, headers: json })), raw.slice(0, 60)).to.equal(
        "422 not-valid",
      );
    expect(({} as { isAdmin?: boolean }).isAdmin).to.equal(undefined);
  });

  it("keeps a name with markup as it is, and gives it to nobody who reads facts", async () => {
    const person = { familyName: "<script>alert(1)</script>", givenNames: "=cmd|' /C calc'!A0" };
    const made = await hr.post("/requests", { facts: { ...facts, id: "Q-NAME" }, person });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    expect(made.headers.get("x-content-type-options")).to.equal("nosniff");
    expect(JSON.stringify(made.body)).to.not.contain("script");
  });

  it("cuts a client that sends too slowly, and serves others meanwhile", async () => {
    const { port } = new URL(serving.url);
    const { secret } = await tokenOf("hr");
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1");
      let received = "";
      socket.on("data", (part) => {
        received += String(part);
      });
      socket.on("close", () => resolve(received));
      socket.on("error", () => undefined);
      socket.write(
        `POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      );
      void hr.get("/me").then(({ status }) => expect(status).to.equal(200));
    });
    expect(answer === "" || answer.startsWith("HTTP/1.1 408 "), answer).to.equal(true);
  });

  it("gives its figures to a caller on the machine and to an operator, and to nobody else", async () => {
    const elsewhere = { "X-Forwarded-For": "203.0.113.7" };
    const { secret } = await tokenOf("operator");
    const { secret: other } = await tokenOf("hr");
    const statusOf = async (headers: Record<string, string>) =>
      (await fetch(`${serving.url}/metrics`, { headers })).status;
    expect(await statusOf({})).to.equal(200);
    expect(await statusOf(elsewhere)).to.equal(404);
    expect(await statusOf({ ...elsewhere, Authorization: `Bearer ${other}` })).to.equal(404);
    expect(await statusOf({ ...elsewhere, Authorization: `Bearer ${secret}` })).to.equal(200);
    const text = await (await fetch(`${serving.url}/metrics`)).text();
    expect(text).to.include('route="/api/v1/requests/:requestId"').and.to.not.include("Q-1");
  });

  const tokenOf = async (role: "operator" | "hr") => {
    await ApiClient.as(town.app, serving.url, role);
    const actor = { ...actorOf(role), id: `${role}-1` };
    return issueToken(town.app.context, actor, { accountId: actor.id, title: "figures", days: 1 });
  };

  it("says nothing of an error that nobody foresaw, and tells the operator where it arose without its words", async () => {
    const { store, log } = town.app.context;
    const { get } = store;
    Object.assign(store, { get: () => Promise.reject(new Error("Jeanne Dupont, 12 rue inventée")) });
    try {
      // The token is looked up in the store, so that the very first step fails.
      const { status, body } = await hr.get("/requests/Q-1");
      expect([status, body.code]).to.deep.equal([500, "unexpected"]);
      expect(JSON.stringify(body)).to.not.contain("Dupont");
    } finally {
      Object.assign(store, { get });
    }
    const line = log.lines.find(({ event }) => event === "unexpected-error");
    expect(line?.values).to.include({ name: "Error" });
    expect(JSON.stringify(log.lines)).to.not.contain("Dupont");
  });

  it("writes no name, no id and no word of a caller into its log", async () => {
    const { log } = town.app.context;
    const planted = "Zorglub";
    const person = { familyName: `${planted}-a`, givenNames: `${planted}-b` };
    await hr.post("/requests", { facts: { ...facts, id: "Q-LOG" }, person });
    await hr.get(`/requests/${planted}-c`);
    await hr.get(`/${planted}-d`);
    await hr.get(`/requests?after=${planted}-e&colour=${planted}-f`);
    await hr.get("/me", {
      headers: { "User-Agent": `${planted}-g`, Referer: `http://x/${planted}-h`, "X-Request-Id": planted },
    });
    await hr.post("/requests", undefined, { raw: `{"${planted}-i"`, headers: json });
    await secretary.get("/requests/Q-LOG");
    const lines = JSON.stringify(log.lines);
    expect(lines).to.include("/api/v1/requests/:requestId");
    expect(lines).to.not.contain(planted);
    expect(lines).to.not.contain("Q-LOG");
    expect(lines).to.not.contain("127.0.0.1");
  });
});

describe("how often one may call", () => {
  it("is limited by address, told in headers, and refused as a problem", async () => {
    const town = await openCommitteeTown();
    const serving = await serve(town.app.context, { port: 0, requestsPerMinute: 3 });
    try {
      const nobody = new ApiClient(serving.url);
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) {
        // Another token each time gains nothing.
        const headers = { Authorization: `Bearer ctg_${n}0000000000` };
        statuses.push((await nobody.get("/me", { headers })).status);
      }
      expect(statuses).to.deep.equal([401, 401, 401, 429, 429]);
      const { headers, body } = await nobody.get("/me");
      expect(body.code).to.equal("too-many-calls");
      expect(Number(headers.get("retry-after"))).to.be.within(1, 60);
      expect((await fetch(`${serving.url}/health`)).status, "machines that watch are not counted").to.equal(200);
    } finally {
      await serving.close();
      await town.app.close();
    }
  });
});

import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { actorOf } from "../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../support/open-site.ts";
import { goodRow } from "../support/request-csv.ts";

/** True once it is so; false where it is not in a second. */
async function soon(isSo: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !isSo(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  return isSo();
}

describe("what no browser sends", () => {
  let site: Site;
  let hr: SiteClient;
  let session = "";
  const form = "application/x-www-form-urlencoded";
  const head = async () => (await site.context.store.head()).sequence;
  const unforeseen = () => site.context.log.lines.filter(({ event }) => event === "unexpected-error");
  const isServing = async () => (await site.anybody().get("/log-in")).status === 200;

  beforeEach(async () => {
    site = await openSite();
    await inventAccount(site.context, "hr-of-1", actorOf("hr", { employerIds: ["E-1"] }));
    hr = await site.as("hr-of-1");
    const { headers } = await site.anybody().get("/log-in");
    session = headers.getSetCookie().join("; ");
  });
  afterEach(() => site.close());

  it("cookies that claim to hold JSON are none of ours", async () => {
    expect(session).to.include("contingent-form=");
    for (const name of ["contingent-session", "contingent-form", "contingent-language"])
      for (const value of ['j:{"a":1}', "j:[1]", "j:5", "j:null", "s:j:{}", "%zz", "", "a=b=c", '"']) {
        const answer = await fetch(`${site.url}/log-in`, { headers: { cookie: `${name}=${value}` } });
        expect(answer.status, `${name}=${value}`).to.equal(200);
        const posted = await fetch(`${site.url}/log-in`, {
          method: "POST",
          headers: { cookie: `${name}=${value}`, "content-type": form },
          body: "csrf=a",
        });
        expect(posted.status, `${name}=${value}`).to.equal(403);
        const called = await fetch(`${site.url}/api/v1/me`, { headers: { cookie: `${name}=${value}` } });
        expect(called.status, `${name}=${value}`).to.equal(401);
      }
    expect(unforeseen()).to.deep.equal([]);
  });

  it("forms that come compressed are refused and never opened: whole, broken, cut, or a bomb", async () => {
    const bodies = {
      whole: gzipSync("language=fr"),
      broken: Buffer.from("no gzip"),
      cut: gzipSync("x".repeat(2_000)).subarray(0, 20),
      bomb: gzipSync(Buffer.alloc(50_000_000, 97)),
    };
    const before = await head();
    for (const [what, body] of Object.entries(bodies))
      for (const path of ["/account/language", "/log-in", "/requests/import"]) {
        const headers = { "content-type": form, "content-encoding": "gzip" };
        const answer = await hr.ask(path, { method: "POST", headers, body });
        expect(answer.status, `${what} to ${path}`).to.equal(415);
        expect(await answer.text())
          .to.include("<h1>")
          .and.not.match(/zlib|node:|\.ts:\d/);
      }
    expect(unforeseen()).to.deep.equal([]);
    expect(await head()).to.equal(before);
  });

  it("a table that cannot be read to its end is cut and never looks whole; the server goes on", async () => {
    const { store } = site.context;
    const { list } = store;
    Object.assign(store, { list: () => Promise.reject(new TypeError("the disk is gone")) });
    try {
      const answer = await hr.ask("/requests/export").then(
        (response) => response.text(),
        (error: unknown) => error,
      );
      expect(answer).to.be.instanceOf(Error);
    } finally {
      Object.assign(store, { list });
    }
    expect(await soon(() => unforeseen().length === 1)).to.equal(true);
    expect(JSON.stringify(unforeseen())).not.to.include("the disk is gone");
    expect(await isServing()).to.equal(true);
    expect((await hr.get("/requests/export")).status).to.equal(200);
  });

  it("an upload that breaks off leaves nothing and stops nobody", async () => {
    const before = await head();
    const { port } = new URL(site.url);
    const { page } = await hr.get("/requests/import");
    const { fields } = page.forms.find(({ action }) => action === "/requests/import")!;
    const cookies = await cookiesOf(hr);
    const field = (name: string, more: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}`;
    const begun = [
      "",
      field("csrf", "", fields.csrf![0]!),
      `${field("csrf", "", fields.csrf![0]!)}\r\n${field("file", '; filename="a.csv"', `${Object.keys(goodRow).join(",")}\r\n`)}`,
    ];
    for (const body of begun)
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), "127.0.0.1", () => {
          socket.write(
            `POST /requests/import HTTP/1.1\r\nHost: x\r\nCookie: ${cookies}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n${body}`,
          );
          setTimeout(() => socket.destroy(), 100);
        });
        socket.on("close", () => resolve());
        socket.on("error", () => undefined);
      });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(unforeseen()).to.deep.equal([]);
    expect(await head()).to.equal(before);
    expect(await isServing()).to.equal(true);
  });

  it("a page that takes a file says so of anything else that is sent to it", async () => {
    const before = await head();
    for (const type of [
      "text/plain",
      "application/json",
      "multipart/form-data",
      "multipart/form-data; boundary=x",
      "",
    ]) {
      const answer = await hr.ask("/requests/import", {
        method: "POST",
        headers: { "content-type": type },
        body: "a=b",
      });
      const words = await answer.text();
      expect(answer.status, type).to.equal(415);
      expect(words, type).to.include("Revenez en arrière").and.not.include("another form");
    }
    expect(await head()).to.equal(before);
  });

  it("control characters in a field are no part of what was typed; a version that is none is no version", async () => {
    const title = "pour\u0000 la\u001b paie";
    const issued = await hr.post("/account/tokens", { title, days: "30", tokenRoles: "hr" });
    expect(issued.status).to.equal(200);
    expect((await hr.get("/account")).page.main).to.include("pour la paie");
    const none = await hr.post("/account/tokens", { title: "", days: "bientôt", tokenRoles: "hr" });
    expect(none.status).to.equal(422);
    expect(none.page.main, none.page.main).to.include("durée").and.not.include("NaN");
    expect(none.page.forms.find(({ action }) => action === "/account/tokens")!.fields.days).to.deep.equal(["bientôt"]);
    const { records } = await site.context.store.list({ kind: "request", by: "all", equals: [], limit: 1 });
    const { id } = records[0]!;
    for (const expected of ["x", "-1", "1e9", "99999999999999999999", "1.5", "NaN"]) {
      const answer = await hr.post(`/requests/${id}/withdraw`, { expected, reason: "housed-otherwise" });
      expect(answer.status, expected).to.equal(409);
      expect(answer.page.main, expected).not.to.include("NaN");
    }
  });

  it("roles, names and fields called as what every object has are unknown ones", async () => {
    const operator = await site.as("operator");
    const before = await head();
    for (const word of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const answer = await operator.post("/accounts", {
        loginName: "neuf@exemple.invalid",
        name: word,
        roles: word,
        language: word,
        [word]: word,
      });
      expect(answer.status, word).to.equal(422);
      expect(answer.page.text, word).not.to.match(/\[object|native code/);
    }
    expect(await head()).to.equal(before);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it("methods nobody serves, addresses that cannot be read and hosts that are not ours change nothing", async () => {
    const before = await head();
    for (const path of ["/requests", "/log-out", "/account/password", "/nowhere"])
      for (const method of ["PUT", "DELETE", "PATCH"]) {
        const { status } = await hr.ask(path, { method });
        expect(status, `${method} ${path}`).to.be.oneOf([404, 405]);
      }
    const { port } = new URL(site.url);
    const raw = (line: string, host = "x") =>
      new Promise<string>((resolve) => {
        let received = "";
        const socket = connect(Number(port), "127.0.0.1", () =>
          socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        );
        socket.on("data", (part) => {
          received += String(part);
        });
        socket.on("close", () => resolve(received));
        socket.on("error", () => undefined);
      });
    for (const line of [
      "GET /%E0%A4%A",
      "GET /requests/%00",
      "GET //evil.example/",
      "TRACE /",
      "GET /assets/..%2f..%2fserve.ts",
    ]) {
      const answer = await raw(line);
      expect(answer.split("\r\n")[0], line).to.match(/ (303|400|404|405) /);
      expect(answer, line).not.to.match(/location: *(https?:)?\/\/|import \{|\.ts:\d/i);
    }
    for (const line of ["GET /requests", "GET /assets", "GET /api/v1/docs", "GET /log-in"])
      expect(await raw(line, "evil.example"), line).not.to.include("evil.example");
    expect(await head()).to.equal(before);
    expect(unforeseen()).to.deep.equal([]);
  });

  /** What a browser would send along. */
  async function cookiesOf(client: SiteClient): Promise<string> {
    let cookie = "";
    const { fetch: real } = globalThis;
    globalThis.fetch = (input, init) => {
      cookie = new Headers(init?.headers).get("cookie") ?? "";
      return real(input, init);
    };
    try {
      await client.ask("/account");
    } finally {
      globalThis.fetch = real;
    }
    return cookie;
  }
});

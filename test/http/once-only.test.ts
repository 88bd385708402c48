/** Calls with an `Idempotency-Key` are done once, whatever happens between the call and its answer. */
import { expect } from "chai";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { Context } from "../../src/app/ports.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { ApiClient } from "../support/api-client.ts";
import { requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";

describe("a call that is made again", function () {
  this.timeout(60_000);
  let town: CommitteeTown;
  let serving: Serving;
  let hr: ApiClient;
  const { id: _, filedOn: __, validUntil: ___, ...facts } = requestFacts();
  const body = { facts, person: { familyName: "Inventée", givenNames: "Une" } };

  beforeEach(async () => {
    town = await openCommitteeTown();
    serving = await serve(town.app.context, { port: 0, requestsPerMinute: 0 });
    hr = await ApiClient.as(town.app, serving.url, "hr");
  });
  afterEach(async () => {
    await serving.close();
    await town.app.close();
  });

  const requests = async (context: Context = town.app.context) => {
    const { records } = await context.store.list({ kind: "request", by: "all", equals: [], limit: 1_000 });
    return records.length;
  };

  it("is answered as it was the first time, also when the record has moved on, and writes nothing", async () => {
    const before = await requests();
    const first = await hr.post("/requests", body, { key: "k-1" });
    expect(first.headers.get("idempotent-replayed")).to.equal(null);
    const { id } = first.body;
    await hr.post(`/requests/${id}/withdraw`, { reason: "household-waiver" }, { version: 1 });
    const head = (await town.app.context.store.head()).sequence;
    const again = await hr.post("/requests", body, { key: "k-1" });
    expect(again.headers.get("idempotent-replayed")).to.equal("true");
    for (const name of ["location", "etag"]) expect(again.headers.get(name)).to.equal(first.headers.get(name));
    expect([again.status, again.body]).to.deep.equal([201, first.body]);
    expect((await town.app.context.store.head()).sequence).to.equal(head);
    expect(await requests()).to.equal(before + 1);
  });

  it("is refused with another body, another address or another version; another key or account is another call", async () => {
    await hr.post("/requests", body, { key: "k-2" });
    const other = await hr.post("/requests", { ...body, isDraft: true }, { key: "k-2" });
    expect([other.status, other.body.code]).to.deep.equal([422, "key-used-otherwise"]);
    expect((await hr.post("/requests/Q-1/renew", {}, { key: "k-2", version: 1 })).body.code).to.equal(
      "key-used-otherwise",
    );
    const secretary = await ApiClient.as(town.app, serving.url, "secretary");
    expect((await secretary.post("/requests", body, { key: "k-2" })).status).to.equal(201);
    const withdraw = { reason: "household-waiver" };
    expect((await hr.post("/requests/Q-2/withdraw", withdraw, { key: "k-3", version: 1 })).status).to.equal(200);
    expect((await hr.post("/requests/Q-2/withdraw", withdraw, { key: "k-3", version: 2 })).status).to.equal(422);
    const same = await hr.post("/requests/Q-2/withdraw", withdraw, { key: "k-3", version: 1 });
    expect([same.status, same.body.state], "not told that it is too late").to.deep.equal([200, "withdrawn"]);
  });

  it("is a new call where the first one was refused, or came more than a day ago", async () => {
    const wrong = { facts: { ...facts, employerId: "E-404" } };
    expect((await hr.post("/requests", wrong, { key: "k-4" })).status).to.equal(422);
    const first = await hr.post("/requests", body, { key: "k-4" });
    expect(first.status).to.equal(201);
    town.comes("2026-11-25");
    const later = await hr.post("/requests", { facts }, { key: "k-4" });
    expect([later.status, later.headers.get("idempotent-replayed")]).to.deep.equal([201, null]);
    expect(later.body.id).to.not.equal(first.body.id);
    expect((await hr.post("/requests", { facts }, { key: "k-4" })).body.id).to.equal(later.body.id);
    expect((await hr.post("/requests", body, { key: "line\tend" })).status).to.equal(422);
  });

  it("of twenty that come at once one is done, and all are given the same answer", async () => {
    const before = await requests();
    const answers = await Promise.all(Array.from({ length: 20 }, () => hr.post("/requests", body, { key: "k-5" })));
    expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 201));
    expect(new Set(answers.map((one) => one.body.id)).size).to.equal(1);
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).to.have.length(1);
    expect(await requests()).to.equal(before + 1);
    // With an id of their own they would also collide on the record.
    const named = { facts: { ...facts, id: "Q-NAMED" } };
    const both = await Promise.all([1, 2].map(() => hr.post("/requests", named, { key: "k-6" })));
    expect(both.map(({ status }) => status)).to.deep.equal([201, 201]);
  });

  it("is known to another process, and after a restart; work that was cut off leaves no receipt", async () => {
    const { context, file } = town.app;
    const first = await hr.post("/requests", body, { key: "k-7" });
    // The process is lost between what it decided and what it writes: neither the request nor its receipt is there.
    const { commit } = context.store;
    Object.assign(context.store, { commit: () => Promise.reject(new Error("cut off")) });
    expect((await hr.post("/requests", body, { key: "k-8" })).status).to.equal(500);
    Object.assign(context.store, { commit });
    const before = await requests();
    await serving.close();

    const store = await openSqliteStore(file);
    const restarted = await serve({ ...context, store }, { port: 0, requestsPerMinute: 0 });
    const elsewhere = await serve(context, { port: 0, requestsPerMinute: 0 });
    try {
      const back = await ApiClient.as(town.app, restarted.url, "hr");
      const same = await back.post("/requests", body, { key: "k-7" });
      expect(same.body).to.deep.equal(first.body);
      expect(same.headers.get("idempotent-replayed")).to.equal("true");
      const other = await ApiClient.as(town.app, elsewhere.url, "hr");
      const raced = await Promise.all([back, other].map((one) => one.post("/requests", body, { key: "k-8" })));
      expect(raced.map(({ status }) => status)).to.deep.equal([201, 201]);
      expect(new Set(raced.map((one) => one.body.id)).size).to.equal(1);
      expect(await requests()).to.equal(before + 1);
    } finally {
      await restarted.close();
      await elsewhere.close();
      await store.close();
    }
  });

  it("would be done twice without a key", async () => {
    const before = await requests();
    await Promise.all([hr.post("/requests", { facts }), hr.post("/requests", { facts })]);
    expect(await requests()).to.equal(before + 2);
  });
});

describe("the pages of a list", () => {
  it("come one after the other by key until the last, each record once, and lead on by Link", async () => {
    const town = await openCommitteeTown();
    const serving = await serve(town.app.context, { port: 0, requestsPerMinute: 0 });
    try {
      const hr = await ApiClient.as(town.app, serving.url, "hr");
      const ids: string[] = [];
      let path: string | undefined = "/requests?limit=3&state=active";
      let pages = 0;
      while (path !== undefined) {
        const { body, headers } = await hr.get(path);
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        pages++;
        const link = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
        expect(link === undefined).to.equal(body.next === undefined);
        path = link;
      }
      expect(pages).to.equal(3);
      expect(ids).to.have.length(8);
      expect(ids).to.have.members(["Q-1", "Q-2", "Q-3", "Q-4", "Q-5", "Q-6", "Q-7", "Q-8"]);
    } finally {
      await serving.close();
      await town.app.close();
    }
  });
});

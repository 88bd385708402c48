import { expect } from "chai";
import { simpleParser } from "mailparser";
import { Webhook } from "standardwebhooks";
import { endWebhook } from "../../src/app/end-webhook.ts";
import { listNotices } from "../../src/app/list-notices.ts";
import { listWebhooks } from "../../src/app/list-webhooks.ts";
import type { Context } from "../../src/app/ports.ts";
import { retryNotice } from "../../src/app/retry-notice.ts";
import { sendNotices } from "../../src/app/send-notices.ts";
import { subscribeWebhook } from "../../src/app/subscribe-webhook.ts";
import type { AuditEntry } from "../../src/domain/audit/audit-entry.ts";
import { tryAgainMinutes } from "../../src/domain/notices/delivering.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { openLocalSmtp } from "../support/local-smtp.ts";
import { openLocalWebhook } from "../support/local-webhook.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { account, noticeAt, realPost, recordingPost, waiting } from "../support/outbox.ts";
import { refusalOf as refusal } from "../support/refusal.ts";

const system = actorOf("system");
const lost = {
  to: { role: "landlord", scopeId: "L-SOCIAL" },
  subject: "vacancy-lost",
  values: { vacancyId: "V-1", reasonCode: "clock-expired" },
} as const;
const landlord = { roles: ["landlord"], scope: { landlordIds: ["L-SOCIAL"] } } as const;
const nothing = { sent: 0, later: 0, failed: 0, kept: 0 };

async function entriesFrom({ context }: App, from: number): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const some of context.store.entries(from)) entries.push(...some);
  return entries;
}

describe("sending notices", () => {
  let app: App;
  let post: ReturnType<typeof recordingPost>;
  let context: Context;
  beforeEach(async () => {
    app = await openApp({ now: "2026-11-23T08:00:00.000Z" });
    post = recordingPost();
    context = { ...app.context, post };
  });
  afterEach(() => app.close());

  const later = (minutes: number) =>
    app.context.clock.moveTo(new Date(Date.parse(app.context.clock.now()) + minutes * 60_000).toISOString());

  it("reaches every account of the role and scope in its own language, and nobody else", async () => {
    await account(app, "in-french", landlord);
    await account(app, "in-english", { ...landlord, language: "en" });
    await account(app, "of-all", { roles: ["landlord"], scope: { landlordIds: "all" } });
    await account(app, "of-another", { roles: ["landlord"], scope: { landlordIds: ["L-OTHER"] } });
    await account(app, "of-none", { roles: ["landlord"], scope: {} });
    await account(app, "of-another-role", { roles: ["hr"], scope: { landlordIds: ["L-SOCIAL"] } });
    await account(app, "disabled", { ...landlord, state: "disabled" });
    const [id] = await waiting(app, lost);
    expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, sent: 1 });
    const got = post.mail.handed.map(({ to, subject }) => `${to.address} ${subject.slice(0, 8)}`);
    expect(got.toSorted(compareText)).to.deep.equal([
      "in-english@example.invalid Time to ",
      "in-french@example.invalid Délai de",
      "of-all@example.invalid Délai de",
    ]);
    const { document } = await noticeAt(app, id!);
    expect(document).to.deep.include({ state: "sent", attempts: 1 });
    expect(document.deliveries!.map(({ state }) => state)).to.deep.equal(["sent", "sent", "sent"]);
    expect(await sendNotices(context, system), "it is sent once").to.deep.equal(nothing);
  });

  it("leaves notices on the pages where no mail server is configured, or nobody has an account, and nothing fails", async () => {
    await account(app, "somebody", landlord);
    const [ofSomebody, ofNobody] = await waiting(app, lost, { ...lost, to: { role: "landlord", scopeId: "L-OTHER" } });
    const { mail: _, ...withoutMail } = post;
    expect(await sendNotices({ ...context, post: withoutMail }, system)).to.deep.equal({ ...nothing, kept: 2 });
    expect((await noticeAt(app, ofSomebody!)).document).to.deep.include({
      state: "kept",
      lastProblem: "no-mail-server",
    });
    expect((await noticeAt(app, ofNobody!)).document).to.deep.include({ state: "kept", lastProblem: "no-recipient" });
    const { notices } = await listNotices(context, actorOf("landlord", { landlordIds: ["L-SOCIAL"] }));
    expect(notices.map(({ notice }) => notice.id)).to.deep.equal([ofSomebody]);
  });

  it("does not let a reader who is refused keep the others from it, and shows the dead letter with its reason", async () => {
    await account(app, "gone", landlord);
    await account(app, "there", landlord);
    post.mail.answer = ({ to }) =>
      to.address.startsWith("gone") ? { outcome: "never", problem: "address-refused" } : { outcome: "sent" };
    const [id] = await waiting(app, lost);
    expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, failed: 1 });
    const { document, version } = await noticeAt(app, id!);
    expect(document).to.deep.include({ state: "failed", lastProblem: "address-refused" });
    expect(JSON.stringify(document), "no address is stored").not.to.contain("example.invalid");
    const refused = await refusal(retryNotice(context, actorOf("landlord"), { noticeId: id!, expected: version }));
    expect(refused.code).to.equal("role-forbidden");
    post.mail.answer = () => ({ outcome: "sent" });
    await retryNotice(context, actorOf("operator"), { noticeId: id!, expected: version });
    expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, sent: 1 });
    const addresses = post.mail.handed.map(({ to }) => to.address);
    expect(addresses).to.deep.equal(["gone@example.invalid", "there@example.invalid", "gone@example.invalid"]);
    const again = await refusal(retryNotice(context, actorOf("operator"), { noticeId: id!, expected: version + 2 }));
    expect(again.code).to.equal("wrong-state");
  });

  it("tries again after longer and longer waits, under the same id, and gives up after the last", async () => {
    await account(app, "busy", landlord);
    post.mail.answer = () => ({ outcome: "later", problem: "busy" });
    const [id] = await waiting(app, lost);
    expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, later: 1 });
    for (const [place, minutes] of tryAgainMinutes.entries()) {
      later(minutes - 1);
      expect(await sendNotices(context, system), `too early ${place}`).to.deep.equal(nothing);
      later(1);
      const isLast = place === tryAgainMinutes.length - 1;
      expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, [isLast ? "failed" : "later"]: 1 });
    }
    expect(post.mail.handed).to.have.lengthOf(tryAgainMinutes.length + 1);
    expect(new Set(post.mail.handed.map((mail) => mail.id))).to.deep.equal(new Set([`${id}.busy`]));
    expect((await noticeAt(app, id!)).document).to.deep.include({ state: "failed", lastProblem: "busy" });
    later(10_000);
    expect(await sendNotices(context, system)).to.deep.equal(nothing);
  });

  it("is done by one of several processes at a time", async () => {
    await account(app, "one", landlord);
    await account(app, "two", landlord);
    await waiting(app, lost, lost, lost);
    const tallies = await Promise.all([1, 2, 3, 4].map(() => sendNotices(context, system)));
    expect(tallies.reduce((sum, { sent }) => sum + sent, 0)).to.equal(3);
    expect(post.mail.handed).to.have.lengthOf(6);
    expect(new Set(post.mail.handed.map((mail) => mail.id)).size).to.equal(6);
  });

  it("that dies between sending and writing repeats that one message under its id, loses none, and repeats no other", async () => {
    await account(app, "one", landlord);
    await account(app, "three", landlord);
    await account(app, "two", landlord);
    await waiting(app, lost);
    const { store } = app.context;
    let writes = 0;
    const dying: Context["store"] = Object.create(store, {
      ...Object.fromEntries(
        (["list", "get", "getMany", "claim", "renew", "finish"] as const).map((verb) => [
          verb,
          { value: (...asked: never[]) => (store[verb] as (...a: never[]) => unknown).apply(store, asked) },
        ]),
      ),
      commit: {
        value: async (change: Parameters<typeof store.commit>[0]) => {
          if (++writes === 2) throw new Error("the process is killed");
          return store.commit(change);
        },
      },
    });
    await sendNotices({ ...context, store: dying }, system);
    expect(post.mail.handed.map((mail) => mail.to.address[0])).to.have.lengthOf(2);
    expect(await sendNotices(context, system), "whoever was killed still holds it").to.deep.equal(nothing);
    later(6);
    expect(await sendNotices(context, system)).to.deep.equal({ ...nothing, sent: 1 });
    const [first, second, again, third] = post.mail.handed.map(({ id }) => id);
    expect(again).to.equal(second);
    expect(new Set([first, second, third]).size).to.equal(3);
    expect(post.mail.handed).to.have.lengthOf(4);
  });

  it("writes what it did in one change each, with its trace and without a name", async () => {
    await account(app, "one", landlord);
    const [id] = await waiting(app, lost);
    const before = (await app.context.store.head()).sequence;
    await sendNotices(context, system);
    const entries = await entriesFrom(app, before + 1);
    expect(entries.map(({ command, events }) => [command, events])).to.deep.equal([
      ["send-notices", [{ type: "notice-sent", noticeId: id }]],
    ]);
    expect(JSON.stringify(entries)).not.to.match(/Personne|example\.invalid/);
    expect(JSON.stringify(app.context.log.lines)).not.to.match(/Personne|example\.invalid/);
  });
});

describe("programs that subscribe to notices", () => {
  let app: App;
  const own = { landlordIds: ["L-SOCIAL"] };
  beforeEach(async () => {
    const town = await openCommitteeTown();
    app = town.app;
  });
  afterEach(() => app.close());

  const subscribe = (url: string) =>
    subscribeWebhook(app.context, actorOf("landlord", own), { url, landlordId: "L-SOCIAL" });

  it("are shown their secret once; it is stored sealed and listed nowhere", async () => {
    const { subscriptionId, secret } = await subscribe("https://logement.example.org/avis");
    expect(Buffer.from(secret.slice("whsec_".length), "base64")).to.have.lengthOf(32);
    const listed = await listWebhooks(app.context, actorOf("landlord", own), { landlordId: "L-SOCIAL" });
    expect(listed).to.have.lengthOf(1);
    expect(listed[0]).to.deep.include({
      id: subscriptionId,
      state: "active",
      url: "https://logement.example.org/avis",
    });
    const stored = await app.context.store.get("webhook-subscription", subscriptionId);
    const entries = await entriesFrom(app, 1);
    for (const text of [listed, stored, entries].map((one) => JSON.stringify(one)))
      expect(text).not.to.contain(secret.slice(8, 40));
  });

  it("are a landlord's own or the operator's, and end", async () => {
    const { context } = app;
    const other = actorOf("landlord", { landlordIds: ["L-OTHER"] });
    const forbidden = await refusal(
      subscribeWebhook(context, other, { url: "https://a.example", landlordId: "L-SOCIAL" }),
    );
    expect(forbidden.code).to.equal("scope-forbidden");
    expect((await refusal(subscribeWebhook(context, other, { url: "https://a.example" }))).code).to.equal(
      "scope-forbidden",
    );
    const missing = subscribeWebhook(context, actorOf("operator"), { url: "https://a.example", landlordId: "L-NONE" });
    expect((await refusal(missing)).code).to.equal("not-found");
    const { subscriptionId } = await subscribe("https://a.example");
    expect((await refusal(endWebhook(context, other, { subscriptionId }))).code).to.equal("scope-forbidden");
    await endWebhook(context, actorOf("landlord", own), { subscriptionId });
    expect((await refusal(endWebhook(context, actorOf("landlord", own), { subscriptionId }))).code).to.equal(
      "wrong-state",
    );
    expect((await listWebhooks(context, actorOf("operator"))).length).to.equal(0);
  });

  it("cannot be anything but a web address without a password", async () => {
    for (const url of [
      "",
      "file:///etc/passwd",
      "gopher://a",
      "https://user:secret@a.example/",
      "//a.example",
      "https://a.example/#x",
    ]) {
      const refused = await refusal(subscribe(url));
      expect(refused.code, url).to.equal("not-allowed");
      expect(JSON.stringify(refused.values)).not.to.contain("secret");
    }
  });

  it("get the landlord's mail and the call when a designation is sent: exactly what the step needs, and nobody's name", async () => {
    const town = new CommitteeTown(app);
    const smtp = await openLocalSmtp();
    const program = await openLocalWebhook();
    const post = realPost(smtp.port, () => new Date().toISOString());
    try {
      const context: Context = { ...app.context, post };
      await account(app, "bailleur", landlord);
      const { secret } = await subscribe(program.url);
      const designationId = await town.designateFirst();
      const tally = await sendNotices(context, system);
      expect(tally.failed + tally.later).to.equal(0);
      const call = program.calls.find(({ body }) => body.includes("designation-sent"))!;
      const said = new Webhook(secret).verify(call.body, call.headers as Record<string, string>) as {
        readonly type: string;
        readonly data: Record<string, unknown>;
      };
      expect(Object.keys(said)).to.deep.equal(["type", "timestamp", "data"]);
      expect(said.data).to.deep.equal({
        noticeId: call.headers["webhook-id"],
        to: { role: "landlord", scopeId: "L-SOCIAL" },
        designationId,
        vacancyId: "V-1",
      });
      const source = smtp.sources.find((one) => one.includes(`designations/${designationId}`))!;
      const mail = await simpleParser(source);
      const dwelling = "Laon, 3 rue des Invalides (T2)";
      const lines = mail
        .text!.trim()
        .split("\n")
        .filter((line) => line !== "");
      expect(lines).to.have.lengthOf(7);
      expect(lines[0]).to.equal("Bonjour Personne-Inventée bailleur,");
      expect(lines[1]!.replace(/\([^)]*\)|logement [^.]*\./, "logement …."), dwelling).to.contain(
        "désigné des candidats",
      );
      expect(lines[3]).to.equal(`https://contingent.example.org/designations/${designationId}`);
      // Of the candidates there is nothing: neither who they are nor what is known of them.
      expect(source).not.to.match(/Q-\d|Jeanne|Inventée(?! bailleur)|\d{4}-\d{2}-\d{2}T/);
    } finally {
      post.close();
      await smtp.close();
      await program.close();
    }
  });

  it("that answer 410 are called no more, and the notice is no dead letter", async () => {
    const post = recordingPost();
    post.webhook.answer = () => ({ outcome: "gone" });
    const context: Context = { ...app.context, post };
    const { subscriptionId } = await subscribe("https://a.example");
    const [id] = await waiting(app, lost);
    await sendNotices(context, system);
    expect((await noticeAt(app, id!)).document.state).to.equal("sent");
    const subscription = (await app.context.store.get("webhook-subscription", subscriptionId))!.document;
    expect(subscription).to.deep.include({ state: "ended", endReason: "gone" });
    expect(subscription.sealed).to.equal(undefined);
    await waiting(app, lost);
    await sendNotices(context, system);
    expect(post.webhook.handed).to.have.lengthOf(1);
  });
});

import type { RequestListener } from "node:http";
import type { LookupFunction } from "node:net";
import { expect } from "chai";
import { Webhook } from "standardwebhooks";
import { isPrivate } from "../../../src/adapters/notify/private-addresses.ts";
import { openWebhookNotifier, type WebhookOptions } from "../../../src/adapters/notify/webhook-notifier.ts";
import { type LocalWebhook, openLocalWebhook } from "../../support/local-webhook.ts";

const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const body = JSON.stringify({ type: "designation-sent", data: { vacancyId: "V-1", text: "Évêché" } });

describe("signed calls to programs", () => {
  const open: LocalWebhook[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  async function program(answer?: RequestListener): Promise<LocalWebhook> {
    const started = await openLocalWebhook(answer);
    open.push(started);
    return started;
  }

  function hand(url: string, options: Partial<WebhookOptions> = {}, id = "notice-1") {
    const notifier = openWebhookNotifier({ allowsPrivate: true, now: () => new Date(), patienceMs: 5_000, ...options });
    return notifier.hand({ id, url, secret, body });
  }

  it("are what the verifier of Standard Webhooks takes for genuine", async () => {
    const { url, calls } = await program();
    expect(await hand(url)).to.deep.equal({ outcome: "sent" });
    const [call] = calls;
    expect(new Webhook(secret).verify(call!.body, call!.headers as Record<string, string>)).to.deep.equal(
      JSON.parse(body),
    );
    expect(call!.headers).to.include({ "webhook-id": "notice-1", "content-type": "application/json" });
  });

  it("are refused by that verifier with another secret, another body, another id or an old time", async () => {
    const { url, calls } = await program();
    await hand(url);
    const headers = calls[0]!.headers as Record<string, string>;
    const other = `whsec_${Buffer.alloc(32, 6).toString("base64")}`;
    expect(() => new Webhook(other).verify(body, headers)).to.throw("No matching signature");
    expect(() => new Webhook(secret).verify(body.replace("V-1", "V-2"), headers)).to.throw("No matching signature");
    expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "notice-2" })).to.throw(
      "No matching signature",
    );
    await hand(url, { now: () => new Date(Date.now() - 10 * 60_000) });
    expect(() => new Webhook(secret).verify(body, calls[1]!.headers as Record<string, string>)).to.throw("too old");
  });

  it("keep their id when they are made again, so that a repeated one is known", async () => {
    const { url, calls } = await program();
    await hand(url);
    await hand(url);
    expect(calls.map(({ headers }) => headers["webhook-id"])).to.deep.equal(["notice-1", "notice-1"]);
  });

  for (const [status, expected] of [
    [200, { outcome: "sent" }],
    [204, { outcome: "sent" }],
    [410, { outcome: "gone" }],
    [400, { outcome: "later", problem: "answered-with-error" }],
    [500, { outcome: "later", problem: "answered-with-error" }],
  ] as const)
    it(`that are answered with ${status}: ${expected.outcome}`, async () => {
      const { url } = await program((_, response) => response.writeHead(status).end());
      expect(await hand(url)).to.deep.equal(expected);
    });

  it("follow no redirect", async () => {
    const target = await program();
    const { url } = await program((_, response) => response.writeHead(307, { location: target.url }).end());
    expect(await hand(url)).to.deep.equal({ outcome: "later", problem: "redirected" });
    expect(target.calls).to.deep.equal([]);
  });

  it("wait for a slow program no longer than they may, and for one that is not there not at all", async () => {
    const slow = await program(() => undefined);
    expect(await hand(slow.url, { patienceMs: 50 })).to.deep.equal({ outcome: "later", problem: "timed-out" });
    const closed = await openLocalWebhook();
    await closed.close();
    expect(await hand(closed.url)).to.deep.equal({ outcome: "later", problem: "connection-refused" });
  });

  it("read no endless answer", async () => {
    let written = 0;
    const { url } = await program((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) written++;
      };
      response.on("drain", more);
      more();
    });
    expect(await hand(url)).to.deep.equal({ outcome: "sent" });
    expect(written * 64 * 1024).to.be.lessThan(64 * 1024 * 1024);
  });

  it("reach no private address, written out or behind a name, unless it was allowed; nor go without TLS", async () => {
    const { url, calls } = await program();
    const refused = { outcome: "never", problem: "address-forbidden" };
    for (const address of [
      url,
      url.replace("http:", "https:"),
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://[::ffff:127.0.0.1]/",
      "https://2130706433/",
      "https://0x7f.1/",
      "https://169.254.169.254/latest/meta-data",
      "https://10.0.0.8/",
      "https://localhost/",
      "http://example.org/",
    ])
      expect(await hand(address, { allowsPrivate: false }), address).to.deep.equal(refused);
    const hidden: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: "93.184.216.34", family: 4 },
        { address: "192.168.1.1", family: 4 },
      ]);
    const behindName = { allowsPrivate: false, lookup: hidden };
    expect(await hand("https://rebound.example.org/", behindName)).to.deep.equal(refused);
    expect(calls).to.deep.equal([]);
  });

  it("know private addresses in every way of writing them", () => {
    const inside = [
      "127.0.0.1",
      "127.9.9.9",
      "10.1.2.3",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.0.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "224.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "fc00::1",
      "fd12:3456::1",
      "fe80::1",
      "ff02::1",
      "::ffff:10.0.0.1",
      "::ffff:a00:1",
      "64:ff9b::a00:1",
      "2002:a00:1::",
    ];
    const outside = [
      "93.184.216.34",
      "172.32.0.1",
      "11.0.0.1",
      "2606:2800:220:1:248:1893:25c8:1946",
      "::ffff:93.184.216.34",
    ];
    expect(inside.filter((address) => !isPrivate(address))).to.deep.equal([]);
    expect(outside.filter(isPrivate)).to.deep.equal([]);
  });

  it("that are longer than a notice can be are not made", async () => {
    const { url, calls } = await program();
    const notifier = openWebhookNotifier({ allowsPrivate: true, now: () => new Date() });
    const long = { id: "x", url, secret, body: `"${"x".repeat(70_000)}"` };
    expect(await notifier.hand(long)).to.deep.equal({ outcome: "never", problem: "message-refused" });
    expect(calls).to.deep.equal([]);
  });
});

import { get } from "node:http";
import { expect } from "chai";
import { compareText } from "../../src/domain/shared/order.ts";
import { type DemoSite, openDemoSite } from "../support/demo-site.ts";
import { pageVisits, type TownRecords, townRecords } from "./page-visits.ts";

/** Units: bytes, as they travel. */
const scriptBudget = 60_000;
const wholeBudget = 120_000;

/** What a browser would fetch for a page: each file once, compressed. The policy of the pages lets them load nothing but these. */
const loaded = /<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"/g;

describe("a first visit of each page", () => {
  let site: DemoSite;
  let town: TownRecords;
  const cookies = new Map<string, string>();
  const weights = new Map<string, number>();

  before(async () => {
    site = await openDemoSite();
    town = await townRecords(site.context);
  });
  after(async () => {
    if (site) await site.close();
  });

  const fetched = (path: string, cookie: string) =>
    new Promise<{ readonly bytes: number; readonly text: string; readonly setCookie: readonly string[] }>(
      (resolve, reject) => {
        const headers = { "accept-encoding": "gzip", cookie };
        get(new URL(path, site.url), { headers }, (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("end", async () => {
            const body = Buffer.concat(pieces);
            const isPacked = response.headers["content-encoding"] === "gzip";
            const text = isPacked ? (await import("node:zlib")).gunzipSync(body).toString() : body.toString();
            const head = response.rawHeaders.join(": ").length;
            resolve({ bytes: body.length + head, text, setCookie: response.headers["set-cookie"] ?? [] });
          });
        }).on("error", reject);
      },
    );

  const cookieOf = async (who: string): Promise<string> => {
    if (who === "nobody") return "";
    if (!cookies.has(who)) {
      const { setCookie } = await fetched(`/demo/${who}`, "");
      cookies.set(who, setCookie.map((line) => line.split(";")[0]).join("; "));
    }
    return cookies.get(who)!;
  };

  it(`loads less than ${scriptBudget / 1_000} kB of script, and ${wholeBudget / 1_000} kB in all`, async () => {
    const heavy: string[] = [];
    let lightest = wholeBudget;
    for (const [path, [visit]] of Object.entries(pageVisits)) {
      const cookie = await cookieOf(visit!.who);
      const page = await fetched(visit!.to(town), cookie);
      const sums = { script: 0, all: page.bytes };
      for (const [tag, address] of page.text.matchAll(loaded)) {
        if (tag.startsWith("<link") && !/rel="(?:stylesheet|icon)"/.test(tag)) continue;
        if (!weights.has(address!)) weights.set(address!, (await fetched(address!, "")).bytes);
        sums.all += weights.get(address!)!;
        if (tag.startsWith("<script")) sums.script += weights.get(address!)!;
      }
      lightest = Math.min(lightest, sums.all);
      if (sums.script > scriptBudget || sums.all > wholeBudget) heavy.push(`${path}: ${JSON.stringify(sums)}`);
    }
    expect(heavy).to.deep.equal([]);
    expect([...weights.keys()].map((address) => address.split(".").at(-1)!).sort(compareText)).to.deep.equal([
      "css",
      "js",
      "js",
      "svg",
    ]);
    expect(lightest).to.be.greaterThan(20_000);
  });

  it("files are kept for ever, under names that change with them", async () => {
    for (const path of weights.keys()) {
      const response = await fetch(new URL(path, site.url));
      expect(response.headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
      expect(response.headers.getSetCookie()).to.deep.equal([]);
    }
  });
});

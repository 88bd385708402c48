/** What a browser fetches when it sees a page for the first time: the page and its files, as they travel. */
import { get } from "node:http";
import { gunzipSync } from "node:zlib";
import type { LoadFigure } from "./figures.ts";
import type { LoadClient } from "./load-client.ts";

/** The policy of the pages lets them load nothing but these. */
const loaded = /<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"[^>]*>/g;

/** The heaviest of the main pages. */
export async function visitLoad(client: LoadClient): Promise<readonly LoadFigure[]> {
  const { proposals, requestIds, vacancyIds } = client;
  const paths = [
    "/",
    "/agenda",
    `/proposals/${proposals[0]!.id}`,
    "/requests",
    `/requests/${requestIds[0]}`,
    "/vacancies",
    `/vacancies/${vacancyIds[0]}`,
    "/requests/import",
  ];
  const weights = new Map<string, number>();
  const sums: { readonly path: string; readonly script: number; readonly all: number }[] = [];
  for (const path of paths) {
    const page = await fetched(client, path);
    let [script, all] = [0, page.bytes];
    for (const [tag, address] of page.text.matchAll(loaded)) {
      if (tag.startsWith("<link") && !/rel="(?:stylesheet|icon)"/.test(tag)) continue;
      if (!weights.has(address!)) weights.set(address!, (await fetched(client, address!)).bytes);
      all += weights.get(address!)!;
      if (tag.startsWith("<script")) script += weights.get(address!)!;
    }
    sums.push({ path: path.replace(/(?<=\/[a-z]+\/)(?!import).+/, ":id"), script: script / 1_000, all: all / 1_000 });
  }
  const note = sums.map(({ path, all }) => `${path} ${all.toFixed(0)}`).join(", ");
  return [
    {
      what: "script of a first visit, compressed",
      reached: Math.max(...sums.map(({ script }) => script)),
      goal: 60,
      kind: "most",
      unit: "kB",
    },
    {
      what: "all of a first visit, compressed, the heaviest page",
      reached: Math.max(...sums.map(({ all }) => all)),
      goal: 120,
      kind: "most",
      unit: "kB",
      note: `kB: ${note}`,
    },
  ];
}

function fetched(
  { url, cookie }: LoadClient,
  path: string,
): Promise<{ readonly bytes: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    get(new URL(path, url), { headers: { "accept-encoding": "gzip", cookie } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => {
        const body = Buffer.concat(pieces);
        if (response.statusCode !== 200) reject(new Error(`${path} answers ${response.statusCode}`));
        const isPacked = response.headers["content-encoding"] === "gzip";
        resolve({
          bytes: body.length + response.rawHeaders.join(": ").length,
          text: (isPacked ? gunzipSync(body) : body).toString("utf8"),
        });
      });
    }).on("error", reject);
  });
}

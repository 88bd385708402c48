/**
 * The files that every page loads: one stylesheet, the script of comforts, htmx and the icon. Each is read once, and its name holds a digest of
 * its content, so that browsers keep it for ever and never show an old one.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { RequestHandler } from "express";
import { compareText } from "../domain/shared/order.ts";

interface SiteFile {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

const sources = {
  "contingent.css": styleSheets(),
  "page.js": ["./assets/page.js"],
  "htmx.js": ["../../node_modules/htmx.org/dist/htmx.min.js"],
  "icon.svg": ["./assets/icon.svg"],
} as const;

/** What the report shares first, then what all pages have, then what each area adds. */
function styleSheets(): readonly string[] {
  const own = readdirSync(new URL("./assets", import.meta.url))
    .filter((name) => name.endsWith(".css") && name !== "contingent.css")
    .sort(compareText);
  return ["../markup/base.css", ...["contingent.css", ...own].map((name) => `./assets/${name}`)];
}

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Name of a file of every page. */
export type SiteFileName = keyof typeof sources;

const files = Object.fromEntries(
  Object.entries(sources).map(([name, parts]) => [name, readSiteFile(name, parts)]),
) as Readonly<Record<SiteFileName, SiteFile>>;

const byPath = new Map(Object.values(files).map((file) => [file.path, file]));

function readSiteFile(name: string, parts: readonly string[]): SiteFile {
  const content = Buffer.concat(parts.map((part) => readFileSync(new URL(part, import.meta.url))));
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const [stem, ending] = name.split(".") as [string, string];
  return { path: `/assets/${stem}.${digest}.${ending}`, type: types[ending]!, content };
}

/** Where a file is served. */
export function siteFile(name: SiteFileName): string {
  return files[name].path;
}

/** Serves them. */
export const siteFiles: RequestHandler = ({ method, path }, response, next) => {
  const file = method === "GET" || method === "HEAD" ? byPath.get(path) : undefined;
  if (!file) {
    next();
    return;
  }
  response
    .set({ "Content-Type": file.type, "Cache-Control": "public, max-age=31536000, immutable" })
    .send(file.content);
};

/**
 * Pictures of the demonstration for the README, its report and its pages, into docs/images. Needs a Chromium on the machine: the one that CHROMIUM_PATH names,
 * or one of the usual places; without one it says so and changes nothing.
 */
import { access, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { demoCommand } from "../src/cli/demo-command.ts";
import { openTerminal } from "../src/cli/terminal.ts";
import { serve } from "../src/serve.ts";
import { demoPeople } from "./demo/accounts.ts";
import { openDemo } from "./demo/open-demo.ts";

const images = fileURLToPath(new URL("../docs/images", import.meta.url));
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const quietFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const width = 1440;

/** One picture: the part of the page that begins with an element, so many pixels high at most. */
interface Picture {
  readonly file: string;
  readonly from: string;
  readonly height: number;
}

const reportPictures: readonly Picture[] = [
  { file: "report-top.png", from: "body", height: 1000 },
  { file: "report-vacancy.png", from: "#vacancy-V-59350-01", height: 1150 },
  { file: "report-why-not.png", from: "section.why-not", height: 1100 },
];

/** One picture of a page: who looks, from where, by which links. */
interface PagePicture {
  readonly file: string;
  readonly who: string;
  readonly path: string;
  /** Links that are followed from there, each the first of its kind. */
  readonly links?: readonly string[];
  readonly height: number;
}

const pagePictures: readonly PagePicture[] = [
  { file: "today.png", who: "secretary", path: "/", height: 760 },
  { file: "agenda.png", who: "committee", path: "/agenda", height: 1000 },
  { file: "vacancy.png", who: "committee", path: "/agenda", links: [".agenda a.place"], height: 1250 },
  { file: "requests.png", who: "hr", path: "/requests", height: 900 },
  {
    file: "why-not.png",
    who: "hr",
    path: "/requests?state=active",
    links: ['.data tbody th a[href^="/requests/"]', 'main a[href$="/why-not"]'],
    height: 1100,
  },
  {
    file: "landlord.png",
    who: "landlord",
    path: "/designations?state=sent",
    links: ['main a[href^="/designations/"]'],
    height: 1200,
  },
  { file: "night.png", who: "operator", path: "/runs", links: ['main a[href^="/runs/"]'], height: 1000 },
];

async function browserPath(): Promise<string | undefined> {
  const asked = process.env.CHROMIUM_PATH;
  for (const path of asked === undefined ? usualPlaces : [asked]) {
    try {
      await access(path);
      return path;
    } catch {}
  }
  return undefined;
}

async function writeReport(folder: string): Promise<string> {
  const nowhere = { write: () => true };
  const terminal = openTerminal({ out: nowhere, err: nowhere, environment: {} }, "fr", false);
  await demoCommand({ out: folder, serve: false }, terminal, { err: nowhere });
  return join(folder, "report.html");
}

async function take(page: Page, { file, from, height }: Picture): Promise<void> {
  const box = await page.locator(from).first().boundingBox();
  if (!box) throw new Error(`The report has no ${from}.`);
  const margin = from === "body" ? 0 : 12;
  const path = join(images, file);
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: Math.max(0, box.y - margin), width, height: Math.min(height, box.height + 2 * margin) },
  });
  const { size } = await stat(path);
  console.log(`docs/images/${file}: ${Math.round(size / 1000)} kB`);
}

async function takePages(page: Page, folder: string): Promise<void> {
  const product = await openDemo(folder, () => undefined);
  const serving = await serve(product.context, { port: 0, demo: demoPeople, hasJobs: true });
  try {
    for (const { file, who, path, links = [], height } of pagePictures) {
      await page.goto(`${serving.url}/demo/${who}`);
      await page.goto(`${serving.url}${path}`);
      for (const link of links) {
        await page.locator(link).first().click();
        await page.waitForLoadState();
      }
      await take(page, { file, from: "body", height });
    }
  } finally {
    await serving.close();
    await product.close();
  }
}

async function main(): Promise<void> {
  const executablePath = await browserPath();
  if (executablePath === undefined) {
    console.log("No Chromium found, so no picture was taken. Name one with CHROMIUM_PATH.");
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "contingent-pictures-"));
  const browser = await chromium.launch({ executablePath, args: quietFlags });
  try {
    const report = await writeReport(folder);
    const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme: "light", locale: "fr-FR" });
    await page.goto(pathToFileURL(report).href);
    await mkdir(images, { recursive: true });
    for (const picture of reportPictures) await take(page, picture);
    await takePages(page, join(folder, "site"));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();

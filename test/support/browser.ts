/** Debian's Chromium for tests. Where it is absent the tests are skipped, counted as such, and say so. */
import { access } from "node:fs/promises";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const usualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is; undefined where it is not. `CHROMIUM_PATH` names another. */
export async function chromiumPath(): Promise<string | undefined> {
  const asked = process.env.CHROMIUM_PATH;
  for (const path of asked === undefined ? usualPlaces : [asked]) {
    try {
      await access(path);
      return path;
    } catch {}
  }
  return undefined;
}

/** Somebody at a browser, and what the browser complained about. */
export interface Window {
  readonly page: Page;
  /** Errors of scripts, of the console and of the content policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A browser for the tests of one file. */
export class TestBrowser {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A window of its own: nobody is logged in there. */
  async window(options: BrowserContextOptions = {}): Promise<Window> {
    const context: BrowserContext = await this.#browser.newContext({
      locale: "fr-FR",
      timezoneId: "Europe/Paris",
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
    page.on("console", (message) => {
      // A form that must be corrected is answered as such; the browser notes the status of the page itself.
      const isOwnStatus = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
      if (isOwnStatus) return;
      if (message.type() === "error" || /Content Security Policy/i.test(message.text())) {
        complaints.push(`console: ${message.text()} at ${page.url()}`);
      }
    });
    return { page, complaints, close: () => context.close() };
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** A suite in a browser; `use` is set before its first test. */
export function describeInBrowser(title: string, tests: (browser: () => TestBrowser) => void): void {
  describe(title, () => {
    let open: TestBrowser | undefined;
    before(async function () {
      const executablePath = await chromiumPath();
      if (executablePath === undefined) {
        console.log(`      skipped, no Chromium here: ${title}`);
        this.skip();
      }
      const args =
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
      open = new TestBrowser(await chromium.launch({ executablePath, args: args.split(" ") }));
    });
    after(() => open?.close());
    tests(() => open!);
  });
}

/** How far the page can be scrolled sideways at each width. Units: pixels. */
export async function sidewaysAt(page: Page, widths: readonly number[]): Promise<readonly string[]> {
  const found: string[] = [];
  const size = page.viewportSize()!;
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => {
      const root = document.documentElement;
      const wide = root.scrollWidth - root.clientWidth;
      if (wide <= 0) return undefined;
      const cause = [...document.body.querySelectorAll("*")].find(
        (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && one.children.length === 0,
      );
      return `${wide} px: ${cause?.tagName.toLowerCase()}.${cause?.getAttribute("class")} “${cause?.textContent?.slice(0, 40)}”`;
    });
    if (over !== undefined) found.push(`${width}: ${over}`);
  }
  await page.setViewportSize(size);
  return found;
}

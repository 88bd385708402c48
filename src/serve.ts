/** The server: API, pages and jobs in one process, in front of an open product; and how it stops. */
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import type { Context } from "./app/ports.ts";
import { compileRulesOfLastRun } from "./app/runs/rules-of-last-run.ts";
import type { Config } from "./config.ts";
import { createApp, type Side } from "./edge/create-app.ts";
import { type SessionParts, sessionParts } from "./edge/session-parts.ts";
import { allRoutes } from "./http/all-routes.ts";
import { apiRouter } from "./http/api-router.ts";
import { problemHandler, unknownAddress } from "./http/problem.ts";
import { schedule } from "./jobs/schedule.ts";
import { type Jobs, startJobs } from "./jobs/start-jobs.ts";
import { allPages } from "./web/all-pages.ts";
import { noSuchPage, pageErrors } from "./web/page-errors.ts";
import { type DemoPerson, demoPages } from "./web/pages/demo.ts";
import { pagesRouter } from "./web/pages-router.ts";
import { siteFiles } from "./web/site-files.ts";

/** A server that listens. */
export interface Serving {
  readonly url: string;
  /** Takes nothing new, lets what runs come to its end, and is gone; twice is as good as once. */
  close(): Promise<void>;
}

/** How it serves: members of the configuration, and whom the demonstration plays. */
export type ServeOptions = Partial<
  Pick<
    Config,
    | "host"
    | "port"
    | "publicUrl"
    | "trustProxy"
    | "hasWeb"
    | "hasJobs"
    | "requestsPerMinute"
    | "bodyKilobytes"
    | "requestSeconds"
    | "stopSeconds"
  >
> & {
  readonly demo?: readonly DemoPerson[];
  /** Starts the jobs where they are to run elsewhere than on this thread: a night of many seconds keeps its thread busy. */
  readonly startJobs?: () => Promise<Pick<Jobs, "close">>;
};

/** What is usual where nothing is said. */
export const usualServing = {
  host: "127.0.0.1",
  port: 8080,
  trustProxy: 0,
  hasWeb: true,
  hasJobs: false,
  requestsPerMinute: 1_200,
  bodyKilobytes: 1_000,
  requestSeconds: 60,
  stopSeconds: 20,
} as const;

const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const assets = {
  "/assets": { folder: folderOf("./web/assets") },
  "/api/v1/docs": { folder: folderOf("./http/docs"), page: "index.html" },
  "/api/v1/docs/ui": { folder: folderOf("../node_modules/swagger-ui-dist") },
};

/** Opens the doors, and starts the jobs. Port 0 takes any that is free. */
export async function serve(context: Context, options: ServeOptions = {}): Promise<Serving> {
  const settings = { ...usualServing, ...options };
  const isHttps = settings.publicUrl?.startsWith("https:") ?? false;
  const sessions = sessionParts(context, { isSecure: isHttps });
  let stopping: Promise<void> | undefined;
  const app = createApp({
    context,
    // Machines come with a token; nobody's session is looked for yet.
    findVisitor: sessions.findCaller,
    assets,
    callers: [siteFiles, ...sessions.middleware],
    sides: sidesOf(context, sessions, settings),
    trustProxy: settings.trustProxy,
    isHttps,
    requestsPerMinute: settings.requestsPerMinute,
    isStopping: () => stopping !== undefined,
    jobs: schedule,
  });
  const patience = settings.requestSeconds * 1_000;
  const server = createServer(
    {
      requestTimeout: patience,
      headersTimeout: Math.min(patience, 15_000),
      connectionsCheckingInterval: Math.min(patience, 1_000),
      keepAliveTimeout: 5_000,
    },
    app,
  );
  // Before anybody comes; what is wrong with stored rules is told to whoever asks for them.
  await compileRulesOfLastRun(context).catch(() => context.log.warn("rules-of-last-run-not-compiled"));
  const url = await listen(server, settings);
  const jobs = settings.hasJobs ? await (options.startJobs?.() ?? startJobs({ context })) : undefined;
  return {
    url,
    close: () =>
      (stopping ??= Promise.all([
        endServer(server, settings.stopSeconds),
        // A night that takes longer is taken over by who comes next: its claim ends by itself, and nothing of it is half written.
        within(settings.stopSeconds, jobs?.close()),
      ]).then(nothing)),
  };
}

function sidesOf(
  context: Context,
  sessions: SessionParts,
  { bodyKilobytes, demo, hasWeb }: ServeOptions & Pick<Required<Config>, "bodyKilobytes">,
): readonly Side[] {
  const errors = problemHandler(context.log);
  const api: Side = {
    at: "/api/v1",
    routes: [apiRouter({ context, findCaller: sessions.findCaller, routes: allRoutes, bodyKilobytes }), unknownAddress],
    errors,
  };
  if (hasWeb === false) return [api, { at: "/", routes: [unknownAddress], errors }];
  const pages = [...allPages, ...(demo ? demoPages(demo) : [])];
  const web = [pagesRouter({ context, sessions, pages, isInvented: demo !== undefined }), noSuchPage];
  return [api, { at: "/", routes: web, errors: pageErrors(context.log, sessions.findVisitor, demo !== undefined) }];
}

async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const found = typeof address === "object" && address ? address.port : port;
  return `http://${host.includes(":") ? `[${host}]` : host}:${found}`;
}

/** Listens no more, and cuts what still runs when the time is over. */
async function endServer(server: Server, seconds: number): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const last = setTimeout(() => server.closeAllConnections(), seconds * 1_000);
  await ended;
  clearInterval(idle);
  clearTimeout(last);
}

/** What is waited for, and no longer than so many seconds. */
async function within(seconds: number, ending: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1_000);
  });
  await Promise.race([ending, over]);
  clearTimeout(timer);
}

function nothing(): void {}

/** The server: pages and API on one port, in front of an open product; and how it stops. */
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import express from "express";
import type { Context } from "./app/ports.ts";
import { sessionParts } from "./edge/session-parts.ts";
import { allPages } from "./web/all-pages.ts";
import { type DemoPerson, demoPages } from "./web/pages/demo.ts";
import { pagesRouter } from "./web/pages-router.ts";

/** A server that listens. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

const assets = fileURLToPath(new URL("./web/assets", import.meta.url));

/** Opens the doors. Port 0 takes any that is free. */
export async function serve(context: Context, { port, demo }: { readonly port: number; readonly demo?: readonly DemoPerson[] }): Promise<Serving> {
  const app = express();
  app.use("/assets", express.static(assets));
  const sessions = sessionParts(context, { isSecure: false });
  for (const step of sessions.middleware) app.use(step);
  app.use(pagesRouter({ context, sessions, pages: [...allPages, ...(demo ? demoPages(demo) : [])] }));
  const server = await new Promise<Server>((resolve, reject) => {
    const opened = app.listen(port, "127.0.0.1", (error?: Error) => (error ? reject(error) : resolve(opened)));
  });
  const address = server.address();
  const found = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${found}`,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

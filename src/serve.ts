/** The server: pages and API on one port, in front of an open product; and how it stops. */
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import express from "express";
import type { Context } from "./app/ports.ts";
import { demoVisitors } from "./edge/visitors.ts";
import { allPages } from "./web/all-pages.ts";
import { pagesRouter } from "./web/pages-router.ts";

/** A server that listens. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

const assets = fileURLToPath(new URL("./web/assets", import.meta.url));

/** Opens the doors. Port 0 takes any that is free. */
export async function serve(context: Context, { port }: { readonly port: number }): Promise<Serving> {
  const app = express();
  app.use("/assets", express.static(assets));
  app.get("/demo/:role", (request, response) => {
    response.cookie("demo-role", request.params.role, { httpOnly: true, sameSite: "lax" });
    response.redirect(303, "/");
  });
  app.use(pagesRouter({ context, findVisitor: demoVisitors, pages: allPages }));
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

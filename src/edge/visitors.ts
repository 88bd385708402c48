/** From what a request carries to who makes it: pages go by the session of a browser, calls of the API by a token or by a session. */
import type { Request } from "express";
import type { Context } from "../app/ports.ts";
import type { Visitor } from "./access.ts";
import { bearerOf, bearerVisitor } from "./bearer.ts";
import type { Csrf } from "./csrf.ts";

/** Finds who makes a request; undefined for somebody who is not logged in. */
export type FindVisitor = (request: Request) => Promise<Visitor | undefined>;

/** Who asks for a page. */
export const sessionVisitor: FindVisitor = async ({ session }) => session?.visitor;

const reading = ["GET", "HEAD", "OPTIONS"];

/**
 * Who makes a call of the API. A browser's session may read; whatever it writes needs the token of a page too, as `X-CSRF-Token`, since browsers
 * send their cookies along with what other sites make them send. Throws: `form-expired`.
 */
export function callersOf(context: Context, csrf: Csrf): FindVisitor {
  return async (request) => {
    const token = bearerOf(request);
    if (token !== undefined) return bearerVisitor(context, token);
    const visitor = await sessionVisitor(request);
    if (visitor && !reading.includes(request.method)) csrf.check(request, request.headers["x-csrf-token"]);
    return visitor;
  };
}

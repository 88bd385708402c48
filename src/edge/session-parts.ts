/** Everything by which the server knows who comes, put together: what runs before the routes, and what the routes ask. */
import cookieParser from "cookie-parser";
import type { Request, RequestHandler, Response } from "express";
import type { Context } from "../app/ports.ts";
import type { SessionDoor } from "./access.ts";
import { bearerOf } from "./bearer.ts";
import { type Csrf, csrfOf } from "./csrf.ts";
import { type CookieOptions, doorOf, sessionsOf } from "./sessions.ts";
import { throttledLogIn } from "./throttling.ts";
import { callersOf, type FindVisitor, sessionVisitor } from "./visitors.ts";

/** The parts. */
export interface SessionParts {
  /** Runs before pages and API, after what needs nobody: assets, health. */
  readonly middleware: readonly RequestHandler[];
  /** For pages. */
  readonly findVisitor: FindVisitor;
  /** For the API. */
  readonly findCaller: FindVisitor;
  readonly csrf: Csrf;
  doorOf(request: Request, response: Response): SessionDoor;
}

/** Cookies of ours are texts; what the parser makes of one that claims to hold JSON is left out, for those who read them take texts only. */
const onlyTexts: RequestHandler = (request, _response, next) => {
  const cookies: Readonly<Record<string, unknown>> = request.cookies;
  request.cookies = Object.fromEntries(Object.entries(cookies).filter(([, value]) => typeof value === "string"));
  next();
};

export function sessionParts(context: Context, options: CookieOptions): SessionParts {
  const csrf = csrfOf(context, options);
  const sessions = sessionsOf(context, options);
  const withoutToken: RequestHandler = (request, response, next) => {
    if (bearerOf(request) === undefined) sessions(request, response, next);
    else next();
  };
  return {
    middleware: [cookieParser(), onlyTexts, withoutToken, throttledLogIn(context)],
    findVisitor: sessionVisitor,
    findCaller: callersOf(context, csrf),
    csrf,
    doorOf: (request, response) => doorOf(request, response, options),
  };
}

/** How often one caller may call: from one address, and with one token. */
import { createHash } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { EdgeProblem } from "./edge-problem.ts";

/** Refuses what comes beyond so many calls a minute; none where it is 0. Counts are of this process. */
export function requestLimits(perMinute: number): readonly RequestHandler[] {
  // A token is only counted where the address still may, so that inventing tokens gains nothing.
  return perMinute === 0 ? [] : [limitBy(addressOf, perMinute), limitBy(tokenOf, perMinute)];
}

function limitBy(keyGenerator: (request: Request) => string, limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator,
    skip: (request) => keyGenerator(request) === "",
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => next(new EdgeProblem("too-many-calls", { limit })),
  });
}

function addressOf({ ip }: Request): string {
  return ip === undefined ? "unknown" : ipKeyGenerator(ip);
}

function tokenOf({ headers }: Request): string {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  return token === undefined ? "" : createHash("sha256").update(token).digest("base64");
}

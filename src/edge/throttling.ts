/** Who fails to log in again and again from one address must wait, whatever names are tried. */
import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import type { Context } from "../app/ports.ts";
import { DomainError } from "../domain/shared/domain-error.ts";

/** Counts answers that are failures; each process counts for itself. */
export function throttledLogIn({ accountLimits }: Context): RequestHandler {
  const { failedLogInsPerAddress, addressMinutes } = accountLimits;
  const throttle = rateLimit({
    windowMs: addressMinutes * 60_000,
    limit: failedLogInsPerAddress,
    skipSuccessfulRequests: true,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_request, response, next) => {
      response.set("Retry-After", String(addressMinutes * 60));
      next(new DomainError("too-many-attempts", { minutes: addressMinutes }));
    },
  });
  return (request, response, next) => {
    if (request.method === "POST" && /^\/log-in\/?$/i.test(request.path)) throttle(request, response, next);
    else next();
  };
}

/** What browsers are told to refuse: scripts, styles, frames and forms that are not ours, and everything inline. */
import type { RequestHandler } from "express";
import helmet from "helmet";

const own = ["'self'"];
const nothing = ["'none'"];

/** `isHttps` where the public address is: browsers then never come without it again. */
export function securityHeaders(isHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: nothing,
        scriptSrc: own,
        styleSrc: own,
        imgSrc: ["'self'", "data:"],
        fontSrc: own,
        connectSrc: own,
        formAction: own,
        baseUri: nothing,
        frameAncestors: nothing,
        objectSrc: nothing,
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}

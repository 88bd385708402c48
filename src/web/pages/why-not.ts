/** Pages that say why: a request before every vacancy, one pair whole, and the letter that says so. */
import type { PageRoute } from "../page-route.ts";
import { letterPage, letterPdf, namedLetterPage, namedLetterPdf } from "./why-not/letter-page.ts";
import { pairPage } from "./why-not/pair-page.ts";
import { whyNotPage } from "./why-not/why-not-page.ts";

export const whyNotPages: readonly PageRoute[] = [
  { method: "get", path: "/requests/:requestId/why-not", access: "explain-request", handle: whyNotPage },
  { method: "get", path: "/requests/:requestId/explanations/:vacancyId", access: "explain-pair", handle: pairPage },
  { method: "get", path: "/requests/:requestId/letter", access: "compose-letter", handle: letterPage },
  { method: "post", path: "/requests/:requestId/letter", access: "compose-letter", handle: namedLetterPage },
  { method: "get", path: "/requests/:requestId/letter.pdf", access: "compose-letter", handle: letterPdf },
  { method: "post", path: "/requests/:requestId/letter.pdf", access: "compose-letter", handle: namedLetterPdf },
];

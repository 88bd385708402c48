/** Texts of why a request is not proposed, and the letter that says so, in English. */
import type { whyNotFr } from "./why-not-fr.ts";

export const whyNotEn: Readonly<Record<keyof typeof whyNotFr, string>> = {
  "why-not.pdf.page": "Page {page} of {pages}",
};

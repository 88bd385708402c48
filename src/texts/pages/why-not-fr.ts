/** Texts of why a request is not proposed, and the letter that says so, in French. */
export const whyNotFr = {
  "why-not.pdf.page": "Page {page} sur {pages}",
} as const;

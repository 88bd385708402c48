/** Texts of the pages of the committee and its secretary, in English. */
import type { committeeFr } from "./committee-fr.ts";

export const committeeEn: Readonly<Record<keyof typeof committeeFr, string>> = {};

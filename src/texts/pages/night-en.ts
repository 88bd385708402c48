/** Texts of the operator's pages, in English. */
import type { nightFr } from "./night-fr.ts";

export const nightEn: Readonly<Record<keyof typeof nightFr, string>> = {};

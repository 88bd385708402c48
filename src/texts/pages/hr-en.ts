/** Texts of the pages of employers, in English. */
import type { hrFr } from "./hr-fr.ts";

export const hrEn: Readonly<Record<keyof typeof hrFr, string>> = {};

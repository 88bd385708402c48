/** Texts of every page, in English. */
import type { shellFr } from "./shell-fr.ts";

export const shellEn: Readonly<Record<keyof typeof shellFr, string>> = {};

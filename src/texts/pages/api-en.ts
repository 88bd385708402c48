/** Texts of answers of the API, in English. */
import type { apiFr } from "./api-fr.ts";

export const apiEn: Readonly<Record<keyof typeof apiFr, string>> = {};

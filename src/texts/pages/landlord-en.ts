/** Texts of the pages of landlords, in English. */
import type { landlordFr } from "./landlord-fr.ts";

export const landlordEn: Readonly<Record<keyof typeof landlordFr, string>> = {};

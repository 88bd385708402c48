/** Texts of accounts, logging in, in English. */
import type { accountFr } from "./account-fr.ts";

export const accountEn: Readonly<Record<keyof typeof accountFr, string>> = {};

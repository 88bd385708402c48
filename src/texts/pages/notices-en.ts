/** Texts of messages, by mail and on pages, in English. */
import type { noticesFr } from "./notices-fr.ts";

export const noticesEn: Readonly<Record<keyof typeof noticesFr, string>> = {};

/** Texts of messages, by mail and on pages, in French. */
export const noticesFr = {} as const;

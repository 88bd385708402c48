/** Texts of the operator's pages, in French. */
export const nightFr = {} as const;

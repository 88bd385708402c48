/** Texts of every page, in French. */
export const shellFr = {} as const;

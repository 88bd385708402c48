/** Texts of the pages of employers, in French. */
export const hrFr = {} as const;

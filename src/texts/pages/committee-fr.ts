/** Texts of the pages of the committee and its secretary, in French. */
export const committeeFr = {} as const;

/** Texts of accounts, logging in, in French. */
export const accountFr = {} as const;

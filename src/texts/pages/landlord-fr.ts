/** Texts of the pages of landlords, in French. */
export const landlordFr = {} as const;

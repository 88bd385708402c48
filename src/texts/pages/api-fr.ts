/** Texts of answers of the API, in French. */
export const apiFr = {} as const;

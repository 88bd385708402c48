/** True where the suite may take as long as it needs. */
export const isLong = process.env.CONTINGENT_LONG === "1";

/** How often a property is tried: few times in the fast suite, thirty times as often with CONTINGENT_LONG=1. */
export function tries(fast: number): number {
  return isLong ? fast * 30 : fast;
}

/** What a test takes: some in the fast suite, all with CONTINGENT_LONG=1. */
export function someOf<T extends number | readonly string[]>(fast: T, all: T): T {
  return isLong ? all : fast;
}

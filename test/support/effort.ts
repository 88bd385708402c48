/** How often a property is tried: few times in the fast suite, thirty times as often with CONTINGENT_LONG=1. */
export function tries(fast: number): number {
  return process.env.CONTINGENT_LONG === "1" ? fast * 30 : fast;
}

/** How many of the cases a test takes: some in the fast suite, all with CONTINGENT_LONG=1. */
export function someOf(fast: number, all: number): number {
  return process.env.CONTINGENT_LONG === "1" ? all : fast;
}

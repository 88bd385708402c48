/** How often a property is tried: few times in the fast suite, thirty times as often with CONTINGENT_LONG=1. */
export function tries(fast: number): number {
  return process.env.CONTINGENT_LONG === "1" ? fast * 30 : fast;
}

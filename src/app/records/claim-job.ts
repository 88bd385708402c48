/** Work that one process does while others may try it too: claimed for so many minutes, after which who has not finished is taken for lost. */
import type { Claim, Context } from "../ports.ts";

/** Claims a job for a key; undefined where it is done or somebody else has it. */
export async function claimJob(
  { store, clock }: Pick<Context, "store" | "clock">,
  job: string,
  key: string,
  minutes: number,
): Promise<Claim | undefined> {
  const now = clock.now();
  return store.claim(job, key, { now, leaseUntil: leaseFrom(now, minutes) });
}

/** The end of a lease that begins at an instant. */
export function leaseFrom(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

/** The rules of the newest run, ready before anybody asks for one of its proposals: whoever comes first then waits no longer than the others. */
import type { Context } from "../ports.ts";
import { lastRun } from "./last-run.ts";
import { ruleSetByDigest } from "./run-rules.ts";

/** Compiles them and gives their number; none where there was no run. Throws: as `ruleSetByDigest`. */
export async function compileRulesOfLastRun(context: Context): Promise<number> {
  const run = await lastRun(context);
  const ruleSets = run?.document.record?.ruleSets ?? [];
  for (const { digest } of ruleSets) await ruleSetByDigest(context, digest, run!.document.asOf);
  return ruleSets.length;
}

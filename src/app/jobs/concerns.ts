/**
 * What is not well, the most pressing first: what an operator must see at a glance, what the health of the product says, each with what it is about.
 */
import type { RunDocument } from "../../domain/runs/run-record.ts";
import type { Stored } from "../ports.ts";
import type { JobsStanding } from "./job-standing.ts";

/** One thing that somebody must look at. `now`: it keeps work from being done; `soon`: nothing is lost while it waits for the day. */
export interface Concern {
  readonly code:
    | "nobody-awake"
    | "job-failed"
    | "job-late"
    | "job-lost"
    | "run-refused"
    | "proposals-withheld"
    | "dead-letters";
  readonly severity: "now" | "soon";
  /** The job or the run. */
  readonly about?: string;
  readonly count?: number;
}

/** What concerns are seen from. */
export interface ConcernsGround {
  readonly standing: JobsStanding;
  /** The newest run, whatever became of it. */
  readonly run?: Stored<"run">;
  readonly deadLetters: number;
}

/** Everything that is not well. */
export function concernsOf({ standing, run, deadLetters }: ConcernsGround): readonly Concern[] {
  const { jobs, awake } = standing;
  const concerns: Concern[] = [];
  if (awake === 0) concerns.push({ code: "nobody-awake", severity: "now" });
  for (const { line, state, last } of jobs) {
    const about = line.name;
    if (state === "failed") concerns.push({ code: "job-failed", severity: "now", about, count: last?.attempts ?? 1 });
    // While nobody is awake everything is late: that is said once.
    if (state === "late" && awake > 0) concerns.push({ code: "job-late", severity: "now", about });
    if (state === "lost") concerns.push({ code: "job-lost", severity: "now", about });
  }
  if (run) concerns.push(...concernsOfRun(run.id, run.document));
  if (deadLetters > 0) concerns.push({ code: "dead-letters", severity: "soon", count: deadLetters });
  return concerns;
}

function concernsOfRun(about: string, { state, withheld }: RunDocument): readonly Concern[] {
  if (state === "refused") return [{ code: "run-refused", severity: "now", about }];
  return withheld.length === 0 ? [] : [{ code: "proposals-withheld", severity: "soon", about, count: withheld.length }];
}

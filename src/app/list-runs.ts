/** Runs page by page, the newest first: what each came to, its digests and its findings. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { RunState } from "../domain/runs/run-record.ts";
import type { Context, Page } from "./ports.ts";

/** Which runs to list. */
export interface ListRuns {
  readonly state?: RunState;
  /** Key of the page, as `next` gave it. */
  readonly after?: string;
  readonly limit?: number;
}

/** A page of runs. Throws: `role-forbidden`. */
export async function listRuns(context: Context, actor: Actor, command: ListRuns = {}): Promise<Page<"run">> {
  authorise(actor, "list-runs");
  const { state, ...page } = command;
  return state === undefined
    ? context.store.list({ kind: "run", by: "newest", equals: [], ...page })
    : context.store.list({ kind: "run", by: "newestInState", equals: [state], ...page });
}

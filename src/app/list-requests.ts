/**
 * Requests page by page: an HR officer sees those of its employers, the secretary all of them. Facts, no names. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, reachOf } from "../domain/access/permissions.ts";
import type { RequestState } from "../domain/requests/request-record.ts";
import type { Context, Page } from "./ports.ts";
import { listAcross, type PageAcross } from "./records/list-across.ts";

/** Which requests to list. */
export interface ListRequests extends PageAcross {
  /** Only those of one employer; where it is absent, those of every employer the actor may see. */
  readonly employerId?: string;
  readonly state?: RequestState;
}

/**
 * A page of requests in order of id, an employer after the other where the actor sees several; all requests in one state by the end of their validity.
 * Throws: `scope-forbidden`.
 */
export async function listRequests(
  context: Context,
  actor: Actor,
  command: ListRequests = {},
): Promise<Page<"request">> {
  const { employerId, state, ...page } = command;
  const reach = reachOf(actor, "list-requests");
  if (employerId === undefined && reach === "everything") {
    const query = { kind: "request", ...page } as const;
    return state === undefined
      ? context.store.list({ ...query, by: "all", equals: [] })
      : context.store.list({ ...query, by: "byState", equals: [state] });
  }
  const keys = employerId === undefined && reach !== "everything" ? reach.keys : [employerId!];
  const check = (key: string) => authorise(actor, "list-requests", { employerId: key });
  return listAcross(keys, page, check, (key, part) => {
    const query = { kind: "request", ...part } as const;
    return state === undefined
      ? context.store.list({ ...query, by: "byEmployer", equals: [key] })
      : context.store.list({ ...query, by: "byEmployerInState", equals: [key, state] });
  });
}

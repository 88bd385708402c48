/**
 * Requests page by page: an HR officer sees those of its employers, the secretary all of them. Facts, no names. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, type Reach, reachOf } from "../domain/access/permissions.ts";
import type { RequestState } from "../domain/requests/request-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Context, Page } from "./ports.ts";
import { listAcross, type PageAcross } from "./records/list-across.ts";

/** Which requests to list. */
export interface ListRequests extends PageAcross {
  /** Only those of one employer; where it is absent, those of every employer the actor may see. */
  readonly employerId?: string;
  readonly state?: RequestState;
  /** What waits for somebody first: offers under way, drafts to complete, then what is in the queue, then what is over. */
  readonly isByNeed?: boolean;
}

/** States in the order of need. */
const byNeed: readonly RequestState[] = [
  "designated",
  "draft",
  "submitted",
  "active",
  "expired",
  "housed",
  "withdrawn",
  "deregistered",
  "merged",
];

/**
 * A page of requests in order of id, an employer after the other where the actor sees several; all requests in one state by the end of their validity.
 * Throws: `scope-forbidden`.
 */
export async function listRequests(
  context: Context,
  actor: Actor,
  command: ListRequests = {},
): Promise<Page<"request">> {
  const { employerId, state, isByNeed = false, ...page } = command;
  const reach = reachOf(actor, "list-requests");
  if (isByNeed && state === undefined) return byNeedOf(context, actor, { employerId, page, reach });
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

interface ByNeed {
  readonly employerId: string | undefined;
  readonly page: PageAcross;
  readonly reach: Reach;
}

/** State after state, and within it an employer after the other. */
function byNeedOf(context: Context, actor: Actor, { employerId, page, reach }: ByNeed): Promise<Page<"request">> {
  const all = employerId === undefined && reach === "everything";
  const employers = employerId === undefined && reach !== "everything" ? reach.keys : [employerId!];
  const keys = byNeed.flatMap((state) => (all ? [state] : employers.map((id) => `${state}~${id}`)));
  const check = (key: string) => {
    const [state, ...id] = key.split("~");
    if (!all) authorise(actor, "list-requests", { employerId: id.join("~") });
    if (!byNeed.some((one) => one === state))
      throw new DomainError("not-allowed", { field: "after", sent: key, allowed: byNeed.join(", ") });
  };
  return listAcross(keys, page, check, (key, part) => {
    const query = { kind: "request", ...part } as const;
    const [state = "", ...id] = key.split("~");
    return all
      ? context.store.list({ ...query, by: "byState", equals: [state] })
      : context.store.list({ ...query, by: "byEmployerInState", equals: [id.join("~"), state] });
  });
}

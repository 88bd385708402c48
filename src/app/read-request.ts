/**
 * One request: its facts, its proofs, where it stands today and what happened to it. No name: those are read for a purpose. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import type { Employer } from "../domain/facts/employer.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";
import { endOf, historyOf, type RequestEnd, type RequestHappening } from "./requests/history-of.ts";
import { authoriseOn } from "./requests/scope-of-request.ts";
import { type RequestStanding, standingsOf } from "./requests/standings-of.ts";

/** Which request to read. */
export interface ReadRequest {
  readonly requestId: string;
}

/** A request as it is read. */
export interface RequestRead {
  readonly request: Stored<"request">;
  /** Absent for a job seeker, and after an erasure. */
  readonly employer?: Employer;
  /** In order of id. */
  readonly proofs: readonly Stored<"proof">[];
  /** What is furthest comes first. */
  readonly standings: readonly RequestStanding[];
  /** The earliest first. */
  readonly history: readonly RequestHappening[];
  /** Absent while it lives. */
  readonly end?: RequestEnd;
}

/** Reads a request. Throws: `not-found`; `role-forbidden`; `scope-forbidden`. */
export async function readRequest(context: Context, actor: Actor, { requestId }: ReadRequest): Promise<RequestRead> {
  authoriseRole(actor, "read-request");
  const request = await recordNow(context, "request", requestId);
  const standings = (await standingsOf(context, [request])).get(requestId) ?? [];
  await authoriseOn(context, actor, "read-request", request, standings);
  const employerId = request.document.facts?.employerId;
  const employer = employerId === undefined ? undefined : await context.store.get("employer", employerId);
  const proofs: Stored<"proof">[] = [];
  for await (const proof of listAll(context, { kind: "proof", by: "byRequest", equals: [requestId] }))
    proofs.push(proof);
  const end = endOf(request);
  return {
    request,
    ...(employer ? { employer: employer.document.facts } : {}),
    proofs,
    standings,
    history: await historyOf(context, request, proofs),
    ...(end ? { end } : {}),
  };
}

/**
 * For each request of a page, what came of it or why nothing came yet: where it stands, or what the last night made of it. Milliseconds per request.
 */
import type { Actor } from "../../domain/access/actor.ts";
import { authorise } from "../../domain/access/permissions.ts";
import type { Outlook } from "../../domain/engine/outlook.ts";
import type { Request } from "../../domain/facts/request.ts";
import { isInQueue } from "../../domain/requests/request-state.ts";
import type { Context, Store, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { readAsOf } from "../records/read-as-of.ts";
import { consideredVacancies } from "../runs/considered-vacancies.ts";
import { lastRun } from "../runs/last-run.ts";
import { endOf, type RequestEnd } from "./history-of.ts";
import { type RequestStanding, standingsOf } from "./standings-of.ts";

/** What came of a request, or why nothing came yet. */
export type RequestOutlook =
  /** It stands somewhere; what is furthest comes first. */
  | { readonly kind: "stands"; readonly standings: readonly RequestStanding[] }
  | { readonly kind: "ended"; readonly end: RequestEnd }
  /** A draft, or one that waits for a person to say whether another is of the same household. */
  | { readonly kind: "not-in-queue" }
  /** No night came to a result yet. */
  | { readonly kind: "no-night" }
  /** It came into the queue after the last night. */
  | { readonly kind: "after-the-night"; readonly asOf: string; readonly runId: string }
  /** The last night considered it and put it on no list; `isAmended` where its facts were changed since. */
  | ({
      readonly kind: "considered";
      readonly asOf: string;
      readonly runId: string;
      readonly isAmended: boolean;
    } & Outlook);

/** The outlook of each request, by its id. Throws: `role-forbidden`; `scope-forbidden` where one is not the actor's to see. */
export async function outlooksOf(
  context: Context,
  actor: Actor,
  requests: readonly Stored<"request">[],
): Promise<ReadonlyMap<string, RequestOutlook>> {
  for (const { document } of requests) authorise(actor, "list-requests", { employerId: document.facts?.employerId });
  const standings = await standingsOf(context, requests);
  const run = await lastRun(context);
  const outlooks = new Map<string, RequestOutlook>();
  const open: Stored<"request">[] = [];
  for (const request of requests) {
    const known = knownOutlook(request, standings.get(request.id) ?? []);
    if (known) outlooks.set(request.id, known);
    else if (!run) outlooks.set(request.id, { kind: "no-night" });
    else open.push(request);
  }
  if (run && open.length > 0) for (const [id, one] of await afterNight(context, run, open)) outlooks.set(id, one);
  return outlooks;
}

/** What needs no night to be told. */
function knownOutlook(request: Stored<"request">, standings: readonly RequestStanding[]): RequestOutlook | undefined {
  if (standings.length > 0) return { kind: "stands", standings };
  const end = endOf(request);
  if (end) return { kind: "ended", end };
  return isInQueue(request.document) ? undefined : { kind: "not-in-queue" };
}

/** What the night made of those that stand nowhere. */
async function afterNight(
  context: Context,
  run: Stored<"run">,
  requests: readonly Stored<"request">[],
): Promise<ReadonlyMap<string, RequestOutlook>> {
  const { asOf, snapshotSequence } = run.document;
  const about = { asOf, runId: run.id };
  const outlooks = new Map<string, RequestOutlook>();
  const seen: { readonly record: Request; readonly struck: readonly string[]; readonly isAmended: boolean }[] = [];
  for (const request of requests) {
    const then = await readAsOf(context, "request", request.id, snapshotSequence);
    if (!then || !isInQueue(then.document)) outlooks.set(request.id, { kind: "after-the-night", ...about });
    else
      seen.push({
        record: then.document.facts!,
        struck: await struckFrom(context, request.id),
        isAmended: JSON.stringify(then.document.facts) !== JSON.stringify(request.document.facts),
      });
  }
  const found = await askedOnce(context, run, seen);
  seen.forEach(({ record, isAmended }, at) => {
    outlooks.set(record.id, { kind: "considered", ...about, isAmended, ...found[at]! });
  });
  return outlooks;
}

/** Outlooks that are remembered per store: a night says the same of the same facts all day. */
const MOST_KEPT = 20_000;
const kept = new WeakMap<Store, { readonly runId: string; readonly outlooks: Map<string, Outlook> }>();

/** What the night made of each, asked of it once. */
async function askedOnce(
  context: Context,
  run: Stored<"run">,
  seen: readonly { readonly record: Request; readonly struck: readonly string[] }[],
): Promise<readonly Outlook[]> {
  let known = kept.get(context.store);
  if (known?.runId !== run.id || known.outlooks.size > MOST_KEPT) {
    known = { runId: run.id, outlooks: new Map() };
    kept.set(context.store, known);
  }
  const { outlooks } = known;
  // A run saw one version of each request, so its id and what was struck since say all.
  const keyOf = ({ record, struck }: (typeof seen)[number]) => [record.id, ...struck].join(" ");
  const open = seen.filter((one) => !outlooks.has(keyOf(one)));
  if (open.length > 0) {
    const found = (await consideredVacancies(context, run)).outlooks(open);
    open.forEach((one, at) => {
      outlooks.set(keyOf(one), found[at]!);
    });
  }
  return seen.map((one) => outlooks.get(keyOf(one))!);
}

async function struckFrom(context: Context, requestId: string): Promise<readonly string[]> {
  const vacancyIds: string[] = [];
  for await (const { document } of listAll(context, { kind: "struck", by: "byRequest", equals: [requestId] }))
    vacancyIds.push(document.facts.vacancyId);
  return vacancyIds;
}

/**
 * Requests by a family name, an employer's own reference or an id, through the blind index: no name is read here, and whoever asks finds only
 * requests of its employers. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole, isAuthorised, reachOf } from "../domain/access/permissions.ts";
import { familyTexts, referenceText } from "../domain/persons/person-tokens.ts";
import { compareText } from "../domain/shared/order.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** What was typed: a name with or without first names, a reference, or the id of a request. */
export interface SearchRequests {
  readonly text: string;
}

/** Found at most: whoever finds more types more. */
const MOST_FOUND = 50;

/** The requests in order of id. Throws: `role-forbidden`. */
export async function searchRequests(
  context: Context,
  actor: Actor,
  { text }: SearchRequests,
): Promise<readonly Stored<"request">[]> {
  authoriseRole(actor, "search-requests");
  const found = new Map<string, Stored<"request">>();
  const take = (request: Stored<"request"> | undefined) => {
    const about = { employerId: request?.document.facts?.employerId };
    if (request && found.size < MOST_FOUND && isAuthorised(actor, "search-requests", about))
      found.set(request.id, request);
  };
  take(await context.store.get("request", text.trim()));
  for (const personId of await personsOf(context, actor, text))
    for await (const request of listAll(context, { kind: "request", by: "byPerson", equals: [personId] }))
      take(request);
  return [...found.values()].sort((a, b) => compareText(a.id, b.id));
}

async function personsOf(context: Context, actor: Actor, text: string): Promise<ReadonlySet<string>> {
  const { sealing, store } = context;
  const persons = new Set<string>();
  for (const family of familyTexts(text)) {
    const { records } = await store.list({
      kind: "person",
      by: "byFamily",
      equals: [sealing.token(family)],
      limit: 200,
    });
    for (const { id } of records) persons.add(id);
  }
  for (const employerId of await employersOf(context, actor)) {
    const reference = referenceText(employerId, text);
    if (reference === undefined) break;
    const { records } = await store.list({ kind: "person", by: "byReference", equals: [sealing.token(reference)] });
    for (const { id } of records) persons.add(id);
  }
  return persons;
}

/** Employers within which a reference is looked for. */
async function employersOf(context: Context, actor: Actor): Promise<readonly string[]> {
  const reach = reachOf(actor, "search-requests");
  if (reach !== "everything") return reach.keys;
  const { records } = await context.store.list({ kind: "employer", by: "all", equals: [], limit: 1_000 });
  return records.map(({ id }) => id);
}

/**
 * A request is told anew: all its facts, or its names. The facts that others set stay as they are. Where the request stands on a list already,
 * the caller is told: what was decided is not decided again. Where its new names resemble another household's, the secretary is told.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { Request } from "../domain/facts/request.ts";
import type { Pin } from "../domain/facts/snapshot.ts";
import type { PersonContents, PersonDocument } from "../domain/persons/person.ts";
import {
  foundBy,
  householdProblems,
  reservedFactProblems,
  withReservedFacts,
} from "../domain/requests/request-facts.ts";
import { employerOf, type RequestState } from "../domain/requests/request-record.ts";
import { requestTransitions } from "../domain/requests/transitions.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { commit, type PersonKey, replace, type Write } from "./commit.ts";
import { unknownRequestReferences } from "./facts/request-references.ts";
import { keyOfRequest, newPerson, openContents, personDocument } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { pinsHeldBy } from "./proposals/pins.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { likelyDuplicates } from "./requests/likely-duplicates.ts";

/** What the request is to say from now on: all its facts, and the names where they changed. */
export interface AmendRequest {
  readonly requestId: string;
  readonly expected: number;
  readonly facts: Request;
  readonly person?: PersonContents;
}

/** The request as it was written; nothing was written where nothing differs. */
export interface AmendedRequest {
  readonly version: number;
  readonly sequence: number;
  readonly isUnchanged: boolean;
  readonly state: RequestState;
  /** Places it holds: what was decided or is on an open agenda was decided on the facts before. */
  readonly pinned: readonly { readonly vacancyId: string; readonly kind: Pin["kind"] }[];
}

/** Amends a request. Throws: `not-found`, `conflict`, `wrong-state`, `erased`; `not-allowed`, `unknown-reference`, or all of them at once. */
export async function amendRequest(
  context: Context,
  actor: Actor,
  { requestId, expected, facts: sent, person }: AmendRequest,
): Promise<AmendedRequest> {
  const isSecretary = authoriseRole(actor, "amend-request").includes("secretary");
  const request = await recordNow(context, "request", requestId);
  authorise(actor, "amend-request", { employerId: request.document.facts?.employerId });
  expectVersion(request, expected);
  const { state } = request.document;
  transitionTo(requestTransitions, { kind: "request", id: requestId, state }, "amend-request", state);
  const { personId, key, writes } = await keyForAmending(context, request, sent, person);
  const before = request.document.facts!;
  const facts = withReservedFacts(sent, before, isSecretary);
  refuseAll(await problemsOf(context, request, facts, isSecretary));
  const pins = await pinsHeldBy(context, requestId);
  const pinned = pins.map(({ document }) => ({ vacancyId: document.facts.vacancyId, kind: document.facts.kind }));
  const isUnchanged = canonicalJson(facts) === canonicalJson(before) && person === undefined;
  if (isUnchanged) return { version: request.version, sequence: request.sequence, isUnchanged, state, pinned };
  const duplicates = state === "draft" ? [] : await duplicatesThatCame(context, personId, writes);
  const { sequence } = await commit(context, {
    actor,
    command: "amend-request",
    events: [
      { type: "request-amended", requestId, ...employerOf({ facts }) },
      ...(duplicates.length > 0
        ? [{ type: "likely-duplicate-found", requestId, duplicateIds: duplicates } as const]
        : []),
      ...(person ? [{ type: "person-recorded", personId } as const] : []),
    ],
    writes: [...writes, replace(request, { ...request.document, personId, facts }, key)],
  });
  return { version: request.version + 1, sequence, isUnchanged, state, pinned };
}

/**
 * Requests that only the names or the day of birth told now make it resemble. Why: it stays where it is in the queue, since correcting a name must cost
 * nobody a place; the secretary is told and decides.
 */
async function duplicatesThatCame(
  context: Context,
  personId: string,
  writes: readonly Write[],
): Promise<readonly string[]> {
  const after = writes.find(({ kind, id }) => kind === "person" && id === personId)?.document as
    | PersonDocument
    | undefined;
  if (!after) return [];
  const before = (await context.store.get("person", personId))?.document ?? {};
  const known = new Set((await likelyDuplicates(context, before, personId)).map(({ id }) => id));
  return (await likelyDuplicates(context, after, personId)).flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

async function problemsOf(
  context: Context,
  { id, document }: Stored<"request">,
  facts: Request,
  isSecretary: boolean,
): Promise<readonly Problem[]> {
  const isDraft = document.state === "draft";
  const before = document.facts!;
  const fixed = isDraft
    ? { ...before, filedOn: facts.filedOn, validUntil: facts.validUntil, kind: facts.kind }
    : before;
  return [
    ...(facts.id === id
      ? []
      : [{ code: "not-allowed", values: { field: "id", sent: facts.id, allowed: id } } as const]),
    ...reservedFactProblems({ facts, before: fixed, isSecretary }),
    ...(isDraft ? [] : householdProblems(facts, context.clock.today())),
    ...(await unknownRequestReferences(context, facts)),
  ];
}

interface Amending {
  readonly personId: string;
  readonly key: PersonKey;
  /** Of the person, where names, or the day of birth and the employer by which they are found, have changed. */
  readonly writes: readonly Write[];
}

async function keyForAmending(
  context: Context,
  request: Stored<"request">,
  facts: Request,
  contents: PersonContents | undefined,
): Promise<Amending> {
  const found = foundBy(facts);
  if (contents && request.document.personId === undefined && request.document.facts !== undefined)
    return newPerson(context, contents, found);
  const { personId, key, writes } = await keyOfRequest(context, request);
  if (writes.length > 0) return { personId, key, writes };
  const isFoundAlike = canonicalJson(found) === canonicalJson(foundBy(request.document.facts!));
  const person = contents || !isFoundAlike ? await context.store.get("person", personId) : undefined;
  const sealed = person?.document.sealed;
  const all = contents ?? (sealed === undefined ? undefined : openContents(context.sealing, key, sealed));
  return person && all
    ? { personId, key, writes: [replace(person, personDocument(context.sealing, key, all, found), key)] }
    : { personId, key, writes };
}

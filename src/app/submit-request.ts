/**
 * An employer, or the secretary for a job seeker, hands in the request of a household. Its names are sealed apart from its facts. A request that
 * may be of a household which has one already waits in `submitted` until a person has looked; any other is in the queue at once.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { DomainEvent } from "../domain/events.ts";
import type { Request } from "../domain/facts/request.ts";
import type { PersonContents, PersonDocument } from "../domain/persons/person.ts";
import { validityFrom } from "../domain/requests/request-days.ts";
import { foundBy } from "../domain/requests/request-facts.ts";
import { employerOf, type RequestState } from "../domain/requests/request-record.ts";
import { requestTransitions } from "../domain/requests/transitions.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { commit, create, replace, type Write } from "./commit.ts";
import { keyOfRequest, newPerson } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { likelyDuplicates } from "./requests/likely-duplicates.ts";
import { handingInProblems, submissionProblems } from "./requests/submission-problems.ts";

/** A new request, or a draft that is handed in as it is stored. */
export type SubmitRequest = NewRequest | { readonly draftId: string; readonly expected: number };

/** A new request. An id is made where none is given; validity is one year from filing where nothing is said, filing today. */
export interface NewRequest {
  readonly facts: Omit<Request, "id" | "filedOn" | "validUntil"> & Partial<Request>;
  /** Who to write to; without it nobody can be told, and no duplicate found. */
  readonly person?: PersonContents;
  /** True to keep it for later: it is in no queue and may still be wrong. */
  readonly isDraft?: boolean;
}

/** The request as it was written. */
export interface SubmittedRequest {
  readonly requestId: string;
  readonly personId: string;
  readonly version: number;
  readonly sequence: number;
  readonly state: RequestState;
  readonly validUntil: string;
  /** Requests that may be of the same household; ids only where the actor may see them. */
  readonly likelyDuplicates: { readonly count: number; readonly requestIds: readonly string[] };
}

/** How often a submission is tried again when a request of the same household came in meanwhile: it is looked at anew, and waits for a person. */
const RETRIES = 5;

/** Thrown while the change is written, when more likely duplicates are there than were found before. */
class DuplicateCame extends Error {}

/**
 * Submits a request. Throws: `id-taken`, `unknown-reference`, `days-contradict`, `not-allowed` for facts that others set, or `several-problems`
 * with all of them; for a draft also `not-found`, `conflict`, `wrong-state`.
 */
export async function submitRequest(context: Context, actor: Actor, command: SubmitRequest): Promise<SubmittedRequest> {
  const roles = authoriseRole(actor, "submit-request");
  for (let left = RETRIES; ; left--) {
    try {
      return "draftId" in command
        ? await submitDraft(context, actor, command)
        : await submitNew(context, actor, command, roles.includes("secretary"));
    } catch (error) {
      if (left === 0 || !(error instanceof DuplicateCame)) throw error;
    }
  }
}

/** Asked while the change is written: of two submissions of one household at once, the second sees the first. */
function sameDuplicates(
  context: Context,
  person: PersonDocument,
  personId: string,
  found: readonly Stored<"request">[],
): () => Promise<void> {
  const known = new Set(found.map(({ id }) => id));
  return async () => {
    const now = await likelyDuplicates(context, person, personId);
    if (now.some(({ id }) => !known.has(id))) throw new DuplicateCame();
  };
}

async function submitNew(
  context: Context,
  actor: Actor,
  command: NewRequest,
  isSecretary: boolean,
): Promise<SubmittedRequest> {
  const { clock, ids, store } = context;
  const today = clock.today();
  const filedOn = command.facts.filedOn ?? today;
  const facts: Request = {
    ...command.facts,
    id: command.facts.id ?? ids.newId(),
    filedOn,
    validUntil: command.facts.validUntil ?? validityFrom(filedOn).endsOn,
  };
  authorise(actor, "submit-request", { employerId: facts.employerId });
  const isTaken = (await store.get("request", facts.id)) !== undefined;
  refuseAll([
    ...(isTaken ? [{ code: "id-taken", values: { kind: "request", id: facts.id } } as const] : []),
    ...(await submissionProblems(context, facts, { isSecretary, isDraft: command.isDraft === true })),
  ]);
  const { personId, key, writes } = newPerson(context, command.person, foundBy(facts));
  const person = writes.find(({ kind }) => kind === "person")!.document as PersonDocument;
  const duplicates = command.isDraft ? [] : await likelyDuplicates(context, person, personId);
  const state = command.isDraft ? "draft" : firstState(duplicates);
  const document = { state, personId, submittedBy: actor.id, submittedAt: clock.now(), facts } as const;
  const { sequence } = await commit(context, {
    actor,
    command: "submit-request",
    events: [{ type: "person-recorded", personId }, ...eventsOf(facts, state, duplicates)],
    writes: [...writes, create("request", facts.id, document, key)],
    ...(command.isDraft ? {} : { recheck: sameDuplicates(context, person, personId, duplicates) }),
  });
  return { ...answer(actor, facts, state, duplicates), personId, version: 1, sequence };
}

async function submitDraft(
  context: Context,
  actor: Actor,
  { draftId, expected }: { readonly draftId: string; readonly expected: number },
): Promise<SubmittedRequest> {
  const { clock, store } = context;
  const draft = await recordNow(context, "request", draftId);
  authorise(actor, "submit-request", { employerId: draft.document.facts?.employerId });
  expectVersion(draft, expected);
  const { personId, key, writes } = await keyOfRequest(context, draft);
  const facts = draft.document.facts!;
  const person = (await store.get("person", personId))?.document ?? {};
  const duplicates = await likelyDuplicates(context, person, personId);
  const moving = { kind: "request", id: draft.id, state: draft.document.state };
  const state = firstState(duplicates);
  transitionTo(requestTransitions, moving, "submit-request", state);
  refuseAll(await handingInProblems(context, facts));
  const document = { ...draft.document, state, personId, submittedBy: actor.id, submittedAt: clock.now() };
  const all: Write[] = [...writes, replace(draft, document, key)];
  const { sequence } = await commit(context, {
    actor,
    command: "submit-request",
    events: eventsOf(facts, state, duplicates),
    writes: all,
    recheck: sameDuplicates(context, person, personId, duplicates),
  });
  return { ...answer(actor, facts, state, duplicates), personId, version: draft.version + 1, sequence };
}

function firstState(duplicates: readonly Stored<"request">[]): "submitted" | "active" {
  return duplicates.length > 0 ? "submitted" : "active";
}

function eventsOf(
  facts: Request,
  state: "draft" | "submitted" | "active",
  duplicates: readonly Stored<"request">[],
): readonly DomainEvent[] {
  const requestId = facts.id;
  const about = { requestId, ...employerOf({ facts }) };
  if (state === "draft") return [{ type: "request-drafted", ...about }];
  return [
    { type: "request-submitted", ...about },
    state === "active"
      ? { type: "request-activated", ...about }
      : { type: "likely-duplicate-found", requestId, duplicateIds: duplicates.map(({ id }) => id) },
  ];
}

function answer(actor: Actor, facts: Request, state: RequestState, duplicates: readonly Stored<"request">[]) {
  const { employerIds } = actor.scope;
  const isSeen = ({ document }: Stored<"request">) =>
    actor.roles.includes("secretary") ||
    employerIds === "all" ||
    (document.facts?.employerId !== undefined && employerIds?.includes(document.facts.employerId));
  return {
    requestId: facts.id,
    state,
    validUntil: facts.validUntil,
    likelyDuplicates: { count: duplicates.length, requestIds: duplicates.filter(isSeen).map(({ id }) => id) },
  };
}

/**
 * Opens the names of some persons for a stated purpose. The reading is in the log before a name is given out.
 */
import type { Actor } from "../domain/access/actor.ts";
import { type About, authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { PersonContents } from "../domain/persons/person.ts";
import { type ReadPurpose, readPurposes } from "../domain/persons/read-purposes.ts";
import type { ProposalDocument } from "../domain/proposals/proposal-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit } from "./commit.ts";
import { openPerson } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Whose names, and what for. */
export interface ReadPersons {
  /** A hundred at most. */
  readonly personIds: readonly string[];
  readonly purpose: ReadPurpose;
  /** The proposal on which they are candidates: what a committee's scope goes by. */
  readonly proposalId?: string;
}

/** One person as it was read. */
export type PersonRead =
  | { readonly personId: string; readonly state: "named"; readonly contents: PersonContents }
  | { readonly personId: string; readonly state: "unnamed" }
  | { readonly personId: string; readonly state: "erased"; readonly erasedAt: string };

const MOST_PERSONS = 100;

/** Reads in the order asked for. Throws: `not-allowed`, `not-found`, `role-forbidden`, `scope-forbidden`: then nobody was read. */
export async function readPerson(
  context: Context,
  actor: Actor,
  { personIds, purpose, proposalId }: ReadPersons,
): Promise<readonly PersonRead[]> {
  authoriseRole(actor, "read-person");
  checkCommand(personIds, purpose);
  const ids = [...new Set(personIds)];
  const persons = await context.store.getMany("person", ids);
  for (const id of ids) if (!persons.has(id)) throw new DomainError("not-found", { kind: "person", id });
  const proposal = proposalId === undefined ? undefined : await recordNow(context, "proposal", proposalId);
  for (const [id, { document }] of persons) {
    if (document.erasedAt === undefined)
      authorise(actor, "read-person", await aboutOf(context, actor, id, proposal?.document));
  }
  await commit(context, {
    actor,
    command: "read-person",
    purpose,
    events: [{ type: "person-read", personIds: ids, ...(proposalId === undefined ? {} : { proposalId }) }],
  });
  const read = new Map<string, PersonRead>();
  for (const [id, person] of persons) read.set(id, await personRead(context, person));
  return personIds.map((id) => read.get(id)!);
}

function checkCommand(personIds: readonly string[], purpose: string): void {
  const isKnown = readPurposes.some((known) => known === purpose);
  if (!isKnown)
    throw new DomainError("not-allowed", { field: "purpose", sent: purpose, allowed: readPurposes.join(", ") });
  if (personIds.length >= 1 && personIds.length <= MOST_PERSONS) return;
  const sent = `${personIds.length} persons`;
  throw new DomainError("not-allowed", { field: "personIds", sent, allowed: `1 to ${MOST_PERSONS}` });
}

async function personRead(context: Context, person: Stored<"person">): Promise<PersonRead> {
  const { erasedAt } = person.document;
  if (erasedAt !== undefined) return { personId: person.id, state: "erased", erasedAt };
  const contents = await openPerson(context, person);
  return contents ? { personId: person.id, state: "named", contents } : { personId: person.id, state: "unnamed" };
}

/** What scope goes by: an employer of one of the person's requests, and the territory of a proposal that names one of them. */
async function aboutOf(
  context: Context,
  { scope }: Actor,
  personId: string,
  proposal: ProposalDocument | undefined,
): Promise<About> {
  const named =
    proposal && new Set([...proposal.proposed.candidates, ...proposal.proposed.next].map((one) => one.requestId));
  const pinned = proposal?.proposed.pinned ?? [];
  const employerIds: string[] = [];
  let isOnProposal = false;
  for await (const { id, document } of listAll(context, { kind: "request", by: "byPerson", equals: [personId] })) {
    if (document.facts?.employerId !== undefined) employerIds.push(document.facts.employerId);
    if (named?.has(id) || pinned.includes(id)) isOnProposal = true;
  }
  const held = scope.employerIds;
  const employerId = (Array.isArray(held) ? employerIds.find((id) => held.includes(id)) : undefined) ?? employerIds[0];
  return { employerId, departementCode: isOnProposal ? proposal?.departementCode : undefined };
}

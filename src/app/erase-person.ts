/**
 * Erases a person: what still lives ends, then every fact, name, proof and explanation of it is emptied in every version and its key is destroyed.
 * Runs, decisions and the log keep ids and digests and stay verifiable. What is erased is remembered, so that a restored backup can follow.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { liveCandidates } from "../domain/designations/designation-course.ts";
import { type ErasureGround, erasureGrounds } from "../domain/persons/erasure-grounds.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { compareText } from "../domain/shared/order.ts";
import { erasing } from "./persons/erasing.ts";
import { type PersonRecords, personRecords, type WhichPerson } from "./persons/person-records.ts";
import type { Context } from "./ports.ts";
import { commitWithChain } from "./reassignments/chain.ts";

/** Whom, and why. */
export interface ErasePerson extends WhichPerson {
  readonly ground: ErasureGround;
}

/** What was erased, and whom the controller must tell. */
export interface ErasedPerson {
  readonly personId: string;
  readonly requestIds: readonly string[];
  /** Landlords to whom the person's requests were sent: they hold a copy. Source: GDPR art. 19. */
  readonly landlordIds: readonly string[];
  /** Records emptied, by kind. */
  readonly emptied: Readonly<Record<string, number>>;
}

/**
 * Erases. Throws: `reason-required` without a ground; `not-found`; `erased` when it was done already; `designation-live` while a place is held
 * for the person: whatever the ground, its request is withdrawn or the designation ended first, so that a landlord is never left with a ghost.
 */
export async function erasePerson(context: Context, actor: Actor, command: ErasePerson): Promise<ErasedPerson> {
  authorise(actor, "erase-person");
  checkGround(command.ground);
  const records = await personRecords(context, command);
  const { person, requests } = records;
  if (person?.document.erasedAt !== undefined) throw new DomainError("erased", { kind: "person", id: person.id });
  const gone = requests.find(({ document }) => document.facts === undefined);
  if (!person && gone) throw new DomainError("erased", { kind: "request", id: gone.id });
  refuseLive(records);
  const erased = await erasing(context, records, {
    ground: command.ground,
    erasedAt: context.clock.now(),
    erasedBy: actor.id,
  });
  const { personId, requestIds, events, writes, guards, erasures } = erased;
  await commitWithChain(context, { actor, command: "erase-person", events, writes, guards, erasures });
  const emptied: Record<string, number> = {};
  for (const { kind } of erasures) emptied[kind] = (emptied[kind] ?? 0) + 1;
  const landlordIds = [...new Set(records.designations.map(({ document }) => document.landlordId))].sort(compareText);
  return { personId, requestIds, landlordIds, emptied };
}

function checkGround(ground: string): void {
  if (ground.trim() === "") throw new DomainError("reason-required", { field: "ground" });
  if (erasureGrounds.some((known) => known === ground)) return;
  throw new DomainError("not-allowed", { field: "ground", sent: ground, allowed: erasureGrounds.join(", ") });
}

function refuseLive({ requests, pins, designations }: PersonRecords): void {
  const own = new Set(requests.map(({ id }) => id));
  for (const { document } of designations) {
    if (document.state !== "sent" && document.state !== "answered") continue;
    const live = liveCandidates(document).find(({ requestId }) => own.has(requestId));
    if (live) throw new DomainError("designation-live", { requestId: live.requestId, vacancyId: document.vacancyId });
  }
  const held = pins.find(({ document }) => document.state === "held");
  if (!held) return;
  const { requestId, vacancyId } = held.document.facts;
  throw new DomainError("designation-live", { requestId, vacancyId });
}

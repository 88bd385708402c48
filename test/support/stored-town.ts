/** A snapshot written into a store as it would lie there: its vacancies open, its requests active, its pins held. Without persons. */
import { commitBulk, create, replace, type Write } from "../../src/app/commit.ts";
import type { Context } from "../../src/app/ports.ts";
import { startClock } from "../../src/domain/clocks/clock.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { RequestState } from "../../src/domain/requests/request-record.ts";
import { actorOf } from "./open-app.ts";

/** Writes a town in one change and gives the sequence. */
export function storeTown(context: Context, town: Snapshot): Promise<number> {
  return storeRecords(context, writesOf(town));
}

/** Writes records in one change, personal ones without a person, and gives the sequence. */
export async function storeRecords(context: Context, all: Iterable<Write>): Promise<number> {
  let records = 0;
  function* counted() {
    for (const write of all) {
      records++;
      yield write;
    }
  }
  const { sequence } = await commitBulk(context, {
    actor: actorOf("operator"),
    command: "import-pool",
    writes: counted(),
    events: () => [{ type: "pool-imported", records, unchanged: 0 }],
  });
  return sequence;
}

/** Writes other facts or another state of a request. */
export async function storeRequest(
  context: Context,
  id: string,
  change: { readonly state?: RequestState; readonly facts?: Partial<Request> },
): Promise<number> {
  const stored = (await context.store.get("request", id))!;
  const facts = { ...stored.document.facts!, ...change.facts };
  const { state = stored.document.state } = change;
  return storeRecords(context, [replace(stored, { ...stored.document, state, facts })]);
}

function* writesOf(town: Snapshot): Iterable<Write> {
  for (const facts of town.landlords) yield create("landlord", facts.id, { facts });
  for (const facts of town.agreements) yield create("agreement", facts.id, { facts });
  for (const facts of town.rights) yield create("right", facts.id, { facts });
  for (const facts of town.dwellings) yield create("dwelling", facts.id, { facts });
  for (const facts of town.employers) yield create("employer", facts.id, { facts });
  for (const facts of town.travelTimes ?? []) {
    yield create("travel-time", `${facts.fromCommuneCode}-${facts.toCommuneCode}`, { facts });
  }
  for (const facts of town.ledger ?? []) {
    yield create("ledger", `${facts.targetId}.${facts.territory}.${facts.year}`, { facts });
  }
  yield* vacanciesOf(town);
  for (const facts of town.requests) {
    yield create("request", facts.id, {
      state: "active",
      submittedBy: "hr-1",
      submittedAt: `${facts.filedOn}T08:00:00.000Z`,
      facts,
    });
  }
  for (const facts of town.pins ?? []) {
    yield create("pin", `${facts.vacancyId}.${facts.requestId}`, { state: "held", facts });
  }
  for (const facts of town.struck ?? []) yield create("struck", `${facts.vacancyId}.${facts.requestId}`, { facts });
}

function* vacanciesOf({ rights, agreements, dwellings, vacancies }: Snapshot): Iterable<Write> {
  const rightById = new Map(rights.map((right) => [right.id, right]));
  const agreementById = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const dwellingById = new Map(dwellings.map((dwelling) => [dwelling.id, dwelling]));
  for (const facts of vacancies) {
    const agreement = agreementById.get(rightById.get(facts.rightId)!.agreementId)!;
    const startedOn = facts.declaredOn ?? facts.availableOn;
    yield create("vacancy", facts.id, {
      state: "open",
      landlordId: agreement.landlordId,
      departementCode: dwellingById.get(facts.dwellingId)!.departementCode,
      clock: startClock({
        startedOn,
        length: { unit: "months", count: 1 },
        calendar: "calendar",
        effect: "right-lost",
      }),
      isExtended: false,
      facts,
    });
  }
}

/** Empties the facts of a request in every version, and deregisters it. */
export async function eraseFacts(context: Context, id: string): Promise<void> {
  const stored = (await context.store.get("request", id))!;
  const { facts: _, ...document } = stored.document;
  await commitBulk(context, {
    actor: actorOf("dpo"),
    command: "erase-person",
    writes: [replace(stored, { ...document, state: "deregistered" })],
    erasures: [{ kind: "request", id }],
    events: () => [],
  });
}

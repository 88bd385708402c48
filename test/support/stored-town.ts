/** A snapshot written into a store as it would lie there: its vacancies open, its requests active, its pins held. Without persons. */
import { commitBulk, create, type Write } from "../../src/app/commit.ts";
import type { Context } from "../../src/app/ports.ts";
import { startClock } from "../../src/domain/clocks/clock.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { actorOf } from "./open-app.ts";

/** Writes a town in one change and gives the sequence. */
export async function storeTown(context: Context, town: Snapshot): Promise<number> {
  let records = 0;
  function* counted() {
    for (const write of writesOf(town)) {
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

/**
 * Records the lease: the vacancy is let, the request housed, everybody else on it in the queue again, and the letting counted for the targets. What was
 * proposed for it beside lapses; elsewhere the tenant is withdrawn, and the landlords there are told.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { outsideDays } from "../domain/designations/answer-rules.ts";
import { withLease } from "../domain/designations/designation-course.ts";
import { lettingCounts, withLetting } from "../domain/designations/letting-count.ts";
import { candidateTransitions, designationTransitions } from "../domain/designations/transitions.ts";
import { vacancyTransitions } from "../domain/dwellings/transitions.ts";
import type { DomainEvent } from "../domain/events.ts";
import { recordIdOf } from "../domain/imports/record-id.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { create, replace, type Write } from "./commit.ts";
import { requestsOf } from "./designations/apply-step.ts";
import { authoriseStep, type DesignationReading, readForStep, stepOn } from "./designations/designation-reading.ts";
import { lapsedProposals } from "./dwellings/vacancy-proposals.ts";
import type { Context, Guard } from "./ports.ts";
import { readPair } from "./proposals/explain-proposal.ts";
import { pinsOfVacancy, release } from "./proposals/pins.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";
import { backToQueue } from "./requests/back-to-queue.ts";
import { endingOf } from "./requests/ending-request.ts";
import { RequestWrites } from "./requests/request-writes.ts";

/** Who signed, on a designation that was read at a version. */
export interface RecordLease {
  readonly designationId: string;
  readonly version: number;
  readonly requestId: string;
  readonly signedOn: string;
}

/** Records it. Throws: `wrong-state` for whoever has not accepted an offer; `conflict`. */
export async function recordLease(
  context: Context,
  actor: Actor,
  command: RecordLease,
): Promise<{ readonly sequence: number }> {
  authoriseRole(actor, "record-lease");
  const { designationId, requestId, signedOn } = command;
  const reading = await readForStep(context, designationId);
  authoriseStep(actor, "record-lease", reading);
  const { designation, vacancy } = reading;
  expectVersion(designation, command.version);
  requireAccepted(command, reading, context.clock.today());
  const vacancyId = vacancy.id;
  const { state } = vacancy.document;
  transitionTo(vacancyTransitions, { kind: "vacancy", id: vacancyId, state }, "record-lease", "let");
  const leased = withLease(designation.document, requestId, stepOn(reading, "record-lease", signedOn));
  const { writes, guards, requests } = await freedByLease(context, requestId, vacancyId);
  const lapsed = await lapsedProposals(context, vacancyId, "record-lease");
  const ended = { type: "request-ended", requestId, state: "housed", reasonCode: "housed" } as const;
  const request = await recordNow(context, "request", requestId);
  const elsewhere = await endingOf(context, request, "record-lease", vacancyId);
  const events: DomainEvent[] = [
    { type: "lease-recorded", designationId, vacancyId, requestId },
    { ...ended, ...employerOf(request.document) },
    ...elsewhere.events,
    ...lapsed.events,
  ];
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "record-lease",
    events,
    writes: [
      replace(designation, leased),
      replace(vacancy, { ...vacancy.document, state: "let", letTo: requestId }),
      ...(await otherDesignations(context, reading)),
      ...writes,
      ...requests.writes(),
      ...elsewhere.writes,
      ...lapsed.writes,
      ...(await countedLetting(context, reading, command)),
    ],
    guards: [...guards, ...requests.guards(), ...elsewhere.guards],
  });
  return { sequence };
}

function requireAccepted(
  { designationId, requestId, signedOn }: RecordLease,
  { designation: { document } }: DesignationReading,
  today: string,
): void {
  refuseAll(outsideDays("signedOn", signedOn, document, today));
  const { candidates } = document;
  const candidate = candidates.find((one) => one.requestId === requestId);
  if (!candidate) {
    const allowed = candidates.map((one) => one.requestId).join(", ");
    throw new DomainError("not-allowed", { field: "requestId", sent: requestId, allowed });
  }
  const moving = { kind: "candidate", id: `${designationId}~${requestId}`, state: candidate.state };
  transitionTo(candidateTransitions, moving, "record-lease", "leased");
  const { repliedOn = signedOn } = candidate;
  if (signedOn < repliedOn)
    throw new DomainError("not-allowed", { field: "signedOn", sent: signedOn, allowed: `>= ${repliedOn}` });
}

/** All places on the vacancy are given back; whoever was designated here only is in the queue again. */
async function freedByLease(
  context: Context,
  tenantId: string,
  vacancyId: string,
): Promise<{ readonly writes: readonly Write[]; readonly guards: readonly Guard[]; readonly requests: RequestWrites }> {
  const pins = [...(await pinsOfVacancy(context, vacancyId)).values()].filter(
    ({ document }) => document.state === "held",
  );
  const requests = new RequestWrites(context, "record-lease");
  const found = await requestsOf(context, [
    ...new Set([tenantId, ...pins.map(({ document }) => document.facts.requestId)]),
  ]);
  const tenant = found.get(tenantId);
  if (tenant) await requests.move(tenant, "housed", { endReason: "housed" });
  const others = [...found.values()].filter(({ id }) => id !== tenantId);
  const guards = await backToQueue(context, requests, others, vacancyId);
  return { writes: pins.flatMap((pin) => release(pin)), guards, requests };
}

/** Other names sent for the same vacancy are of no use any more. */
async function otherDesignations(context: Context, { designation, vacancy }: DesignationReading): Promise<Write[]> {
  const writes: Write[] = [];
  for await (const other of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancy.id] })) {
    const { state } = other.document;
    if (other.id === designation.id || (state !== "sent" && state !== "answered")) continue;
    const moving = { kind: "designation", id: other.id, state };
    const { to } = transitionTo(designationTransitions, moving, "record-lease", "failed");
    writes.push(replace(other, { ...other.document, state: to }));
  }
  return writes;
}

/** The ledger with one letting more, by the targets of the rule set that governed the decision and the facts as they are now. */
async function countedLetting(
  context: Context,
  { vacancy, ruleSet }: DesignationReading,
  { requestId, signedOn }: RecordLease,
): Promise<Write[]> {
  if (ruleSet.assignment.targets.length === 0) return [];
  const { sequence } = await context.store.head();
  const pair = { vacancyId: vacancy.id, requestId };
  const reader = await readPair(context, pair, { asOf: signedOn, sequence });
  const writes: Write[] = [];
  for (const count of lettingCounts(ruleSet, reader, signedOn)) {
    const id = recordIdOf("ledger", withLetting(undefined, count))!;
    const stored = await context.store.get("ledger", id);
    const facts = withLetting(stored?.document.facts, count);
    writes.push(stored ? replace(stored, { facts }) : create("ledger", id, { facts }));
  }
  return writes;
}

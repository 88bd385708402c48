/**
 * What happened in the invented town before one comes to see it: a night, a session that decided, answers of landlords, and a session that is
 * open. Every step is a use case, as people do it; nothing is written any other way.
 */
import { findAccount } from "../../src/app/accounts/find-account.ts";
import { actOnClocks } from "../../src/app/act-on-clocks.ts";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { warningDaysOf } from "../../src/app/clocks/warning-days.ts";
import { closeAgenda } from "../../src/app/close-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { listToDecide } from "../../src/app/list-to-decide.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import type { ProposalRow } from "../../src/app/proposals/proposal-rows.ts";
import { publishSeed } from "../../src/app/publish-seed.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { actorOfAccount } from "../../src/domain/access/account.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { demoPeople } from "./accounts.ts";
import type { DemoClock } from "./demo-clock.ts";

/** The product itself, for what it does by night. */
const night: Actor = { id: "contingent", roles: ["system"], scope: {} };

/** Days of the story. */
export const demoDays = { before: "2026-11-22", town: "2026-11-23", next: "2026-11-24" } as const;

/** Tells the story on a town that was imported on the evening before its day. */
export async function tellStory(context: Context, clock: DemoClock): Promise<void> {
  const as = (who: string) => actorOf(context, who);
  const [secretary, member, landlord, hr] = [
    await as("secretary"),
    await as("committee"),
    await as("landlord"),
    await as("hr"),
  ];
  await publishSeed(context, night, { day: demoDays.town });
  clock.moveTo(`${demoDays.town}T02:00:00.000Z`);
  await actOnClocks(context, night, { warningDays: await warningDaysOf(context) });
  await runAllocation(context, night, {});

  clock.moveTo(`${demoDays.town}T07:00:00.000Z`);
  const { waiting } = await listToDecide(context, secretary);
  const social = waiting.filter((row) => row.landlord.id === "bailleur-hdf" && row.filled >= 3);
  const owned = waiting.filter((row) => row.landlord.id === "proprietaire-laon-1" && row.filled >= 1);
  const first = [...social.slice(-3), ...owned.slice(0, 1)];
  const agendaId = await meet(context, secretary, demoDays.town, first);
  const decisions: string[] = [];
  for (const row of first) decisions.push(await confirm(context, member, row));
  await closeAgenda(context, secretary, { agendaId, version: await versionOf(context, "agenda", agendaId) });

  clock.moveTo(`${demoDays.town}T07:40:00.000Z`);
  const sent: string[] = [];
  for (const decisionId of decisions) sent.push((await designate(context, secretary, { decisionId })).designationId);

  clock.moveTo(`${demoDays.town}T08:20:00.000Z`);
  await answerRanked(context, landlord, sent[1]!);
  await answerRanked(context, landlord, sent[2]!);
  await refuseOffer(context, landlord, sent[2]!);

  await publishSeed(context, night, { day: demoDays.next });
  const next = social.slice(0, 6).concat(waiting.filter((row) => row.landlord.kind === "private").slice(1, 3));
  await meet(context, secretary, demoDays.next, next);
  await confirm(context, member, next.at(-1)!);

  await handIn(context, hr);
  clock.moveTo(`${demoDays.town}T09:00:00.000Z`);
}

async function actorOf(context: Context, who: string): Promise<Actor> {
  const person = demoPeople.find((one) => one.who === who)!;
  const account = (await findAccount(context, person.loginName))!;
  return actorOfAccount(account.id, account.document);
}

async function versionOf(context: Context, kind: "agenda" | "designation" | "proposal", id: string): Promise<number> {
  return (await recordNow(context, kind, id)).version;
}

/** Opens a session on these dwellings, with every member there. */
async function meet(context: Context, secretary: Actor, heldOn: string, rows: readonly ProposalRow[]): Promise<string> {
  const proposalIds = rows.map(({ proposal }) => proposal.id);
  const { agendaId } = await openAgenda(context, secretary, { heldOn, proposalIds });
  const members = [];
  for (const { who } of demoPeople.filter(({ roles }) => roles.includes("committee")))
    members.push({ actorId: (await actorOf(context, who)).id, isPresent: true });
  await attendAgenda(context, secretary, { agendaId, version: await versionOf(context, "agenda", agendaId), members });
  return agendaId;
}

async function confirm(context: Context, member: Actor, { proposal }: ProposalRow): Promise<string> {
  const version = await versionOf(context, "proposal", proposal.id);
  const { decisionId } = await decideProposal(context, member, { proposalId: proposal.id, version, kind: "confirm" });
  return decisionId;
}

/** The award commission awards to each, one after the other. */
async function answerRanked(context: Context, landlord: Actor, designationId: string): Promise<void> {
  const { version, document } = await recordNow(context, "designation", designationId);
  const answers = document.candidates.map(({ requestId }, place) => ({
    requestId,
    answer: "awarded-ranked" as const,
    rank: place + 1,
  }));
  await recordAnswer(context, landlord, { designationId, version, answeredOn: context.clock.today(), answers });
}

/** Whoever was offered the dwelling declines it: the next rank is offered it. */
async function refuseOffer(context: Context, landlord: Actor, designationId: string): Promise<void> {
  const { version, document } = await recordNow(context, "designation", designationId);
  const offered = document.candidates.find(({ state }) => state === "offered")!;
  await recordReply(context, landlord, {
    designationId,
    version,
    requestId: offered.requestId,
    reply: "refused",
    repliedOn: context.clock.today(),
  });
}

/** An officer hands in a request that looks like one that is there, keeps a draft, and sends a document. */
async function handIn(context: Context, hr: Actor): Promise<void> {
  const own = hr.scope.employerIds;
  const employerId = own === "all" ? undefined : own?.[0];
  const { records } = await context.store.list({
    kind: "request",
    by: "byEmployer",
    equals: [employerId!],
    limit: 3,
  });
  const [known, other, third] = records;
  if (!known || !other || !third) return;
  const { id: _, filedOn: __, validUntil: ___, ...facts } = known.document.facts!;
  const clean = withoutSetFacts(facts);
  await submitRequest(context, hr, {
    facts: clean,
    person: { familyName: "Doublepage (invention)", givenNames: "Noé", email: "noe@demonstration.invalid" },
  });
  await submitRequest(context, hr, {
    facts: clean,
    person: { familyName: "Doublepage (invention)", givenNames: "Noé", email: "noe.2@demonstration.invalid" },
  });
  const { id: _a, filedOn: _b, validUntil: _c, ...draft } = other.document.facts!;
  await submitRequest(context, hr, {
    facts: withoutSetFacts(draft),
    person: { familyName: "Brouillard (invention)", givenNames: "Lise" },
    isDraft: true,
  });
  await recordProof(context, hr, { requestId: third.id, code: "identity" });
}

/** What only others may set. */
const setByOthers = ["validatedProofs", "hasLiveOffer", "hasUniqueNumber"] as const;

function withoutSetFacts<F extends object>(facts: F): F {
  const names: readonly string[] = setByOthers;
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name))) as F;
}

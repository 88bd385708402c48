/**
 * An invented town in which every step of the path has something to act on, and two accounts of every role: one inside, whose scope holds all
 * that the probes name, and one outside, whose scope is as large and holds none of it.
 */

import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { commit, create } from "../../src/app/commit.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import type { Kind } from "../../src/app/kinds.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Stored } from "../../src/app/ports.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { subscribeWebhook } from "../../src/app/subscribe-webhook.ts";
import { humanRoles, type Role, type Scope } from "../../src/domain/access/actor.ts";
import { type App, actorOf } from "../support/open-app.ts";
import { inventAccount, siteTown } from "../support/open-site.ts";

/** What an account inside may see: part of the town, and all that the probes name. */
const inside: Scope = { employerIds: ["E-1"], landlordIds: ["L-SOCIAL"], departementCodes: ["02"] };
const outside: Scope = { employerIds: ["E-9"], landlordIds: ["L-9"], departementCodes: ["75"] };

/** Scopes of the two accounts of each role. */
export const scopes = { in: inside, out: outside } as const;

/** The account of a role on one side. */
export const accountId = (role: Role, side: keyof typeof scopes) => `${role}-${side}`;

/** Members of the committee who are present. */
const present = ["committee-in", "secretary-in", "member-b", "member-c"];

const certificateId = "certificate-1";
const noticeId = "notice-1";

/** Ids that the probes name. */
export interface AccessTown {
  readonly agendaId: string;
  /** On the agenda, decided by nobody. */
  readonly proposalId: string;
  readonly vacancyId: string;
  /** The same, to be decided by a call. */
  readonly otherProposalId: string;
  /** Decided, and not sent. */
  readonly decisionId: string;
  /** Sent to the social landlord. */
  readonly designationId: string;
  readonly designatedVacancyId: string;
  /** First candidate of the designation. */
  readonly candidateId: string;
  /** Of the employer inside; in the queue. */
  readonly requestId: string;
  /** The same, to be withdrawn: by a page, by a call. */
  readonly leavingIds: readonly [string, string];
  readonly personId: string;
  readonly proofId: string;
  readonly runId: string;
  /** About a vacancy in the territory inside. */
  readonly certificateId: string;
  /** To the operator, not sent. */
  readonly noticeId: string;
  /** Of the landlord inside. */
  readonly subscriptionId: string;
  /** Tokens of the accounts, by account. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A token of each account, to be revoked, by account. */
  readonly tokenIds: Readonly<Record<string, string>>;
}

/** Prepares it; the ids are found again by `readAccessTown`. */
export async function accessTown(app: App): Promise<void> {
  await siteTown(app);
  const { context } = app;
  for (const role of humanRoles)
    for (const side of ["in", "out"] as const)
      await inventAccount(context, accountId(role, side), { roles: [role], scope: scopes[side] });
  const secretary = actorOf("secretary");
  const { agendaId } = await openAgenda(context, secretary, { heldOn: "2026-11-23" });
  const members = present.map((actorId) => ({ actorId, isPresent: true }));
  await attendAgenda(context, secretary, { agendaId, version: 1, members });
  for (const vacancyId of ["V-1", "V-2"]) {
    const { id: proposalId, version } = await ofVacancy(app, "proposal", vacancyId);
    const decider = { ...actorOf("committee"), id: "member-b" };
    await decideProposal(context, decider, { proposalId, version, kind: "confirm" });
  }
  await designate(context, secretary, { decisionId: (await decisionOn(app, "V-1")).id });
  const decision = await decisionOn(app, "V-2");
  const { document: certificate } = await certificateOf(app, decision);
  const unsent = {
    to: { role: "operator" },
    subject: "proposals-withheld",
    values: { runId: certificate.runId, count: 1 },
  };
  await commit(context, {
    actor: secretary,
    command: "issue-certificate",
    events: [],
    writes: [
      create("certificate", certificateId, certificate),
      create("notice", noticeId, { state: "failed", ...unsent, createdAt: context.clock.now(), attempts: 9 } as never),
    ],
  });
  await subscribeWebhook(context, actorOf("landlord"), {
    url: "https://avis.exemple.invalid/",
    landlordId: "L-SOCIAL",
  });
  const { records } = await context.store.list({ kind: "request", by: "byEmployer", equals: ["E-1"] });
  const waiting = records.find(({ document }) => document.state === "active")!;
  await recordProof(context, actorOf("hr"), {
    requestId: waiting.id,
    code: "recent-income",
    issuedOn: "2026-11-02",
    validUntil: "2027-02-02",
  });
}

/** The ids of a copy of the town, and a token for each account. */
export async function readAccessTown(app: App): Promise<AccessTown> {
  const { context } = app;
  const { store } = context;
  const designation = await ofVacancy(app, "designation", "V-1");
  const proposal = await ofVacancy(app, "proposal", "V-3");
  const otherProposal = await ofVacancy(app, "proposal", "V-4");
  const decision = await decisionOn(app, "V-2");
  const requests = await store.list({ kind: "request", by: "byEmployer", equals: ["E-1"] });
  const [request, first, second] = requests.records.filter(({ document }) => document.state === "active");
  if (!request || !first || !second) throw new Error("too few requests of E-1 are in the queue");
  const proofs = await store.list({ kind: "proof", by: "byRequest", equals: [request.id] });
  const subscriptions = await store.list({
    kind: "webhook-subscription",
    by: "byAudience",
    equals: ["landlord L-SOCIAL"],
  });
  const secrets: Record<string, string> = {};
  const tokenIds: Record<string, string> = {};
  for (const role of humanRoles)
    for (const side of ["in", "out"] as const) {
      const id = accountId(role, side);
      const { document } = await recordNow(context, "account", id);
      const actor = { id, roles: document.roles, scope: document.scope };
      secrets[id] = (await issueToken(context, actor, { accountId: id, title: "essai", days: 1 })).secret;
      tokenIds[id] = (await issueToken(context, actor, { accountId: id, title: "à révoquer", days: 1 })).tokenId;
    }
  return {
    agendaId: proposal.document.agendaId!,
    proposalId: proposal.id,
    otherProposalId: otherProposal.id,
    vacancyId: "V-3",
    decisionId: decision.id,
    designationId: designation.id,
    designatedVacancyId: "V-1",
    candidateId: designation.document.candidates[0]!.requestId,
    requestId: request.id,
    leavingIds: [first.id, second.id],
    personId: request.document.personId!,
    proofId: proofs.records[0]!.id,
    runId: proposal.document.runId,
    certificateId,
    noticeId,
    subscriptionId: subscriptions.records[0]!.id,
    secrets,
    tokenIds,
  };
}

/** A certificate as the use case writes it; the town has candidates enough for a true one. */
async function certificateOf({ context }: App, { document: decision }: Stored<"decision">) {
  const run = await recordNow(context, "run", decision.runId);
  const document = {
    vacancyId: decision.vacancyId,
    runId: decision.runId,
    issuedAt: context.clock.now(),
    issuedBy: "secretary-in",
    ruleSetId: run.document.record!.ruleSets[0]!.id,
    ruleSetDigest: decision.ruleSetDigest,
    snapshotDigest: "0".repeat(64),
    needed: 3,
    designated: decision.requestIds,
    examined: 0,
    excluded: [],
    listDigest: "0".repeat(64),
    parts: 0,
  };
  return { document };
}

async function ofVacancy<K extends "proposal" | "designation">(
  { context }: App,
  kind: K,
  vacancyId: string,
): Promise<Stored<K>> {
  const list = { kind: kind as Kind, by: "byVacancy", equals: [vacancyId] } as never;
  const { records } = await context.store.list(list);
  return records.at(-1) as unknown as Stored<K>;
}

async function decisionOn(app: App, vacancyId: string): Promise<Stored<"decision">> {
  const proposal = await ofVacancy(app, "proposal", vacancyId);
  const { records } = await app.context.store.list({ kind: "decision", by: "byProposal", equals: [proposal.id] });
  return records[0]!;
}

/**
 * Issues the certificate of insufficiency: that fewer requests than the procedure asks for could be named, shown by every request the run examined and what
 * excluded it. Computed again from the facts and rules of the run; nobody's word is taken for it. Whoever left the queue since is named as such. Source: CCH art. R441-3.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { CertificateDocument } from "../domain/designations/designation-record.ts";
import {
  available,
  countByGround,
  type ExaminedRequest,
  examine,
  withoutLeft,
} from "../domain/designations/insufficiency.ts";
import { isInQueue } from "../domain/requests/request-state.ts";
import { procedurePart } from "../domain/rules/procedure-part.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, create, guard, type Write } from "./commit.ts";
import { decidedCandidates } from "./designations/decided-candidates.ts";
import type { Context, Stored } from "./ports.ts";
import { groundOf, type ProposalGround } from "./proposals/explain-proposal.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";
import { readSnapshot } from "./runs/read-snapshot.ts";

/** The decision that names too few. */
export interface IssueCertificate {
  readonly decisionId: string;
}

const LARGEST_PART = 20_000;
/** Requests read at once. */
const AT_ONCE = 1_000;

/** Issues it. Throws: `enough-candidates` where enough could be named; `wrong-state` before the decision is final; `not-replayable`. */
export async function issueCertificate(
  context: Context,
  actor: Actor,
  { decisionId }: IssueCertificate,
): Promise<{ readonly certificateId: string; readonly certificate: CertificateDocument; readonly sequence: number }> {
  authoriseRole(actor, "issue-certificate");
  const decision = await recordNow(context, "decision", decisionId);
  const proposal = await recordNow(context, "proposal", decision.document.proposalId);
  authorise(actor, "issue-certificate", { departementCode: proposal.document.departementCode });
  const { state, endedAt, vacancyId, runId } = decision.document;
  if (state !== "final" || endedAt !== undefined) {
    const command = "issue-certificate";
    const isAt = endedAt === undefined ? state : "ended";
    throw new DomainError("wrong-state", { kind: "decision", id: decisionId, state: isAt, command, allowed: "final" });
  }
  const { remaining, left, certain } = await decidedCandidates(context, decision.document);
  const requestIds = remaining.map(({ id }) => id);
  const ground = await groundOf(context, proposal);
  const needed = procedurePart(ground.ruleSet, "designation").leastCandidates;
  if (certain.length >= needed)
    throw new DomainError("enough-candidates", { vacancyId, needed, found: certain.length });
  const { examined, snapshotDigest } = await examineAgain(context, decision, proposal, ground);
  const found = available(examined).length;
  if (found >= needed) throw new DomainError("enough-candidates", { vacancyId, needed, found });
  const certificateId = context.ids.newId();
  const parts = partsOf(certificateId, examined);
  const certificate: CertificateDocument = {
    vacancyId,
    runId,
    issuedAt: context.clock.now(),
    issuedBy: actor.id,
    ruleSetId: ground.ruleSet.id,
    ruleSetDigest: ground.ruleSet.digest,
    snapshotDigest,
    needed,
    designated: requestIds,
    ...(left.length > 0 ? { left } : {}),
    examined: examined.length,
    excluded: countByGround(examined),
    listDigest: certificateListDigest(examined),
    parts: parts.length,
  };
  const { sequence } = await commit(context, {
    actor,
    command: "issue-certificate",
    events: [{ type: "certificate-issued", certificateId, vacancyId }],
    writes: [create("certificate", certificateId, certificate), ...parts],
    guards: [guard(decision)],
  });
  return { certificateId, certificate, sequence };
}

/** The digest over the whole list of a certificate, sorted by request. */
export function certificateListDigest(examined: readonly ExaminedRequest[]): string {
  return sha256(canonicalJson(examined));
}

async function examineAgain(
  context: Context,
  { document: decision }: Stored<"decision">,
  proposal: Stored<"proposal">,
  { run, ruleSet }: ProposalGround,
): Promise<{ readonly examined: readonly ExaminedRequest[]; readonly snapshotDigest: string }> {
  const { asOf, snapshotSequence, record } = run.document;
  const snapshot = await readSnapshot(context, { asOf, at: snapshotSequence });
  const { table, pins, struck, missing, snapshotDigest } = snapshot;
  if (snapshotDigest !== record!.snapshotDigest)
    throw new DomainError("not-replayable", { missing: `snapshot ${record!.snapshotDigest}` });
  const { vacancyId, requestIds: designated } = decision;
  const withdrawn = proposal.document.proposed.candidates
    .map(({ requestId }) => requestId)
    .filter((requestId) => !designated.includes(requestId));
  const listed = await listsOfRun(context, run.id, vacancyId);
  const examined = examine({ table, ruleSet, vacancyId, pins, struck, missing, listed, designated, withdrawn });
  return { examined: withoutLeft(examined, await leftSince(context, available(examined))), snapshotDigest };
}

/** Whoever could have been named then and has left the queue by now. */
async function leftSince({ store }: Context, requestIds: readonly string[]): Promise<ReadonlySet<string>> {
  const left = new Set<string>();
  for (let from = 0; from < requestIds.length; from += AT_ONCE) {
    const some = requestIds.slice(from, from + AT_ONCE);
    const found = await store.getMany("request", some);
    for (const id of some) if (!isInQueue(found.get(id)?.document)) left.add(id);
  }
  return left;
}

/** On how many lists of the run each request stands, one vacancy left out. */
async function listsOfRun(context: Context, runId: string, vacancyId: string): Promise<ReadonlyMap<string, number>> {
  const lists = new Map<string, number>();
  for await (const { document } of listAll(context, { kind: "proposal", by: "byRun", equals: [runId] })) {
    if (document.vacancyId === vacancyId) continue;
    for (const { requestId } of document.proposed.candidates) lists.set(requestId, (lists.get(requestId) ?? 0) + 1);
  }
  return lists;
}

function partsOf(certificateId: string, examined: readonly ExaminedRequest[]): readonly Write[] {
  return Array.from({ length: Math.ceil(examined.length / LARGEST_PART) }, (_, part) => {
    const requests = examined.slice(part * LARGEST_PART, (part + 1) * LARGEST_PART);
    return create("certificate-part", `${certificateId}~${part + 1}`, { certificateId, requests });
  });
}

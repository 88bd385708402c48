/**
 * A certificate of insufficiency as it was issued: the counts by ground, and the list of everybody who was examined, part by part. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { staffNames } from "./accounts/staff-names.ts";
import type { Context, Stored } from "./ports.ts";
import { type ProposalRow, proposalRows } from "./proposals/proposal-rows.ts";
import { recordNow } from "./records/read-as-of.ts";
import { ruleSetByDigest } from "./runs/run-rules.ts";

/** Which certificate, and which part of its list. */
export interface ReadCertificate {
  readonly certificateId: string;
  /** From 1; none is read when absent. */
  readonly part?: number;
}

/** A certificate with what it is about. */
export interface CertificateRead {
  readonly certificate: Stored<"certificate">;
  readonly row: Pick<ProposalRow, "vacancy" | "dwelling" | "right" | "agreement" | "landlord">;
  readonly ruleSet: RuleSet;
  readonly issuedBy: string;
  readonly examined: Stored<"certificate-part">["document"]["requests"];
}

/** Reads it. Throws: `not-found`; `scope-forbidden`. */
export async function readCertificate(
  context: Context,
  actor: Actor,
  { certificateId, part }: ReadCertificate,
): Promise<CertificateRead> {
  authoriseRole(actor, "read-certificate");
  const certificate = await recordNow(context, "certificate", certificateId);
  const { vacancyId, runId, ruleSetDigest, issuedBy } = certificate.document;
  const { departementCode } = (await recordNow(context, "vacancy", vacancyId)).document;
  authorise(actor, "read-certificate", { departementCode });
  const run = await recordNow(context, "run", runId);
  const { records } = await context.store.list({ kind: "proposal", by: "byVacancy", equals: [vacancyId] });
  const [row] = await proposalRows(context, records.slice(0, 1));
  const examined =
    part === undefined
      ? []
      : (await recordNow(context, "certificate-part", `${certificateId}~${part}`)).document.requests;
  return {
    certificate,
    row: row!,
    ruleSet: await ruleSetByDigest(context, ruleSetDigest, run.document.asOf),
    issuedBy: (await staffNames(context, [issuedBy]))(issuedBy),
    examined,
  };
}

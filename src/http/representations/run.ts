import type { Stored } from "../../app/ports.ts";

/** A run with what proves it: digests, counts, the properties that were checked again. The seed is told once it is spent. */
export function runRepresentation({ id, version, document }: Stored<"run">): object {
  const { state, asOf, startedAt, finishedAt, record, resultDigest, counts, verification, withheld } = document;
  const { findings, problems } = document;
  return {
    id,
    version,
    state,
    asOf,
    startedAt,
    finishedAt,
    snapshotDigest: record?.snapshotDigest,
    resultDigest,
    seed: record?.seed,
    engineVersion: record?.engineVersion,
    ruleSets: record?.ruleSets,
    counts,
    properties: verification?.properties.map((one) => ({ property: one.id, holds: one.held })),
    withheld,
    findings: findings.map(({ severity, kind, file, pointer, sentence }) => ({
      severity,
      kind,
      file,
      pointer,
      sentence,
    })),
    problems,
  };
}

/**
 * Jobs and who holds them: a claim is taken inside a write transaction, so of any number of callers one gets it.
 */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Claim, JobRow, Store } from "../../app/ports.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";

interface Row {
  readonly job: string;
  readonly key: string;
  readonly state: JobRow["state"];
  readonly attempts: number;
  readonly token: string;
  readonly startedAt: string;
  readonly leaseUntil: string;
  readonly finishedAt: string | null;
  readonly outcome: string | null;
}

const COLUMNS =
  "job, key, state, attempts, token, started_at AS startedAt, lease_until AS leaseUntil, finished_at AS finishedAt, outcome";

/** The last jobs of a name, as text: what the query plan is asserted on. */
export const jobsStatement = `SELECT ${COLUMNS} FROM job WHERE job = ? ORDER BY key DESC LIMIT ?`;

function find(db: DatabaseSync, job: string, key: string): Row | undefined {
  return db.prepare(`SELECT ${COLUMNS} FROM job WHERE job = ? AND key = ?`).get(job, key) as Row | undefined;
}

/** Takes a claim; undefined when the job is done or somebody else holds it. */
export function takeClaim(
  db: DatabaseSync,
  job: string,
  key: string,
  { now, leaseUntil }: Parameters<Store["claim"]>[2],
): Claim | undefined {
  const row = find(db, job, key);
  if (row?.state === "done" || (row?.state === "running" && row.leaseUntil > now)) return undefined;
  const claim = { job, key, token: randomUUID(), attempt: (row?.attempts ?? 0) + 1 };
  db.prepare(
    `INSERT INTO job (job, key, state, attempts, token, started_at, lease_until) VALUES (?, ?, 'running', ?, ?, ?, ?)
     ON CONFLICT (job, key) DO UPDATE SET state = excluded.state, attempts = excluded.attempts, token = excluded.token,
       started_at = excluded.started_at, lease_until = excluded.lease_until, finished_at = NULL, outcome = NULL`,
  ).run(job, key, claim.attempt, claim.token, now, leaseUntil);
  return claim;
}

/** Lengthens the lease of a claim. Throws: `conflict` when it is not held any more. */
export function renewClaim(db: DatabaseSync, claim: Claim, leaseUntil: string): void {
  requireHeld(db, claim);
  db.prepare("UPDATE job SET lease_until = ? WHERE job = ? AND key = ?").run(leaseUntil, claim.job, claim.key);
}

/** Ends a claim. Throws: `conflict` when it is not held any more. */
export function endClaim(
  db: DatabaseSync,
  claim: Claim,
  { now, state, outcome }: Parameters<Store["finish"]>[1],
): void {
  requireHeld(db, claim);
  db.prepare("UPDATE job SET state = ?, finished_at = ?, outcome = ? WHERE job = ? AND key = ?").run(
    state,
    now,
    outcome ?? null,
    claim.job,
    claim.key,
  );
}

function requireHeld(db: DatabaseSync, { job, key, token, attempt }: Claim): void {
  const row = find(db, job, key);
  if (row?.token !== token || row.state !== "running") {
    const found = row?.attempts ?? 0;
    throw new DomainError("conflict", {
      kind: "job",
      id: `${job}/${key}`,
      expected: attempt,
      found,
      ...(row ? { state: row.state } : {}),
    });
  }
}

/** The last jobs of a name, newest key first. */
export function lastJobs(db: DatabaseSync, job: string, limit: number): JobRow[] {
  const rows = db.prepare(jobsStatement).all(job, limit) as unknown as Row[];
  return rows.map(({ token: _, finishedAt, outcome, ...row }) => ({
    ...row,
    ...(finishedAt === null ? {} : { finishedAt }),
    ...(outcome === null ? {} : { outcome }),
  }));
}

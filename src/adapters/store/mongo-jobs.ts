/**
 * Jobs and who holds them. A claim is one change of one document under conditions, and the first claim of a job is a document of a unique
 * key: of any number of callers, of any number of processes, one gets it.
 */
import { randomUUID } from "node:crypto";
import type { Claim, JobRow, Store } from "../../app/ports.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { isTaken } from "./mongo-errors.ts";
import type { JobRecord, MongoModels } from "./mongo-models.ts";

/** Takes a claim; undefined when the job is done or somebody else holds it. */
export async function takeClaim(
  { job: jobs }: MongoModels,
  job: string,
  key: string,
  { now, leaseUntil }: Parameters<Store["claim"]>[2],
): Promise<Claim | undefined> {
  const token = randomUUID();
  const held = { state: "running", token, startedAt: now, leaseUntil } as const;
  const isFree = [{ state: "failed" as const }, { state: "running" as const, leaseUntil: { $lte: now } }];
  const again = await jobs
    .findOneAndUpdate(
      { job, key, $or: isFree },
      { $set: held, $inc: { attempts: 1 }, $unset: { finishedAt: 1, outcome: 1 } },
      { returnDocument: "after" },
    )
    .lean<JobRecord>();
  if (again) return { job, key, token, attempt: again.attempts };
  if (await jobs.exists({ job, key })) return undefined;
  try {
    await jobs.create([{ job, key, attempts: 1, ...held }]);
    return { job, key, token, attempt: 1 };
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}

/** Lengthens the lease of a claim. Throws: `conflict` when it is not held any more. */
export async function renewClaim(models: MongoModels, claim: Claim, leaseUntil: string): Promise<void> {
  await changeHeld(models, claim, { leaseUntil });
}

/** Ends a claim. Throws: `conflict` when it is not held any more. */
export async function endClaim(
  models: MongoModels,
  claim: Claim,
  { now, state, outcome }: Parameters<Store["finish"]>[1],
): Promise<void> {
  await changeHeld(models, claim, { state, finishedAt: now, ...(outcome === undefined ? {} : { outcome }) });
}

async function changeHeld(
  { job: jobs }: MongoModels,
  { job, key, token, attempt }: Claim,
  change: Partial<JobRecord>,
): Promise<void> {
  const { matchedCount } = await jobs.updateOne({ job, key, token, state: "running" }, { $set: change });
  if (matchedCount === 1) return;
  const row = await jobs.findOne({ job, key }).lean<JobRecord>();
  const found = row ? { found: row.attempts, state: row.state } : { found: 0 };
  throw new DomainError("conflict", { kind: "job", id: `${job}/${key}`, expected: attempt, ...found });
}

/** The last jobs of a name, newest key first. */
export async function lastJobs({ job: jobs }: MongoModels, job: string, limit: number): Promise<JobRow[]> {
  const rows = await jobs
    .find({ job }, { _id: 0, token: 0 })
    .sort({ key: -1 })
    .hint("job key")
    .limit(limit)
    .lean<JobRow[]>();
  return rows.map((row) => ({ ...row }));
}

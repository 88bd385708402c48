/**
 * The seed of the tie-break: drawn before the day it is for, its digest told at once, the seed itself when the run is committed. So nobody can
 * choose it once the requests are known, and everybody can check that it is the one that was promised.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { SeedDocument } from "../domain/runs/run-record.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { sha256 } from "../domain/shared/digest.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, create } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { seedPlace } from "./runs/seed.ts";

/** The day to draw a seed for. */
export interface PublishSeed {
  readonly day: string;
}

/** Draws the seed of a day and publishes its digest; a day that has one keeps it. Throws: `not-allowed` for a day that is not to come or does not exist. */
export async function publishSeed(context: Context, actor: Actor, { day }: PublishSeed): Promise<Stored<"seed">> {
  authorise(actor, "publish-seed");
  const known = await context.store.get("seed", day);
  if (known) return known;
  const today = context.clock.today();
  if (dayNumberOf(day) === undefined || day <= today)
    throw new DomainError("not-allowed", { field: "day", sent: day, allowed: `> ${today}` });
  const seed = sha256(`${context.ids.newId()} ${context.ids.newId()}`);
  const document: SeedDocument = {
    state: "published",
    day,
    digest: sha256(seed),
    publishedAt: context.clock.now(),
    sealed: context.sealing.sealOwn(seed, seedPlace(day)),
  };
  try {
    await commit(context, {
      actor,
      command: "publish-seed",
      events: [{ type: "seed-published", day, digest: document.digest }],
      writes: [create("seed", day, document)],
    });
  } catch (error) {
    // Another process drew it first: there is one seed a day, and it is that one.
    if (!(error instanceof DomainError && error.code === "conflict")) throw error;
  }
  const stored = await context.store.get("seed", day);
  if (!stored) throw new DomainError("not-found", { kind: "seed", id: day });
  return stored;
}

/**
 * Two people at once: the second one is told what the record has become, instead of deciding on what it was.
 */
import { DomainError } from "../../domain/shared/domain-error.ts";
import { commit, type Doing } from "../commit.ts";
import type { Committed, Context, Stored } from "../ports.ts";
import { recordNow } from "./read-as-of.ts";

/** Returns when the record is as the caller saw it. Throws: `conflict` naming the newer version and its state. */
export function expectVersion({ kind, id, version, document }: Stored, expected: number): void {
  if (version === expected) return;
  const state = "state" in document ? { state: document.state } : {};
  throw new DomainError("conflict", { kind, id, expected, found: version, ...state });
}

/**
 * Commits what was decided on a record. A conflict is told of that record whenever it moved on too, whichever record of the change was found first.
 * Throws: as `commit`.
 */
export async function commitOn(context: Context, { kind, id, version }: Stored, doing: Doing): Promise<Committed> {
  try {
    return await commit(context, doing);
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict")
      expectVersion(await recordNow(context, kind, id), version);
    throw error;
  }
}

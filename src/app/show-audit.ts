/**
 * The log as it stands, for people who look something up in it. Says who did what and which values changed; values of personal kinds stay sealed,
 * since reading them is reading a personal file, which is done by export and leaves its own line.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { AuditEntry } from "../domain/audit/audit-entry.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Kind } from "./kinds.ts";
import type { Context } from "./ports.ts";

/** Which lines are wanted. */
export interface ShowAudit {
  /** Number of the first one; the last twenty when absent. */
  readonly from?: number;
  /** Only those that wrote this record. */
  readonly record?: { readonly kind: Kind; readonly id: string };
}

const LINES_SHOWN = 20;

/** The lines asked for, in order, some at a time. Throws: `not-found` when there is no such record; `log-unreadable`. */
export async function* showAudit(
  context: Context,
  actor: Actor,
  { from, record }: ShowAudit,
): AsyncIterable<readonly AuditEntry[]> {
  authorise(actor, "verify-audit");
  if (record) {
    for (const sequence of await sequencesOf(context, record)) {
      if (sequence >= (from ?? 1)) yield [await entryAt(context, sequence)];
    }
    return;
  }
  const { sequence } = await context.store.head();
  yield* context.store.entries(from ?? Math.max(1, sequence - LINES_SHOWN + 1));
}

/** The entries that wrote the versions of a record that are kept. */
async function sequencesOf(
  { store }: Context,
  { kind, id }: { readonly kind: Kind; readonly id: string },
): Promise<number[]> {
  const current = await store.get(kind, id);
  if (!current) throw new DomainError("not-found", { kind, id });
  const sequences: number[] = [];
  for (let version = 1; version < current.version; version++) {
    const stored = await store.getVersion(kind, id, version);
    if (stored) sequences.push(stored.sequence);
  }
  return [...sequences, current.sequence];
}

async function entryAt({ store }: Context, sequence: number): Promise<AuditEntry> {
  for await (const [entry] of store.entries(sequence)) if (entry) return entry;
  throw new DomainError("log-unreadable", { sequence });
}

/** What a use case left in the store beside its records: its entry in the log, and the notices that wait. */
import { expect } from "chai";
import type { Kind } from "../../src/app/kinds.ts";
import type { Context, Stored } from "../../src/app/ports.ts";
import type { AuditEntry } from "../../src/domain/audit/audit-entry.ts";
import type { DomainError, ErrorCode } from "../../src/domain/shared/domain-error.ts";
import { refusalOf } from "./refusal.ts";

/** The last entries of the log, the newest last. */
export async function lastEntries({ store }: Context, count: number): Promise<readonly AuditEntry[]> {
  const { sequence } = await store.head();
  const entries: AuditEntry[] = [];
  for await (const some of store.entries(Math.max(1, sequence - count + 1))) entries.push(...some);
  return entries;
}

/** The last entry of the log. */
export async function lastEntry(context: Context): Promise<AuditEntry> {
  return (await lastEntries(context, 1))[0]!;
}

/** Notices that wait, of one subject. */
export async function notices({ store }: Context, subject: string): Promise<readonly Stored<"notice">["document"][]> {
  const { records } = await store.list({ kind: "notice", by: "byState", equals: ["pending"], limit: 1_000 });
  return records.map(({ document }) => document).filter((notice) => notice.subject === subject);
}

/** Expects a refusal with a code and some of its values, and that nothing was written. */
export async function expectRefusal(
  context: Context,
  doing: () => Promise<unknown>,
  code: ErrorCode,
  values: object = {},
): Promise<DomainError> {
  const before = await context.store.head();
  const error = await refusalOf(doing());
  expect(error.code, JSON.stringify(error.values)).to.equal(code);
  expect(error.values).to.include(values);
  expect((await context.store.head()).sequence, "nothing is written").to.equal(before.sequence);
  return error;
}

/** Codes of all problems, sorted. */
export function problemCodes({ details }: DomainError): readonly string[] {
  return details.map((problem) => (problem as { code: string }).code).sort((a, b) => (a < b ? -1 : 1));
}

/** The record as it is now. */
export async function readNow<K extends Kind>({ store }: Context, kind: K, id: string): Promise<Stored<K>> {
  const stored = await store.get(kind, id);
  if (!stored) throw new Error(`there is no ${kind} ${id}`);
  return stored;
}

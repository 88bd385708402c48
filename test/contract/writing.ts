/** Short words for the tests of the contract: what is written, who says so, and what is read some at a time. */
import { expect } from "chai";
import type { Documents, Kind } from "../../src/app/kinds.ts";
import type { Committed, Put, SnapshotRow, Store, StoredVersion } from "../../src/app/ports.ts";
import type { AuditDraft, AuditEntry } from "../../src/domain/audit/audit-entry.ts";
import type { ErrorCode, ErrorValues } from "../../src/domain/shared/domain-error.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";

/** How the tests reach the store under test. */
export interface StorePlaces {
  /** Opens an empty store at a place of its own. */
  open(): Promise<Store>;
  /** Opens the place of a store once more, whether that one is closed or not. */
  reopen(store: Store): Promise<Store>;
  /** Closes every store that was opened and takes their places away. */
  clean(): Promise<void>;
}

/** An instant that entries are written at. */
export const NOW = "2026-11-23T08:00:00.000Z";

/** What an actor says of a change. */
export function draft(at: string = NOW): AuditDraft {
  return { at, actorId: "operator-1", roles: ["operator"], command: "import-pool", events: [] };
}

/** A record to be written: the first version unless said otherwise. */
export function put<K extends Kind>(kind: K, id: string, document: Documents[K], expected = 0): Put {
  return { kind, id, expected, document } as Put;
}

/** Commits some records. */
export function write(store: Store, ...puts: readonly Put[]): Promise<Committed> {
  return store.commit({ puts, entry: () => draft() });
}

/** A landlord that can be told apart by its title. */
export function landlord(title: string): Documents["landlord"] {
  return { facts: { id: "L", kind: "social", title } };
}

/** A request in a state, valid until a day. */
export function request(
  state: Documents["request"]["state"],
  more: { readonly validUntil?: string; readonly employerId?: string; readonly personId?: string } = {},
): Documents["request"] {
  const { validUntil = "2027-01-01", employerId, personId } = more;
  return {
    state,
    ...(personId === undefined ? {} : { personId }),
    submittedBy: "hr-1",
    submittedAt: NOW,
    facts: {
      id: "R",
      kind: "first-request",
      filedOn: "2026-01-01",
      validUntil,
      ...(employerId === undefined ? {} : { employerId }),
      household: { persons: [{ role: "applicant", bornOn: "1990-05-06" }] },
      job: {},
    },
  };
}

/** Ids in an order that is not their own; `count` is below 7,919. */
export function shuffledIds(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `R-${String((at * 7_919) % count).padStart(5, "0")}`);
}

/** Everything of a reading that gives some at a time. */
export async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

/** Everything a store keeps: what a change that failed must leave as it was. */
export async function everything(
  store: Pick<Store, "head" | "entries" | "versions">,
  kinds: readonly Kind[],
): Promise<{ readonly head: object; readonly entries: AuditEntry[]; readonly versions: StoredVersion[][] }> {
  const versions: StoredVersion[][] = [];
  for (const kind of kinds) versions.push(await all(store.versions(kind)));
  return { head: await store.head(), entries: await all(store.entries()), versions };
}

/** The rows of a kind as of a sequence. */
export async function rowsAt(
  store: Store,
  kind: Kind,
  at?: number,
  states?: readonly string[],
): Promise<readonly SnapshotRow[]> {
  const reading = await store.snapshot(at);
  try {
    return await all(reading.rows(kind, states));
  } finally {
    await reading.close();
  }
}

/** The error that a step must end in. */
export async function errorOf(step: Promise<unknown>): Promise<unknown> {
  try {
    await step;
  } catch (error) {
    return error;
  }
  return expect.fail("nothing was thrown");
}

/** Holds that a step ends in an error of the domain with such values. */
export async function expectError(step: Promise<unknown>, code: ErrorCode, values: ErrorValues = {}): Promise<void> {
  const error = await errorOf(step);
  expect(error).to.be.instanceOf(DomainError);
  const { code: found, values: told } = error as DomainError;
  expect({ code: found, values: told }).to.deep.include({ code });
  expect(told).to.include(values);
}

/**
 * The one write door. Every use case ends here: its events become an audit entry and notices, and go with the records in one atomic change,
 * so that state, audit and notices cannot disagree. Old and new values of personal records are sealed with the person's key.
 */
import type { Actor } from "../domain/access/actor.ts";
import type { AuditDraft, RecordChange, ValueChange } from "../domain/audit/audit-entry.ts";
import { digestDocument } from "../domain/audit/record-digest.ts";
import { valueChanges } from "../domain/audit/value-changes.ts";
import type { DomainEvent } from "../domain/events.ts";
import { noticesOf } from "../domain/notices/notices-of.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import { type Documents, isPersonal, type Kind, shapeOf } from "./kinds.ts";
import type { Committed, Context, Erasure, Guard, Put, Stored } from "./ports.ts";

/** A person's key, as it seals the audit's values. */
export interface PersonKey {
  readonly personId: string;
  /** Wrapped. */
  readonly wrapped: string;
}

/** A record to be written, with what it was before. */
export type Write = Put & {
  /** The document it replaces. */
  readonly before?: object;
  /** Whose record it is, for kinds that hold personal facts. */
  readonly person?: PersonKey;
};

/** What a use case did. */
export interface Doing {
  readonly actor: Actor;
  /** Name of the use case: `decide-proposal`. */
  readonly command: string;
  readonly events: readonly DomainEvent[];
  readonly writes?: readonly Write[];
  readonly guards?: readonly Guard[];
  /**
   * Asked while the change is being written, when no other can be: throws where what was found before holds no longer, and nothing is kept.
   * Why: a guard sees that a record has moved on, but not that one has come which must not be there.
   */
  readonly recheck?: () => Promise<void>;
  readonly erasures?: readonly Erasure[];
  /** Why personal data were read. */
  readonly purpose?: string;
}

/** What one step of a use case comes to: what it writes, what it only relied on, and what is told of it. */
export interface Consequences {
  readonly writes: readonly Write[];
  readonly guards: readonly Guard[];
  readonly events: readonly DomainEvent[];
}

/** What a use case does to many records, told as they are written. */
export interface BulkDoing extends Omit<Doing, "writes" | "events" | "recheck"> {
  /** Some at a time where they come late. */
  readonly writes: Iterable<Write> | AsyncIterable<readonly Write[]>;
  /** True where very many are expected. */
  readonly isBig?: boolean;
  /** Asked once all were written. */
  readonly events: () => readonly DomainEvent[];
}

/** Above this number of records an entry tells their Merkle root only; every version stays in the store. */
const MOST_CHANGES_TOLD = 200;

/** A record that does not exist yet. */
export function create<K extends Kind>(kind: K, id: string, document: Documents[K], person?: PersonKey): Write {
  return { kind, id, expected: 0, document, ...(person ? { person } : {}) } as unknown as Write;
}

/** A record as it was read, with another document. */
export function replace<K extends Kind>(stored: Stored<K>, document: Documents[K], person?: PersonKey): Write {
  const { kind, id, version, document: before } = stored;
  return { kind, id, expected: version, document, before, ...(person ? { person } : {}) } as unknown as Write;
}

/** A record that was relied on. */
export function guard({ kind, id, version }: Stored): Guard {
  return { kind, id, expected: version };
}

/** Writes what a use case did. Throws: as `Store.commit`, and what `recheck` throws. */
export async function commit(context: Context, doing: Doing): Promise<Committed> {
  const { writes = [], guards, recheck, erasures } = doing;
  const notified = [...receiptOf(context, writes), ...notices(context, doing.events)];
  const changes =
    writes.length <= MOST_CHANGES_TOLD
      ? [...writes.map((write) => changeOf(context, write)), ...notified.map(versionOf)]
      : undefined;
  // The receipt first: of two calls that are the same, the later one fails on it before anything else.
  const puts = [...notified.filter(isReceipt), ...writes.map(putOf), ...notified.filter((put) => !isReceipt(put))];
  return context.store.commit({
    puts: recheck ? afterCheck(recheck, puts) : puts,
    ...(guards ? { guards } : {}),
    ...(erasures ? { erasures } : {}),
    entry: () => draftOf(context, doing, doing.events, changes),
  });
}

/** The same puts once the check has passed; a change that the store tries again is checked again. */
function afterCheck(check: () => Promise<void>, puts: readonly Put[]): AsyncIterable<readonly Put[]> {
  return {
    async *[Symbol.asyncIterator]() {
      await check();
      yield puts;
    },
  };
}

/** Writes many records in one change, as they come. Throws: as `Store.commit`, and what `writes` throws. */
export async function commitBulk(context: Context, doing: BulkDoing): Promise<Committed> {
  let events: readonly DomainEvent[] = [];
  async function* puts(): AsyncIterable<readonly Put[]> {
    const { writes } = doing;
    if (Symbol.iterator in writes) for (const write of writes) yield [putOf(write)];
    else for await (const some of writes) yield some.map(putOf);
    events = doing.events();
    yield notices(context, events);
  }
  return context.store.commit({
    puts: puts(),
    ...(doing.isBig ? { isBig: true } : {}),
    ...(doing.guards ? { guards: doing.guards } : {}),
    ...(doing.erasures ? { erasures: doing.erasures } : {}),
    entry: () => draftOf(context, doing, events),
  });
}

/** Asked when it is this change's turn: whoever waited long for others is not earlier than they are. */
function draftOf(
  { clock }: Context,
  { actor, command, purpose, erasures = [] }: Pick<Doing, "actor" | "command" | "purpose" | "erasures">,
  events: readonly DomainEvent[],
  changes: readonly RecordChange[] = [],
): AuditDraft {
  return {
    at: clock.now(),
    actorId: actor.id,
    roles: actor.roles,
    command,
    ...(purpose === undefined ? {} : { purpose }),
    events,
    ...(changes.length > 0 ? { changes } : {}),
    ...(erasures.length > 0 ? { erased: erasures } : {}),
  };
}

function putOf({ kind, id, expected, document }: Write): Put {
  return { kind, id, expected, document } as Put;
}

function changeOf({ sealing }: Context, write: Write): RecordChange {
  const { kind, id, document, before, person } = write;
  const version = versionOf(write);
  if (kind === "person-key" || kind === "keyring") return version;
  const values = told(kind, valueChanges(before, document));
  if (!isPersonal(kind)) return { ...version, values };
  if (!person) throw new Error(`a write of ${kind} ${id} does not say whose it is`);
  const { personId, wrapped } = person;
  const sealed = sealing.seal(wrapped, canonicalJson(values), auditPlace(kind, id, version.version));
  return { ...version, personId, sealed };
}

/** What the log may tell of a record: everything but members that are named in the table of kinds. */
function told(kind: Kind, values: readonly ValueChange[]): readonly ValueChange[] {
  const { untold } = shapeOf(kind);
  if (!untold) return values;
  return values.filter(({ pointer }) => !untold.some((member) => pointer.split("/")[1] === member));
}

/** What a write is to the log where its values are not told: a key is a secret, a notice follows from the entry's own events. */
function versionOf({ kind, id, expected, document }: Put): RecordChange {
  return { kind, id, version: expected + 1, digest: digestDocument(document).digest };
}

/** Where sealed values of the audit belong. */
export function auditPlace(kind: string, id: string, version: number): string {
  return `audit/${kind}/${id}/${version}`;
}

/** What is kept of the call that does this, where it came with a receipt. */
function receiptOf({ receipt }: Context, writes: readonly Write[]): Put[] {
  if (!receipt) return [];
  const records = writes.map(({ kind, id, expected }) => ({ kind, id, version: expected + 1 }));
  const document = { ...receipt.document, records: records.slice(0, MOST_CHANGES_TOLD) };
  return [{ kind: "receipt", id: receipt.id, expected: receipt.expected, document }];
}

function isReceipt({ kind }: Put): boolean {
  return kind === "receipt";
}

function notices({ ids, clock }: Context, events: readonly DomainEvent[]): Put[] {
  const createdAt = clock.now();
  return events
    .flatMap(noticesOf)
    .map(({ key, ...notice }) =>
      create("notice", key ?? ids.newId(), { state: "pending", ...notice, createdAt, attempts: 0 }),
    );
}

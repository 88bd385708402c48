/**
 * What use cases ask of the world around them: a store, a clock, random ids, sealing, rules, a log. Small interfaces, each documented by what
 * must be true after a call; the adapters are named in one place only, the container.
 */
import type { AccountLimits } from "../domain/access/account.ts";
import type { ReceiptDocument } from "../domain/access/receipt.ts";
import type { AuditDraft, AuditEntry, AuditHead } from "../domain/audit/audit-entry.ts";
import type { RunInput } from "../domain/engine/allocate.ts";
import type { Verification, VerificationInput } from "../domain/engine/verification.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { HeldTable } from "../domain/facts/table/held-table.ts";
import type { Handed } from "../domain/notices/delivering.ts";
import type { NoticeDocument } from "../domain/notices/notice.ts";
import type { KeyringDocument } from "../domain/persons/person.ts";
import type { RuleFiles } from "../domain/rules/rule-files.ts";
import type { RecallAnswer, RecallQuestion } from "../domain/runs/recall.ts";
import type { Documents, Kind, QueryName } from "./kinds.ts";
import type { RequestSource, SourceProblem } from "./pool-source.ts";

/** A record as it was read. */
export interface Stored<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  /** 1 for the first, then one more with each write. */
  readonly version: number;
  /** The audit entry that wrote this version. */
  readonly sequence: number;
  readonly document: Documents[K];
}

/** A record to be written. */
export type Put = { readonly [K in Kind]: PutOf<K> }[Kind];

/** A record of one kind to be written. */
export interface PutOf<K extends Kind> {
  readonly kind: K;
  readonly id: string;
  /** The version it was read at; 0 for one that must not exist yet. */
  readonly expected: number;
  readonly document: Documents[K];
}

/** A record that was relied on and not changed: the commit fails when it has moved on. */
export interface Guard {
  readonly kind: Kind;
  readonly id: string;
  readonly expected: number;
}

/** A record whose personal members are emptied in every version, this commit's own included. */
export interface Erasure {
  readonly kind: Kind;
  readonly id: string;
}

/** One change of the store: all of it, or nothing. */
export interface Change {
  /**
   * Pulled while the change is being written, some at a time where they come late; when it throws, nothing is kept and the error is thrown on.
   * Invariant: what comes late may read the store first, and finds all that was committed before; no other change comes in between.
   */
  readonly puts: Iterable<Put> | AsyncIterable<readonly Put[]>;
  /** True where very many records come late: a store may write them on a thread of its own. */
  readonly isBig?: boolean;
  readonly guards?: readonly Guard[];
  readonly erasures?: readonly Erasure[];
  /** Asked once all puts were taken. */
  readonly entry: () => AuditDraft;
}

/** What became of a change. */
export interface Committed {
  readonly sequence: number;
  readonly entry: AuditEntry;
}

/** A page of a closed query. */
export interface Page<K extends Kind> {
  readonly records: readonly Stored<K>[];
  /** Key of the next page; absent on the last one. */
  readonly next?: string;
}

/** A closed query: its name and the values its columns must equal, in their order. */
export interface List<K extends Kind> {
  readonly kind: K;
  readonly by: QueryName<K>;
  readonly equals: readonly string[];
  /** Only records whose first column of order is at most this. */
  readonly upTo?: string;
  /** Key of the page, as `next` gave it. */
  readonly after?: string;
  /** 100 unless told, 1,000 at most. */
  readonly limit?: number;
}

/** A record as a snapshot gives it. */
export interface SnapshotRow {
  readonly id: string;
  readonly version: number;
  /** Canonical JSON of its facts; absent where they were erased. */
  readonly facts?: string;
  /** SHA-256 of its facts, kept also after erasure. */
  readonly factsDigest: Uint8Array;
  /** The rest of the document. */
  readonly life: string;
}

/** One consistent reading of the store as it stood at a sequence, whatever is committed meanwhile. */
export interface SnapshotReading {
  readonly sequence: number;
  /**
   * Records of a kind that has facts, in order of id, some at a time; only those whose `state` is among `states` when given. A version that
   * was written without facts is left out.
   */
  rows(kind: Kind, states?: readonly string[]): AsyncIterable<readonly SnapshotRow[]>;
  close(): Promise<void>;
}

/**
 * A stored version of a record, as it lies in the store. Of a kind without history an earlier version stays emptied of everything but its
 * digests: its life is `{}`, and the entry that wrote the next one erased it.
 */
export interface StoredVersion {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  readonly sequence: number;
  /** The entry that wrote the next version; absent for the current one. */
  readonly supersededBy?: number;
  /** The entry that emptied it; absent where there was nothing to take away, so that its digest can still be checked. */
  readonly erasedBy?: number;
  readonly schemaVersion: number;
  readonly facts?: string;
  readonly factsDigest?: string;
  readonly life: string;
  readonly digest: string;
  /** Columns by which it is found and which are not what its document says; absent where all are. */
  readonly misfiled?: readonly string[];
}

/** A claim on a job that one process holds until its lease ends. */
export interface Claim {
  readonly job: string;
  readonly key: string;
  readonly token: string;
  readonly attempt: number;
}

/** A job as the operator sees it. */
export interface JobRow {
  readonly job: string;
  readonly key: string;
  readonly state: "running" | "done" | "failed";
  readonly attempts: number;
  readonly startedAt: string;
  readonly leaseUntil: string;
  readonly finishedAt?: string;
  readonly outcome?: string;
}

/** Where everything that is remembered lies. There is no update, no delete and no free query. */
export interface Store {
  /** Where it lies, for messages; without secrets. */
  readonly place: string;
  get<K extends Kind>(kind: K, id: string): Promise<Stored<K> | undefined>;
  /** The same for many, by id; those that do not exist are left out. */
  getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<K>>>;
  /** A version of a record, the current one or an earlier one; undefined for an earlier one of a kind without history. */
  getVersion<K extends Kind>(kind: K, id: string, version: number): Promise<Stored<K> | undefined>;
  list<K extends Kind>(query: List<K>): Promise<Page<K>>;
  /** Reads as of a sequence, the newest when absent. */
  snapshot(at?: number): Promise<SnapshotReading>;
  /**
   * Writes a change, its audit entry chained to the last one, and nothing else; true and durable when it returns.
   * Throws: `conflict` naming the first record whose version differs; `not-found` for an erasure of what is not there; `clock-backwards`;
   * `database-unavailable`, `disk-full`, `database-read-only`. After any of them nothing of the change is there.
   */
  commit(change: Change): Promise<Committed>;
  /** The end of the audit log. */
  head(): Promise<AuditHead>;
  /** Entries from a sequence on, some at a time. */
  entries(from?: number): AsyncIterable<readonly AuditEntry[]>;
  /** Every version of every record, kind by kind in order of id and version, some at a time: to verify and to copy. */
  versions(kind: Kind): AsyncIterable<readonly StoredVersion[]>;
  /**
   * Claims a job for a key until the lease ends; undefined when it is done or somebody else holds it. Instants are `now` of the caller.
   * Invariant: of any number of callers one gets it.
   */
  claim(
    job: string,
    key: string,
    times: { readonly now: string; readonly leaseUntil: string },
  ): Promise<Claim | undefined>;
  /** Holds a claim until another instant. Throws: `conflict` when the lease was lost to another, or the job has ended. */
  renew(claim: Claim, leaseUntil: string): Promise<void>;
  /** Ends a claim. A failed job may be claimed again. Throws: `conflict` when the lease was lost to another. */
  finish(
    claim: Claim,
    end: { readonly now: string; readonly state: "done" | "failed"; readonly outcome?: string },
  ): Promise<void>;
  /** The last jobs of a name, newest key first. */
  jobs(job: string, limit?: number): Promise<readonly JobRow[]>;
  /** Takes over a whole store, versions and entries as they are. Throws: `not-empty`; `conflict` when the other store was written meanwhile. */
  receive(from: Pick<Store, "entries" | "versions" | "head">): Promise<void>;
  /** Ends all use; twice is as good as once. */
  close(): Promise<void>;
}

/** The time. */
export interface Clock {
  /** Instant in UTC with milliseconds: `2026-11-23T16:05:00.000Z`. */
  now(): string;
  /** The day in Europe/Paris: `2026-11-23`. */
  today(): string;
}

/** Random ids, 128 bits or more, fit for `id` of the fact schemas. */
export interface IdGenerator {
  newId(): string;
}

/** Keys of persons and what they seal (AES-256-GCM). Wrapped keys and sealed texts are base64; nothing is kept between calls but the keyring and the newest key. */
export interface Sealing {
  /** A new key of a person, wrapped. */
  newKey(): string;
  /** Seals a text with a wrapped key. `place` is bound to it: what is sealed for one place cannot be opened at another. */
  seal(wrapped: string, text: string, place: string): string;
  /** Throws: `sealed-unreadable` when key, place or text do not belong together. */
  open(wrapped: string, sealed: string, place: string): string;
  /** A keyed digest of a text, for the blind index. */
  token(text: string): string;
  /** Seals what belongs to no person (the seed before it is revealed) with the keyring's key. */
  sealOwn(text: string, place: string): string;
  openOwn(sealed: string, place: string): string;
  /** The keyring wrapped by another master key of 32 bytes: what a rotation stores. */
  rewrap(masterKey: Uint8Array): KeyringDocument;
}

/** Passwords, as hashes that cost much to try. */
export interface Passwords {
  /** A salted hash, with all that is needed to verify it. */
  hash(password: string): Promise<string>;
  /** True when the password is the one of the hash. Where there is no hash it takes as long, and is false. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** Where rules come from. */
export interface RuleSource {
  /** Every rule set there is, as files, in order of id. */
  ruleSets(): Promise<readonly RuleFiles[]>;
}

/** The log of the operator: ids and numbers, never personal data. */
export interface Log {
  info(event: string, values?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, values?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, values?: Readonly<Record<string, string | number | boolean>>): void;
}

/** What makes the heavy parts of a run, on several threads for instance. Invariant: the results are those of one thread. */
export interface RunEngine {
  /** What makes the lists of a run of this table. */
  listsOf(table: HeldTable): NonNullable<RunInput["listsBy"]>;
  verify(input: VerificationInput & { readonly table: HeldTable }): Verification;
}

/** A mail to one reader. */
export interface Mail {
  /** The same each time it is sent: a reader who gets it twice sees one message. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly language: "fr" | "en";
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A call to a program that subscribed. */
export interface WebhookCall {
  readonly id: string;
  readonly url: string;
  /** What signs it. */
  readonly secret: string;
  /** JSON. */
  readonly body: string;
}

/**
 * Hands messages over. Never throws for what the other side does: an outcome says what became of it. `gone`: the reader wants no more of them.
 */
export interface Notifier<Message> {
  hand(message: Message): Promise<Handed | { readonly outcome: "gone" }>;
}

/** What a mail says, in the words of its reader. */
export type MailWords = (
  notice: Pick<NoticeDocument, "to" | "subject" | "values"> & { readonly dwelling?: Dwelling },
  reader: { readonly name: string; readonly language: "fr" | "en" },
) => Pick<Mail, "subject" | "text" | "html">;

/** How notices leave the house. */
export interface Post {
  readonly words: MailWords;
  /** Absent where no mail server is configured: notices then stay on the pages. */
  readonly mail?: Notifier<Mail>;
  readonly webhook: Notifier<WebhookCall>;
}

/** A file that was taken in, or why it was not. */
export type ReceivedFile = { readonly fileId: string } | { readonly problems: readonly SourceProblem[] };

/** A file that waits, or what was made of it: then its content is gone. */
export type WaitingFile =
  | { readonly fileName: string; readonly source: (rows?: "requests" | "vacancies") => RequestSource }
  | { readonly fileName: string; readonly outcome: object };

/** Files of employers and landlords that wait for a decision, for an hour at most and outside the store: what is not kept leaves no trace in it. */
export interface WaitingFiles {
  /** Takes a file in while it comes; an earlier one of the same owner is forgotten. */
  receive(file: {
    readonly ownerId: string;
    readonly fileName: string;
    readonly content: AsyncIterable<Uint8Array>;
  }): Promise<ReceivedFile>;
  /** Undefined once it is forgotten, and for anybody but its owner. */
  find(fileId: string, ownerId: string): Promise<WaitingFile | undefined>;
  /** Forgets the content, and remembers what was made of it until the hour is over. */
  conclude(fileId: string, outcome: object): Promise<void>;
  /** Forgets it at the word of its owner; nobody else makes it forgotten. */
  discard(fileId: string, ownerId: string): Promise<void>;
}

/** Past runs computed again somewhere else than on the thread that serves people. Invariant: the answers are those of one thread. */
export interface Recall {
  /** The answer, or `computing` where it is not there in good time: whoever asks again later gets it. Throws: `not-found`; `not-replayable`. */
  ask(question: RecallQuestion): Promise<RecallAnswer | { readonly kind: "computing" }>;
}

/** What is kept of a call with what it writes, so that the same call made again is answered and not done twice. */
export interface Receipt {
  readonly id: string;
  /** The version of the one that counts no longer; 0 where there is none. */
  readonly expected: number;
  readonly document: Omit<ReceiptDocument, "records">;
}

/** Who allocates, as its letters and minutes name it; what was not said is left to fill in. */
export interface Reserver {
  readonly name?: string;
  readonly addressLines: readonly string[];
  /** Where its mediator is reached. */
  readonly mediator?: string;
}

/** Everything a use case may reach. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly sealing: Sealing;
  readonly passwords: Passwords;
  readonly accountLimits: AccountLimits;
  readonly rules: RuleSource;
  readonly log: Log;
  /** Where it is absent, a run is made on the calling thread. */
  readonly engine?: RunEngine;
  readonly reserver?: Reserver;
  /** Where it is absent, nobody can send a file. */
  readonly waitingFiles?: WaitingFiles;
  /** Where it is absent, notices stay on the pages. */
  readonly post?: Post;
  /** Where it is absent, a past run is computed again on the calling thread. */
  readonly recall?: Recall;
  /** Kept by the commit of this call. Invariant: a use case that is given one commits once. */
  readonly receipt?: Receipt;
}

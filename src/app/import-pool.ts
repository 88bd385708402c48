/**
 * A whole pool into the store as one change with one audit entry. All of it or nothing, unless only the good rows are wanted; then every other
 * row is listed with what is wrong. The same pool a second time writes no record.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Landlord } from "../domain/facts/landlord.ts";
import type { Request } from "../domain/facts/request.ts";
import type { Vacancy } from "../domain/facts/vacancy.ts";
import { sinceUseCases } from "../domain/imports/imported-request.ts";
import { importedVacancy, reimportedVacancy, sinceExtension } from "../domain/imports/imported-vacancy.ts";
import { recordIdOf } from "../domain/imports/record-id.ts";
import { rowContradictions } from "../domain/imports/row-contradictions.ts";
import { rowVerdict } from "../domain/imports/row-verdict.ts";
import { commitBulk, create, replace, type Write } from "./commit.ts";
import { PersonIntake } from "./imports/import-persons.ts";
import { KnownRecords } from "./imports/known-records.ts";
import {
  type ImportedKind,
  importedKinds,
  type PoolSource,
  type RowKind,
  type SourceProblem,
  type SourceRow,
} from "./pool-source.ts";
import type { Context, Stored } from "./ports.ts";

/** A pool of some thousands of requests. Units: bytes. */
const BIG_BYTES = 8_000_000;

/** What is imported. */
export interface ImportPool {
  readonly source: PoolSource;
  /** Keeps the rows that are right although others are wrong. A wrong column or file still refuses everything. */
  readonly goodRowsOnly?: boolean;
}

/** What became of the rows of one kind. */
export interface RowCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What became of a pool. */
export interface ImportedPool {
  /** The audit entry; absent when nothing was kept, and then the counts say what would have been. */
  readonly sequence?: number;
  readonly counts: ReadonlyMap<RowKind, RowCounts>;
  readonly problems: readonly SourceProblem[];
  /** Also those that are not listed. */
  readonly problemCount: number;
}

/** What the rows of a kind name. */
const references: Readonly<Partial<Record<ImportedKind, readonly { field: string; kind: ImportedKind }[]>>> = {
  agreement: [{ field: "landlordId", kind: "landlord" }],
  right: [{ field: "agreementId", kind: "agreement" }],
  vacancy: [
    { field: "dwellingId", kind: "dwelling" },
    { field: "rightId", kind: "right" },
  ],
  request: [{ field: "employerId", kind: "employer" }],
  pin: [
    { field: "vacancyId", kind: "vacancy" },
    { field: "requestId", kind: "request" },
  ],
  struck: [
    { field: "vacancyId", kind: "vacancy" },
    { field: "requestId", kind: "request" },
  ],
};

/** Imports a pool. Throws: `role-forbidden`; as `Store.commit`. */
export async function importPool(context: Context, actor: Actor, command: ImportPool): Promise<ImportedPool> {
  authorise(actor, "import-pool");
  const { source } = command;
  const intake = new PoolIntake(context, actor, command);
  const outcome = () => ({
    counts: intake.counts,
    problems: source.problems(),
    problemCount: source.problemCount,
  });
  try {
    const { sequence } = await commitBulk(context, {
      actor,
      command: "import-pool",
      writes: intake.writes(),
      isBig: source.bytes >= BIG_BYTES,
      events: () => [{ type: "pool-imported", ...intake.totals() }],
    });
    return { sequence, ...outcome() };
  } catch (error) {
    if (error !== intake.refusal) throw error;
    return outcome();
  }
}

/** One import on its way. */
class PoolIntake {
  /** Thrown when nothing is to be kept. */
  readonly refusal = new Error("the pool is refused");
  readonly counts = new Map<RowKind, { created: number; changed: number; unchanged: number; refused: number }>();
  readonly #context: Context;
  readonly #actor: Actor;
  readonly #source: PoolSource;
  readonly #goodRowsOnly: boolean;
  readonly #known: KnownRecords;
  readonly #persons: PersonIntake;
  readonly #at: string;
  readonly #today: string;

  constructor(context: Context, actor: Actor, { source, goodRowsOnly = false }: ImportPool) {
    this.#context = context;
    this.#actor = actor;
    this.#source = source;
    this.#goodRowsOnly = goodRowsOnly;
    this.#known = new KnownRecords(context.store, source, goodRowsOnly);
    this.#persons = new PersonIntake(context, source, this.#known, (became) => this.#count("person", became));
    this.#at = context.clock.now();
    this.#today = context.clock.today();
  }

  /** What is to be written. Throws: `refusal` at the end, when every problem was found. */
  async *writes(): AsyncIterable<readonly Write[]> {
    for (const kind of importedKinds) {
      for await (const writes of this.#writesOf(kind)) if (!this.#isRefused()) yield writes;
    }
    for await (const writes of this.#persons.writes()) if (!this.#isRefused()) yield writes;
    if (this.#isRefused()) throw this.refusal;
  }

  totals(): { readonly records: number; readonly unchanged: number; readonly refused: number } {
    let [records, unchanged, refused] = [0, 0, 0];
    for (const counts of this.counts.values()) {
      records += counts.created + counts.changed;
      unchanged += counts.unchanged;
      refused += counts.refused;
    }
    return { records, unchanged, refused };
  }

  /** Once the pool is refused the rows are only looked at. */
  #isRefused(): boolean {
    return this.#source.isBroken || (!this.#goodRowsOnly && this.#source.problemCount > 0);
  }

  async *#writesOf(kind: ImportedKind): AsyncIterable<readonly Write[]> {
    for await (const { rows, unreadable } of this.#source.rows(kind)) {
      for (let i = 0; i < unreadable; i++) this.#count(kind, "refused");
      await this.#lookUpNamed(kind, rows);
      const ids = rows.map(({ facts }) => recordIdOf(kind, facts));
      const stored = await this.#context.store.getMany(
        kind,
        ids.filter((id, i) => id !== undefined && rows[i]!.isGood) as string[],
      );
      yield rows.flatMap((row, i) => {
        const id = ids[i];
        return this.#take(kind, id, row, id === undefined ? undefined : stored.get(id)) ?? [];
      });
    }
  }

  async #lookUpNamed(kind: ImportedKind, rows: readonly SourceRow[]): Promise<void> {
    const named = (field: string) => rows.flatMap(({ facts }) => textOf(facts[field]) ?? []);
    for (const reference of references[kind] ?? []) await this.#known.lookUp(reference.kind, named(reference.field));
    if (kind !== "vacancy") return;
    const agreementIds = named("rightId").flatMap((id) => textOf(this.#known.factsOf("right", id).agreementId) ?? []);
    await this.#known.lookUp("agreement", agreementIds);
    const ownerOf = (id: string) => textOf(this.#known.factsOf("agreement", id).landlordId) ?? [];
    await this.#known.lookUp("landlord", agreementIds.flatMap(ownerOf));
  }

  /** Judges a row; undefined when nothing is to be written for it. */
  #take(
    kind: ImportedKind,
    id: string | undefined,
    row: SourceRow,
    stored: Stored<ImportedKind> | undefined,
  ): Write | undefined {
    const hasKnownNames = this.#namesKnown(kind, row);
    const refuse = () => {
      if (id !== undefined) this.#known.refuse(kind, id);
      this.#count(kind, "refused");
      return undefined;
    };
    if (id === undefined || !row.isGood || this.#contradicts(kind, id, row) || !hasKnownNames) return refuse();
    const document = stored?.document as { readonly state?: string; readonly facts?: object } | undefined;
    const facts = factsBeside(stored, row.facts);
    const verdict = rowVerdict(kind, document, facts);
    if (verdict === "ended" || verdict === "erased") {
      const place = row.placeOf("/id") ?? row.placeOf("");
      if (place) this.#source.report(place, `record-${verdict}`, { id, state: document?.state ?? "" });
      return refuse();
    }
    this.#known.keep(kind, id, facts);
    const write = this.#writeOf(kind, id, facts, stored, verdict);
    this.#count(kind, verdict === "new" ? "created" : write ? "changed" : "unchanged");
    return write;
  }

  /** True when everything a row names exists; reports what does not. */
  #namesKnown(kind: ImportedKind, { facts, placeOf }: SourceRow): boolean {
    let areKnown = true;
    for (const { field, kind: target } of references[kind] ?? []) {
      const id = textOf(facts[field]);
      if (id === undefined || this.#known.has(target, id)) continue;
      areKnown = false;
      const code = this.#known.whyUnknown(target, id);
      const place = placeOf(`/${field}`);
      if (code && place)
        this.#source.report(place, code, { fact: field, id, collection: this.#source.titleOf(target) });
    }
    return areKnown;
  }

  /** True when facts of a row cannot stand together; reports which. */
  #contradicts(kind: ImportedKind, id: string, { facts, placeOf }: SourceRow): boolean {
    const problems = rowContradictions(kind, id, facts);
    for (const { code, values } of problems) {
      const { field, sent = "", allowed = "", other = "", otherSent = "" } = values;
      const place = placeOf(`/${field}`);
      if (!place) continue;
      if (code === "days-contradict") this.#source.report(place, code, { fact: field!, sent, other, otherSent });
      else this.#source.report(place, "not-allowed", { sent, allowed, hint: "" });
    }
    return problems.length > 0;
  }

  #writeOf(
    kind: ImportedKind,
    id: string,
    facts: SourceRow["facts"],
    stored: Stored<ImportedKind> | undefined,
    verdict: "new" | "changed" | "unchanged",
  ): Write | undefined {
    if (verdict === "unchanged") return undefined;
    if (kind === "request") return this.#requestOf(id, facts, stored as Stored<"request"> | undefined);
    if (kind === "vacancy") return this.#vacancyOf(id, facts, stored as Stored<"vacancy"> | undefined);
    if (stored) return replace(stored, { ...stored.document, facts } as Stored<ImportedKind>["document"]);
    return create(kind, id, (kind === "pin" ? { state: "held", facts } : { facts }) as never);
  }

  #requestOf(id: string, facts: SourceRow["facts"], stored: Stored<"request"> | undefined): Write {
    const own = facts as unknown as Request;
    const personId = this.#persons.personIdFor(id, own, stored?.document.personId);
    const person = personId === undefined ? {} : { personId };
    if (stored) return replace(stored, { ...stored.document, ...person, facts: own });
    const submitted = { submittedBy: this.#actor.id, submittedAt: this.#at };
    return create("request", id, { state: "active", ...person, ...submitted, facts: own });
  }

  #vacancyOf(id: string, facts: SourceRow["facts"], stored: Stored<"vacancy"> | undefined): Write {
    const own = facts as unknown as Vacancy;
    const right = this.#known.factsOf("right", own.rightId);
    const agreement = this.#known.factsOf("agreement", right.agreementId as string) as unknown as Agreement;
    const contents = {
      facts: own,
      landlord: this.#known.factsOf("landlord", agreement.landlordId) as unknown as Landlord,
      agreement,
      dwelling: this.#known.factsOf("dwelling", own.dwellingId) as unknown as Dwelling,
      today: this.#today,
    };
    if (stored) return replace(stored, reimportedVacancy(stored.document, contents));
    return create("vacancy", id, importedVacancy(contents));
  }

  #count(kind: RowKind, became: keyof RowCounts): void {
    let counts = this.counts.get(kind);
    if (!counts) this.counts.set(kind, (counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }));
    counts[became]++;
  }
}

/** The facts of a row, with what was made of the record since it was written. */
function factsBeside(stored: Stored<ImportedKind> | undefined, facts: SourceRow["facts"]): SourceRow["facts"] {
  if (stored?.kind === "vacancy")
    return { ...sinceExtension((stored as Stored<"vacancy">).document, facts as unknown as Vacancy) };
  if (stored?.kind === "request")
    return { ...sinceUseCases((stored as Stored<"request">).document, facts as unknown as Request) };
  return facts;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

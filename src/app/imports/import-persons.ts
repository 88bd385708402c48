/**
 * Names and contacts of a pool, each sealed with a key of its own and tied to its request.
 * A request is written before its person: where a pool has persons, every request that is written gets the id of one to come, and a person
 * without a name where no row names it.
 */
import type { Request } from "../../domain/facts/request.ts";
import type { PersonContents } from "../../domain/persons/person.ts";
import type { FoundBy } from "../../domain/persons/person-tokens.ts";
import { foundBy } from "../../domain/requests/request-facts.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { replace, type Write } from "../commit.ts";
import { newPerson, openContents, personDocument } from "../persons/person-keys.ts";
import type { PoolSource, SourceRow } from "../pool-source.ts";
import type { Context, Stored } from "../ports.ts";
import type { KnownRecords } from "./known-records.ts";

/** What is remembered of a request that the import writes. */
interface WrittenRequest {
  /** Of the person that was promised to it; absent where it has one already. */
  readonly newPersonId?: string;
  readonly foundBy: FoundBy;
}

/** Records of the store that a batch of persons belongs to. */
interface StoredBatch {
  readonly requests: ReadonlyMap<string, Stored<"request">>;
  readonly persons: ReadonlyMap<string, Stored<"person">>;
  readonly keys: ReadonlyMap<string, Stored<"person-key">>;
}

/** The persons of one import. */
export class PersonIntake {
  readonly #context: Context;
  readonly #source: PoolSource;
  readonly #known: KnownRecords;
  readonly #count: (became: "created" | "changed" | "unchanged" | "refused") => void;
  readonly #written = new Map<string, WrittenRequest>();

  constructor(
    context: Context,
    source: PoolSource,
    known: KnownRecords,
    count: (became: "created" | "changed" | "unchanged" | "refused") => void,
  ) {
    this.#context = context;
    this.#source = source;
    this.#known = known;
    this.#count = count;
  }

  /** The person of a request that is about to be written: the one it has, or one to come. */
  personIdFor(requestId: string, facts: Request, personId: string | undefined): string | undefined {
    if (!this.#source.has("person")) return personId;
    const newPersonId = personId === undefined ? this.#context.ids.newId() : undefined;
    this.#written.set(requestId, {
      ...(newPersonId === undefined ? {} : { newPersonId }),
      foundBy: foundBy(facts),
    });
    return personId ?? newPersonId;
  }

  /** Writes the persons, some at a time, once every request was judged. */
  async *writes(): AsyncIterable<readonly Write[]> {
    for await (const { rows, unreadable } of this.#source.rows("person")) {
      for (let i = 0; i < unreadable; i++) this.#count("refused");
      const good = rows.filter(({ isGood }) => isGood);
      for (let i = good.length; i < rows.length; i++) this.#count("refused");
      const stored = await this.#storedFor(good);
      yield good.flatMap((row) => [...this.#writesOf(row, stored)]);
    }
    for (const { newPersonId } of this.#written.values()) {
      if (newPersonId !== undefined) yield newPerson(this.#context, undefined, undefined, newPersonId).writes;
    }
  }

  async #storedFor(rows: readonly SourceRow[]): Promise<StoredBatch> {
    const { store } = this.#context;
    const requestIds = rows.map(({ facts }) => facts.requestId as string);
    const requests = await store.getMany(
      "request",
      requestIds.filter((id) => this.#written.get(id)?.newPersonId === undefined),
    );
    const personIds = [...requests.values()].flatMap(({ document }) => document.personId ?? []);
    const persons = await store.getMany("person", personIds);
    const keys = await store.getMany("person-key", personIds);
    return { requests, persons, keys };
  }

  *#writesOf(row: SourceRow, { requests, persons, keys }: StoredBatch): Iterable<Write> {
    const { requestId, ...rest } = row.facts;
    const contents = rest as unknown as PersonContents;
    const id = requestId as string;
    const written = this.#written.get(id);
    const request = requests.get(id);
    if (written?.newPersonId !== undefined) {
      this.#written.delete(id);
      yield* newPerson(this.#context, contents, written.foundBy, written.newPersonId).writes;
      return this.#count("created");
    }
    if (!request) return this.#refuse(row, id);
    const { personId, facts } = request.document;
    const found = written?.foundBy ?? (facts && foundBy(facts));
    if (personId === undefined) {
      if (facts === undefined) return this.#refuseErased(row, id);
      const made = newPerson(this.#context, contents, found);
      yield* made.writes;
      yield replace(request, { ...request.document, personId: made.personId }, made.key);
      return this.#count("created");
    }
    const person = persons.get(personId);
    const wrapped = keys.get(personId)?.document.wrapped;
    if (!person || wrapped === undefined) return this.#refuseErased(row, id);
    const write = this.#rewritten(person, { personId, wrapped }, contents, found);
    if (write) yield write;
    this.#count(write ? "changed" : "unchanged");
  }

  /** A person with other names or contacts; undefined when they are the same. */
  #rewritten(
    person: Stored<"person">,
    key: { readonly personId: string; readonly wrapped: string },
    sent: PersonContents,
    found: FoundBy | undefined,
  ): Write | undefined {
    const { sealing } = this.#context;
    const { sealed, tokens } = person.document;
    const stored = sealed === undefined ? undefined : openContents(sealing, key, sealed);
    // The names of the others in the household and the employer's reference are in no such file, so a file does not take them away.
    const contents = {
      ...sent,
      ...(stored?.householdNames ? { householdNames: stored.householdNames } : {}),
      ...(stored?.reference === undefined ? {} : { reference: stored.reference }),
    };
    const document = personDocument(sealing, key, contents, found);
    const isSame =
      stored !== undefined &&
      canonicalJson(stored) === canonicalJson(contents) &&
      canonicalJson(tokens ?? {}) === canonicalJson(document.tokens ?? {});
    return isSame ? undefined : replace(person, document, key);
  }

  #refuse({ placeOf }: SourceRow, id: string): void {
    this.#count("refused");
    const code = this.#known.whyUnknown("request", id);
    const place = placeOf("/requestId");
    if (code && place)
      this.#source.report(place, code, { fact: "requestId", id, collection: this.#source.titleOf("request") });
  }

  #refuseErased({ placeOf }: SourceRow, id: string): void {
    this.#count("refused");
    const place = placeOf("/requestId");
    if (place) this.#source.report(place, "record-erased", { id });
  }
}

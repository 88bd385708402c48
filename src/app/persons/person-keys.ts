/**
 * Persons and their keys: every request has a person, also where no name was given, so that what its audit keeps of it can be sealed and erased.
 */
import type { PersonContents, PersonDocument } from "../../domain/persons/person.ts";
import { type FoundBy, tokenTexts } from "../../domain/persons/person-tokens.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { create, type PersonKey, type Write } from "../commit.ts";
import type { Context, Sealing, Stored } from "../ports.ts";

/** A person about to be written, with the key that seals what belongs to it. */
export interface NewPerson {
  readonly personId: string;
  readonly key: PersonKey;
  readonly writes: Write[];
}

/** Makes a person with a key of its own. With the day of birth the name can be found again as a likely duplicate. */
export function newPerson(
  { ids, sealing }: Context,
  contents?: PersonContents,
  foundBy?: FoundBy,
  personId = ids.newId(),
): NewPerson {
  const wrapped = sealing.newKey();
  const key = { personId, wrapped };
  const writes = [
    create("person-key", personId, { wrapped }),
    create("person", personId, contents ? personDocument(sealing, key, contents, foundBy) : {}, key),
  ];
  return { personId, key, writes };
}

/** What is stored of a person: the contents sealed, and their tokens. */
export function personDocument(
  sealing: Sealing,
  { personId, wrapped }: PersonKey,
  contents: PersonContents,
  foundBy?: FoundBy,
): PersonDocument {
  const sealed = sealing.seal(wrapped, canonicalJson(contents), personPlace(personId));
  const tokens = personTokens(sealing, contents, foundBy);
  return { sealed, ...(Object.keys(tokens).length > 0 ? { tokens } : {}) };
}

/** The blind index of a person. */
export function personTokens(
  sealing: Sealing,
  contents: PersonContents,
  foundBy?: FoundBy,
): NonNullable<PersonDocument["tokens"]> {
  const texts = Object.entries(tokenTexts(contents, foundBy)) as readonly [string, string][];
  return Object.fromEntries(texts.map(([name, text]) => [name, sealing.token(text)]));
}

/** Where a person's sealed contents belong. */
export function personPlace(personId: string): string {
  return `person/${personId}`;
}

/** Opens a person as it stood at one version; undefined where no name was given. Throws: `erased`; `sealed-unreadable`. */
export async function openPerson(
  context: Context,
  { id, document }: Stored<"person">,
): Promise<PersonContents | undefined> {
  if (document.sealed === undefined) return undefined;
  return openContents(context.sealing, await personKey(context, id), document.sealed);
}

/** The contents of a person, opened with its key. Throws: `sealed-unreadable`. */
export function openContents(sealing: Sealing, { personId, wrapped }: PersonKey, sealed: string): PersonContents {
  return JSON.parse(sealing.open(wrapped, sealed, personPlace(personId))) as PersonContents;
}

/** The key of a person. Throws: `not-found`; `erased` when the key was destroyed. */
export async function personKey({ store }: Context, personId: string): Promise<PersonKey> {
  const stored = await store.get("person-key", personId);
  if (!stored) throw new DomainError("not-found", { kind: "person", id: personId });
  const { wrapped } = stored.document;
  if (wrapped === undefined) throw new DomainError("erased", { kind: "person", id: personId });
  return { personId, wrapped };
}

/**
 * The key of a request's person. A request that has none yet (it was imported) gets one: its person's `writes` go with the caller's,
 * and `personId` into the request's document. Throws: `erased`.
 */
export async function keyOfRequest(context: Context, request: Stored<"request">): Promise<NewPerson> {
  const { personId, facts } = request.document;
  if (facts === undefined) throw new DomainError("erased", { kind: "request", id: request.id });
  if (personId === undefined) return newPerson(context);
  return { personId, key: await personKey(context, personId), writes: [] };
}

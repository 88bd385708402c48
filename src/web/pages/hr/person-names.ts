/** Names of the people behind requests: one logged reading for all that a page shows. */
import type { Stored } from "../../../app/ports.ts";
import { type PersonRead, readPerson } from "../../../app/read-person.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import type { ReadPurpose } from "../../../domain/persons/read-purposes.ts";
import type { Wording } from "../../../markup/wording.ts";
import type { PageAsked } from "../../page-route.ts";

/** Persons of a page by their id. */
export type Names = ReadonlyMap<string, PersonRead>;

/** Reads the persons of some requests, a hundred at most. */
export async function namesOf(
  { context, visitor }: Pick<PageAsked, "context" | "visitor">,
  requests: readonly Stored<"request">[],
  purpose: ReadPurpose,
): Promise<Names> {
  const personIds = [...new Set(requests.flatMap(({ document }) => document.personId ?? []))];
  if (personIds.length === 0) return new Map();
  const read = await readPerson(context, visitor!.actor, { personIds, purpose });
  return new Map(read.map((person) => [person.personId, person]));
}

/** Names and contacts, where they were given and not erased. */
export function contentsIn(names: Names, { document }: Stored<"request">): PersonContents | undefined {
  const person = document.personId === undefined ? undefined : names.get(document.personId);
  return person?.state === "named" ? person.contents : undefined;
}

/** The family name first, as lists of people are sorted; what is known instead where there is none. */
export function nameText(words: Wording, names: Names, request: Stored<"request">): string {
  const contents = contentsIn(names, request);
  if (contents) return `${contents.familyName} ${contents.givenNames}`;
  return words.say(request.document.erasedAt === undefined ? "hr.unnamed" : "hr.erased");
}

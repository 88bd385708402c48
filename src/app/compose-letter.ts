/**
 * Somebody writes to an applicant about its request: who may, and the name to write to where it is to stand in the letter. The reading of the name is
 * logged with the purpose of answering the person.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { Context, Reserver, Stored } from "./ports.ts";
import { type PersonRead, readPerson } from "./read-person.ts";
import { recordNow } from "./records/read-as-of.ts";

/** To whom. */
export interface ComposeLetter {
  readonly requestId: string;
  /** True to write the name. */
  readonly isNamed?: boolean;
}

/** The head of a letter. */
export interface LetterHead {
  readonly request: Stored<"request">;
  /** Absent where it was not asked for, or nobody knows it. */
  readonly person?: PersonRead;
  /** Who writes, as far as it was configured. */
  readonly from?: Reserver;
}

/** Composes it. Throws: `not-found`; `role-forbidden`; `scope-forbidden`. */
export async function composeLetter(
  context: Context,
  actor: Actor,
  { requestId, isNamed = false }: ComposeLetter,
): Promise<LetterHead> {
  authoriseRole(actor, "compose-letter");
  const request = await recordNow(context, "request", requestId);
  const { facts, personId } = request.document;
  authorise(actor, "compose-letter", { employerId: facts?.employerId });
  const from = context.reserver ? { from: context.reserver } : {};
  if (!isNamed || personId === undefined) return { request, ...from };
  const [person] = await readPerson(context, actor, { personIds: [personId], purpose: "answer-the-person" });
  return { request, person: person!, ...from };
}

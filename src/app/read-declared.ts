/** One employer, landlord, agreement, right or dwelling. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { landlordsOf, type ReadableKind } from "./facts/declared-reach.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** What to read. */
export interface ReadDeclared<K extends ReadableKind = ReadableKind> {
  readonly kind: K;
  readonly id: string;
}

/** Reads one record. Throws: `not-found`; `role-forbidden`; `scope-forbidden`. */
export async function readDeclared<K extends ReadableKind>(
  context: Context,
  actor: Actor,
  { kind, id }: ReadDeclared<K>,
): Promise<Stored<K>> {
  authoriseRole(actor, "read-declared");
  const record = await recordNow(context, kind, id);
  const held = actor.scope.landlordIds;
  const landlordIds = await landlordsOf(context, kind, id);
  // Of several landlords that a dwelling was free with, one of the actor's own is enough.
  const landlordId = Array.isArray(held) ? landlordIds.find((one) => held.includes(one)) : landlordIds[0];
  authorise(actor, "read-declared", { landlordId, ...(kind === "employer" ? { employerId: id } : {}) });
  return record;
}

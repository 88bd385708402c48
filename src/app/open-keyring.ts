/**
 * The one record that all keys of persons hang on: made when the store is new, opened ever after.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { KeyringDocument } from "../domain/persons/person.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, create } from "./commit.ts";
import type { Context, Sealing } from "./ports.ts";

/** Id of the keyring's record. */
export const KEYRING_ID = "keyring";

/** What is done with the master key; the key itself is not seen here. */
export interface KeyringMaker {
  /** A new keyring, wrapped. */
  make(): KeyringDocument;
  /** Throws: `wrong-master-key`, `sealed-unreadable`. */
  open(keyring: KeyringDocument): Sealing;
}

/** Opens the store's keyring, or makes it where there is none: of two processes that make one at once, one wins and the other opens that. */
export async function openKeyring(
  context: Omit<Context, "sealing">,
  actor: Actor,
  { make, open }: KeyringMaker,
): Promise<Sealing> {
  authorise(actor, "open-keyring");
  const stored = await context.store.get("keyring", KEYRING_ID);
  if (stored) return open(stored.document);
  const keyring = make();
  const sealing = open(keyring);
  try {
    await commit(
      { ...context, sealing },
      {
        actor,
        command: "open-keyring",
        events: [{ type: "keyring-made", masterKeyId: keyring.masterKeyId }],
        writes: [create("keyring", KEYRING_ID, keyring)],
      },
    );
    return sealing;
  } catch (error) {
    const made = isConflict(error) ? await context.store.get("keyring", KEYRING_ID) : undefined;
    if (!made) throw error;
    return open(made.document);
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof DomainError && error.code === "conflict";
}

/**
 * A new master key: one record is wrapped anew and no sealed text changes. Processes that run go on; whoever opens the store next needs the new key.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace } from "./commit.ts";
import { KEYRING_ID } from "./open-keyring.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** The new master key, 32 bytes. */
export interface RotateKeyring {
  readonly newMasterKey: Uint8Array;
}

/** Rotates. Throws: `not-allowed` for the key that is in use already; `conflict` when another rotation was first. */
export async function rotateKeyring(
  context: Context,
  actor: Actor,
  { newMasterKey }: RotateKeyring,
): Promise<{ readonly masterKeyId: string }> {
  authorise(actor, "rotate-keyring");
  const keyring = await recordNow(context, "keyring", KEYRING_ID);
  const rewrapped = context.sealing.rewrap(newMasterKey);
  const { masterKeyId } = rewrapped;
  if (masterKeyId === keyring.document.masterKeyId)
    throw new DomainError("not-allowed", { field: "newMasterKey", sent: `key ${masterKeyId}`, allowed: "another key" });
  await commit(context, {
    actor,
    command: "rotate-keyring",
    events: [{ type: "keyring-rotated", masterKeyId }],
    writes: [replace(keyring, rewrapped)],
  });
  return { masterKeyId };
}

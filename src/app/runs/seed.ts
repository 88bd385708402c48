/** The seed of a day as it is stored: sealed until the run that uses it reveals it. */
import { sha256 } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";

/** The seed of a day, opened. Throws: `seed-differs` when it is not the one whose digest was published. */
export function openSeed({ sealing }: Context, { document }: Stored<"seed">): string {
  const { day, digest, sealed, seed } = document;
  const opened = seed ?? sealing.openOwn(sealed ?? "", seedPlace(day));
  const found = sha256(opened);
  if (found !== digest) throw new DomainError("seed-differs", { day, expected: digest, found });
  return opened;
}

/** The seed as it stands revealed with the run that used it; nothing to write where it is known already. */
export function revealSeed(stored: Stored<"seed">, seed: string, runId: string): Write[] {
  const { sealed: _, ...rest } = stored.document;
  return rest.state === "revealed" ? [] : [replace(stored, { ...rest, state: "revealed", seed, runId })];
}

/** Where the sealed seed of a day belongs. */
export function seedPlace(day: string): string {
  return `seed/${day}`;
}

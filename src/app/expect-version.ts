/**
 * Two people at once: the second one is told what the record has become, instead of deciding on what it was.
 */
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Stored } from "./ports.ts";

/** Returns when the record is as the caller saw it. Throws: `conflict` naming the newer version and its state. */
export function expectVersion({ kind, id, version, document }: Stored, expected: number): void {
  if (version === expected) return;
  const state = "state" in document ? { state: document.state } : {};
  throw new DomainError("conflict", { kind, id, expected, found: version, ...state });
}

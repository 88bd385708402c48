/**
 * The life of a proof as data. Who may use each use case stands in the permissions.
 * Promises that a person validates or refuses, and that only its own end expires it.
 */
import type { Transition } from "../shared/transition.ts";
import type { ProofState } from "./proof.ts";

/** The state every proof starts in. */
export const firstProofStates = ["recorded"] as const satisfies readonly ProofState[];

/** Every change of a proof's state. A validated proof that turns out not to hold is refused. */
export const proofTransitions = [
  { from: "recorded", to: "validated", by: "judge-proof" },
  { from: "recorded", to: "refused", by: "judge-proof", needsReason: true },
  { from: "validated", to: "refused", by: "judge-proof", needsReason: true },
  { from: "recorded", to: "expired", by: "act-on-clocks", clock: "proof" },
  { from: "validated", to: "expired", by: "act-on-clocks", clock: "proof" },
] as const satisfies readonly Transition<ProofState>[];

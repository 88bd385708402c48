/**
 * What may be asked of a past run that was computed again, and what it answers: plain values, so that they can go from one thread to another.
 */
import type { SmallestChange } from "../engine/smallest-change.ts";
import type { WhyNot } from "../engine/why-not.ts";
import type { Explanation } from "../facts/explanation.ts";

/** What a run is asked: everything about a request, what would help it, or one pair whole. */
export type RecallQuestion =
  | { readonly kind: "why-not" | "change"; readonly runId: string; readonly requestId: string }
  | { readonly kind: "explanation"; readonly runId: string; readonly requestId: string; readonly vacancyId: string };

/** What it answers. */
export type RecallAnswer =
  | { readonly kind: "why-not"; readonly whyNot: WhyNot }
  | { readonly kind: "change"; readonly change: SmallestChange }
  | { readonly kind: "explanation"; readonly explanation: Explanation }
  /** The request or the vacancy was not in the run. */
  | { readonly kind: "absent" }
  /** So many requests of the run were erased since, so it cannot be computed again. */
  | { readonly kind: "erased"; readonly requests: number };

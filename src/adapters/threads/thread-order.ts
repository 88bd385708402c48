/**
 * What a helping thread is asked to do and what it answers; plain values and shared arrays only.
 */
import type { ListWork, PairsInput } from "../../domain/engine/lists.ts";
import type { VerificationInput, VerificationPart } from "../../domain/engine/verification.ts";
import type { TableParts } from "../../domain/facts/table/held-table.ts";

/** What is drawn when lists are made, as counters. */
export interface ListCounters {
  readonly filling: Int32Array;
  readonly making: Int32Array;
}

/** Lists are made together, requests drawn from shared counters, a verification draws vacancies. */
export type ThreadOrder =
  | {
      readonly kind: "lists";
      readonly table: TableParts;
      readonly pairs: Omit<PairsInput, "table">;
      readonly modes: Int32Array;
      readonly counters: ListCounters;
      readonly memory: Omit<ListWork, keyof ListCounters>;
    }
  | {
      readonly kind: "verification";
      readonly table: TableParts;
      readonly input: Omit<VerificationInput, "table">;
      readonly counter: Int32Array;
    };

/** A verification is answered; whether lists are done is told by their counters. */
export type ThreadAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "verification"; readonly part: VerificationPart }
  | { readonly kind: "failed" };

/** What a helping thread starts with. */
export interface ThreadStart {
  readonly port: import("node:worker_threads").MessagePort;
  /** Counts the answers given, so that the other side can sleep until it changes. */
  readonly answers: Int32Array;
}

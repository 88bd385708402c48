/** How the work of a day goes from record to record. */
import type { Actor } from "../../domain/access/actor.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Kind } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";

/** A day's work: who does it, and the last day that is over. */
export interface ClockWork {
  readonly context: Context;
  readonly actor: Actor;
  readonly day: string;
  readonly lastOver: string;
}

/** What a part of the day's work came to. `skipped` changed under it, or were erased: the next time takes them. */
export interface ClockTally {
  readonly done: readonly string[];
  readonly skipped: readonly string[];
}

/** Collects what became of the records. */
export class Tally implements ClockTally {
  readonly #context: Context;
  readonly done: string[] = [];
  readonly skipped: string[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Acts on one record; `act` says whether there was anything to do. A record that changed meanwhile is read again once, and left alone where
   * its state is another by now; what cannot be done because it keeps changing or was erased is skipped and told in the log.
   */
  async take<K extends Kind>(record: Stored<K>, act: (record: Stored<K>) => Promise<boolean>): Promise<void> {
    const { kind, id } = record;
    try {
      if (await act(record)) this.done.push(id);
    } catch (error) {
      if (!isPassing(error)) throw error;
      try {
        const again = await this.#context.store.get(kind, id);
        if (again && stateOf(again) === stateOf(record) && (await act(again))) this.done.push(id);
      } catch (second) {
        if (!isPassing(second)) throw second;
        this.skipped.push(id);
        this.#context.log.warn("clock-skipped", { kind, id, code: second.code });
      }
    }
  }
}

function stateOf({ document }: Stored): string | undefined {
  return (document as { readonly state?: string }).state;
}

/** What another process or an erasure brings about between reading and writing. */
function isPassing(error: unknown): error is DomainError {
  return error instanceof DomainError && ["conflict", "wrong-state", "erased", "not-found"].includes(error.code);
}

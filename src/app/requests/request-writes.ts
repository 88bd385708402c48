/**
 * The requests that one use case touches: each is written at most once, sealed with the key of its person, and one that was only relied on is guarded.
 * A request that was imported without a person gets one on the way.
 */
import type { Command } from "../../domain/access/permissions.ts";
import type { RequestDocument } from "../../domain/requests/request-record.ts";
import { requestTransitions } from "../../domain/requests/transitions.ts";
import { type Transition, transitionTo } from "../../domain/shared/transition.ts";
import { guard, type PersonKey, replace, type Write } from "../commit.ts";
import { keyOfRequest } from "../persons/person-keys.ts";
import type { Context, Guard, Stored } from "../ports.ts";

interface Touched {
  readonly stored: Stored<"request">;
  readonly key: PersonKey;
  readonly personWrites: readonly Write[];
  /** The document to be written, where it changes. */
  readonly document?: RequestDocument;
}

/** Collects what becomes of requests in one change. */
export class RequestWrites {
  readonly #context: Context;
  readonly #command: Command;
  readonly #touched = new Map<string, Touched>();

  constructor(context: Context, command: Command) {
    this.#context = context;
    this.#command = command;
  }

  /** The key of the request's person; the request is relied on from then. Throws: `erased`. */
  async keyOf(stored: Stored<"request">): Promise<PersonKey> {
    const known = this.#touched.get(stored.id);
    if (known) return known.key;
    const { key, personId, writes } = await keyOfRequest(this.#context, stored);
    const isNew = stored.document.personId !== personId;
    const named = isNew ? { document: { ...stored.document, personId } } : {};
    this.#touched.set(stored.id, { stored, key, personWrites: writes, ...named });
    return key;
  }

  /**
   * Moves a request to a state, the one it is in included: then it only gets a new version, so that whoever takes it out of that state at once is
   * told. Throws: `wrong-state`; `erased`.
   */
  async move(
    stored: Stored<"request">,
    to: RequestDocument["state"],
    more: Partial<RequestDocument> = {},
  ): Promise<void> {
    const { state } = stored.document;
    const table: readonly Transition<RequestDocument["state"], string>[] = requestTransitions;
    transitionTo(table, { kind: "request", id: stored.id, state }, this.#command, to);
    await this.#write(stored, { ...more, state: to });
  }

  /**
   * Gives a request a new version as it is. Why: what is added about it lies in records of their own, which a guard cannot see; of two who add
   * something at once, a place on two lists for instance, the second is told. Throws: `erased`.
   */
  async touch(stored: Stored<"request">): Promise<void> {
    await this.#write(stored, {});
  }

  async #write(stored: Stored<"request">, changed: Partial<RequestDocument>): Promise<void> {
    await this.keyOf(stored);
    const touched = this.#touched.get(stored.id)!;
    this.#touched.set(stored.id, { ...touched, document: { ...(touched.document ?? stored.document), ...changed } });
  }

  writes(): readonly Write[] {
    return [...this.#touched.values()].flatMap(({ stored, key, personWrites, document }) => [
      ...personWrites,
      ...(document ? [replace(stored, document, key)] : []),
    ]);
  }

  guards(): readonly Guard[] {
    return [...this.#touched.values()].flatMap(({ stored, document }) => (document ? [] : [guard(stored)]));
  }
}

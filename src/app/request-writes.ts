/**
 * The requests that one use case touches: each is written at most once, sealed with the key of its person, and one that was only relied on is guarded.
 * A request that was imported without a person gets one on the way.
 */

import type { Command } from "../domain/access/permissions.ts";
import type { RequestDocument } from "../domain/requests/request-record.ts";
import { requestTransitions } from "../domain/requests/transitions.ts";
import { type Transition, transitionTo } from "../domain/shared/transition.ts";
import { guard, type PersonKey, replace, type Write } from "./commit.ts";
import { keyOfRequest } from "./person-keys.ts";
import type { Context, Guard, Stored } from "./ports.ts";

interface Touched {
  readonly stored: Stored<"request">;
  readonly key?: PersonKey;
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

  /** Guards a request that is relied on. */
  rely(stored: Stored<"request">): void {
    if (!this.#touched.has(stored.id)) this.#touched.set(stored.id, { stored, personWrites: [] });
  }

  /** The key of the request's person. Throws: `erased`. */
  async keyOf(stored: Stored<"request">): Promise<PersonKey> {
    const known = this.#touched.get(stored.id);
    if (known?.key) return known.key;
    const { key, personId, writes } = await keyOfRequest(this.#context, stored);
    const isNew = stored.document.personId !== personId;
    const document = isNew ? { ...(known?.document ?? stored.document), personId } : known?.document;
    this.#touched.set(stored.id, { stored, key, personWrites: writes, ...(document ? { document } : {}) });
    return key;
  }

  /** Moves a request to another state; one that is there already stays as it is. Throws: `wrong-state`; `erased`. */
  async move(
    stored: Stored<"request">,
    to: RequestDocument["state"],
    more: Partial<RequestDocument> = {},
  ): Promise<void> {
    const { state } = stored.document;
    if (state === to) return this.rely(stored);
    const table: readonly Transition<RequestDocument["state"], string>[] = requestTransitions;
    transitionTo(table, { kind: "request", id: stored.id, state }, this.#command, to);
    await this.keyOf(stored);
    const touched = this.#touched.get(stored.id)!;
    const document = { ...(touched.document ?? stored.document), ...more, state: to };
    this.#touched.set(stored.id, { ...touched, document });
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

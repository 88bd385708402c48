/** Stored requests that rows of an employer's file tell of, found by the blind index: no name is read. */
import type { PersonDocument } from "../../domain/persons/person.ts";
import { liveRequestStates } from "../../domain/requests/transitions.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Store, Stored } from "../ports.ts";

/** What is looked for. */
export interface SoughtRow {
  readonly employerId: string | undefined;
  readonly tokens: NonNullable<PersonDocument["tokens"]>;
}

/** What was found for one row. */
export interface FoundRequests {
  /** The request it tells anew, with its person and the person's wrapped key; the last one where all are over. */
  readonly own?: {
    readonly request: Stored<"request">;
    readonly person: Stored<"person">;
    readonly wrapped: string | undefined;
  };
  /** Live requests that may be of the same household, and are not it. */
  readonly others: readonly Stored<"request">[];
}

interface Named {
  readonly person: Stored<"person">;
  readonly request: Stored<"request">;
}

/** Finds the requests of rows, some at a time. */
export class RequestFinder {
  readonly #store: Pick<Store, "list" | "getMany">;

  constructor(store: Pick<Store, "list" | "getMany">) {
    this.#store = store;
  }

  /** In the order of the rows. */
  async find(rows: readonly SoughtRow[]): Promise<readonly FoundRequests[]> {
    const named = await Promise.all(rows.map((row) => this.#named(row)));
    const owns = rows.map((row, place) => ownOf(row, named[place]!));
    const keys = await this.#store.getMany(
      "person-key",
      owns.flatMap((own) => own?.person.id ?? []),
    );
    return rows.map((_, place) => {
      const own = owns[place];
      const others = named[place]!.byName.map(({ request }) => request).filter(
        (request) => isLive(request) && request.id !== own?.request.id,
      );
      return {
        ...(own ? { own: { ...own, wrapped: keys.get(own.person.id)?.document.wrapped } } : {}),
        others,
      };
    });
  }

  async #named({
    tokens,
  }: SoughtRow): Promise<{ readonly byReference: readonly Named[]; readonly byName: readonly Named[] }> {
    return {
      byReference: await this.#requestsOf("byReference", tokens.reference),
      byName: await this.#requestsOf("byName", tokens.name),
    };
  }

  async #requestsOf(by: "byReference" | "byName", token: string | undefined): Promise<readonly Named[]> {
    if (token === undefined) return [];
    const { records } = await this.#store.list({ kind: "person", by, equals: [token] });
    const found: Named[] = [];
    for (const person of records) {
      const requests = await this.#store.list({ kind: "request", by: "byPerson", equals: [person.id] });
      for (const request of requests.records) found.push({ person, request });
    }
    return found;
  }
}

/** By the reference where the row has one; by name and day of birth within the employer where one of the two has no reference. */
function ownOf(
  { employerId, tokens }: SoughtRow,
  { byReference, byName }: { readonly byReference: readonly Named[]; readonly byName: readonly Named[] },
): Named | undefined {
  const isOwn = ({ request }: Named) => request.document.facts?.employerId === employerId;
  const sameName = byName.filter(
    (one) => isOwn(one) && (tokens.reference === undefined || one.person.document.tokens?.reference === undefined),
  );
  return newest(byReference.filter(isOwn)) ?? newest(sameName);
}

/** The live one; the last filed where all are over. */
function newest(found: readonly Named[]): Named | undefined {
  const filedOn = ({ request }: Named) => request.document.facts?.filedOn ?? "";
  const sorted = [...found].sort(
    (a, b) => compareText(filedOn(b), filedOn(a)) || compareText(a.request.id, b.request.id),
  );
  return sorted.find(({ request }) => request.document.state === "draft" || isLive(request)) ?? sorted[0];
}

function isLive({ document }: Stored<"request">): boolean {
  return liveRequestStates.some((state) => state === document.state);
}

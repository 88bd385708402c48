/** Which employer a row belongs to: the one it names, if the sender may act for it; the only one the sender acts for, where the row names none. */
import type { Actor } from "../../domain/access/actor.ts";
import type { ImportProblemCode, SourceRow } from "../pool-source.ts";
import type { Store } from "../ports.ts";

/** The employer of a row, or what is wrong with it. */
export type EmployerOfRow =
  | { readonly employerId?: string }
  | { readonly code: ImportProblemCode; readonly values: Readonly<Record<string, string>> };

/** Who sends the rows, and for whom. */
export interface EmployerOptions {
  readonly isSecretary: boolean;
  /** Whether a row of an employer is the sender's to send. */
  readonly isOwn: (employerId: string) => boolean;
  /** The employer of rows that name none. */
  readonly employerId?: string;
}

/** Employers named in a refusal. */
const MOST_NAMED = 5;

/** The employers of one file. */
export class EmployersOfRows {
  readonly #store: Pick<Store, "getMany">;
  readonly #own: readonly string[] | "all";
  readonly #isSecretary: boolean;
  readonly #isOwn: (employerId: string) => boolean;
  readonly #chosen: string | undefined;
  readonly #known = new Set<string>();

  constructor(store: Pick<Store, "getMany">, { scope }: Actor, { isSecretary, isOwn, employerId }: EmployerOptions) {
    this.#store = store;
    this.#own = isSecretary ? "all" : (scope.employerIds ?? []);
    this.#isSecretary = isSecretary;
    this.#isOwn = isOwn;
    this.#chosen = employerId;
  }

  /** Looks up those that rows name. */
  async lookUp(rows: readonly SourceRow[]): Promise<void> {
    const named = rows.flatMap(({ facts }) => (typeof facts.employerId === "string" ? [facts.employerId] : []));
    const unknown = [...new Set([...named, ...this.#unnamed()])].filter((id) => !this.#known.has(id));
    for (const id of (await this.#store.getMany("employer", unknown)).keys()) this.#known.add(id);
  }

  /** The employer of a row by what stands in its cell; a secretary's row without one is a job seeker's. */
  of(named: unknown): EmployerOfRow {
    const [unnamed] = this.#unnamed();
    const employerId = typeof named === "string" ? named : unnamed;
    if (employerId === undefined)
      return this.#isSecretary ? {} : { code: "employer-missing", values: { allowed: this.#ownNamed() } };
    if (!this.#isOwn(employerId))
      return { code: "employer-not-yours", values: { sent: employerId, allowed: this.#ownNamed() } };
    if (!this.#known.has(employerId)) return { code: "employer-unknown", values: { sent: employerId } };
    return { employerId };
  }

  /** The employer of rows that name none. */
  #unnamed(): readonly string[] {
    if (this.#chosen !== undefined) return [this.#chosen];
    return this.#own !== "all" && this.#own.length === 1 ? this.#own : [];
  }

  #ownNamed(): string {
    if (this.#own === "all") return "—";
    const named = this.#own.slice(0, MOST_NAMED).join(", ");
    return this.#own.length > MOST_NAMED ? `${named}, …` : named || "—";
  }
}

/**
 * The file of a landlord into the store as one change with one audit entry: a row a dwelling that is free, its right found by the agreements, its clock
 * started. All of it or nothing, unless only the good rows are wanted; a check says what would become of every row and writes nothing. A row that is declared
 * already changes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole, isAuthorised } from "../domain/access/permissions.ts";
import { liveVacancyStates } from "../domain/dwellings/transitions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Problem } from "../domain/shared/problem.ts";
import { type Consequences, commit } from "./commit.ts";
import {
  aboutOf,
  isSingleUse,
  namedVacancy,
  type VacancyDeclared,
  type VacancyToDeclare,
  vacancyToDeclare,
} from "./dwellings/vacancy-declaring.ts";
import { declarationChange } from "./dwellings/vacancy-writes.ts";
import { landlordsOf } from "./facts/declared-reach.ts";
import type { RequestSource, SourceProblem, SourceRow } from "./pool-source.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** What is imported, and how. */
export interface ImportVacancies {
  readonly source: RequestSource;
  /** `check` writes nothing. A wrong column or file refuses everything in each of them. */
  readonly mode: "check" | "all-or-nothing" | "good-rows-only";
}

/** What is wrong with a row beyond its cells. */
export interface RowProblem {
  readonly line: number;
  /** The column it is about, by the name of the fact. */
  readonly column?: string;
  readonly problem: Problem;
}

/** What became of the rows, or would become. */
export interface ImportedVacancies {
  /** The audit entry; absent where nothing was kept. */
  readonly sequence?: number;
  readonly counts: { readonly declared: number; readonly unchanged: number; readonly refused: number };
  /** Cells and columns that cannot be read. */
  readonly cellProblems: readonly SourceProblem[];
  readonly rowProblems: readonly RowProblem[];
  /** The first of those that would be declared: dwelling and last day to name candidates. */
  readonly declared: readonly { readonly dwellingId: string; readonly designateBy: string }[];
  /** True when a column or the file itself is wrong: then good rows cannot be kept either. */
  readonly isBroken: boolean;
}

/** Imports vacancies. Throws: `role-forbidden`; as `Store.commit`. Dwellings of other landlords are problems of their rows. */
export async function importVacancies(
  context: Context,
  actor: Actor,
  { source, mode }: ImportVacancies,
): Promise<ImportedVacancies> {
  authoriseRole(actor, "import-vacancies");
  const intake = new VacancyIntake(context, actor);
  for await (const { rows, unreadable } of source.rows()) {
    intake.refused += unreadable;
    for (const row of rows) await intake.take(row);
  }
  const isRefused = source.isBroken || (mode === "all-or-nothing" && intake.refused > 0);
  const { writes, guards, events } = intake.changes();
  const isKept = mode !== "check" && !isRefused && writes.length > 0;
  const committed = isKept
    ? await commit(context, { actor, command: "import-vacancies", events, writes, guards })
    : undefined;
  return {
    ...(committed ? { sequence: committed.sequence } : {}),
    counts: { declared: intake.declared.length, unchanged: intake.unchanged, refused: intake.refused },
    cellProblems: source.problems(),
    rowProblems: intake.problems,
    declared: intake.declared,
    isBroken: source.isBroken,
  };
}

/** The rows of one file on their way into the store. */
class VacancyIntake {
  refused = 0;
  unchanged = 0;
  readonly problems: RowProblem[] = [];
  readonly declared: { readonly dwellingId: string; readonly designateBy: string }[] = [];
  readonly #context: Context;
  readonly #actor: Actor;
  readonly #changes: Consequences[] = [];
  /** Lines by dwelling and by right of single use: each may stand once. */
  readonly #lines = new Map<string, number>();

  constructor(context: Context, actor: Actor) {
    this.#context = context;
    this.#actor = actor;
  }

  async take(row: SourceRow): Promise<void> {
    const line = lineOf(row);
    // Where a column is missing, nothing is wrong with the row itself: it lacks what it would be judged by.
    const isWhole = ["dwellingId", "availableOn"].every((name) => Object.hasOwn(row.facts, name));
    if (!row.isGood || !isWhole) {
      this.refused++;
      return;
    }
    const command = row.facts as unknown as VacancyDeclared;
    const first = this.#lines.get(`dwelling ${command.dwellingId}`);
    this.#lines.set(`dwelling ${command.dwellingId}`, first ?? line);
    if (first !== undefined) {
      this.#refuse(line, "dwellingId", [{ code: "row-twice", values: { field: "dwellingId", first } }]);
      return;
    }
    if (await this.#isDeclared(command)) {
      this.unchanged++;
      return;
    }
    try {
      await this.#declare(line, command);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
      const details = error.details as readonly Problem[];
      this.#refuse(line, undefined, details.length > 0 ? details : [{ code: error.code, values: error.values }]);
    }
  }

  /** One change of all rows; a record that several rely on is relied on once. */
  changes(): Consequences {
    const writes = this.#changes.flatMap((change) => change.writes);
    const written = new Set(writes.map(({ kind, id }) => `${kind} ${id}`));
    const guards = new Map(
      this.#changes.flatMap((change) => change.guards).map((one) => [`${one.kind} ${one.id}`, one]),
    );
    return {
      writes,
      guards: [...guards].filter(([key]) => !written.has(key)).map(([, one]) => one),
      events: this.#changes.flatMap((change) => change.events),
    };
  }

  async #declare(line: number, command: VacancyDeclared): Promise<void> {
    const context = this.#context;
    const landlordId =
      command.landlordId ?? (command.rightId === undefined ? await this.#ownLandlord(command) : undefined);
    const asked = { ...command, ...(landlordId === undefined ? {} : { landlordId }) };
    const named = await namedVacancy(context, asked);
    authorise(this.#actor, "import-vacancies", aboutOf(named));
    const vacancyId = context.ids.newId();
    const roles = this.#actor.roles;
    const declared = await vacancyToDeclare(context, asked, named, { vacancyId, roles });
    const problems = [...declared.problems, ...this.#usedUp(line, declared)];
    if (problems.length > 0) {
      this.#refuse(line, undefined, problems);
      return;
    }
    this.#changes.push(declarationChange(named, declared));
    this.declared.push({ dwellingId: command.dwellingId, designateBy: declared.document!.facts.designateBy });
  }

  /** A right of single use that an earlier row of the file uses. */
  #usedUp(line: number, { right }: VacancyToDeclare): readonly Problem[] {
    if (!right || !isSingleUse(right)) return [];
    const key = `right ${right.right.id}`;
    const first = this.#lines.get(key);
    this.#lines.set(key, first ?? line);
    return first === undefined ? [] : [{ code: "row-twice", values: { field: "rightId", first } }];
  }

  /** The landlord of the dwelling as far as it is the actor's, or the only one the actor has. */
  async #ownLandlord({ dwellingId }: VacancyDeclared): Promise<string | undefined> {
    const held = this.#actor.scope.landlordIds;
    if (Array.isArray(held) && held.length === 1) return held[0];
    const owners = await landlordsOf(this.#context, "dwelling", dwellingId);
    return Array.isArray(held) ? owners.find((one) => held.includes(one)) : owners[0];
  }

  async #isDeclared({ dwellingId, availableOn }: VacancyDeclared): Promise<boolean> {
    const query = { kind: "vacancy", by: "byDwelling", equals: [dwellingId] } as const;
    for await (const { document } of listAll(this.#context, query)) {
      const isLive = liveVacancyStates.some((state) => state === document.state);
      if (isLive && document.facts.availableOn === availableOn)
        return isAuthorised(this.#actor, "import-vacancies", document);
    }
    return false;
  }

  #refuse(line: number, column: string | undefined, problems: readonly Problem[]): void {
    this.refused++;
    for (const problem of problems) {
      const field = column ?? (typeof problem.values.field === "string" ? problem.values.field : undefined);
      this.problems.push({ line, ...(field === undefined ? {} : { column: field }), problem });
    }
  }
}

function lineOf({ placeOf }: SourceRow): number {
  return placeOf("")?.line ?? 0;
}

/**
 * The file of an employer into the store as one change with one audit entry: a row a request with its names. All of it or nothing, unless only the
 * good rows are wanted; a check first says what would become of every row and writes nothing. The same file a second time writes no record.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole, isAuthorised } from "../domain/access/permissions.ts";
import { commitBulk } from "./commit.ts";
import { RequestIntake } from "./imports/request-intake.ts";
import type { RequestSource, SourceProblem } from "./pool-source.ts";
import type { Context } from "./ports.ts";

/** What is imported, and how. */
export interface ImportRequests {
  readonly source: RequestSource;
  /** `check` writes nothing. A wrong column or file refuses everything in each of them. */
  readonly mode: "check" | "all-or-nothing" | "good-rows-only";
  /** The employer of rows that name none; the only one the actor acts for where it is absent. */
  readonly employerId?: string;
}

/** What became of the rows, or would become. */
export interface ImportedRequests {
  /** The audit entry; absent where nothing was kept. */
  readonly sequence?: number;
  readonly counts: RequestCounts;
  readonly problems: readonly SourceProblem[];
  /** Also those that are not listed. */
  readonly problemCount: number;
  /** Lines of new requests that wait for a person, since another request may be of the same household; some hundred of them. */
  readonly waitingLines: readonly number[];
  /** True when a column or the file itself is wrong: then good rows cannot be kept either. */
  readonly isBroken: boolean;
}

/** Rows by what became of them; `waiting` are among those created. */
export interface RequestCounts {
  readonly created: number;
  readonly amended: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly waiting: number;
}

/** Imports requests. Throws: `role-forbidden`; as `Store.commit`. Rows of other employers than the actor's are problems of their rows. */
export async function importRequests(
  context: Context,
  actor: Actor,
  { source, mode, employerId }: ImportRequests,
): Promise<ImportedRequests> {
  const isSecretary = authoriseRole(actor, "import-requests").includes("secretary");
  const isOwn = (employerId: string) => isAuthorised(actor, "import-requests", { employerId });
  const intake = new RequestIntake(context, actor, source, {
    isSecretary,
    isOwn,
    ...(employerId === undefined ? {} : { employerId }),
    goodRowsOnly: mode === "good-rows-only",
    isCheck: mode === "check",
  });
  const outcome = (sequence?: number): ImportedRequests => ({
    ...(sequence === undefined ? {} : { sequence }),
    counts: intake.counts,
    problems: source.problems(),
    problemCount: source.problemCount,
    waitingLines: intake.waitingLines,
    isBroken: source.isBroken,
  });
  if (mode === "check") {
    for await (const writes of intake.writes()) void writes;
    return outcome();
  }
  try {
    const { sequence } = await commitBulk(context, {
      actor,
      command: "import-requests",
      writes: intake.writesOrRefusal(),
      events: () => [{ type: "requests-imported", ...intake.counts }],
    });
    return outcome(sequence);
  } catch (error) {
    if (error !== intake.refusal) throw error;
    return outcome();
  }
}

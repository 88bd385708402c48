/** Requests from a JSON file: one record, or a list of them, with the shape of the pool's files. */
import { type InputPlace, ProblemList } from "../../adapters/files/input-problem.ts";
import { poolCollections } from "../../adapters/files/pool-collections.ts";
import { checkRecord } from "../../adapters/files/read-pool.ts";
import { kindOf } from "../../adapters/files/words.ts";
import type { Request } from "../../domain/facts/request.ts";
import { problemDetails, problemLines } from "../open-run.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { readJson } from "./input-file.ts";

const requests = poolCollections.find(({ name }) => name === "requests")!;

/** The requests of a file. Throws: a `CommandProblem` with everything that is wrong in it. */
export async function readRequests(file: string, terminal: Terminal): Promise<Request[]> {
  const content = await readJson(file, terminal);
  const records: unknown[] = Array.isArray(content) ? content : [content];
  const problems = new ProblemList();
  for (const [at, record] of records.entries()) {
    const pointer = Array.isArray(content) ? `/${at}` : "";
    const placeOf = (inner: string): InputPlace => ({ file, pointer: `${pointer}${inner}` });
    if (typeof record !== "object" || record === null || Array.isArray(record))
      problems.add(placeOf(""), "not-an-object", { sent: kindOf(record) });
    else checkRecord(requests, record as Record<string, unknown>, placeOf, problems);
  }
  if (problems.total === 0) return records as Request[];
  const first = terminal.say("problem.input-not-taken", { count: problems.total });
  const found = problems.list();
  throw new CommandProblem(
    exitCodes.wrongInput,
    [first, ...problemLines(found, terminal)],
    problemDetails(found, terminal),
  );
}

/**
 * Requests from a JSON file, in the shape of the pool's files; one that is handed in or told anew may have a `person` with names and contacts.
 */
import { type InputPlace, ProblemList } from "../../adapters/files/input-problem.ts";
import { personsCollection } from "../../adapters/files/persons-collection.ts";
import { poolCollections, type RecordCollection } from "../../adapters/files/pool-collections.ts";
import { checkRecord } from "../../adapters/files/read-pool.ts";
import { kindOf } from "../../adapters/files/words.ts";
import type { NewRequest } from "../../app/submit-request.ts";
import type { Request } from "../../domain/facts/request.ts";
import type { PersonContents } from "../../domain/persons/person.ts";
import { problemDetails, problemLines } from "../open-run.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { readJson } from "./input-file.ts";

type JsonRecord = Record<string, unknown>;

const requests = poolCollections.find(({ name }) => name === "requests")!;

/** Members that a new request may leave out, as they are checked then. */
const madeLater = { id: "made-later", filedOn: "2026-01-01", validUntil: "2026-01-01" } as const;

/** The requests of a file, one or a list. Throws: a `CommandProblem` with everything that is wrong in it. */
export async function readRequests(file: string, terminal: Terminal): Promise<Request[]> {
  const content = await readJson(file, terminal);
  const records: unknown[] = Array.isArray(content) ? content : [content];
  const problems = new ProblemList();
  for (const [at, record] of records.entries())
    check(requests, record, file, Array.isArray(content) ? `/${at}` : "", problems);
  refuse(problems, terminal);
  return records as Request[];
}

/** A new request with its person; id and days may be left out. */
export async function readNewRequest(file: string, terminal: Terminal): Promise<NewRequest> {
  return told(file, madeLater, terminal);
}

/** A request told anew, with its person where that changed. */
export async function readToldRequest(
  file: string,
  terminal: Terminal,
): Promise<{ readonly facts: Request; readonly person?: PersonContents }> {
  return (await told(file, {}, terminal)) as { readonly facts: Request; readonly person?: PersonContents };
}

async function told(file: string, standard: Readonly<Record<string, string>>, terminal: Terminal): Promise<NewRequest> {
  const content = await readJson(file, terminal);
  const problems = new ProblemList();
  if (!isRecord(content)) {
    problems.add({ file, pointer: "" }, "not-an-object", { sent: kindOf(content) });
    refuse(problems, terminal);
  }
  const { person, ...facts } = content as JsonRecord;
  const whole: JsonRecord = { ...standard, ...facts };
  check(requests, whole, file, "", problems);
  if (isRecord(person)) check(personsCollection, { requestId: "made-later", ...person }, file, "/person", problems);
  else if (person !== undefined) check(personsCollection, person, file, "/person", problems);
  refuse(problems, terminal);
  for (const name of Object.keys(standard)) if (!Object.hasOwn(facts, name)) delete whole[name];
  return {
    facts: whole as unknown as NewRequest["facts"],
    ...(person === undefined ? {} : { person: person as unknown as PersonContents }),
  };
}

function check(
  collection: RecordCollection,
  record: unknown,
  file: string,
  pointer: string,
  problems: ProblemList,
): void {
  const placeOf = (inner: string): InputPlace => ({ file, pointer: `${pointer}${inner}` });
  if (isRecord(record)) checkRecord(collection, record, placeOf, problems);
  else problems.add(placeOf(""), "not-an-object", { sent: kindOf(record) });
}

function refuse(problems: ProblemList, terminal: Terminal): void {
  if (problems.total === 0) return;
  const found = problems.list();
  const first = terminal.say("problem.input-not-taken", { count: problems.total });
  const lines = [first, ...problemLines(found, terminal)];
  throw new CommandProblem(exitCodes.wrongInput, lines, problemDetails(found, terminal));
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

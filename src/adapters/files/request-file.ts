/**
 * The file of an employer, as an import of requests reads it: CSV in UTF-8, UTF-16 or Windows-1252, with headings and cells as people write them.
 * Nothing else is opened: a workbook or an archive is told by its first bytes and not read.
 */
import type { RequestSource, SourceProblem, SourceRows } from "../../app/pool-source.ts";
import {
  plainHeading,
  type RequestColumn,
  requestColumns,
  requestRowSchema,
} from "../../domain/imports/request-columns.ts";
import { vacancyColumns, vacancyRowSchema } from "../../domain/imports/vacancy-columns.ts";
import { type CellKind, type CsvColumn, cellKindOf } from "./csv/csv-cells.ts";
import { LONGEST_RECORD } from "./csv/csv-file.ts";
import { ProblemList } from "./input-problem.ts";
import type { RecordCollection } from "./pool-collections.ts";
import { RowIntake } from "./row-intake.ts";

/** How the bytes of a file are to be understood. */
export type FileEncoding = "utf-8" | "utf-16le" | "windows-1252";

/** A file that was received, and how to read it. */
export interface ReceivedContent {
  readonly fileName: string;
  readonly bytes: number;
  readonly encoding: FileEncoding;
  readonly read: () => AsyncIterable<Uint8Array>;
}

const PROBLEMS_KEPT = 10_000;

/** Requests with their names, a row each. */
export const requestRowsCollection: RecordCollection = {
  name: "request-rows",
  file: "requests",
  schema: requestRowSchema,
  key: [],
  prefix: "request",
  headings: { columns: headings(requestColumns), plain: plainHeading },
};

/** Dwellings that are free, a row each. */
export const vacancyRowsCollection: RecordCollection = {
  name: "vacancy-rows",
  file: "vacancies",
  schema: vacancyRowSchema,
  key: [],
  prefix: "vacancy",
  headings: { columns: headings(vacancyColumns), plain: plainHeading },
};

function headings(all: readonly RequestColumn[]): ReadonlyMap<string, CsvColumn> {
  const columns = new Map<string, CsvColumn>();
  for (const column of all) {
    const { name, form, titles, isRequired = false } = column;
    const path = [name];
    const title = titles.fr[0];
    const asPeople: CsvColumn = { name: title, path, kind: kindOf(column), isRequired };
    for (const one of [...titles.fr, ...titles.en]) columns.set(plainHeading(one), asPeople);
    // Under the name of the fact the unit is the one at the end of that name: cents, metres.
    const isScaled = form === "euros" || form === "kilometres";
    columns.set(plainHeading(name), isScaled ? { ...asPeople, kind: cellKindOf(column.schema, name) } : asPeople);
  }
  return columns;
}

function kindOf({ form, schema, words, proposed = "", name }: RequestColumn): CellKind {
  if (form === "euros") return { kind: "scaled", factor: 100, example: "21500,00" };
  if (form === "kilometres") return { kind: "scaled", factor: 1_000, example: "12,5" };
  if (form === "day" || schema.format === "date") return { kind: "french-day" };
  if (form === "list") return { kind: "loose-list" };
  if (words) return { kind: "words", allowed: schema.enum ?? [], words: new Map(Object.entries(words)), proposed };
  return cellKindOf(schema, name);
}

/** Opens a received file as one of requests, or of vacancies. */
export function openRequestFile(received: ReceivedContent, rows: "requests" | "vacancies" = "requests"): RequestSource {
  const collection = rows === "requests" ? requestRowsCollection : vacancyRowsCollection;
  return new RequestFile(received, collection, new ProblemList(PROBLEMS_KEPT));
}

class RequestFile implements RequestSource {
  readonly #received: ReceivedContent;
  readonly #collection: RecordCollection;
  readonly #problems: ProblemList;
  readonly #columns = new Set<string>();
  #isBroken = false;

  constructor(received: ReceivedContent, collection: RecordCollection, problems: ProblemList) {
    this.#received = received;
    this.#collection = collection;
    this.#problems = problems;
  }

  get fileName(): string {
    return this.#received.fileName;
  }

  get bytes(): number {
    return this.#received.bytes;
  }

  get problemCount(): number {
    return this.#problems.total;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  get columns(): ReadonlySet<string> {
    return this.#columns;
  }

  report(...problem: Parameters<RequestSource["report"]>): void {
    this.#problems.add(...problem);
  }

  problems(): readonly SourceProblem[] {
    return this.#problems.list();
  }

  async *rows(): AsyncIterable<SourceRows> {
    const intake = new RowIntake(this.#collection, this.#problems);
    yield* intake.readCsv(linesIn(this.#received), this.fileName, ({ columns }) => {
      for (const column of columns) if (column) this.#columns.add(String(column.path[0]));
    });
    this.#isBroken = intake.isBroken;
  }
}

/** The lines of a file, some at a time, without their ends. */
async function* linesIn({ read, encoding }: ReceivedContent): AsyncIterable<readonly string[]> {
  const decoder = new TextDecoder(encoding);
  let rest = "";
  for await (const chunk of read()) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    if (lines.length > 0) yield lines;
    // A line that does not end is refused by its length; nothing more of it is read.
    if (rest.length > LONGEST_RECORD) {
      yield [rest];
      return;
    }
  }
  const last = rest + decoder.decode();
  if (last !== "") yield [last.replace(/\r$/, "")];
}

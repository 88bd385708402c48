/**
 * One thread of `readRequests`: reads its part of the file and hands its rows back in shared memory.
 */
import { parentPort, workerData } from "node:worker_threads";
import { factCatalogue } from "../../../domain/facts/catalogue.ts";
import { FactTableBuilder } from "../../../domain/facts/table/fact-table-builder.ts";
import { ProblemList } from "../input-problem.ts";
import { poolCollections } from "../pool-collections.ts";
import { PoolKeys } from "../pool-keys.ts";
import type { RequestPart, RequestTask } from "./read-requests.ts";
import { RequestRows } from "./request-rows.ts";

const { path, file, format, range, employers, missing, unread } = workerData as RequestTask;

const problems = new ProblemList();
const builder = new FactTableBuilder(factCatalogue, 0);
for (const employer of employers) builder.addReference("employers", employer);
const keys = new PoolKeys(problems, new Set(missing));
const ids = new Set(employers.map(({ id }) => id));
keys.delegate("employers", (id) => ids.has(id));
for (const name of unread) keys.leaveOut(name);

const rows = new RequestRows(builder, factCatalogue, keys, problems);
const collection = poolCollections.find(({ name }) => name === "requests")!;
await rows.read({ collection, path, file, format }, range);

const part: RequestPart = {
  rows: builder.requests.rows(),
  texts: builder.texts.texts,
  hashes: rows.hashes.bytes(),
  lines: rows.lines,
  lineCount: rows.lineCount,
  refused: rows.refused,
  sawQuote: rows.sawQuote,
  problems: problems.kept,
  problemCount: problems.total,
};
parentPort!.postMessage(part);

/** Runs: what is kept of each night. */
import type { FromSchema } from "json-schema-to-ts";
import { runStates } from "../../domain/runs/run-record.ts";
import { dayOf, idOf, idsOf, instant, pageQuery, version } from "./shared.ts";

export const listRunsQuery = {
  title: "ListRunsQuery",
  type: "object",
  additionalProperties: false,
  properties: { ...pageQuery, state: { type: "string", enum: runStates, description: "Only those in one state." } },
} as const;
export type ListRunsQuery = FromSchema<typeof listRunsQuery>;

/** `POST /runs`. */
export const startRun = {
  title: "StartRun",
  description: "A run by hand. The night of a day is run once, whoever asks.",
  type: "object",
  additionalProperties: false,
  properties: {
    day: dayOf("Today when absent; an earlier day when a night was missed."),
    again: { type: "boolean", description: "True to run a day again that was run." },
  },
} as const;
export type StartRunBody = FromSchema<typeof startRun>;

export const runRecord = {
  title: "RunRecord",
  description: "A run: digests, counts, what was found. It can be replayed from these.",
  type: "object",
  additionalProperties: false,
  required: ["id", "version", "state", "asOf", "startedAt", "finishedAt", "withheld", "findings", "problems"],
  properties: {
    id: idOf("The run: its day and a number."),
    version,
    state: { type: "string", enum: runStates, description: "Refused where rules or input stopped it." },
    asOf: dayOf("Its day."),
    startedAt: { ...instant, description: "When it began." },
    finishedAt: { ...instant, description: "When it ended." },
    snapshotDigest: { type: "string", description: "SHA-256 over what it knew." },
    resultDigest: { type: "string", description: "SHA-256 over what it proposed." },
    seed: { type: "string", description: "Seed of the tie-break." },
    engineVersion: { type: "string", description: "Version of the engine." },
    ruleSets: {
      type: "array",
      description: "Rule sets in their order.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "version", "digest"],
        properties: { id: { type: "string" }, version: { type: "string" }, digest: { type: "string" } },
      },
    },
    counts: {
      type: "object",
      additionalProperties: { type: "integer", minimum: 0 },
      description: "Requests, vacancies, proposed candidates.",
    },
    properties: {
      type: "array",
      description: "The properties that were checked again, and whether they hold.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["property", "holds"],
        properties: { property: { type: "string" }, holds: { type: "boolean" } },
      },
    },
    withheld: idsOf("Vacancies whose proposals are withheld.", 100_000),
    findings: {
      type: "array",
      description: "What is wrong with the rules.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["severity", "kind", "file", "pointer", "sentence"],
        properties: {
          severity: { type: "string", enum: ["error", "warning"] },
          kind: { type: "string" },
          file: { type: "string" },
          pointer: { type: "string" },
          sentence: { type: "string" },
        },
      },
    },
    problems: {
      type: "array",
      description: "What in the input kept it from starting.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["code", "values"],
        properties: { code: { type: "string" }, values: { type: "object" } },
      },
    },
  },
} as const;

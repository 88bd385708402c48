import type { FromSchema } from "json-schema-to-ts";
import { day, id, slug } from "./schema.ts";

const points = { type: "integer", minimum: -1_000_000, maximum: 1_000_000 } as const;
const digest = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;
const count = { type: "integer", minimum: 0 } as const;

const candidateSchema = {
  type: "object",
  additionalProperties: false,
  required: ["requestId", "points"],
  properties: {
    requestId: { ...id, description: "The request." },
    points: { ...points, description: "Its points for this vacancy." },
    priorityClass: {
      type: "integer",
      description: "Its class where the vacancy is in priority-first mode: higher comes first.",
    },
  },
} as const;

/** What a run proposes, and everything needed to check it. Lists are in order; proposals are sorted by vacancy id. */
export const resultSchema = {
  $id: "result",
  type: "object",
  additionalProperties: false,
  required: ["format", "schemaVersion", "run", "targets", "proposals"],
  properties: {
    format: { const: "contingent-result", description: "Marks the file." },
    schemaVersion: { const: 1, description: "Version of this schema." },
    run: {
      type: "object",
      additionalProperties: false,
      required: ["engineVersion", "asOf", "seed", "seedOrigin", "snapshotDigest", "ruleSets", "listsPerRequest"],
      description: "What the result was computed from.",
      properties: {
        engineVersion: { type: "string", maxLength: 40, description: "Version of the engine." },
        asOf: { ...day, description: "Reference day." },
        seed: { type: "string", minLength: 1, maxLength: 200, description: "Seed of the tie-break." },
        seedOrigin: {
          type: "string",
          enum: ["given", "derived"],
          description: "Given by the caller, or derived from the snapshot's digest.",
        },
        snapshotDigest: { ...digest, description: "SHA-256 over the canonical records of the snapshot." },
        ruleSets: {
          type: "array",
          description: "Rule sets in the order of the run.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["id", "version", "digest"],
            properties: {
              id: { ...slug, description: "Rule set." },
              version: { type: "string", maxLength: 40, description: "Its version." },
              digest: { ...digest, description: "SHA-256 over its canonical files." },
            },
          },
        },
        listsPerRequest: { type: "integer", minimum: 1, maximum: 20, description: "Lists a request may stand on." },
      },
    },
    targets: {
      type: "array",
      description: "What each target asked for, in order of rule set, target and territory.",
      items: {
        type: "object",
        additionalProperties: false,
        required: [
          "ruleSetId",
          "targetId",
          "territory",
          "year",
          "shareBasisPoints",
          "lettings",
          "counted",
          "vacancies",
          "need",
          "priorityFirst",
          "unmet",
          "reached",
        ],
        properties: {
          ruleSetId: { ...slug, description: "Rule set of the target." },
          targetId: { ...slug, description: "The target." },
          territory: { type: "string", description: "Territory." },
          year: { type: "integer", description: "Calendar year." },
          shareBasisPoints: { type: "integer", minimum: 0, maximum: 10_000, description: "Share to reach." },
          lettings: { ...count, description: "Lettings so far, from the ledger." },
          counted: { ...count, description: "Of those, counted toward the target." },
          vacancies: { ...count, description: "Vacancies of this run that the target is a share of." },
          need: { ...count, description: "ceil(share x (lettings + vacancies)) - counted, at least 0." },
          priorityFirst: { ...count, description: "Vacancies put into priority-first mode." },
          unmet: {
            ...count,
            description: "need - priorityFirst: no vacancy with an eligible priority request was left.",
          },
          reached: {
            ...count,
            description:
              "Vacancies of the territory whose first candidate counts toward the target, recounted on the result.",
          },
        },
      },
    },
    proposals: {
      type: "array",
      description: "One per vacancy of the snapshot.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["vacancyId", "ruleSetId", "places", "pinned", "candidates", "next"],
        properties: {
          vacancyId: { ...id, description: "The vacancy." },
          ruleSetId: { ...slug, description: "The rule set that governs it." },
          priorityFirstFor: { ...slug, description: "The target for which the vacancy is in priority-first mode." },
          places: { ...count, description: "Places of the list, pinned ones included." },
          pinned: { type: "array", items: id, description: "Requests pinned on it, by id." },
          candidates: {
            type: "array",
            items: candidateSchema,
            description: "Who is proposed, best first, pinned ones left out.",
          },
          next: {
            type: "array",
            items: candidateSchema,
            description: "Who would come if one candidate fell away; binds nobody.",
          },
        },
      },
    },
  },
} as const;
/** What a run proposes, with its record. */
export type Result = FromSchema<typeof resultSchema>;
/** The ranked candidates of one vacancy. */
export type Proposal = Result["proposals"][number];
/** One request on a list or among the next, with its points. */
export type Candidate = Proposal["candidates"][number];
/** The modes of an earlier result, for a run that keeps them. */
export interface KeptModes {
  readonly targets: readonly TargetOutcome[];
  readonly proposals: readonly Pick<Proposal, "vacancyId" | "priorityFirstFor">[];
}
/** What one target asked for in one territory, and what became of it. */
export type TargetOutcome = Result["targets"][number];

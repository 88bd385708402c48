/** Why and why not: explanations of requests before vacancies. */
import type { FromSchema } from "json-schema-to-ts";
import { explanationSchema } from "../../domain/facts/explanation.ts";
import { bilingual, idOf, idsOf } from "./shared.ts";

const { $id: _, ...explanationFacts } = explanationSchema;

/** One request before one vacancy. */
export const explanation = {
  title: "Explanation",
  description: "Each rule with value, threshold and source; each criterion with its points; the place in the order.",
  ...explanationFacts,
} as const;

export const explainQuery = {
  title: "ExplainQuery",
  type: "object",
  additionalProperties: false,
  properties: { runId: idOf("In which run; the last one when absent.") },
} as const;
export type ExplainQuery = FromSchema<typeof explainQuery>;

/** One request before every vacancy of a run. */
export const whyNot = {
  title: "WhyNot",
  description: "What a run made of a request before every vacancy, and the smallest change that would have helped.",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "kind"],
  properties: {
    requestId: idOf("The request."),
    kind: {
      type: "string",
      enum: ["considered", "not-considered", "no-night"],
      description: "Whether a run had it in its queue.",
    },
    runId: idOf("The run."),
    isAmended: { type: "boolean", description: "True where its facts were changed since." },
    order: {
      type: "string",
      enum: ["told", "computing", "erased"],
      description: "Whether places in the order are told; ask again where they are being computed.",
    },
    outcomes: {
      type: "array",
      description: "Vacancy by vacancy.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["vacancyId", "ruleSetId", "verdict", "failed", "points", "standing"],
        properties: {
          vacancyId: idOf("The vacancy."),
          ruleSetId: { type: "string", description: "The rule set that governs it." },
          verdict: { type: "string", enum: ["eligible", "refused", "incomplete"], description: "What the rules say." },
          failed: {
            ...explanationFacts.properties.rules,
            description: "Every rule that failed, refusals first.",
          },
          points: { type: "integer", description: "Its points." },
          standing: explanationFacts.properties.standing,
        },
      },
    },
    firstRefusals: {
      type: "array",
      description: "How many vacancies each rule was the first to refuse.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["ruleSetId", "ruleId", "title", "vacancies"],
        properties: {
          ruleSetId: { type: "string" },
          ruleId: { type: "string" },
          title: bilingual,
          vacancies: { type: "integer", minimum: 0 },
        },
      },
    },
    change: {
      type: "object",
      additionalProperties: false,
      required: ["kind"],
      description: "The smallest change that would have put it on a list.",
      properties: {
        kind: { type: "string", enum: ["already-listed", "change", "none"], description: "Whether there is one." },
        vacancyIds: idsOf("On whose lists it would stand.", 100_000),
        levers: {
          type: "array",
          description: "What would change.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["leverId", "ruleSetId", "fact", "value", "sentence"],
            properties: {
              leverId: { type: "string" },
              ruleSetId: { type: "string" },
              fact: { type: "string" },
              value: { type: ["boolean", "number", "string"] },
              sentence: bilingual,
            },
          },
        },
      },
    },
  },
} as const;

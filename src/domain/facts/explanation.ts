import type { FromSchema } from "json-schema-to-ts";
import { id, slug } from "./schema.ts";

const bilingual = {
  type: "object",
  additionalProperties: false,
  required: ["fr", "en"],
  properties: { fr: { type: "string", description: "In French." }, en: { type: "string", description: "In English." } },
} as const;

const source = {
  type: "object",
  additionalProperties: false,
  required: ["text"],
  properties: {
    text: { type: "string", description: "Text of law, contract or decision." },
    article: { type: "string", description: "Article." },
    date: { type: "string", description: "Date of the text." },
    url: { type: "string", description: "Where it can be read." },
  },
} as const;

/** A value as a person may read it once its unit is known; days are written 2026-11-23. */
const value = {
  type: ["integer", "boolean", "string"],
} as const;

const count = { type: "integer", minimum: 0 } as const;

/**
 * Why a request stands where it stands before one vacancy, complete enough to be kept with a decision.
 * Source: CRPA art. R311-3-1-2 (the four items under `disclosure`).
 */
export const explanationSchema = {
  $id: "explanation",
  type: "object",
  additionalProperties: false,
  required: [
    "format",
    "schemaVersion",
    "vacancyId",
    "requestId",
    "ruleSetId",
    "verdict",
    "rules",
    "points",
    "maximumPoints",
    "headings",
    "standing",
    "disclosure",
    "digests",
  ],
  properties: {
    format: { const: "contingent-explanation", description: "Marks the file." },
    schemaVersion: { const: 1, description: "Version of this schema." },
    vacancyId: { ...id, description: "The vacancy." },
    requestId: { ...id, description: "The request." },
    ruleSetId: { ...slug, description: "The rule set that governs the vacancy." },
    verdict: {
      type: "string",
      enum: ["eligible", "refused", "incomplete"],
      description: "Refused beats incomplete; a missing fact is never a refusal.",
    },
    rules: {
      type: "array",
      description: "Every rule, in the order of the rule set.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "title", "effect", "outcome", "reasonCode", "reason", "missing", "source"],
        properties: {
          id: { ...slug, description: "The rule." },
          title: { ...bilingual, description: "Its title." },
          effect: { type: "string", enum: ["exclude", "flag"], description: "A flag is shown and excludes nobody." },
          outcome: {
            type: "string",
            enum: ["holds", "refused", "incomplete"],
            description: "What it says of this pair.",
          },
          reasonCode: { ...slug, description: "Code of the refusal." },
          reason: { ...bilingual, description: "Sentence when it fails, with {value} and {threshold}." },
          value: { ...value, description: "What was found." },
          threshold: { ...value, description: "What was asked." },
          unit: { type: "string", description: "Unit of both." },
          missing: { type: "array", items: { type: "string" }, description: "Facts that are absent and left it open." },
          source: { ...source, description: "Where the rule comes from." },
        },
      },
    },
    points: { type: "integer", description: "Total." },
    maximumPoints: { type: "integer", description: "The most that can be had." },
    headings: {
      type: "array",
      description: "Points by heading and criterion, in the order of the rule set.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "title", "points", "maximumPoints", "criteria"],
        properties: {
          id: { ...slug, description: "The heading." },
          title: { ...bilingual, description: "Its title." },
          points: { type: "integer", description: "Points of the heading." },
          maximumPoints: { type: "integer", description: "The most it can give." },
          criteria: {
            type: "array",
            description: "Its criteria.",
            items: {
              type: "object",
              additionalProperties: false,
              required: [
                "id",
                "title",
                "sentence",
                "state",
                "points",
                "pendingPoints",
                "maximumPoints",
                "missing",
                "facts",
                "source",
              ],
              properties: {
                id: { ...slug, description: "The criterion." },
                title: { ...bilingual, description: "Its title." },
                sentence: { ...bilingual, description: "What it rewards." },
                state: {
                  type: "string",
                  enum: ["counted", "pending", "not-applicable", "expired", "outside-dates", "not-taken"],
                  description: "Whether its points count, and if not why.",
                },
                points: { type: "integer", description: "Points that count." },
                pendingPoints: { type: "integer", description: "Points that a proof would bring." },
                maximumPoints: { type: "integer", description: "The most it can give." },
                value: { ...value, description: "What its scale read." },
                missing: { type: "array", items: { type: "string" }, description: "Facts that are absent." },
                facts: {
                  type: "array",
                  description: "Facts it reads, with their values.",
                  items: {
                    type: "object",
                    additionalProperties: false,
                    required: ["name", "value"],
                    properties: {
                      name: { type: "string", description: "The fact." },
                      value: { type: "string", description: "Its value as text; empty when absent." },
                    },
                  },
                },
                proofSentence: { ...bilingual, description: "Which proof is awaited." },
                source: { ...source, description: "Where the criterion comes from." },
              },
            },
          },
        },
      },
    },
    standing: {
      type: "object",
      additionalProperties: false,
      required: ["state"],
      description: "Where the request stands before this vacancy after the run.",
      properties: {
        state: {
          type: "string",
          enum: [
            "pinned",
            "proposed",
            "next",
            "holds-preferred",
            "lower-in-order",
            "struck",
            "not-eligible",
            "incomplete",
            "out-of-market",
          ],
          description:
            "Already promised; on the list; among the next; on lists it prefers; behind the last candidate; may not be proposed again; not eligible; to be completed; has nothing left to compete for.",
        },
        place: { ...count, description: "Place on the list or among the next, from 1." },
        placeInOrder: { ...count, description: "Place among all eligible requests of the vacancy, from 1." },
        eligibleRequests: { ...count, description: "Eligible requests of the vacancy." },
        listPlaces: { ...count, description: "Places of the list." },
        pointsMissing: {
          type: "integer",
          description: "Points missing to the last candidate; 0 when another key decided.",
        },
        decidedBy: {
          type: "string",
          enum: ["priority-class", "points", "seniority", "tie-break"],
          description: "What separates the request from the one it is compared with.",
        },
        comparedWith: {
          ...id,
          description: "The request it is compared with: the last candidate, or the one after it.",
        },
        comparedPoints: { type: "integer", description: "Points of that request." },
        priorityFirstFor: { ...slug, description: "The target for which the vacancy is in priority-first mode." },
        holds: { type: "array", items: id, description: "Vacancies on whose lists the request stands." },
        struckReason: { type: "string", description: "Why the pair may not be proposed again." },
      },
    },
    disclosure: {
      type: "object",
      additionalProperties: false,
      required: ["contribution", "data", "parameters", "operations"],
      description: "The four items of CRPA art. R311-3-1-2.",
      properties: {
        contribution: {
          type: "string",
          enum: ["proposal-confirmed-by-a-person"],
          description: "1. Degree and mode of contribution of the algorithm to the decision.",
        },
        data: {
          type: "array",
          description: "2. Data processed, and their source.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["name", "description", "value", "origin"],
            properties: {
              name: { type: "string", description: "The fact." },
              description: { type: "string", description: "What it means." },
              value: { type: "string", description: "Its value as text; empty when absent." },
              origin: {
                type: "string",
                enum: ["request", "vacancy"],
                description: "Submitted with the request, or declared with the vacancy.",
              },
            },
          },
        },
        parameters: {
          type: "array",
          description: "3. Parameters, and their weights, applied to the person.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["id", "title", "unit", "value", "source", "standing"],
            properties: {
              id: { ...slug, description: "The parameter." },
              title: { ...bilingual, description: "Its title." },
              unit: { type: "string", description: "Its unit." },
              value: { type: "string", description: "Its value on the day, as text; a table is named, not copied." },
              source: { ...source, description: "Where it comes from." },
              standing: {
                type: "string",
                enum: ["confirmed", "derived", "unconfirmed"],
                description: "How sure the value is.",
              },
            },
          },
        },
        operations: {
          type: "array",
          items: { type: "string", enum: ["eligibility", "points", "order", "assignment", "verification"] },
          description: "4. Operations carried out, in order.",
        },
      },
    },
    digests: {
      type: "object",
      additionalProperties: false,
      required: ["snapshot", "ruleSet"],
      description: "What the explanation was computed from.",
      properties: {
        snapshot: { type: "string", description: "SHA-256 of the snapshot." },
        ruleSet: { type: "string", description: "SHA-256 of the rule set." },
      },
    },
  },
} as const;
/** The explanation of one pair, as it is kept with a decision. */
export type Explanation = FromSchema<typeof explanationSchema>;

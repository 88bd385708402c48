/** The words that messages are written in. A schema is the single source: it checks what comes in, types the code and is the document. */
import { day, id, slug } from "../../domain/facts/schema.ts";

/** An instant in UTC. */
export const instant = { type: "string", format: "date-time" } as const;

/** The version of a record; it goes into `If-Match`, and comes as `ETag`. */
export const version = { type: "integer", minimum: 1, description: "One more with each write." } as const;

/** A text typed by a person: not empty, without control signs and halves of signs, which no store keeps as they are. */
export const text = (maxLength: number, description: string) =>
  ({
    type: "string",
    minLength: 1,
    maxLength,
    pattern: "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$",
    description,
  }) as const;

/** A reference to another record. */
export const idOf = (what: string) => ({ ...id, description: what }) as const;

/** A word of a closed or ruled list. */
export const code = (description: string) => ({ ...slug, description }) as const;

/** A day with what it is. */
export const dayOf = (description: string) => ({ ...day, description }) as const;

/** A list of ids. */
export const idsOf = (description: string, maxItems = 1_000) =>
  ({ type: "array", items: id, maxItems, description }) as const;

/** Key and length of a page. */
export const pageQuery = {
  after: { ...text(600, "Key of the page, as `next` of the page before gave it."), examples: ["7QX1"] },
  limit: { type: "integer", minimum: 1, maximum: 200, description: "Records on a page; 50 unless told." },
} as const;

/** A text in both languages. */
export const bilingual = {
  type: "object",
  additionalProperties: false,
  required: ["fr", "en"],
  properties: { fr: { type: "string" }, en: { type: "string" } },
} as const;

/** What every refused call is answered with. Source: RFC 9457. */
export const problemSchema = {
  title: "Problem",
  description: "What is wrong with a call, all of it at once.",
  type: "object",
  additionalProperties: false,
  required: ["type", "title", "status", "detail", "instance", "code", "values", "issues"],
  properties: {
    type: { type: "string", description: "Address of the description of this kind of problem." },
    title: { type: "string", description: "What kind of problem it is, in the language asked for." },
    status: { type: "integer", minimum: 400, maximum: 599, description: "The status of the answer." },
    detail: { type: "string", description: "What is wrong and what to do, in the language asked for." },
    instance: { type: "string", description: "The id of the request, which the operator finds in the log." },
    code: { type: "string", description: "Stable name of the problem, for programs." },
    values: {
      type: "object",
      additionalProperties: { type: ["string", "number"] },
      description: "The values of the sentence, for programs.",
    },
    issues: {
      type: "array",
      description: "Everything that must be corrected, each with its place.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["pointer", "code", "message"],
        properties: {
          pointer: { type: "string", description: "JSON pointer into the body; of the query after `?`." },
          code: { type: "string", description: "Stable name of what is wrong." },
          message: { type: "string", description: "What is wrong, what was sent, what is allowed." },
        },
      },
    },
  },
} as const;

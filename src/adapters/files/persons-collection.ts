/**
 * The file of names and contacts that may lie beside a pool. Only an import reads it; a run never does.
 */
import { id } from "../../domain/facts/schema.ts";
import type { RecordCollection } from "./pool-collections.ts";

const text = { type: "string", pattern: "\\S" } as const;

const personRowSchema = {
  $id: "person-row",
  type: "object",
  additionalProperties: false,
  required: ["requestId", "familyName", "givenNames"],
  properties: {
    requestId: { ...id, description: "The request of this person." },
    familyName: { ...text, maxLength: 120, description: "Family name." },
    givenNames: { ...text, maxLength: 120, description: "Given names." },
    email: { ...text, maxLength: 254, description: "Address for mail." },
    phone: { ...text, maxLength: 40, description: "Telephone number." },
    address: { ...text, maxLength: 300, description: "Postal address." },
  },
} as const;

/** Names and contacts, one row for a request. */
export const personsCollection = {
  name: "persons",
  file: "persons",
  schema: personRowSchema,
  key: ["requestId"],
  prefix: "person",
} as const satisfies RecordCollection;

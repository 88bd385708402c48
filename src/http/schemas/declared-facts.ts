/** Records that are facts and nothing else: employers, landlords, agreements, rights, dwellings. */
import { agreementSchema } from "../../domain/facts/agreement.ts";
import { dwellingSchema } from "../../domain/facts/dwelling.ts";
import { employerSchema } from "../../domain/facts/employer.ts";
import { landlordSchema } from "../../domain/facts/landlord.ts";
import { rightSchema } from "../../domain/facts/right.ts";
import type { NamedSchema } from "../api-route.ts";
import { idOf, pageQuery, version } from "./shared.ts";

/** The facts of each kind, as they are sent and given. */
export const declaredFacts = {
  employer: named("Employer", employerSchema),
  landlord: named("Landlord", landlordSchema),
  agreement: named("Agreement", agreementSchema),
  right: named("Right", rightSchema),
  dwelling: named("Dwelling", dwellingSchema),
} as const;

/** Such a record as it is given. */
export function declaredRecord(kind: keyof typeof declaredFacts): NamedSchema {
  const facts = declaredFacts[kind];
  return {
    title: `${facts.title}Record`,
    description: `${facts.title} as stored.`,
    type: "object",
    additionalProperties: false,
    required: ["id", "version", "facts"],
    properties: { id: idOf("The record."), version, facts },
  } as NamedSchema;
}

export const listQuery = {
  title: "PageQuery",
  type: "object",
  additionalProperties: false,
  properties: pageQuery,
} as const;

/** A fact schema under its title: the id of the file it comes from means nothing in the document. */
function named(title: string, schema: object): NamedSchema {
  const { $id: _, ...rest } = schema as { readonly $id?: string };
  return { title, ...rest } as NamedSchema;
}

/** Employers, landlords, agreements, rights, dwellings: records that are facts and nothing else. */
import { amendFacts } from "../../app/amend-facts.ts";
import { declareFacts } from "../../app/declare-facts.ts";
import { listDeclared } from "../../app/list-declared.ts";
import { readDeclared } from "../../app/read-declared.ts";
import type { Declared } from "../../domain/facts/declared-facts.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import { factsRepresentation } from "../representations/declared-facts.ts";
import { declaredFacts, declaredRecord, listQuery } from "../schemas/declared-facts.ts";
import { type PageQuery, paged, pageOf } from "./page.ts";

type DeclaredKind = keyof typeof declaredFacts;

/** Words of the collections. */
const collections: Readonly<Record<DeclaredKind, readonly [path: string, one: string, many: string]>> = {
  employer: ["employers", "an employer", "employers"],
  landlord: ["landlords", "a landlord", "landlords"],
  agreement: ["agreements", "an agreement", "agreements"],
  right: ["rights", "a reservation right", "reservation rights"],
  dwelling: ["dwellings", "a dwelling", "dwellings"],
};

export const declaredFactsRoutes: readonly ApiRoute[] = (Object.keys(collections) as DeclaredKind[]).flatMap(routesOf);

function routesOf(kind: DeclaredKind): readonly ApiRoute[] {
  const [path, one, many] = collections[kind];
  const schema = declaredRecord(kind);
  const body = declaredFacts[kind];
  return [
    {
      method: "get",
      path: `/${path}`,
      access: "list-declared",
      summary: `Lists ${many} in scope, in order of id.`,
      query: listQuery,
      response: { status: 200, schema, isPage: true },
      handle: async ({ context, actor, query }: ApiAsked<unknown, PageQuery>) =>
        pageOf(await listDeclared(context, actor, { kind, ...paged(query) }), factsRepresentation),
    },
    {
      method: "post",
      path: `/${path}`,
      access: "declare-facts",
      summary: `Declares ${one}.`,
      body,
      response: { status: 201, schema, writes: kind },
      handle: async ({ context, actor, body: facts }: ApiAsked<{ readonly id: string }>) => {
        await declareFacts(context, actor, { records: [{ kind, facts } as unknown as Declared] });
        return { status: 201, written: facts.id };
      },
    },
    {
      method: "get",
      path: `/${path}/:id`,
      access: "read-declared",
      summary: `Reads ${one}.`,
      response: { status: 200, schema },
      handle: async ({ context, actor, params }) => {
        const record = await readDeclared(context, actor, { kind, id: params.id! });
        return { status: 200, body: factsRepresentation(record), version: record.version };
      },
    },
    {
      method: "put",
      path: `/${path}/:id`,
      access: "amend-facts",
      summary: `Corrects ${one}.`,
      body,
      needsVersion: true,
      response: { status: 200, schema, writes: kind },
      handle: async ({ context, actor, params, body: facts, expected }) => {
        const id = params.id!;
        await amendFacts(context, actor, { kind, id, expected, facts } as Parameters<typeof amendFacts>[2]);
        return { status: 200, written: id };
      },
    },
  ];
}

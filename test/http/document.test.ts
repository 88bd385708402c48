import { Validator } from "@seriousme/openapi-schema-validator";
import { expect } from "chai";
import { allRoutes } from "../../src/http/all-routes.ts";
import { openApiDocument } from "../../src/http/openapi.ts";
import { examples } from "../../src/http/schemas/examples.ts";
import { messageAjv } from "../../src/http/validation.ts";

const document = openApiDocument(allRoutes) as {
  paths: Record<string, Record<string, { operationId: string; summary: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, object> };
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe("the document of the API", () => {
  it("is valid OpenAPI 3.1 in the eyes of another validator, which would notice what is not", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).to.equal(undefined);
    expect(valid).to.equal(true);
    const broken = structuredClone(document) as { paths: Record<string, unknown> };
    broken.paths["no slash"] = { get: { responses: "none" } };
    expect((await new Validator().validate(broken)).valid).to.equal(false);
  });

  it("names every route once, in words", () => {
    expect(operations).to.have.length(allRoutes.filter(({ path }) => path !== "/openapi.json").length + 1);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { summary } of operations) expect(summary, summary).to.match(/^[A-Z].*\.$/);
  });

  it("refers only to schemas it has, and each is a valid schema by the strict rules of the product", () => {
    const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!);
    expect(new Set(named)).to.deep.equal(new Set(Object.keys(document.components.schemas)));
    const ajv = messageAjv();
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(ajv.validateSchema(schema), name).to.equal(true);
      expect(() => ajv.compile(schema), name).to.not.throw();
      expect(JSON.stringify(schema), "words of the rules").to.not.match(/"(protected|changeable)":(true|false)/);
    }
  });

  it("has one schema a title: what two routes call the same is the same", () => {
    const byTitle = new Map<string, string>();
    for (const { body, query, response } of allRoutes) {
      for (const schema of [body, query, response.schema]) {
        if (!schema) continue;
        const text = JSON.stringify(schema);
        expect(byTitle.get(schema.title) ?? text, schema.title).to.equal(text);
        byTitle.set(schema.title, text);
      }
    }
  });

  it("has an example of every message that is sent, each valid, and none of what is not sent", () => {
    const sent = new Map(allRoutes.flatMap(({ body }) => (body ? [[body.title, body] as const] : [])));
    expect(Object.keys(examples)).to.have.members([...sent.keys()]);
    const ajv = messageAjv();
    for (const [title, schema] of sent) {
      const check = ajv.compile(schema as object);
      expect(check(examples[title]), `${title} ${JSON.stringify(check.errors)}`).to.equal(true);
    }
  });

  it("takes nothing it does not know: every body and every query is closed", () => {
    for (const { method, path, body, query } of allRoutes) {
      for (const schema of [body, query])
        if (schema)
          expect((schema as { additionalProperties?: boolean }).additionalProperties, `${method} ${path}`).to.equal(
            false,
          );
    }
  });
});

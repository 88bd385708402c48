import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { bundleManifestSchema } from "../../src/adapters/files/bundle-manifest.ts";
import { poolCollections } from "../../src/adapters/files/pool-collections.ts";
import { configSchema } from "../../src/config.ts";
import { resultSchema } from "../../src/domain/facts/result.ts";

const ruleSchemas = new URL("../../rules/schema/", import.meta.url);

describe("the schemas of the product", () => {
  const schemas: [name: string, schema: object][] = [
    ["config", configSchema],
    ["bundle", bundleManifestSchema],
    ["result", resultSchema],
    ...poolCollections.map(({ name, schema }): [string, object] => [name, schema]),
    ...readdirSync(ruleSchemas).map((file): [string, object] => [
      file,
      JSON.parse(readFileSync(new URL(file, ruleSchemas), "utf8")) as object,
    ]),
  ];

  it("are valid schemas, which the product takes for granted", () => {
    const ajv = new Ajv2020({ allErrors: true });
    expect(schemas).to.have.length.greaterThan(20);
    for (const [name, schema] of schemas) {
      const isValid = ajv.validateSchema(schema);
      expect(isValid, `${name}: ${ajv.errorsText()}`).to.equal(true);
    }
  });

  it("would not pass with a keyword that means nothing", () => {
    const ajv = new Ajv2020({ allErrors: true });
    for (const wrong of [{ type: "whole" }, { required: "id" }, { properties: { id: { minLength: -1 } } }])
      expect(ajv.validateSchema(wrong), JSON.stringify(wrong)).to.equal(false);
  });
});

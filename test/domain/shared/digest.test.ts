import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { canonicalJson, sha256 } from "../../../src/domain/shared/digest.ts";
import { compareText } from "../../../src/domain/shared/order.ts";

/** The same as it is defined, step by step. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => compareText(a, b));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${plainly(member)}`).join(",")}}`;
}

const anyText = fc.string({ unit: "binary" });
const anyValue = fc.anything({
  maxDepth: 5,
  key: anyText,
  values: [anyText, fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()],
});

/** What `fc.anything` makes beside JSON: absent members of lists have no canonical form. */
const isJson = (value: unknown): boolean =>
  value === null || (typeof value === "object" ? Object.values(value).every(isJson) : value !== undefined);

describe("canonical JSON", () => {
  it("is JSON with members in code-unit order and no spaces, whatever the value", () => {
    fc.assert(
      fc.property(anyValue.filter(isJson), (value) => {
        expect(canonicalJson(value)).to.equal(plainly(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it("writes every character as JSON does", () => {
    for (let code = 0; code <= 0xffff; code++) {
      const text = String.fromCharCode(code);
      if (canonicalJson(text) !== JSON.stringify(text)) expect.fail(`character ${code.toString(16)}`);
    }
    for (const text of ["🏠", "a🏠", "\ud800a", "é\n", "", "plain"]) {
      expect(canonicalJson(text)).to.equal(JSON.stringify(text));
      expect(canonicalJson({ [text]: text })).to.equal(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`);
    }
  });

  it("writes numbers as JSON does and refuses what is none", () => {
    for (const number of [0, -0, 1e21, 1e-7, 0.1, -2_000_000_000, Number.MAX_SAFE_INTEGER]) {
      expect(canonicalJson(number)).to.equal(JSON.stringify(number));
    }
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n]) {
      expect(() => canonicalJson(value)).to.throw("no canonical form");
    }
  });

  it("leaves absent members out", () => {
    expect(canonicalJson({ b: undefined, a: 1, c: { d: undefined } })).to.equal('{"a":1,"c":{}}');
  });
});

describe("a digest", () => {
  it("is the SHA-256 of the text in UTF-8, or of the bytes", () => {
    expect(sha256("abc")).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const text = "Œuvre à l’Île";
    expect(sha256(text)).to.equal(createHash("sha256").update(Buffer.from(text, "utf8")).digest("hex"));
    expect(sha256(Buffer.from(text, "utf8"))).to.equal(sha256(text));
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { merkleRoot } from "../../../src/domain/audit/merkle.ts";
import { RowLeaves } from "../../../src/domain/audit/row-leaves.ts";

/** Leaves of few different bytes: many begin alike, and some are equal. */
const likeLeaf = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }))
  .map(([first, fourth, last]) => {
    const leaf = new Uint8Array(32).fill(200);
    leaf[0] = first * 127;
    leaf[3] = fourth;
    leaf[31] = last;
    return leaf;
  });
const anyLeaf = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("the leaves of an audit entry", () => {
  it("have one root in whatever order they came: that over the leaves in order of their bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(likeLeaf, anyLeaf), { maxLength: 300 }), (leaves) => {
        const gathered = new RowLeaves();
        for (const leaf of leaves) gathered.addLeaf(leaf);
        const sorted = [...leaves].sort((a, b) => Buffer.compare(a, b));
        expect(gathered.rows()).to.deep.equal({ count: leaves.length, root: merkleRoot(Buffer.concat(sorted)) });
      }),
    );
  });
});

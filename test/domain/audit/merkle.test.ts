import { expect } from "chai";
import fc from "fast-check";
import { merkleRoot } from "../../../src/domain/audit/merkle.ts";
import { RowLeaves } from "../../../src/domain/audit/row-leaves.ts";
import { sha256, sha256Bytes } from "../../../src/domain/shared/digest.ts";

/** Source: the test vectors of the reference implementation of RFC 6962, github.com/google/certificate-transparency. */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leafOf = (content: string) => sha256Bytes(Buffer.concat([Buffer.from([0]), Buffer.from(content, "hex")]));

describe("Merkle roots", () => {
  it("are those of RFC 6962 for one leaf to eight", () => {
    for (const [at, root] of roots.entries())
      expect(merkleRoot(Buffer.concat(inputs.slice(0, at + 1).map(leafOf))), `${at + 1} leaves`).to.equal(root);
  });

  it("are the hash of nothing for no leaf", () => {
    expect(merkleRoot(new Uint8Array())).to.equal(sha256(""));
  });

  const rows = fc.array(fc.tuple(fc.string(), fc.integer({ min: 1, max: 9 })), { minLength: 2, maxLength: 20 });
  const rootOf = (each: readonly (readonly [string, number])[]) => {
    const leaves = new RowLeaves(1);
    for (const [id, version] of each) leaves.add("request", id, version, sha256(id));
    return leaves.rows();
  };

  it("of rows do not depend on their order, and change with every row", () => {
    fc.assert(
      fc.property(rows, fc.nat(), (each, at) => {
        const { count, root } = rootOf(each);
        expect(count).to.equal(each.length);
        expect(rootOf(each.toReversed()).root).to.equal(root);
        const place = at % each.length;
        expect(rootOf(each.toSpliced(place, 1)).root).to.not.equal(root);
        expect(rootOf(each.with(place, [each[place]![0], each[place]![1] + 10])).root).to.not.equal(root);
      }),
    );
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { IdColumn } from "../../../src/domain/facts/table/id-column.ts";
import { compareText } from "../../../src/domain/shared/order.ts";

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const ids = fc.oneof(
  fc.array(id, { maxLength: 60 }),
  fc
    .tuple(id, fc.array(fc.stringMatching(/^[01]{0,12}$/), { maxLength: 200 }))
    .map(([prefix, tails]) => tails.map((tail) => prefix + tail)),
);

describe("id column", () => {
  it("gives ids back by row, and the order of texts", () => {
    fc.assert(
      fc.property(ids, (texts) => {
        const column = new IdColumn();
        texts.forEach((text, row) => {
          expect(
            row % 2 === 0 ? column.add(text) : column.addBytes(Buffer.from(` ${text} `), 1, 1 + text.length),
          ).to.equal(row);
        });
        const order = column.order() ?? texts.map((_, row) => row);
        expect(Array.from(order, (row) => column.at(row))).to.deep.equal([...texts].sort(compareText));
        if (column.order()) column.permute(column.order()!);
        expect(texts.map((_, row) => column.at(row))).to.deep.equal([...texts].sort(compareText));
        expect(column.order()).to.equal(undefined);
      }),
    );
  });

  it("finds the row of every id, also of those added after the first search", () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 200 }), fc.nat(), (texts, searchAfter) => {
        const column = new IdColumn();
        const at = searchAfter % (texts.length + 1);
        texts.forEach((text, row) => {
          if (row === at) expect(column.rowOf("not there!")).to.equal(undefined);
          column.add(text);
        });
        texts.forEach((text, row) => {
          expect(column.rowOf(text)).to.equal(row);
        });
        expect(column.rowOf("not there!")).to.equal(undefined);
      }),
    );
  });

  it("refuses what no id may hold", () => {
    expect(() => new IdColumn().add("日")).to.throw("holds a character that no id may hold");
  });
});

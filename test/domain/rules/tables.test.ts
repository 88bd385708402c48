import { expect } from "chai";
import { doesGrow, flatten } from "../../../src/domain/rules/compile/tables.ts";
import type { TableEntry } from "../../../src/domain/rules/rule-files.ts";

const colours = { name: "colour", values: ["red", "blue"] };
const sizes = { name: "size", from: 3, to: 4 };

function flat(table: TableEntry, lastKeyTo?: number) {
  const { table: written, problems } = flatten(table, lastKeyTo);
  return {
    cells: Array.from(written.cells),
    type: written.type,
    keys: written.keys,
    problems: problems.map(({ kind, tail }) => `${kind} ${tail}`),
  };
}

describe("a table written out flat", () => {
  it("puts every cell at the place of its keys, whatever the order of the rows", () => {
    const rows = [
      { at: ["blue", 4], cells: ["b4x", "b4other"] },
      { at: ["red", 3], cells: ["r3x", "r3other"] },
      { at: ["*", 4], cells: ["o4x", "o4other"] },
    ];
    const table: TableEntry = {
      keys: [{ ...colours, other: true }, sizes, { name: "mark", values: ["x"], other: true }],
      rows,
    };
    const { cells, type, problems } = flat(table);
    const none = undefined;
    expect(problems).to.deep.equal([]);
    expect(type).to.equal("text");
    expect(cells).to.deep.equal([
      "r3x",
      "r3other",
      none,
      none,
      none,
      none,
      "b4x",
      "b4other",
      none,
      none,
      "o4x",
      "o4other",
    ]);
  });

  it("goes on by the increment, scaled like the cells", () => {
    const table: TableEntry = {
      keys: [colours, { ...sizes, beyond: "increment" }],
      rows: [
        { at: ["red"], cells: [1, 2], increment: 3 },
        { at: ["blue"], cells: [10, 20], increment: 0 },
      ],
      scale: 100,
    };
    expect(doesGrow(table)).to.equal(true);
    expect(flat(table, 6).cells).to.deep.equal([100, 200, 500, 800, 1_000, 2_000, 2_000, 2_000]);
    expect(flat(table).cells).to.deep.equal([100, 200, 1_000, 2_000]);
  });

  it("lets the last cell hold on, a text too", () => {
    const table: TableEntry = { keys: [{ ...sizes, beyond: "last" }], rows: [{ at: [], cells: ["small", "big"] }] };
    expect(flat(table, 6).cells).to.deep.equal(["small", "big", "big", "big"]);
    expect(flat(table, 6).keys).to.deep.equal([{ kind: "range", from: 3, to: 6 }]);
  });

  it("never gets smaller than its rows when less is asked for", () => {
    const table: TableEntry = { keys: [{ ...sizes, beyond: "last" }], rows: [{ at: [], cells: [1, 2] }] };
    expect(flat(table, 3).cells).to.deep.equal([1, 2]);
  });

  it("does not go on where no key says so", () => {
    const table: TableEntry = { keys: [sizes], rows: [{ at: [], cells: [1, 2] }] };
    expect(doesGrow(table)).to.equal(false);
    expect(flat(table, 9).cells).to.deep.equal([1, 2]);
  });

  const wrong: readonly (readonly [title: string, table: TableEntry, problem: string])[] = [
    [
      "a key that ends before it starts",
      { keys: [{ name: "size", from: 4, to: 3 }], rows: [{ at: [], cells: [1] }] },
      "wrong-shape /keys/0",
    ],
    [
      "a key that names a value twice",
      { keys: [{ name: "colour", values: ["red", "red"] }], rows: [{ at: [], cells: [1] }] },
      "duplicate-id /keys/0",
    ],
    [
      "an earlier key that goes on beyond its end",
      { keys: [{ ...sizes, beyond: "last" }, colours], rows: [{ at: [3], cells: [1, 2] }] },
      "wrong-shape /keys/0",
    ],
    [
      "a row that names too many keys",
      { keys: [colours], rows: [{ at: ["red"], cells: [1, 2] }] },
      "wrong-shape /rows/0/at",
    ],
    [
      "a row outside the numbers of its key",
      { keys: [sizes, colours], rows: [{ at: [5], cells: [1, 2] }] },
      "wrong-shape /rows/0/at/0",
    ],
    [
      "a row for the others where there are none",
      { keys: [colours, sizes], rows: [{ at: ["*"], cells: [1, 2] }] },
      "wrong-shape /rows/0/at/0",
    ],
    [
      "texts with a scale",
      { keys: [colours], rows: [{ at: [], cells: ["a", "b"] }], scale: 100 },
      "wrong-type /rows/0/cells",
    ],
    [
      "an increment that nothing uses",
      { keys: [sizes], rows: [{ at: [], cells: [1, 2], increment: 1 }] },
      "wrong-shape /rows/0/increment",
    ],
    [
      "a cell beyond the exact whole numbers",
      { keys: [sizes], rows: [{ at: [], cells: [1, 9_007_199_254_740_991] }], scale: 2 },
      "may-overflow /rows/0",
    ],
  ];
  for (const [title, table, problem] of wrong) {
    it(`says where ${title} stands`, () => {
      expect(flat(table).problems).to.include(problem);
    });
  }
});

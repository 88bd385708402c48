import { expect } from "chai";
import { cellText, csvTable } from "../../src/markup/csv-table.ts";

describe("a table for a spreadsheet", () => {
  it("never holds a cell that a spreadsheet would take for a formula", () => {
    for (const text of [
      "=1+1",
      "+33",
      "-2",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "＝1+1",
      "＠SUM(A1)",
      "  =cmd|' /C calc'!A0",
      '=HYPERLINK("x")',
    ])
      expect(cellText(text).replace(/^"/, ""), text).to.match(/^'/);
    expect(cellText("Élan = vie")).to.equal("Élan = vie");
    expect(cellText(-2)).to.equal("-2");
  });

  it("has a mark, semicolons, and quotes around what holds one", () => {
    expect(
      csvTable(
        ["nom", "sens"],
        [
          ["Inventée; Alix", 'dit "oui"'],
          ["a\nb", 3],
        ],
      ),
    ).to.equal('\ufeffnom;sens\r\n"Inventée; Alix";"dit ""oui"""\r\n"a\nb";3\r\n');
  });
});

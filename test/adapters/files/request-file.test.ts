import { expect } from "chai";
import { openRequestFile } from "../../../src/adapters/files/request-file.ts";
import { sourceOf } from "../../support/request-csv.ts";

async function readThrough(source: ReturnType<typeof sourceOf>) {
  for await (const _ of source.rows());
  return source;
}

describe("a file of requests that nobody could have meant", () => {
  for (const [what, first, more] of [
    ["a line that never ends", "Nom;Prénom\nAlix", "x"],
    ["a header that never ends", "Nom;Prénom", ";c"],
    ["a quote that is never closed", 'Nom;Prénom\n"Alix', "x\n"],
  ] as const)
    it(`${what} is refused by its length, and no more of it is read`, async () => {
      let pieces = 0;
      const source = openRequestFile({
        fileName: "demandes.csv",
        bytes: 20_000_000,
        encoding: "utf-8",
        read: async function* () {
          yield Buffer.from(first);
          for (; pieces < 400; pieces++) yield Buffer.from(more.repeat(50_000 / more.length));
        },
      });
      await readThrough(source);
      expect(source.isBroken).to.equal(true);
      expect(source.problems().map(({ code }) => code)).to.include("line-too-long");
      expect(pieces).to.be.lessThan(5);
    });

  it("a header of very many unknown columns is told column by column; what was meant is looked for a while only", async () => {
    const source = await readThrough(sourceOf(`${"Nomm;".repeat(300)}Prénom\n`));
    const unknown = source.problems().filter(({ code }) => code === "column-unknown");
    expect(unknown).to.have.length(300);
    const hinted = unknown.filter(({ values }) => values.hint !== "");
    expect(hinted).to.have.length(100);
  });
});
